"""The contract's own table of values: entered, pasted or read from a file, and what it says for a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import InputError, NeedfolioError, Place, Problem, bad_input
from app.models import Policy, PolicyValue
from app.services.base.store import Actor, Store
from app.services.people.policies.rows import ValueRow
from app.services.rules.base.ages import age_on
from app.services.tables.tabular import Record, Sheet, Table, Workbook, find_table

HEADERS = {
    "year": ("保单年度", "年度", "保单年度末", "年末", "year", "policy year"),
    "cash": ("现金价值", "现价", "退保金", "cash value", "surrender value", "cash"),
    "paid_up": ("减额交清保额", "减额缴清保额", "减额交清", "减额缴清", "paid-up sum", "reduced paid-up", "paid up"),
}
LONGEST = 120  # years


def values_of(store: Store, policy_id: str) -> tuple[ValueRow, ...]:
    """The table by year; empty where none is known."""
    with store.read() as session:
        return read(session, policy_id)


def read(session: Session, policy_id: str) -> tuple[ValueRow, ...]:
    """The same within a session."""
    query = select(PolicyValue).where(PolicyValue.policy_id == policy_id).order_by(PolicyValue.year)
    return tuple(ValueRow(row.year, row.cash, row.paid_up) for row in session.scalars(query))


def set_values(store: Store, actor: Actor, policy_id: str, rows: Sequence[ValueRow]) -> None:
    """Replace the table. Raises InputError with each line at fault at the field ``values``."""
    if problems := _problems(rows):
        raise InputError(problems)
    with store.write(actor, "policy.values") as session:
        policy = session.get(Policy, policy_id)
        if policy is None:
            raise bad_input("not_found")
        session.subject = policy.household_id
        session.execute(delete(PolicyValue).where(PolicyValue.policy_id == policy_id))
        session.add_all(PolicyValue(policy_id=policy_id, year=r.year, cash=r.cash, paid_up=r.paid_up) for r in rows)
        session.note(policy=policy_id, years=len(rows))


def worth_on(rows: Iterable[ValueRow], starts_on: date | None, day: date) -> ValueRow | None:
    """What the table says for the policy year that ended last; None before the first one, and where it says nothing.
    The values between two ends are not guessed: the insurer tells them [practice]."""
    if starts_on is None:
        return None
    past = [row for row in rows if row.year <= age_on(starts_on, day)]
    return max(past, key=lambda row: row.year, default=None)


def read_values(book: Workbook) -> list[ValueRow]:
    """Of the first sheet with a column for the year and one for a value, amounts in yuan. Raises InputError naming the
    cell that cannot be read, or ``values_no_table``."""
    for sheet in book.sheets:
        if (table := _table(book.file, sheet)) is not None:
            return [row for record in table.records() if (row := _row(record)) is not None]
    raise bad_input("values_no_table", Place(file=book.file))


def _table(file: str, sheet: Sheet) -> Table | None:
    try:
        table = find_table(file, sheet, HEADERS, ("year",))
    except NeedfolioError:
        return None
    return table if {"cash", "paid_up"} & set(table.columns) else None


def _row(record: Record) -> ValueRow | None:
    year = record.whole("year")
    if year is None:
        return None
    cash, paid_up = (record.fen(name) if name in record.table.columns else None for name in ("cash", "paid_up"))
    return ValueRow(year, cash, paid_up)


def _problems(rows: Sequence[ValueRow]) -> list[Problem]:
    problems, seen = [], set()
    for line, row in enumerate(rows, 1):
        place, values = Place(field="values"), {"line": line}
        if not 0 <= row.year <= LONGEST:
            problems.append(Problem("values_year", place, values | {"most": LONGEST}))
        if row.year in seen:
            problems.append(Problem("values_twice", place, values | {"year": row.year}))
        if any(amount is not None and amount < 0 for amount in (row.cash, row.paid_up)):
            problems.append(Problem("values_negative", place, values))
        seen.add(row.year)
    return problems
