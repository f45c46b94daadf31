"""The list of customers as pages of one order: what a table shows, counted and read with as few passes as can be."""

from __future__ import annotations

from app.services.base.store import Store
from app.services.people.customers import queries
from app.services.people.customers.filters import CustomerFilter
from app.services.people.customers.rows import HouseholdRow

FEW = 5_000  # so many hits of a search are kept by id: looking for them and counting them is then one pass


class Listing:
    """One search under one filter, as it was when it was counted first; a table makes a new one after a change."""

    def __init__(
        self, store: Store, text: str = "", wanted: CustomerFilter = queries.EVERYBODY, *, archived: bool = False
    ) -> None:
        self._store, self._text, self._wanted, self._archived = store, text, wanted, archived
        self._sort, self._descending = "name", False
        self._ids: list[str] | None = None
        self._count: int | None = None

    def count(self) -> int:
        """How many customers it has; counted once, and ids are kept when they are few."""
        if self._count is None:
            if self._text or not self._wanted.empty:
                ids = queries.ids(
                    self._store, search=self._text, wanted=self._wanted, archived=self._archived, limit=FEW + 1
                )
                if len(ids) <= FEW:
                    self._ids, self._count = ids, len(ids)
                    return self._count
            self._count = queries.count(self._store, search=self._text, wanted=self._wanted, archived=self._archived)
        return self._count

    def place(self, id: str) -> int | None:
        """The number of a row in the order of names; in another order only one that is loaded is found."""
        if self._sort != "name":
            return None
        if self._ids is not None and not self._descending:
            return self._ids.index(id) if id in self._ids else None
        return queries.place(
            self._store,
            id,
            search=self._text,
            wanted=self._wanted,
            archived=self._archived,
            descending=self._descending,
        )

    def page(self, offset: int, limit: int, sort: str, descending: bool) -> list[HouseholdRow]:
        """Rows behind the middle are counted from the end: a jump there does not read the whole list."""
        self._sort, self._descending = sort, descending
        total = self.count()
        if sort == "name" and not descending and self._ids is not None:
            return queries.rows_of(self._store, self._ids[offset : offset + limit])
        limit = max(0, min(limit, total - offset))
        backwards = offset + limit > total // 2 and total > limit
        return queries.page(
            self._store,
            search=self._text,
            wanted=self._wanted,
            sort=sort,
            descending=descending,
            offset=total - offset - limit if backwards else offset,
            limit=limit,
            archived=self._archived,
            backwards=backwards,
        )
