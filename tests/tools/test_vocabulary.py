"""The checks of the shared vocabulary, on small checkouts of its own."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from types import ModuleType

import pytest

from tools import vocabulary


def checkout(root: Path, words: str, code: str = "") -> Path:
    folder = root / "resources" / "i18n" / "words"
    folder.mkdir(parents=True)
    (folder / "core.json").write_text(words, encoding="utf-8")
    (root / "app").mkdir()
    (root / "app" / "module.py").write_text(code, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('{"a": ["一", "one"], "a": ["二", "two"]}', "defined twice"),
        ('{"a": ["{x} 一", "{y} one"]}', "different placeholders"),
        ('{"a": "one"}', '"中文", "English"'),
        ('{"a": ["", "one"]}', '"中文", "English"'),
    ],
)
def test_a_fault_of_the_files_is_named(tmp_path: Path, words: str, said: str) -> None:
    _, (fault,) = vocabulary.read(checkout(tmp_path, words))
    assert fault.startswith("core.json: a ") and said in fault


WORDS = """{
    "error.late": ["晚了 {days}", "late by {days}"],
    "error.gone": ["没了", "gone"],
    "hello": ["好 {who}", "hi {who}"]
}"""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('bad_input("late", place, days=3)', None),
        ('bad_input("late", place)', "expects days"),
        ('bad_input("lost")', "no words for error.lost"),
        ('Problem("late", Place(), {"days": 3})', None),
        ('Problem("late", values={"day": 3})', "expects days"),
        ('Problem("late", values=given)', None),
        ('Problem("gone" if x else "lost")', "no words for error.lost"),
        ('words.say("hello", language, who="x")', None),
        ('words.say("hello", language)', "expects who"),
        ('say("bye", language)', "no words for bye"),
        ("say(code, language)", None),
    ],
)
def test_a_code_in_use_has_words_and_gives_what_they_ask_for(tmp_path: Path, code: str, said: str | None) -> None:
    root = checkout(tmp_path, WORDS, code)
    words, _ = vocabulary.read(root)
    found = list(vocabulary.faults_in_use(root, words))
    assert found == [] if said is None else len(found) == 1 and said in found[0]


def test_an_enum_has_words_for_all_members_or_for_none() -> None:
    enums = ModuleType("enums")
    enums.DayKind = StrEnum("DayKind", {"WORK": "work", "REST": "rest"}, module="enums")  # type: ignore[attr-defined]
    enums.Hidden = StrEnum("Hidden", {"A": "a"}, module="enums")  # type: ignore[attr-defined]
    (fault,) = vocabulary.faults_in_enums(enums, {"day_kind.work": ("工作", "work")})
    assert fault == "enums.DayKind: no words for day_kind.rest"
