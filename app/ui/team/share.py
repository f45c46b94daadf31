"""A target of the team shared out among its agents: suggested, changed by hand, its sum always told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.enums import Metric, PeriodKind, TargetLevel
from app.errors import Place, bad_input
from app.services.figures import targets
from app.services.measures.kpis import months
from app.services.rules.base import periods
from app.services.rules.base.periods import Period
from app.services.rules.measures.kpis import MAIN_METRICS
from app.services.team import sharing
from app.services.team.sharing import ShareOut, ShareRow
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

KINDS = (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)


class ShareDialog(Dialog):
    """The shares become the agents' targets, and what they add up to the team's."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.rows: list[ShareRow] = []
        self.setWindowTitle(self.tr("Share out a target"))
        self.resize(640, 560)
        self.notice = Notice(desk.language)
        self.period, self.measure, self.how = ComboBox(), ComboBox(), ComboBox()
        for period in self._periods():
            self.period.addItem(period.label, period)
        for metric in MAIN_METRICS:
            self.measure.addItem(labels.of(metric, desk.language), metric)
        for how in ShareOut:
            self.how.addItem(labels.of(how, desk.language), how)
        self.total = QLineEdit()
        self.total.textEdited.connect(lambda _: self.suggest())
        for box in (self.period, self.measure):
            box.activated.connect(lambda _: self.begin())
        self.how.activated.connect(lambda _: self.suggest())
        self.model = RowTableModel(self._columns())
        self.model.refused.connect(self.notice.show_error)
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Shares of the agents"))
        self.sum = Label()
        self.sum.setProperty("kind", "heading")
        self.button = QPushButton(self.tr("Set as targets"))
        self.button.clicked.connect(self.keep)
        self._lay_out()
        self.begin()

    def begin(self) -> None:
        """With the team's own target of the period, where there is one."""
        aims = targets.aims(self.desk.store, targets.TEAM, self._period())
        value = aims[self._metric()].value
        self.total.setText(self._shown(value) if value else "")
        self.suggest()

    def suggest(self) -> None:
        """Anew from the total; what was changed by hand is forgotten."""
        self.rows = []
        with self.notice.guard():
            self.rows = sharing.suggest(
                self.desk.store, self._period(), self._metric(), self._wanted(), ShareOut(self.how.currentData()),
                self.desk.today(),
            )  # fmt: skip
        self._show()

    def change(self, row: ShareRow, text: Any) -> None:
        """One share by hand; the sum says what is left of the target."""
        value = self._read(str(text))
        self.rows = [replace(one, value=value) if one.id == row.id else one for one in self.rows]
        self._show()

    def keep(self) -> None:
        with self.notice.guard():
            values: dict[str, int | None] = {row.id: row.value for row in self.rows}
            period, metric = self._period(), self._metric()
            sharing.keep(self.desk.store, self.desk.actor, period, metric, TargetLevel.TARGET, values)
            text = self.tr("{metric} {period}: shared out among {count} agents", n=len(values))
            self.desk.hub.offer_undo(
                text.format(metric=labels.of(metric, self.desk.language), period=period.label, count=len(values))
            )
            self.accept()

    def _show(self) -> None:
        self.model.set_rows(self.rows)
        given = sum(row.value for row in self.rows)
        wanted = self._wanted() if self.rows else 0  # what cannot be read has no rows
        text = self.tr("Sum {given} of {wanted}").format(given=self._shown(given), wanted=self._shown(wanted))
        if given < wanted:
            text += "　▲ " + self.tr("{rest} not shared out").format(rest=self._shown(wanted - given))
        elif given > wanted:
            text += "　△ " + self.tr("{rest} more than the target").format(rest=self._shown(given - wanted))
        self.sum.setText(text)
        self.button.setEnabled(bool(self.rows) and given > 0)

    def _periods(self) -> list[Period]:
        """This one and the next of each kind."""
        known, today = months.read(self.desk.store), self.desk.today()
        found = []
        for kind in KINDS:
            now = periods.of(kind, today, known)
            following = periods.shifted(now, 1, known)
            found += [following, now] if kind == PeriodKind.WEEK else [now, following]
        return found

    def _period(self) -> Period:
        period: Period = self.period.currentData()
        return period

    def _metric(self) -> Metric:
        return Metric(self.measure.currentData())

    def _wanted(self) -> int:
        return self._read(self.total.text())

    def _read(self, text: str) -> int:
        try:
            read = formats.read_money if self._metric() == Metric.PREMIUM else formats.read_whole
            value = read(text) or 0
        except ValueError:
            raise bad_input("not_a_number", Place(field="total"), text=text) from None
        if value < 0:
            raise bad_input("negative", Place(field="total"))
        return value

    def _shown(self, value: int) -> str:
        return formats.money(value) if self._metric() == Metric.PREMIUM else f"{value:,}"

    def _columns(self) -> list[Column]:
        return [
            Column("name", self.tr("Agent"), lambda row: row.name, width=130),
            Column("done", self.tr("In twelve weeks"), lambda row: row.done, self._shown, number=True, width=120),
            Column("weeks", self.tr("Weeks reported"), lambda row: row.weeks, number=True, width=110),
            Column("value", self.tr("Share (editable)"), lambda row: row.value, self._shown, number=True, width=130,
                   edit=self.change),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        grid = QGridLayout()
        parts: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Period"), self.period), (self.tr("Target"), self.measure),
            (self.tr("Of the whole team"), self.total), (self.tr("Divided"), self.how),
        )  # fmt: skip
        for place, (text, widget) in enumerate(parts):
            caption = Label(text)
            caption.setBuddy(widget)
            widget.setAccessibleName(text)
            grid.addWidget(caption, place // 2, 2 * (place % 2))
            grid.addWidget(widget, place // 2, 2 * (place % 2) + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addLayout(grid)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.sum)
        layout.addLayout(self.lay_foot(self.button))
