"""Into the recycle bin, back out of it, and the end of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.services.base import ladder, restoring
from app.services.people import customers, erasure
from app.services.people.customers import HouseholdRow
from app.ui.shared.page import Page
from app.ui.widgets.plain import MessageBox


class BinActs(QObject):
    """There and back is undone at once; erasing asks, because nothing brings it back.

    ``page`` is where refusals are shown and questions asked; what of it is chosen is told to each act.
    """

    brought_back = Signal()  # a customer left the bin: the list is to show the others again

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self.desk = page, page.desk

    def archive(self, row: HouseholdRow) -> None:
        with self._page.guard():
            self._archive(row)
            said = self.tr("{name} is in the recycle bin.").format(name=row.name)
            self.desk.hub.offer_undo(said)

    def restore(self, row: HouseholdRow) -> None:
        with self._page.guard():
            self._bring_back(row)
            self.desk.hub.offer_undo(self.tr("{name} is restored.").format(name=row.name))

    def _archive(self, row: HouseholdRow) -> None:
        customers.archive(self.desk.store, self.desk.actor, row.id)
        self.desk.choose_household(None)

    def _bring_back(self, row: HouseholdRow) -> None:
        customers.restore(self.desk.store, self.desk.actor, row.id)
        self.brought_back.emit()
        self.desk.choose_household(row.id)

    def _kept(self) -> str:
        """What goes with them, and where they are still to be found."""
        known = ladder.state(self.desk.store)
        copies = len(restoring.found(self.desk.store.path, [known.second] if known.second else []))
        gone = self.tr("Interviews, needs, proposals, orders, policies and activities go with them.")
        kept = self.tr(
            "Backups keep what they have: the {count} there are, and the one made now. Those the program made by "
            "itself go after about nine months; what you copied elsewhere, or a restore put aside, you delete "
            "yourself.",
            n=copies,
        )
        return f"{gone}\n{kept.format(count=copies)}"

    def empty(self) -> None:
        self.erase(erasure.in_bin(self.desk.store))

    def erase(self, ids: Sequence[str]) -> None:
        """Asked, because nothing brings it back; the button that leaves things alone is the default."""
        if not ids:
            return
        with self._page.guard():
            told = erasure.what(self.desk.store, ids)
            box = MessageBox(self._page)
            box.setWindowTitle(self.tr("Erase for good"))
            box.setIcon(MessageBox.Icon.Warning)
            said = self.tr(
                "{count} customers and {rows} records of theirs will be erased. This cannot be undone.",
                n=told.households,
            )
            box.setText(said.format(count=told.households, rows=told.total - told.households))
            box.setInformativeText(self._kept())
            go = box.addButton(self.tr("Erase"), MessageBox.ButtonRole.DestructiveRole)
            stay = box.addButton(self.tr("Keep them"), MessageBox.ButtonRole.RejectRole)
            box.setDefaultButton(stay)
            box.setEscapeButton(stay)
            box.exec()
            if box.clickedButton() is not go:
                return
            done = erasure.erase(self.desk.store, self.desk.actor, ids)
            self._page.notice.show_done(
                self.tr("{count} customers are erased.", n=done.households).format(count=done.households)
            )
