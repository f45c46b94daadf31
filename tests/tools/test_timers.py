"""No timer outlives what it fires into: Qt lets go of one with a parent or a receiver when that is deleted."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def loose(source: str) -> Iterator[int]:
    """Lines where a timer belongs to nothing: made without a parent, or fired once into a function of no object."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        if name == "QTimer" and not node.args and not any(word.arg == "parent" for word in node.keywords):
            yield node.lineno
        if name == "QTimer.singleShot" and len(node.args) == 2 and not isinstance(node.args[1], ast.Attribute):
            yield node.lineno


def test_every_timer_belongs_to_something() -> None:
    files = [file for file in (ROOT / "app" / "ui").rglob("*.py") if "QTimer" in file.read_text(encoding="utf-8")]
    assert [f"{file.name}:{line}" for file in files for line in loose(file.read_text(encoding="utf-8"))] == []


def test_a_loose_timer_is_seen() -> None:
    source = "QTimer.singleShot(0, lambda: page.show())\nQTimer()\nQTimer.singleShot(0, page, act)\nQTimer(self)"
    assert list(loose(source)) == [1, 2]
