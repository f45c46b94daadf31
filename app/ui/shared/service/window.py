"""All clocks, all open cases and satisfaction of the agent, in a window of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.services.care import clocks
from app.services.rules.care.clocks import pressing_first
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.shared.service.cases.table import CaseTable
from app.ui.shared.service.clocks.table import ClockTable
from app.ui.shared.service.feedback.trend import TrendView
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.notice import Notice

CLOCKS, CASES, ANSWERS = range(3)
SHOWN = (ChangeKind.SERVICE, ChangeKind.ACTIVITY, ChangeKind.POLICY, ChangeKind.NEED, ChangeKind.HOUSEHOLD,
         ChangeKind.SETTING)  # fmt: skip


class ServiceWindow(Dialog):
    """Stays open beside the main window; what changes there is read again here."""

    def __init__(self, desk: Desk, parent: QWidget, part: int = CLOCKS) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(self.tr("Service: clocks, cases, satisfaction"))
        self.resize(980, 620)
        self.notice = Notice(desk.language)
        self.clocks = ClockTable(desk, self.notice.guard)
        self.clocks.table.opened.connect(lambda _: self.accept())
        self.clocks.family.clicked.connect(self.accept)
        self.cases = CaseTable(desk, self.notice.guard)
        self.trend = TrendView(desk, self.notice.guard)
        self.trend.answers.need_button.clicked.connect(self.accept)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for widget, words in (
            (self.clocks, self.tr("Clocks")),
            (self.cases, self.tr("Service cases")),
            (self.trend, self.tr("Satisfaction")),
        ):
            self.tabs.addTab(widget, words)
        self.tabs.setCurrentIndex(part)
        self.tabs.currentChanged.connect(lambda _: self.reload())
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(self.tabs, 1)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter in a table opens its row and nothing else
        if (foot := getattr(parent.window(), "foot", None)) is not None:
            foot.listen(self)  # what is done here is undone here
        desk.hub.changed.connect(self._on_change)
        self.reload()

    def reload(self) -> None:
        part = self.tabs.currentIndex()
        if part == CLOCKS:
            with self.notice.guard():
                found = clocks.of_agent(self.desk.store, self.desk.actor.code, self.desk.today())
                self.clocks.show_clocks(pressing_first(found))
        elif part == CASES:
            self.cases.reload()
        else:
            self.trend.reload()

    def _on_change(self, change: Change) -> None:
        if self.isVisible() and change.touches(*SHOWN):
            self.reload()


def open_service(desk: Desk, parent: QWidget, part: int = CLOCKS) -> ServiceWindow:
    window = ServiceWindow(desk, parent.window(), part)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.show()
    return window
