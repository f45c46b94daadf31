"""The interview tab by real clicks and keys: saved at once, resumed, ranked, explained, confirmed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.enums import AnswerState, Language, Relation, Sex
from app.services import matrix
from app.services.needs import interviews
from app.services.offers import proposals
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import CoverRow, PolicyDraft
from app.ui.interview.meaning.worksheet import WorksheetDialog
from app.ui.interview.page import InterviewPage
from app.ui.shell.main_window import MainWindow
from app.ui.widgets.forms.dialog import FormDialog
from tests.keys import type_text
from tests.ui.conftest import OpenWindow

CONSENT, FAMILY, FINANCES, COVER, GOALS, BUDGET, REVIEW = 0, 1, 2, 3, 4, 6, 7
LEFT = Qt.MouseButton.LeftButton


def family(window: MainWindow, *, born: date | None = date(1989, 5, 2)) -> str:
    assert window.desk is not None
    draft = HouseholdDraft(
        MemberDraft("王芳", Relation.SELF, Sex.FEMALE, born, income=180_000_00, education="本科"),
        (MemberDraft("李强", Relation.SPOUSE, Sex.MALE, date(1987, 8, 20), income=240_000_00),),
        finances={"expenses": 180_000_00, "deposits": 200_000_00},
    )
    return customers.add(window.desk.store, window.desk.actor, draft).id


def interview_of(window: MainWindow, household_id: str) -> InterviewPage:
    window.go("interview", household_id)
    QApplication.processEvents()
    page = window.pages["interview"]
    assert isinstance(page, InterviewPage)
    if page.interview is None:
        assert page.beginning.chooser is not None
        page.beginning.chooser.start.click()
    return shown(window)


def no_next_step(qtbot: QtBot, page: InterviewPage) -> None:
    """The dialog after the confirmation: "none" must be chosen."""
    assert page.next_step is not None and page.next_step.isVisible()
    page.next_step.none.setFocus()
    qtbot.keyClick(page.next_step.none, Qt.Key.Key_Space)
    qtbot.keyClick(page.next_step.none, Qt.Key.Key_Return)  # the last answer: Enter ends the form
    assert not page.next_step.isVisible()


def shown(window: MainWindow) -> InterviewPage:
    QApplication.processEvents()
    page = window.pages["interview"]
    assert isinstance(page, InterviewPage)
    assert page.interview is not None
    return page


def step(page: InterviewPage, row: int) -> None:
    page.board.steps.setCurrentRow(row)


def line(page: InterviewPage, place: str) -> QLineEdit:
    assert page.form is not None
    field = next(asked.field for asked in page.form.asked if asked.field.objectName() == place)
    editor = field.editor
    assert isinstance(editor, QLineEdit)
    return editor


def state_of(page: InterviewPage, place: str) -> QComboBox:
    assert page.form is not None
    box = next(asked.state for asked in page.form.asked if asked.field.objectName() == place)
    assert box is not None
    return box


def choose(qtbot: QtBot, box: QComboBox, value: AnswerState) -> None:
    """By keys, as one does: Home, then down to the value."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.findData(value.value)):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == value.value
    box.activated.emit(box.currentIndex())


def tick_consent(qtbot: QtBot, page: InterviewPage) -> None:
    step(page, CONSENT)
    assert page.form is not None
    check = page.form.asked[0].field.editor
    check.setFocus()
    qtbot.keyClick(check, Qt.Key.Key_Space)


def in_dialog(kind: type[QDialog], act: Callable[[QDialog], None]) -> Callable[[], list[QDialog]]:
    """Act in the next modal dialog; what is returned lists the dialogs met, to be asserted after."""
    met: list[QDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(20, look)
            return
        met.append(dialog)
        act(dialog)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(20, look)
    return lambda: met


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.mark.parametrize("language", list(Language))
def test_what_is_typed_is_saved_shortly_after_and_resumed(
    qtbot: QtBot, open_window: OpenWindow, language: Language
) -> None:
    window = open_window(language)
    page = interview_of(window, family(window))
    step(page, FINANCES)
    type_text(qtbot, line(page, "mortgage/"), "90万")
    assert page.interview is not None and window.desk is not None
    store, id = window.desk.store, page.interview.id
    qtbot.waitUntil(lambda: ("mortgage", "") in interviews.read(store, id).answers, timeout=3000)
    assert interviews.read(store, id).answers["mortgage", ""].value == 900_000_00
    window.switch_language()
    again = shown(window)
    assert again.board.steps.currentRow() == FINANCES
    assert line(again, "mortgage/").text() == "900,000"


@pytest.mark.usefixtures("preferences")
def test_what_was_typed_the_moment_before_closing_is_kept(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    household_id = family(window)
    page = interview_of(window, household_id)
    step(page, BUDGET)
    type_text(qtbot, line(page, "budget/"), "24000")
    window.close()
    again = open_window()
    page = interview_of(again, household_id)
    assert page.board.steps.currentRow() == BUDGET
    assert line(page, "budget/").text() == "24,000"


@pytest.mark.parametrize(("language", "words"), [(Language.ZH, "不是金额"), (Language.EN, "not an amount")])
def test_a_wrong_number_is_shown_at_its_field_and_keeps_one_in_the_step(
    qtbot: QtBot, open_window: OpenWindow, language: Language, words: str
) -> None:
    window = open_window(language)
    page = interview_of(window, family(window))
    step(page, FINANCES)
    type_text(qtbot, line(page, "mortgage/"), "abc")
    qtbot.mouseClick(page.board.next, LEFT)
    assert page.board.steps.currentRow() == FINANCES
    assert page.form is not None
    error = next(asked.error for asked in page.form.asked if asked.field.objectName() == "mortgage/")
    assert words in error.text() and error.isVisible()
    assert page.notice.text
    line(page, "mortgage/").clear()
    type_text(qtbot, line(page, "mortgage/"), "5")
    qtbot.mouseClick(page.board.next, LEFT)
    assert page.board.steps.currentRow() == COVER
    assert page.interview is not None
    assert page.interview.answers["mortgage", ""].value == 500


def test_not_willing_and_to_be_verified_are_said_with_the_gap(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page = interview_of(window, family(window))
    step(page, FINANCES)
    choose(qtbot, state_of(page, "mortgage/"), AnswerState.UNWILLING)
    assert not line(page, "mortgage/").isEnabled()
    choose(qtbot, state_of(page, "expenses/"), AnswerState.UNVERIFIED)
    page.save()
    assert page.interview is not None
    assert page.interview.answers["mortgage", ""].state == AnswerState.UNWILLING
    assert page.interview.answers["expenses", ""].state == AnswerState.UNVERIFIED
    death = next(need.key for need in page.needs if need.event == "death")
    bar = next(bar for bar in page.board.side.bars.bars if bar.key == death)
    assert "⚠" in bar.figure
    met = in_dialog(WorksheetDialog, lambda _dialog: None)
    page.acts.explain(death)
    said = texts(met()[0])
    assert "待核实" in said and "未透露，按 0 计" in said


@pytest.mark.parametrize(
    ("language", "methods", "flow"),
    [
        (Language.ZH, ("遗属需求法", "生命价值法", "双十法"), "从今年起共"),
        (Language.EN, ("Survivors' needs", "Human life value", "Rule of thumb"), "years from this year"),
    ],
)
def test_a_click_on_a_bar_shows_the_three_methods_side_by_side(
    qtbot: QtBot, open_window: OpenWindow, language: Language, methods: tuple[str, ...], flow: str
) -> None:
    window = open_window(language)
    page = interview_of(window, family(window))
    bars = page.board.side.bars
    row = next(number for number, bar in enumerate(bars.bars) if bar.key.endswith("-death"))
    met = in_dialog(WorksheetDialog, lambda _dialog: None)
    bars.setFocus()
    for _ in range(row):
        qtbot.keyClick(bars, Qt.Key.Key_Down)
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    said = texts(met()[0])
    assert all(method in said for method in methods)
    assert flow in said
    need = next(need for need in page.needs if need.key == bars.bars[row].key)
    for result in (need.result, *(other for _, other in need.others)):
        assert f"{result.need:,.0f}" in said


def test_the_order_is_the_customers_and_is_kept(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page = interview_of(window, family(window))
    step(page, REVIEW)
    assert page.review is not None
    order = page.review.order
    QAbstractItemModelTester(order.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    third = order.item(2).text().split(". ", 1)[1]
    order.setCurrentRow(2)
    order.setFocus()
    qtbot.keyClick(order, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(order, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert order.item(0).text().split(". ", 1)[1] == third
    assert order.currentRow() == 0
    qtbot.mouseClick(page.review.down, LEFT)
    assert order.item(1).text().split(". ", 1)[1] == third
    window.switch_language()
    again = shown(window)
    assert again.review is not None and again.interview is not None
    assert again.interview.ranking[1] == again.review._keys()[1]


def test_a_line_dragged_is_the_new_order(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page = interview_of(window, family(window))
    step(page, REVIEW)
    assert page.review is not None
    model = page.review.order.model()
    keys = page.review._keys()
    assert model.moveRow(model.index(-1, -1), 3, model.index(-1, -1), 0)  # what a drop does
    expected = [keys[3], *keys[:3], *keys[4:]]
    qtbot.waitUntil(lambda: list(page.interview.ranking if page.interview else ()) == expected, timeout=3000)


def test_what_was_seen_is_noted_and_taken_back(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page = interview_of(window, family(window))
    side = page.board.side
    side.setCurrentIndex(1)
    type_text(qtbot, side.text, "looks at the clock")
    qtbot.keyClick(side.text, Qt.Key.Key_Return)
    assert side.observations.count() == 1
    assert side.text.text() == ""
    side.observations.setCurrentRow(0)
    qtbot.mouseClick(side.remove, LEFT)
    assert side.observations.count() == 0


@pytest.mark.parametrize(("language", "words"), [(Language.ZH, "告知同意"), (Language.EN, "consent")])
def test_without_consent_it_is_refused_where_the_consent_is_asked(
    qtbot: QtBot, open_window: OpenWindow, language: Language, words: str
) -> None:
    window = open_window(language)
    page = interview_of(window, family(window))
    step(page, REVIEW)
    qtbot.mouseClick(page.board.confirm, LEFT)
    assert page.board.steps.currentRow() == CONSENT
    assert words in page.notice.text
    assert page.form is not None
    assert words in page.form.asked[0].error.text()
    assert page.interview is not None and not page.interview.confirmed


def test_a_missing_birth_date_is_filled_in_from_where_it_is_missed(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page = interview_of(window, family(window, born=None))
    tick_consent(qtbot, page)
    following = QRect(page.board.next.mapTo(window, QPoint(0, 0)), page.board.next.size())
    step(page, REVIEW)
    final = QRect(page.board.confirm.mapTo(window, QPoint(0, 0)), page.board.confirm.size())
    assert page.board.confirm.isVisible() and not final.intersects(following)  # a double click confirms nothing
    assert page.review is not None
    assert len(page.review.mends) == 1
    qtbot.mouseClick(page.review.mends[0], LEFT)
    assert page.board.steps.currentRow() == FAMILY
    assert page.form is not None and page.form.people is not None and page.interview is not None

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        editor = dialog.form.fields["birth_date"].editor
        type_text(qtbot, editor, "1989-05-02")
        qtbot.mouseClick(dialog.button, LEFT)

    met = in_dialog(FormDialog, fill)
    qtbot.mouseClick(page.form.people.buttons[page.interview.people[0].id], LEFT)
    assert met()
    assert page.interview.people[0].age is not None
    assert window.desk is not None
    member = customers.household(window.desk.store, page.interview.household_id).members[0]
    assert (member.birth_date, member.education) == (date(1989, 5, 2), "本科")
    assert any(need.member == page.interview.people[0].id for need in page.needs)
    step(page, REVIEW)
    qtbot.mouseClick(page.board.confirm, LEFT)
    assert page.interview.confirmed


def test_a_child_comes_in_during_the_interview(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page = interview_of(window, family(window))
    step(page, FAMILY)
    assert page.form is not None and page.form.people is not None

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        fields = dialog.form.fields
        type_text(qtbot, fields["name"].editor, "李小雨")
        fields["relation"].set_value(Relation.CHILD.value)
        type_text(qtbot, fields["birth_date"].editor, "2020-03-09")
        qtbot.mouseClick(dialog.button, LEFT)

    in_dialog(FormDialog, fill)
    qtbot.mouseClick(page.form.people.add_button, LEFT)
    assert page.interview is not None
    assert [person.name for person in page.interview.people] == ["王芳", "李强", "李小雨"]
    assert page.board.steps.currentRow() == FAMILY
    assert any(need.event == "education" for need in page.needs)


def test_policies_on_record_are_not_asked_again(open_window: OpenWindow) -> None:
    window = open_window()
    household_id = family(window)
    assert window.desk is not None
    store, actor = window.desk.store, window.desk.actor
    mother = customers.household(store, household_id).members[0].id
    life, group = (CoverRow("death", 100_000_00),), (CoverRow("death", 50_000_00), CoverRow("care", 10_000_00))
    policies.add(store, actor, household_id, PolicyDraft(mother, "终身寿险", life))
    policies.add(store, actor, household_id, PolicyDraft(mother, "团体险", group, employer_group=True))
    page = interview_of(window, household_id)
    step(page, COVER)
    assert line(page, f"cover_death/{mother}").text() == "150,000"
    assert line(page, f"cover_care/{mother}").text() == "10,000"  # asked only because a policy has it
    assert page.form is not None
    assert "终身寿险 10万" in texts(page.form) and "团险，在职有效" in texts(page.form)


def test_a_confirmed_interview_is_read_not_greyed(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    household_id = family(window)
    page = interview_of(window, household_id)
    tick_consent(qtbot, page)
    step(page, BUDGET)
    type_text(qtbot, line(page, "budget/"), "2.4万")
    step(page, REVIEW)
    qtbot.mouseClick(page.board.confirm, LEFT)
    assert page.interview is not None and page.interview.confirmed
    no_next_step(qtbot, page)
    step(page, BUDGET)
    assert page.form is None
    sheet = page.board.area.widget()
    assert sheet.isEnabled() and "24,000" in texts(sheet)
    assert window.desk is not None
    rows = matrix.rows(window.desk.store, window.desk.today())
    assert len(rows) == sum(need.gap_fen > 0 for need in page.needs)
    based = proposals.basis(window.desk.store, household_id, window.desk.today())
    assert (based.budget, based.budget_said) == (24_000_00, True)
    qtbot.mouseClick(page.board.plans, LEFT)
    assert window.current_tab == "combinations"
