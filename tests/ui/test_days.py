"""The agent's day by clicks and keys: one line, the form with repeats, guests, reminders, sleep, message texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.enums import ActivityKind, ActivityStatus, GuestState, Language
from app.services.day import activities, messages, reminders, sleeping
from app.services.day.activities import ActivityDraft, ActivityRow, guests, series
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.ui.base.desk import Desk
from app.ui.shared.activity.form import ActivityDialog
from app.ui.shared.activity.guests import GuestsDialog
from app.ui.shared.activity.messages import MessagesDialog, TextDialog
from app.ui.shared.activity.settings import StaleDaysDialog
from app.ui.shared.activity.sleep import SleepDialog, SleepersDialog
from app.ui.shell.main_window import MainWindow
from app.ui.shell.reminder_strip import Tray
from app.ui.today.correcting import CorrectDialog
from app.ui.today.page import TodayPage
from app.ui.widgets.forms.activity_form import NextStepDialog
from tests.keys import type_text
from tests.ui.conftest import OpenWindow

LEFT = Qt.MouseButton.LeftButton
PLANNED = ActivityStatus.PLANNED


def opened(qtbot: QtBot, window: MainWindow) -> tuple[TodayPage, Desk]:
    window.go("today")
    assert window.desk is not None
    page = cast(TodayPage, window.pages["today"])
    qtbot.waitUntil(page.isVisible)
    return page, window.desk


def in_dialog(kind: type[Any], act: Callable[[Any], object]) -> None:
    """What a person does in the dialog that is about to open."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        act(dialog)

    QTimer.singleShot(100, now)


def planned(desk: Desk, days: int = 7) -> list[ActivityRow]:
    today = desk.today()
    return activities.between(desk.store, desk.actor.code, today, today + timedelta(days=days))


def family_of(desk: Desk) -> str:
    return customers.search(desk.store, "王芳")[0].id


@pytest.mark.parametrize(
    ("language", "line", "said"),
    [
        (Language.ZH, "明天下午3点 拜访 王芳 送合同", ["拜访", "15:00", "王芳", "备注：送合同"]),
        (Language.EN, "tomorrow 3pm visit Wang Fang contract", ["Visit", "15:00", "王芳", "note: contract"]),
    ],
)
@pytest.mark.usefixtures("family_file")
def test_a_line_is_shown_as_understood_and_saved_by_enter(
    qtbot: QtBot, open_window: OpenWindow, language: Language, line: str, said: list[str]
) -> None:
    window = open_window(language)
    page, desk = opened(qtbot, window)
    type_text(qtbot, page.quick.line, line)
    qtbot.waitUntil(page.quick.preview.isVisible)
    assert [word for word in said if word not in " ".join(page.quick.understood.texts())] == []
    assert not page.quick.open.isVisible()
    qtbot.keyClick(page.quick.line, Qt.Key.Key_Return)
    row = next(row for row in planned(desk) if row.kind == ActivityKind.VISIT)
    assert (row.on_date, row.at_minute, row.household_id) == (desk.today() + timedelta(days=1), 900, family_of(desk))
    assert page.quick.line.text() == ""
    window.foot.undo()
    assert all(row.kind != ActivityKind.VISIT for row in planned(desk))


def test_a_line_that_is_not_clear_is_not_saved(qtbot: QtBot, open_window: OpenWindow) -> None:
    page, desk = opened(qtbot, open_window(Language.ZH))
    for name in ("张丽", "张敏"):
        customers.add(desk.store, desk.actor, HouseholdDraft(MemberDraft(name)))
    type_text(qtbot, page.quick.line, "2月30日 电话 张丽")
    qtbot.keyClick(page.quick.line, Qt.Key.Key_Return)
    assert "2月30日" in page.quick.open.text()
    assert planned(desk) == []
    page.quick.line.clear()
    type_text(qtbot, page.quick.line, "明天 电话 张女士")
    qtbot.keyClick(page.quick.line, Qt.Key.Key_Return)
    assert planned(desk) == []
    assert page.quick.candidates[0].hasFocus(), "the names are offered"
    qtbot.keyClick(page.quick.candidates[1], Qt.Key.Key_Space)
    assert [row.household_name for row in planned(desk)] == ["张敏"]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.usefixtures("family_file")
def test_a_done_visit_and_the_next_step_of_one_line_are_put_right_and_saved(
    qtbot: QtBot, open_window: OpenWindow, language: Language
) -> None:
    window = open_window(language)
    page, desk = opened(qtbot, window)
    lines = {
        Language.ZH: "刚拜访了王芳，聊养老，后天再约",
        Language.EN: "just visited Wang Fang about pension, then meet in 2 days",
    }
    type_text(qtbot, page.quick.line, lines[language])
    qtbot.waitUntil(page.quick.preview.isVisible)
    chips = page.quick.understood.chips
    assert {"0.state", "0.kind", "0.who", "1.state", "1.when", "1.who"} <= set(chips)
    topic = next(key for key in chips if key.startswith("topic."))
    qtbot.mouseClick(chips[topic], LEFT)
    assert topic not in page.quick.understood.chips
    menu = page.quick.understood.chips["1.kind"].menu()
    assert menu is not None
    call = list(ActivityKind).index(ActivityKind.CALL)
    menu.actions()[call].trigger()
    qtbot.keyClick(page.quick.line, Qt.Key.Key_Return)
    rows = activities.for_household(desk.store, family_of(desk))
    found = {(row.kind, row.status, (row.on_date - desk.today()).days) for row in rows}
    assert {(ActivityKind.VISIT, ActivityStatus.DONE, 0), (ActivityKind.CALL, PLANNED, 2)} <= found
    before = len(rows)
    window.foot.undo()
    assert len(activities.for_household(desk.store, family_of(desk))) == before - 2


@pytest.mark.parametrize("language", list(Language))
def test_a_new_person_is_offered_and_nothing_is_saved_unlinked_without_a_word(
    qtbot: QtBot, open_window: OpenWindow, language: Language
) -> None:
    page, desk = opened(qtbot, open_window(language))
    type_text(qtbot, page.quick.line, "陈大明 13800001111 女儿6岁 想看教育金 明天见面")
    qtbot.keyClick(page.quick.line, Qt.Key.Key_Return)
    assert planned(desk) == []
    assert page.quick.candidates[0].hasFocus()
    assert "陈大明" in page.quick.open.text()
    qtbot.keyClick(page.quick.candidates[0], Qt.Key.Key_Space)
    (row,) = planned(desk)
    family = customers.household(desk.store, str(row.household_id))
    assert [family.row.name, family.row.phone, *(one.name for one in family.members[1:])] == [
        "陈大明",
        "13800001111",
        "女儿",
    ]
    type_text(qtbot, page.quick.line, "明天 开早会")
    qtbot.keyClick(page.quick.line, Qt.Key.Key_Return)
    assert len(planned(desk)) == 1
    qtbot.keyClick(page.quick.candidates[0], Qt.Key.Key_Space)
    assert sorted(str(row.household_name) for row in planned(desk)) == ["", "陈大明"]


def test_a_chip_opens_what_was_understood_to_be_put_right(qtbot: QtBot, open_window: OpenWindow) -> None:
    page, desk = opened(qtbot, open_window(Language.ZH))
    customers.add(desk.store, desk.actor, HouseholdDraft(MemberDraft("王芳")))
    type_text(qtbot, page.quick.line, "昨天拜访了王芳")
    qtbot.waitUntil(page.quick.preview.isVisible)

    def to_tomorrow(dialog: CorrectDialog) -> None:
        dialog.form.fields["on_date"].set_value(desk.today() + timedelta(days=1))
        dialog.form.fields["at_minute"].set_value(600)
        dialog.submit()

    in_dialog(CorrectDialog, to_tomorrow)
    qtbot.mouseClick(page.quick.understood.chips["0.when"], LEFT)
    qtbot.keyClick(page.quick.line, Qt.Key.Key_Return)
    assert [(row.status, row.at_minute, row.household_name) for row in planned(desk)] == [(PLANNED, 600, "王芳")]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.usefixtures("family_file")
def test_the_form_plans_a_recurring_visit(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    window = open_window(language)
    page, desk = opened(qtbot, window)

    def fill(dialog: ActivityDialog) -> None:
        fields = dialog.form.fields
        for name, text in (("at_minute", "25:00"), ("place", "Cafe"), ("companion", "Li")):
            fields[name].editor.clear()  # type: ignore[attr-defined]
            type_text(qtbot, fields[name].editor, text)
        repeat = cast(Any, fields["repeat"])
        repeat.frequency.setCurrentIndex(repeat.frequency.findData("weekly"))
        repeat.frequency.activated.emit(repeat.frequency.currentIndex())
        for button in repeat.weekdays:
            qtbot.mouseClick(button, LEFT)
        qtbot.mouseClick(dialog.button, LEFT)
        assert dialog.isVisible(), "25:00 is no time"
        cast(QLineEdit, fields["at_minute"].editor).setText("930")
        qtbot.mouseClick(dialog.button, LEFT)

    in_dialog(ActivityDialog, fill)
    qtbot.mouseClick(page.new, LEFT)
    rows = [row for row in planned(desk) if row.series_id]
    assert len(rows) == 8
    assert {(row.at_minute, row.place, row.companion, row.kind) for row in rows} == {(570, "Cafe", "Li", "visit")}
    assert series.rule_of(desk.store, rows[0].series_id or "").weekdays == tuple(range(7))
    window.foot.undo()
    assert all(not row.series_id for row in planned(desk))


@pytest.mark.usefixtures("family_file")
def test_a_visit_is_finished_with_its_report_and_an_event_asks_who_came(qtbot: QtBot, open_window: OpenWindow) -> None:
    page, desk = opened(qtbot, open_window(Language.ZH))
    family, store = family_of(desk), desk.store
    visit = activities.add(store, desk.actor, ActivityDraft(ActivityKind.VISIT, desk.today(), PLANNED, family))

    def report(dialog: NextStepDialog) -> None:
        type_text(qtbot, dialog.report.editor, "想给孩子存教育金")
        type_text(qtbot, dialog.companion.editor, "师傅老陈")
        qtbot.mouseClick(dialog.none, LEFT)
        dialog._submit()

    in_dialog(NextStepDialog, report)
    page.finish(visit)
    done = activities.one(store, visit.id)
    assert (done.status, done.report, done.companion) == ("done", "想给孩子存教育金", "师傅老陈")
    event = activities.add(store, desk.actor, ActivityDraft(ActivityKind.EVENT, desk.today(), PLANNED, note="沙龙"))

    def invited(dialog: GuestsDialog) -> None:
        QAbstractItemModelTester(dialog.list.model(), QAbstractItemModelTester.FailureReportingMode.Warning)
        type_text(qtbot, dialog.line, "王芳")
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        type_text(qtbot, dialog.line, "邻居张姐")
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        box = dialog.state_box(1)
        box.setCurrentIndex(box.findData(GuestState.ABSENT.value))
        qtbot.mouseClick(dialog.save, LEFT)

    def finished(dialog: NextStepDialog) -> None:
        in_dialog(GuestsDialog, invited)
        qtbot.mouseClick(dialog.none, LEFT)
        dialog._submit()

    in_dialog(NextStepDialog, finished)
    page.finish(event)
    assert [(guest.household_id, guest.state) for guest in guests.of_event(store, event.id)] == [
        (None, "absent"),
        (family, "came"),
    ]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.usefixtures("family_file")
def test_a_reminder_is_told_put_off_and_opened(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    window = open_window(language)
    _, desk = opened(qtbot, window)
    strip, now = window.reminders, window.reminders.now()
    told: list[str] = []
    strip.told.connect(lambda _title, text: told.append(text))
    minute = now.hour * 60 + now.minute
    draft = ActivityDraft(ActivityKind.VISIT, now.date(), PLANNED, family_of(desk), minute, "带合同", remind=0)
    row = activities.add(desk.store, desk.actor, draft)
    strip.look()
    assert strip.isVisible()
    assert "王芳" in strip.words.text()
    assert len(told) == 1
    assert "王芳" not in told[0], "no name outside the window until the agent wants it"
    qtbot.mouseClick(strip.soon, LEFT)
    assert not strip.isVisible()
    assert reminders.due(desk.store, desk.actor.code, strip.now() + timedelta(minutes=11))
    reminders.show_names(desk.store, desk.actor, True)
    reminders.snooze(desk.store, desk.actor, row.id, activities.one(desk.store, row.id).version, strip.now())
    strip.look()
    assert "王芳" in told[-1]
    tray = Tray(window, strip)
    tray.tell("Reminder", told[-1])
    window.go("library")
    in_dialog(ActivityDialog, lambda dialog: dialog.reject())
    qtbot.mouseClick(strip.open, LEFT)
    assert window.current_tab == "today"
    assert not strip.isVisible()


@pytest.mark.usefixtures("family_file")
def test_asleep_until_a_day_and_woken(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(Language.ZH)
    page, desk = opened(qtbot, window)
    family = family_of(desk)
    assert any(line.text.endswith("王芳") for line in page.cards["due"].lines)
    desk.choose_household(family)
    window.go("customers", family)
    pane = cast(Any, window.pages["customers"]).family
    pane.tabs.setCurrentWidget(pane.history)

    def until(dialog: SleepDialog) -> None:
        field = cast(QLineEdit, dialog.form.fields["until"].editor)
        field.setText(desk.today().isoformat())
        qtbot.mouseClick(dialog.button, LEFT)
        assert dialog.isVisible(), "today is no day to come"
        field.setText((desk.today() + timedelta(days=30)).isoformat())
        qtbot.mouseClick(dialog.button, LEFT)

    in_dialog(SleepDialog, until)
    qtbot.mouseClick(pane.history.sleep_button, LEFT)
    window.go("today")
    assert "due" not in page.cards or not page.cards["due"].lines
    dialog = SleepersDialog(page, desk)
    qtbot.addWidget(dialog)
    qtbot.mouseClick(dialog.wakers[0], LEFT)
    assert sleeping.of_agent(desk.store, desk.actor.code, desk.today()) == []
    qtbot.waitUntil(lambda: "due" in page.cards and bool(page.cards["due"].lines))


def test_days_of_a_stage_are_set(qtbot: QtBot, open_window: OpenWindow) -> None:
    page, desk = opened(qtbot, open_window(Language.EN))
    dialog = StaleDaysDialog(page, desk)
    qtbot.addWidget(dialog)
    dialog.show()
    field = cast(QLineEdit, dialog.form.fields["S0"].editor)
    for text, left in (("9999", True), ("12", False)):
        field.setText(text)
        qtbot.mouseClick(dialog.button, LEFT)
        assert dialog.isVisible() == left
    from app.services.day import staleness

    assert staleness.read_limits(desk.store, desk.today())["S0"] == 12


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.usefixtures("family_file")
def test_a_message_is_copied_noted_and_written_anew(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    page, desk = opened(qtbot, open_window(language))
    desk.choose_household(family_of(desk))
    dialog = MessagesDialog(page, desk)
    qtbot.addWidget(dialog)
    dialog.show()
    QAbstractItemModelTester(dialog.list.model(), QAbstractItemModelTester.FailureReportingMode.Warning)
    assert not dialog.remove.isEnabled(), "what comes with the program stays"
    dialog.customer.choose(None)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.missing.text(), "without a customer nothing is known: it is said"
    dialog.customer.choose(family_of(desk))
    assert "{" not in dialog.text.toPlainText()
    assert "王" in dialog.text.toPlainText() or "Wang" in dialog.text.toPlainText()

    def write(form: TextDialog) -> None:
        type_text(qtbot, form.form.fields["name"].editor, "Move")
        type_text(qtbot, form.form.fields["body"].editor, "{salutation} {adress}")
        qtbot.mouseClick(form.button, LEFT)
        assert form.isVisible(), "there is no such field"
        form.form.fields["body"].set_value("{salutation}!")
        qtbot.mouseClick(form.button, LEFT)

    in_dialog(TextDialog, write)
    qtbot.mouseClick(dialog.new, LEFT)
    wanted = "王女士!" if language == Language.ZH else "Ms Wang!"
    assert dialog.text.toPlainText() == wanted
    assert dialog.remove.isEnabled()
    qtbot.mouseClick(dialog.copy_button, LEFT)
    assert QApplication.clipboard().text() == wanted
    sent = [row for row in planned(desk) if row.kind == ActivityKind.MESSAGE]
    assert [(row.note, row.status, row.household_id) for row in sent] == [(wanted, "done", family_of(desk))]
    assert messages.texts(desk.store, desk.actor.code, language)[0].name == "Move"
