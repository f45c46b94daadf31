"""The list of needs, edited in place, and the chosen one below it: its chain, its notes, what a person does with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.enums import EntryKind, NodeKind
from app.services import matrix
from app.services.base.founding import ALL_CUSTOMERS
from app.services.care.satisfaction import reopened_of
from app.services.matrix import MatrixRow, changes, editing, impact, links
from app.services.matrix.index import Entry
from app.services.spine import tracing
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.matrix.columns import NAMED, USUAL, matrix_columns
from app.ui.matrix.need.by_hand import ByHand
from app.ui.matrix.need.detail import FOLDED, NeedDetail
from app.ui.matrix.need.linking import LinkDialog
from app.ui.matrix.need.owners import OwnerDialog
from app.ui.matrix.need.review import ReviewDialog
from app.ui.matrix.need.tested import TestsDialog
from app.ui.matrix.need.trace import TraceDialog
from app.ui.matrix.source import EntrySource
from app.ui.shared.page import Page
from app.ui.widgets.empty import EmptyState, OrEmpty
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.impact import agreed
from app.ui.widgets.keys import on_key
from app.ui.widgets.splitter import KeptSplitter
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import RowTableModel
from app.ui.widgets.tables.table_view import TableView

ROWS = 12  # of the list, before the need below it gets room
OPEN = 220  # pixels: the need below the list with its cards


class NeedsView(QWidget):
    """``taken`` with a changed row that is shown already."""

    taken = Signal(object)
    import_asked = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self.desk, self.matrix = page, page.desk, ALL_CUSTOMERS
        self.by_hand = ByHand(page)
        self.by_hand.done.connect(self._chosen_by_hand)
        self.model = RowTableModel(matrix_columns(self.desk.language, self._edit))
        self.model.refused.connect(self._page.show_error)
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Needs"))
        self.table.chosen.connect(self.show_need)
        menu = QMenu(self.tr("Columns"), self)
        self.columns = ColumnChoice(self.table, self.desk.preferences, "matrix/columns", USUAL, menu)
        self.detail = NeedDetail(self.desk.language)
        self.detail.cleared.connect(self.clear_suspects)
        self.detail.noted.connect(self.note)
        self.detail.decline_asked.connect(self.decline)
        self.detail.taken_back.connect(self.take_back)
        self.detail.unlinked.connect(self.unlink)
        self.detail.asked.connect(self.act)
        parts: list[QWidget] = [self.table, self.detail]
        sizes = [self.table.height_of(ROWS), OPEN]
        self.both = KeptSplitter(Qt.Orientation.Vertical, self.desk.preferences, "matrix", parts, sizes)
        self.detail.fold.clicked.connect(self._fold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.or_empty = OrEmpty(self.both, self._first_step())
        layout.addWidget(self.or_empty, 1)
        layout.addWidget(self.by_hand.line)
        keys = {"up": Qt.Key.Key_Up, "down": Qt.Key.Key_Down, "indent": Qt.Key.Key_Right, "outdent": Qt.Key.Key_Left}
        for what, key in keys.items():
            on_key(QKeySequence(Qt.Modifier.ALT | key), self.table, partial(self._by_key, what))
        self.by_hand.line.hide()

    def _first_step(self) -> EmptyState:
        return EmptyState(
            self.tr("No requirements yet"),
            self.tr(
                "Write the first one in the line below and press Enter. A list from elsewhere can be pasted, a line "
                "each, or imported as a table."
            ),
            [
                (self.tr("Write the first one"), self.by_hand.line.line.setFocus),
                (self.tr("Import a table…"), self.import_asked.emit),
            ],
        )

    def show_matrix(self, code: str, entries: Sequence[Entry]) -> None:
        """Which matrix the list is of, and all its needs whatever is filtered."""
        self.matrix = code
        named = code != ALL_CUSTOMERS
        self.columns.use(*(("matrix/columns_named", NAMED) if named else ("matrix/columns", USUAL)))
        self.or_empty.show_empty(named and not entries)
        self.by_hand.show_matrix(code, entries)

    def describe(self, need_id: str) -> None:
        """The form of one requirement, from wherever it is shown."""
        with self._page.guard():
            self.by_hand.describe(matrix.one(self.desk.store, need_id, self.desk.today()))

    def _by_key(self, what: str) -> None:
        row = self.table.current()
        if row is not None and row.household_id is None:
            self.act(what)

    def _chosen_by_hand(self, need_id: str) -> None:
        """The list stays where the work is."""
        self.table.select_id(need_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.both.kept:
            self._share(ROWS)

    def _share(self, rows: int) -> None:
        """So many rows to the list, the rest to the need below it, its head at the least."""
        bar = self.table.horizontalScrollBar().sizeHint().height()
        rest = self.height() - self.table.height_of(rows) - bar - self.both.handleWidth()
        self.both.setSizes([self.height(), rest if rest >= FOLDED else self.detail.minimumSizeHint().height()])

    def _fold(self) -> None:
        """The need below the list: its head only, or all of it."""
        if self.detail.folded:
            self.both.setSizes([self.height(), OPEN])
        else:
            self._share(ROWS)
            if not self.detail.folded:
                self.both.setSizes([self.height(), self.detail.minimumSizeHint().height()])
        self.both.keep()

    def show_source(self, source: EntrySource, *, keep: bool) -> None:
        current = self.table.current()
        self.model.set_source(source)
        if not (keep and current and self.table.select_id(current.id)) and source.count():
            self.table.setCurrentIndex(self.model.index(0, 0))
        if not source.count():
            self.detail.show_need(None, None)

    def show_need(self, row: MatrixRow | None) -> None:
        if row is None:
            self.detail.show_need(None, None)
            return
        with self._page.guard():
            self.detail.show_need(row, matrix.chain_of(self.desk.store, row.id))
            said = [feedback.words or str(feedback.on_date) for feedback in reopened_of(self.desk.store, row.id)]
            self.detail.show_reopened("\n".join(said))

    def again(self) -> None:
        """Read the chosen need and its chain anew."""
        row = self.table.current()
        if row is not None:
            self._take(matrix.one(self.desk.store, row.id, self.desk.today()))
            self.show_need(self.table.current())

    # -- editing --------------------------------------------------------------------------------------------
    def _edit(self, field: str) -> Callable[[MatrixRow, Any], None]:
        def save(row: MatrixRow, value: Any) -> None:
            self._page.notice.clear()
            if field == "parent":
                self.by_hand.set_parent(row, value)
                return
            changed = matrix.update_need(self.desk.store, self.desk.actor, row.id, {field: value}, row.version)
            self._take(changed, said=True)

        return save

    def _take(self, row: MatrixRow, *, said: bool = False) -> None:
        """Show a changed need in its place, and tell the page."""
        self.model.replace_row(row)
        current = self.table.current()
        if current is not None and current.id == row.id:
            self.detail.show_head(row)
        self.taken.emit(row)
        if said:
            self.desk.hub.offer_undo(
                self.tr("{number} is changed.").format(number=row.number),
            )

    def decline(self) -> None:
        """The customer does not want a need answered: why, and perhaps until when."""
        row = self.table.current()
        if row is None:
            return
        form = Form(self.desk.language)
        form.add("declined_reason", self.tr("Reason"), TextField())
        hint = self.tr("Open again after this day; empty: for good.")
        form.add("declined_until", self.tr("Declined until"), DateField(), hint)

        def save(values: Any) -> None:
            reason, until = values["declined_reason"], values["declined_until"]
            changed = matrix.decline(self.desk.store, self.desk.actor, row.id, reason, until, row.version)
            self._take(changed, said=True)

        FormDialog(self, self.tr("Decline {number}").format(number=row.number), form, save).exec()

    def take_back(self) -> None:
        row = self.table.current()
        if row is not None:
            with self._page.guard():
                changed = matrix.take_back_decline(self.desk.store, self.desk.actor, row.id, row.version)
                self._take(changed, said=True)

    def note(self, stage: str, part: str, text: str) -> None:
        row = self.table.current()
        if row is None:
            return
        with self._page.guard():
            matrix.set_stage_note(self.desk.store, self.desk.actor, row.id, stage, part, text)
            self.show_need(self.table.current())
            self._page.mark_seen()
            self.desk.hub.offer_undo(self.tr("{number} is changed.").format(number=row.number))

    # -- links ----------------------------------------------------------------------------------------------
    def clear_suspects(self, ids: list[str]) -> None:
        """One by one or many: why they still hold."""
        if say_why(self, self.desk, ids):
            self.again()

    def unlink(self, link_id: str) -> None:
        with self._page.guard():
            links.remove(self.desk.store, self.desk.actor, [link_id])
            self.again()

            self.desk.hub.offer_undo(self.tr("The link is taken out."))

    def act(self, what: str) -> None:
        """What the buttons of the chosen need ask for."""
        row = self.table.current()
        if row is None:
            return
        dialogs = {
            "tests": TestsDialog,
            "link": LinkDialog,
            "owner": OwnerDialog,
            "review": ReviewDialog,
            "trace": TraceDialog,
        }
        with self._page.guard():
            if self.by_hand.act(what, row):
                return
            if what == "remove":
                self._remove(row)
            elif what == "log":
                self._log(row)
            elif dialogs[what](self, self.desk, row).exec():
                self.again()

    def _remove(self, row: MatrixRow) -> None:
        """Out of the matrix, after its impact was seen."""
        store, actor = self.desk.store, self.desk.actor
        told = impact.of(store, (NodeKind.NEED, row.id))
        title = self.tr("Remove {number} from the matrix").format(number=row.number)
        if agreed(self, self.desk.language, title, told, self.tr("Remove")):
            editing.remove_need(store, actor, row.id)

            self.desk.hub.offer_undo(self.tr("{number} is removed.").format(number=row.number))

    def _log(self, row: MatrixRow) -> None:
        """A change asked for, or a decision taken, about this need; it goes on in the log."""
        form = Form(self.desk.language)
        form.add("kind", self.tr("Kind"), ChoiceField(labels.choices(EntryKind, self.desk.language)))
        form.add("title", self.tr("Title"), TextField())
        form.add("reason", self.tr("Reason"), TextField())
        store, actor, home = self.desk.store, self.desk.actor, self.matrix

        def save(values: Any) -> None:
            about = [(NodeKind.NEED, row.id)]
            kind = EntryKind(values["kind"])
            changes.add(store, actor, kind, values["title"], about, reason=values["reason"], matrix=home)

        if FormDialog(self, self.tr("Log a change or decision…"), form, save).exec():
            self.desk.hub.tell(self.tr("Logged."))


def say_why(parent: QWidget, desk: Desk, ids: list[str]) -> bool:
    """Ask why suspect links still hold, and keep it with who and when. False when cancelled."""
    form = Form(desk.language)
    form.add("reason", QCoreApplication.translate("NeedsView", "Why does the link still hold?"), TextField())

    def save(values: Any) -> None:
        tracing.clear(desk.store, desk.actor, ids, values["reason"])

    return bool(FormDialog(parent, QCoreApplication.translate("NeedsView", "Still holds"), form, save).exec())
