"""A need's reviews: a verdict on what it says now, or a request for one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.enums import ReviewVerdict
from app.services.matrix import MatrixRow, reviews
from app.services.matrix.reviews import ReviewRow
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.matrix.saying import difference
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label


class ReviewDialog(Dialog):
    """What was said of the need so far, the latest first; whether it still holds; and two buttons."""

    def __init__(self, parent: QWidget, desk: Desk, row: MatrixRow) -> None:
        super().__init__(parent)
        self._desk, self._row = desk, row
        self.setWindowTitle(self.tr("Reviews of {number}").format(number=row.number))
        self.setMinimumSize(520, 280)
        self._list = QVBoxLayout()
        self.give, self.ask = QPushButton(self.tr("Give a verdict…")), QPushButton(self.tr("Ask for a review…"))
        self.give.clicked.connect(self.decide)
        self.ask.clicked.connect(self.request)
        layout = QVBoxLayout(self)
        layout.addLayout(self._list)
        layout.addStretch()
        layout.addLayout(self.lay_foot(self.give, self.ask, away=self.tr("Close"), leave=self.accept))
        self.fill()

    def fill(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.rows = reviews.of_need(self._desk.store, self._row.id)
        said = [(self._words(row), "warn" if row.overdue(self._desk.today()) else "") for row in self.rows]
        for text, kind in said or [(self.tr("Nobody has reviewed this need yet."), "muted")]:
            self._list.addWidget(Label(text, kind=kind, wrap=True))

    def _words(self, row: ReviewRow) -> str:
        language = self._desk.language
        parts = [labels.of(row.verdict, language), row.reviewer, row.reason]
        if row.decided_at:
            parts.insert(0, formats.day(row.decided_at.astimezone().date()))
        elif row.due_on:
            parts.append(self.tr("due {day}").format(day=formats.day(row.due_on)))
        text = "  ·  ".join(part for part in parts if part)
        if row.reopened:
            changes = "；".join(difference(name, old, new, language) for name, (old, new) in row.changed.items())
            text = "⚠ " + self.tr("open again: {what}").format(what=changes) + "\n" + text
        return text

    def decide(self) -> None:
        language = self._desk.language
        form = Form(language)
        given = [(v, text) for v, text in labels.choices(ReviewVerdict, language) if v != ReviewVerdict.REQUESTED]
        form.add("verdict", self.tr("Verdict"), ChoiceField(given))
        form.add("reason", self.tr("Reason"), TextField(), self.tr("Needed unless accepted."))
        waiting = next((row.id for row in self.rows if row.verdict == ReviewVerdict.REQUESTED), None)

        def save(values: Any) -> None:
            reviews.decide(
                self._desk.store, self._desk.actor, self._row.id, ReviewVerdict(values["verdict"]), values["reason"],
                review_id=waiting,
            )  # fmt: skip

        if FormDialog(self, self.tr("Verdict"), form, save).exec():
            self.fill()

    def request(self) -> None:
        form = Form(self._desk.language)
        form.add("reviewer", self.tr("Reviewer"), TextField())
        form.add("due_on", self.tr("Review by"), DateField())

        def save(values: Any) -> None:
            reviews.request(self._desk.store, self._desk.actor, self._row.id, values["reviewer"], values["due_on"])

        if FormDialog(self, self.tr("Ask for a review…"), form, save).exec():
            self.fill()
