"""The list of components of a build: all that the program needs, nothing that only contributors use."""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path

from tools import components, hashes

ROOT = Path(__file__).resolve().parents[2]


def test_it_names_what_the_program_needs_with_the_versions_that_were_tested(tmp_path: Path) -> None:
    file = tmp_path / "components.cdx.json"
    assert components.main([str(file)]) == 0
    told = json.loads(file.read_text(encoding="utf-8"))

    assert (told["bomFormat"], told["specVersion"], told["version"]) == ("CycloneDX", "1.5", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", told["serialNumber"])
    parts = {part["name"]: part for part in told["components"] if part["type"] == "library"}
    assert {"pyside6-essentials", "shiboken6", "sqlcipher3", "cryptography", "numpy", "pillow", "openpyxl"} <= set(
        parts
    )
    assert not {"pytest", "mypy", "ruff", "hypothesis", "pyinstaller", "psycopg"} & set(parts)
    pinned = hashes.pins((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    assert {name: part["version"] for name, part in parts.items()} == {name: pinned[name] for name in parts}
    assert [name for name, part in parts.items() if not part.get("licenses")] == []
    assert all(part["purl"] == f"pkg:pypi/{name}@{part['version']}" for name, part in parts.items())
    references = {part["bom-ref"] for part in told["components"]}
    assert set(told["dependencies"][0]["dependsOn"]) == references


def test_every_library_the_program_imports_is_on_it() -> None:
    """Read from the sources: what they import and the environment installed."""
    owners = metadata.packages_distributions()
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", source, re.MULTILINE)) & set(owners)
    named = set(components.needed())
    assert {name for name in imported if not {components.plain(owner) for owner in owners[name]} & named} == set()
