"""A customer chosen by typing: name, pinyin, initials or phone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QCompleter

from app.errors import Problem
from app.services.people import customers
from app.ui.base.desk import Desk
from app.ui.widgets.forms.fields import TextField

FOUND = 12


class HouseholdField(TextField):
    """The value is the household's id, None when empty. ``without`` is never offered."""

    def __init__(self, desk: Desk, without: str = "") -> None:
        super().__init__(self.tr("Name, pinyin, initials or phone"))
        self._desk, self._without = desk, without
        self._ids: dict[str, str] = {}
        self.line.setClearButtonEnabled(True)
        self._titles = QStringListModel(self)
        names = QCompleter(self._titles, self.line)
        names.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.line.setCompleter(names)
        self.line.textEdited.connect(self._find)

    def value(self) -> Any:
        return self._ids.get(self.line.text().strip())

    def set_value(self, value: Any) -> None:
        """``value`` is an id, or (id, name) where the name is at hand."""
        if value is None or isinstance(value, tuple):
            id, name = value or ("", "")
        else:
            id, name = value, customers.row(self._desk.store, value).name
        self._ids = {name: id} if id else {}
        super().set_value(name)

    def problem(self) -> Problem | None:
        text = self.line.text().strip()
        return Problem("customer_unknown", values={"text": text}) if text and text not in self._ids else None

    def _find(self, text: str) -> None:
        rows = customers.search(self._desk.store, text.strip(), FOUND) if text.strip() else []
        rows = [row for row in rows if row.id != self._without]
        names = [row.name for row in rows]
        titles = [row.name if names.count(row.name) == 1 else f"{row.name} {row.code}" for row in rows]
        self._ids = {title: row.id for title, row in zip(titles, rows, strict=True)}
        self._titles.setStringList(titles)
        self.line.completer().complete()
