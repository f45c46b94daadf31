"""The library by clicks: samples, search, a preview before anything is written, every bad row named."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app import paths
from app.enums import Language
from app.services.offers import catalogue
from app.ui.library.page import LibraryPage
from app.ui.shared.imports import ImportWizard
from app.ui.shell.main_window import MainWindow
from tests.keys import type_text
from tests.ui.conftest import OpenWindow

LEFT = Qt.MouseButton.LeftButton
SAMPLE = paths.resource("catalogues", catalogue.SAMPLE)
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def opened(qtbot: QtBot, window: MainWindow) -> LibraryPage:
    window.go("library")
    page = cast(LibraryPage, window.pages["library"])
    qtbot.waitUntil(page.isVisible)
    return page


def press(qtbot: QtBot, page: LibraryPage, text: str) -> None:
    button = next(b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible())
    qtbot.mouseClick(button, LEFT)


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """The sample with a word where an age belongs."""
    book = openpyxl.load_workbook(SAMPLE)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(3, heads.index("age_min") + 1).value = "old"
    path = tmp_path / "damaged.xlsx"
    book.save(path)
    return path


def preview(qtbot: QtBot, page: LibraryPage, path: Path) -> ImportWizard:
    page.ask_import()
    wizard = page.wizard
    assert wizard is not None
    wizard.take_file(path)
    qtbot.waitUntil(lambda: wizard.stack.currentIndex() == 1 and not wizard.busy)
    qtbot.mouseClick(wizard.next_button, LEFT)
    qtbot.waitUntil(lambda: wizard.stack.currentIndex() == 2 and not wizard.busy)
    return wizard


@pytest.mark.parametrize(
    ("language", "insurer", "goods"),
    [
        (Language.ZH, "载入示例产品", "载入示例商品"),
        (Language.EN, "Load the sample catalogue", "Load the sample goods"),
    ],
)
def test_both_samples_are_a_click_away(
    qtbot: QtBot, open_window: OpenWindow, language: Language, insurer: str, goods: str
) -> None:
    page = opened(qtbot, open_window(language))
    QAbstractItemModelTester(page.model, FATAL)
    press(qtbot, page, goods)
    few = page.model.rowCount()
    assert few > 0
    action = next(action for action in page.samples.menu().actions() if action.text() == insurer)
    action.trigger()
    assert page.model.rowCount() > few
    assert str(few) not in page.notice.text.split()
    separator = "、" if language == Language.ZH else ", "
    covers = [page.model.index(row, 3).data() for row in range(page.model.rowCount())]
    assert any(separator in text for text in covers)
    if language == Language.EN:
        assert not any("、" in text for text in covers)


@pytest.mark.parametrize(("language", "typed"), [(Language.ZH, "重疾"), (Language.EN, "critical")])
@pytest.mark.usefixtures("family_file")
def test_search_and_the_card_of_a_product(
    qtbot: QtBot, open_window: OpenWindow, language: Language, typed: str
) -> None:
    page = opened(qtbot, open_window(language))
    everything = page.model.rowCount()
    type_text(qtbot, page.search, typed)
    assert 0 < page.model.rowCount() < everything
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    name = page.table.current().name(language)
    assert name in [label.text() for label in page.area.widget().findChildren(QLabel)]
    page.search.clear()
    type_text(qtbot, page.search, "nothing of this name")
    assert page.model.rowCount() == 0
    assert page.area.widget().findChildren(QLabel) == []


def test_a_closed_preview_writes_nothing(qtbot: QtBot, open_window: OpenWindow, damaged: Path) -> None:
    page = opened(qtbot, open_window(Language.EN))
    wizard = preview(qtbot, page, damaged)
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    page.desk.tasks.wait()
    assert catalogue.listing(page.desk.store) == []


@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
def test_the_preview_names_bad_rows_then_the_good_ones_are_imported(
    qtbot: QtBot, open_window: OpenWindow, damaged: Path, language: Language
) -> None:
    page = opened(qtbot, open_window(language))
    wizard = preview(qtbot, page, damaged)
    QAbstractItemModelTester(wizard.preview.model, FATAL)
    assert wizard.plan is not None
    bad = [row for row in wizard.plan.rows if row.problems]
    assert [row.number for row in bad] == [3]
    least = len(catalogue.read_file(damaged).products)
    assert str(least) in wizard.write_button.text()
    qtbot.mouseClick(wizard.write_button, LEFT)
    qtbot.waitUntil(lambda: wizard.stack.currentIndex() == 3 and not wizard.busy)
    assert "old" in wizard.outcome.told.toPlainText()
    assert page.model.rowCount() == least
    qtbot.mouseClick(wizard.outcome.undo_button, LEFT)
    qtbot.waitUntil(lambda: catalogue.listing(page.desk.store) == [])


@pytest.mark.parametrize(("language", "encoding"), [(Language.ZH, "gb18030"), (Language.EN, "utf-8-sig")])
def test_csv_files_side_by_side_come_in_by_the_wizard(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, language: Language, encoding: str
) -> None:
    """Three tables as Excel saves them in China; one rate is no number and is named by its row."""
    for sheet in openpyxl.load_workbook(SAMPLE).worksheets:
        rows = [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]
        if sheet.title == "rates":
            rows[1][-1] = "dear"
        with (tmp_path / f"{sheet.title}.csv").open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(rows)
    whole = len(catalogue.read_file(SAMPLE).products)
    page = opened(qtbot, open_window(language))
    wizard = preview(qtbot, page, tmp_path / "products.csv")
    assert wizard.plan is not None
    problems = [problem for row in wizard.plan.rows for problem in row.problems]
    assert "dear" in {problem.values.get("text") for problem in problems}
    qtbot.mouseClick(wizard.write_button, LEFT)
    qtbot.waitUntil(lambda: wizard.stack.currentIndex() == 3 and not wizard.busy)
    assert "dear" in wizard.outcome.told.toPlainText()
    assert page.model.rowCount() == whole - 1
    qtbot.mouseClick(wizard.outcome.undo_button, LEFT)
    qtbot.waitUntil(lambda: catalogue.listing(page.desk.store) == [])


def test_a_product_mended_in_the_preview_comes_in(qtbot: QtBot, open_window: OpenWindow, damaged: Path) -> None:
    page = opened(qtbot, open_window(Language.EN))
    wizard = preview(qtbot, page, damaged)
    model = wizard.preview.model
    at = next(number for number, column in enumerate(model.columns) if column.key == "age_min")
    model.setData(model.index(1, at), "18")
    qtbot.waitUntil(lambda: not wizard.busy)
    assert wizard.plan is not None
    assert not any(row.problems for row in wizard.plan.rows)


def test_what_is_no_workbook_is_said_in_words(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_text("Dear customer", encoding="utf-8")
    page = opened(qtbot, open_window(Language.EN))
    page.ask_import()
    wizard = page.wizard
    assert wizard is not None
    wizard.take_file(path)
    qtbot.waitUntil(lambda: bool(wizard.notice.text))
    assert "letter.xlsx" in wizard.notice.text
    assert catalogue.listing(page.desk.store) == []


@pytest.mark.usefixtures("family_file")
def test_a_second_import_has_nothing_to_write(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window(Language.EN))
    wizard = preview(qtbot, page, SAMPLE)
    assert not wizard.write_button.isEnabled()
    wizard.reject()
