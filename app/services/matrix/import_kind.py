"""The import of a requirement table as a kind: what the wizard and the command line ask, and how it is taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.enums import Language, Level, NeedStatus, NeedType, NodeKind
from app.models import ImportBatch, ImportChange, Matrix, Need, TestRun, TraceLink
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Actor, Store, WriteSession
from app.services.matrix import basis, exchange, headers, importing, trackers
from app.services.matrix.writing import KIND
from app.services.spine import tracing
from app.services.tables.imports.batches import MADE
from app.services.tables.imports.kinds import Closed, Kind, OneFile, Reading, Step, closed_enum
from app.services.tables.imports.plan import Decisions, ImportPlan
from app.services.tables.imports.records import Records
from app.services.tables.imports.unasked import KindEntry
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Sheet, Synonyms, Table, Workbook, header_at


@dataclass(frozen=True, slots=True)
class Requirements(OneFile, Kind):
    """Needs into the matrix ``name``; ``about`` is what a new one says of itself."""

    name: str
    about: Mapping[str, Any] = field(default_factory=dict)
    key: str = KIND
    required: Sequence[str] = importing.REQUIRED

    def synonyms(self) -> Synonyms:
        return headers.synonyms()

    def title(self, field: str, language: Language) -> str:
        return headers.title(field, language)

    def say(self, field: str, value: Any, language: Language) -> str:
        return exchange.say_change(field, value, language)

    def sheet(self, book: Workbook) -> Sheet:
        return importing.first_sheet(book)

    def recognised(self, reading: Reading) -> Reading:
        mapping = trackers.mapping_for(reading.header.names)
        if mapping is None:
            return reading
        header = header_at(reading.sheet, reading.header.at, reading.header.levels, self.synonyms(), mapping)
        return Reading(reading.sheet, header, "tracker")

    def known_sheets(self, book: Workbook) -> Collection[str]:
        """All of our own workbook: its legend and what lies hidden in it."""
        return [sheet.name for sheet in book.sheets] if basis.of_workbook(book) is not None else ()

    def closed(self) -> Mapping[str, Closed]:
        return {
            "importance": closed_enum(Level, headers.level_of),
            "urgency": closed_enum(Level, headers.level_of),
            "status": closed_enum(NeedStatus, headers.status_of),
            "type": closed_enum(NeedType, headers.type_of),
        }

    def plan(self, store: Store, book: Workbook, table: Table, decisions: Decisions, step: Step) -> ImportPlan:
        target = importing.Target(self.name, self.about)
        return importing.plan(store, table, target, decisions, step, basis.of_workbook(book))

    def apply(
        self, store: Store, actor: Actor, book: Workbook, table: Table, decisions: Decisions, step: Step
    ) -> ImportReport:
        target = importing.Target(self.name, self.about)
        return importing.apply(store, actor, table, target, decisions, step, basis.of_workbook(book))


class Needs(Records):
    """Needs hang on each other and on the chain; a matrix made for them goes when none is left in it."""

    model = Need
    parts = frozenset({"need"})

    def used(self, session: Session, ids: set[str]) -> set[str]:
        """Those that somebody linked or tested, or above a need that did not come with them."""
        came = (ImportChange.table_name == TraceLink.__tablename__, ImportChange.version_after == MADE)
        by_hand = TraceLink.id.not_in(select(ImportChange.record_id).where(*came))
        ends = (
            select(TraceLink.source_id).where(TraceLink.source_kind == NodeKind.NEED, by_hand).distinct(),
            select(TraceLink.target_id).where(TraceLink.target_kind == NodeKind.NEED, by_hand).distinct(),
        )
        children = session.execute(select(Need.id, Need.parent_id).where(Need.parent_id.is_not(None)))
        linked = {id for query in ends for id in session.scalars(query)} & ids
        tested = set(session.scalars(select(TestRun.test_id).distinct())) & ids
        return linked | tested | {str(row.parent_id) for row in children if row.id not in ids and row.parent_id in ids}

    def put_back(self, session: WriteSession, batch: ImportBatch, changed: Sequence[str]) -> None:
        """Links are as sound as they were; and the file was never exchanged, so that it may come in again."""
        tracing.touched(session, NodeKind.NEED, changed)
        if batch.matrix_id:
            ids = {*changed, *batch.added}
            numbers = session.execute(select(Need.id, Need.number).where(Need.matrix_id == batch.matrix_id))
            basis.forget(session, batch.matrix_id, [number for id, number in numbers if id in ids])

    def clear(self, session: WriteSession, ids: Sequence[str]) -> None:
        """Those below them, which go too, let go of them first."""
        for need in session.scalars(select(Need).where(Need.parent_id.in_(ids))):
            need.parent_id = None
        session.flush()

    def close(self, session: WriteSession, batch: ImportBatch) -> None:
        """The matrix that was made for this import, where nobody has put anything into it since."""
        if not (batch.matrix_id and batch.counts.get("made_matrix")):
            return
        left = session.scalar(select(func.count()).select_from(Need).where(Need.matrix_id == batch.matrix_id))
        if not left:
            session.execute(delete(Matrix).where(Matrix.id == batch.matrix_id))


ENTRY = KindEntry(KIND, lambda _, name: Requirements(name or ALL_CUSTOMERS), Needs())
"""A table into the matrix of this name, else into all customers' needs."""
