"""Which period is looked at: week, work month, quarter, year, or days of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.enums import Language, PeriodKind
from app.errors import bad_input
from app.services.rules.base import periods
from app.services.rules.base.periods import CALENDAR, Period, WorkMonth
from app.ui.base import labels
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label, plain
from app.ui.widgets.tables.date_editor import DateEditor

ARROW = 34


class PeriodBar(QWidget):
    """``changed`` says that :attr:`period` is another one; ``guard`` shows why days are no period."""

    changed = Signal()

    def __init__(
        self,
        language: Language,
        today: Callable[[], date],
        guard: Guard,
        offered: Sequence[PeriodKind] = tuple(PeriodKind),
    ) -> None:
        super().__init__()
        self._today, self._guard, self.months = today, guard, CALENDAR
        self.period = periods.of(PeriodKind.WEEK, today())
        self.kinds = ComboBox()
        self.kinds.setAccessibleName(self.tr("Kind of period"))
        for kind in offered:
            self.kinds.addItem(labels.of(kind, language), kind.value)
        self.kinds.activated.connect(self._choose_kind)
        self.before, self.after = QPushButton("‹"), QPushButton("›")
        self.before.clicked.connect(lambda: self.shift(-1))
        self.after.clicked.connect(lambda: self.shift(1))
        self.now = QPushButton(self.tr("Now"))
        self.now.clicked.connect(self.go_to_now)
        self.title = Label()
        self.title.setProperty("kind", "title")
        self.first, self.last = DateEditor(self), DateEditor(self)
        self.first.setAccessibleName(self.tr("First day"))
        self.last.setAccessibleName(self.tr("Last day"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.kinds)
        for arrow, name in ((self.before, self.tr("The period before")), (self.after, self.tr("The period after"))):
            arrow.setFixedWidth(ARROW)
            arrow.setAccessibleName(name)
            arrow.setToolTip(plain(name))
            row.addWidget(arrow)
        for button in (self.before, self.after, self.now):
            button.setAutoDefault(False)
        row.addWidget(self.now)
        row.addWidget(self.title)
        for editor in (self.first, self.last):
            editor.editingFinished.connect(self._choose_days)
            editor.setFixedWidth(116)
            row.addWidget(editor)
        self._show()

    def set_months(self, months: WorkMonth) -> None:
        """The store's work month; the period shown becomes the one of its own time."""
        if months != self.months:
            self.months = months
            if self.period.kind not in (PeriodKind.RANGE, PeriodKind.WEEK):
                self.period = periods.of(self.period.kind, self.period.first, months)
            self._show()

    def set_period(self, period: Period) -> None:
        self.period = period
        self._show()
        self.changed.emit()

    def hold_to_weeks(self, held: bool) -> None:
        """Weeks alone, where there is nothing else; else any kind of period again."""
        self.kinds.setEnabled(not held)
        if held and self.period.kind != PeriodKind.WEEK:
            day = self._today() if self.holds_today else self.period.last
            self.period = periods.of(PeriodKind.WEEK, day, self.months)
            self._show()

    def shift(self, steps: int) -> None:
        self.set_period(periods.shifted(self.period, steps, self.months))

    def go_to_now(self) -> None:
        """The same kind of period around today; days of one's own come to an end today."""
        today = self._today()
        if self.period.kind == PeriodKind.RANGE:
            self.set_period(periods.between(today - (self.period.last - self.period.first), today))
        else:
            self.set_period(periods.of(self.period.kind, today, self.months))

    @property
    def holds_today(self) -> bool:
        return self._today() in self.period

    def _choose_kind(self) -> None:
        kind = PeriodKind(self.kinds.currentData())
        if kind == PeriodKind.RANGE:
            self.set_period(periods.between(self.period.first, self.period.last))
        else:
            day = self._today() if self.holds_today else self.period.last
            self.set_period(periods.of(kind, day, self.months))

    def _choose_days(self) -> None:
        if self.period.kind != PeriodKind.RANGE:
            return
        with self._guard():
            first, last = self._day(self.first), self._day(self.last)
            period = periods.between(first, last)
            if period != self.period:
                self.set_period(period)

    def _day(self, editor: DateEditor) -> date:
        try:
            day = editor.value()
        except ValueError:
            day = None
        if day is None:
            raise bad_input("not_a_date", text=editor.text())
        return day

    def _show(self) -> None:
        period = self.period
        self.kinds.setCurrentIndex(self.kinds.findData(period.kind.value))
        own = period.kind == PeriodKind.RANGE
        for editor, day in ((self.first, period.first), (self.last, period.last)):
            editor.setVisible(own)
            editor.set_value(day)
        self.title.setVisible(not own)
        days = f"{period.first:%m-%d} – {period.last:%m-%d}"
        self.title.setText(f"{period.label}   {days}")
        self.now.setEnabled(not self.holds_today)
