"""What taking an import back asks of the family whose records it made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ImportBatch
from app.services.base.references import pointing_at
from app.services.base.store import WriteSession


class Records:
    """One kind's records. A family derives from it, names the table, and adds what no key and no version tells.

    ``parts`` are tables whose rows an added record brings along, and which go with it: no sign that somebody built on
    it. The hooks are called in the order they stand in, within the unit of work that takes the import back.
    """

    model: ClassVar[type[Any]]
    parts: ClassVar[frozenset[str]] = frozenset()

    def used(self, _session: Session, _ids: set[str]) -> set[str]:
        """Of the added records those that somebody built on, beyond the keys that point at them."""
        return set()

    def put_back(self, session: WriteSession, batch: ImportBatch, changed: Sequence[str]) -> None:
        """The ``changed`` records are as they were before the import: tell whoever rests on them."""

    def clear(self, session: WriteSession, ids: Sequence[str]) -> None:
        """These added records are about to be deleted: take away first what would keep them."""

    def close(self, session: WriteSession, batch: ImportBatch) -> None:
        """All records are gone: take away what the import had made around them."""


def pointed_at(session: Session, model: type[Any], ids: set[str], parts: frozenset[str]) -> set[str]:
    """Of ``ids`` those that a row of another table points at, ``parts`` left aside. Whole columns are read and
    compared: a hundred thousand ids in a condition would take longer."""
    found: set[str] = set()
    for table, column in pointing_at(model.__tablename__):
        if table.name not in parts:
            found |= set(session.scalars(select(column).distinct())) & ids
    return found


def more_than_one(ids: Iterable[str]) -> set[str]:
    """Those that come more than once."""
    return {id for id, count in Counter(ids).items() if count > 1}
