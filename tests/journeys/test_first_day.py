"""The first day, through the real window: from no store at all to the weekly workbook in the lead's hands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.bootstrap import Gate
from app.enums import ActivityKind, CoverSaid, Language, NeedStatus, ProposalState, Relation
from app.services import matrix
from app.services.base.store import recovery
from app.services.measures.kpis import definitions
from app.services.needs import interviews
from app.services.offers import proposals
from app.ui.base import labels, translator
from app.ui.base.preferences import Preferences
from app.ui.combinations.suitability.dialog import SuitabilityDialog
from app.ui.interview.page import InterviewPage
from app.ui.shell.main_window import MainWindow
from app.ui.shell.safety.passwords import RecoveryKeyDialog
from app.ui.shell.start import make_window
from app.ui.shell.tabs import TABS
from app.ui.widgets.forms.dialog import FormDialog
from app.words import say
from tests.keys import type_text
from tests.ui.acting import in_dialog

LEFT = Qt.MouseButton.LeftButton
PASSWORD = "correct horse battery"
CALL_NOTE, MEETING_NOTE = "rang about Saturday", "sat together for an hour"


CHINESE = translator.sentences().chinese


class Agent:
    """Hands and eyes of the person at the screen."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    @property
    def store(self) -> Any:
        assert self.window.desk is not None
        return self.window.desk.store

    @property
    def today(self) -> date:
        assert self.window.desk is not None
        return self.window.desk.today()

    @property
    def household_id(self) -> str:
        assert self.window.desk is not None and self.window.desk.household_id is not None
        return self.window.desk.household_id

    def go(self, tab: str) -> Any:
        """By its key, Ctrl+1 to Ctrl+7; a dialog closed before has given the focus back."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=5000)
        number = Qt.Key(Qt.Key.Key_1 + TABS.index(tab))
        self.qtbot.keyClick(self.window, number, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
        return self.window.pages[tab]

    def click(self, button: QPushButton) -> None:
        assert button.isEnabled()
        self.qtbot.mouseClick(button, LEFT)
        QApplication.processEvents()

    def press(self, inside: QWidget, english: str) -> None:
        """The button with these words in the window's language, as one looks for it."""
        words = self.words(english)
        found = [b for b in inside.findChildren(QPushButton) if b.text() == words and b.isVisible()]
        assert found, f"no button {words}"
        self.click(found[0])

    def words(self, english: str) -> str:
        return english if self.window.preferences.language == Language.EN else CHINESE[english]

    def choose(self, box: QComboBox, value: object) -> None:
        """By keys: Home, down to the value, Enter."""
        box.setFocus()
        self.qtbot.keyClick(box, Qt.Key.Key_Home)
        for _ in range(box.findData(value)):
            self.qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentData() == value
        box.activated.emit(box.currentIndex())

    def fill(self, act: Callable[[], None], values: dict[str, Any]) -> None:
        """Open a form by ``act``, type the values and save."""
        met: list[FormDialog] = []

        def type_and_save() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, FormDialog):
                QTimer.singleShot(20, type_and_save)
                return
            met.append(dialog)
            for name, value in values.items():
                editor = dialog.form.fields[name].editor
                if isinstance(editor, QComboBox):
                    self.choose(editor, value)
                else:
                    type_text(self.qtbot, editor, value)
            self.qtbot.mouseClick(dialog.button, LEFT)
            if dialog.isVisible():
                said = [label.text() for label in dialog.findChildren(QLabel) if label.property("kind") == "wrong"]
                dialog.reject()
                raise AssertionError(f"the form was refused: {said}")

        QTimer.singleShot(20, type_and_save)
        act()
        assert met
        QApplication.processEvents()

    def answer(self, page: InterviewPage, question: str, text: str, member: str = "") -> None:
        assert page.form is not None
        field = next(asked.field for asked in page.form.asked if asked.place == (question, member))
        editor = field.editor
        if isinstance(editor, QCheckBox):
            editor.setFocus()
            self.qtbot.keyClick(editor, Qt.Key.Key_Space)
        elif isinstance(editor, QComboBox):
            self.choose(editor, text)
        else:
            if isinstance(editor, QLineEdit):
                editor.selectAll()
            type_text(self.qtbot, editor, text)

    def wait_for_work(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.tasks.busy(), timeout=60_000)
        QApplication.processEvents()


@pytest.mark.parametrize("language", list(Language))
def test_from_no_store_to_the_weekly_workbook(
    qtbot: QtBot, tmp_path: Path, preferences: Preferences, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    preferences.language = language
    window = make_window(Gate(tmp_path / "new" / "needfolio.db"), preferences)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    agent = Agent(qtbot, window)
    begin(agent)
    load_catalogue(agent)
    meet_the_family(agent)
    confirmed = interview(agent)
    premium = plan(agent)
    follow(agent, confirmed, language)
    record_work(agent)
    book = weekly_workbook(agent, tmp_path, monkeypatch)
    check_workbook(agent, book, confirmed, premium, language)
    window.close()


def begin(agent: Agent) -> None:
    """A new store with a name and a password typed twice, without the sample; a group of the recovery key typed
    back."""
    page = agent.window.unlock
    type_text(agent.qtbot, page.name, "李敏")
    type_text(agent.qtbot, page.code, "A001")
    type_text(agent.qtbot, page.password, PASSWORD)
    type_text(agent.qtbot, page.again, PASSWORD)
    page.sample.setFocus()
    agent.qtbot.keyClick(page.sample, Qt.Key.Key_Space)
    assert not page.sample.isChecked()
    agent.click(page.button)
    agent.qtbot.waitUntil(lambda: agent.window.desk is not None, timeout=30_000)
    QApplication.processEvents()
    (dialog,) = agent.window.findChildren(RecoveryKeyDialog)
    type_text(agent.qtbot, dialog.typed_back, recovery.groups(dialog.text)[dialog.group])
    assert dialog.verb is not None
    agent.click(dialog.verb)
    QApplication.processEvents()


def load_catalogue(agent: Agent) -> None:
    page = agent.go("library")
    agent.press(page, "Load the sample catalogue")
    agent.wait_for_work()
    assert page.model.rowCount() >= 14


def meet_the_family(agent: Agent) -> None:
    page = agent.go("customers")
    person = {"name": "周雅", "sex": "F", "birth_date": "1990-04-18", "phone": "13700001111", "income": "16万"}
    agent.fill(lambda: agent.press(page, "Add customer"), person)
    family = page.family
    husband = {
        "name": "吴磊",
        "relation": Relation.SPOUSE.value,
        "sex": "M",
        "birth_date": "19880902",
        "income": "22万",
    }
    agent.fill(lambda: agent.press(family, "Add member"), husband | {"income": "22万"})
    child = {"name": "吴小禾", "relation": Relation.CHILD.value, "birth_date": "2019.6.1"}
    agent.fill(lambda: agent.press(family, "Add member"), child)
    assert [member.name for member in family.detail.members] == ["周雅", "吴磊", "吴小禾"]


def interview(agent: Agent) -> list[str]:
    """Answer, observe, rank, confirm; the needs' keys in the order confirmed."""
    page = agent.go("interview")
    agent.press(page, "Start the interview")
    answers: list[dict[str, str]] = [
        {"consent": ""}, {}, {"expenses": "15万", "deposits": "120000", "mortgage": "80万"}, {},
        {"retirement_month": "8000", "state_pension_month": "5000"}, {"worry": "critical_illness"}, {"budget": "18000"},
    ]  # fmt: skip
    for step in answers:
        for question, text in step.items():
            agent.answer(page, question, text)
        agent.click(page.board.next)
    side = page.board.side
    side.setCurrentIndex(1)
    type_text(agent.qtbot, side.text, "looks at her husband before each figure")
    agent.qtbot.keyClick(side.text, Qt.Key.Key_Return)
    assert side.observations.count() == 1
    assert page.review is not None
    order = page.review.order
    assert order.count() > 5
    order.setCurrentRow(3)
    order.setFocus()
    moved = order.item(3).data(Qt.ItemDataRole.UserRole)
    for _ in range(3):
        agent.qtbot.keyClick(order, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert order.item(0).data(Qt.ItemDataRole.UserRole) == moved
    agent.click(page.board.confirm)
    assert page.interview is not None and page.interview.confirmed
    assert page.next_step is not None and page.next_step.isVisible()
    page.next_step.none.setFocus()
    agent.qtbot.keyClick(page.next_step.none, Qt.Key.Key_Space)
    agent.qtbot.keyClick(page.next_step.none, Qt.Key.Key_Return)
    with_gap = {need.key for need in page.needs if need.gap_fen}
    _, ranked = interviews.analyse_interview(page.interview)
    assert ranked[0] == moved
    agent.click(page.board.plans)
    return [key for key in ranked if key in with_gap]


def plan(agent: Agent) -> int:
    """Three plans; one item out, one plan kept and accepted. Its premium in fen."""
    assert agent.window.current_tab == "combinations"
    page: Any = agent.window.pages["combinations"]
    agent.qtbot.waitUntil(lambda: bool(page.plans), timeout=60_000)
    agent.wait_for_work()
    assert page.bar.budget.value() == 18_000_00
    assert page.plans["balanced"].premium <= 18_000_00
    before = page.plans["balanced"]
    assert len(before.items) > 1
    remove = agent.words("Remove")
    column = f"({labels.plan('balanced', agent.window.preferences.language)})"
    buttons = page.comparison.widget().findChildren(QPushButton)
    names = [button.accessibleName() for button in buttons]
    agent.click(next(b for b, n in zip(buttons, names, strict=True) if n.startswith(remove) and n.endswith(column)))
    after = page.plans["balanced"]
    assert set(after.items) < set(before.items)  # the item, and with a main its riders
    assert after.premium < before.premium
    in_dialog(FormDialog, lambda dialog: say_why(agent, dialog), lambda: agent.click(page.heads["balanced"].button))
    kept = page.kept
    assert kept.model.rowCount() == 1
    agent.click(page.bar.view_buttons[2])
    in_dialog(
        SuitabilityDialog,
        lambda dialog: assess(agent, dialog),
        lambda: agent.click(kept.decisions[ProposalState.PRESENTED]),
    )
    agent.click(kept.decisions[ProposalState.ACCEPTED])
    row = proposals.of_household(agent.store, agent.household_id)[0]
    assert (row.state, row.premium, row.items) == (ProposalState.ACCEPTED, after.premium, len(after.items))
    return int(row.premium)


def say_why(agent: Agent, dialog: FormDialog) -> None:
    """What was changed by hand is kept with its reason."""
    for editor in dialog.form.findChildren(QLineEdit):
        type_text(agent.qtbot, editor, "not now")
    agent.click(dialog.button)


def assess(agent: Agent, dialog: SuitabilityDialog) -> None:
    """A proposal is final only with its suitability: what the customer bears, and what is held already, is asked."""
    agent.choose(dialog.told.fields["risk"].editor, "C2")
    agent.choose(dialog.told.fields["cover"].editor, CoverSaid.NONE.value)
    agent.click(dialog.button)


def follow(agent: Agent, confirmed: list[str], language: Language) -> None:
    """In the matrix: every confirmed need, the chain of the first, its status changed in its cell."""
    page = agent.go("matrix")
    assert page.model.rowCount() == len(confirmed)
    rows = {f"{row.member_id}-{row.event}": row for row in matrix.rows(agent.store, agent.today)}
    assert set(rows) == set(confirmed)
    answered = next(row for row in rows.values() if row.items)
    assert answered.status == NeedStatus.IN_PROGRESS
    assert page.table.select_id(answered.id)
    QApplication.processEvents()
    said = "\n".join(label.text() for label in page.detail.findChildren(QLabel))
    assert answered.number in said
    at = [column.key for column in page.model.columns].index("status")
    index = page.model.index(page.table.currentIndex().row(), at)
    page.table.scrollTo(index)
    page.table.setCurrentIndex(index)
    place = page.table.visualRect(index).center()
    agent.qtbot.mouseClick(page.table.viewport(), LEFT, pos=place)
    agent.qtbot.mouseDClick(page.table.viewport(), LEFT, pos=place)
    editor = next(box for box in page.table.viewport().findChildren(QComboBox) if box.isVisible())
    agent.qtbot.keyClick(editor, Qt.Key.Key_Down)  # to the next one; an answered need is under way already
    QApplication.processEvents()
    changed = next(row for row in matrix.rows(agent.store, agent.today) if row.id == answered.id)
    assert changed.status == NeedStatus.DONE
    assert labels.of(NeedStatus.DONE, language) in str(index.data())


def record_work(agent: Agent) -> None:
    page = agent.go("today")
    for kind, note in ((ActivityKind.CALL, CALL_NOTE), (ActivityKind.MEETING, MEETING_NOTE)):
        bar = page.bar
        agent.choose(bar.kind, kind.value)
        if not bar.customer.text():
            type_text(agent.qtbot, bar.customer, "周雅")
        type_text(agent.qtbot, bar.note, note)
        agent.qtbot.keyClick(bar.note, Qt.Key.Key_Return)
        _leave_dialog()
        QApplication.processEvents()


def _leave_dialog() -> None:
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        dialog.reject()


def weekly_workbook(agent: Agent, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    page = agent.go("progress")
    path = folder / "week.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kwargs: (str(path), ""))
    agent.click(page.export_button)
    agent.qtbot.waitUntil(lambda: str(path) in page.notice.text, timeout=60_000)
    return path


def check_workbook(agent: Agent, path: Path, confirmed: list[str], premium: int, language: Language) -> None:
    """What was entered stands in the sheets, in the same numbers, by code and not by name."""
    book = openpyxl.load_workbook(path)
    everything = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    for secret in ("周雅", "吴磊", "吴小禾", "13700001111", CALL_NOTE):
        assert not any(secret in text for text in everything)

    def lines(sheet: str) -> list[tuple[Any, ...]]:
        found = book[say(f"weekly.sheet.{sheet}", language)].iter_rows(values_only=True)
        return [tuple(row) for row in found if row and row[0] is not None]

    counted = {str(row[0]): row for row in lines("summary")}
    for key, count in (("calls", 1), ("meetings", 1), ("visits", 0)):
        assert counted[_figure(key, language)][4] == count
    kinds = [str(row[3]) for row in lines("activities")[-2:]]
    assert kinds == [labels.of(ActivityKind.CALL, language), labels.of(ActivityKind.MEETING, language)]
    needs = {str(row[0]): row for row in lines("needs")}
    kept = matrix.rows(agent.store, agent.today)
    assert len(kept) == len(confirmed)
    for row in kept:
        gap, _, proposed = needs[row.number][7:10]
        assert (gap, proposed) == (row.gap / 100, row.proposed / 100)
    assert sum(row.status == NeedStatus.DONE for row in kept) == 1
    assert premium == proposals.of_household(agent.store, agent.household_id)[0].premium


def _figure(key: str, language: Language) -> str:
    """The name a figure has on the progress page and in the workbook."""
    return next(one.called(language) for one in definitions.built_in().kpis if one.code == key)
