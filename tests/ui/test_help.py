"""The manual: whole in both languages, found by F1 and by search, and true to the program it describes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import paths
from app.bootstrap import Gate
from app.cli.main import build_parser
from app.enums import Language
from app.ui.base.preferences import Preferences
from app.ui.shared.help.pages import ORDER, pages
from app.ui.shared.help.window import HelpWindow
from app.ui.shell.main_window import MainWindow
from app.ui.shell.start import make_window
from app.ui.shell.tabs import TABS
from tests.keys import type_text
from tests.ui.conftest import OpenWindow

LINK = re.compile(r"(?<!!)\[[^]]+\]\(([^)]+)\)")
PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")


def help_of(window: MainWindow) -> HelpWindow:
    QApplication.processEvents()
    assert window.help is not None
    return window.help


@pytest.mark.parametrize("language", list(Language))
def test_every_page_is_there_with_its_links_and_pictures(language: Language) -> None:
    folder = paths.resource("manual", language.value)
    assert {file.stem for file in folder.glob("*.md")} == set(ORDER)
    assert set(TABS) <= set(ORDER)
    for page in pages(language):
        assert page.title
        for link in LINK.findall(page.text):
            assert (folder / link).is_file(), f"{page.key}: {link}"
        for picture in PICTURE.findall(page.text):
            assert (folder / picture).resolve().is_file(), f"{page.key}: {picture}"
            assert f"/{language.value}/" in picture


def test_both_languages_say_the_same_things() -> None:
    for chinese, english in zip(pages(Language.ZH), pages(Language.EN), strict=True):
        assert _shape(chinese.text) == _shape(english.text), chinese.key


def _shape(text: str) -> tuple[int, ...]:
    """Headings, pictures, table rows, and lines of code."""
    lines = text.splitlines()
    starts = ("#", "![", "|", "    python")
    return tuple(sum(line.startswith(start) for line in lines) for start in starts)


@pytest.mark.parametrize("language", list(Language))
def test_every_command_is_in_the_manual(language: Language) -> None:
    page = next(page for page in pages(language) if page.key == "command-line")
    told = {line.split()[1] for line in page.text.splitlines() if line.startswith("## ")}
    assert _commands() <= told


def _commands() -> set[str]:
    command = next(action for action in build_parser(Language.EN)._actions if action.dest == "command")
    return set(command.choices or ())


@pytest.mark.parametrize("language", list(Language))
def test_f1_opens_the_page_of_the_tab(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    window = open_window(language)
    for tab in ("matrix", "progress"):
        window.activateWindow()
        window.go(tab)
        QApplication.processEvents()
        qtbot.keyClick(window, Qt.Key.Key_F1)
        shown = help_of(window)
        assert shown.isVisible() and shown.key == tab
        title = next(page.title for page in pages(language) if page.key == tab)
        assert shown.reader.toPlainText().startswith(title)


def test_f1_before_the_store_is_open_tells_the_first_steps(
    qtbot: QtBot, tmp_path: Path, preferences: Preferences
) -> None:
    window = make_window(Gate(tmp_path / "needfolio.db"), preferences)
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert help_of(window).key == "first-steps"


def test_help_is_in_the_command_box_and_follows_the_language(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.ZH)
    window.go("library")
    box = window.command_box
    type_text(qtbot, box.line, "帮助")
    qtbot.waitUntil(lambda: box.list.count() == 1, timeout=3000)
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert help_of(window).key == "library"
    window.switch_language()
    assert window.help is None
    window.show_help()
    assert help_of(window).reader.toPlainText().startswith("Library")


@pytest.mark.parametrize(
    ("language", "wanted", "key"), [(Language.ZH, "三种公认的算法", "interview"), (Language.EN, "power cut", "safety")]
)
def test_search_leaves_the_pages_that_say_it_and_marks_it(
    qtbot: QtBot, open_window: OpenWindow, language: Language, wanted: str, key: str
) -> None:
    window = open_window(language)
    window.show_help()
    shown = help_of(window)
    QAbstractItemModelTester(shown.contents.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    type_text(qtbot, shown.search, wanted)
    assert shown.contents.count() == 1
    assert shown.key == key
    assert [mark.cursor.selectedText() for mark in shown.reader.extraSelections()] == [wanted]
    type_text(qtbot, shown.search, "qqq")
    assert shown.contents.count() == 0 and shown.nothing.isVisible()
    shown.search.clear()
    assert shown.contents.count() == len(ORDER)


def test_a_link_leads_to_its_page_and_nothing_else_is_opened(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.EN)
    window.show_help()
    shown = help_of(window)
    shown.reader.anchorClicked.emit(QUrl("excel.md"))
    assert shown.key == "excel"
    shown.reader.anchorClicked.emit(QUrl("https://example.org/"))
    assert shown.key == "excel"
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
