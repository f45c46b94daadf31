"""Opportunities: the board and its list twin over the same rows, and one of them at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.enums import Stage
from app.services.rules.spine.sales import Wish
from app.services.selling import opportunities
from app.services.selling.opportunities import OpportunityDraft, OpportunityRow, Show
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.selling import forms
from app.ui.selling.columns import USUAL_OF_SALES, sale_columns
from app.ui.selling.sales.board import Board
from app.ui.selling.sales.pane import SalePane
from app.ui.shared.activity.sleep import ask_sleep
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.notice import Guard
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import RowTableModel
from app.ui.widgets.tables.table_view import TableView


class SalesView(QWidget):
    """Every move goes through here: asked of the service, told to the others, offered to undo. ``guard`` shows what is
    refused, and the card goes back to where it was.
    """

    ordered = Signal(str)  # an accepted proposal's id

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self._guard = desk, guard
        self.board = Board(desk)
        self.model = RowTableModel(sale_columns(desk))
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Opportunities"))
        ColumnChoice(self.table, desk.preferences, "sales/columns", USUAL_OF_SALES)
        self.pane = SalePane(desk)
        self.pane.hide()
        self.views = QStackedWidget()
        self.views.addWidget(self.board)
        self.views.addWidget(self.table)
        parts: list[QWidget] = [self.views, self.pane]
        self.both = KeptSplitter(Qt.Orientation.Horizontal, desk.preferences, "selling", parts, [960, 360])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.both)
        self.board.moved.connect(lambda row, stage: self.ask_stage(row, Wish(stage)))
        self.board.ended.connect(self.ask_end)
        self.board.opened.connect(lambda row: self.show_sale(row.id))
        self.board.chosen.connect(self._follow)
        self.table.opened.connect(lambda row: self.show_sale(row.id))
        self.table.chosen.connect(self._follow)
        self.pane.asked.connect(self._act)
        self.pane.order_asked.connect(self.ordered)
        self.pane.order_opened.connect(lambda id: desk.hub.go("selling", id))

    def show_rows(self, show: Show) -> opportunities.Board:
        """Load and show; the sale at the right is read anew."""
        found = opportunities.board(self.desk.store, self.desk.actor.code, self.desk.today(), show)
        current = self.table.current()
        self.board.show_rows(found.rows)
        self.model.set_rows(found.rows)
        self.table.select_id(current.id if current else None)
        if self.pane.isVisibleTo(self) and self.pane.detail is not None:
            self.show_sale(self.pane.detail.row.id)
        return found

    def show_sale(self, id: str) -> None:
        self.pane.show_detail(opportunities.detail(self.desk.store, id, self.desk.today()))
        self.pane.show()
        self.board.choose(id)

    def begin(self, household_id: str, name: str) -> None:
        """A form for a new sale to the household."""

        def save(values: Mapping[str, Any]) -> None:
            draft = forms.sale_of_form(values)
            row = opportunities.begin(self.desk.store, self.desk.actor, household_id, draft)
            self.desk.hub.settle()
            self.board.choose(row.id, focus=True)

        form = forms.sale_form(self.desk.language, OpportunityDraft())
        FormDialog(self, self.tr("A new opportunity: {name}").format(name=name), form, save).exec()

    def ask_stage(self, row: OpportunityRow, wish: Wish) -> None:
        """Move at once when nothing has to be said; a way back asks for its reason."""
        path = list(Stage)
        if path.index(wish.stage) < path.index(row.stage) and row.open and not wish.reason:
            self._ask_move(row, wish.stage)
            return
        with self._guard():
            self._moved(opportunities.move(self.desk.store, self.desk.actor, row.id, wish, row.version))

    def ask_end(self, row: OpportunityRow) -> None:
        def save(values: Mapping[str, Any]) -> None:
            wish, rival = forms.wish_of_form(values), values["competitor"]
            self._moved(opportunities.move(self.desk.store, self.desk.actor, row.id, wish, row.version, rival))

        form = forms.end_form(self.desk.language, row, self.desk.today())
        FormDialog(self, self.tr("How {name} ends").format(name=row.household), form, save).exec()

    def _ask_move(self, row: OpportunityRow, stage: Stage) -> None:
        def save(values: Mapping[str, Any]) -> None:
            wish = forms.wish_of_form(values)
            self._moved(opportunities.move(self.desk.store, self.desk.actor, row.id, wish, row.version))

        form = forms.move_form(self.desk.language, stage)
        FormDialog(self, self.tr("Move {name}").format(name=row.household), form, save).exec()

    def _edit(self, row: OpportunityRow) -> None:
        def save(values: Mapping[str, Any]) -> None:
            draft = forms.sale_of_form(values)
            opportunities.update(self.desk.store, self.desk.actor, row.id, draft, row.version)

        form = forms.sale_form(self.desk.language, opportunities.draft_of(row))
        FormDialog(self, self.tr("Opportunity: {name}").format(name=row.household), form, save).exec()

    def _moved(self, row: OpportunityRow) -> None:
        self.desk.hub.settle()
        self.board.choose(row.id, focus=self.views.currentWidget() is self.board)
        stage = labels.of(row.stage, self.desk.language)
        text = self.tr("{name} moved to “{stage}”").format(name=row.household, stage=stage)
        self.desk.hub.offer_undo(text)

    def _follow(self, row: OpportunityRow | None) -> None:
        """An open pane shows the sale the cursor is on; the family at hand goes along."""
        if row is None:
            return
        self.desk.choose_household(row.household_id)
        if self.pane.isVisibleTo(self) and (self.pane.detail is None or self.pane.detail.row.id != row.id):
            self.show_sale(row.id)

    def _act(self, key: str) -> None:
        assert self.pane.detail is not None
        row = self.pane.detail.row
        acts: dict[str, Callable[[], object]] = {
            "edit": lambda: self._edit(row),
            "move": lambda: self._ask_move(row, row.stage),
            "end": lambda: self.ask_end(row),
            "reopen": lambda: self._reopen(row),
            "sleep": lambda: self._sleep(row),
            **{tab: partial(self._leave_for, tab, row) for tab in ("interview", "combinations")},
            "customer": lambda: self._leave_for("customers", row),
            "close": self.pane.hide,
        }
        acts[key]()

    def _reopen(self, row: OpportunityRow) -> None:
        with self._guard():
            self._moved(opportunities.reopen(self.desk.store, self.desk.actor, row.id))

    def _sleep(self, row: OpportunityRow) -> None:
        with self._guard():
            ask_sleep(self.desk, self, row.household_id, row.id)

    def _leave_for(self, tab: str, row: OpportunityRow) -> None:
        self.desk.choose_household(row.household_id)
        self.desk.hub.go(tab, row.household_id)
