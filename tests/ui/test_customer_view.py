"""The customer view: only this family, and no key, shortcut or click leads out of it but the agent's own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.enums import Language, ObservationKind, Relation
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.needs import agent_key, interviews
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.ui.interview.customer.view import CustomerView
from app.ui.interview.page import InterviewPage
from app.ui.shared.customer import key as key_panel
from app.ui.shell.main_window import MainWindow
from app.ui.shell.profile import PinDialog
from tests.conftest import PASSWORD
from tests.keys import type_text
from tests.ui.acting import click, in_dialog
from tests.ui.conftest import OpenWindow
from tests.ui.test_interview_page import FINANCES, REVIEW, family, interview_of, step

OTHER = "赵钱孙"
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def turned(window: MainWindow, qtbot: QtBot, at: int = FINANCES) -> tuple[InterviewPage, CustomerView]:
    """The screen turned to the family, with another customer and a note in the store."""
    assert window.desk is not None
    customers.add(window.desk.store, window.desk.actor, HouseholdDraft(MemberDraft(OTHER, Relation.SELF)))
    page = interview_of(window, family(window))
    assert page.keeper is not None
    page.keeper.observe(ObservationKind.CONCERN, "seems to doubt the insurer")
    step(page, at)
    click(qtbot, page.board.for_customer)
    view = page.acts.customer_view
    assert view is not None
    qtbot.waitExposed(view)
    return page, view


def everything(view: QWidget) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel))


def leave(qtbot: QtBot, view: CustomerView, text: str) -> None:
    click(qtbot, view.lock)
    type_text(qtbot, view.key.line, text)
    qtbot.keyClick(view.key.line, Qt.Key.Key_Return)


@pytest.mark.parametrize("language", list(Language))
def test_no_key_and_no_click_leads_out(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    window = open_window(language)
    _, view = turned(window, qtbot)
    assert view.isVisible() and view.isFullScreen() and not window.isVisible()
    keys = [
        (Qt.Key.Key_K, CTRL), (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F4, ALT),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_W, CTRL), (Qt.Key.Key_Q, CTRL),
        (Qt.Key.Key_Tab, CTRL), (Qt.Key.Key_F, CTRL), (Qt.Key.Key_Z, CTRL), (Qt.Key.Key_N, CTRL | SHIFT),
        *((Qt.Key(Qt.Key.Key_1.value + number), CTRL) for number in range(9)),
    ]  # fmt: skip
    for target in (view, view.form):
        assert target is not None
        for press, modifiers in keys:
            qtbot.keyClick(target, press, modifiers)
            QApplication.processEvents()
            assert view.isVisible() and not window.isVisible(), (press, modifiers)
            assert window.current_tab == "interview"
            assert window.help is None
            assert not window.command_box.list.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.isVisible() and view.key.isVisible()
    view.close()
    assert view.isVisible() and not window.isVisible()
    visible = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert visible == [view]
    qtbot.keyClick(view.key.line, Qt.Key.Key_Escape)
    assert not view.key.isVisible() and view.isVisible()
    leave(qtbot, view, PASSWORD)
    qtbot.waitUntil(window.isVisible, timeout=5000)


@pytest.mark.parametrize("language", list(Language))
def test_only_this_family_is_shown_and_nothing_meant_for_the_agent(
    qtbot: QtBot, open_window: OpenWindow, language: Language
) -> None:
    window = open_window(language)
    page, view = turned(window, qtbot, 0)
    assert page.interview is not None
    shown = everything(view)
    for section in page.interview.template.sections:
        click(qtbot, view.next)
        shown += everything(view)
        asked = {question.text for question in page.interview.template.questions}
        for words in {section.intro, *section.asks, *section.clarifies} - asked:
            assert words[language != Language.ZH] not in shown.split("\n")
    assert "王芳" in shown and "李强" in shown
    assert OTHER not in shown and "doubt" not in shown and "A001" not in shown and "李敏" not in shown
    leave(qtbot, view, PASSWORD)
    qtbot.waitUntil(window.isVisible, timeout=5000)


def test_bars_move_as_answers_come_and_all_is_kept(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page, view = turned(window, qtbot)
    assert view.form is not None and page.interview is not None
    before = {bar.key: bar.need for bar in view.bars.bars}
    field = next(row.field for row in view.form.asked if row.place == ("mortgage", ""))
    type_text(qtbot, field.editor, "300w")
    qtbot.waitUntil(lambda: {bar.key: bar.need for bar in view.bars.bars} != before, timeout=3000)
    followed = next(row for row in view.form.asked if row.place == ("mortgage_years", ""))
    assert followed.isVisible()
    click(qtbot, view.next)
    leave(qtbot, view, PASSWORD)
    qtbot.waitUntil(window.isVisible, timeout=5000)
    assert page.interview.answers["mortgage", ""].value == 3_000_000_00
    assert page.board.steps.currentRow() == FINANCES + 1


def test_priorities_are_dragged_and_the_worksheet_opens_in_large_type(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page, view = turned(window, qtbot, REVIEW)
    assert view.order is not None and page.keeper is not None
    QAbstractItemModelTester(view.order.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    keys = view.order.keys()
    model = view.order.list.model()
    assert model.moveRow(model.index(-1, -1), 3, model.index(-1, -1), 0)  # what a drop does
    keeper = page.keeper
    qtbot.waitUntil(lambda: list(keeper.interview.ranking[:2]) == [keys[3], keys[0]], timeout=3000)
    view.order.list.setFocus()
    view.order.list.setCurrentRow(1)
    qtbot.keyClick(view.order.list, Qt.Key.Key_Up, CTRL)
    assert keeper.interview.ranking[0] == keys[0]
    click(qtbot, view.order.how)
    assert view.worksheet is not None and view.worksheet.isVisible()
    assert view.worksheet.findChildren(QLabel)[0].font().pixelSize() >= 18
    view.worksheet.close()
    assert view.isVisible()
    leave(qtbot, view, PASSWORD)
    qtbot.waitUntil(window.isVisible, timeout=5000)
    assert page.review is not None and page.review._keys()[0] == keys[0]


def test_three_wrong_tries_rest_a_moment_and_lose_nothing(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_panel, "REST_MS", 300)
    window = open_window()
    page, view = turned(window, qtbot)
    click(qtbot, view.lock)
    for tries in range(3):
        assert view.key.line.isEnabled()
        type_text(qtbot, view.key.line, f"wrong {tries}")
        qtbot.keyClick(view.key.line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda tries=tries: view.key._wrong == tries + 1, timeout=5000)
    assert not view.key.line.isEnabled() and "三次" in view.key.said.text()
    qtbot.waitUntil(view.key.line.isEnabled, timeout=3000)
    assert view.isVisible() and not window.isVisible()
    leave(qtbot, view, PASSWORD)
    qtbot.waitUntil(window.isVisible, timeout=5000)
    assert window.desk is not None and page.interview is not None
    assert not window.desk.store.faults()
    assert page.interview.answers["expenses", ""].value == 180_000_00


@pytest.mark.parametrize("language", list(Language))
def test_a_pin_chosen_in_the_settings_leaves_as_well(qtbot: QtBot, open_window: OpenWindow, language: Language) -> None:
    window = open_window(language)
    assert window.desk is not None

    def choose(dialog: PinDialog) -> None:
        for name, text in (("pin", "2468"), ("again", "8642")):
            type_text(qtbot, dialog.form.fields[name].editor, text)
        click(qtbot, dialog.button)
        assert dialog.isVisible()  # the two differ
        dialog.form.set_values({"again": ""})
        type_text(qtbot, dialog.form.fields["again"].editor, "2468")
        click(qtbot, dialog.button)

    in_dialog(PinDialog, choose, window.settings.choose_pin)
    assert agent_key.has_pin(window.desk.store)
    _, view = turned(window, qtbot)
    leave(qtbot, view, "2469")
    qtbot.waitUntil(lambda: view.key._wrong == 1, timeout=5000)
    leave(qtbot, view, "2468")
    qtbot.waitUntil(window.isVisible, timeout=5000)


def test_the_key_is_the_password_or_the_pin(store: Store, actor: Actor) -> None:
    assert agent_key.opens(store, PASSWORD) and not agent_key.opens(store, "1234")
    agent_key.choose_pin(store, actor, "1234")
    assert agent_key.opens(store, "1234") and agent_key.opens(store, PASSWORD)
    for wrong in ("123", "12a4", "1" * 13):
        with pytest.raises(InputError):
            agent_key.choose_pin(store, actor, wrong)
    agent_key.choose_pin(store, actor, "")
    assert not agent_key.opens(store, "1234") and not agent_key.has_pin(store)
    with store.read() as session:
        assert "1234" not in str(session.connection().exec_driver_sql("select value from setting").all())


def test_a_view_reads_the_interview_anew_after_the_agent_came_back(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page, view = turned(window, qtbot)
    leave(qtbot, view, PASSWORD)
    qtbot.waitUntil(window.isVisible, timeout=5000)
    assert page.interview is not None and window.desk is not None
    assert page.interview == interviews.read(window.desk.store, page.interview.id)
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, CustomerView) and w.isVisible()]
    click(qtbot, page.board.for_customer)
    assert page.acts.customer_view is not None and page.acts.customer_view.isVisible()
    again = page.acts.customer_view
    leave(qtbot, again, PASSWORD)
    qtbot.waitUntil(window.isVisible, timeout=5000)
