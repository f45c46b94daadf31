"""The list of components that a built program carries (CycloneDX 1.5, JSON): name, version, licence, where from.

``python -m tools.components FILE``; the build puts it beside the program. Listed is what is installed of all that the
project's own dependencies need, here and now – not what only contributors use.
"""

from __future__ import annotations

import json
import platform
import re
import sys
import tomllib
import uuid
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
SILENT = {"sqlcipher3": "Zlib"}  # carry the text of their licence and not its name


def needed() -> dict[str, metadata.Distribution]:
    """Every installed distribution the program's dependencies lead to, by its name as the index writes it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    found: dict[str, metadata.Distribution] = {}
    while waiting:
        wanted = waiting.pop()
        name = plain(wanted.name)
        extras = wanted.extras or {""}
        if wanted.marker and not any(wanted.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        if name in found:
            continue
        found[name] = metadata.distribution(wanted.name)
        waiting += [one for one in map(Requirement, found[name].requires or []) if _used(one, extras)]
    return dict(sorted(found.items()))


def document() -> dict[str, Any]:
    """The same for the same components: its serial number is made of them, and it bears no time."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = [_python(), *(_component(name, one) for name, one in needed().items())]
    seal = json.dumps(parts, sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seal)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "needfolio",
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": parts,
        "dependencies": [{"ref": "needfolio", "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _used(one: Requirement, extras: set[str]) -> bool:
    return one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in extras | {""})


def _python() -> dict[str, Any]:
    version = platform.python_version()
    return {
        "type": "platform",
        "bom-ref": f"pkg:generic/python@{version}",
        "name": "python",
        "version": version,
        "purl": f"pkg:generic/python@{version}",
        "licenses": [{"license": {"name": "PSF-2.0"}}],
    }


def _component(name: str, one: metadata.Distribution) -> dict[str, Any]:
    about = one.metadata.json
    link = f"pkg:pypi/{name}@{one.version}"
    told: dict[str, Any] = {"type": "library", "bom-ref": link, "name": name, "version": one.version, "purl": link}
    if expression := about.get("license_expression"):
        told["licenses"] = [{"expression": expression}]
    elif licence := SILENT.get(name) or _licence(str(about.get("license") or ""), list(about.get("classifier") or [])):
        told["licenses"] = [{"license": {"name": licence}}]
    return told


def _licence(said: str, classifiers: list[str]) -> str:
    """In one line; some packages put the whole text where the name belongs."""
    for line in classifiers:
        if line.startswith("License :: ") and line.count("::") > 1:
            return line.rpartition(" :: ")[2]
    return said.strip().splitlines()[0][:80] if said.strip() else ""


def main(arguments: list[str]) -> int:
    Path(arguments[0]).write_text(json.dumps(document(), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
