"""Who could take a need: suggestions by skill, family and workload; a person chooses."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.enums import Event
from app.services import matrix
from app.services.matrix import MatrixRow, assignment
from app.services.matrix.assignment import Suggestion
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label
from app.words import meant


class OwnerDialog(Dialog):
    """The best suggestion first; nothing is assigned before the button is pressed."""

    def __init__(self, parent: QWidget, desk: Desk, row: MatrixRow) -> None:
        super().__init__(parent)
        self._desk, self._row = desk, row
        self.setWindowTitle(self.tr("Owner of {number}").format(number=row.number))
        self.setMinimumSize(460, 300)
        now = Label(self.tr("Now: {owner}").format(owner=row.owner_name or row.owner_code or "—"))
        now.setProperty("kind", "muted")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Suggestions"))
        self.list.itemActivated.connect(self.assign)
        self.list.currentItemChanged.connect(lambda: self._show_skills())
        self.skills = QLineEdit()
        self.skills.setAccessibleName(self.tr("Good at"))
        self.skills.setPlaceholderText(self.tr("Kinds of need or tags of customers, then Enter"))
        self.skills.returnPressed.connect(self.save_skills)
        self.button = QPushButton(self.tr("Assign"))
        self.button.clicked.connect(self.assign)
        line = QHBoxLayout()
        line.addWidget(Label(self.tr("Good at")))
        line.addWidget(self.skills, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(now)
        layout.addWidget(self.list)
        layout.addLayout(line)
        layout.addLayout(self.lay_foot(self.button))
        self._fill("")

    def _fill(self, chosen: str) -> None:
        """The suggestions anew; the cursor on the agent chosen, else on the best."""
        self.list.clear()
        for one in assignment.suggest(self._desk.store, self._row.id):
            item = QListWidgetItem(self._words(one))
            item.setData(Qt.ItemDataRole.UserRole, one)
            self.list.addItem(item)
            if one.code == chosen:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def _show_skills(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            tags = assignment.skills(self._desk.store)[item.data(Qt.ItemDataRole.UserRole).code]
            words = (labels.event(tag, self._desk.language) for tag in tags)
            self.skills.setText(labels.listed(words, self._desk.language))

    def save_skills(self) -> None:
        """What the chosen agent is good at, typed as words; the suggestions follow at once."""
        code = self.list.currentItem().data(Qt.ItemDataRole.UserRole).code
        typed = re.split(r"[,;、，；]", self.skills.text())
        tags = [meant(Event, tag) or tag.strip() for tag in typed]
        assignment.set_skills(self._desk.store, self._desk.actor, code, tags)
        self._fill(code)

    def _words(self, one: Suggestion) -> str:
        parts = [
            f"{one.name} ({one.code})",
            self.tr("{count} open needs", n=one.open_needs).format(count=one.open_needs),
        ]
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
