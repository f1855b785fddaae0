"""The software bill of materials, CycloneDX 1.5: what the program is made of, with licence, origin and checksum.

    cargo metadata --format-version 1 --locked | python3 deploy/sbom.py > quyche.cdx.json

Everything that is compiled into the program on any platform is `required`; what only runs while compiling is `excluded`; what
only the tests need is left out. The same Cargo.lock gives the same bytes: neither a clock nor chance goes into it.
"""

import json
import re
import sys
import uuid
from pathlib import Path

metadata = json.load(sys.stdin)
root = metadata["resolve"]["root"]
packages = {p["id"]: p for p in metadata["packages"]}
nodes = {n["id"]: n for n in metadata["resolve"]["nodes"]}
lock = (Path(metadata["workspace_root"]) / "Cargo.lock").read_text()
entry = re.compile(r'name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "([0-9a-f]{64})"')
checksums = {(name, version): checksum for name, version, checksum in entry.findall(lock)}


def edges(package, kinds):
    """The packages one is made with, by kind of dependency: None (normal) or "build"."""
    found = nodes[package]["deps"]
    return sorted(d["pkg"] for d in found if any(k["kind"] in kinds for k in d["dep_kinds"]))


def is_macro(package):
    return any("proc-macro" in t["kind"] for t in packages[package]["targets"])


def reach(start, kinds, through):
    seen, open_ = set(), [start]
    while open_:
        package = open_.pop()
        if package not in seen:
            seen.add(package)
            open_ += [p for p in edges(package, kinds) if through(p)]
    return seen


every = reach(root, {None, "build"}, lambda p: True)
shipped = reach(root, {None}, lambda p: not is_macro(p))


def reference(package):
    p = packages[package]
    return f"pkg:cargo/{p['name']}@{p['version']}"


def expression(licence):
    """SPDX as it is now written: `A/B` was the way before."""
    return re.sub(r"\s*/\s*", " OR ", licence)


def component(package):
    p = packages[package]
    about = {
        "type": "application" if package == root else "library",
        "bom-ref": reference(package),
        "name": p["name"],
        "version": p["version"],
        "description": " ".join((p["description"] or "").split()),
        "licenses": [{"expression": expression(p["license"])}],
        "purl": reference(package),
    }
    if package != root:
        about["scope"] = "required" if package in shipped else "excluded"
        about["hashes"] = [{"alg": "SHA-256", "content": checksums[p["name"], p["version"]]}]
    return about


order = sorted(every, key=reference)
bill = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, reference(root) + lock)}",
    "version": 1,
    "metadata": {"component": component(root)},
    "components": [component(p) for p in order if p != root],
    "dependencies": [
        {"ref": reference(p), "dependsOn": [reference(d) for d in edges(p, {None, "build"})]} for p in order
    ],
}
json.dump(bill, sys.stdout, ensure_ascii=False, indent=1)
print()
