"""The portfolio from the library by a real click: picture, tables, the file it writes, and nothing to count."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.services.base.store import Actor, Store
from app.ui.library.page import LibraryPage
from app.ui.library.portfolio import PortfolioDialog
from tests.conftest import PASSWORD
from tests.services.portfolio_store import fill
from tests.ui.acting import click, in_dialog
from tests.ui.conftest import OpenWindow

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
LANGUAGES = pytest.mark.parametrize("language", [Language.ZH, Language.EN])


def opened(qtbot: QtBot, open_window: OpenWindow, language: Language) -> LibraryPage:
    window = open_window(language)
    window.go("library")
    page = cast(LibraryPage, window.pages["library"])
    qtbot.waitUntil(page.isVisible)
    return page


@LANGUAGES
def test_the_portfolio_is_looked_at_and_exported(
    qtbot: QtBot, open_window: OpenWindow, store_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    language: Language,
) -> None:  # fmt: skip
    with contextlib.closing(Store.open(store_file, PASSWORD)) as store:
        fill(store, Actor("A001", "李敏"))
    page = opened(qtbot, open_window, language)
    path = tmp_path / "portfolio.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    def look(dialog: PortfolioDialog) -> None:
        testers = [QAbstractItemModelTester(model, FATAL) for model in dialog.models.values()]
        assert len(testers) == dialog.tabs.count() == 5
        assert dialog.models["together"].index(0, 7).data() == "1.33"
        dialog.by.setCurrentIndex(dialog.by.findData("occupation"))
        dialog.by.activated.emit(dialog.by.currentIndex())
        assert dialog.models["segments"].index(0, 0).data() == "教师"
        plot = dialog.chart.plot
        assert plot is not None
        assert plot.places == ("教师", "司机", "未知" if language == Language.ZH else "Not known")
        everybody, insured = plot.series
        for people, buyers in zip(everybody.marks, insured.marks, strict=True):
            assert people.label == f"{buyers.value} / {people.value}"
        notes = [label.text() for label in dialog.tabs.findChildren(QLabel)]
        assert any("20" in note and "4" in note for note in notes)
        click(qtbot, dialog.export)
        assert str(path) in dialog.notice.text
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(PortfolioDialog, look, lambda: click(qtbot, page.acts.portfolio))
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 7
    assert "20" in book.worksheets[-1]["B6"].value, "few families may be chance: said in the workbook too"
    assert book.worksheets[0]["A2"].value == "教师"


@LANGUAGES
def test_nothing_to_count_says_so(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    page = opened(qtbot, open_window, language)
    page.load_sample()

    def look(dialog: PortfolioDialog) -> None:
        texts = [label.text() for label in dialog.findChildren(QLabel)]
        assert ("暂无可统计的数据" if language == Language.ZH else "Nothing to count yet") in texts
        assert dialog.models == {}
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(PortfolioDialog, look, lambda: click(qtbot, page.acts.portfolio))
