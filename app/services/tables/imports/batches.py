"""Every import can be taken back as one unit of work, as long as nobody built on what it brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, func, insert, select
from sqlalchemy.orm import Session

from app.enums import NodeKind
from app.errors import InputError, Problem, bad_input
from app.models import (
    Base,
    ExchangeBasis,
    Household,
    ImportBatch,
    ImportChange,
    Matrix,
    Member,
    Need,
    Policy,
    Product,
    ProposalItem,
    StageMove,
)
from app.models import TraceLink as Link
from app.services.base import snapshots
from app.services.base.references import pointing_at
from app.services.base.store import Actor, Store, WriteSession
from app.services.spine import tracing

CHUNK = 2_000
PARTS_KEY = "+parts"
MOST_TOLD = 20
TABLES: dict[str, type[Any]] = {"household": Household, "member": Member, "need": Need, "product": Product}
ADDS = {"customers": Household, "matrix": Need, "catalogue": Product}
# What an added record brings along, and goes with it: no sign that somebody built on it.
PARTS: dict[type[Any], frozenset[str]] = {
    Household: frozenset({"member", "stage_move", "custom_value"}),
    Need: frozenset({"need"}),
    Product: frozenset({"product_cover", "product_rate", "product_version"}),
}


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
        self._last_move = session.scalar(select(func.max(StageMove.id))) or 0
        self.batch = ImportBatch(kind=kind, file=file, agent_code=session.actor.code, matrix_id=matrix_id)

    def before(self, row: Any, parts: dict[str, list[dict[str, Any]]] | None = None) -> None:
        """Call before the first change of a record. ``parts`` are rows of other tables that the change replaces."""
        self._rows.append((row, snapshots.taken(row) | ({PARTS_KEY: parts} if parts else {})))

    def finish(self, ids: Iterable[str], **counts: int) -> str:
        """Write it down; ``ids`` are of the records made. Returns the id to undo by."""
        self.batch.added, self.batch.counts = list(ids), counts
        self._session.add(self.batch)
        self._session.flush()
        changes = [
            {"batch_id": self.batch.id, "table_name": row.__tablename__, "record_id": row.id, "before": before,
             "version_after": row.version} for row, before in self._rows
        ]  # fmt: skip
        changed = {row.id for row, _ in self._rows}
        moves = self._session.execute(
            select(StageMove.id, StageMove.household_id).where(StageMove.id > self._last_move)
        )
        changes += [
            {"batch_id": self.batch.id, "table_name": "stage_move", "record_id": str(id), "before": {},
             "version_after": 0} for id, household in moves if household in changed
        ]  # fmt: skip
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


def undo(store: Store, actor: Actor, batch_id: str) -> int:
    """Take the whole import back; returns how many records that were. Refused (InputError) with each record that was
    changed or built upon since; then nothing is taken back.
    """
    with store.write(actor, "import.undo") as session:
        batch = session.get(ImportBatch, batch_id)
        if batch is None:
            raise bad_input("not_found")
        if batch.undone_at is not None:
            raise bad_input("import_undone", file=batch.file)
        changes = list(session.scalars(select(ImportChange).where(ImportChange.batch_id == batch_id)))
        if problems := [*_changed_since(session, changes), *_built_upon(session, batch)]:
            raise InputError(problems[:MOST_TOLD])
        _take_back(session, batch, changes)
        batch.undone_at = session.now
        session.note(batch=batch_id, kind=batch.kind)
        return len(batch.added) + sum(1 for change in changes if change.table_name in ("household", "need", "product"))


def _changed_since(session: Session, changes: Sequence[ImportChange]) -> Iterator[Problem]:
    for change in changes:
        if change.table_name not in TABLES:
            continue
        row = session.get(TABLES[change.table_name], change.record_id)
        if row is None or row.version != change.version_after:
            yield Problem("import_row_changed", values={"name": _name(change.before)})


def _built_upon(session: Session, batch: ImportBatch) -> Iterator[Problem]:
    """Whole columns are read and compared here: a hundred thousand ids in a condition would take longer."""
    model, ids = ADDS[batch.kind], set(batch.added)
    if not ids:
        return
    rows = {row["id"]: row for row in _rows(session, model) if row["id"] in ids}
    yield from (Problem("import_row_gone", values={"name": id}) for id in batch.added if id not in rows)
    used = {id for id, row in rows.items() if row["version"] > 1}
    people: dict[str, str] = {}
    if model is Household:
        members = session.execute(select(Member.id, Member.household_id, Member.version))
        own = [member for member in members if member.household_id in ids]
        people = {member.id: member.household_id for member in own}
        used |= {member.household_id for member in own if member.version > 1}
        used |= _more_than_one(member.household_id for member in own)
        used |= _more_than_one(id for id in session.scalars(select(StageMove.household_id)) if id in ids)
    for table, column, refers in _references(model):
        if table.name not in PARTS[model]:
            found = set(session.scalars(select(table.c[column]).distinct()))
            used |= {people[id] for id in found if id in people} if refers is Member else found & ids
    used |= _linked(session, model, batch.added)
    yield from (Problem("import_row_used", values={"name": _name(rows[id])}) for id in sorted(used) if id in rows)


def _more_than_one(ids: Iterable[str]) -> set[str]:
    """Households that have more people, or moved further, than the import left them with."""
    return {id for id, count in Counter(ids).items() if count > 1}


def _references(model: type[Any]) -> Iterator[tuple[Table, str, type[Any]]]:
    """Every column of any table that points at such a record, or at a member of such a household."""
    for refers in (model, Member) if model is Household else (model,):
        for table, column in pointing_at(refers.__tablename__):
            yield table, column.name, refers


def _linked(session: Session, model: type[Any], added: Sequence[str]) -> set[str]:
    """What points at a record without a foreign key: trace links, and products by their code."""
    ids = set(added)
    if model is Product:
        codes = {row.code: row.id for row in session.execute(select(Product.id, Product.code)) if row.id in ids}
        uses = (select(used.product_code).distinct() for used in (ProposalItem, Policy))
        return {codes[code] for query in uses for code in session.scalars(query) if code in codes}
    if model is not Need:
        return set()
    ends = (
        select(Link.source_id).where(Link.source_kind == NodeKind.NEED).distinct(),
        select(Link.target_id).where(Link.target_kind == NodeKind.NEED).distinct(),
    )
    children = session.execute(select(Need.id, Need.parent_id).where(Need.parent_id.is_not(None)))
    found = {id for query in ends for id in session.scalars(query)} & ids
    return found | {str(row.parent_id) for row in children if row.id not in ids and row.parent_id in ids}


def _take_back(session: WriteSession, batch: ImportBatch, changes: Sequence[ImportChange]) -> None:
    moves = [int(change.record_id) for change in changes if change.table_name == "stage_move"]
    for some in _chunks(moves):
        session.execute(delete(StageMove).where(StageMove.id.in_(some)))
    for change in changes:
        if change.table_name in TABLES:
            snapshots.put_back(session.get_one(TABLES[change.table_name], change.record_id), change.before)
    session.flush()
    for change in changes:
        for name, rows in change.before.get(PARTS_KEY, {}).items():
            table = Base.metadata.tables[name]
            session.execute(delete(table).where(table.c[f"{change.table_name}_id"] == change.record_id))
            if rows:
                session.execute(insert(table), [snapshots.values(table, row) for row in rows])
    needs = [change.record_id for change in changes if change.table_name == "need"]
    tracing.touched(session, NodeKind.NEED, needs)
    _forget_basis(session, batch, needs)
    model: Any = ADDS[batch.kind]
    for ids in _chunks(batch.added):
        if model is Household:
            session.execute(delete(StageMove).where(StageMove.household_id.in_(ids)))
            session.execute(delete(Member).where(Member.household_id.in_(ids)))
        if model is Need:
            for need in session.scalars(select(Need).where(Need.parent_id.in_(ids))):
                need.parent_id = None
            session.flush()
        session.execute(delete(model).where(model.id.in_(ids)))
    if batch.matrix_id and batch.counts.get("made_matrix"):
        left = session.scalar(select(func.count()).select_from(Need).where(Need.matrix_id == batch.matrix_id))
        if not left:
            session.execute(delete(Matrix).where(Matrix.id == batch.matrix_id))


def _forget_basis(session: Session, batch: ImportBatch, changed: Sequence[str]) -> None:
    """The file that came in was never exchanged: it may come in again."""
    for ids in _chunks([*changed, *batch.added]) if batch.matrix_id else ():
        numbers = select(Need.number).where(Need.id.in_(ids))
        session.execute(
            delete(ExchangeBasis).where(ExchangeBasis.matrix_id == batch.matrix_id, ExchangeBasis.number.in_(numbers))
        )


def _rows(session: Session, model: type[Any]) -> Iterator[dict[str, Any]]:
    columns = [c for c in model.__table__.c if c.name in ("id", "version", "name", "number", "code", "name_zh")]
    return (dict(row._mapping) for row in session.execute(select(*columns)))


def _name(values: dict[str, Any]) -> str:
    return str(values.get("name") or values.get("number") or values.get("name_zh") or values.get("code") or "?")


def _chunks(ids: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(ids), CHUNK):
        yield list(ids[start : start + CHUNK])
