"""One program run once: how long, how much processor, how much memory; and what it left.

What is measured is started by a small process of its own (`python3 measure.py FILE COMMAND…`), because Linux counts towards a
child's peak what its parent had resident when the child began, and the parent here holds a whole office.
"""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
import zlib

TAGS = re.compile(rb"<(script|style|svg)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.S)
BLANK = re.compile(rb"\s+")
# Files, and the seconds after which the disk has forgotten them.
MANY, REST = 5_000, 65


def once(command, folder, log):
    """Runs a command in a folder; seconds, processor seconds, peak bytes, and what it said. Its failure ends the comparison."""
    os.sync()  # what the run before left to be written is not this one's
    helper = [sys.executable, "-I", "-S", os.path.abspath(__file__), log, *command]
    done = subprocess.run(helper, cwd=folder, stdout=subprocess.PIPE, check=False)
    with open(log, encoding="utf-8", errors="replace") as f:
        said = f.read()
    figures = json.loads(done.stdout)
    if figures.pop("code") != 0:
        sys.exit(f"{' '.join(command)}\n{said}\nfailed")
    return {**figures, "said": said}


def child(log, command):
    """The small process: starts the command, waits, prints the figures."""
    with open(log, "wb") as out:
        begun = time.monotonic()
        code = subprocess.call(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        wall = time.monotonic() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime
    print(json.dumps({"code": code, "wall": wall, "cpu": cpu, "peak": used.ru_maxrss * 1024}))


def files(folder):
    """Every file below a folder with what `stat` says."""
    for path, _, names in os.walk(folder):
        for name in names:
            whole = os.path.join(path, name)
            yield os.path.relpath(whole, folder), os.stat(whole)


def left(folder, index, without=()):
    """Files, bytes, bytes of the index as they lie and as a server sends them, pages and the bytes of text on them."""
    figures = dict.fromkeys(["files", "bytes", "index", "packed", "pages", "text"], 0)
    for name, about in files(folder):
        if name.startswith(tuple(without)):
            continue
        figures["files"] += 1
        figures["bytes"] += about.st_size
        if index(name):
            figures["index"] += about.st_size
            figures["packed"] += packed(os.path.join(folder, name), about.st_size)
        if name.endswith(".html"):
            figures["pages"] += 1
            with open(os.path.join(folder, name), "rb") as f:
                figures["text"] += len(BLANK.sub(b" ", TAGS.sub(b" ", f.read())))
    return figures


def packed(path, size):
    """Bytes of a file sent with gzip; Pagefind's come packed."""
    if ".pf_" in path:
        return size
    with open(path, "rb") as f:
        return len(zlib.compress(f.read(), 6))


def written(folder, since):
    """How many files were written, or made anew, after a moment (of `mark`)."""
    return sum(about.st_mtime_ns > since for _, about in files(folder))


def mark(folder):
    """The moment by the clock of the disk, which is not that of `time`."""
    path = os.path.join(folder, ".mark")
    with open(path, "w"):
        pass
    at = os.stat(path).st_mtime_ns
    os.remove(path)
    return at


def present(folder):
    """The files that lie below a folder, by what the disk calls them."""
    return {about.st_ino for _, about in files(folder)}


def rest(before, folder):
    """Lets the disk come to rest where a run removed thousands of files: for a minute ext4 without a journal looks past the places
    that were theirs, and whoever writes next would pay for it."""
    if len(before - present(folder)) > MANY:
        os.sync()
        time.sleep(REST)


def clear(folder):
    """An empty folder's place: nothing there."""
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    child(sys.argv[1], sys.argv[2:])
