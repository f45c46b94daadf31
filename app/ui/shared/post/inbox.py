"""What came: one line for each thing, below it what taking it would change, part by part, with the choice where both
sides made changes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import ItemState, Standing
from app.services.base.post import items
from app.services.base.post.items import ItemRow, PartRow, Shown
from app.services.front import post
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.badge import Badge
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

MARKS = {
    Standing.NEW: ("+", "good"), Standing.CHANGED: ("●", "accent"), Standing.SAME: ("=", "calm"),
    Standing.OWN: ("○", "calm"), Standing.BOTH: ("▲", "bad"),
}  # fmt: skip
STATES = {ItemState.WAITING: ("●", "accent"), ItemState.TAKEN: ("✓", "good"), ItemState.REFUSED: ("×", "calm")}
THEIRS, MINE = "theirs", "mine"


class InboxPane(QWidget):
    """``changed`` when something was taken or refused here."""

    changed = Signal()

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self._guard = desk, guard
        self.shown: Shown | None = None
        self.choices: dict[str, str] = {}
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("What came"))
        self.table.chosen.connect(self._show)
        self.said = Label()
        self.said.setWordWrap(True)
        self.parts = RowTableModel(self._part_columns())
        self.parts_table = TableView(self.parts)
        self.parts_table.setAccessibleName(self.tr("What it would change"))
        self.parts_table.chosen.connect(self._tell)
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setMaximumHeight(120)
        self.told.setAccessibleName(self.tr("In detail"))
        self.accept = QPushButton(self.tr("Take"))
        self.accept.setProperty("kind", "primary")
        self.accept.clicked.connect(self.take)
        self.decline = QPushButton(self.tr("Do not take"))
        self.decline.clicked.connect(self.refuse)
        self.all_theirs, self.all_mine = QPushButton(self.tr("All theirs")), QPushButton(self.tr("Keep all mine"))
        self.all_theirs.clicked.connect(lambda: self._choose_all(THEIRS))
        self.all_mine.clicked.connect(lambda: self._choose_all(MINE))
        line = QHBoxLayout()
        for button in (self.all_theirs, self.all_mine):
            line.addWidget(button)
        line.addStretch()
        for button in (self.decline, self.accept):
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        title = Label(self.tr("What came"))
        title.setProperty("kind", "heading")
        layout.addWidget(title)
        layout.addWidget(self.table, 3)
        layout.addWidget(self.said)
        layout.addWidget(self.parts_table, 4)
        layout.addWidget(self.told, 2)
        layout.addLayout(line)

    def show_items(self) -> None:
        rows = items.waiting(self.desk.store)
        waiting = {row.id for row in rows}
        rows = rows + [row for row in items.recent(self.desk.store) if row.id not in waiting]
        chosen = self.table.current()
        self.model.set_rows(rows)
        if not (chosen is not None and self.table.select_id(chosen.id)) and rows:
            self.table.select_id(rows[0].id)
        self._show(self.table.current())

    def take(self) -> None:
        """Everything in it that changes nothing of one's own, and what was chosen."""
        shown = self.shown
        if shown is None:
            return
        with self._guard():
            theirs = [key for key, choice in self.choices.items() if choice == THEIRS]
            mine = all(part.key in self.choices for part in shown.of(Standing.BOTH))
            count = items.take(self.desk.store, self.desk.actor, shown.row.id, post.kind_of, theirs, mine=mine)
            told = self.tr("{kind} of {name} taken: {count} parts changed here.", n=count)
            self.desk.hub.offer_undo(told.format(kind=self._kind(shown.row), name=shown.row.sender, count=count))
        self.changed.emit()

    def refuse(self) -> None:
        shown = self.shown
        if shown is None:
            return
        with self._guard():
            items.refuse(self.desk.store, self.desk.actor, shown.row.id)
            self.desk.hub.offer_undo(self.tr("Not taken."))
        self.changed.emit()

    def _show(self, row: ItemRow | None) -> None:
        """What was chosen of a thing stays while it is looked at, also when taking it was refused."""
        if row is None or self.shown is None or row.id != self.shown.row.id:
            self.choices = {}
        self.shown = None
        with self._guard():
            if row is not None:
                self.shown = items.shown(self.desk.store, row.id, post.kind_of, self.desk.language)
        self._fill()

    def _fill(self) -> None:
        shown = self.shown
        found = sorted(shown.parts, key=lambda part: list(Standing)[::-1].index(part.standing)) if shown else []
        kept = self.parts_table.current()
        self.parts.set_rows([part for part in found if part.standing is not Standing.SAME] or found)
        if not (kept is not None and self.parts_table.select_id(kept.id)) and found:
            self.parts_table.select_id(found[0].id)
        self._tell(self.parts_table.current())
        self.said.setText(self._sum(shown))
        self.parts_table.setVisible(bool(shown and shown.parts))
        waits = shown is not None and shown.row.state is ItemState.WAITING
        self.accept.setEnabled(waits and shown is not None and shown.problem is None)
        self.decline.setEnabled(waits)
        for button in (self.all_theirs, self.all_mine):
            button.setVisible(waits and bool(shown and shown.of(Standing.BOTH)))

    def _sum(self, shown: Shown | None) -> str:
        if shown is None:
            return self.tr("Nothing came yet.")
        if shown.problem is not None:
            return "⚠  " + words.explain(shown.problem, self.desk.language)
        if shown.row.state is not ItemState.WAITING:
            return labels.of(shown.row.state, self.desk.language)
        counted = [
            f"{MARKS[standing][0]} {labels.of(standing, self.desk.language)} {len(shown.of(standing))}"
            for standing in Standing
            if shown.of(standing)
        ]
        return "    ".join(counted)

    def _tell(self, part: PartRow | None) -> None:
        self.told.setPlainText("\n".join((part.told.title, *part.told.lines)) if part else "")

    def _choose_all(self, choice: str) -> None:
        if self.shown is not None:
            self.choices = {part.key: choice for part in self.shown.of(Standing.BOTH)}
            self._fill()

    def _choose(self, part: PartRow, choice: str) -> None:
        self.choices[part.key] = choice

    def _kind(self, row: ItemRow) -> str:
        code = f"post_kind.{row.kind}"
        return words.say(code, self.desk.language) if words.known(code) else row.kind

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def state(row: ItemRow) -> Badge:
            mark, tone = STATES[row.state]
            return Badge(mark, labels.of(row.state, language), tone)

        return [
            Column("state", self.tr("State"), lambda row: labels.of(row.state, language), width=90, badge=state),
            Column("kind", self.tr("What"), self._kind, width=130),
            Column("sender", self.tr("Sender"), lambda row: row.sender, width=90),
            Column("made_at", self.tr("Written"), lambda row: f"{row.made_at.astimezone():%Y-%m-%d %H:%M}", width=130),
            Column("parts", self.tr("Parts"), lambda row: row.parts, number=True, width=60),
        ]

    def _part_columns(self) -> list[Column]:
        language = self.desk.language

        def standing(part: PartRow) -> Badge:
            mark, tone = MARKS[part.standing]
            return Badge(mark, labels.of(part.standing, language), tone)

        def choice(part: PartRow) -> str:
            if not part.asks:
                return ""
            return {THEIRS: self.tr("Theirs"), MINE: self.tr("Mine")}.get(
                self.choices.get(part.key, ""), self.tr("choose…")
            )

        offered = [(THEIRS, self.tr("Theirs")), (MINE, self.tr("Mine"))]
        return [
            Column("standing", self.tr("State"), lambda part: labels.of(part.standing, language), width=120,
                   badge=standing),
            Column("title", self.tr("Part"), lambda part: part.told.title, width=170),
            Column("choice", self.tr("Whose holds"), choice, width=90, edit=self._choose, choices=offered,
                   kind="choice"),
            Column("lines", self.tr("Change"), lambda part: "；".join(part.told.lines), width=200,
                   tip=lambda part: "\n".join(part.told.lines)),
        ]  # fmt: skip
