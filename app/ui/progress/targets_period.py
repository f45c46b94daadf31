"""Choosing a period: week, work month, quarter or year, and one step back or on."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from app.enums import PeriodKind
from app.services import kpis
from app.services.rules import periods
from app.services.rules.periods import Period
from app.ui import labels
from app.ui.desk import Desk
from app.ui.progress.targets_words import TargetWords


class PeriodBar(QWidget):
    """``period`` is the one shown; ``changed`` tells of the user's choice."""

    changed = Signal()

    def __init__(self, desk: Desk, kind: PeriodKind, period: Period) -> None:
        super().__init__()
        self.desk = desk
        self.say = TargetWords(desk.language)
        self.months = kpis.work_month(desk.store)
        self.period = periods.of(kind, period.first, self.months)
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Period"))
        for one in periods.LONGER:
            self.kind.addItem(labels.of(one, desk.language), one)
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.kind.activated.connect(lambda: self._show_kind(PeriodKind(self.kind.currentData())))
        self.before, self.after = QPushButton("‹"), QPushButton("›")
        self.before.setAccessibleName(self.tr("The period before"))
        self.after.setAccessibleName(self.tr("The period after"))
        self.before.clicked.connect(lambda: self._shift(-1))
        self.after.clicked.connect(lambda: self._shift(1))
        self.named = QLabel(self.say.period(self.period))
        self.named.setProperty("kind", "heading")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.kind)
        for button in (self.before, self.after):
            button.setFixedWidth(36)
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addWidget(self.named)

    def months_changed(self) -> None:
        """The work month is another now: show the period of the same kind around the same days."""
        self.months = kpis.work_month(self.desk.store)
        self._show_kind(self.period.kind)

    def _shift(self, steps: int) -> None:
        self._show(periods.shifted(self.period, steps, self.months))

    def _show_kind(self, kind: PeriodKind) -> None:
        """Around today, or around the middle of the period shown."""
        today, shown = self.desk.today(), self.period
        day = today if today in shown else shown.first + timedelta(days=shown.days // 2)
        self._show(periods.of(kind, day, self.months))

    def _show(self, period: Period) -> None:
        self.period = period
        self.named.setText(self.say.period(period))
        self.changed.emit()
