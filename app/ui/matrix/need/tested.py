"""The test cases of a requirement: what they expect, what they came to, and whether that still holds."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.enums import NeedType, RunResult, Verified
from app.services.matrix import MatrixRow, testing
from app.services.matrix.testing import RunDraft, TestRow
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.widgets.badge import Badge
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField, NotesField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

MARKS = {
    Verified.PASSED: ("✓", "good"),
    Verified.FAILED: ("✕", "bad"),
    Verified.AGAIN: ("⚠", "warn"),
    Verified.NOT_RUN: ("○", "calm"),
}


class TestsDialog(Dialog):
    """A line for each test case, the chosen one's steps below, and two buttons."""

    __test__ = False  # a window, no test

    def __init__(self, parent: QWidget, desk: Desk, row: MatrixRow) -> None:
        super().__init__(parent)
        self._desk, self._row = desk, row
        self.setWindowTitle(self.tr("Tests of {number}").format(number=row.number))
        self.setMinimumSize(760, 360)
        self.table = TableView(RowTableModel(self._columns()))
        self.table.setAccessibleName(self.tr("Test cases"))
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _: self.run())
        self.steps = Label()
        self.steps.setWordWrap(True)
        self.record, self.new = QPushButton(self.tr("Record a result…")), QPushButton(self.tr("New test case…"))
        self.record.clicked.connect(self.run)
        self.new.clicked.connect(self.write)
        self.new.setVisible(row.type != NeedType.TEST)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.steps)
        layout.addLayout(self.lay_foot(self.record, self.new, away=self.tr("Close"), leave=self.accept))
        self.fill()

    def fill(self) -> None:
        rows = testing.of_need(self._desk.store, self._row.id)
        self.table.rows.set_rows(rows)
        self.record.setEnabled(bool(rows))
        if rows:
            self.table.selectRow(0)
        self._show(self.table.current())

    def _show(self, row: TestRow | None) -> None:
        if row is None:
            self.steps.setText(self.tr("No test shows yet that this is met: write a test case."))
            return
        parts = [(self.tr("Steps"), row.steps), (self.tr("Expected result"), row.expected)]
        if row.run is not None:
            parts.append((self.tr("Seen"), row.run.note))
        self.steps.setText("\n".join(self.tr("{what}: {text}").format(what=a, text=b) for a, b in parts if b))

    def write(self) -> None:
        form = Form(self._desk.language)
        form.add("description", self.tr("What is tested"), TextField())
        form.add("steps", self.tr("Steps"), NotesField())
        form.add("expected", self.tr("Expected result"), NotesField())
        form.set_values({"description": "", "steps": "", "expected": self._row.acceptance})

        def save(values: Any) -> None:
            words = values["description"], values["steps"], values["expected"]
            testing.add_case(self._desk.store, self._desk.actor, self._row.id, *words)

        if FormDialog(self, self.tr("New test case…"), form, save).exec():
            self.fill()

    def run(self) -> None:
        """What the chosen test came to."""
        row = self.table.current()
        if row is None:
            return
        form = Form(self._desk.language)
        form.add("result", self.tr("Result"), ChoiceField(labels.choices(RunResult, self._desk.language)))
        form.add("on_date", self.tr("Run on"), DateField())
        form.add("tester", self.tr("Tested by"), TextField())
        form.add("note", self.tr("What was seen"), NotesField())
        hint = self.tr("The path of a file or an address; a file that changes later is told.")
        form.add("evidence", self.tr("Evidence"), TextField(), hint)
        form.set_values({"on_date": self._desk.today(), "tester": self._desk.actor.name})

        def save(values: Any) -> None:
            on_date = values["on_date"] or self._desk.today()
            draft = RunDraft(RunResult(values["result"]), on_date, values["tester"], values["note"], values["evidence"])
            testing.record(self._desk.store, self._desk.actor, row.id, draft)

        title = self.tr("Result of {number}").format(number=row.number)
        if FormDialog(self, title, form, save).exec():
            self.fill()

    def _columns(self) -> list[Column]:
        language = self._desk.language

        def state(row: TestRow) -> Badge:
            mark, tone = MARKS[row.state]
            return Badge(mark, labels.of(row.state, language), tone)

        def evidence(row: TestRow) -> str:
            if row.run is None:
                return ""
            changed = "⚠ " + self.tr("changed: {what}").format(what=row.run.evidence)
            return changed if row.evidence_changed else row.run.evidence

        return [
            Column("number", self.tr("Number"), lambda row: row.number, width=76),
            Column("what", self.tr("What is tested"), lambda row: row.description, width=220),
            Column("state", self.tr("State"), lambda row: row.state.value, width=150, badge=state),
            Column("on", self.tr("Run on"), lambda row: row.run.on_date if row.run else None, formats.day, width=100),
            Column("tester", self.tr("Tested by"), lambda row: row.run.tester if row.run else "", width=90),
            Column("evidence", self.tr("Evidence"), evidence, width=160),
        ]
