"""A lead's answers before they are taken: what each does to which order, and what it does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from app.services.selling.orders import answers
from app.services.selling.orders.answers import Answer, AnswerSays, Outcome
from app.services.team.approvals import sending
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.widgets.badge import Badge
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.notice import Guard, Notice
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView
from app.words import say

FOLDER = "answers_folder"


def ask_answers(desk: Desk, parent: QWidget, guard: Guard) -> None:
    """The file the lead sent: what each answer does is shown before it is done."""
    title = QCoreApplication.translate("AnswersDialog", "The lead's answers")
    folder = desk.preferences.text(FOLDER, str(Path.home()))
    text, _ = QFileDialog.getOpenFileName(parent, title, folder, f"{title} (*.json)")
    if text:
        desk.preferences.set_text(FOLDER, str(Path(text).parent))
        with guard():
            AnswersDialog(desk, parent, sending.read_file(Path(text))).exec()


class AnswersDialog(Dialog):
    """Nothing is done before the button."""

    def __init__(self, desk: Desk, parent: QWidget, given: Sequence[Answer]) -> None:
        super().__init__(parent)
        self._desk, self._given = desk, given
        self.setWindowTitle(self.tr("The lead's answers"))
        self.resize(880, 420)
        outcomes = answers.look(desk.store, given)
        count = sum(1 for one in outcomes if one.says == AnswerSays.APPLIES)
        self.notice = Notice(desk.language)
        self.model = RowTableModel(self._columns())
        self.model.set_rows([AnswerRow(str(number), one) for number, one in enumerate(outcomes)])
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("The lead's answers"))
        self.button = QPushButton(self.tr("Take {count} answers", n=count).format(count=count))
        self.button.setEnabled(count > 0)
        self.button.clicked.connect(self._take)
        about = Label(self.tr("A file is not signed: make sure it came from your lead."))
        about.setProperty("kind", "muted")
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(about)
        layout.addWidget(self.table, 1)
        layout.addLayout(self.lay_foot(self.button))

    def _take(self) -> None:
        with self.notice.guard():
            done = answers.take(self._desk.store, self._desk.actor, self._given)
            count = sum(1 for one in done if one.says == AnswerSays.APPLIES)
            self._desk.hub.offer_undo(self.tr("{count} answers taken", n=count).format(count=count))
            self.accept()

    def _columns(self) -> list[Column]:
        language = self._desk.language

        def badge(row: AnswerRow) -> Badge:
            approved = row.answer.approved
            words = say(f"approval_state.{row.answer.step.state.value}", language)
            return Badge("✓" if approved else "↩", words, "good" if approved else "warn")

        def what(row: AnswerRow) -> str:
            if row.says == AnswerSays.APPLIES:
                return self.tr("will be done")
            return labels.of(row.says, language)

        return [
            Column("number", self.tr("Order"), lambda row: row.answer.number, width=90),
            Column("answer", self.tr("Answer"), lambda row: row.answer.approved, width=90, badge=badge),
            Column("by", self.tr("By"), lambda row: row.answer.decided_by, width=90),
            Column("on", self.tr("On"), lambda row: row.answer.decided_on, formats.day, width=96),
            Column("reason", self.tr("Reason"), lambda row: row.answer.reason, width=180,
                   tip=lambda row: row.answer.reason),
            Column("says", self.tr("What it does"), what, width=260, tip=what),
        ]  # fmt: skip


class AnswerRow:
    """An outcome with an id, as tables want it."""

    def __init__(self, id: str, outcome: Outcome) -> None:
        self.id, self.answer, self.says = id, outcome.answer, outcome.says
