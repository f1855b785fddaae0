"""What must hold of the bill of materials: read_sbom.py SBOM.json Cargo.lock"""

import json
import re
import sys
from pathlib import Path

bill = json.loads(Path(sys.argv[1]).read_text())
lock = set(re.findall(r'name = "(.+)"\nversion = "(.+)"', Path(sys.argv[2]).read_text()))
parts = bill["components"]
known = {p["bom-ref"] for p in parts} | {bill["metadata"]["component"]["bom-ref"]}
assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
assert len(known) == len(parts) + 1, "a component stands twice"
for part in parts:
    assert (part["name"], part["version"]) in lock, part
    assert part["licenses"][0]["expression"] and len(part["hashes"][0]["content"]) == 64, part
    assert part["purl"] == f"pkg:cargo/{part['name']}@{part['version']}", part
assert {d["ref"] for d in bill["dependencies"]} == known
assert all(ref in known for d in bill["dependencies"] for ref in d["dependsOn"])
# Every crate that Cargo.toml says the program is made of is there and is shipped; what only the tests need is not there.
manifest = Path(sys.argv[2]).with_name("Cargo.toml").read_text()
section = lambda name: re.findall(r'^([a-z_-]+) = (?:.*package = "([^"]+)")?', manifest.split(f"\n[{name}]\n")[1].split("\n[")[0], re.M)
shipped = {p["name"] for p in parts if p["scope"] == "required"}
ours = {package or name for name, package in section("dependencies")}
assert len(ours) > 10 and ours <= shipped, ours - shipped
assert not {name for name, _ in section("dev-dependencies")} & {p["name"] for p in parts}
print(f"{len(parts)} components, {len(shipped)} of them in the program")
