"""A customer by name: found by Chinese, pinyin, initials or phone as one types."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCompleter, QLineEdit

from app.errors import Problem
from app.services.people import customers
from app.ui.base.desk import Desk
from app.ui.widgets.forms.fields import Field

FOUND = 8


class CustomerLine(QLineEdit):
    """``household_id`` is None for an empty line and for a name nobody has."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ids: dict[str, str] = {}
        self.setPlaceholderText(self.tr("Customer"))
        self.setAccessibleName(self.tr("Customer"))
        self.textEdited.connect(self._find)
        self._offer([])

    @property
    def household_id(self) -> str | None:
        return self._ids.get(self.text().strip())

    @property
    def unknown(self) -> bool:
        """Something is typed that is no customer."""
        return bool(self.text().strip()) and self.household_id is None

    def choose(self, household_id: str | None) -> None:
        row = customers.row(self._desk.store, household_id) if household_id else None
        self._ids = {row.name: row.id} if row else {}
        self.setText(row.name if row else "")

    def _find(self, text: str) -> None:
        rows = customers.search(self._desk.store, text.strip(), FOUND) if text.strip() else []
        titles = [row.name if sum(r.name == row.name for r in rows) == 1 else f"{row.name} {row.code}" for row in rows]
        self._ids = {title: row.id for title, row in zip(titles, rows, strict=True)}
        self._offer(titles)
        self._names.complete()

    def _offer(self, titles: list[str]) -> None:
        self._names = QCompleter(titles, self)
        self._names.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(self._names)


class CustomerField(Field):
    """The same in a form; the value is the household's id."""

    def __init__(self, desk: Desk) -> None:
        self.line = CustomerLine(desk)
        super().__init__(self.line)
        self.line.textEdited.connect(lambda: self.edited.emit())

    def value(self) -> Any:
        return self.line.household_id

    def set_value(self, value: Any) -> None:
        self.line.choose(value)

    def problem(self) -> Problem | None:
        return Problem("customer_unknown", values={"text": self.line.text().strip()}) if self.line.unknown else None
