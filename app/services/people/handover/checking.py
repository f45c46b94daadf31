"""A package that was opened, checked row by row before anything of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Table
from sqlalchemy.sql.sqltypes import Boolean, Date, Float, Integer, String

from app.errors import InputError, Place, Problem, bad_input
from app.models import Base
from app.models.base.rows import UtcDateTime
from app.services.base import snapshots
from app.services.base.store.migrate import revisions
from app.services.people.handover.packing import FORMAT, Rows
from app.services.people.handover.whitelist import OWN, PARENTS, WORDS

MOST_TOLD = 20
MOST_EPOCH = 1_000_000
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
    parts = [_part(document[name], allowed, file, problems) for name, allowed in (("own", OWN), ("parents", PARENTS))]
    own, parents = parts
    if not problems:
        problems += _open_ends(own, parents, file)
        if not _named_right(document, own.get("household", [])):
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


def _named_right(document: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    """Whether the families that are named are those that are in it, and from whom they come."""
    giver, named = document["from"], document["households"]
    if not isinstance(giver, dict) or not isinstance(named, list) or not all(isinstance(one, dict) for one in named):
        return False
    texts = [one.get(name) for one in named for name in ("id", "code", "name")]
    if not all(isinstance(text, str) for text in (*texts, giver.get("code"), giver.get("name"))):
        return False
    epochs = [row.get("owner_epoch", 1) for row in rows]
    return (
        bool(rows)
        and {one["id"] for one in named} == {row["id"] for row in rows}
        and all(0 < epoch < MOST_EPOCH for epoch in epochs)
    )


def _part(given: Any, allowed: frozenset[str], file: str, problems: list[Problem]) -> Rows:
    rows: Rows = {}
    if not isinstance(given, dict):
        problems.append(Problem("package_strange", Place(file=file)))
        return rows
    for name, some in given.items():
        table = Base.metadata.tables[name] if name in allowed else None
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
        fits = isinstance(value, str) and (kind.length is None or len(value) <= kind.length)
        return fits and _is_word(column, value)
    return not isinstance(kind, JSON) or _is_shaped(column, value)


def _is_shaped(column: Column[Any], value: Any) -> bool:
    """Whether a JSON value is a list or an object where the column holds such; an answer may be anything."""
    default: Any = column.default
    return default is None or not default.is_callable or isinstance(value, type(default.arg(None)))


def _is_word(column: Column[Any], value: str) -> bool:
    """Whether a code is one this program knows; a text that is none may be anything."""
    codes = WORDS.get(f"{column.table.name}.{column.name}")
    empty = column.default is not None and getattr(column.default, "arg", None) == ""
    return codes is None or value in codes.__members__.values() or (value == "" and empty)


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
