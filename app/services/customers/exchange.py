"""Customers from a foreign list, and back out: every row is accounted for, nothing changes without a difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.enums import Language
from app.errors import InputError, Problem
from app.models import Household, Member
from app.services.customers import columns
from app.services.customers.checks import check_member
from app.services.customers.columns import FIELDS, READERS, Cells
from app.services.customers.merging import Current, add_many, changes, current_of, update_one
from app.services.customers.rows import MemberDraft
from app.services.reports import Ignored, ImportReport, RowChange
from app.services.rules import identity, names
from app.services.rules.identity import Match
from app.services.rules.masks import is_masked, mask_phone, phone_number
from app.services.sheets_out import OutSheet, write_tables
from app.services.store import Actor, Store
from app.services.tabular import Record, Table, find_table, read_tables

TOTALS = ("合计", "总计", "小计", "total", "sum")
WIDE = {"address": 30.0, "notes": 40.0, "phone": 16.0, "email": 22.0, "birth_date": 12.0, "occupation": 16.0}


@dataclass(slots=True)
class _Sorted:
    """The rows of a file, each in exactly one place."""

    read: int = 0
    fresh: list[Cells] = field(default_factory=list)
    changed: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    unchanged: int = 0
    rejected: list[tuple[Problem, ...]] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    details: list[RowChange] = field(default_factory=list)


def import_file(
    store: Store,
    actor: Actor,
    path: Path,
    *,
    dry_run: bool = False,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    matrix: str | None = None,
) -> ImportReport:
    """One row is one customer, known by code, else by name and phone. Bad rows are named and left out; the others are
    written in one unit of work. An empty cell changes nothing. Raises InputError for a file that is no such list.
    """
    table = _table(path, sheet, mapping)
    today = store.now().astimezone().date()
    found = _sort_out(store, table, today, details=dry_run)
    report = ImportReport(
        read=found.read,
        added=len(found.fresh),
        updated=len(found.changed),
        unchanged=found.unchanged,
        rejected=tuple(found.rejected),
        ignored=tuple(found.ignored),
        dry_run=dry_run,
        changes=tuple(found.details),
    )
    if dry_run or not (found.fresh or found.changed):
        return report
    with store.write(actor, "customers.import") as session:
        add_many(session, found.fresh)
        for household_id, values in found.changed:
            update_one(session, household_id, values)
        session.note(file=path.name, added=report.added, updated=report.updated)
    return report


def export_file(store: Store, path: Path, language: Language, *, full_phones: bool = False) -> int:
    """All customers not archived, as xlsx (csv where the name says so); phones are masked unless asked for whole.
    Returns how many. What is written reads back as no change.
    """
    with store.read() as session:
        order = (Household.sort_key, Household.id)
        query = (
            select(Household, Member)
            .join(Member, Member.id == Household.contact_id)
            .where(Household.archived_at.is_(None))
            .order_by(*order)
        )
        rows = [_line(current_of(household, member), full_phones) for household, member in session.execute(query)]
    choices: dict[int, Sequence[str]] = {FIELDS.index("sex"): ("M", "F")}
    formats = {FIELDS.index(name): "#,##0.00" for name in columns.MONEY}
    widths = [WIDE.get(name, 12.0) for name in FIELDS]
    headers = [columns.header(name, language) for name in FIELDS]
    write_tables(path, [OutSheet("customers", headers, rows, widths, formats, choices, frozen_columns=2)])
    return len(rows)


def _line(current: Current, full_phones: bool) -> list[Any]:
    values = current.values
    if not full_phones:
        values = values | {"phone": mask_phone(str(values.get("phone") or ""))}
    return [_out(name, values.get(name)) for name in FIELDS]


def _out(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in columns.MONEY:
        return value / 100
    if name == "tags":
        return "; ".join(value)
    return ("y" if value else "n") if isinstance(value, bool) else value


def _table(path: Path, sheet: str | None, mapping: Mapping[str, str] | None) -> Table:
    """The named sheet, else the first whose header names customers."""
    book = read_tables(path)
    known, required = columns.synonyms(), ("name",)
    if sheet is not None:
        return find_table(book.file, book.sheet(sheet), known, required, mapping)
    first: InputError | None = None
    for one in book.sheets:
        try:
            return find_table(book.file, one, known, required, mapping)
        except InputError as error:
            first = first or error
    assert first is not None  # a workbook without a filled sheet was refused by its reader
    raise first


def _sort_out(store: Store, table: Table, today: date, *, details: bool) -> _Sorted:
    known = _Known(store)
    found = _Sorted()
    seen: dict[tuple[str, ...], int] = {}
    for record in table.records():
        found.read += 1
        if any(text.casefold() in TOTALS for text in (record.text("name"), record.text("code"))):
            found.ignored.append(Ignored(record.number, "total", table.sheet or None))
            continue
        cells, problems = _read(record, today)
        match = known.find(cells) if not problems else None
        if match is not None:
            problems = _refuse(record, cells, match, known, seen)
        if problems:
            found.rejected.append(tuple(problems))
        elif match is None or match.id is None:
            found.fresh.append(cells)
            if details:
                found.details.append(RowChange(record.number, cells.get("name"), True, {}))
        elif difference := changes(known.current(match.id), cells):
            found.changed.append((match.id, difference))
            if details:
                old = known.current(match.id).values
                fields = {name: (old.get(name), value) for name, value in difference.items()}
                found.details.append(RowChange(record.number, cells.get("name"), False, fields))
        else:
            found.unchanged += 1
    return found


def _read(record: Record, today: date) -> tuple[Cells, list[Problem]]:
    """The filled cells of a row, and everything wrong with them at its place in the file."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name in record.table.columns:
        try:
            value = READERS[name](record, name)
        except InputError as error:
            problems += error.problems
            continue
        if value not in (None, ""):
            values[name] = value
    masked = is_masked(values.get("phone", ""))
    draft = MemberDraft(
        name=values.get("name", ""),
        phone="" if masked else values.get("phone", ""),
        birth_date=values.get("birth_date"),
        occupation_class=values.get("occupation_class"),
    )
    bad = check_member(draft, today)
    problems += [replace(one, place=record.place(one.place.field)) for one in bad]
    if not problems:
        values["name"] = names.tidy(values["name"])
        if "phone" in values and not masked:
            values["phone"] = phone_number(values["phone"])
    return Cells(values), problems


def _refuse(
    record: Record, cells: Cells, match: identity.Found, known: _Known, seen: dict[tuple[str, ...], int]
) -> list[Problem]:
    """Rows that are well written but cannot be told apart."""
    phone = cells.get("phone", "")
    if match.match == Match.AMBIGUOUS:
        return [Problem("customer_ambiguous", record.place())]
    if is_masked(phone):
        if match.id is None or mask_phone(known.phone(match.id)) != phone:
            return [Problem("phone_masked", record.place("phone"), {"text": phone})]
        del cells.values["phone"]
    new_key = (cells.get("code"),) if cells.get("code") else identity.person_key(cells.get("name"), phone)
    key = ("known", match.id) if match.id else ("new", *new_key)
    if (twin := seen.setdefault(key, record.number)) != record.number:
        return [Problem("row_twice", record.place(), {"twin": twin})]
    return []


class _Known:
    """The households of the store, found by code or by name and phone; read whole only when one is matched."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._by_code: dict[str, str] = {}
        self._by_person: dict[tuple[str, str], list[str]] = {}
        self._phones: dict[str, str] = {}
        self._current: dict[str, Current] = {}
        with store.read() as session:
            for id, code, name, phone in session.execute(
                select(Household.id, Household.code, Household.name, Household.phone)
            ):
                self._by_code[code] = id
                self._by_person.setdefault(identity.person_key(name, phone), []).append(id)
                self._phones[id] = phone

    def find(self, cells: Cells) -> identity.Found:
        phone = cells.get("phone", "")
        return identity.find(cells.get("code", ""), cells.get("name"), phone, self._by_code, self._by_person)

    def phone(self, id: str) -> str:
        return self._phones[id]

    def current(self, id: str) -> Current:
        if id not in self._current:
            self._load()
        return self._current[id]

    def _load(self) -> None:
        with self._store.read() as session:
            query = select(Household, Member).join(Member, Member.id == Household.contact_id)
            for household, member in session.execute(query):
                self._current[household.id] = current_of(household, member)
