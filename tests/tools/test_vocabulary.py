"""The checks of the shared vocabulary, on small checkouts of its own."""

from __future__ import annotations

from pathlib import Path

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
        ('{"a": ["{count} 一", "{count} two", ""]}', '"中文", "English"'),
        ('{"a": ["{count} 本旧书", "{count} old books"]}', "needs its English for one"),
        ('{"a": ["二", "two", "one"]}', "counts none of count, days"),
        ('{"a": ["{count} 页", "{count} pages", "{page} page"]}', "other placeholders in its form for one"),
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


def test_meanings_are_the_chinese_of_an_english_and_leave_out_what_counts(tmp_path: Path) -> None:
    words, faults = vocabulary.read(
        checkout(
            tmp_path,
            '{"a": ["打开", "Open"], "b": ["未完成", "Open"], "c": ["书", "Book"], "d": ["书", "Book"],'
            ' "e": ["{count} 页", "{count} pages", "one page"]}',
        )
    )
    assert faults == []
    assert vocabulary.meanings(words) == {"Open": {"打开", "未完成"}, "Book": {"书"}}
