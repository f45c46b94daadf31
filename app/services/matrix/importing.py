"""A requirement table into a matrix: a foreign one, a newer version of one, or our own workbook edited elsewhere.

Rows are found by their number. Nothing is deleted because it is absent, and what only the store changed since the
table was last exchanged stays as it is: such a row is compared field by field with what it was then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from app.enums import Verdict
from app.errors import InputError, Place, Problem
from app.models import Household, Matrix, Need
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Actor, Store
from app.services.matrix import basis, headers
from app.services.matrix.headers import DATES, NO_FIELDS, PARENT, RELATED
from app.services.matrix.parents import Numbers, parent_problems
from app.services.matrix.reading import read_row
from app.services.matrix.relations import cell, related_numbers
from app.services.matrix.writing import write_plan
from app.services.tables.imports import footers
from app.services.tables.imports.plan import REST, SKIP, TAKE, Decisions, ImportPlan, PlanRow
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import (
    Record,
    Sheet,
    Table,
    Workbook,
    guess_header,
    header_key,
)

REQUIRED = ("number",)
CONTENT = ("description", "event")  # a new need is made of one of them at least
LONGEST_NUMBER = 40
Step = Callable[[int, int], None]
FIRM = ("household_code", "event", "gap", "in_force", "proposed", "coverage", "mark")  # of a need that is there


@dataclass(frozen=True, slots=True)
class Target:
    """The matrix to import into: found by code or name, made where there is none.

    ``about`` are purpose, owner, starts_on, ends_on of a new one.
    """

    name: str = ALL_CUSTOMERS
    about: Mapping[str, Any] | None = None


def first_sheet(book: Workbook) -> Sheet:
    """The first sheet a person sees whose header names a number; else the first that is filled."""
    filled = [sheet for sheet in book.visible if sheet.rows] or list(book.visible)
    known = headers.synonyms()
    return next((one for one in filled if one.rows and "number" in guess_header(one, known).columns), filled[0])


def plan(
    store: Store,
    table: Table,
    target: Target,
    decisions: Decisions | None = None,
    step: Step = lambda _done, _of: None,
    known_basis: basis.Basis | None = None,
) -> ImportPlan:
    """What importing the table would do. A decision TAKE lets the file win a conflict, SKIP leaves a row out, REST
    takes it without a customer nobody here knows. Raises InputError ``matrix_no_content`` for new needs of a table
    with no column for what they say.
    """
    sorter = _Sorter(store, table, target, decisions or {}, known_basis)
    rows = []
    for number, record in enumerate(table.records()):
        if number % 500 == 0:
            step(number, len(table.rows))
        rows.append(sorter.sort(record))
    fresh = sum(1 for row in rows if row.verdict == Verdict.ADDED)
    if fresh and not set(CONTENT) & set(table.columns):
        there = tuple(name for name in table.headers if name)
        place = Place(table.file, table.sheet or None)
        raise InputError(Problem("matrix_no_content", place, {"count": fresh, "there": there}))
    warnings = parent_problems(rows, sorter.numbers)
    return ImportPlan(table.file, tuple(rows), tuple(warnings), sorter.absent(rows), table.sheet or None)


def apply(
    store: Store,
    actor: Actor,
    table: Table,
    target: Target,
    decisions: Decisions | None = None,
    step: Step = lambda _done, _of: None,
    known_basis: basis.Basis | None = None,
) -> ImportReport:
    """Do what :func:`plan` says, in one unit of work that can be undone."""
    found = plan(store, table, target, decisions, step, known_basis)
    batch = write_plan(store, actor, found, target.name, target.about or {}, step)
    return found.report(dry_run=False, batch=batch)


class _Sorter:
    """Puts each row of a table in exactly one place."""

    def __init__(
        self, store: Store, table: Table, target: Target, decisions: Decisions, known_basis: basis.Basis | None
    ) -> None:
        self._decisions, self._seen = decisions, dict[str, int]()
        own = [word for name in table.headers if name for word in (name, name.partition(" ")[2]) if word]
        self._heads = {header_key(word) for word in own}
        with store.read() as session:
            found = session.scalars(
                select(Matrix).where((Matrix.code == target.name) | (Matrix.name == target.name))
            ).first()
            if found is not None and found.archived_at is not None:
                raise InputError(
                    Problem("matrix_put_away", Place(table.file, table.sheet or None), {"name": found.name})
                )
            self._built_in = (found.code if found else target.name) == ALL_CUSTOMERS
            columns = [column for column in Need.__table__.c if column.name != "stage_notes"]
            needs = session.execute(select(*columns).where(Need.matrix_id == (found.id if found else "")))
            self._needs: dict[str, Any] = {need.number: need for need in needs}
            parents = {need.id: need.number for need in self._needs.values()}
            self._parents = {n.number: parents.get(n.parent_id, "") for n in self._needs.values()}
            self._related = related_numbers(session, list(self._needs.values()))
            self._households = {row[0]: row[1] for row in session.execute(select(Household.code, Household.id))}
            self._numbers = Numbers(table, self._needs)
            self._basis = known_basis or basis.of_store(session, found.id if found else "")

    @property
    def numbers(self) -> set[str]:
        return set(self._needs)

    def absent(self, rows: Sequence[PlanRow]) -> tuple[str, ...]:
        """The needs of a named matrix that the file does not have."""
        if self._built_in:
            return ()
        there = {row.name for row in rows}
        return tuple(number for number, need in self._needs.items() if number not in there and need.archived_at is None)

    def sort(self, record: Record) -> PlanRow:
        number = record.text("number")
        row = PlanRow(record.number, Verdict.IGNORED, number, record)
        if reason := self._no_row(record, number):
            return replace(row, reason=reason)
        if self._decisions.get(record.number) == SKIP:
            return replace(row, reason="skipped")
        try:
            self._check_number(record, number)
            return self._compared(row, record, number, self._placed(number, read_row(record, self._households)))
        except InputError as error:
            told = _placed(record, error)
        rest = {problem.code for problem in told} == {"customer_unknown"}
        if not (rest and self._decisions.get(record.number) == REST):
            return replace(row, verdict=Verdict.REJECTED, problems=told, rest=rest)
        values = self._placed(number, read_row(record, self._households, without="household_code"))
        return replace(self._compared(row, record, number, values), problems=told)

    def _placed(self, number: str, values: dict[str, Any]) -> dict[str, Any]:
        """With its parent and related needs, where the table says any."""
        if not {PARENT, RELATED} & set(values):
            return values
        need = self._needs.get(number)
        related = self._related.get(need.id, {}) if need is not None else {}
        return self._numbers.placed(number, values, self._parents.get(number, ""), related)

    def _no_row(self, record: Record, number: str) -> str:
        """A title between the rows, the header once more, a row of totals or what stands below a table."""
        filled = [str(cell).strip() for cell in record.row.cells if cell is not None and str(cell).strip()]
        if filled and sum(1 for text in filled if header_key(text) in self._heads) == len(filled) > 1:
            return "header"
        if reason := footers.reason(record.row.cells):
            return reason
        if len(set(filled)) == 1 and (not number or not record.text("description")) and not _like_number(filled[0]):
            return "heading"
        return ""

    def _check_number(self, record: Record, number: str) -> None:
        if not number:
            raise InputError(Problem("required", record.place("number")))
        record.code("number")
        if len(number) > LONGEST_NUMBER:
            raise InputError(Problem("too_long", record.place("number"), {"most": LONGEST_NUMBER}))
        if self._seen.setdefault(number, record.number) != record.number:
            raise InputError(Problem("twice", record.place("number"), {"text": number}))

    def _compared(self, row: PlanRow, record: Record, number: str, values: dict[str, Any]) -> PlanRow:
        need = self._needs.get(number)
        if need is None:
            if self._built_in:
                raise InputError(Problem("need_unknown", record.place("number"), {"number": number}))
            _check_days(record, values, {})
            return replace(row, verdict=Verdict.ADDED, payload=values)
        now = {name: getattr(need, name) for name in values if name not in NO_FIELDS}
        now |= {PARENT: self._parents.get(number, "")} if values.get(PARENT) else {}
        now |= {RELATED: cell(self._related.get(need.id, {}))} if values.get(RELATED) else {}
        theirs = {name: value for name, value in values.items() if name in now and name not in FIRM}
        changes, conflicts = basis.merged(self._basis.get(number), now, theirs)
        if conflicts and self._decisions.get(record.number) != TAKE:
            raise InputError([_conflict(record, name, now[name], theirs[name]) for name in conflicts])
        changes |= {name: theirs[name] for name in conflicts}
        if need.archived_at is not None:
            raise InputError(Problem("need_removed", record.place("number"), {"number": number}))
        if not changes:
            return replace(row, verdict=Verdict.UNCHANGED, target=need.id, payload=values)
        _check_days(record, changes, now)
        fields = {name: (now[name], value) for name, value in changes.items()}
        return replace(row, verdict=Verdict.UPDATED, target=need.id, fields=fields, payload=values)


def _check_days(record: Record, new: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    both = {**now, **{name: value for name, value in new.items() if name in DATES}}
    for first, last in (("planned_start", "planned_finish"), ("actual_start", "actual_finish")):
        start, finish = both.get(first), both.get(last)
        if isinstance(start, date) and isinstance(finish, date) and finish < start:
            raise InputError(Problem("finish_before_start", record.place(last), {"first": start.isoformat()}))


def _conflict(record: Record, name: str, ours: Any, theirs: Any) -> Problem:
    return Problem("changed_both", record.place(name), {"ours": str(ours or "—"), "theirs": str(theirs or "—")})


def _like_number(text: str) -> bool:
    """A row with nothing but a number is a need without words, not a heading."""
    return any(character.isdigit() for character in text) and " " not in text and text.isascii()


def _placed(record: Record, error: InputError) -> tuple[Problem, ...]:
    return tuple(
        problem if problem.place.row is not None else replace(problem, place=record.place(problem.place.field))
        for problem in error.problems
    )
