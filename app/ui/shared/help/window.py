"""The help window: contents and search at the left, the page at the right. F1 opens the page of the current tab."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from app.enums import Language
from app.ui.shared.help.pages import FIRST, ManualPage, pages
from app.ui.shared.help.reader import Reader
from app.ui.widgets.plain import Label

KEY_ROLE = Qt.ItemDataRole.UserRole
SIZE = 1080, 720


class HelpWindow(QWidget):
    """A window beside the main one: both can be used at once. Escape closes it."""

    def __init__(self, parent: QWidget, language: Language) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Needfolio manual"))
        self.resize(*SIZE)
        self._pages: dict[str, ManualPage] = {page.key: page for page in pages(language)}
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the manual"))
        self.search.setAccessibleName(self.tr("Search the manual"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._show_current)
        self.contents = QListWidget()
        self.contents.setAccessibleName(self.tr("Contents"))
        self.contents.currentItemChanged.connect(self._show_current)
        self.nothing = Label(self.tr("No page says that."))
        self.nothing.setProperty("kind", "muted")
        self.reader = Reader(language)
        self.reader.setAccessibleName(self.tr("Page of the manual"))
        self.reader.anchorClicked.connect(self._follow)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        self._lay_out()
        self._filter("")

    @property
    def key(self) -> str:
        """The page that is shown."""
        item = self.contents.currentItem()
        return FIRST if item is None else str(item.data(KEY_ROLE))  # type: ignore[redundant-expr]

    def show_page(self, key: str) -> None:
        """Open the window at a page; an unknown one is the first."""
        if self.search.text():
            self.search.clear()
        self._choose(key if key in self._pages else FIRST)
        self.show()
        self.raise_()
        self.activateWindow()

    def _filter(self, text: str) -> None:
        """The pages that say what is searched for; the one shown stays if it is among them."""
        wanted, current = text.strip(), self.key
        self.contents.blockSignals(True)
        self.contents.clear()
        for page in self._pages.values():
            if page.says(wanted):
                item = QListWidgetItem(page.title)
                item.setData(KEY_ROLE, page.key)
                self.contents.addItem(item)
        self.contents.blockSignals(False)
        self.nothing.setVisible(not self.contents.count())
        self._choose(current)

    def _choose(self, key: str) -> None:
        rows = [self.contents.item(row).data(KEY_ROLE) for row in range(self.contents.count())]
        self.contents.blockSignals(True)
        self.contents.setCurrentRow(rows.index(key) if key in rows else 0)
        self.contents.blockSignals(False)
        self._show_current()

    def _show_current(self) -> None:
        if self.contents.count():
            self.reader.show_text(self._pages[self.key].text, self.search.text().strip())

    def _follow(self, url: QUrl) -> None:
        """Links lead from page to page (``matrix.md``); anything else is not opened."""
        key = url.fileName().removesuffix(".md")
        if key in self._pages:
            self.search.clear()
            self._choose(key)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addWidget(self.contents, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(self.reader)
        both.setSizes([230, SIZE[0] - 230])
        both.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(both)
