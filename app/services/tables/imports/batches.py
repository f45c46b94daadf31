"""What every import leaves behind: what it made, and what its records were before. By it the import is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from app.models import ImportBatch, ImportChange
from app.services.base import snapshots
from app.services.base.store import Store, WriteSession

PARTS_KEY = "+parts"
MADE = 0
"""In the place of a version: the row itself was made for a changed record, and goes when the import is taken back."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import, as a list of them shows it."""

    id: str
    kind: str
    file: str
    at: datetime
    added: int
    updated: int
    undone: bool


class Keeper:
    """Notes inside an import's unit of work what it does. Call :meth:`finish` last."""

    def __init__(self, session: WriteSession, kind: str, file: str, matrix_id: str | None = None) -> None:
        self._session = session
        self._rows: list[tuple[Any, dict[str, Any]]] = []
        self._made: list[tuple[str, str]] = []
        self.batch = ImportBatch(kind=kind, file=file, agent_code=session.actor.code, matrix_id=matrix_id)

    def before(self, row: Any, parts: dict[str, list[dict[str, Any]]] | None = None) -> None:
        """Call before the first change of a record. ``parts`` are rows of other tables that the change replaces."""
        self._rows.append((row, snapshots.taken(row) | ({PARTS_KEY: parts} if parts else {})))

    def made(self, model: type[Any], ids: Iterable[Any]) -> None:
        """Rows of another table that came with the change of a record, such as a line of its history."""
        self._made += [(model.__tablename__, str(id)) for id in ids]

    def finish(self, ids: Iterable[str], **counts: int) -> str:
        """Write it down; ``ids`` are of the records made. Returns the id to undo by."""
        self.batch.added, self.batch.counts = list(ids), counts
        self._session.add(self.batch)
        self._session.flush()
        changes = [
            {"batch_id": self.batch.id, "table_name": row.__tablename__, "record_id": row.id, "before": before,
             "version_after": row.version} for row, before in self._rows
        ]  # fmt: skip
        changes += [
            {"batch_id": self.batch.id, "table_name": table, "record_id": id, "before": {}, "version_after": MADE}
            for table, id in self._made
        ]
        if changes:
            self._session.execute(insert(ImportChange), changes)
        self._session.note(batch=self.batch.id, **counts)
        return self.batch.id


def batches(store: Store, kind: str | None = None, limit: int = 20) -> list[BatchRow]:
    """The latest imports, of one kind or of all, the newest first."""
    query = select(ImportBatch).order_by(ImportBatch.created_at.desc(), ImportBatch.id.desc()).limit(limit)
    if kind is not None:
        query = query.where(ImportBatch.kind == kind)
    with store.read() as session:
        rows = session.scalars(query)
        return [
            BatchRow(
                row.id,
                row.kind,
                row.file,
                row.created_at,
                int(row.counts.get("added", 0)),
                int(row.counts.get("updated", 0)),
                row.undone_at is not None,
            )
            for row in rows
        ]
