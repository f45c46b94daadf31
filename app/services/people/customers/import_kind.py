"""The import of customers as a kind: what the wizard and the command line ask, and how its records are taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.enums import Language
from app.models import Household, Member, StageMove
from app.services.base.store import Actor, Store, WriteSession
from app.services.people import custom_fields
from app.services.people.custom_fields import FieldRow
from app.services.people.customers import columns, importing, phones, presets
from app.services.tables.imports.kinds import Closed, Kind, OneFile, Reading, Step
from app.services.tables.imports.plan import Decisions, ImportPlan
from app.services.tables.imports.records import Records, more_than_one, pointed_at
from app.services.tables.imports.unasked import KindEntry
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Sheet, Synonyms, Table, Workbook, guess_header


@dataclass(frozen=True, slots=True)
class Customers(OneFile, Kind):
    """``own`` are the fields of the user's own: columns as any other."""

    own: Sequence[FieldRow] = ()
    key: str = importing.KIND
    required: Sequence[str] = importing.REQUIRED

    def synonyms(self) -> Synonyms:
        return columns.synonyms(self.own)

    def title(self, field: str, language: Language) -> str:
        return columns.header(field, language, self.own)

    def say(self, field: str, value: Any, language: Language) -> str:
        return columns.say_change(field, value, language, self.own)

    def sheet(self, book: Workbook) -> Sheet:
        """The sheet with the most columns that are known."""
        filled = [sheet for sheet in book.visible if sheet.rows]
        known = self.synonyms()
        return max(filled, key=lambda sheet: len(guess_header(sheet, known).columns))

    def recognised(self, reading: Reading) -> Reading:
        preset = presets.recognised(reading.header.names)
        if preset is None:
            return replace(reading, taken=frozenset(phones.further(reading.header.names)))
        sheet, header = presets.prepared(reading.sheet, reading.header, preset)
        return Reading(sheet, header, preset.key, preset.month_first, presets.taken(reading.header, preset))

    def closed(self) -> Mapping[str, Closed]:
        return columns.closed(self.own)

    def plan(self, store: Store, _book: Workbook, table: Table, decisions: Decisions, step: Step) -> ImportPlan:
        return importing.plan(store, table, decisions, step)

    def apply(
        self, store: Store, actor: Actor, _book: Workbook, table: Table, decisions: Decisions, step: Step
    ) -> ImportReport:
        return importing.apply(store, actor, table, decisions, step)


class Households(Records):
    """A household stands for its people: whoever builds on one of them builds on it."""

    model = Household
    parts = frozenset({"member", "stage_move", "custom_value"})

    def used(self, session: Session, ids: set[str]) -> set[str]:
        """Those that have more people, or moved further, than the import left them with, or whose people are used."""
        members = session.execute(select(Member.id, Member.household_id, Member.version))
        own = [member for member in members if member.household_id in ids]
        homes = {member.id: member.household_id for member in own}
        moves = session.scalars(select(StageMove.household_id))
        return (
            {member.household_id for member in own if member.version > 1}
            | more_than_one(homes.values())
            | more_than_one(id for id in moves if id in ids)
            | {homes[id] for id in pointed_at(session, Member, set(homes), self.parts)}
        )

    def clear(self, session: WriteSession, ids: Sequence[str]) -> None:
        """Their people and their first line of history go before them."""
        session.execute(delete(StageMove).where(StageMove.household_id.in_(ids)))
        session.execute(delete(Member).where(Member.household_id.in_(ids)))


ENTRY = KindEntry(importing.KIND, lambda store, _: Customers(custom_fields.fields(store)), Households())
"""One row is one customer, known by code, identity number, or name and phone. An empty cell changes nothing; a row that
looks like somebody else is added and told."""
