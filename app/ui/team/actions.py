"""Actions in the team tab: one line to add one, the columns of their table, and what is done with a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.errors import NeedfolioError
from app.services.day import actions
from app.services.day.actions import ActionDraft, ActionRow, state_of
from app.services.rules.base.weeks import Week
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.widgets.badge import Badge
from app.ui.widgets.forms.fields import DateField
from app.ui.widgets.tables.table import Column
from app.words import say

TONES = {"done": "good", "dropped": "calm", "late": "bad", "open": "accent"}


class ActionBar(QWidget):
    """What, who, until when; Enter asks for it. Whoever shows it decides whether it is added now."""

    wanted = Signal(object)  # ActionDraft
    changed = Signal()
    failed = Signal(object)  # NeedfolioError

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("What is to be done"))
        self.text.setAccessibleName(self.tr("What is to be done"))
        self.owner = QComboBox()
        self.owner.setAccessibleName(self.tr("Who does it"))
        self.due = DateField()
        self.due.editor.setAccessibleName(self.tr("Until when"))
        self.due.setMaximumWidth(130)
        self.button = QPushButton(self.tr("Add action"))
        self.button.clicked.connect(self.submit)
        self.text.returnPressed.connect(self.submit)
        self.problem = QLabel()
        self.problem.setProperty("kind", "wrong")
        self.problem.hide()
        line = QHBoxLayout()
        line.addWidget(self.text, 1)
        line.addWidget(self.owner)
        line.addWidget(self.due)
        line.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self.problem)

    def set_owners(self, owners: Sequence[tuple[str, str]]) -> None:
        current = self.owner.currentData()
        self.owner.clear()
        for code, name in owners:
            self.owner.addItem(name, code)
        self.owner.setCurrentIndex(max(0, self.owner.findData(current)))

    def submit(self) -> None:
        if (fault := self.due.problem()) is not None:
            self.show_problem(NeedfolioError(fault))
            return
        self.problem.hide()
        self.wanted.emit(
            ActionDraft(self.text.text(), self.owner.currentData() or "", self.owner.currentText(), self.due.value())
        )

    def show_problem(self, error: NeedfolioError) -> None:
        self.problem.setText("\n".join(labels.explain(error, self.desk.language)))
        self.problem.show()

    def clear(self) -> None:
        self.text.clear()
        self.problem.hide()

    def add(self, draft: ActionDraft, week: Week | None = None) -> None:
        """Of the meeting of a week, or of a talk."""
        try:
            actions.add(self.desk.store, self.desk.actor, draft, week)
        except NeedfolioError as error:
            self.show_problem(error)
            return
        self.clear()
        self.changed.emit()

    def finish(self, row: ActionRow) -> None:
        """Done today; once more opens it again."""
        store, actor = self.desk.store, self.desk.actor
        try:
            if row.open:
                actions.finish(store, actor, row.id, row.version, self.desk.today())
            else:
                actions.reopen(store, actor, row.id, row.version)
        except NeedfolioError as error:
            self.failed.emit(error)
            return
        self.changed.emit()

    def drop(self, row: ActionRow) -> None:
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
