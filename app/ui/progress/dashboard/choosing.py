"""Which cards are on the page: a list with ticks, what each counts, and the way back to the first arrangement."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.enums import Language
from app.services.figures.progress import Card
from app.ui.progress.dashboard.arrangement import Places
from app.ui.progress.dashboard.cards import words_of
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label, plain

WIDTH, HEIGHT, ROW = 560, 620, 30


class ChooseCards(Dialog):
    """:attr:`wanted` are the cards ticked, those shown first; :attr:`fresh` is True when the first arrangement is."""

    def __init__(self, places: Places, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self.fresh = False
        self.setWindowTitle(self.tr("Cards on the page"))
        self.resize(WIDTH, HEIGHT)
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        shown = [place.card for place in places]
        for card in (*shown, *(card for card in Card if card not in shown)):
            words = words_of(card, language)
            item = QListWidgetItem(words.name())
            item.setData(Qt.ItemDataRole.UserRole, card.value)
            item.setToolTip(plain(words.explains()))
            item.setSizeHint(QSize(0, ROW))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if card in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.about = Label()
        self.about.setProperty("kind", "muted")
        self.about.setWordWrap(True)
        self.about.setMinimumHeight(3 * self.about.fontMetrics().lineSpacing())
        self.list.currentItemChanged.connect(lambda item: self.about.setText(item.toolTip() if item else ""))
        self.list.setCurrentRow(0)
        self.reset = QPushButton(self.tr("As at first"))
        self.reset.clicked.connect(self._start_anew)
        self.done_button = QPushButton(self.tr("Show these"))
        self.done_button.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.about)
        layout.addLayout(self.lay_foot(self.done_button, self.reset))

    @property
    def wanted(self) -> list[Card]:
        items = [self.list.item(number) for number in range(self.list.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        return [Card(item.data(Qt.ItemDataRole.UserRole)) for item in ticked]

    def _start_anew(self) -> None:
        self.fresh = True
        self.accept()
