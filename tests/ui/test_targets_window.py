"""Targets by clicks and keys: the table, periods, the work month, the way from a premium back to calls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.enums import ActivityKind, Language, Metric, PeriodKind, TargetLevel
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.figures import targets
from app.services.measures import kpis
from app.services.rules.base import periods, weeks
from app.services.rules.base.periods import WorkMonth
from app.ui.base import languages
from app.ui.base.desk import Desk
from app.ui.progress.targets.cascade import CascadeDialog
from app.ui.progress.targets.month import WorkMonthDialog
from app.ui.progress.targets.table import TargetsDialog
from app.ui.today.page import TodayPage
from app.ui.widgets.tables.table_view import TableView
from tests.keys import type_text
from tests.ui.acting import click, fill, in_dialog
from tests.ui.conftest import OpenWindow

LANGUAGES = pytest.mark.parametrize("language", [Language.ZH, Language.EN])
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def dialog(qtbot: QtBot, tuesdays_desk: Desk, language: Language) -> Iterator[TargetsDialog]:
    desk = tuesdays_desk
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    desk.preferences.language = language
    languages.apply(app, desk.preferences.language)
    parent = QWidget()
    qtbot.addWidget(parent)
    made = TargetsDialog(desk, desk.today(), parent)
    made.show()
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    parent.close()


def row_of(view: TableView, id: str) -> int:
    number = view.rows.find(id)
    assert number is not None
    return number


def type_into(qtbot: QtBot, view: TableView, id: str, column: int, text: str) -> None:
    """F2, the text, Enter."""
    view.setFocus()
    view.setCurrentIndex(view.rows.index(row_of(view, id), column))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    (editor,) = (one for one in view.findChildren(QLineEdit) if one.isVisible())
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    type_text(qtbot, editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.wait(1)  # the editor goes away with the event loop


def cell(view: TableView, id: str, column: int) -> str:
    return str(view.rows.index(row_of(view, id), column).data() or "")


def choose(qtbot: QtBot, box: QComboBox, value: object) -> None:
    """With the arrow keys."""
    box.setFocus()
    while box.currentData() != value:
        qtbot.keyClick(box, Qt.Key.Key_Down if box.findData(value) > box.currentIndex() else Qt.Key.Key_Up)


@LANGUAGES
def test_a_target_is_typed_kept_and_taken_back(qtbot: QtBot, dialog: TargetsDialog) -> None:
    type_into(qtbot, dialog.table, "meetings", 1, "5")
    type_into(qtbot, dialog.table, "premium", 2, "2w")
    store, me = dialog.desk.store, dialog.desk.actor.code
    assert targets.aims(store, me, dialog.period)[Metric.MEETINGS].value == 5
    assert targets.aims(store, me, dialog.period, TargetLevel.STRETCH)[Metric.PREMIUM].value == 20_000_00
    assert (cell(dialog.table, "meetings", 1), cell(dialog.table, "premium", 2)) == ("5", "20,000")
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert cell(dialog.table, "premium", 2) == ""
    type_into(qtbot, dialog.table, "meetings", 1, "many")
    assert "many" in dialog.notice.text and dialog.notice.isVisible()
    type_into(qtbot, dialog.table, "meetings", 1, "-4")
    assert dialog.notice.isVisible() and cell(dialog.table, "meetings", 1) == "5"
    click(qtbot, dialog.undo_button)
    assert cell(dialog.table, "meetings", 1) == "" and not dialog.undo_button.isEnabled()
    click(qtbot, dialog.close_button)
    assert not dialog.isVisible()


@LANGUAGES
def test_a_year_holds_for_its_weeks_and_differences_are_said(qtbot: QtBot, dialog: TargetsDialog) -> None:
    choose(qtbot, dialog.bar.kinds, PeriodKind.YEAR)
    assert dialog.period.label == "2026"
    type_into(qtbot, dialog.table, "calls", 1, "2610")
    choose(qtbot, dialog.bar.kinds, PeriodKind.WEEK)
    assert cell(dialog.table, "calls", 4) == "50"
    assert "5/261" in cell(dialog.table, "calls", 5)
    choose(qtbot, dialog.bar.kinds, PeriodKind.QUARTER)
    assert not dialog.gaps.isVisible()
    type_into(qtbot, dialog.table, "calls", 1, "700")
    assert "2,610" in dialog.gaps.text() and "700" in dialog.gaps.text()
    label = dialog.bar.title.text()
    click(qtbot, dialog.bar.after)
    assert dialog.bar.title.text().startswith("2027-Q1")
    click(qtbot, dialog.bar.before)
    assert dialog.bar.title.text() == label
    choose(qtbot, dialog.whose, "")
    assert cell(dialog.table, "calls", 1) == ""
    type_into(qtbot, dialog.table, "calls", 1, "900")
    assert "900" in dialog.gaps.text() and "700" in dialog.gaps.text()


@LANGUAGES
def test_the_work_month_is_set_and_the_period_follows(qtbot: QtBot, dialog: TargetsDialog) -> None:
    choose(qtbot, dialog.bar.kinds, PeriodKind.MONTH)

    def type_it(form: WorkMonthDialog) -> None:
        fill(qtbot, form, first_day="32")
        click(qtbot, form.button)
        assert form.form._errors["first_day"].isVisible() and form.isVisible()
        fill(qtbot, form, first_day="26")
        assert "2026-10-26" in form.preview.text()
        click(qtbot, form.button)

    in_dialog(WorkMonthDialog, type_it, lambda: click(qtbot, dialog.month_button))
    assert kpis.work_month(dialog.desk.store) == WorkMonth(26)
    assert dialog.period == periods.parse("2026-11", WorkMonth(26))
    assert "10-26" in dialog.bar.title.text()


@LANGUAGES
def test_a_premium_is_followed_back_and_taken_over(qtbot: QtBot, dialog: TargetsDialog) -> None:
    store, actor = dialog.desk.store, dialog.desk.actor
    for kind, times in ((ActivityKind.CALL, 20), (ActivityKind.VISIT, 10), (ActivityKind.MEETING, 4)):
        for _ in range(times):
            activities.add(store, actor, ActivityDraft(kind, date(2026, 11, 20) - timedelta(weeks=3)))
    dialog.refresh()

    def act(cascade: CascadeDialog) -> None:
        QAbstractItemModelTester(cascade.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        assert not cascade.take_button.isEnabled()
        cascade.amount.setFocus()
        type_text(qtbot, cascade.amount, "x")
        assert cascade.notice.isVisible()
        cascade.amount.selectAll()
        type_text(qtbot, cascade.amount, "2w")
        assert not cascade.notice.isVisible()
        assert [step.needed for step in cascade.steps] == [4, 12, 24, 60, 120]
        assert cell(cascade.table, "calls", 1) == "50.0%"
        assert "20" in cell(cascade.table, "calls", 2) and "10" in cell(cascade.table, "calls", 2)
        assert cascade.reasoning.text().count("\n") == 4
        type_into(qtbot, cascade.table, "closings", 1, "1w")
        assert [step.needed for step in cascade.steps] == [2, 6, 12, 30, 60]
        type_into(qtbot, cascade.table, "calls", 1, "0")
        assert cascade.notice.isVisible()
        type_into(qtbot, cascade.table, "calls", 1, "25%")
        assert cascade.steps[-1].needed == 120
        click(qtbot, cascade.reset_button)
        assert [step.needed for step in cascade.steps] == [4, 12, 24, 60, 120]
        choose(qtbot, cascade.past, 13)
        click(qtbot, cascade.take_button)

    in_dialog(CascadeDialog, act, lambda: click(qtbot, dialog.cascade_button))
    assert [cell(dialog.table, id, 1) for id in ("premium", "closings", "visits", "calls")] == [
        "20,000",
        "4",
        "60",
        "120",
    ]
    click(qtbot, dialog.undo_button)
    assert cell(dialog.table, "premium", 1) == "" and cell(dialog.table, "calls", 1) == ""


@LANGUAGES
def test_today_says_what_the_week_still_lacks(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    window = open_window(language)
    assert window.desk is not None
    desk, page = window.desk, window.pages["today"]
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(page.isVisible)
    assert not page.still.isVisible()
    targets.set_week(desk.store, desk.actor, desk.actor.code, weeks.week_of(desk.today()), {Metric.MEETINGS: 5})
    activities.add(desk.store, desk.actor, ActivityDraft(ActivityKind.MEETING, desk.today()))
    desk.hub.settle()
    assert page.still.isVisible()
    assert page.still.text() == {
        Language.ZH: "本周还差：4 次面谈", Language.EN: "Still to do this week: 4 meetings"
    }[language]  # fmt: skip
