"""The base of every tab's page: loads when shown, goes stale when hidden, shows errors in one place."""

from __future__ import annotations

from contextlib import AbstractContextManager

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import NeedfolioError
from app.ui.base.change_hub import Change
from app.ui.base.desk import Desk
from app.ui.widgets.notice import Notice


class Page(QWidget):
    """Subclasses lay out their widgets into ``self.body`` and override :meth:`refresh`.

    ``refresh`` loads by one service call and shows what it got. It is called when the page is first shown, when
    the chosen household changes and after an announced change; a hidden page only remembers that it is stale.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.notice = Notice(desk.language)
        self.body = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(8)
        outer.addWidget(self.notice)
        outer.addLayout(self.body, 1)
        self._stale = True
        desk.hub.changed.connect(self._on_change)
        desk.hub.household_chosen.connect(self._on_household)

    def refresh(self) -> None:
        """Load and show. Override."""

    def open(self, id: str | None) -> None:
        """Navigated to with a record's id. Override where a page can show one."""

    def react(self, _change: Change) -> None:
        """A change while this page is visible; refreshes by default. Override to redraw less."""
        self.refresh_now()

    def keep(self) -> None:
        """Save what was typed and not saved yet; called before the page or the window goes away. Override."""

    def refresh_now(self) -> None:
        self._stale = False
        with self.guard():
            self.refresh()

    def guard(self) -> AbstractContextManager[None]:
        """Show what goes wrong in the block as sentences at the top of the page."""
        return self.notice.guard()

    def show_error(self, error: NeedfolioError | None) -> None:
        """Of work beside the window; ``None`` is a fault of our own, already in the log."""
        self.notice.show_error(error)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh_now()

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    def _on_change(self, change: Change) -> None:
        if self.isVisible():
            self.react(change)
        else:
            self._stale = True

    def _on_household(self) -> None:
        if self.isVisible():
            self.refresh_now()
        else:
            self._stale = True
