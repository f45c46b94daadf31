"""One row of a requirement table, read field by field."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from app import words
from app.enums import Event, Level, NeedStatus, NeedType
from app.errors import InputError, Problem
from app.services.matrix import headers
from app.services.matrix.headers import ALIAS, DATES, PARENT, RELATED, TEXTS
from app.services.tables.tabular import Faulty, Record

LEVELS = ("importance", "urgency")


def read_row(record: Record, households: Mapping[str, str], without: str = "") -> dict[str, Any]:
    """The fields whose columns the table has, but for ``without``. Raises InputError with everything that is wrong
    in the row."""
    values: dict[str, Any] = {}
    problems = record.faults()
    for name in record.table.columns:
        if name == without or isinstance(record.cell(name), Faulty):
            continue
        try:
            values |= _field(record, name, households)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return values


def _field(record: Record, name: str, households: Mapping[str, str]) -> dict[str, Any]:
    if name in DATES:
        return {name: record.day(name)}
    if name in TEXTS or name in (PARENT, ALIAS, RELATED):
        return {name: record.text(name)}
    found = record.text(name)
    if name in LEVELS:
        return {name: _known(record, name, found, headers.level_of(found), Level)} if found else {}
    if name == "status":
        return {name: _known(record, name, found, headers.status_of(found), NeedStatus)} if found else {}
    if name == "type":
        return {name: _known(record, name, found, headers.type_of(found), NeedType)} if found else {}
    if name == "event":
        return {name: _event(found)}
    if name == "gap":
        return {name: record.fen(name)}
    if name == "household_code" and found:
        if found not in households:
            raise InputError(Problem("customer_unknown", record.place(name), {"text": found}))
        return {"household_id": households[found]}
    return {}


def _known(record: Record, name: str, text: str, value: StrEnum | None, family: type[StrEnum]) -> str:
    if value is None:
        raise InputError(Problem("not_a_choice", record.place(name), {"text": text, "choices": tuple(family)}))
    return value.value


def _event(text: str) -> str:
    return words.meant(Event, text) or text[:40]
