"""One case: what it is about, its papers, its log, and the steps from where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.services.base import agents
from app.services.care import cases
from app.services.care.cases import CaseDetail, ClaimDraft, StepRow
from app.services.people import customers
from app.services.rules.care.cases import LIKELY, NEXT, CaseKind, CaseState, WaitingFor, reopens
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.shared.service.badges import case_badge
from app.ui.shared.service.cases.forms import case_form, case_of_form, claim_form, step_form
from app.ui.shared.service.cases.papers import Papers
from app.ui.widgets.badge import BadgeLabel
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label
from app.ui.widgets.primary import highlight
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


def owners_of(desk: Desk) -> list[tuple[str, str]]:
    """Who may own a case, oneself first."""
    rows = sorted(agents.everyone(desk.store), key=lambda row: row.code != desk.actor.code)
    return [(row.code, f"{row.name} {row.code}".strip()) for row in rows]


class CaseDialog(Dialog):
    """Every step is saved at once and can be taken back, the last one first."""

    def __init__(self, desk: Desk, parent: QWidget, case_id: str) -> None:
        super().__init__(parent)
        self.desk = desk
        self.case = cases.one(desk.store, case_id)
        self.resize(760, 600)
        self.notice = Notice(desk.language)
        self.state = BadgeLabel()
        self.facts = Label()
        self.facts.setWordWrap(True)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.papers = Papers(desk)
        self.papers.changed.connect(self._set_papers)
        self.log = RowTableModel(self._columns())
        self.table = TableView(self.log)
        self.table.setAccessibleName(self.tr("Log"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Note a step, then Enter"))
        self.line.setAccessibleName(self.tr("Note a step"))
        self.line.returnPressed.connect(self.note)
        self.steps: dict[CaseState, QPushButton] = {}
        self._steps = QHBoxLayout()
        self.edit_button = self._button(self.tr("Edit"), self.edit)
        self.claim_button = self._button(self.tr("Filed and paid…"), self.edit_claim)
        self.back_button = self._button("↶ " + self.tr("Take the last step back"), self.take_back)
        self._lay_out()
        self._show(self.case)

    def note(self) -> None:
        with self.notice.guard():
            self._took(cases.note(self.desk.store, self.desk.actor, self.case.row.id, self.line.text()))
            self.line.clear()

    def go(self, wanted: CaseState) -> None:
        """Ask for what the step needs, then take it."""
        row = self.case.row
        form = step_form(self.desk.language, row.state, wanted, row.resolution)

        def save(values: Mapping[str, Any]) -> None:
            waits = values.get("waiting_for")
            self._took(
                cases.move(
                    self.desk.store, self.desk.actor, row.id, row.version, wanted,
                    waiting_for=WaitingFor(waits) if waits else None, resolution=values.get("resolution", ""),
                    text=values["text"],
                )
            )  # fmt: skip

        FormDialog(self, self._step_words(wanted), form, save).exec()

    def edit(self) -> None:
        family = customers.household(self.desk.store, self.case.row.household_id)
        form = case_form(self.desk.language, family, self.case.draft, self.case.draft.kind, owners_of(self.desk))
        row = self.case.row

        def save(values: Mapping[str, Any]) -> None:
            self._took(cases.change(self.desk.store, self.desk.actor, row.id, row.version, case_of_form(values)))

        FormDialog(self, row.title, form, save, width=680).exec()

    def edit_claim(self) -> None:
        row = self.case.row

        def save(values: Mapping[str, Any]) -> None:
            draft = ClaimDraft(values["insurer"], values["filed_on"], values["paid"], values["paid_on"])
            self._took(cases.set_claim(self.desk.store, self.desk.actor, row.id, row.version, draft))

        FormDialog(self, self.tr("Filed and paid"), claim_form(self.desk.language, self.case.claim), save).exec()

    def take_back(self) -> None:
        with self.notice.guard():
            found = cases.take_back(self.desk.store, self.desk.actor, self.case.row.id)
            if found is None:
                self.accept()
            else:
                self._took(found)

    def _set_papers(self) -> None:
        row, papers = self.case.row, self.papers.documents()
        self.papers.show_documents(self.case.documents)  # as they are kept, should it be refused
        with self.notice.guard():
            self._took(cases.set_documents(self.desk.store, self.desk.actor, row.id, row.version, papers))

    def _took(self, case: CaseDetail) -> None:
        self._show(case)

    def _show(self, case: CaseDetail) -> None:
        self.case = case
        row, language = case.row, self.desk.language
        self.setWindowTitle(f"{row.number}  {row.title}")
        self.state.show_badge(case_badge(row, language))
        self.facts.setText(self._facts(case))
        claim = row.kind == CaseKind.CLAIM
        self.papers.setVisible(claim)
        self.papers.show_documents(case.documents)
        self.claim_button.setVisible(claim)
        self.log.set_rows(list(reversed(case.steps)))
        while (item := self._steps.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.steps = {}
        for wanted in sorted(NEXT[row.state], key=list(CaseState).index):  # each step keeps its place, closing the last
            button = self._button(self._step_words(wanted), partial(self.go, wanted))
            self._steps.addWidget(button)
            self.steps[wanted] = button
        likely = LIKELY[row.state]
        highlight(self.steps.values(), self.steps[likely] if likely else None)
        self._steps.addStretch()

    def _step_words(self, wanted: CaseState) -> str:
        if reopens(self.case.row.state, wanted):
            return self.tr("Open again")
        return {
            CaseState.WORKING: self.tr("Begin to work on it"),
            CaseState.WAITING: self.tr("Wait for…"),
            CaseState.RESOLVED: self.tr("Resolved"),
            CaseState.CLOSED: self.tr("Close the case"),
        }[wanted]

    def _facts(self, case: CaseDetail) -> str:
        language, draft, claim = self.desk.language, case.draft, case.claim
        parts = [labels.of(draft.kind, language), case.row.household, case.member, case.policy]
        parts += [self.tr("came in on {day}").format(day=case.row.opened_on)]
        if draft.owner != self.desk.actor.code:
            parts.append(self.tr("owner: {name}").format(name=dict(owners_of(self.desk)).get(draft.owner, draft.owner)))
        if draft.due_on:
            parts.append(self.tr("due on {day}").format(day=draft.due_on))
        if draft.severity:
            parts.append(self.tr("severity: {level}").format(level=labels.of(draft.severity, language)))
        if draft.promised_on:
            parts.append(self.tr("promised for {day}").format(day=draft.promised_on))
        if draft.event:
            parts.append(labels.event(draft.event, language))
        if draft.event_on:
            parts.append(self.tr("happened on {day}").format(day=draft.event_on))
        if claim.filed_on:
            parts.append(self.tr("filed with {insurer} on {day}").format(insurer=claim.insurer, day=claim.filed_on))
        if claim.paid is not None:
            amount = formats.money(claim.paid)
            parts.append(self.tr("{amount} yuan paid on {day}").format(amount=amount, day=claim.paid_on))
        lines = [" · ".join(part for part in parts if part), draft.details]
        if case.row.resolution:
            lines.append(self.tr("Resolution: {text}").format(text=case.row.resolution))
        return "\n".join(line for line in lines if line)

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def text(step: StepRow) -> str:
            return f"↶ {step.text or '—'}" if step.undone else step.text

        return [
            Column("on", self.tr("Day"), lambda step: step.on_date, formats.day, width=92),
            Column("what", self.tr("Step"), lambda step: labels.of(step.action, language), width=96),
            Column("state", self.tr("State"), lambda step: labels.of(step.state, language), width=84),
            Column("text", self.tr("Note"), text, width=220, tip=text),
            Column("who", self.tr("By"), lambda step: step.who, width=70),
        ]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.state)
        head.addStretch()
        head.addWidget(self.claim_button)
        head.addWidget(self.edit_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addLayout(head)
        layout.addWidget(self.facts)
        layout.addLayout(self._steps)
        layout.addWidget(self.papers)
        layout.addWidget(self.line)
        layout.addWidget(self.table, 1)
        layout.addLayout(self.lay_foot(None, self.back_button, leave=self.accept))
