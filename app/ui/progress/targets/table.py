"""Targets: of oneself, of another or of the team; week to year; typed into a table that keeps each at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.enums import Metric, PeriodKind, TargetLevel
from app.errors import bad_input
from app.services.base import agents
from app.services.figures import targets
from app.services.figures.targets.reading import TEAM, Row
from app.services.measures import kpis
from app.services.rules.base import periods
from app.services.rules.base.periods import Period
from app.services.rules.figures.targets import Gap, Origin
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.progress.period_bar import PeriodBar
from app.ui.progress.targets.cascade import CascadeDialog
from app.ui.progress.targets.month import WorkMonthDialog
from app.ui.progress.targets.words import TargetWords, amount
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

MOST_GAPS = 4


class TargetsDialog(Dialog):
    """What is typed is kept at once; Ctrl+Z takes it back."""

    def __init__(self, desk: Desk, day: date, parent: QWidget, kind: PeriodKind = PeriodKind.WEEK) -> None:
        super().__init__(parent)
        self.desk = desk
        self.say = TargetWords(desk.language)
        self.notice = Notice(desk.language)
        self.bar = PeriodBar(desk.language, desk.today, self.notice.guard, periods.LONGER)
        self.bar.set_months(kpis.work_month(desk.store))
        self.bar.set_period(periods.of(kind, day, self.bar.months))
        self.bar.changed.connect(self.refresh)
        self.undone: list[targets.Change] = []
        self.setWindowTitle(self.tr("Targets"))
        self.resize(980, 620)
        self.model = RowTableModel(self._columns())
        self.model.refused.connect(self.notice.show_error)
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Targets"))
        self.gaps = Label()
        self.gaps.setWordWrap(True)
        self._lay_out()
        self.refresh()
        self.table.setFocus()

    @property
    def agent(self) -> str:
        """The agent's code, "" for the team."""
        return str(self.whose.currentData())

    def refresh(self) -> None:
        sheet = targets.sheet(self.desk.store, self.agent, self.period)
        place = self.table.currentIndex()
        self.model.set_rows(sheet.rows)
        self.table.setCurrentIndex(self.model.index(max(0, place.row()), max(1, place.column())))
        lines = [self._gap(gap) for gap in sheet.gaps if gap.difference or gap.unset][:MOST_GAPS]
        if self.agent == TEAM:
            lines += self._against_agents(sheet)
        self.gaps.setText("\n".join(lines))
        self.gaps.setVisible(bool(lines))
        self.notice.clear()
        self.undo_button.setEnabled(bool(self.undone))

    @property
    def period(self) -> Period:
        return self.bar.period

    def put(self, metric: Metric, level: TargetLevel, text: str) -> None:
        """Keep what was typed into a cell; empty takes the target away. Raises InputError for what is no number."""
        value = _read(metric, text)
        self._changed(targets.put(self.desk.store, self.desk.actor, self.agent, self.period, {metric: value}, level))

    def undo(self) -> None:
        if self.undone:
            with self.notice.guard():
                targets.take_back(self.desk.store, self.desk.actor, self.undone.pop())
                self.refresh()

    def cascade(self) -> None:
        """From the premium of the period shown back to calls."""
        dialog = CascadeDialog(self.desk, self.agent, self.period, self)
        if dialog.exec() and dialog.change is not None:
            self._changed(dialog.change)

    def change_month(self) -> None:
        if WorkMonthDialog(self.desk, self).exec():
            self.bar.set_months(kpis.work_month(self.desk.store))
            self.refresh()

    def _changed(self, change: targets.Change) -> None:
        self.undone.append(change)
        self.refresh()

    def _gap(self, gap: Gap) -> str:
        text = self.tr("△ {metric} {period}: set {value}, its parts together {parts} ({difference})")
        if gap.unset:
            text = self.tr("△ {metric} {period}: set {value}, its parts so far {parts} ({unset} not set yet)")
        difference = amount(gap.metric, abs(gap.difference))
        return text.format(
            metric=labels.of(gap.metric, self.desk.language), period=gap.period.label, unset=gap.unset,
            value=amount(gap.metric, gap.value), parts=amount(gap.metric, gap.parts),
            difference=("+" if gap.difference > 0 else "−") + difference,
        )  # fmt: skip

    def _against_agents(self, sheet: targets.Sheet) -> list[str]:
        said = []
        for row in sheet.rows:
            own, theirs = row.aims[TargetLevel.TARGET].value, sheet.others[row.metric]
            if own and theirs and own != theirs:
                text = self.tr("△ {metric}: the team's target is {own}, those of its agents add up to {theirs}")
                metric = labels.of(row.metric, self.desk.language)
                said.append(text.format(metric=metric, own=amount(row.metric, own), theirs=amount(row.metric, theirs)))
        return said

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def level(one: TargetLevel) -> Column:
            def typed(row: Row) -> str:
                aim = row.aims[one]
                return amount(row.metric, aim.value) if aim.origin == Origin.OWN else ""

            def keep(row: Row, text: Any) -> None:
                self.put(row.metric, one, str(text))

            return Column(one.value, labels.of(one, language), typed, number=True, width=96, edit=keep)

        def held(row: Row) -> str:
            return amount(row.metric, row.aims[TargetLevel.TARGET].value) or "—"

        def origin(row: Row) -> str:
            return self.say.origin(row.aims[TargetLevel.TARGET])

        def done(row: Row) -> str:
            return amount(row.metric, row.done) or "0"

        def rate(row: Row) -> float | None:
            goal = row.aims[TargetLevel.TARGET].value
            return row.done / goal if goal else None

        return [
            Column("metric", self.tr("Measure"), lambda row: labels.of(row.metric, language), width=126),
            *(level(one) for one in TargetLevel),
            Column("held", self.tr("Holds"), held, number=True, width=92),
            Column("origin", self.tr("Where from"), origin, width=250, tip=origin),
            Column(
                "done", self.tr("Done so far"), lambda row: amount(row.metric, row.done) or "0", number=True, width=84
            ),
            Column("rate", self.tr("Reached"), rate, formats.percent, number=True, width=80, ratio=rate),
        ]

    def _lay_out(self) -> None:
        desk = self.desk
        self.whose = ComboBox()
        self.whose.setAccessibleName(self.tr("Whose targets"))
        self.whose.addItem(self.tr("Mine ({name})").format(name=desk.actor.name), desk.actor.code)
        self.whose.addItem(self.tr("The team's"), TEAM)
        for one in agents.everyone(desk.store):
            if one.code != desk.actor.code:
                self.whose.addItem(f"{one.code} {one.name}", one.code)
        self.whose.activated.connect(self.refresh)
        self.month_button = QPushButton(self.tr("Work month…"))
        self.month_button.clicked.connect(self.change_month)
        head = QHBoxLayout()
        head.addWidget(self.whose)
        head.addWidget(self.bar)
        head.addStretch()
        head.addWidget(self.month_button)
        hint = Label(self.tr(
            "Type into the first three columns: kept at once, Ctrl+Z takes it back. Where nothing is set, the share of "
            "the longer period by working days holds; a week's target goes on until another week has its own."
        ))  # fmt: skip
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        self.cascade_button = QPushButton(self.tr("From the premium back to calls…"))
        self.cascade_button.clicked.connect(self.cascade)
        self.undo_button = QPushButton(self.tr("Undo"))
        self.undo_button.clicked.connect(self.undo)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo)
        self.month_button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addLayout(head)
        layout.addWidget(hint)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.gaps)
        layout.addLayout(self.lay_foot(None, self.cascade_button, self.undo_button, leave=self.accept))


def _read(metric: Metric, text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return formats.read_money(text) if metric == Metric.PREMIUM else (formats.read_whole(text) or 0)
    except ValueError as error:
        raise bad_input("not_a_number", text=text) from error
