"""A package that was opened, checked row by row before anything of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.sql.sqltypes import Boolean, Date, Float, Integer, String

from app.errors import InputError, Place, Problem, bad_input
from app.models import Base
from app.models.base.rows import UtcDateTime
from app.services.base import snapshots
from app.services.base.store.migrate import revisions
from app.services.people.handover.packing import FORMAT, Rows

MOST_TOLD = 20
ABOUT = ("package", "from", "to", "consent", "households", "own", "parents", "revision")


@dataclass(frozen=True, slots=True)
class Package:
    """Rows are as a plain insert takes them."""

    id: str
    giver: tuple[str, str]  # code and name
    to: str
    consent: str
    households: tuple[dict[str, str], ...]
    own: Rows
    parents: Rows


def checked(document: dict[str, Any], file: str) -> Package:
    """Raises InputError: ``package_newer``, or for every fault its table, row (from 1) and column."""
    place = Place(file=file)
    if document.get("format") != FORMAT or any(name not in document for name in ABOUT):
        raise bad_input("package_strange", place)
    if str(document["revision"]) > revisions()[-1]:
        raise bad_input("package_newer", place)
    if not str(document["consent"]).strip():
        raise bad_input("package_consent", place)
    problems: list[Problem] = []
    parts = [_part(document[name], file, problems) for name in ("own", "parents")]
    own, parents = parts
    if not problems:
        problems += _open_ends(own, parents, file)
        known = {row["id"] for row in own.get("household", [])}
        if not known or {str(one.get("id")) for one in document["households"]} != known:
            problems.append(Problem("package_strange", place))
    if problems:
        raise InputError(problems[:MOST_TOLD])
    giver = document["from"]
    return Package(
        str(document["package"]),
        (str(giver.get("code", "")), str(giver.get("name", ""))),
        str(document["to"]),
        str(document["consent"]),
        tuple(document["households"]),
        own,
        parents,
    )


def _part(given: Any, file: str, problems: list[Problem]) -> Rows:
    rows: Rows = {}
    if not isinstance(given, dict):
        problems.append(Problem("package_strange", Place(file=file)))
        return rows
    for name, some in given.items():
        table = Base.metadata.tables.get(name)
        if table is None or not isinstance(some, list):
            problems.append(Problem("package_table", Place(file=file, sheet=str(name))))
            continue
        for number, row in enumerate(some, 1):
            faults = list(_faults(table, row))
            problems += [
                Problem("package_value", Place(file=file, sheet=name, row=number, column=column)) for column in faults
            ]
            if not faults:
                rows.setdefault(name, []).append(snapshots.values(table, row))
    return rows


def _faults(table: Table, row: Any) -> Iterator[str]:
    """The columns at fault: unknown, missing, or of another kind than the table's."""
    if not isinstance(row, dict):
        yield ""
        return
    yield from (str(name) for name in row if name not in table.c)
    for column in table.c:
        if column.name not in row:
            if not column.nullable and column.default is None:
                yield column.name
        elif not _fits(column, row[column.name]):
            yield column.name


def _fits(column: Column[Any], value: Any) -> bool:
    if value is None:
        return column.nullable is True
    kind = column.type
    if isinstance(kind, (UtcDateTime, Date)):
        return _is_time(value, date if isinstance(kind, Date) else datetime)
    if isinstance(kind, Boolean):
        return isinstance(value, bool)
    if isinstance(kind, Float):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if isinstance(kind, Integer):
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63
    if isinstance(kind, String):
        return isinstance(value, str) and (kind.length is None or len(value) <= kind.length)
    return True


def _is_time(value: Any, kind: type[date]) -> bool:
    try:
        return isinstance(value, str) and kind.fromisoformat(value) is not None
    except ValueError:
        return False


def _open_ends(own: Rows, parents: Rows, file: str) -> Iterator[Problem]:
    """Rows that point at something that is not in the package, and rows that are in it twice."""
    everything = {name: own.get(name, []) + parents.get(name, []) for name in {*own, *parents}}
    keys = {name: {row["id"] for row in rows if "id" in row} for name, rows in everything.items()}
    for name, rows in everything.items():
        table = Base.metadata.tables[name]
        seen: set[tuple[Any, ...]] = set()
        for number, row in enumerate(rows, 1):
            key = tuple(row.get(column.name) for column in table.primary_key.columns)
            if key in seen:
                yield Problem("package_twice", Place(file=file, sheet=name, row=number))
            seen.add(key)
            for column in table.c:
                targets = [one.column.table.name for one in column.foreign_keys]
                if targets and row.get(column.name) and row[column.name] not in keys.get(targets[0], set()):
                    yield Problem("package_open", Place(file=file, sheet=name, row=number, column=column.name))
