"""How big the program's parts are and how they hang together: ``python -m tools.scorecard`` prints it as a table.

Read from the sources alone; nothing of the program is imported.
"""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

ROOT = Path(__file__).resolve().parent.parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


MODULE, FUNCTION = (90, 220, 350), (10, 20, 60)
"""Lines at most: the median, the ninth decile, the largest."""
CLASS_LINES, METHODS = 250, 20


@dataclass(frozen=True, slots=True)
class Part:
    """A module, class or function: ``place`` is ``file`` or ``file:Class.function``; ``methods`` are a class's public
    ones. Lines are counted from the first of ``def`` or ``class`` to the last, comments and empty ones with them."""

    place: str
    lines: int
    methods: int = 0
    told: bool = True


@dataclass(frozen=True, slots=True)
class Sources:
    """What :func:`read` found below ``app/``."""

    modules: tuple[Part, ...]
    classes: tuple[Part, ...]
    functions: tuple[Part, ...]
    services: tuple[Part, ...]
    imports: Mapping[str, frozenset[str]]


def read(root: Path = ROOT) -> Sources:
    """Every module of ``root/app``; ``services`` are the public functions of its service modules."""
    modules: list[Part] = []
    classes: list[Part] = []
    functions: list[Part] = []
    services: list[Part] = []
    trees: dict[str, ast.Module] = {}
    packages: set[str] = set()
    for file in sorted((root / "app").rglob("*.py")):
        place, text = file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")
        tree = ast.parse(text, place)
        name = place.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        trees[name] = tree
        if file.name == "__init__.py":
            packages.add(name)
        modules.append(Part(place, text.count("\n"), told=ast.get_docstring(tree) is not None))
        for part in _parts(place, tree):
            (classes if part.methods >= 0 else functions).append(part)
        if place.startswith("app/services/"):
            services += [_part(f"{place}:{node.name}", node) for node in tree.body if _is_public_function(node)]
    graph = {name: frozenset(_imported(tree, trees)) - {name} for name, tree in trees.items()}
    return Sources(tuple(modules), tuple(classes), tuple(functions), tuple(services), graph)


def cycles(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Groups of modules that reach each other by imports, wherever in the file the import stands."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:  # Tarjan
        order[name] = low[name] = len(order)
        stack.append(name)
        for other in graph.get(name, ()):
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            group = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(group) > 1:
                found.append(sorted(group))

    for name in graph:
        if name not in order:
            visit(name)
    return sorted(found)


def spread(parts: Sequence[Part]) -> tuple[int, int, int]:
    """Median, ninth decile and largest number of lines."""
    lines = [part.lines for part in parts]
    return round(statistics.median(lines)), round(statistics.quantiles(lines, n=10, method="inclusive")[-1]), max(lines)


def too_big(sources: Sources) -> list[str]:
    """What is over its limit, each with its place and its lines; empty when all is well."""
    found = []
    for kind, parts, (median, decile, most) in (
        ("module", sources.modules, MODULE), ("function", sources.functions, FUNCTION),
    ):  # fmt: skip
        half, ninth, _ = spread(parts)
        found += [f"the median {kind} has {half} lines, at most {median}"] if half > median else []
        found += [f"a {kind} in ten has {ninth} lines or more, at most {decile}"] if ninth > decile else []
        found += [f"{part.place}: {part.lines} lines, at most {most}" for part in parts if part.lines > most]
    for part in sources.classes:
        if part.lines > CLASS_LINES:
            found.append(f"{part.place}: {part.lines} lines, at most {CLASS_LINES}")
        if part.methods > METHODS:
            found.append(f"{part.place}: {part.methods} public methods, at most {METHODS}")
    return found


def table(sources: Sources) -> str:
    """The scorecard as it stands in docs/architecture.md."""
    median, decile, longest = spread(sources.modules)
    half, most, biggest = spread(sources.functions)
    widest = max(sources.classes, key=lambda part: part.lines)
    richest = max(sources.classes, key=lambda part: part.methods)
    told = sum(part.told for part in sources.services) / len(sources.services)
    rows = [
        ("modules", f"{len(sources.modules)}"),
        ("lines of a module: median / p90 / most", f"{median} / {decile} / {longest}"),
        ("lines of a function: median / p90 / most", f"{half} / {most} / {biggest}"),
        ("largest class", f"{widest.lines} lines ({_short(widest)})"),
        ("most public methods", f"{richest.methods} ({_short(richest)})"),
        ("public service functions with a docstring", f"{told:.0%} of {len(sources.services)}"),
        ("import cycles", f"{len(cycles(sources.imports))}"),
    ]
    return "\n".join(["| measured | now |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def _short(part: Part) -> str:
    return part.place.partition(":")[2]


def _parts(place: str, tree: ast.Module) -> Iterator[Part]:
    """Classes and functions, those inside others too; ``methods`` is -1 where it is a function."""

    def walk(node: ast.AST, path: str) -> Iterator[Part]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.ClassDef, *_FUNCTIONS)):
                name = f"{path}.{child.name}" if path else child.name
                yield _part(f"{place}:{name}", child)
                yield from walk(child, name)
            else:
                yield from walk(child, path)

    yield from walk(tree, "")


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _part(place: str, node: ast.ClassDef | Function) -> Part:
    assert node.end_lineno is not None
    methods = sum(_is_public_function(child) for child in node.body) if isinstance(node, ast.ClassDef) else -1
    return Part(place, node.end_lineno - node.lineno + 1, methods, ast.get_docstring(node) is not None)


def _is_public_function(node: ast.AST) -> TypeGuard[Function]:
    return isinstance(node, _FUNCTIONS) and not node.name.startswith("_")


def _imported(tree: ast.Module, known: Mapping[str, object]) -> Iterator[str]:
    """Modules of our own that this one imports when it runs; what only the type checker reads does not count."""
    skipped = {id(child) for node in ast.walk(tree) if _for_types(node) for child in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in known or node.module in known:
                    yield inner if inner in known else node.module


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


if __name__ == "__main__":
    print(table(read()))
