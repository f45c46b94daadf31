"""The base of every tab's page: loads when shown, goes stale when hidden, shows errors in one place."""

from __future__ import annotations

from contextlib import AbstractContextManager

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QVBoxLayout, QWidget

from app.errors import NeedfolioError
from app.ui.base.changes import Change
from app.ui.base.desk import Desk
from app.ui.widgets.notice import Notice


class Page(QWidget):
    """Subclasses lay out their widgets into ``self.body`` and override :meth:`refresh`.

    ``refresh`` loads by one service call and shows what it got. It is called when the page is first shown, when
    the chosen household changes and once after an act that committed something; a hidden page only remembers that it is
    stale. What is committed is heard of by itself: no page tells another.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.notice = Notice(desk.language)
        self.body = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 8, 16, 6)
        outer.setSpacing(6)
        outer.addWidget(self.notice)
        outer.addLayout(self.body, 1)
        self._stale = True
        self._seen = 0  # units of work that stand on the page already
        desk.hub.noted.connect(self._on_note)
        desk.hub.changed.connect(self._on_change)
        desk.hub.household_chosen.connect(self._on_household)

    def refresh(self) -> None:
        """Load and show. Override."""

    def open(self, id: str | None) -> None:
        """Navigated to with a record's id. Override where a page can show one."""

    def begin(self) -> None:
        """The cursor is on the page, for who came by keys: in its first field, else in its first list."""
        for kind in (QLineEdit, QAbstractItemView):
            for widget in self.findChildren(kind):
                if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    widget.setFocus()
                    return

    def react(self, _change: Change) -> None:
        """A change while this page is visible; reads anew by default. Override to redraw less."""
        self.reread()

    def keep(self) -> None:
        """Save what was typed and not saved yet; called before the page or the window goes away. Override."""

    def refresh_now(self) -> None:
        """Load and show, as the user asked: what was said before is over."""
        self.notice.clear()
        self.reread()

    def reread(self) -> None:
        """Load and show; what the page says of the act that led to this stays."""
        self._stale = False
        with self.notice.guard(keep=True):
            self.refresh()
            self.mark_seen()

    def mark_seen(self) -> None:
        """What was committed so far stands on this page, from the rows that came back: it need not be read for that."""
        self._seen = self.desk.hub.count

    def guard(self) -> AbstractContextManager[None]:
        """An act: what goes wrong in it is shown as sentences at the top of the page."""
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

    def _on_note(self, _change: Change) -> None:
        """What is said from here on is said of this, or of what comes after it."""
        self.notice.clear()

    def _on_change(self, change: Change) -> None:
        if not self.isVisible():
            self._stale = True
        elif self._seen < self.desk.hub.count:
            self.react(change)

    def _on_household(self) -> None:
        if self.isVisible():
            self.refresh_now()
        else:
            self._stale = True
