"""Actions in the team tab: one line to add one, the columns of their table, and what is done with a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.errors import NeedfolioError
from app.services.day import actions
from app.services.day.actions import ActionDraft, ActionRow, state_of
from app.services.rules.base.weeks import Week
from app.ui.base import formats
from app.ui.base.desk import Desk
from app.ui.widgets.badge import Badge
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.fields import DateField
from app.ui.widgets.notice import Guard
from app.ui.widgets.tables.table import Column
from app.words import say

TONES = {"done": "good", "dropped": "calm", "late": "bad", "open": "accent"}


class ActionBar(QWidget):
    """What, who, until when; Enter asks for it. Whoever shows it decides whether it is added now."""

    wanted = Signal(object)  # ActionDraft
    changed = Signal()

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self._guard = desk, guard
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("What is to be done"))
        self.text.setAccessibleName(self.tr("What is to be done"))
        self.owner = ComboBox()
        self.owner.setAccessibleName(self.tr("Who does it"))
        self.due = DateField()
        self.due.editor.setAccessibleName(self.tr("Until when"))
        self.due.setMaximumWidth(130)
        self.button = QPushButton(self.tr("Add action"))
        self.button.clicked.connect(self.submit)
        self.text.returnPressed.connect(self.submit)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.text, 1)
        line.addWidget(self.owner)
        line.addWidget(self.due)
        line.addWidget(self.button)

    def set_owners(self, owners: Sequence[tuple[str, str]]) -> None:
        current = self.owner.currentData()
        self.owner.clear()
        for code, name in owners:
            self.owner.addItem(name, code)
        self.owner.setCurrentIndex(max(0, self.owner.findData(current)))

    def submit(self) -> None:
        fault = self.due.problem()
        self.due.mark(fault is not None)
        with self._guard():
            if fault is not None:
                raise NeedfolioError(fault)
            who = self.owner.currentData() or "", self.owner.currentText()
            self.wanted.emit(ActionDraft(self.text.text(), *who, self.due.value()))

    def add(self, draft: ActionDraft, week: Week | None = None) -> None:
        """Of the meeting of a week, or of a talk."""
        with self._guard():
            actions.add(self.desk.store, self.desk.actor, draft, week)
            self.text.clear()
            self.changed.emit()

    def finish(self, row: ActionRow) -> None:
        """Done today; once more opens it again."""
        store, actor = self.desk.store, self.desk.actor
        with self._guard():
            if row.open:
                actions.finish(store, actor, row.id, row.version, self.desk.today())
            else:
                actions.reopen(store, actor, row.id, row.version)
            self.changed.emit()

    def drop(self, row: ActionRow) -> None:
        with self._guard():
            actions.drop(self.desk.store, self.desk.actor, row.id, row.version)
            self.changed.emit()

    def columns(self) -> list[Column]:
        """Of the table of actions; the state can be chosen in its cell."""
        language = self.desk.language

        def badge(row: ActionRow) -> Badge:
            mark, code = state_of(row, self.desk.today())
            return Badge(mark, say(f"action.{code}", language), TONES[code])

        def state(row: ActionRow) -> str:
            return "done" if row.done_on else "dropped" if row.dropped else "open"

        def change(row: ActionRow, value: str) -> None:
            if value == "dropped":
                self.drop(row)
            elif (value == "done") == row.open:
                self.finish(row)

        choices = [(code, say(f"action.{code}", language)) for code in ("open", "done", "dropped")]
        return [
            Column(
                "state", self.tr("State"), state, width=90, badge=badge, edit=change, choices=choices, kind="choice"
            ),
            Column("text", self.tr("Action"), lambda row: row.text, width=280, tip=lambda row: row.text),
            Column("owner", self.tr("Owner"), lambda row: row.owner_name or row.owner_code, width=80),
            Column("due_on", self.tr("Due"), lambda row: row.due_on, formats.day, width=100),
            Column("week", self.tr("Agreed in"), lambda row: row.review or str(row.week or ""), width=90),
        ]
