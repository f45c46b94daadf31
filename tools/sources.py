"""What the code says in words: calls of tr() and of the vocabulary, found in the syntax tree."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function or method by its last name, at a place."""

    place: str
    name: str
    node: ast.Call

    def argument(self, index: int, keyword: str) -> ast.expr | None:
        if len(self.node.args) > index:
            return self.node.args[index]
        return next((item.value for item in self.node.keywords if item.arg == keyword), None)

    def keywords(self) -> set[str] | None:
        """The names of the keyword arguments; None when some come from a ``**mapping`` and cannot be known."""
        names = [item.arg for item in self.node.keywords]
        return None if None in names else {name for name in names if name}


def calls(root: Path, folder: str, *names: str) -> Iterator[Call]:
    """Every call of one of ``names`` in the Python files under ``root/folder``, in a stable order."""
    for file in sorted((root / folder).rglob("*.py")):
        for node in nodes(file):
            if isinstance(node, ast.Call) and (name := _last_name(node.func)) in names:
                yield Call(f"{file.relative_to(root).as_posix()}:{node.lineno}", name, node)


def nodes(file: Path) -> list[ast.Call | ast.ClassDef]:
    """The calls and classes of a module, parsed once however many checks ask."""
    return _nodes(file.read_text(encoding="utf-8"))


@cache
def _nodes(source: str) -> list[ast.Call | ast.ClassDef]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call | ast.ClassDef)]


def texts(expression: ast.expr | None) -> list[str]:
    """The literal texts an expression can be: one, or both branches of a conditional."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        return [expression.value]
    if isinstance(expression, ast.IfExp):
        return texts(expression.body) + texts(expression.orelse)
    return []


def _last_name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
