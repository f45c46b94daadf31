"""What narrows the matrix: words, status, kind, this family."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from app.enums import Event, Language, NeedStatus
from app.services.matrix.index import Entry, chosen
from app.ui.base import labels
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.plain import Label


class FilterBar(QWidget):
    """``changed`` after each key or choice."""

    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search needs"))
        self.search.setAccessibleName(self.tr("Search needs"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.changed)
        self.status = self._choice(self.tr("Status"), self.tr("Every status"), labels.choices(NeedStatus, language))
        self.kind = self._choice(self.tr("Kind"), self.tr("Every kind"), labels.choices(Event, language))
        self.only_family = QCheckBox(self.tr("only this family"))
        self.only_family.clicked.connect(self.changed)
        self.shown = Label()
        self.shown.setProperty("kind", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.search, 1)
        for widget in (self.status, self.kind, self.only_family, self.shown):
            row.addWidget(widget)

    def passing(self, entries: Iterable[Entry], household_id: str | None) -> list[Entry]:
        """The entries that all of it lets through."""
        kind = self.kind.currentData()
        found = chosen(
            [entry for entry in entries if kind is None or entry.event == kind],
            text=self.search.text(),
            status=self.status.currentData(),
        )
        family = self.only_family.isChecked()
        return [entry for entry in found if not family or entry.household_id == household_id]

    def _choice(self, name: str, every: str, choices: list[tuple[str, str]]) -> ComboBox:
        box = ComboBox()
        box.setAccessibleName(name)
        box.addItem(every, None)
        for value, text in choices:
            box.addItem(text, value)
        box.activated.connect(lambda _: self.changed.emit())
        return box
