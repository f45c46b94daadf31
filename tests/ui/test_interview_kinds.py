"""Every kind of question by real clicks and keys, follow-ups, the source and the history of an answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.enums import AnswerSource, AnswerState, Language
from app.services.needs import interviews
from app.services.needs.interviews.templates import Kind
from app.services.people import customers
from app.ui.interview.answering.details import AnswerDialog
from app.ui.interview.answering.kinds import ChoicesField, RankingField, ScaleField, YesNoField
from app.ui.interview.answering.place import PlaceRow
from app.ui.interview.answering.table_field import TableField
from app.ui.interview.answering.values import say_value
from app.ui.interview.page import InterviewPage
from app.ui.shell.main_window import MainWindow
from tests.keys import type_text
from tests.ui.acting import click, in_dialog
from tests.ui.conftest import OpenWindow
from tests.ui.test_interview_page import family, line, shown, step


def held_with(window: MainWindow, template: str) -> InterviewPage:
    """The page with an interview begun with this template."""
    assert window.desk is not None
    id = family(window)
    interviews.start(window.desk.store, window.desk.actor, id, template)
    window.go("interview", id)
    return shown(window)


def at(page: InterviewPage, place: str) -> PlaceRow:
    assert page.form is not None
    return next(row for row in page.form.asked if row.field.objectName() == place)


def value(page: InterviewPage, question: str) -> object:
    page.save()
    assert page.interview is not None
    answer = page.interview.answers.get((question, ""))
    return None if answer is None else answer.value


@pytest.mark.parametrize("language", list(Language))
def test_several_choices_ask_their_follow_ups_and_a_scale_takes_one(
    qtbot: QtBot, open_window: OpenWindow, language: Language
) -> None:
    page = held_with(open_window(language), "yearly")
    step(page, 1)
    changes, satisfied = at(page, "life_changes/").field, at(page, "satisfied/").field
    assert isinstance(changes, ChoicesField) and isinstance(satisfied, ScaleField)
    home = at(page, "new_home/")
    assert not home.isVisible()
    for key in ("home", "child"):
        changes.checks[key].setFocus()
        qtbot.keyClick(changes.checks[key], Qt.Key.Key_Space)
    assert value(page, "life_changes") == ["child", "home"]
    assert home.isVisible() and at(page, "new_child/").isVisible()
    qtbot.keyClick(changes.checks["home"], Qt.Key.Key_Space)
    page.save()
    assert not home.isVisible()
    click(qtbot, satisfied.steps[4])
    assert value(page, "satisfied") == 4
    click(qtbot, satisfied.steps[4])
    assert value(page, "satisfied") is None


@pytest.mark.parametrize(("step_at", "place"), [(1, "satisfied/"), (1, "life_changes/"), (2, "health/")])
def test_every_question_but_a_tick_may_be_refused(
    qtbot: QtBot, open_window: OpenWindow, step_at: int, place: str
) -> None:
    page = held_with(open_window(), "yearly")
    step(page, step_at)
    row = next(row for row in page.form.asked if row.field.objectName().startswith(place))  # type: ignore[union-attr]
    assert row.state is not None
    row.state.setFocus()
    qtbot.keyClick(row.state, Qt.Key.Key_Down)  # the next after "said" is "not willing to say"
    assert not row.field.isEnabled()
    page.save()
    assert page.interview is not None
    answer = page.interview.answers[row.place]
    assert (answer.state, answer.value) == (AnswerState.UNWILLING, None)
    assert page.form is not None
    assert all(row.state is None for row in page.form.asked if row.question.kind == Kind.CHECK)


def test_yes_no_and_not_asked_are_three_things(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = held_with(open_window(), "family")
    step(page, 2)
    type_text(qtbot, line(page, "mortgage/"), "90万")
    page.save()
    home = at(page, "count_home/").field
    assert isinstance(home, YesNoField)
    assert (home.value(), value(page, "count_home")) == (None, None), "nobody was asked: nothing is recorded"
    for box, said in ((home.no, False), (home.yes, True), (home.no, False), (home.no, None)):
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Space)
        assert (home.value(), value(page, "count_home")) == (said, said)
    home.set_value(False)
    home.edited.emit()
    assert value(page, "count_home") is False
    step(page, 3)
    step(page, 2)
    again = at(page, "count_home/").field
    assert again.value() is False, "a no comes back as a no"
    assert page.interview is not None
    question = page.interview.template.question("count_home")
    assert [say_value(question, one, "是", Language.ZH) for one in (True, False, None)] == ["✓ 是", "✕ 否", ""]


@pytest.mark.usefixtures("qtbot")
def test_a_follow_up_does_not_push_the_field_under_the_mouse_away(open_window: OpenWindow) -> None:
    page = held_with(open_window(), "family")
    step(page, 2)
    QApplication.processEvents()
    area = page.board.area
    other, mortgage = at(page, "other_debts/").field.editor, line(page, "mortgage/")
    area.ensureWidgetVisible(other)
    QApplication.processEvents()

    def place(widget: QWidget) -> int:
        return widget.mapTo(area.viewport(), QPoint(0, 0)).y()

    before = place(other)
    other.setFocus()
    mortgage.setText("90万")
    mortgage.textEdited.emit("90万")
    page.save()
    QApplication.processEvents()
    assert at(page, "mortgage_years/").isVisible() and at(page, "count_home/").isVisible()
    assert abs(place(other) - before) <= 1, "four questions came above it, and it stands where it stood"
    mortgage.setText("")
    mortgage.textEdited.emit("")
    page.save()
    QApplication.processEvents()
    assert not at(page, "mortgage_years/").isVisible()
    assert abs(place(other) - before) <= 1


def test_a_table_is_filled_row_by_row_and_a_wrong_cell_is_marked(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = held_with(open_window(), "retirement")
    step(page, 3)
    table = at(page, "funds_list/").field
    assert isinstance(table, TableField)
    what, amount, _ = table.rows[0]
    type_text(qtbot, what.editor, "annuity")
    type_text(qtbot, amount.editor, "10w")
    click(qtbot, table.add)
    type_text(qtbot, table.rows[1][1].editor, "abc")
    page.save()
    assert at(page, "funds_list/").error.text()
    assert table.rows[1][1].editor.property("wrong") == "true"
    click(qtbot, table._removers[1])
    assert value(page, "funds_list") == [{"what": "annuity", "amount": 100_000_00}]
    assert not at(page, "funds_list/").error.text()


def test_a_ranking_is_an_answer_once_it_was_put_in_order(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = held_with(open_window(), "retirement")
    step(page, 4)
    ranking = at(page, "order/").field
    assert isinstance(ranking, RankingField)
    QAbstractItemModelTester(ranking.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert value(page, "order") is None
    ranking.list.setFocus()
    ranking.list.setCurrentRow(3)
    for _ in range(3):
        qtbot.keyClick(ranking.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert value(page, "order") == ["legacy", "retirement", "care", "medical"]
    model = ranking.list.model()
    assert model.moveRow(model.index(-1, -1), 3, model.index(-1, -1), 0)  # what a drop does
    qtbot.waitUntil(lambda: value(page, "order") == ["medical", "legacy", "retirement", "care"], timeout=3000)


@pytest.mark.parametrize(("language", "record", "nothing"), [
    (Language.ZH, "来自档案", "没有回答"), (Language.EN, "From the record", "no answer"),
])  # fmt: skip
def test_source_and_history_are_shown_on_demand(
    qtbot: QtBot, open_window: OpenWindow, language: Language, record: str, nothing: str
) -> None:
    window = open_window(language)
    page = held_with(window, "family")
    step(page, 2)
    row = at(page, "expenses/")
    assert record in row.origin.text()
    mortgage = line(page, "mortgage/")
    type_text(qtbot, mortgage, "5000")
    page.save()

    def see(dialog: AnswerDialog) -> None:
        said = "\n".join(label.text() for label in dialog.lines)
        assert f"{nothing} → 5,000" in said and "李敏" in said
        assert dialog.impact.text()
        source = dialog.form.fields["source"].editor
        assert isinstance(source, QComboBox)
        source.setFocus()
        qtbot.keyClick(source, Qt.Key.Key_Down)
        click(qtbot, dialog.button)

    in_dialog(AnswerDialog, see, lambda: click(qtbot, at(page, "mortgage/").more))
    assert page.interview is not None
    assert page.interview.answers["mortgage", ""].source == AnswerSource.DOCUMENT
    type_text(qtbot, mortgage, "1")
    page.save()
    assert page.interview.answers["mortgage", ""].source == AnswerSource.SAID


@pytest.mark.parametrize(("language", "need", "rests"), [
    (Language.ZH, "身故", "存疑"), (Language.EN, "Death", "suspect"),
])  # fmt: skip
@pytest.mark.usefixtures("family_file")
def test_what_rests_on_an_answer_is_told_before_it_is_changed(
    qtbot: QtBot, open_window: OpenWindow, language: Language, need: str, rests: str
) -> None:
    """The sample family's needs are confirmed; a new interview asks the same again."""
    window = open_window(language)
    assert window.desk is not None
    household = customers.search(window.desk.store, "王芳")[0].id
    interviews.start(window.desk.store, window.desk.actor, household)
    window.go("interview", household)
    page = shown(window)
    step(page, 2)

    def see(dialog: AnswerDialog) -> None:
        assert need in dialog.impact.text() and rests in dialog.impact.text()
        dialog.reject()

    in_dialog(AnswerDialog, see, lambda: click(qtbot, at(page, "expenses/").more))
