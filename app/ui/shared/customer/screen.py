"""客户视图: a screen for the family. Large type, this family only, and no way out but the agent's key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.ui.base.desk import Desk
from app.ui.shared.customer.key import KeyPanel
from app.ui.shared.customer.style import sheet
from app.ui.widgets.base_dialog import Dialog


class CustomerScreen(Dialog):
    """``left`` when the agent took the screen back. It is modal to the whole program and hides its windows: no tab,
    search box or shortcut is there. A subclass lays out ``key`` and ``lock`` with what it shows."""

    keeps_its_own_lock = True
    left = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._desk, self._window = desk, window
        self._may_close = False
        self._hidden: list[QWidget] = []
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setStyleSheet(sheet())
        self.lock = QPushButton(self.tr("For the agent"))
        self.lock.setProperty("kind", "link")
        self.key = KeyPanel(desk)
        self.key.hide()
        self.lock.clicked.connect(self.key.ask)
        self.key.opened.connect(self._leave)

    def enter(self) -> None:
        """Take the screen: every other window of the program goes out of sight."""
        self._hidden = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not self]
        self.showFullScreen()
        for window in self._hidden:
            window.hide()
        self.activateWindow()

    def keep(self) -> None:
        """What was typed and not saved yet is saved; called before the screen is given back. Override."""

    def typed(self) -> bool:
        """Every answer is saved as it is given."""
        return False

    def reject(self) -> None:
        """Escape does not leave: it asks for the key."""
        if self._may_close:
            super().reject()
        else:
            self.key.ask()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            self.key.ask()

    def _leave(self) -> None:
        self.keep()
        self._may_close = True
        for window in self._hidden:
            window.show()
        self._window.activateWindow()
        self.close()
        self.left.emit()
        self.deleteLater()
