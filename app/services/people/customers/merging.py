"""What a row of a list changes in a household, and writing many of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, insert, select

from app.enums import Stage
from app.models import CustomValue, Household, Member, StageMove, new_id
from app.services.base.numbers import next_numbers
from app.services.base.pieces import pieces
from app.services.base.store import WriteSession
from app.services.people import custom_fields
from app.services.people.customers.columns import CONTACT_FIELDS, MEMBER_FIELDS, Cells
from app.services.people.customers.commands import PREFIX, SERIES
from app.services.people.customers.fields import Kept, kept_in
from app.services.rules.base import names
from app.services.rules.needs import finances
from app.services.spine import stages
from app.services.spine.search_keys import refresh_keys
from app.services.tables.guards import is_cut

MONEY_KEYS = frozenset(finances.KEYS)


@dataclass(frozen=True, slots=True)
class Current:
    """A household and its customer as one flat row, by the fields of the list."""

    values: dict[str, Any]


def current_of(household: Any, customer: Any, own: Mapping[str, str] | None = None) -> Current:
    """Of two records, or of two plain rows with their columns; ``own`` are texts by the id of a field of the user's
    own.
    """
    values: dict[str, Any] = {name: getattr(customer, name) for name in MEMBER_FIELDS}
    values |= {name: getattr(household, name) for name in CONTACT_FIELDS}
    values |= {key: household.finances.get(key) for key in finances.KEYS}
    values |= {"code": household.code, "stage": household.stage, "tags": tuple(household.tags)}
    values |= {custom_fields.PREFIX + id: text for id, text in (own or {}).items()}
    return Current(values)


def changes(current: Current, cells: Cells) -> dict[str, Any]:
    """The cells that say something else than the record; the code is never changed by a list, and a text a workbook
    had no room for is not cut."""
    return {
        name: value
        for name, value in cells.values.items()
        if name != "code" and value != (kept := current.values.get(name)) and not is_cut(value, kept)
    }


def update_one(session: WriteSession, household_id: str, values: dict[str, Any]) -> None:
    """Put changed values of a row (a field each) into a household and its customer; stage and search keys follow."""
    household = session.get_one(Household, household_id)
    customer = session.get_one(Member, household.contact_id)
    for name, value in values.items():
        if name in MEMBER_FIELDS:
            setattr(customer, name, value)
        elif name in CONTACT_FIELDS:
            setattr(household, name, list(value) if name == "tags" else value)
    if money := {name: value for name, value in values.items() if name in finances.KEYS}:
        household.finances = finances.known(household.finances | money)
    if own := own_values(values):
        custom_fields.put(session, household_id, own)
        household.updated_at = session.now
    if "stage" in values:
        stages.move(session, household, Stage(values["stage"]), session.today)
    if "name" in values or "phone" in values:
        refresh_keys(session, household_id)


def own_values(values: Mapping[str, Any]) -> dict[str, str]:
    """The texts of the fields of the user's own among the cells, by field id."""
    own = custom_fields.PREFIX
    return {name.removeprefix(own): value for name, value in values.items() if name.startswith(own)}


def add_many(session: WriteSession, rows: Sequence[Cells]) -> list[str]:
    """New households by plain inserts, in chunks; codes are given out for the rows without one. Returns their ids."""
    ids: list[str] = []
    without = sum(1 for row in rows if not row.get("code"))
    today = session.today
    kinds = {field.id: field.kind for field in custom_fields.read_fields(session)}
    codes = iter(_free_codes(session, without, {row.get("code") for row in rows}))
    for some in pieces(rows):
        built = [_built(session, today, row, row.get("code") or next(codes)) for row in some]
        for model, at in ((Household, 0), (Member, 1), (StageMove, 2)):
            table = model.__table__
            assert isinstance(table, Table)
            session.execute(insert(table), [parts[at] for parts in built])
        held = [
            custom_fields.value_row(parts[0]["id"], id, kinds[id], text)
            for parts, row in zip(built, some, strict=True)
            for id, text in own_values(row.values).items()
        ]
        if held:
            session.execute(insert(CustomValue), held)
        ids += [parts[0]["id"] for parts in built]
    return ids


def _free_codes(session: WriteSession, count: int, taken: set[Any]) -> list[str]:
    known = set(session.scalars(select(Household.code).where(Household.code.startswith(PREFIX)))) | taken
    codes: list[str] = []
    while len(codes) < count:
        codes += [c for c in next_numbers(session, SERIES, PREFIX, count - len(codes)) if c not in known]
    return codes


def _built(
    session: WriteSession, today: date, row: Cells, code: str
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    household_id, member_id = new_id(), new_id()
    get, stamps = row.values.get, session.stamps()
    name, phone = str(get("name")), get("phone", "")
    stage = get("stage") or Stage.S0_LISTED
    household = {
        "id": household_id,
        "code": code,
        "name": name,
        "phone": phone,
        "sort_key": names.sort_key(name),
        "search_key": names.search_key([names.Person(name, phone)], [code]),
        "contact_id": member_id,
        "agent_code": session.actor.code,
        "stage": stage.value,
        "stage_since": today,
        "tags": list(get("tags", ())),
        "finances": finances.known({key: get(key) for key in finances.KEYS}) if MONEY_KEYS & row.values.keys() else {},
        **{field.name: get(field.name, field.kind.empty) for field in kept_in(Kept.HOUSEHOLD) if field.name != "tags"},
        **stamps,
    }
    member = {
        "id": member_id,
        "household_id": household_id,
        "relation": "self",
        **{field.name: get(field.name, field.kind.empty) for field in kept_in(Kept.MEMBER)},
        **stamps,
    }
    move = {
        "household_id": household_id,
        "agent_code": session.actor.code,
        "stage": stage.value,
        "on_date": today,
    }
    return household, member, move
