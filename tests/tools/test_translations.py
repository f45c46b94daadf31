"""The translation pipeline on small checkouts of its own, with Qt's real tools."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from tools import translations
from tools.report import placeholders

SOURCE = """
from PySide6.QtCore import QObject

class Shelf(QObject):
    def words(self, count):
        return [self.tr("Books"), self.tr("Open {title}").format(title="x"), self.tr("%n page(s)", "", count)]
"""
CHINESE = {"Books": "书", "Open {title}": "打开 {title}", "%n page(s)": "%n 页"}


@pytest.fixture
def folder(tmp_path: Path) -> translations.Folder:
    made = translations.Folder(tmp_path)
    made.window.mkdir(parents=True)
    (tmp_path / "app" / "ui").mkdir(parents=True)
    write(made, SOURCE, CHINESE)
    return made


def write(folder: translations.Folder, source: str, chinese: dict[str, str], slice_: str = "shelf") -> None:
    (folder.root / "app" / "ui" / f"{slice_}.py").write_text(source, encoding="utf-8")
    (folder.window / f"{slice_}.json").write_text(json.dumps(chinese), encoding="utf-8")


def faults(folder: translations.Folder) -> list[str]:
    translations.update(folder, folder.ts)
    return [*translations.faults_in_calls(folder.root), *translations.faults(folder, folder.ts)]


def test_complete_translation_has_no_faults_and_is_shown_by_qt(folder: translations.Folder, qapp: object) -> None:
    assert faults(folder) == []
    translations.release(folder)
    translator = QTranslator()
    assert translator.load(str(folder.qm))
    QCoreApplication.installTranslator(translator)
    try:
        shelf = type("Shelf", (QObject,), {})()
        special = type("SpecialShelf", (type(shelf),), {})()
        assert [shelf.tr("Books"), special.tr("Open {title}"), shelf.tr("%n page(s)", "", 3)] == [
            "书",
            "打开 {title}",
            "3 页",
        ]
    finally:
        QCoreApplication.removeTranslator(translator)


def test_update_is_stable_and_follows_a_changed_wording(folder: translations.Folder) -> None:
    translations.update(folder, folder.ts)
    first = folder.ts.read_bytes()
    translations.update(folder, folder.ts)
    assert folder.ts.read_bytes() == first
    write(folder, SOURCE, {**CHINESE, "Books": "书籍"})
    translations.update(folder, folder.ts)
    assert "书籍" in folder.ts.read_text(encoding="utf-8")


def test_a_sentence_written_later_is_found_by_the_next_update(folder: translations.Folder) -> None:
    assert faults(folder) == []
    write(folder, SOURCE.replace("Books", "Maps"), {**CHINESE, "Maps": "地图"}, "atlas")
    assert faults(folder) == []
    assert "地图" in folder.ts.read_text(encoding="utf-8")
    write(folder, SOURCE.replace("Books", "Globes"), {**CHINESE, "Maps": "地图"}, "atlas")
    assert any("Globes" in fault for fault in faults(folder))


@pytest.mark.parametrize(
    ("english", "chinese", "said"),
    [
        ("Books", None, "no Chinese"),
        ("Open {title}", "打开 {name}", "other placeholders"),
        ("%n page(s)", "页", "other placeholders"),
        ("Close", "关闭", "not in the code any more"),
        ("Books", " ", "no Chinese for"),
    ],
)
def test_a_fault_in_the_chinese_is_named(
    folder: translations.Folder, english: str, chinese: str | None, said: str
) -> None:
    words = {key: text for key, text in CHINESE.items() if key != english}
    write(folder, SOURCE, words if chinese is None else {**words, english: chinese})
    assert any(said in fault and english in fault for fault in faults(folder))


def test_one_english_sentence_has_one_chinese(folder: translations.Folder) -> None:
    write(folder, SOURCE.replace("Shelf", "Desk"), {"Books": "图书"}, "desk")
    assert any("'Books'" in fault and "elsewhere" in fault for fault in faults(folder))


def test_a_translation_that_lags_behind_the_code_is_seen(folder: translations.Folder) -> None:
    translations.update(folder, folder.ts)
    fresh = folder.root / "fresh.ts"
    write(folder, SOURCE.replace('"Books"', '"All books"'), {**CHINESE, "All books": "全部"})
    translations.update(folder, fresh)
    assert any("not up to date" in fault for fault in translations.faults(folder, fresh))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('self.tr(f"{count} books")', "f-string"),
        ('QCoreApplication.translate("Shelf", f"{count} books")', "f-string"),
        ("self.tr(title)", "literal"),
        ('self.tr("a" + title)', "literal"),
        ('parent.tr("Books")', "self.tr"),
    ],
)
def test_a_call_that_cannot_be_translated_is_refused(folder: translations.Folder, call: str, said: str) -> None:
    (folder.root / "app" / "ui" / "wrong.py").write_text(f"def words(self, parent, title, count):\n    {call}\n")
    (fault,) = translations.faults_in_calls(folder.root)
    assert fault.startswith("app/ui/wrong.py:2:") and said in fault


def test_placeholders_are_names_without_their_format() -> None:
    assert placeholders("{a} of {b:,.2f}, %n, %1, {{not}}, 100%") == {"a", "b", "%n", "%1"}
