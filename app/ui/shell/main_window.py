"""The window: a head with the search box, the tabs, and a foot with work under way, messages and undo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QSystemTrayIcon,
    QVBoxLayout,
    QWidget,
)

from app.enums import Language
from app.errors import NeedfolioError
from app.ui.base import languages, theme
from app.ui.base.desk import Desk
from app.ui.base.later import later
from app.ui.base.preferences import Preferences
from app.ui.base.task_runner import TaskRunner
from app.ui.shared.page import Page
from app.ui.shell.acts import WindowActs
from app.ui.shell.command_box import CommandBox
from app.ui.shell.commands import Command
from app.ui.shell.enter_presses import EnterPresses
from app.ui.shell.foot import Foot
from app.ui.shell.gate import StoreGate
from app.ui.shell.head import Head
from app.ui.shell.page_acts import PageActs
from app.ui.shell.putting_away import put_away
from app.ui.shell.replacing import Replacing
from app.ui.shell.safety.acts import SafetyActs
from app.ui.shell.settings import Settings
from app.ui.shell.tabs import TABS, Tabs
from app.ui.shell.unlock import UnlockPage

if TYPE_CHECKING:
    from app.services.base.store import Actor, Store
    from app.ui.shared.help.window import HelpWindow


LOCK_AGAIN_MS = 250


class MainWindow(QMainWindow):
    """Painted before anything heavy is imported. ``desk_closing`` while the store is still open."""

    desk_closing = Signal()

    def __init__(self, gate: StoreGate, preferences: Preferences) -> None:
        super().__init__()
        self._gate = gate
        self.preferences = preferences
        self.tasks = TaskRunner(self)
        self.desk: Desk | None = None
        self._replacing = Replacing(gate, self)
        self.setWindowTitle("需合 Needfolio")
        self.setWindowIcon(theme.picture("needfolio"))
        self.setMinimumSize(1024, 640)
        self.resize(1366, 768)
        self.placed = self.restoreGeometry(preferences.blob("geometry"))
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.help: HelpWindow | None = None
        QShortcut(QKeySequence.StandardKey.HelpContents, self, self.show_help)
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock)
        EnterPresses(self)
        self._own = set(self.children())  # all else that comes to stand in the window goes with its desk
        self._show_unlock()

    # -- before the store is open ---------------------------------------------------------------------------
    def _show_unlock(self) -> None:
        self.unlock = UnlockPage(self._gate, self.tasks, self.preferences.language)
        self.unlock.opened.connect(lambda opened: self.open_desk(*opened))
        self.unlock.born.connect(self.offer_recovery_key)
        self.unlock.afresh.connect(self._show_unlock)
        self.unlock.language.clicked.connect(self.switch_language)
        self._replace_central(self.unlock)

    def offer_recovery_key(self) -> None:
        """The last step of the first start, over the window that is there already."""
        from app.ui.shell.safety.passwords import RecoveryKeyDialog

        assert self.desk is not None
        dialog = RecoveryKeyDialog(self.desk, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_desk(self, store: Store, actor: Actor, kept: Path | None = None) -> None:
        """The store is open: from here on every page works with the desk. ``kept`` is what a restore put aside."""
        self.desk = Desk(store, actor, self.preferences, tasks=self.tasks)
        self.desk.hub.navigated.connect(self.go)
        self.desk.hub.household_chosen.connect(self._remember_household)
        self.acts = WindowActs(self.desk, self, self._page)
        self.safety = SafetyActs(self.desk, self)
        self.safety.lock.connect(self.lock)
        self.safety.restore.connect(self._replacing.restore)
        self.safety.renew.connect(self._replacing.renew)
        looks = (self.switch_language, self.switch_theme)
        self.settings = Settings(self.desk, self, looks, self._page, self.safety.commands)
        self.settings.profile_changed.connect(lambda: self.tabs.show_for(lead=self._leads()))
        self.foot = Foot(self.desk, self)
        self.setStatusBar(self.foot)
        self.rebuild()
        self._replacing.tell(kept)

    def _remember_household(self, household_id: str | None) -> None:
        self.preferences.set_text("household", household_id or "")

    # -- the tabs -------------------------------------------------------------------------------------------
    def rebuild(self) -> None:
        """Make head and tabs anew: how a switch of language or theme takes effect at once."""
        self._close_help()
        if self.desk is None:
            self._show_unlock()
            return
        current = self.preferences.text("tab", TABS[0])
        root = QWidget()
        layout = QVBoxLayout(root)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.command_box = CommandBox(self.desk, self, self._commands, self.acts.open_hit)
        acts = (self.switch_language, self.switch_theme, self.show_help)
        self.head = Head(self.command_box, self.preferences, acts, self.settings, root)
        layout.addWidget(self.head)
        layout.addWidget(self._strip(root))
        layout.addWidget(self._reminders(root))
        self.tabs = Tabs(self.desk, root, lead=self._leads())
        self._page_acts = PageActs(self.tabs, self._page)
        layout.addWidget(self.tabs, 1)
        QShortcut(QKeySequence("Ctrl+K"), root, self.command_box.focus_search)
        QShortcut(QKeySequence("F11"), root, self.acts.show_customer)
        self._replace_central(root)
        self.foot.retranslate()
        self.go(current if current in TABS else TABS[0])

    def _commands(self) -> list[Command]:
        """Everything the search box can do."""
        return [
            *(
                Command(self.tr("Go to {tab}").format(tab=tab), partial(self.go, key), (tab, self.tr("Go to")))
                for key, tab in self.tabs.titles()
            ),
            Command(self.tr("Help"), self.show_help, (self.tr("Manual"),)),
            Command(self.tr("Settings"), self.head.show_settings),
            *self._page_acts.commands(lead=self._leads()),
            *self.acts.commands(),
            *self.settings.commands(),
        ]

    def _page(self, tab: str) -> Page:
        """Shown, and so with what it shows: an act on it may follow at once."""
        page = self.tabs.go(tab)
        page.show()
        return page

    def _strip(self, root: QWidget) -> QWidget:
        from app.ui.shell.safety.strip import SafetyStrip

        assert self.desk is not None
        strip = SafetyStrip(self.desk, root)
        strip.asked.connect(self.safety.open)
        return strip

    def _reminders(self, root: QWidget) -> QWidget:
        from app.ui.shell.reminder_strip import ReminderStrip, Tray

        assert self.desk is not None
        self.reminders = ReminderStrip(self.desk, root)
        if QSystemTrayIcon.isSystemTrayAvailable():
            Tray(self, self.reminders)
        return self.reminders

    @property
    def pages(self) -> dict[str, Page]:
        """The pages shown so far, by tab."""
        return {} if self.desk is None else self.tabs.pages

    @property
    def current_tab(self) -> str:
        return self.tabs.current

    def _leads(self) -> bool:
        from app.services.base import agents

        assert self.desk is not None
        return agents.leads_a_team(self.desk.store)

    def go(self, tab: str, id: str | None = None) -> None:
        """Show a tab, and in it the record with this id."""
        page = self.tabs.go(tab)
        if id is not None:
            page.open(id)

    def say_fault(self, error: BaseException) -> None:
        """At the foot; before the store is open there is none, and nothing to lose."""
        if self.desk is None:
            return
        if isinstance(error, NeedfolioError):
            self.desk.say_error(error)
        else:
            self.desk.hub.tell(self.tr("Something went wrong. Nothing was changed."))

    # -- switches -------------------------------------------------------------------------------------------
    def switch_language(self) -> None:
        self.preferences.language = Language.EN if self.preferences.language == Language.ZH else Language.ZH
        languages.apply(_app(), self.preferences.language)
        self.rebuild()

    def switch_theme(self) -> None:
        self.preferences.dark = not self.preferences.dark
        theme.apply(_app(), dark=self.preferences.dark)
        self.rebuild()

    def show_help(self) -> None:
        """The manual at the page of the current tab."""
        from app.ui.shared.help.window import HelpWindow

        if self.help is None:
            self.help = HelpWindow(self, self.preferences.language)
        self.help.show_page(self.current_tab if self.pages else "")

    def _close_help(self) -> None:
        """It was written in the language and colours that change now; the next F1 makes it anew."""
        if self.help is not None:
            self.help.deleteLater()
            self.help = None

    def self_test(self) -> list[str]:
        """Open every tab once; returns their keys."""
        for key in TABS:
            self.go(key)
            _app().processEvents()
        return [key for key in TABS if key in self.pages]

    # -- locking and closing --------------------------------------------------------------------------------
    def lock(self) -> None:
        """Put everything away and ask for the password again. What stands in a form is kept as its draft; the customer
        view has a lock of its own, and work under way comes to its end first."""
        if self.desk is None:
            return
        if self.tasks.busy():
            later(self, self.lock, LOCK_AGAIN_MS)
            return
        if put_away():
            return
        later(self, self.close_desk)  # whoever opened a dialog comes to its end first

    def close_desk(self) -> None:
        """The store is closed, its key gone, and nothing is left of what was shown."""
        if self.desk is None:
            return
        self._close_store()
        self._close_help()
        self.desk = None
        self._show_unlock()
        for child in self.children():
            if child not in self._own and not isinstance(child, QAction):
                child.deleteLater()

    def _close_store(self) -> None:
        for page in self.pages.values():
            page.keep()
        self.tasks.wait()
        self.desk_closing.emit()
        if self.desk is not None:
            self.desk.store.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.preferences.set_blob("geometry", self.saveGeometry())
        self.preferences.save()
        self._close_store()
        super().closeEvent(event)

    def _replace_central(self, widget: QWidget) -> None:
        while (old := self._stack.widget(0)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(widget)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
