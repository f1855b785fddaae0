"""Asks a server of a built site what a browser would, and what somebody curious would.

    ask.py HOST:PORT SITE RULES.json BASE.html

RULES.json is the one table of what a server must say; tests/deploy.rs holds the three recipes to it.
"""

import gzip
import html
import http.client
import json
import os
import re
import sys
import time
from pathlib import Path
from urllib.parse import urljoin, urlsplit

host, site = sys.argv[1], Path(sys.argv[2])
rules = json.loads(Path(sys.argv[3]).read_text())
meta = re.search(r'Content-Security-Policy" content="([^"]*)"', Path(sys.argv[4]).read_text()).group(1)
headers = dict(rules["headers"], **{"Content-Security-Policy": meta + rules["policy"]})
faults, asked = [], 0


def ask(path, method="GET", **more):
    global asked
    asked += 1
    connection = http.client.HTTPConnection(host, timeout=20)
    connection.request(method, path, headers={k.replace("_", "-"): v for k, v in more.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def must(holds, *what):
    if not holds:
        faults.append(" ".join(map(str, what)))


def always(path, answer):
    """What every answer says, whatever its status."""
    for name, value in headers.items():
        must(answer.getheader(name) == value, path, answer.status, name, answer.getheader(name))
        must(len(answer.msg.get_all(name, [])) == 1, path, name, "said twice")
    must(not re.search(r"\d", answer.getheader("Server") or ""), path, "tells its version:", answer.getheader("Server"))
    must(answer.getheader("X-Powered-By") is None, path, "X-Powered-By")


def is_404(path, method="GET"):
    answer, body = ask(path, method)
    must(answer.status == 404, method, path, "answers", answer.status)
    must(method == "HEAD" or body == (site / "404.html").read_bytes(), path, "is not answered with the site's page")
    must(answer.getheader("Content-Type") == rules["types"]["html"], path, answer.getheader("Content-Type"))
    must(answer.getheader("Cache-Control") == rules["short"], path, answer.getheader("Cache-Control"))
    always(path, answer)


for _ in range(200):
    try:
        ask("/")
        break
    except OSError:
        time.sleep(0.1)

# Every file: its bytes, type, headers and time to live; compressed where that pays; without its body on HEAD.
kinds = set()
for file in sorted(p for p in site.rglob("*") if p.is_file()):
    name = file.relative_to(site).as_posix()
    path, bytes_ = "/" + name, file.read_bytes()
    if any(part.startswith(".") for part in name.split("/")):
        is_404(path)
        continue
    kind = name.rsplit(".", 1)[1]
    kinds.add(kind)
    answer, body = ask(path)
    must(answer.status == 200 and body == bytes_, path, answer.status, len(body), "bytes")
    must(answer.getheader("Content-Type") == rules["types"].get(kind), path, answer.getheader("Content-Type"))
    long = re.search(rules["long_names"], path)
    must(answer.getheader("Cache-Control") == rules["long" if long else "short"], path, answer.getheader("Cache-Control"))
    always(path, answer)
    answer, body = ask(path, Accept_Encoding="gzip, br")
    packed = answer.getheader("Content-Encoding") == "gzip"
    must((gzip.decompress(body) if packed else body) == bytes_, path, "compressed")
    if kind in rules["compressed"] and len(bytes_) >= 2048:
        must(packed and "Accept-Encoding" in (answer.getheader("Vary") or ""), path, "is not compressed")
        must(len(body) < len(bytes_) * 0.6, path, len(body), "of", len(bytes_))
    # Asked again with what it said of itself, it need not be sent again.
    again, body = ask(path, Accept_Encoding="gzip, br", If_None_Match=answer.getheader("ETag") or '"none"')
    must(again.status == 304 and body == b"", path, "asked again answers", again.status)
    must(again.getheader("Cache-Control") == answer.getheader("Cache-Control"), path, again.getheader("Cache-Control"))
    head, body = ask(path, "HEAD")
    must(head.status == 200 and body == b"" and head.getheader("Content-Type") == rules["types"].get(kind), "HEAD", path)
    must(head.getheader("Content-Length") == str(len(bytes_)), "HEAD", path, head.getheader("Content-Length"))
must({"html", "css", "js", "ics", "svg", "xml"} <= kinds, "the site has only", kinds)
must(any(re.search(rules["long_names"], "/" + p.relative_to(site).as_posix()) for p in site.rglob("*.js")), "no index")

# A folder is its first page; without one it is nothing, and never a list.
for folder in [p for p in site.rglob("*") if p.is_dir()] + [site]:
    path = "/" + folder.relative_to(site).as_posix() + "/" if folder != site else "/"
    if (folder / "index.html").is_file():
        answer, body = ask(path)
        must(answer.status == 200 and body == (folder / "index.html").read_bytes(), path, answer.status)
        always(path, answer)
        if folder != site:
            answer, _ = ask(path.rstrip("/"))
            to = urlsplit(urljoin(f"http://{host}{path.rstrip('/')}", answer.getheader("Location") or ""))
            must(answer.status in (301, 302) and to.netloc == host and to.path == path, path, answer.status, to)
    else:
        is_404(path)

# What is not there, and what must not be.
for path in ["/khong-co.html", "/khong/co/trang.html", "/assets/search-0123456789abcdef.js", "/assets/search-0123456789abcdef/a0.js",
             "/.git/config", "/quy-che/.htaccess", "/.quyche-manifest.json?x", "/%2equyche-manifest.json", "/index.html/x"]:
    is_404(path)
is_404("/khong-co.html", "HEAD")
for path in ["/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/a%00b"]:
    answer, body = ask(path)
    must(answer.status in (400, 403, 404) and b"root:" not in body, path, answer.status)
for method in ["POST", "PUT", "DELETE", "TRACE", "OPTIONS"]:
    answer, body = ask("/index.html", method)
    must(answer.status in (403, 405) and not re.search(rb"\d+\.\d+\.\d+", body), method, answer.status)

# The page for what is not there works wherever it appears.
page = (site / "404.html").read_text()
wanted = re.findall(r'(?:href|src)="([^"#]+)', page)
must(len(wanted) >= 10, "404.html has", len(wanted), "addresses")
for address in sorted(set(map(html.unescape, wanted))):
    path = urlsplit(urljoin(f"http://{host}/khong/co/trang.html", address)).path
    answer, _ = ask(path)
    must(answer.status == 200, f"404.html below /khong/co/ leads to {path}:", answer.status)

# After a rollback a page is older than what a reader holds, and must reach him all the same.
file = site / "index.html"
answer, _ = ask("/index.html", Accept_Encoding="gzip")
then = file.stat().st_mtime
os.utime(file, (then - 86400, then - 86400))
again, _ = ask("/index.html", Accept_Encoding="gzip", If_None_Match=answer.getheader("ETag"), If_Modified_Since=answer.getheader("Last-Modified"))
must(again.status == 200, "an older page in its place answers", again.status)
os.utime(file, (then, then))

print(f"{asked} requests, {len(faults)} faults")
print("\n".join(faults[:40]))
sys.exit(bool(faults))
