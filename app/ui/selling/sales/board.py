"""The board: a lane for each stage, moved between by drag and by key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from app.enums import Stage
from app.services.rules.spine.sales import LOST, OPEN, WON
from app.services.selling.opportunities import OpportunityRow
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.base.later import later
from app.ui.selling.sales.lane import Lane
from app.ui.widgets.plain import Label


class Board(QScrollArea):
    """``moved`` asks for a stage, ``ended`` how a sale ends; nothing is moved before the page says so."""

    moved = Signal(object, object)  # OpportunityRow, Stage
    ended = Signal(object)
    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Board of opportunities"))
        self.lanes = [Lane(desk, labels.of(stage, desk.language), [stage], weighted=True) for stage in OPEN]
        self.lanes.append(Lane(desk, self.tr("Won"), WON, weighted=False))
        self.lanes.append(Lane(desk, self.tr("Paused or lost"), (Stage.PAUSED, *LOST), weighted=False))
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for lane in self.lanes:
            row.addWidget(lane, 1)
            self._listen(lane)
        self.setWidget(inner)
        self.ghost = Label(parent=self)
        self.ghost.setProperty("kind", "ghost")
        self.ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.ghost.hide()

    def show_rows(self, rows: Sequence[OpportunityRow]) -> None:
        for lane in self.lanes:
            lane.show_rows(rows)

    def current(self) -> OpportunityRow | None:
        """The card the cursor is on: in the lane with the focus, else the one chosen last."""
        lane = next((lane for lane in self.lanes if lane.cards.hasFocus()), None)
        return lane.cards.current() if lane else None

    def choose(self, id: str | None, *, focus: bool = False) -> None:
        """Put the cursor on a card, and show its lane."""
        for lane in self.lanes:
            if lane.choose(id):
                later(lane, partial(self.ensureWidgetVisible, lane, 0, 0))  # once laid out
                if focus:
                    lane.cards.setFocus()

    def _listen(self, lane: Lane) -> None:
        cards = lane.cards
        cards.dragged.connect(self._drag)
        cards.dropped.connect(self._drop)
        cards.given_up.connect(self._clear)
        cards.pushed.connect(self._push)
        cards.stepped.connect(lambda side, lane=lane: self._step(lane, side))
        cards.opened.connect(self.opened)
        cards.ended.connect(self.ended)
        cards.clicked.connect(lambda _, cards=cards: self.chosen.emit(cards.current()))

    def _drag(self, row: OpportunityRow, at: QPoint) -> None:
        self.ghost.setText(f"{row.household}  {formats.short_money(row.premium, self._desk.language)}")
        self.ghost.adjustSize()
        self.ghost.move(self.mapFromGlobal(at) + QPoint(10, 6))
        self.ghost.show()
        self.ghost.raise_()
        target = self._lane_at(at)
        for lane in self.lanes:
            lane.light(lane is target and row.stage not in lane.stages)

    def _drop(self, row: OpportunityRow, at: QPoint) -> None:
        self._clear()
        target = self._lane_at(at)
        if target is not None and row.stage not in target.stages:
            self._ask(row, target)

    def _clear(self) -> None:
        self.ghost.hide()
        for lane in self.lanes:
            lane.light(False)

    def _push(self, row: OpportunityRow, side: int) -> None:
        """To the next lane, or the one before; within “won” from S7 to S8."""
        if row.stage == Stage.S7_DELIVERED and side > 0:
            self.moved.emit(row, Stage.S8_REFERRED)
            return
        place = next(number for number, lane in enumerate(self.lanes) if row.stage in lane.stages) + side
        if 0 <= place < len(self.lanes):
            self._ask(row, self.lanes[place])

    def _ask(self, row: OpportunityRow, lane: Lane) -> None:
        if Stage.PAUSED in lane.stages:
            self.ended.emit(row)
        else:
            self.moved.emit(row, lane.stages[0])

    def _step(self, lane: Lane, side: int) -> None:
        """The cursor goes to the nearest lane at that side that has a card."""
        places = range(self.lanes.index(lane) + side, len(self.lanes) if side > 0 else -1, side)
        for place in places:
            cards, model = self.lanes[place].cards, self.lanes[place].model
            if model.rowCount():
                row = min(max(0, lane.cards.currentIndex().row()), model.rowCount() - 1)
                cards.setCurrentIndex(model.index(row, 0))
                self.ensureWidgetVisible(self.lanes[place], 0, 0)
                cards.setFocus()
                return

    def _lane_at(self, at: QPoint) -> Lane | None:
        return next((lane for lane in self.lanes if lane.rect().contains(lane.mapFromGlobal(at))), None)
