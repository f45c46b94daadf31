"""The papers of a claim: a tick for what came, a line for a further one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.services.rules.care.cases import Document, missing
from app.ui.base.desk import Desk
from app.ui.widgets.plain import Label

SHOWN = 5


class Papers(QWidget):
    """``changed`` when the user ticked, added or removed one; what is wrong is the service's to say."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._documents: list[Document] = []
        self.head = Label()
        self.head.setProperty("kind", "heading")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Papers"))
        self.list.itemChanged.connect(self._ticked)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("A further paper, then Enter"))
        self.line.setAccessibleName(self.tr("A further paper"))
        self.line.returnPressed.connect(self._add)
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._remove)
        foot = QHBoxLayout()
        foot.addWidget(self.line, 1)
        foot.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.head)
        layout.addWidget(self.list)
        layout.addLayout(foot)

    def documents(self) -> tuple[Document, ...]:
        return tuple(self._documents)

    def show_documents(self, documents: Sequence[Document]) -> None:
        self._documents = list(documents)
        count = missing(documents)
        words = self.tr("Papers: {count} missing").format(count=count) if count else self.tr("Papers: all there")
        self.head.setText(("△ " if count else "✓ ") + words)
        place = self.list.currentRow()
        with QSignalBlocker(self.list):
            self.list.clear()
            for document in documents:
                got = self.tr("came on {day}").format(day=document.got) if document.got else self.tr("missing")
                item = QListWidgetItem(f"{document.name}  ·  {got}", self.list)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if document.got else Qt.CheckState.Unchecked)
            self.list.setCurrentRow(max(0, min(place, len(documents) - 1)))
        height = self.list.sizeHintForRow(0) if documents else 20
        self.list.setFixedHeight(height * min(SHOWN, max(1, len(documents))) + 8)

    def _ticked(self, item: QListWidgetItem) -> None:
        place = self.list.row(item)
        got = self.desk.today() if item.checkState() == Qt.CheckState.Checked else None
        self._documents[place] = replace(self._documents[place], got=got)
        self.changed.emit()

    def _add(self) -> None:
        self._documents.append(Document(self.line.text().strip()))
        self.line.clear()
        self.changed.emit()

    def _remove(self) -> None:
        if 0 <= self.list.currentRow() < len(self._documents):
            del self._documents[self.list.currentRow()]
            self.changed.emit()
