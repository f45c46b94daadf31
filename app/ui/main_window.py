"""The window: a head with the search box, the tabs, and a foot with work under way, messages and undo."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app import paths
from app.enums import Language
from app.ui import languages, theme
from app.ui.command_box import CommandBox
from app.ui.desk import Desk
from app.ui.foot import Foot
from app.ui.page import Page
from app.ui.preferences import Preferences
from app.ui.task_runner import TaskRunner
from app.ui.unlock import StoreGate, UnlockPage

if TYPE_CHECKING:
    from app.services.store import Actor, Store
    from app.ui.help.window import HelpWindow

TABS = ("today", "customers", "interview", "combinations", "matrix", "selling", "progress", "team", "library")


class MainWindow(QMainWindow):
    """Painted before anything heavy is imported; a tab's module is imported when the tab is first shown."""

    def __init__(self, gate: StoreGate, preferences: Preferences) -> None:
        super().__init__()
        self._gate = gate
        self.preferences = preferences
        self.tasks = TaskRunner(self)
        self.desk: Desk | None = None
        self.pages: dict[str, Page] = {}
        self.setWindowTitle("需合 Needfolio")
        self.setWindowIcon(_icon("needfolio"))
        self.setMinimumSize(1024, 640)
        self.resize(1366, 768)
        self.restoreGeometry(preferences.blob("geometry"))
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.help: HelpWindow | None = None
        QShortcut(QKeySequence.StandardKey.HelpContents, self, self.show_help)
        self._show_unlock()

    # -- before the store is open ---------------------------------------------------------------------------
    def _show_unlock(self) -> None:
        self.unlock = UnlockPage(self._gate, self.tasks, self.preferences.language)
        self.unlock.opened.connect(lambda opened: self.open_desk(*opened))
        self.unlock.language.clicked.connect(self.switch_language)
        self._replace_central(self.unlock)

    def open_desk(self, store: Store, actor: Actor) -> None:
        """The store is open: from here on every page works with the desk."""
        self.desk = Desk(store, actor, self.preferences, tasks=self.tasks)
        self.desk.hub.navigated.connect(self.go)
        self.desk.hub.household_chosen.connect(lambda _: self.preferences.set_text("household", _ or ""))
        self.foot = Foot(self.desk, self)
        self.setStatusBar(self.foot)
        self.rebuild()

    # -- the tabs -------------------------------------------------------------------------------------------
    def rebuild(self) -> None:
        """Make head and tabs anew: how a switch of language or theme takes effect at once."""
        self._close_help()
        if self.desk is None:
            self._show_unlock()
            return
        current = self.current_tab if self.pages else self.preferences.text("tab", TABS[0])
        self.pages = {}
        self._holders = {}
        root = QWidget()
        layout = QVBoxLayout(root)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.command_box = CommandBox(self.desk, self)
        layout.addLayout(self._head())
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for number, (key, words) in enumerate(self.tab_titles()):
            holder = QWidget()
            QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
            self._holders[key] = holder
            self.tabs.addTab(holder, _icon(key), words)
            QShortcut(QKeySequence(f"Ctrl+{number + 1}"), root, lambda key=key: self.go(key))
        self.tabs.currentChanged.connect(lambda _: self._show_tab(self.current_tab))
        layout.addWidget(self.tabs, 1)
        QShortcut(QKeySequence("Ctrl+K"), root, self.command_box.focus_search)
        self._replace_central(root)
        self.foot.retranslate()
        self.go(current if current in TABS else TABS[0])

    @property
    def current_tab(self) -> str:
        return TABS[self.tabs.currentIndex()]

    def go(self, tab: str, id: str | None = None) -> None:
        """Show a tab, and in it the record with this id."""
        self.tabs.setCurrentIndex(TABS.index(tab))
        page = self._show_tab(tab)
        if id is not None:
            page.open(id)

    def _show_tab(self, key: str) -> Page:
        page = self.pages.get(key)
        if page is None:
            assert self.desk is not None
            module = importlib.import_module(f"app.ui.{key}.page")
            page = getattr(module, f"{key.capitalize()}Page")(self.desk)
            self.pages[key] = page
            layout = self._holders[key].layout()
            assert layout is not None
            layout.addWidget(page)
        self.preferences.set_text("tab", key)
        return page

    def tab_titles(self) -> list[tuple[str, str]]:
        return list(zip(TABS, self._tab_words(), strict=True))

    def _tab_words(self) -> list[str]:
        return [
            self.tr("Today"),
            self.tr("Customers"),
            self.tr("Needs interview"),
            self.tr("Combinations"),
            self.tr("Matrix"),
            self.tr("Selling"),
            self.tr("Progress"),
            self.tr("Team"),
            self.tr("Library"),
        ]

    def _head(self) -> QHBoxLayout:
        language = QPushButton("English" if self.preferences.language == Language.ZH else "中文")
        language.setAccessibleName(self.tr("Switch the language"))
        language.clicked.connect(self.switch_language)
        ask = QPushButton("?")
        ask.setAccessibleName(self.tr("Help"))
        ask.setToolTip(self.tr("Help") + " (F1)")
        ask.clicked.connect(self.show_help)
        shade = QPushButton(theme.icon("sun" if self.preferences.dark else "moon"), "")
        shade.setAccessibleName(self.tr("Switch between light and dark"))
        shade.setToolTip(shade.accessibleName())
        shade.clicked.connect(self.switch_theme)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 6)
        head.setSpacing(8)
        head.addWidget(self.command_box, 1)
        head.addWidget(language)
        head.addWidget(shade)
        head.addWidget(ask)
        return head

    # -- switches -------------------------------------------------------------------------------------------
    def switch_language(self) -> None:
        self.preferences.language = Language.EN if self.preferences.language == Language.ZH else Language.ZH
        languages.apply(_app(), self.preferences.language)
        self.rebuild()

    def switch_theme(self) -> None:
        self.preferences.dark = not self.preferences.dark
        theme.apply(_app(), dark=self.preferences.dark)
        self.rebuild()

    def edit_profile(self) -> None:
        from app.ui.profile import ProfileDialog

        assert self.desk is not None
        ProfileDialog(self.desk, self).exec()

    def choose_pin(self) -> None:
        from app.ui.profile import PinDialog

        assert self.desk is not None
        PinDialog(self.desk, self).exec()

    def show_help(self) -> None:
        """The manual at the page of the current tab."""
        from app.ui.help.window import HelpWindow

        if self.help is None:
            self.help = HelpWindow(self, self.preferences.language)
        self.help.show_page(self.current_tab if self.pages else "")

    def _close_help(self) -> None:
        """It was written in the language and colours that change now; the next F1 makes it anew."""
        if self.help is not None:
            self.help.deleteLater()
            self.help = None

    def back_up(self) -> None:
        from app.ui.profile import back_up

        assert self.desk is not None
        back_up(self.desk, self)

    def self_test(self) -> list[str]:
        """Open every tab once; returns their keys."""
        for key in TABS:
            self.go(key)
            _app().processEvents()
        return [key for key in TABS if key in self.pages]

    def closeEvent(self, event: QCloseEvent) -> None:
        self.preferences.set_blob("geometry", self.saveGeometry())
        self.preferences.save()
        for page in self.pages.values():
            page.keep()
        self.tasks.wait()
        if self.desk is not None:
            self.desk.store.close()
        super().closeEvent(event)

    def _replace_central(self, widget: QWidget) -> None:
        while (old := self._stack.widget(0)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(widget)


def _icon(name: str) -> QIcon:
    return QIcon(str(paths.resource("icons", f"{name}.svg")))


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
