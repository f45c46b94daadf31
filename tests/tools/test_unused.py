"""Nothing in the program is there for tests alone."""

from __future__ import annotations

from pathlib import Path

from tools.unused import Program


def test_the_program_names_whatever_it_defines() -> None:
    assert [f"{module}: {name}" for module, name in Program().unused()] == []


def test_what_only_tests_or_unused_code_name_is_found(tmp_path: Path) -> None:
    files = {
        "app/__init__.py": [],
        "app/door.py": ["from app import inside", "from app.kept import handed_on", "inside.used()", "handed_on()"],
        "app/inside.py": ["def used(): helper()", "def helper(): ...", "def alone(): lonely()",
                          "def lonely(): return LIMIT", "LIMIT = 3"],
        "app/kept/__init__.py": ["from app.kept.deep import handed_on, left", '__all__ = ["handed_on", "left"]'],
        "app/kept/deep.py": ["def handed_on(): ...", "def left(): return left()"],
    }  # fmt: skip
    for name, lines in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    assert Program(tmp_path).unused() == [
        ("app.inside", "LIMIT"), ("app.inside", "alone"), ("app.inside", "lonely"), ("app.kept.deep", "left"),
    ]  # fmt: skip
