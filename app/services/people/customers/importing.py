"""Customers from a foreign list: every row is accounted for, nothing changes without a difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.enums import Verdict
from app.errors import Problem
from app.models import Household, Member, StageMove
from app.services.base.store import Actor, Store
from app.services.people import custom_fields
from app.services.people.customers import columns, phones
from app.services.people.customers.columns import Cells
from app.services.people.customers.likeness import Index, person_of, read_entries
from app.services.people.customers.merging import Current, add_many, changes, current_of, own_values, update_one
from app.services.people.customers.row_reading import read_row
from app.services.rules.base.masks import is_masked, mask_phone
from app.services.rules.people import identity
from app.services.rules.people.identity import Match
from app.services.tables.blanks import is_sample
from app.services.tables.imports import footers
from app.services.tables.imports.batches import Keeper
from app.services.tables.imports.plan import NEW, REST, SKIP, Decisions, ImportPlan, PlanRow, Twin
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import (
    Record,
    Table,
)

KIND = "customers"
REQUIRED = ("name",)
MOST_WARNED = 50
Step = Callable[[int, int], None]


def plan(
    store: Store, table: Table, decisions: Decisions | None = None, step: Step = lambda _done, _of: None
) -> ImportPlan:
    """What importing the table would do. ``decisions`` say of single rows: a new customer, this customer, or none."""
    table, phones_told = phones.best(table)
    sorter = _Sorter(store, decisions or {})
    rows = []
    for number, record in enumerate(table.records()):
        if number % 500 == 0:
            step(number, len(table.rows))
        rows.append(sorter.sort(record))
    return ImportPlan(table.file, tuple(rows), (*phones_told, *_doubts(rows)), sheet=table.sheet or None)


def apply(
    store: Store, actor: Actor, table: Table, decisions: Decisions | None = None, step: Step = lambda _done, _of: None
) -> ImportReport:
    """Do what :func:`plan` says, in one unit of work that can be undone; nothing is kept when ``step`` raises."""
    found = plan(store, table, decisions, step)
    fresh, changed = found.of(Verdict.ADDED), found.of(Verdict.UPDATED)
    if not (fresh or changed):
        return found.report(dry_run=False)
    with store.write(actor, "customers.import") as session:
        keeper = Keeper(session, KIND, table.file)
        last = session.scalar(select(func.max(StageMove.id))) or 0
        added = add_many(session, [row.payload for row in fresh])
        for number, row in enumerate(changed):
            if number % 100 == 0:
                step(number, len(changed))
            assert row.target is not None
            household = session.get_one(Household, row.target)
            own = custom_fields.rows_of(session, row.target) if own_values(row.fields) else []
            keeper.before(household, {"custom_value": own} if own_values(row.fields) else None)
            keeper.before(session.get_one(Member, household.contact_id))
            update_one(session, row.target, {name: new for name, (_, new) in row.fields.items()})
        session.flush()
        keeper.made(StageMove, _moved_since(session, last, {row.target for row in changed}))
        batch = keeper.finish(added, added=len(fresh), updated=len(changed))
        step(1, 1)
    return found.report(dry_run=False, batch=batch)


def _moved_since(session: Session, last: int, households: set[str | None]) -> list[int]:
    """The lines of history later than ``last`` that known households got from this import."""
    moves = session.execute(select(StageMove.id, StageMove.household_id).where(StageMove.id > last))
    return [id for id, household in moves if household in households]


def _doubts(rows: list[PlanRow]) -> Iterator[Problem]:
    told = [row for row in rows if row.verdict == Verdict.ADDED and row.twins]
    for row in told[:MOST_WARNED]:
        assert row.record is not None
        twin = row.twins[0]
        yield Problem("maybe_twin", row.record.place(), {"name": twin.name, "code": twin.code, "score": twin.score})


class _Sorter:
    """Puts each row of a file in exactly one place."""

    def __init__(self, store: Store, decisions: Decisions) -> None:
        self._known = _Known(store)
        self._decisions = decisions
        self._today = store.today()
        self._own = {field.key: field for field in custom_fields.fields(store)}
        self._rows: dict[tuple[str, str | None], int] = {}
        self._people: dict[tuple[str, str], tuple[int, str]] = {}

    def sort(self, record: Record) -> PlanRow:
        said = self._decisions.get(record.number, "")
        row = PlanRow(record.number, Verdict.IGNORED, record.text("name"), record)
        if reason := footers.reason(record.row.cells):
            return replace(row, reason=reason)
        if is_sample(record.text("code")):
            return replace(row, reason="sample")
        if said == SKIP:
            return replace(row, reason="skipped")
        found = read_row(record, self._today, self._own)
        cells = found.cells
        if found.problems and not (found.rest and said == REST):
            return replace(row, verdict=Verdict.REJECTED, problems=found.problems, rest=found.rest)
        row = replace(row, name=cells.get("name"), payload=cells, problems=found.problems)
        match = self._match(cells, said)
        if said == NEW and self._known.has_code(cells.get("code", "")):
            del cells.values["code"]  # it is somebody else's here: the new customer gets a free one
        if self._unknown_phone(cells, match):
            told = Problem("phone_masked", record.place("phone"), {"text": cells.get("phone")})
            rest = bool(cells.get("code"))
            if not (rest and said == REST):
                return replace(row, verdict=Verdict.REJECTED, problems=(*row.problems, told), rest=rest)
            del cells.values["phone"]
            row = replace(row, problems=(*row.problems, told))
        if problems := self._refuse(record, cells, match, said):
            return replace(row, verdict=Verdict.REJECTED, problems=tuple(problems))
        if match.id is None:
            return replace(row, verdict=Verdict.ADDED, twins=self._twins(cells, said))
        difference = changes(self._known.current(match.id), cells)
        if not difference:
            return replace(row, verdict=Verdict.UNCHANGED, target=match.id)
        old = self._known.current(match.id).values
        fields = {name: (old.get(name), value) for name, value in difference.items()}
        return replace(row, verdict=Verdict.UPDATED, target=match.id, fields=fields)

    def _match(self, cells: Cells, said: str) -> identity.Found:
        if said == NEW:
            return identity.Found(Match.NEW)
        return identity.Found(Match.KNOWN, said) if self._known.has(said) else self._known.find(cells)

    def _unknown_phone(self, cells: Cells, match: identity.Found) -> bool:
        """A masked phone says nothing of a customer who is not here, or has another."""
        phone = cells.get("phone", "")
        return is_masked(phone) and (match.id is None or mask_phone(self._known.phone(match.id)) != phone)

    def _twins(self, cells: Cells, said: str) -> tuple[Twin, ...]:
        return () if said == NEW or cells.get("code") else self._known.index.twins(person_of(cells.values))

    def _refuse(self, record: Record, cells: Cells, match: identity.Found, said: str) -> list[Problem]:
        """Rows that are well written but cannot be told apart."""
        if match.match == Match.AMBIGUOUS:
            return [Problem("customer_ambiguous", record.place())]
        if match.id and match.id != said and cells.get("code"):
            kept = self._known.current(match.id).values
            if identity.somebody_else(cells.values, kept):
                told = {"code": cells.get("code"), "name": kept["name"], "row": cells.get("name")}
                return [Problem("code_of_another", record.place("code"), told)]
        if is_masked(cells.get("phone", "")):
            del cells.values["phone"]
        if said != NEW and (twin := self._met(record.number, cells, match)) is not None:
            return [Problem("row_twice", record.place(), {"twin": twin})]
        return []

    def _met(self, number: int, cells: Cells, match: identity.Found) -> int | None:
        """The earlier row about the same customer, if there is one. Two identity numbers are two people."""
        code, id_number = cells.get("code"), cells.get("id_number", "")
        if match.id or code:
            keys = [("known", match.id)] if match.id else [("code", code)]
        else:
            keys = [("id", id_number)] if id_number else []
        if (met := next((self._rows[key] for key in keys if key in self._rows), None)) is not None:
            return met
        if not (match.id or code):
            person = identity.person_key(cells.get("name"), cells.get("phone", ""))
            row, other = self._people.setdefault(person, (number, id_number))
            if row != number and not (id_number and other and id_number != other):
                return row
        self._rows.update(dict.fromkeys(keys, number))
        return None


class _Known:
    """The households of the store, found by code, identity number, or name and phone; read whole only when matched."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._by_code: dict[str, str] = {}
        self._by_person: dict[tuple[str, str], list[str]] = {}
        self._by_id_number: dict[str, str] = {}
        self._phones: dict[str, str] = {}
        self._current: dict[str, Current] = {}
        with store.read() as session:
            query = select(Household.id, Household.code, Household.name, Household.phone, Member.id_number)
            for id, code, name, phone, id_number in session.execute(
                query.join(Member, Member.id == Household.contact_id)
            ):
                self._by_code[code] = id
                self._by_person.setdefault(identity.person_key(name, phone), []).append(id)
                self._phones[id] = phone
                if id_number:
                    self._by_id_number[id_number] = id

    @cached_property
    def index(self) -> Index:
        with self._store.read() as session:
            return Index(read_entries(session))

    def has(self, id: str) -> bool:
        return id in self._phones

    def has_code(self, code: str) -> bool:
        return code in self._by_code

    def find(self, cells: Cells) -> identity.Found:
        if not cells.get("code") and (id := self._by_id_number.get(cells.get("id_number", ""))):
            return identity.Found(Match.KNOWN, id)
        phone = cells.get("phone", "")
        return identity.find(cells.get("code", ""), cells.get("name"), phone, self._by_code, self._by_person)

    def phone(self, id: str) -> str:
        return self._phones[id]

    def current(self, id: str) -> Current:
        if id not in self._current:
            self._load()
        return self._current[id]

    def _load(self) -> None:
        """Plain rows: a hundred thousand objects of the mapper would take three times as long."""
        people = select(*(getattr(Member, name) for name in ("household_id", *columns.MEMBER_FIELDS)))
        kept = ("id", "code", "stage", "finances", *columns.CONTACT_FIELDS)
        with self._store.read() as session:
            contacts = people.join(Household, Household.contact_id == Member.id)
            customers = {row.household_id: row for row in session.execute(contacts)}
            own = custom_fields.all_values(session)
            for row in session.execute(select(*(getattr(Household, name) for name in kept))):
                self._current[row.id] = current_of(row, customers[row.id], own.get(row.id))
