"""Satisfaction by month, honest about small numbers; a month chosen shows the answers behind it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.care import satisfaction
from app.services.rules.care.satisfaction import FEW, Month, Score
from app.ui.base.desk import Desk
from app.ui.shared.service.feedback.table import FeedbackTable
from app.ui.widgets.badge import Badge
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

MONTHS = 12


class TrendView(QWidget):
    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self.guard = desk, guard
        self.total = Label()
        self.total.setWordWrap(True)
        self.model = RowTableModel(self._columns())
        self.months = TableView(self.model)
        self.months.setAccessibleName(self.tr("Satisfaction by month"))
        self.months.chosen.connect(lambda _: self._show_rows())
        self.answers = FeedbackTable(desk, guard)
        both = KeptSplitter(
            Qt.Orientation.Vertical, desk.preferences, "service-trend", [self.months, self.answers], [300, 260]
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.total)
        layout.addWidget(both, 1)

    def reload(self) -> None:
        current = self.months.current()
        with self.guard():
            found = satisfaction.trend(self.desk.store, self.desk.actor.code, self.desk.today(), MONTHS)
            rows = list(reversed(found.months))
            self.model.set_rows(rows)
            self.months.select_id(current.id if current else _first_said(rows))
            self.total.setText(
                self.tr(
                    "{months} months: NPS {nps} · content {csat} · asked {asked}, answered {answered}", n=MONTHS
                ).format(
                    months=MONTHS, nps=self._score(found.nps), csat=self._score(found.csat, "%"), asked=found.asked,
                    answered=found.answered,
                )
            )  # fmt: skip
            self._show_rows()

    def _show_rows(self) -> None:
        month = self.months.current()
        if month is not None:
            last = _next(month.first) - timedelta(days=1)
            rows = satisfaction.listing(self.desk.store, self.desk.actor.code, month.first, last)
            self.answers.show_rows(rows)

    def _score(self, score: Score, unit: str = "") -> str:
        if score.value is None:
            return "—"
        text = f"{score.value:+.0f}" if not unit else f"{score.value:.0f}{unit}"
        few = self.tr(", few answers") if score.few else ""
        return f"{text} (n={score.n}{few})"

    def _columns(self) -> list[Column]:
        def share(score: Score, least: int) -> float | None:
            return None if score.value is None else (float(score.value) - least) / (100 - least)

        tip = self.tr("With fewer than {count} answers a month's figure says little", n=FEW).format(count=FEW)
        return [
            Column("month", self.tr("Month"), lambda one: one.id, width=90),
            Column("nps", "NPS", lambda one: one.nps.value, lambda _: "", width=220,
                   ratio=lambda one: share(one.nps, -100), tip=lambda _: tip,
                   badge=lambda one: _badge(self._score(one.nps), one.nps)),
            Column("csat", self.tr("Content"), lambda one: one.csat.value, lambda _: "", width=220,
                   ratio=lambda one: share(one.csat, 0), tip=lambda _: tip,
                   badge=lambda one: _badge(self._score(one.csat, "%"), one.csat)),
        ]  # fmt: skip


def _badge(text: str, score: Score) -> Badge:
    """Marked and pale where few answered."""
    return Badge("△" if score.few else "·", text, "calm" if score.few or not score.n else "accent")


def _first_said(rows: list[Month]) -> str | None:
    said = (month.id for month in rows if month.nps.n or month.csat.n)
    return next(said, rows[0].id if rows else None)


def _next(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)
