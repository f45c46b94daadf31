"""The chooser of saved views with the number of customers beside each, and the filter in force."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.services.people import customers, segments
from app.services.people.customers import EVERYBODY, CustomerFilter
from app.services.people.segments import SegmentRow
from app.ui.base.changes import ChangeKind
from app.ui.base.desk import Desk
from app.ui.customers.list.filtering import FilterDialog
from app.ui.widgets.boxes import ComboBox

ALL, UNSAVED = "all", "unsaved"


class ViewChooser(QWidget):
    """Emits ``chosen`` for the user's doing only. Counts come one at a time, so that a long list never stalls."""

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.wanted: CustomerFilter = EVERYBODY
        self.view: SegmentRow | None = None
        self.box = ComboBox()
        self.box.setAccessibleName(self.tr("Saved view"))
        self.box.setMinimumContentsLength(12)
        self.box.activated.connect(self._choose)
        self.button = QPushButton(self.tr("Filter…"))
        self.button.setToolTip("Ctrl+Shift+F")
        self.button.clicked.connect(self.ask)
        self._rows: dict[str, SegmentRow] = {}
        self._due: list[str] = []
        self._counting = QTimer(self, interval=0)
        self._counting.timeout.connect(self._count_next)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box, 1)
        layout.addWidget(self.button)

    def reload(self) -> None:
        """The views there are; the one in force stays chosen."""
        rows = self.desk.known.once("views", lambda: segments.segments(self.desk.store), ChangeKind.LABEL)
        self._rows = {row.id: row for row in rows}
        self.box.clear()
        self.box.addItem(self.tr("All customers"), ALL)
        for row in rows:
            self.box.addItem(row.name, row.id)
        if self.view is not None and self.view.id not in self._rows:
            self.view = None
        if self.view is None and not self.wanted.empty:
            self.box.addItem(self.tr("Filtered, not saved"), UNSAVED)
        self.box.setCurrentIndex(max(0, self.box.findData(self.view.id if self.view else self._key())))
        self._due = [ALL, *self._rows]
        self._counting.start()

    def count_again(self) -> None:
        """After a change of a customer who was there before and still is: how many there are in all stays."""
        self._due = [*self._rows]
        self._counting.start()

    def ask(self) -> None:
        dialog = FilterDialog(self.desk, self, self.wanted, self.view)
        if not dialog.exec():
            return
        if dialog.removed and self.view is not None:
            self._remove(self.view)
            return
        self.wanted, self.view = dialog.chosen, dialog.kept
        self.reload()
        self.chosen.emit()

    def clear(self) -> None:
        """Back to everybody."""
        self.wanted, self.view = EVERYBODY, None
        self.reload()

    def _key(self) -> str:
        return ALL if self.wanted.empty else UNSAVED

    def _choose(self, at: int) -> None:
        key = self.box.itemData(at)
        if key == UNSAVED:
            return
        self.view = self._rows.get(key)
        self.wanted = self.view.filter or EVERYBODY if self.view else EVERYBODY
        self.reload()
        self.chosen.emit()

    def _remove(self, view: SegmentRow) -> None:
        segments.remove(self.desk.store, self.desk.actor, view.id)
        self.clear()
        self.chosen.emit()

        self.desk.hub.offer_undo(self.tr("The view {name} is removed.").format(name=view.name))

    def _count_next(self) -> None:
        if not self._due or not self.isVisible():
            self._counting.stop()
            return
        key = self._due.pop(0)
        row = self._rows.get(key)
        wanted = EVERYBODY if row is None else row.filter
        at = self.box.findData(key)
        if wanted is None or at < 0:
            return
        count = f"{customers.count(self.desk.store, wanted=wanted):,}"
        name = row.name if row else self.tr("All customers")
        self.box.setItemText(at, self.tr("{view} ({count})").format(view=name, count=count))
