"""One row of a foreign list of customers: what its cells say, and everything wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.errors import InputError, Problem
from app.services.people.custom_fields import FieldRow
from app.services.people.customers import columns
from app.services.people.customers.checks import check_member
from app.services.people.customers.columns import READERS, Cells, read_own
from app.services.people.customers.rows import MemberDraft
from app.services.rules.base import names
from app.services.rules.base.id_numbers import read_id_number
from app.services.rules.base.masks import is_masked, phone_number
from app.services.tables.tabular import Faulty, Record

NEEDED = frozenset({"name", "code"})
"""Without these a row is nobody's."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """``cells`` are the sound ones; ``rest``: they make a customer although others are wrong."""

    cells: Cells
    problems: tuple[Problem, ...]
    rest: bool


def read_row(record: Record, today: date, own: Mapping[str, FieldRow]) -> ReadRow:
    """The filled cells of a row, and everything wrong with them at its place in the file."""
    values: dict[str, Any] = {}
    problems = record.faults()
    bad = {name for name in record.table.columns if isinstance(record.cell(name), Faulty)}
    for name in record.table.columns:
        if name in bad:
            continue
        try:
            value = read_own(record, own[name]) if name in own else READERS[name](record, name)
        except InputError as error:
            problems += error.problems
            bad.add(name)
            continue
        if value not in (None, ""):
            values[name] = value
    masked = is_masked(values.get("phone", ""))
    known = {name: values[name] for name in columns.MEMBER_FIELDS if name in values}
    draft = MemberDraft(**{"name": "", **known, **({"phone": ""} if masked else {})})
    wrong = [one for one in check_member(draft, today) if one.place.field not in bad]
    problems += [replace(one, place=record.place(one.place.field)) for one in wrong]
    bad |= {one.place.field or "" for one in wrong}
    rest = not bad & NEEDED
    sound = {name: value for name, value in values.items() if name not in bad}
    return ReadRow(Cells(_tidied(sound) if rest else sound), tuple(problems), rest)


def _tidied(values: dict[str, Any]) -> dict[str, Any]:
    """Name and phone in their one form; the birth date and sex that an identity number tells."""
    values["name"] = names.tidy(values["name"])
    if "phone" in values and not is_masked(values["phone"]):
        values["phone"] = phone_number(values["phone"])
    if "id_number" in values:
        told = read_id_number(values["id_number"])
        values |= {"birth_date": told.birth_date, "sex": told.sex}
    return values
