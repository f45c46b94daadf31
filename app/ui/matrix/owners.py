"""Who could take a need: suggestions by skill, family and workload; a person chooses."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services import matrix
from app.services.matrix import MatrixRow, assignment
from app.services.matrix.assignment import Suggestion
from app.ui import labels
from app.ui.desk import Desk


class OwnerDialog(QDialog):
    """The best suggestion first; nothing is assigned before the button is pressed."""

    def __init__(self, parent: QWidget, desk: Desk, row: MatrixRow) -> None:
        super().__init__(parent)
        self._desk, self._row = desk, row
        self.setWindowTitle(self.tr("Owner of {number}").format(number=row.number))
        self.setMinimumSize(460, 300)
        now = QLabel(self.tr("Now: {owner}").format(owner=row.owner_name or row.owner_code or "—"))
        now.setProperty("kind", "muted")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Suggestions"))
        for one in assignment.suggest(desk.store, row.id):
            item = QListWidgetItem(self._words(one))
            item.setData(Qt.ItemDataRole.UserRole, one)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.assign)
        self.button = QPushButton(self.tr("Assign"))
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(self.assign)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.addWidget(now)
        layout.addWidget(self.list)
        layout.addLayout(buttons)

    def _words(self, one: Suggestion) -> str:
        parts = [f"{one.name} ({one.code})", self.tr("{count} open needs").format(count=one.open_needs)]
        if one.fits:
            tags = labels.listed((labels.event(tag, self._desk.language) for tag in one.fits), self._desk.language)
            parts.append(self.tr("good at {tags}").format(tags=tags))
        if one.knows_family:
            parts.append(self.tr("knows the family"))
        return "  ·  ".join(parts)

    def assign(self) -> None:
        one: Suggestion = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        changes = {"owner_code": one.code, "owner_name": one.name}
        matrix.update_need(self._desk.store, self._desk.actor, self._row.id, changes)
        self.accept()
