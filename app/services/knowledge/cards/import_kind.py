"""Cards and question banks as a kind of import: a table, or a folder of Markdown files. The same twice changes
nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.enums import CardKind, Language, QuestionForm, Verdict
from app.models import CardTag, CardVersion, KnowledgeCard
from app.services.base import snapshots
from app.services.base.file_names import is_folder
from app.services.base.store import Actor, Store, WriteSession
from app.services.knowledge.cards import columns, folder, keeping
from app.services.knowledge.cards.planning import planned
from app.services.tables.imports.batches import Keeper
from app.services.tables.imports.kinds import Closed, Kind, OneFile, Reading, Step, closed_enum
from app.services.tables.imports.plan import Decisions, ImportPlan, PlanRow
from app.services.tables.imports.records import Records
from app.services.tables.imports.unasked import KindEntry
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Sheet, Synonyms, Table, Workbook, guess_header, read_tables

KIND = "cards"


@dataclass(frozen=True, slots=True)
class Cards(OneFile, Kind):
    """A row is a card, known by its code, else by kind and title. Empty cells change nothing; none is removed."""

    key: str = KIND
    required: Sequence[str] = ("kind",)

    def read(self, path: Path, encoding: str, step: Callable[[], None]) -> Workbook:
        """A table, a Markdown file, or a folder of them. Raises InputError for what cannot be read."""
        if is_folder(path) or path.suffix.lower() == folder.ENDING:
            return folder.read(path, step)
        return read_tables(path, encoding=encoding, step=step)

    def synonyms(self) -> Synonyms:
        return columns.SYNONYMS

    def title(self, field: str, language: Language) -> str:
        return columns.title(field, language)

    def say(self, field: str, value: Any, language: Language) -> str:
        return columns.text_of(field, value, language) or "—"

    def sheet(self, book: Workbook) -> Sheet:
        filled = [sheet for sheet in book.visible if sheet.rows]
        return max(filled, key=lambda sheet: len(guess_header(sheet, columns.SYNONYMS).columns))

    def closed(self) -> Mapping[str, Closed]:
        return {"kind": closed_enum(CardKind, columns.kind_of), "form": closed_enum(QuestionForm, columns.form_of)}

    def recognised(self, reading: Reading) -> Reading:
        return reading

    def plan(self, store: Store, _book: Workbook, table: Table, decisions: Decisions, _step: Step) -> ImportPlan:
        return ImportPlan(table.file, planned(store, table, decisions), sheet=table.sheet or None)

    def apply(
        self, store: Store, actor: Actor, book: Workbook, table: Table, decisions: Decisions, step: Step
    ) -> ImportReport:
        found = self.plan(store, book, table, decisions, step)
        fresh, changed = found.of(Verdict.ADDED), found.of(Verdict.UPDATED)
        if not (fresh or changed):
            return found.report(dry_run=False)
        with store.write(actor, "card.import") as session:
            keeper, added = Keeper(session, KIND, table.file), list[str]()
            for at, row in enumerate([*fresh, *changed], 1):
                if row.target is None:
                    added.append(_added(session, row))
                else:
                    _changed(session, keeper, row)
                step(at, len(fresh) + len(changed))
            batch = keeper.finish(added, added=len(fresh), updated=len(changed))
        return found.report(dry_run=False, batch=batch)


class CardRecords(Records):
    """A card that was used stays."""

    model = KnowledgeCard
    parts = frozenset({"card_tag", "card_version"})


def _added(session: WriteSession, row: PlanRow) -> str:
    draft, approved = row.payload
    return keeping.fresh(session, draft, approved_by=session.actor.code if approved else "").id


def _changed(session: WriteSession, keeper: Keeper, row: PlanRow) -> None:
    draft, approved = row.payload
    card = session.get_one(KnowledgeCard, row.target)
    tags = session.scalars(select(CardTag).where(CardTag.knowledge_card_id == card.id))
    keeper.before(card, {CardTag.__tablename__: [snapshots.taken(tag) for tag in tags]})
    keeping.change(session, card, draft, approved_by=session.actor.code if approved else "")
    at = CardVersion
    latest = select(at.id).where(at.knowledge_card_id == card.id).order_by(at.edition.desc()).limit(1)
    keeper.made(CardVersion, session.scalars(latest))


ENTRY = KindEntry(KIND, lambda *_: Cards(), CardRecords())
