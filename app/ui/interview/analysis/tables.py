"""The tabs that are tables: scenarios, and what changed since the last analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout

from app import words
from app.enums import Language
from app.services.needs.analyses import Frozen, changes
from app.services.needs.analysis.saying import lasting, percent, scenario_words
from app.services.needs.life_events import LifeEventRow
from app.services.rules.needs.comparing import Difference, NeedChange
from app.services.rules.needs.gaps import NeedState
from app.services.rules.needs.scenarios import Outcome, play, scenarios
from app.ui.base import formats, labels
from app.ui.interview.analysis.pictures import Tab
from app.ui.interview.analysis.view import View
from app.ui.widgets.badge import Badge
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    id: str
    title: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class GapRow:
    """One need over all scenarios; None where it no longer arises."""

    id: str
    title: str
    gaps: tuple[Decimal | None, ...]


class ScenariosTab(Tab):
    """Now, later, and without an income: what is left of each year, and every gap."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        intro = Label(words.say("record.scenarios_intro", language))
        intro.setProperty("kind", "muted")
        intro.setWordWrap(True)
        self.outcomes = TableView(RowTableModel(self._columns()))
        self.outcomes.setAccessibleName(self.tr("Scenarios"))
        self.outcomes.setFixedHeight(6 * 30 + 8)
        self._holder = QVBoxLayout()
        self.gaps: TableView | None = None
        layout = QVBoxLayout(self)
        layout.addWidget(intro)
        layout.addWidget(self.outcomes)
        layout.addLayout(self._holder, 1)

    def show_view(self, view: View, **_: bool) -> None:
        played = [play(view.case, view.assumptions, one, view.inputs.formula_version) for one in scenarios(view.case)]
        titles = [scenario_words(outcome.scenario, view.names, self._language) for outcome in played]
        pairs = enumerate(zip(titles, played, strict=True))
        rows = [ScenarioRow(str(number), title, outcome) for number, (title, outcome) in pairs]
        self.outcomes.rows.set_rows(rows)
        by_key = [{n.key: n.result.gap for n in outcome.needs if n.state != NeedState.UNKNOWN} for outcome in played]
        gaps = [
            GapRow(need.key, view.title(need, self._language), tuple(found.get(need.key) for found in by_key))
            for need in view.ordered()
        ]
        if self.gaps is None or len(self.gaps.rows.columns) != len(titles) + 1:
            self._make_gaps(titles)
        assert self.gaps is not None
        self.gaps.rows.set_rows(gaps)

    def _make_gaps(self, titles: Sequence[str]) -> None:
        if self.gaps is not None:
            self._holder.removeWidget(self.gaps)
            self.gaps.deleteLater()
        columns = [Column("need", self.tr("Gap of"), lambda row: row.title, width=170)]
        for number, title in enumerate(titles):

            def gap(row: GapRow, number: int = number) -> Decimal | None:
                return row.gaps[number]

            columns.append(Column(f"s{number}", title, gap, self._money, number=True, width=118))
        self.gaps = TableView(RowTableModel(columns))
        self.gaps.setAccessibleName(self.tr("Gaps by scenario"))
        self._holder.addWidget(self.gaps)

    def _money(self, amount: Decimal | None) -> str:
        return "—" if amount is None else formats.short_money(int(amount * 100), self._language)

    def _columns(self) -> list[Column]:
        language = self._language

        def months(outcome: Outcome) -> str:
            found = outcome.months
            return "—" if found is None else lasting(found, language)

        return [
            Column("scenario", self.tr("Scenario"), lambda row: row.title, width=170),
            Column("gaps", self.tr("Gaps together"), lambda row: row.outcome.gap, self._money, number=True, width=130),
            Column("balance", self.tr("Left over a year"), lambda row: row.outcome.balance, self._money, number=True,
                   width=130),
            Column("months", self.tr("Savings last"), lambda row: row.outcome, months, number=True, width=110,
                   sort_key=lambda outcome: outcome.months or Decimal(0)),
            Column("premiums", self.tr("Premiums / income"), lambda row: row.outcome.affordability.ratio,
                   lambda ratio: "—" if ratio is None else percent(ratio), number=True, width=120),
        ]  # fmt: skip


TONE = {NeedChange.NEW: ("＋", "warn"), NeedChange.UP: ("▲", "bad"), NeedChange.DOWN: ("▼", "good"),
        NeedChange.GONE: ("✓", "good"), NeedChange.SAME: ("·", "calm")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChangeRow:
    id: str
    title: str
    difference: Difference


class ChangesTab(Tab):
    """The last analysis beside today's, and what happened in the family since."""

    record = Signal()
    set_aside = Signal(str)
    take_back = Signal(str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._view: View | None = None
        self._before: Frozen | None = None
        self.head = Label()
        self.head.setProperty("kind", "heading")
        self.head.setWordWrap(True)
        self.only = QCheckBox(self.tr("Only what changed"))
        self.only.setChecked(True)
        self.only.clicked.connect(self._fill)
        self.table = TableView(RowTableModel(self._columns()))
        self.table.setAccessibleName(self.tr("Gaps then and now"))
        self.events = TableView(RowTableModel(self._event_columns()))
        self.events.setAccessibleName(self.tr("What happened in the family"))
        self.events.setMaximumHeight(170)
        self.events.chosen.connect(self._chosen)
        self.add = QPushButton(self.tr("Something happened…"))
        self.add.clicked.connect(self.record)
        self.aside = QPushButton(self.tr("Nothing to talk about"))
        self.aside.clicked.connect(lambda: self._emit(self.set_aside))
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.clicked.connect(lambda: self._emit(self.take_back))
        self._lay_out()
        self._chosen(None)

    def show_view(self, view: View, **_: bool) -> None:
        self._view = view
        self._fill()

    def show_before(self, before: Frozen | None) -> None:
        self._before = before
        if before is None:
            self.head.setText(self.tr("There is no earlier analysis of this family to compare with."))
        else:
            text = self.tr("Compared with the analysis of {day}")
            self.head.setText(text.format(day=before.as_of.isoformat()))
        self.only.setVisible(before is not None)
        self.table.setVisible(before is not None)

    def show_events(self, rows: Sequence[LifeEventRow]) -> None:
        self.events.rows.set_rows(rows)
        self.events.setVisible(bool(rows))
        self._chosen(None)

    def _fill(self) -> None:
        if self._view is None or self._before is None:
            return
        names = {**self._before.names, **self._view.names}
        rows = [
            ChangeRow(d.key, f"{names.get(d.member, d.member)} · {labels.event(d.event, self._language)}", d)
            for d in changes(self._before, self._view.needs)
            if not self.only.isChecked() or d.change != NeedChange.SAME
        ]
        self.table.rows.set_rows(rows)

    def _columns(self) -> list[Column]:
        def money(amount: Decimal | None) -> str:
            return "—" if amount is None else formats.short_money(int(amount * 100), self._language)

        def badge(row: ChangeRow) -> Badge:
            mark, tone = TONE[row.difference.change]
            return Badge(mark, self._change_words(row.difference.change), tone)

        return [
            Column("need", self.tr("Need"), lambda row: row.title, width=170),
            Column("before", self.tr("Gap then"), lambda row: row.difference.before, money, number=True, width=100),
            Column("now", self.tr("Gap now"), lambda row: row.difference.now, money, number=True, width=100),
            Column("change", self.tr("Change"), lambda row: row.difference.change, self._change_words, width=110,
                   badge=badge),
            Column("why", self.tr("Mostly because of"), lambda row: row.difference.movers, self._movers, width=300,
                   tip=lambda row: self._movers(row.difference.movers)),
        ]  # fmt: skip

    def _change_words(self, change: NeedChange) -> str:
        return words.say(f"need_change.{change.value}", self._language)

    def _movers(self, movers: Sequence[tuple[str, Decimal]]) -> str:
        parts = []
        for label, amount in movers:
            sign = "+" if amount > 0 else "−"
            figure = formats.short_money(int(abs(amount) * 100), self._language)
            parts.append(f"{words.say(f'line.{label}', self._language)} {sign}{figure}")
        return words.say("held.comma", self._language).join(parts)

    def _event_columns(self) -> list[Column]:
        language = self._language

        def touches(row: LifeEventRow) -> str:
            return words.say("held.comma", language).join(labels.event(event, language) for event in row.touches)

        return [
            Column("on", self.tr("Day"), lambda row: row.happened_on, formats.day, width=100, kind="date"),
            Column("kind", self.tr("Happening"), lambda row: labels.of(row.kind, language), width=120),
            Column("member", self.tr("Who"), lambda row: row.member, width=90),
            Column("touches", self.tr("Needs to look at"), touches, width=200),
            Column("open", self.tr("State"), lambda row: self.tr("to talk about") if row.open else self.tr("done"),
                   width=100),
            Column("note", self.tr("Note"), lambda row: row.note, width=200),
        ]  # fmt: skip

    def _chosen(self, row: Any) -> None:
        self.aside.setEnabled(row is not None and row.open)
        self.remove.setEnabled(row is not None)

    def _emit(self, signal: Any) -> None:
        row = self.events.current()
        if row is not None:
            signal.emit(row.id)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.head, 1)
        line.addWidget(self.only)
        happened = Label(self.tr("What happened in the family"))
        happened.setProperty("kind", "heading")
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addStretch()
        buttons.addWidget(self.remove)
        buttons.addWidget(self.aside)
        layout = QVBoxLayout(self)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        layout.addWidget(happened)
        layout.addWidget(self.events)
        layout.addLayout(buttons)
        layout.addStretch()
