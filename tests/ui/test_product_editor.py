"""The editor of a product and its versions, by clicks and keys."""

from __future__ import annotations

from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.services.offers import catalogue
from app.ui.library.compare import CompareDialog
from app.ui.library.editor import ProductEditor
from app.ui.library.page import LibraryPage
from app.ui.library.versions import VersionsDialog
from app.ui.widgets.impact import ImpactDialog
from tests.keys import type_text
from tests.ui.acting import click, in_dialog, take_back_last
from tests.ui.conftest import OpenWindow

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
LANGUAGES = pytest.mark.parametrize("language", [Language.ZH, Language.EN])


def opened(qtbot: QtBot, open_window: OpenWindow, language: Language = Language.EN) -> LibraryPage:
    window = open_window(language)
    window.go("library")
    page = cast(LibraryPage, window.pages["library"])
    qtbot.waitUntil(lambda: bool(page.rows))
    page.table.select_id(next(row.id for row in page.rows if row.product.code == "T20"))
    return page


def retype(qtbot: QtBot, editor: ProductEditor, name: str, text: str) -> None:
    line: Any = editor.field(name).editor
    line.selectAll()
    type_text(qtbot, line, text)


@LANGUAGES
@pytest.mark.usefixtures("family_file")
def test_rates_are_pasted_and_saved_as_a_new_version(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    page = opened(qtbot, open_window, language)
    block = "".join(f"{age}\t{1 + age / 100}\t{2 + age / 100}\n" for age in range(18, 56))

    def edit(editor: ProductEditor) -> None:
        QAbstractItemModelTester(editor.rates.model, FATAL)
        editor.parts.setCurrentIndex(2)
        QGuiApplication.clipboard().setText("18\t1\t2\n20\t1.1\t2.1\n")
        click(qtbot, editor.rates.paste_button)
        click(qtbot, editor.button)
        assert editor.rates.told.isVisible()  # a hole in the ages
        assert not editor.rest.isVisible()
        QGuiApplication.clipboard().setText(block)
        editor.activateWindow()
        qtbot.waitUntil(editor.isActiveWindow)
        editor.rates.table.setFocus()
        qtbot.keyClick(editor.rates.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert editor.rates.model.rowCount() == 76
        type_text(qtbot, editor.note.editor, "new book")
        click(qtbot, editor.button)

    in_dialog(ProductEditor, edit, lambda: click(qtbot, page.acts.edit))
    saved = page.table.current()
    assert [(r.sex, r.age_from, str(r.rate)) for r in saved.product.rates][:2] == [("F", 18, "1.18"), ("F", 19, "1.19")]
    before = catalogue.history(page.desk.store, saved.id)[1].product

    def take_up(dialog: VersionsDialog) -> None:
        QAbstractItemModelTester(dialog.model, FATAL)
        assert "76" in dialog.told.toPlainText()
        assert not dialog.button.isEnabled()
        qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
        click(qtbot, dialog.button)

    in_dialog(VersionsDialog, take_up, lambda: click(qtbot, page.acts.past))
    assert page.table.current().product == before


@LANGUAGES
@pytest.mark.usefixtures("family_file")
def test_faults_stand_beside_their_fields(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    page = opened(qtbot, open_window, language)
    count = len(page.rows)

    def fill(editor: ProductEditor) -> None:
        click(qtbot, editor.button)
        assert editor.field("code").editor.property("wrong") == "true"
        assert editor.rates.told.isVisible() or editor.rates.told.text()
        retype(qtbot, editor, "code", "T20")
        click(qtbot, editor.button)
        assert "T20" in editor.forms[0]._errors["code"].text()
        retype(qtbot, editor, "code", "N1")
        retype(qtbot, editor, "name_zh", "New one")
        retype(qtbot, editor, "sum_min", "1000")
        retype(qtbot, editor, "sum_step", "x")
        click(qtbot, editor.button)
        assert editor.parts.currentIndex() == 1
        retype(qtbot, editor, "sum_step", "1000")
        editor.covers.set_value([("death", "1")])
        editor.rates.set_value([("", "18", "40", "2"), ("", "41", "60", "1")])
        words = editor.button.text()
        click(qtbot, editor.button)  # a rate that falls is a doubt
        assert editor.button.text() != words
        click(qtbot, editor.button)

    in_dialog(ProductEditor, fill, lambda: click(qtbot, page.acts.add))
    assert len(page.rows) == count + 1
    assert page.table.current().product.code == "N1"


@pytest.mark.usefixtures("family_file")
def test_rows_of_a_table_are_added_typed_and_removed(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window)

    def edit(editor: ProductEditor) -> None:
        editor.parts.setCurrentIndex(2)
        click(qtbot, editor.covers.add_button)
        model = editor.covers.model
        model.setData(model.index(1, 0), "accident")
        model.setData(model.index(1, 1), "2")
        assert editor.covers.value() == [("death", "1"), ("accident", "2")]
        click(qtbot, editor.covers.add_button)
        click(qtbot, editor.covers.remove_button)
        QGuiApplication.clipboard().setText("death\t1\tx\ty")
        click(qtbot, editor.covers.paste_button)
        assert editor.covers.told.isVisible()
        click(qtbot, editor.button)

    in_dialog(ProductEditor, edit, lambda: click(qtbot, page.acts.edit))
    assert {cover.event for cover in page.table.current().product.covers} == {"death", "accident"}


@LANGUAGES
@pytest.mark.usefixtures("family_file")
def test_withdrawn_and_brought_back(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    page = opened(qtbot, open_window, language)
    before = page.table.current().product
    in_dialog(ImpactDialog, lambda dialog: click(qtbot, dialog.go), lambda: click(qtbot, page.acts.off_sale))
    assert not page.table.current().on_sale(page.desk.today())
    assert not page.acts.off_sale.isVisible()
    click(qtbot, page.acts.on_sale)
    assert page.table.current().product == before
    take_back_last(page.desk)
    assert not page.table.current().on_sale(page.desk.today())


@pytest.mark.usefixtures("family_file")
def test_a_cancelled_editor_changes_nothing(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = opened(qtbot, open_window)
    before = page.rows

    def leave(editor: QDialog) -> None:
        qtbot.keyClick(editor, Qt.Key.Key_Escape)

    in_dialog(ProductEditor, leave, lambda: click(qtbot, page.acts.edit))
    assert catalogue.listing(page.desk.store) == before


@LANGUAGES
@pytest.mark.usefixtures("family_file")
def test_products_stand_side_by_side(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    page = opened(qtbot, open_window, language)
    click(qtbot, page.acts.compare)  # one alone is nothing to compare
    assert page.notice.text
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    codes = [row.product.code for row in page._selected()]
    assert codes == ["T20", "T30"]

    def look(dialog: CompareDialog) -> None:
        text, html = dialog.told.toPlainText(), dialog.told.toHtml()
        assert all(row.name(language) in text for row in dialog.rows)
        assert dialog.told.horizontalScrollBar().maximum() == 0, "nothing to push sideways"
        assert "\n98.00 / 100,000" not in text
        said = ("定期寿险", "20 年") if language == Language.ZH else ("Term life", "20 years")
        assert all(word in text for word in said), "no codes"
        dialog.sex.setCurrentIndex(dialog.sex.findData("F"))
        dialog.age.setValue(31)
        dialog.age.setValue(30)
        assert "\n98.00 / 100,000" in dialog.told.toPlainText()  # 0.98 per 1,000
        assert "font-weight" in html.split("18")[0]
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(CompareDialog, look, lambda: click(qtbot, page.acts.compare))
