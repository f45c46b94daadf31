"""No circle of imports anywhere in the program: neither of modules nor of packages that stand side by side.

Every import statement counts, those inside functions and under TYPE_CHECKING as well: two modules in a circle cannot be
read, tested or moved one without the other, whenever the import happens.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Graph = Mapping[str, set[str]]


@cache
def files() -> dict[str, Path]:
    """Every module of the program by its name; a package goes by the name of its folder."""
    found = {}
    for path in sorted((ROOT / "app").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(path: Path, known: Iterable[str]) -> Iterator[str]:
    """The modules a file names in its imports: ``from app.services import matrix`` names the package ``matrix``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in known else node.module


@cache
def graph() -> Graph:
    known = files()
    return {
        name: {one for one in imported(path, known) if one in known and one != name} for name, path in known.items()
    }


def side_by_side(package: str) -> Graph:
    """Which of the modules and packages directly in ``package`` import which others of them, at whatever depth."""
    depth = package.count(".") + 2

    def part(module: str) -> str:
        return ".".join(module.split(".")[:depth])

    inside = [module for module in graph() if module.startswith(f"{package}.")]
    found: dict[str, set[str]] = {part(module): set() for module in inside}
    for module in inside:
        found[part(module)] |= {part(one) for one in graph()[module] if one.startswith(f"{package}.")} - {part(module)}
    return found


def circles(arrows: Graph) -> list[set[str]]:
    """The sets of names that all reach each other, of more than one."""
    left = dict(arrows)
    while ends := [name for name in left if not left[name] & left.keys()]:
        for name in ends:
            del left[name]
    reach: dict[str, set[str]] = {}
    for start in left:
        seen, edge = set[str](), [start]
        while edge:
            new = left[edge.pop()] & left.keys() - seen
            seen |= new
            edge += new
        reach[start] = seen
    found = {frozenset({name} | {other for other in reach[name] if name in reach[other]}) for name in left}
    return sorted((set(one) for one in found if len(one) > 1), key=sorted)


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    assert circles(graph()) == []


def test_packages_side_by_side_do_not_import_each_other_in_a_circle() -> None:
    packages = [name for name, path in files().items() if path.name == "__init__.py"]
    assert {name: found for name in packages if (found := circles(side_by_side(name)))} == {}


def test_a_circle_is_seen() -> None:
    """What the tests above rest on: the statements they read, and the search, held against the library's."""
    known = files()
    assert "app.services.base.agents" in graph()["app.cli.import_"], "an import inside a function"
    assert "app.services.base.store" in graph()["app.bootstrap"], "an import for types alone"
    assert len(known) > 500 and set().union(*graph().values()) <= set(known)
    ring = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": set[str]()}
    assert circles(ring) == [{"a", "b", "c"}]
    with pytest.raises(CycleError):
        TopologicalSorter(ring).prepare()
    TopologicalSorter({name: sorted(arrows) for name, arrows in graph().items()}).prepare()
