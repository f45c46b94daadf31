"""The scorecard counts what it says it counts."""

from __future__ import annotations

from pathlib import Path

from tools import scorecard

SOURCE = '''"""A module."""
from app.services import other


class Big:
    def one(self) -> None:
        def inner() -> None: ...

    def _two(self) -> None: ...


def told() -> None:
    """Said."""


def untold() -> None: ...
'''


def test_modules_classes_functions_and_docstrings_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "app" / "services"
    folder.mkdir(parents=True)
    (folder / "one.py").write_text(SOURCE, encoding="utf-8")
    (folder / "other.py").write_text("def late() -> None:\n    import app.services.one\n", encoding="utf-8")
    found = scorecard.read(tmp_path)
    assert {part.place: part.lines for part in found.modules} == {
        "app/services/one.py": SOURCE.count("\n"), "app/services/other.py": 2,
    }  # fmt: skip
    assert [(part.place, part.lines, part.methods) for part in found.classes] == [("app/services/one.py:Big", 5, 1)]
    assert {part.place.partition(":")[2] for part in found.functions} == {
        "Big.one", "Big.one.inner", "Big._two", "told", "untold", "late",
    }  # fmt: skip
    assert sum(part.told for part in found.services) == 1 and len(found.services) == 3
    assert scorecard.cycles(found.imports) == [["app.services.one", "app.services.other"]]
    assert "| import cycles | 1 |" in scorecard.table(found)
