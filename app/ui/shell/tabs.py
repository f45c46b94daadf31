"""The tabs in the order of the work; a tab's module is imported when the tab is first shown, or before, while the
window has nothing to do."""

from __future__ import annotations

import gc
import importlib
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.ui.base import theme
from app.ui.base.desk import Desk
from app.ui.shared.page import Page

MARGIN = 24  # beside the tabs
TABS = ("today", "customers", "interview", "combinations", "matrix", "selling", "progress", "team", "library", "know")
OF_LEADS = ("team",)
IDLE, BETWEEN = 1500, 60  # milliseconds until the first import ahead, and between two
# What the pages stand on, in the order in which they are likely to be needed: each a moment, all together a second.
AHEAD = (
    "figures.progress", "care.clocks", "needs.interviews", "needs.analysis", "offers.combinations", "offers.proposals",
    "offers.suitability", "matrix", "selling.opportunities", "selling.orders", "offers.catalogue", "offers.portfolio",
    "team.rollup", "team.meetings", "team.reviews.figures", "team.coaching.looking",
    "knowledge.cards",
)  # fmt: skip


class Tabs(QTabWidget):
    """``pages`` are those shown so far, by key. The tabs of leads are hidden from others until they go there."""

    _settled = False  # whether all that pages need is loaded, in this process

    def __init__(self, desk: Desk, parent: QWidget, *, lead: bool) -> None:
        super().__init__(parent)
        self._desk = desk
        self.pages: dict[str, Page] = {}
        self._holders: list[QWidget] = []
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        for number, (key, words) in enumerate(self.titles()):
            holder = QWidget()
            QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
            self._holders.append(holder)
            self.addTab(holder, theme.picture(key), words)
            QShortcut(QKeySequence(f"Ctrl+{(number + 1) % 10}"), parent, lambda key=key: self.go(key).begin())
        self.show_for(lead=lead)
        self.currentChanged.connect(lambda _: self._show(self.current))
        self._ahead = QTimer(self, singleShot=True, interval=IDLE)
        self._ahead.timeout.connect(self._import_next)
        self._ahead.start()

    @property
    def current(self) -> str:
        return TABS[self.currentIndex()]

    def go(self, key: str) -> Page:
        """Show a tab; its page."""
        number = TABS.index(key)
        self.setTabVisible(number, True)
        self.setCurrentIndex(number)
        return self._show(key)

    def show_for(self, *, lead: bool) -> None:
        for key in OF_LEADS:
            self.setTabVisible(TABS.index(key), lead)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where all tabs with their pictures do not fit, they are words alone."""
        for number, key in enumerate(TABS):
            self.setTabIcon(number, theme.picture(key))
        bar = self.tabBar()
        wide = sum(bar.tabRect(number).width() for number in range(len(TABS)) if self.isTabVisible(number))
        if wide + MARGIN > self.width():
            for number in range(len(TABS)):
                self.setTabIcon(number, QIcon())

    def titles(self) -> list[tuple[str, str]]:
        words = [
            self.tr("Today"),
            self.tr("Customers"),
            self.tr("Needs interview"),
            self.tr("Combinations"),
            self.tr("Matrix"),
            self.tr("Selling"),
            self.tr("Progress"),
            self.tr("Team"),
            self.tr("Library"),
            self.tr("Know-how"),
        ]
        return list(zip(TABS, words, strict=True))

    def _import_next(self) -> None:
        """One module at a time: each is a moment nobody notices, and a first click that need not wait for it."""
        wanted = (*(f"app.services.{name}" for name in AHEAD), *map(_module, TABS))
        missing = [name for name in wanted if name not in sys.modules]
        if missing:
            importlib.import_module(missing[0])
            self._ahead.start(BETWEEN)
        elif not Tabs._settled:
            Tabs._settled = True  # once: what a switch of language leaves behind is garbage like any other
            gc.freeze()  # all of this stays: searches for garbage, which halt the window, leave it out

    def _show(self, key: str) -> Page:
        page = self.pages.get(key)
        if page is None:
            module = importlib.import_module(_module(key))
            page = getattr(module, f"{key.capitalize()}Page")(self._desk)
            self.pages[key] = page
            layout = self._holders[TABS.index(key)].layout()
            assert layout is not None
            layout.addWidget(page)
        self._desk.preferences.set_text("tab", key)
        return page


def _module(key: str) -> str:
    return f"app.ui.{key}.page"
