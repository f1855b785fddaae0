"""The texts of an office as `cargo bench --bench office` writes it, and the same words as the peers take them.

Read from the content, not from our pages: a page for each chapter of the regulation with the headings and clauses as they stand, one
for each unit and each head of unit with the clauses that are theirs, the whole text, and a page for each role.
"""

import os
import re
from collections import defaultdict

ARTICLE = re.compile(r"## Điều (\d+)\.")
CLAUSE = re.compile(r"(\d+)\\\. ")


class Office:
    """What the content says, by its own lines. It is written by one generator, so its form is known."""

    def __init__(self, root):
        self.root = root
        self.file = only(os.path.join(root, "content/regulation"))
        with open(self.file, encoding="utf-8") as f:
            self.text = f.read()
        self.units = pairs(os.path.join(root, "content/units.yaml"))
        self.roles = pairs(os.path.join(root, "content/roles.yaml"))
        self.borne = borne(os.path.join(root, "content/duties.yaml"))
        _, _, body = self.text.split("---\n", 2)
        self.body = body
        clauses = sum(1 for line in body.split("\n") if CLAUSE.match(line))
        if not self.units or not self.borne or clauses < len(self.units):
            raise SystemExit(f"{root}: no office as the benchmark writes it")
        self.changed = f"việc thứ {clauses // 2}"

    def change(self, n):
        """The text after the n-th change of the clause in its middle."""
        new = f"{self.changed}, sửa lần {n}."
        text, times = re.subn(re.escape(self.changed) + r"(, sửa lần \d+)?\.", new, self.body)
        if times != 1:
            raise SystemExit(f"«{self.changed}» stands {times} times")
        self.text = self.text.replace(self.body, text)
        self.body = text

    def write(self):
        """Our own file with the words as they are now."""
        put(self.file, self.text)

    def pages(self):
        """(folder, name, title, body) of each page for the peers."""
        clauses, chapters = {}, []
        article, part = "", ""
        for block in self.body.strip().split("\n\n"):
            block = block.strip()
            if block.startswith("# Phần"):
                part = block
                continue
            if block.startswith("# "):
                chapters.append((block[2:], [part] if part else []))
            if number := ARTICLE.match(block):
                article = number[1]
            if clause := CLAUSE.match(block):
                clauses[f"dieu-{article}.{clause[1]}"] = block
            chapters[-1][1].append(block)
        for n, (title, blocks) in enumerate(chapters):
            yield "quy-che", f"chuong-{n + 1:05}", title, "\n\n".join(blocks)
        yield "quy-che", "toan-van", "Toàn văn", self.body.strip()
        for unit, name in self.units.items():
            # Where a clause stands is said with it, as a page of duties must; our pages say it in more words.
            theirs = "\n\n".join(f"**{where(c)}**\n\n{clauses[c]}" for c in self.borne[unit])
            yield "don-vi", unit, name, theirs
            yield "viec-toi", f"truong-phong--{unit}", f"Trưởng phòng, {name}", theirs
            yield "viec-toi", f"truong-phong--{unit}--in", f"Bản đầy đủ: Trưởng phòng, {name}", theirs
        general = clauses["dieu-1.1"]
        for role, name in self.roles.items():
            yield "viec-toi", role, name, f"**{where('dieu-1.1')}**\n\n{general}"


def where(clause):
    """`dieu-2.7` in words."""
    article, number = clause.removeprefix("dieu-").split(".")
    return f"Khoản {number} Điều {article}"


def only(folder):
    names = os.listdir(folder)
    if len(names) != 1:
        raise SystemExit(f"{folder} holds {len(names)} texts; compare an office without decisions")
    return os.path.join(folder, names[0])


def pairs(file):
    """id → name of what a file declares before its collectives."""
    with open(file, encoding="utf-8") as f:
        text = f.read().split("collectives:")[0]
    return dict(re.findall(r'- id: (\S+)\n(?:    group: .*\n)?    name: "(.*)"', text))


def borne(file):
    """unit → the clauses it bears, in their order."""
    found, clause = defaultdict(list), None
    with open(file, encoding="utf-8") as f:
        for line in f:
            if line.startswith("  - provision: "):
                clause = line.split(": ")[1].strip()
            elif bearer := re.match(r"      - \{who: ([^,]+),", line):
                found[bearer[1]].append(clause)
    return found


def put(path, text):
    """Writes what differs, so that a change of a clause touches the files that hold it and no others."""
    data = text.encode()
    try:
        with open(path, "rb") as f:
            if f.read() == data:
                return
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data)


def hugo(pages, root):
    """The pages as Hugo takes them."""
    for folder, name, title, body in pages:
        put(os.path.join(root, "content", folder, name + ".md"), f'---\ntitle: "{title}"\n---\n\n{body}\n')


def mdbook(pages, root):
    """The pages as mdBook takes them, with the list it wants of them."""
    summary = ["# Mục lục", ""]
    for folder, name, title, body in pages:
        put(os.path.join(root, "src", folder, name + ".md"), f"# {title}\n\n{body}\n")
        summary.append(f"- [{title}]({folder}/{name}.md)")
    put(os.path.join(root, "src/SUMMARY.md"), "\n".join(summary) + "\n")


def size(folder, ends):
    """(files, bytes) of what a program is given to read."""
    sizes = [
        os.path.getsize(os.path.join(path, name))
        for path, _, names in os.walk(folder)
        for name in names
        if name.endswith(ends)
    ]
    return len(sizes), sum(sizes)
