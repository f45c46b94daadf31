"""The needs that the filters let through, as a source of pages: order and length here, full rows from the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from app.enums import NeedStatus
from app.services.base.store import Store
from app.services.matrix import MatrixRow, listing
from app.services.matrix.index import Entry
from app.services.rules.spine.coverage import ratio_of

ORDER = {status: place for place, status in enumerate(NeedStatus)}
KEYS: dict[str, Callable[[Entry], Any]] = {
    "need": lambda entry: (entry.event, entry.description),
    "coverage": lambda entry: entry.coverage.value,
    "amount": lambda entry: ratio_of(entry.gap, entry.best, entry.work, known=not entry.missing),
    "status": lambda entry: ORDER[entry.status],
    "dates": lambda entry: entry.mark.value,
    "chain": lambda entry: (-entry.suspects, entry.items, entry.policies),
}


class EntrySource:
    """Sorting by what an entry knows is done here, by the rest in the store, once for an order."""

    def __init__(self, store: Store, matrix: str, entries: Sequence[Entry], today: date) -> None:
        self._store, self._matrix, self._today = store, matrix, today
        self._entries, self._given = list(entries), list(entries)
        self._order: tuple[str, bool] | None = None
        self._places: dict[str, int] = {}

    @property
    def ids(self) -> list[str]:
        return [entry.id for entry in self._entries]

    def count(self) -> int:
        return len(self._entries)

    def page(self, offset: int, limit: int, sort: str, descending: bool) -> list[MatrixRow]:
        self._sort(sort, descending)
        ids = [entry.id for entry in self._entries[offset : offset + limit]]
        return listing.page(self._store, ids, self._today)

    def place(self, id: str) -> int | None:
        """The number of a need's row, loaded or not."""
        if len(self._places) != len(self._entries):
            self._places = {entry.id: number for number, entry in enumerate(self._entries)}
        return self._places.get(id)

    def _sort(self, key: str, descending: bool) -> None:
        if self._order == (key, descending):
            return
        self._order, self._places = (key, descending), {}
        if key in ("number", ""):  # as they stand in the matrix, each with those below it
            self._entries = self._given[:: -1 if descending else 1]
        elif key in KEYS:
            self._entries.sort(key=KEYS[key], reverse=descending)
        elif key in listing.SORTED_BY:
            places = listing.places(self._store, self._matrix, key)
            self._entries.sort(key=lambda entry: places.get(entry.id, len(places)), reverse=descending)
