"""What customers said, line by line, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.care.satisfaction import Feedback
from app.services.rules.care.satisfaction import CONTENT, DETRACTOR, PROMOTER, FeedbackState
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.shared.service.feedback import forms as feedback_forms
from app.ui.widgets.badge import Badge
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


class FeedbackTable(QWidget):
    """``record`` asks for a new answer of the family shown, where there is one."""

    def __init__(self, desk: Desk, guard: Guard, record: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.desk, self.guard = desk, guard
        self.model = RowTableModel(self._columns(of_family=record is not None))
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Answers"))
        self.table.chosen.connect(lambda _: self._show_state())
        self.add_button = QPushButton(self.tr("Record an answer…"))
        self.add_button.setProperty("kind", "primary")
        if record is not None:
            self.add_button.clicked.connect(lambda: record())
        else:
            self.add_button.hide()
        self.reopen_button = QPushButton(self.tr("Open a need again…"))
        self.reopen_button.setToolTip(self.tr("The customer's words show that a need was not met after all"))
        self.reopen_button.clicked.connect(self.reopen)
        self.need_button = QPushButton(self.tr("Show the need"))
        self.need_button.clicked.connect(self.show_need)
        self.remove_button = QPushButton(self.tr("Remove"))
        self.remove_button.clicked.connect(self.remove)
        foot = QHBoxLayout()
        for button in (self.add_button, self.reopen_button, self.need_button, self.remove_button):
            foot.addWidget(button)
        foot.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        self.hint = Label()
        self.hint.setWordWrap(True)
        self.hint.setProperty("kind", "muted")
        layout.addWidget(self.hint)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def show_rows(self, rows: Sequence[Feedback]) -> None:
        current = self.table.current()
        self.model.set_rows(rows)
        if rows and not self.table.select_id(current.id if current else None):
            self.table.select_id(rows[0].id)
        self.hint.setText(
            self.tr("Nothing was said yet. Ask after an interview, a delivery, a claim or a complaint.")
            if not rows
            else ""
        )
        self.hint.setVisible(not rows)
        self._show_state()

    def reopen(self) -> None:
        row = self.table.current()
        if row is not None:
            feedback_forms.ask_reopen(self.desk, self, row)

    def remove(self) -> None:
        row = self.table.current()
        if row is not None:
            with self.guard():
                feedback_forms.remove(self.desk, row)

    def show_need(self) -> None:
        row = self.table.current()
        if row is not None and row.need_id is not None:
            self.desk.choose_household(row.household_id)
            self.desk.hub.go("matrix", row.household_id)

    def _show_state(self) -> None:
        row = self.table.current()
        self.reopen_button.setEnabled(row is not None and row.need_id is None)
        self.need_button.setVisible(row is not None and row.need_id is not None)
        self.remove_button.setEnabled(row is not None)

    def _columns(self, *, of_family: bool) -> list[Column]:
        language = self.desk.language

        def content(row: Feedback) -> Badge | None:
            if row.csat is None:
                return None
            return Badge("●" if row.csat >= CONTENT else "▲", f"{row.csat}/5", "good" if row.csat >= CONTENT else "bad")

        def ready(row: Feedback) -> Badge | None:
            if row.nps is None:
                return None
            mark, tone = (
                ("●", "good") if row.nps >= PROMOTER else ("▲", "bad") if row.nps <= DETRACTOR else ("–", "calm")
            )
            return Badge(mark, f"{row.nps}/10", tone)

        def said(row: Feedback) -> str:
            return row.words if row.state == FeedbackState.ANSWERED else labels.of(row.state, language)

        def channel(row: Feedback) -> str:
            return labels.of(row.channel, language) if row.channel else ""

        columns = [
            Column("on", self.tr("Day"), lambda row: row.on_date, formats.day, width=92),
            Column("moment", self.tr("Moment"), lambda row: labels.of(row.moment, language), width=126),
            Column("csat", self.tr("Content"), lambda row: row.csat, lambda _: "", width=70, badge=content),
            Column("nps", self.tr("Recommends"), lambda row: row.nps, lambda _: "", width=104, badge=ready),
            Column("words", self.tr("In the customer's words"), said, width=110, tip=said),
            Column("channel", self.tr("Asked by"), channel, width=78),
            Column("need", self.tr("Opened again"), lambda row: row.need, width=106),
        ]
        if not of_family:
            columns.insert(1, Column("family", self.tr("Family"), lambda row: row.household, width=76))
        return columns
