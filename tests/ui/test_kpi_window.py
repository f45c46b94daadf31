"""The KPI definitions by clicks and keys: a new one, a broken one, retire, versions, rows, undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.enums import ActivityKind, Language
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.measures import kpis
from app.services.measures.kpis import editing
from app.services.people import customers
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.ui.base import languages
from app.ui.base.desk import Desk
from app.ui.progress.kpis.definitions import KpiDialog
from app.ui.progress.kpis.edit import KpiEditor
from app.ui.progress.kpis.history import HistoryDialog
from app.ui.progress.kpis.rows import RowsDialog
from app.ui.widgets.tables.table import RowTableModel
from tests.keys import type_text
from tests.ui.acting import click, fill, in_dialog
from tests.ui.test_targets_window import cell, choose, row_of

LANGUAGES = pytest.mark.parametrize("language", [Language.ZH, Language.EN])


@pytest.fixture
def dialog(qtbot: QtBot, tuesdays_desk: Desk, language: Language) -> Iterator[KpiDialog]:
    """Three calls of this week, two of them with a family that came by referral."""
    desk = tuesdays_desk
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    desk.preferences.language = language
    languages.apply(app, desk.preferences.language)
    family = customers.add(
        desk.store, desk.actor, HouseholdDraft(MemberDraft("王芳"), contact=ContactDraft(source="FRIEND"))
    )
    for household_id in (family.id, family.id, None):
        activities.add(
            desk.store, desk.actor, ActivityDraft(ActivityKind.CALL, desk.today(), household_id=household_id)
        )
    parent = QWidget()
    qtbot.addWidget(parent)
    made = KpiDialog(desk, parent)
    made.show()
    watch(made.model)
    yield made
    parent.close()


def watch(model: RowTableModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def pick(dialog: KpiDialog, code: str) -> None:
    dialog.table.setCurrentIndex(dialog.model.index(row_of(dialog.table, code), 0))


@LANGUAGES
def test_a_definition_of_ones_own(qtbot: QtBot, dialog: KpiDialog) -> None:
    def write_it(editor: KpiEditor) -> None:
        click(qtbot, editor.button)  # nothing is filled in
        assert editor.isVisible() and editor.form._errors["name"].isVisible()
        fill(qtbot, editor, name="Friends")
        click(qtbot, editor.above.more)
        line = editor.above.lines[0]
        choose(qtbot, line.measure, "call")
        line.source.setFocus()
        type_text(qtbot, line.source, "FRIEND")
        assert editor.preview.text().endswith("2")
        click(qtbot, editor.below.more)
        choose(qtbot, editor.form.fields["unit"].editor, "rate")  # type: ignore[arg-type]
        assert "2 ÷ 3 = 66.7%" in editor.preview.text()
        choose(qtbot, editor.below.lines[0].measure, "premium")
        assert editor.preview.text().startswith("△")
        click(qtbot, editor.button)
        assert editor.isVisible()  # a rate of pieces and yuan
        choose(qtbot, editor.below.lines[0].measure, "call")
        click(qtbot, editor.write_button)
        assert "FRIEND" in editor.form.fields["formula"].value()
        assert editor.form.fields["formula_en"].value() == "Call (source: FRIEND) ÷ Call"
        click(qtbot, editor.button)

    in_dialog(KpiEditor, write_it, lambda: click(qtbot, dialog.new_button))
    assert cell(dialog.table, "own_1", 2) == "66.7%"
    store = dialog.desk.store
    today = dialog.desk.today()
    assert editing.everything(store, today - timedelta(days=7)).version == kpis.built_in().version
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.model.find("own_1") is None and not dialog.undo_button.isEnabled()


@LANGUAGES
def test_a_copy_is_retired_and_taken_up_and_what_a_target_needs_is_not(qtbot: QtBot, dialog: KpiDialog) -> None:
    pick(dialog, "calls")
    click(qtbot, dialog.retire_button)
    assert dialog.notice.isVisible()
    in_dialog(KpiEditor, lambda editor: click(qtbot, editor.button), lambda: click(qtbot, dialog.copy_button))
    assert cell(dialog.table, "own_1", 2) == "3"
    pick(dialog, "own_1")
    click(qtbot, dialog.retire_button)
    assert dialog.model.find("own_1") is None
    click(qtbot, dialog.retired)
    pick(dialog, "own_1")
    assert cell(dialog.table, "own_1", 2) == ""
    click(qtbot, dialog.retire_button)
    assert cell(dialog.table, "own_1", 2) == "3"


@LANGUAGES
def test_versions_are_kept_and_a_former_one_comes_back(qtbot: QtBot, dialog: KpiDialog) -> None:
    def change(editor: KpiEditor) -> None:
        fill(qtbot, editor, name="Rings", name_en="Rings")
        click(qtbot, editor.above.more)
        assert len(editor.above.lines) == 2
        choose(qtbot, editor.above.lines[1].sign, -1)
        click(qtbot, editor.above.lines[0].remove)
        assert editor.preview.text().endswith("-3")
        click(qtbot, editor.button)

    def back(versions: HistoryDialog) -> None:
        watch(versions.model)
        assert versions.model.rowCount() == 2
        assert not versions.button.isEnabled()
        versions.table.setFocus()
        qtbot.keyClick(versions.table, Qt.Key.Key_Down)
        click(qtbot, versions.button)

    pick(dialog, "calls")
    in_dialog(KpiEditor, change, lambda: click(qtbot, dialog.edit_button))
    assert (cell(dialog.table, "calls", 0), cell(dialog.table, "calls", 2)) == ("Rings", "-3")
    assert kpis.built_in().version in dialog.version.text() and "+A001.1" in dialog.version.text()
    in_dialog(HistoryDialog, back, lambda: click(qtbot, dialog.history_button))
    assert (cell(dialog.table, "calls", 2), cell(dialog.table, "calls", 5)) == ("3", "3")


@LANGUAGES
def test_a_figure_shows_its_rows_and_a_row_its_family(qtbot: QtBot, dialog: KpiDialog) -> None:
    gone: list[str] = []
    dialog.desk.hub.navigated.connect(lambda tab, _id: gone.append(tab))

    def look(rows: RowsDialog) -> None:
        watch(rows.model)
        assert rows.model.rowCount() == 3 and "3" in rows.total.text()
        number = next(n for n in range(3) if rows.model.row(n).row.household_id)
        rows.table.setFocus()
        rows.table.setCurrentIndex(rows.model.index(number, 0))
        qtbot.keyClick(rows.table, Qt.Key.Key_Return)

    pick(dialog, "calls")
    in_dialog(RowsDialog, look, lambda: click(qtbot, dialog.rows_button))
    assert gone == ["customers"] and not dialog.isVisible()


@LANGUAGES
def test_a_rate_shows_both_sides(qtbot: QtBot, dialog: KpiDialog) -> None:
    def look(rows: RowsDialog) -> None:
        assert rows.model.rowCount() == 1
        choose(qtbot, rows.part, "denominator")
        assert rows.model.rowCount() == 5  # working days of the week
        click(qtbot, rows.close_button)

    pick(dialog, "active_days_rate")
    assert "1 ÷ 5 = 20.0%" in dialog.told.text()
    in_dialog(RowsDialog, look, lambda: click(qtbot, dialog.rows_button))
    pick(dialog, "closing_rate")
    assert cell(dialog.table, "closing_rate", 2) == "—"
