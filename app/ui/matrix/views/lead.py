"""The lead's view: coverage by agent and by kind, the age of suspects, reviews and actions overdue; a figure opens its
list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.enums import Coverage, Language
from app.services.matrix.lead import CoverageLine, Lead
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.matrix.columns import COVERAGE
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

SHOWN = (Coverage.COVERED, Coverage.PARTIAL, Coverage.OPEN, Coverage.OVER_COVERED, Coverage.UNKNOWN, Coverage.DECLINED)
TWO_WORDS = (Coverage.PARTIAL, Coverage.OVER_COVERED)


class LeadView(QWidget):
    """``drilled`` with a title and the ids behind the figure that was clicked; ``meeting_asked`` with the meeting an
    action is from."""

    drilled = Signal(str, list)
    meeting_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.agents = self._table(self.tr("Agent"), by_kind=False)
        self.kinds = self._table(self.tr("Kind"), by_kind=True)
        self.late_actions = TableView(RowTableModel(self._action_columns()))
        self.late_actions.setAccessibleName(self.tr("Meeting actions overdue"))
        self.late_actions.setToolTip(self.tr("Double-click or press Enter to open the meeting."))
        self.late_actions.opened.connect(lambda row: self.meeting_asked.emit(row.review_id))
        self.overdue = Label()
        tables = QVBoxLayout()
        for head, table, share in (
            (Label(self.tr("By agent")), self.agents, 2),
            (Label(self.tr("By kind of need")), self.kinds, 3),
            (self.overdue, self.late_actions, 2),
        ):
            head.setProperty("kind", "heading")
            tables.addWidget(head)
            tables.addWidget(table, share)
        self.ages: dict[str, QPushButton] = {}
        ages = QHBoxLayout()
        ages.addWidget(Label(self.tr("Suspect for:")))
        for name, words in (
            ("week", self.tr("up to 7 days")), ("month", self.tr("8 to 30 days")), ("older", self.tr("longer")),
        ):  # fmt: skip
            self.ages[name] = self._figure(words)
            ages.addWidget(self.ages[name])
        self.reviews = self._figure(self.tr("Reviews overdue or open again"))
        ages.addSpacing(20)
        ages.addWidget(self.reviews)
        ages.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(ages)
        layout.addLayout(tables, 1)

    def show_lead(self, view: Lead) -> None:
        self.agents.rows.set_rows([_Line(line, line.name or "—") for line in view.by_agent])
        self.kinds.rows.set_rows([_Line(line, labels.event(line.key, self._desk.language)) for line in view.by_kind])
        for name, button in self.ages.items():
            self._set(button, list(view.suspects[name]))
        self._set(self.reviews, [row.need_id for row in view.reviews])
        self.overdue.setText(self.tr("Meeting actions overdue: {count}").format(count=len(view.actions)))
        self.late_actions.rows.set_rows(view.actions)
        self.late_actions.setVisible(bool(view.actions))

    def _figure(self, words: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("words", words)
        button.clicked.connect(lambda: self.drilled.emit(words, button.property("ids")))
        return button

    def _set(self, button: QPushButton, ids: Sequence[str]) -> None:
        button.setProperty("ids", list(ids))
        button.setText(f"{button.property('words')}  {len(ids)}")
        button.setEnabled(bool(ids))

    def _table(self, title: str, *, by_kind: bool) -> TableView:
        language = self._desk.language
        columns = [
            Column("name", title, lambda row: row.name, width=96),
            Column("needs", self.tr("Needs"), lambda row: len(row.line.needs), number=True, width=60),
            Column(
                "share", self.tr("Covered share"), lambda row: row.line.share, lambda v: f"{v:.0%}", number=True,
                width=110, ratio=lambda row: row.line.share,
            ),
            *(_state(state, language) for state in SHOWN),
            Column("in_force", self.tr("In force"), lambda row: len(row.line.in_force), number=True, width=66),
            Column("late", self.tr("Late"), lambda row: len(row.line.late), number=True, width=54),
            Column("suspect", self.tr("Suspect"), lambda row: len(row.line.suspect), number=True, width=66),
        ]  # fmt: skip
        table = TableView(RowTableModel(columns))
        table.setAccessibleName(self.tr("Coverage by kind") if by_kind else self.tr("Coverage by agent"))
        key = "kinds" if by_kind else "agents"
        ColumnChoice(table, self._desk.preferences, f"lead/{key}", [column.key for column in columns])
        table.setToolTip(self.tr("Click a figure for its list."))
        table.clicked.connect(lambda index: self._drill(table, index))
        return table

    def _action_columns(self) -> list[Column]:
        def late(row: Any) -> str:
            late = (self._desk.today() - row.due_on).days
            return self.tr("{count} days", n=late).format(count=late)

        return [
            Column("who", self.tr("Who"), lambda row: row.owner_name or row.owner_code, width=110),
            Column("what", self.tr("What to do"), lambda row: row.text, width=340),
            Column("due", self.tr("Due by"), lambda row: row.due_on, formats.day, width=100),
            Column("late", self.tr("Late"), late, width=80),
            Column("meeting", self.tr("Review meeting"), lambda row: row.review, width=240),
            Column("held", self.tr("Held on"), lambda row: row.review_on, formats.day, width=100),
        ]

    def _drill(self, table: TableView, index: QModelIndex) -> None:
        column, row = table.rows.columns[index.column()], table.rows.row(index.row())
        line: CoverageLine = row.line
        lists: dict[str, Sequence[str]] = {"needs": line.needs, "in_force": line.in_force, "late": line.late,
                                           "suspect": line.suspect}  # fmt: skip
        lists |= {state.value: ids for state, ids in line.by_state.items()}
        if ids := lists.get(column.key):
            self.drilled.emit(f"{row.name} · {column.title}", list(ids))


class _Line:
    """A line with the name it is shown under."""

    def __init__(self, line: CoverageLine, name: str) -> None:
        self.line, self.name, self.id = line, name, line.key


def _state(state: Coverage, language: Language) -> Column:
    title = f"{COVERAGE[state][0]} {labels.of(state, language)}"

    def count(row: Any) -> int:
        return len(row.line.by_state[state])

    return Column(state.value, title, count, number=True, width=124 if state in TWO_WORDS else 92)
