"""The needs matrix: filter, sort, edit in place, follow a need's chain, and to Excel and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.enums import Event, NeedStatus
from app.errors import NeedfolioError
from app.services import matrix, tracing
from app.services.matrix import MatrixRow
from app.ui import labels
from app.ui.change_hub import Change, ChangeKind
from app.ui.desk import Desk
from app.ui.matrix.columns import matrix_columns
from app.ui.matrix.detail import NeedDetail
from app.ui.matrix.exchange import MatrixExchange
from app.ui.matrix.lists import ListChips
from app.ui.page import Page
from app.ui.widgets.dialog import FormDialog
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.fields import DateField, TextField
from app.ui.widgets.form import Form
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.table import RowTableModel
from app.ui.widgets.table_view import TableView


class MatrixPage(Page):
    """All needs are read once; filters and counts work on the same rows, so a number is the length of its list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rows: list[MatrixRow] = []
        self._mine = False
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search needs"))
        self.search.setAccessibleName(self.tr("Search needs"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda: self._filter())
        self.status = self._choice(
            self.tr("Status"), self.tr("Every status"), labels.choices(NeedStatus, desk.language)
        )
        self.kind = self._choice(self.tr("Kind"), self.tr("Every kind"), labels.choices(Event, desk.language))
        self.only_family = QCheckBox(self.tr("only this family"))
        self.only_family.clicked.connect(lambda: self._filter())
        self.lists = ListChips(desk.language)
        self.lists.chosen.connect(lambda _: self._filter())
        self.model = RowTableModel(matrix_columns(desk.language, self._edit))
        self.model.refused.connect(self._refused)
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Needs"))
        self.table.chosen.connect(self._show_need)
        self.detail = NeedDetail(desk.language)
        self.detail.cleared.connect(self.clear_suspects)
        self.detail.noted.connect(self.note)
        self.detail.decline_asked.connect(self.decline)
        self.detail.taken_back.connect(self.take_back)
        self.exchange = MatrixExchange(self, lambda: desk.hub.announce(Change(ChangeKind.NEED)))
        self.shown = QLabel()
        self.shown.setProperty("kind", "muted")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._at_work())
        self._stack.addWidget(
            EmptyState(
                self.tr("No needs yet"),
                self.tr("Needs enter the matrix when a customer confirms them at the end of an interview."),
                [(self.tr("Go to the interview"), lambda: self.desk.hub.go("interview"))],
            )
        )
        self.body.addWidget(self._stack)

    def open(self, id: str | None) -> None:
        """A household: its needs only."""
        self.desk.choose_household(id)
        self.only_family.setChecked(True)
        self._filter()

    def refresh(self) -> None:
        self.rows = matrix.rows(self.desk.store, self.desk.today())
        self._stack.setCurrentIndex(0 if self.rows else 1)
        self._filter(keep=True)

    def react(self, change: Change) -> None:
        if not self._mine and change.kind not in (ChangeKind.ACTIVITY, ChangeKind.TARGET):
            self.refresh_now()

    # -- filtering ------------------------------------------------------------------------------------------
    def _filter(self, *, keep: bool = False) -> None:
        current = self.table.current()
        found = self._count()
        listed = list(found.lists[self.lists.current]) if self.lists.current else self._found
        self.model.set_rows(listed)
        self.shown.setText(self.tr("{shown} of {all}").format(shown=len(listed), all=len(self.rows)))
        if not (keep and current and self.table.select_id(current.id)) and listed:
            self.table.setCurrentIndex(self.model.index(0, 0))
        if not listed:
            self.detail.show_need(None, None)

    def _count(self) -> matrix.Summary:
        self._found = [row for row in self.rows if self._passes(row)]
        summary = matrix.summary(self._found)
        self.lists.show_counts(summary)
        return summary

    def _passes(self, row: MatrixRow) -> bool:
        text = self.search.text().strip().casefold()
        event = labels.event(row.event, self.desk.language)
        words_of = f"{row.number} {row.household} {row.member} {event} {row.description} {row.owner_name} {row.notes}"
        if text and text not in words_of.casefold():
            return False
        if self.status.currentData() is not None and row.status != self.status.currentData():
            return False
        if self.kind.currentData() is not None and row.event != self.kind.currentData():
            return False
        return not self.only_family.isChecked() or row.household_id == self.desk.household_id

    # -- editing --------------------------------------------------------------------------------------------
    def _edit(self, field: str) -> Callable[[MatrixRow, Any], None]:
        def save(row: MatrixRow, value: Any) -> None:
            self.notice.clear()
            changed = matrix.update_need(self.desk.store, self.desk.actor, row.id, {field: value}, row.version)
            self._take(changed, undo_to=row)

        return save

    def decline(self) -> None:
        """The customer does not want a need answered: why, and perhaps until when."""
        row = self.table.current()
        if row is None:
            return
        form = Form(self.desk.language)
        form.add("declined_reason", self.tr("Reason"), TextField())
        form.add(
            "declined_until", self.tr("Until"), DateField(), self.tr("Open again after this day; empty: for good.")
        )

        def save(values: Any) -> None:
            reason, until = values["declined_reason"], values["declined_until"]
            changed = matrix.decline(self.desk.store, self.desk.actor, row.id, reason, until, row.version)
            self._take(changed, undo_to=row)

        FormDialog(self, self.tr("Decline {number}").format(number=row.number), form, save).exec()

    def take_back(self) -> None:
        row = self.table.current()
        if row is not None:
            with self.guard():
                changed = matrix.take_back_decline(self.desk.store, self.desk.actor, row.id, row.version)
                self._take(changed, undo_to=row)

    def _take(self, row: MatrixRow, *, undo_to: MatrixRow | None = None) -> None:
        """Show a changed need in its place, count again, and tell the other tabs."""
        self.rows = [row if old.id == row.id else old for old in self.rows]
        self.model.replace_row(row)
        self._count()
        current = self.table.current()
        if current is not None and current.id == row.id:
            self.detail.show_head(row)
        self._mine = True
        self.desk.hub.announce(Change(ChangeKind.NEED, row.id))
        self._mine = False
        if undo_to is not None:
            self.desk.hub.offer_undo(
                self.tr("{number} is changed.").format(number=row.number),
                lambda: self._take(matrix.restore_need(self.desk.store, self.desk.actor, undo_to)),
            )

    def _refused(self, error: object) -> None:
        self.show_error(error if isinstance(error, NeedfolioError) else None)

    def _show_need(self, row: MatrixRow | None) -> None:
        if row is None:
            self.detail.show_need(None, None)
            return
        with self.guard():
            self.detail.show_need(row, matrix.chain_of(self.desk.store, row.id))

    def clear_suspects(self, links: list[str]) -> None:
        form = Form(self.desk.language)
        form.add("reason", self.tr("Why does the link still hold?"), TextField())

        def save(values: Any) -> None:
            tracing.clear(self.desk.store, self.desk.actor, links, values["reason"])
            self.refresh()
            self._show_need(self.table.current())

        FormDialog(self, self.tr("Still holds"), form, save).exec()

    def note(self, stage: str, part: str, text: str) -> None:
        row = self.table.current()
        if row is None:
            return
        store, actor, before = self.desk.store, self.desk.actor, self.detail.notes.kept()

        def put(words: str) -> None:
            matrix.set_stage_note(store, actor, row.id, stage, part, words)
            self._show_need(self.table.current())

        with self.guard():
            put(text)
            self.desk.hub.offer_undo(self.tr("{number} is changed.").format(number=row.number), lambda: put(before))

    # -- layout ---------------------------------------------------------------------------------------------
    def _choice(self, name: str, every: str, choices: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.addItem(every, None)
        for value, text in choices:
            box.addItem(text, value)
        box.activated.connect(lambda: self._filter())
        return box

    def _at_work(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        for widget in (self.status, self.kind, self.only_family, self.shown):
            head.addWidget(widget)
        self.import_button, self.export_button = QPushButton(self.tr("Import")), QPushButton(self.tr("Export"))
        self.import_button.clicked.connect(self.exchange.ask_import)
        self.export_button.clicked.connect(self.exchange.ask_export)
        head.addWidget(self.import_button)
        head.addWidget(self.export_button)
        parts: list[QWidget] = [self.table, self.detail]
        both = KeptSplitter(Qt.Orientation.Vertical, self.desk.preferences, "matrix", parts, [310, 220])
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.lists)
        layout.addWidget(both, 1)
        return whole
