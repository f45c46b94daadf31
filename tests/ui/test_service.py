"""Clocks, cases and satisfaction by clicks and keys, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.enums import Language, Level, NeedStatus
from app.services import matrix
from app.services.care import cases, clocks, satisfaction
from app.services.care.cases import CaseDraft
from app.services.care.satisfaction import FeedbackDraft
from app.services.people import customers, policies
from app.services.people.policies import PolicyDraft
from app.services.rules.care.cases import CaseKind, CaseState
from app.services.rules.care.clock_facts import BirthdayKind, Moment
from app.services.rules.care.clocks import ClockKind
from app.services.rules.care.satisfaction import FeedbackState
from app.ui.customers.page import CustomersPage
from app.ui.matrix.page import MatrixPage
from app.ui.shared.service.cases.dialog import CaseDialog
from app.ui.shared.service.clocks.settings import ClockSettingsDialog
from app.ui.shared.service.family_view import FamilyService
from app.ui.shared.service.window import ServiceWindow
from app.ui.shell.main_window import MainWindow
from app.ui.today.page import TodayPage
from app.ui.widgets.forms.dialog import FormDialog
from tests.keys import type_text
from tests.ui.acting import click, fill, in_dialog
from tests.ui.conftest import OpenWindow

LANGUAGES = [Language.ZH, Language.EN]


@pytest.fixture
def window(request: pytest.FixtureRequest, open_family: OpenWindow) -> MainWindow:
    """With the sample family at hand, whose mother has a premium unpaid for ten days."""
    made = open_family(request.param)
    desk = made.desk
    assert desk is not None
    family = customers.search(desk.store, "王芳")[0].id
    desk.choose_household(family)
    starts = desk.today() - timedelta(days=365 * 2 + 10)
    person = customers.household(desk.store, family).members[0].id
    draft = PolicyDraft(person, "定期寿险", starts_on=starts, premium=123_400, pay_years=20)
    policies.add(desk.store, desk.actor, family, draft)
    return made


def in_both(test: Callable[..., None]) -> Callable[..., None]:
    marked: Callable[..., None] = pytest.mark.parametrize("window", LANGUAGES, indirect=True)(test)
    return marked


def service(qtbot: QtBot, window: MainWindow, part: int) -> FamilyService:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("customers")
    page = cast(CustomersPage, window.pages["customers"])
    page.family.tabs.setCurrentWidget(page.family.service)
    view = page.family.service.view
    view.tabs.setCurrentIndex(part)
    qtbot.waitUntil(view.isVisible)
    return view


def undo(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def named(parent: QWidget, text: str) -> QPushButton:
    """The button whose accessible name begins with ``text``."""
    return next(one for one in parent.findChildren(QPushButton) if one.accessibleName().startswith(text))


@in_both
def test_a_premium_is_marked_paid_on_today_and_undone(qtbot: QtBot, window: MainWindow) -> None:
    window.go("today")
    page = cast(TodayPage, window.pages["today"])
    qtbot.waitUntil(lambda: page.board is not None and page.board.clocks.isVisible())
    zh = window.preferences.language == Language.ZH
    click(qtbot, named(page.board.clocks, "标记已交" if zh else "Mark paid"))
    assert window.desk is not None
    store, family = window.desk.store, window.desk.household_id
    assert family is not None
    assert [one.paid_on for one in clocks.premiums_of(store, family, window.desk.today())[:2]][1] == window.desk.today()
    undo(qtbot, window)
    assert all(one.paid_on is None for one in clocks.premiums_of(store, family, window.desk.today()))


@in_both
def test_a_clock_is_put_off_ticked_off_and_planned_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    view = service(qtbot, window, 0)
    desk = window.desk
    assert desk is not None and desk.household_id is not None
    QAbstractItemModelTester(view.clocks.model)
    table = view.clocks.table
    assert view.clocks.model.row(0).kind == ClockKind.GRACE
    table.select_id(view.clocks.model.row(0).id)
    assert view.clocks.rule.text()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert table.current().kind != ClockKind.GRACE
    undo(qtbot, window)
    assert view.clocks.model.row(0).kind == ClockKind.GRACE
    view.clocks.table.select_id(view.clocks.model.row(0).id)
    menu = view.clocks.acts.snooze_menu(table.current(), view.clocks)
    menu.actions()[1].trigger()
    assert view.clocks.model.row(0).kind != ClockKind.GRACE
    undo(qtbot, window)
    rows = view.clocks.model.rowCount()
    birthday = next(view.clocks.model.row(n) for n in range(rows) if view.clocks.model.row(n).kind != ClockKind.GRACE)
    table.select_id(birthday.id)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.clocks.model.rowCount() == rows - 1
    undo(qtbot, window)
    assert view.clocks.model.rowCount() == rows
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert desk.actor.name in QApplication.clipboard().text()


@in_both
def test_the_lead_days_are_edited_and_undone(qtbot: QtBot, window: MainWindow) -> None:
    view = service(qtbot, window, 0)
    desk = window.desk
    assert desk is not None

    def shorten(dialog: ClockSettingsDialog) -> None:
        fill(qtbot, dialog, **{"grace.lead": "900"})
        click(qtbot, dialog.button)
        assert dialog.isVisible(), "a number beyond its bounds is refused beside its field"
        fill(qtbot, dialog, **{"grace.lead": "5", "grace.urgent": "2"})
        birthday = cast(QLineEdit, dialog.form.fields["birthday.lead"].editor)
        birthday.setFocus()
        birthday.selectAll()
        qtbot.keyClick(birthday, Qt.Key.Key_Delete)
        click(qtbot, dialog.button)

    in_dialog(ClockSettingsDialog, shorten, lambda: click(qtbot, view.clocks.settings))
    rules = clocks.rules_of(desk.store)
    assert (rules.kinds[ClockKind.GRACE].lead, rules.kinds[ClockKind.BIRTHDAY].shown) == (5, False)
    undo(qtbot, window)
    assert clocks.rules_of(desk.store).kinds[ClockKind.GRACE].lead == 60


@in_both
def test_a_complaint_from_the_word_to_the_end(qtbot: QtBot, window: MainWindow) -> None:
    view = service(qtbot, window, 1)
    desk = window.desk
    assert desk is not None and desk.household_id is not None
    QAbstractItemModelTester(view.cases.model)

    def new(dialog: FormDialog) -> None:
        dialog.form.fields["kind"].set_value(CaseKind.COMPLAINT.value)
        click(qtbot, dialog.button)
        assert dialog.isVisible(), "a title and a severity are needed"
        dialog.form.fields["severity"].set_value(Level.HIGH.value)
        fill(qtbot, dialog, title="too slow")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, new, lambda: click(qtbot, view.cases.add_button))
    rows = cases.of_household(desk.store, desk.household_id)
    case = next(row for row in rows if row.kind == CaseKind.COMPLAINT)
    assert view.cases.table.select_id(case.id)

    def resolve(form: FormDialog) -> None:
        click(qtbot, form.button)
        assert form.isVisible(), "how it was resolved must be said"
        type_text(qtbot, form.form.fields["resolution"].editor, "said sorry")
        click(qtbot, form.button)

    def work(dialog: CaseDialog) -> None:
        QAbstractItemModelTester(dialog.log)
        dialog.line.setFocus()
        type_text(qtbot, dialog.line, "called back")
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        assert dialog.case.row.state == CaseState.WORKING
        in_dialog(FormDialog, resolve, lambda: click(qtbot, dialog.steps[CaseState.RESOLVED]))
        assert dialog.case.row.state == CaseState.RESOLVED
        click(qtbot, dialog.back_button)
        assert dialog.case.row.state == CaseState.WORKING
        dialog.accept()

    in_dialog(CaseDialog, work, lambda: click(qtbot, view.cases.open_button))
    texts = [step.text for step in cases.one(desk.store, case.id).steps]
    assert texts == ["", "called back", "said sorry"]


@pytest.mark.usefixtures("family_file")
def test_the_papers_of_a_claim_are_ticked(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.EN)
    desk = window.desk
    assert desk is not None
    family = customers.search(desk.store, "王芳")[0].id
    case = cases.add(desk.store, desk.actor, family, CaseDraft(CaseKind.CLAIM, "x"), Language.EN)
    dialog = CaseDialog(desk, window, case.row.id)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.papers.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert cases.one(desk.store, case.row.id).documents[0].got == desk.today()
    type_text(qtbot, dialog.papers.line, "Photos")
    qtbot.keyClick(dialog.papers.line, Qt.Key.Key_Return)
    assert cases.one(desk.store, case.row.id).documents[-1].name == "Photos"
    type_text(qtbot, dialog.papers.line, "Photos")
    qtbot.keyClick(dialog.papers.line, Qt.Key.Key_Return)
    assert "twice" in dialog.notice.text
    dialog.papers.list.setCurrentRow(dialog.papers.list.count() - 1)
    click(qtbot, dialog.papers.remove)
    assert cases.one(desk.store, case.row.id).documents[-1].name != "Photos"
    dialog.close()


@in_both
def test_an_answer_is_recorded_and_opens_a_need_again(qtbot: QtBot, window: MainWindow) -> None:
    view = service(qtbot, window, 2)
    desk = window.desk
    assert desk is not None and desk.household_id is not None
    QAbstractItemModelTester(view.feedback.model)
    need = matrix.rows(desk.store, desk.today(), household_id=desk.household_id)[0]
    matrix.update_need(desk.store, desk.actor, need.id, {"status": NeedStatus.DONE})

    def answer(dialog: FormDialog) -> None:
        click(qtbot, dialog.button)
        assert dialog.isVisible(), "an answer has a score"
        dialog.form.fields["csat"].set_value(2)
        fill(qtbot, dialog, words="not enough")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, answer, lambda: click(qtbot, view.feedback.add_button))
    row = satisfaction.of_household(desk.store, desk.household_id)[0]
    assert (row.csat, row.words) == (2, "not enough")
    assert view.feedback.table.select_id(row.id)

    def reopen(dialog: FormDialog) -> None:
        dialog.form.fields["need_id"].set_value(need.id)
        click(qtbot, dialog.button)

    in_dialog(FormDialog, reopen, lambda: click(qtbot, view.feedback.reopen_button))
    assert matrix.one(desk.store, need.id, desk.today()).status == NeedStatus.IN_PROGRESS
    click(qtbot, view.feedback.need_button)
    assert window.current_tab == "matrix"
    needs = cast(MatrixPage, window.pages["matrix"]).needs
    qtbot.waitUntil(needs.isVisible)
    assert needs.table.select_id(need.id)
    assert needs.detail.reopened.isVisible()
    assert "not enough" in needs.detail.reopened.toolTip()
    window.go("customers")
    undo(qtbot, window)
    assert matrix.one(desk.store, need.id, desk.today()).status == NeedStatus.DONE
    click(qtbot, view.feedback.remove_button)
    assert len(satisfaction.of_household(desk.store, desk.household_id)) == 1
    undo(qtbot, window)
    assert len(satisfaction.of_household(desk.store, desk.household_id)) == 2


@in_both
def test_premiums_birthdays_and_loans(qtbot: QtBot, window: MainWindow) -> None:
    view = service(qtbot, window, 3)
    desk = window.desk
    assert desk is not None and desk.household_id is not None
    store, family, people = desk.store, desk.household_id, view.people
    for table in (people.premiums, people.people, people.loans):
        QAbstractItemModelTester(table.rows)
    people.premiums.select_id(people.premiums.rows.row(1).id)
    click(qtbot, people.paid_button)
    assert people.premiums.current().paid_on == desk.today()
    click(qtbot, people.paid_button)
    assert people.premiums.current().paid_on is None
    undo(qtbot, window)
    assert people.premiums.current().paid_on == desk.today()

    def lunar(dialog: FormDialog) -> None:
        dialog.form.fields["birthday"].set_value(BirthdayKind.BOTH.value)
        click(qtbot, dialog.button)

    in_dialog(FormDialog, lunar, lambda: click(qtbot, people.person_button))
    assert clocks.care_of(store, family)[0].birthday == BirthdayKind.BOTH
    undo(qtbot, window)
    assert clocks.care_of(store, family)[0].birthday == BirthdayKind.SOLAR
    before = len(clocks.loans_of(store, family))

    def loan(dialog: FormDialog) -> None:
        fill(qtbot, dialog, name="Car", ends_on="2030-02-30")
        click(qtbot, dialog.button)
        assert dialog.isVisible(), "30 February is no day"
        fill(qtbot, dialog, ends_on="2030-02-28", balance="3万")
        click(qtbot, dialog.button)

    in_dialog(FormDialog, loan, lambda: click(qtbot, people.loan_button))
    assert clocks.loans_of(store, family)[0].ends_on == date(2030, 2, 28)
    people.loans.select_id(people.loans.rows.row(0).id)
    click(qtbot, people.gone_button)
    assert len(clocks.loans_of(store, family)) == before
    undo(qtbot, window)
    assert len(clocks.loans_of(store, family)) == before + 1


@pytest.mark.parametrize(
    ("window", "typed"), [(Language.ZH, "全部服务个案"), (Language.EN, "All service cases")], indirect=["window"]
)
def test_the_service_window_by_the_search_box(qtbot: QtBot, window: MainWindow, typed: str) -> None:
    desk = window.desk
    assert desk is not None and desk.household_id is not None
    late = CaseDraft(CaseKind.QUESTION, "late", opened_on=desk.today() - timedelta(days=9))
    cases.add(desk.store, desk.actor, desk.household_id, late)
    satisfaction.record(
        desk.store, desk.actor, desk.household_id, FeedbackDraft(Moment.CLAIM, state=FeedbackState.NOT_ASKED)
    )
    box = window.command_box
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_text(qtbot, box.line, typed)
    box.search()
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    opened = next(one for one in QApplication.topLevelWidgets() if isinstance(one, ServiceWindow) and one.isVisible())
    assert opened.cases.model.rowCount() == 2
    click(qtbot, opened.cases.late)
    if opened.cases.model.rowCount() == 2:  # a style may leave the middle of a check box to its label
        opened.cases.late.click()
    assert [opened.cases.model.row(n).title for n in range(opened.cases.model.rowCount())] == ["late"]
    opened.tabs.setCurrentIndex(0)
    for model in (opened.clocks.model, opened.cases.model, opened.trend.model, opened.trend.answers.model):
        QAbstractItemModelTester(model)
    count = opened.clocks.model.rowCount()
    click(qtbot, opened.clocks.done)
    assert opened.clocks.model.rowCount() == count - 1
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    qtbot.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.clocks.model.rowCount() == count
    opened.tabs.setCurrentIndex(2)
    assert "n=1" in opened.trend.total.text()
    assert opened.trend.answers.model.rowCount() == 2
    opened.close()
