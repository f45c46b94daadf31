"""Fields of the user's own: defined, renamed and retired without losing a value; what each household has in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from app import words
from app.enums import FieldKind, Language
from app.errors import InputError, Place, Problem, bad_input
from app.models import CustomField, CustomValue
from app.services.base.pieces import pieces
from app.services.base.store import Actor, Store, WriteSession
from app.services.rules.people import custom_values

PREFIX = "custom."
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field. ``used`` households have a value in it."""

    id: str
    name: str
    kind: FieldKind
    choices: tuple[str, ...] = ()
    retired: bool = False
    used: int = 0

    @property
    def key(self) -> str:
        """What forms, columns and imports call it."""
        return PREFIX + self.id

    def say(self, text: str, language: Language) -> str:
        """A kept value as a person reads it."""
        value = custom_values.natural(self.kind, text)
        if value is None:
            return ""
        if isinstance(value, bool):
            return words.say("customers.yes" if value else "customers.no", language)
        if self.kind == FieldKind.MONEY:
            return f"{Decimal(value) / 100:,.2f}".removesuffix(".00")
        return f"{value:,f}" if isinstance(value, Decimal) else str(value)

    def out(self, text: str) -> Any:
        """A kept value as a cell of a workbook."""
        value = custom_values.natural(self.kind, text)
        if isinstance(value, bool):
            return "y" if value else "n"
        if self.kind == FieldKind.MONEY and value is not None:
            return value / 100
        return float(value) if isinstance(value, Decimal) else value


@dataclass(frozen=True, slots=True)
class FieldDraft:
    name: str
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()


def fields(store: Store) -> list[FieldRow]:
    """Those in use, in their order; ``used`` is not counted."""
    with store.read() as session:
        return read_fields(session)


def all_fields(store: Store) -> list[FieldRow]:
    """Those retired as well, with how many households have a value in each."""
    with store.read() as session:
        uses = select(CustomValue.field_id, func.count()).group_by(CustomValue.field_id)
        used = {id: int(count) for id, count in session.execute(uses)}
        return [replace(field, used=used.get(field.id, 0)) for field in read_fields(session, retired=True)]


def read_fields(session: Session, *, retired: bool = False) -> list[FieldRow]:
    """The fields in their order; those no longer used only when asked for."""
    query = select(CustomField).order_by(CustomField.position, CustomField.id)
    if not retired:
        query = query.where(CustomField.retired_at.is_(None))
    return [_row(field) for field in session.scalars(query)]


def add(store: Store, actor: Actor, draft: FieldDraft) -> FieldRow:
    """Raises InputError at "name" or "choices"."""
    with store.write(actor, "field.add") as session:
        name, choices = _checked(session, draft, None)
        last = session.scalar(select(func.max(CustomField.position))) or 0
        field = CustomField(name=name, kind=draft.kind.value, choices=list(choices), position=last + 1)
        session.add(field)
        session.flush()
        session.note(field=field.id, kind=draft.kind.value)
        return _row(field)


def change(store: Store, actor: Actor, field_id: str, draft: FieldDraft) -> FieldRow:
    """Rename it, or change its choices: one in use can be added to, not taken away (``choice_in_use``). The kind stays
    as it is: values of one kind mean nothing in another.
    """
    with store.write(actor, "field.change") as session:
        field = _field(session, field_id)
        name, choices = _checked(session, draft, field)
        if field.kind == FieldKind.CHOICE:
            used = select(CustomValue.text).where(CustomValue.field_id == field_id).distinct()
            if missing := sorted(set(session.scalars(used)) - set(choices)):
                raise bad_input("choice_in_use", Place(field="choices"), text=missing[0])
        field.name, field.choices = name, list(choices)
        session.note(field=field_id)
        return _row(field)


def retire(store: Store, actor: Actor, field_id: str) -> None:
    """Out of forms, lists and filters; values stay and are there again when it is brought back."""
    with store.write(actor, "field.retire") as session:
        _field(session, field_id).retired_at = session.now
        session.note(field=field_id)


def bring_back(store: Store, actor: Actor, field_id: str) -> None:
    """Use a retired field again, with the values it had. Raises InputError ``not_found``."""
    with store.write(actor, "field.bring_back") as session:
        _field(session, field_id).retired_at = None
        session.note(field=field_id)


def move(store: Store, actor: Actor, field_id: str, steps: int) -> None:
    """Up (negative) or down among the others."""
    with store.write(actor, "field.move") as session:
        rows = list(session.scalars(select(CustomField).order_by(CustomField.position, CustomField.id)))
        at = next((place for place, row in enumerate(rows) if row.id == field_id), None)
        if at is None:
            raise bad_input("not_found")
        rows.insert(max(0, min(len(rows) - 1, at + steps)), rows.pop(at))
        for place, row in enumerate(rows):
            row.position = place


# -- values -----------------------------------------------------------------------------------------------------------
def values_of(session: Session, household_ids: Iterable[str]) -> dict[str, dict[str, str]]:
    """By household and field id, the kept texts."""
    found: dict[str, dict[str, str]] = {}
    for some in pieces(household_ids):
        query = select(CustomValue.household_id, CustomValue.field_id, CustomValue.text)
        for household, field, text in session.execute(query.where(CustomValue.household_id.in_(some))):
            found.setdefault(household, {})[field] = text
    return found


def all_values(session: Session) -> dict[str, dict[str, str]]:
    """Of every household, as :func:`values_of`."""
    found: dict[str, dict[str, str]] = {}
    for household, field, text in session.execute(
        select(CustomValue.household_id, CustomValue.field_id, CustomValue.text)
    ):
        found.setdefault(household, {})[field] = text
    return found


def rows_of(session: Session, household_id: str) -> list[dict[str, Any]]:
    """The rows of one household as they are kept, to put them back one day."""
    rows = session.execute(select(CustomValue.__table__).where(CustomValue.household_id == household_id))
    return [dict(row._mapping) for row in rows]


def canonical(field: FieldRow, value: Any, place: Place | None = None) -> str:
    """Raises InputError at the field's key, or at ``place``."""
    try:
        return custom_values.canonical(field.kind, value, field.choices)
    except ValueError as error:
        values = {"text": str(value), "choices": "、".join(field.choices), "most": custom_values.LONGEST}
        wanted = {"not_a_choice": ("text", "choices"), "too_long": ("most",)}.get(str(error), ("text",))
        problem = Problem(str(error), place or Place(field=field.key), {key: values[key] for key in wanted})
        raise InputError(problem) from None


def put(session: WriteSession, household_id: str, texts: Mapping[str, str]) -> bool:
    """Keep canonical texts by field id, "" for none; what is not named stays. True when anything changed."""
    known = {field.id: FieldKind(field.kind) for field in session.scalars(select(CustomField))}
    before = values_of(session, [household_id]).get(household_id, {})
    changed = {id: text for id, text in texts.items() if id in known and text != before.get(id, "")}
    if not changed:
        return False
    own = CustomValue.household_id == household_id
    session.execute(delete(CustomValue).where(own, CustomValue.field_id.in_(list(changed))))
    rows = [value_row(household_id, id, known[id], text) for id, text in changed.items() if text]
    if rows:
        session.execute(insert(CustomValue), rows)
    return True


def value_row(household_id: str, field_id: str, kind: FieldKind, text: str) -> dict[str, Any]:
    """A value as the table keeps it, with the rank it sorts by."""
    rank = custom_values.rank(kind, text)
    return {"household_id": household_id, "field_id": field_id, "text": text, "rank": rank}


def checked_values(fields: Sequence[FieldRow], values: Mapping[str, Any]) -> dict[str, str]:
    """What a form gives by key ("custom.<id>"), as :func:`put` takes it. Raises InputError with every field at
    fault.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for field in fields:
        if field.key in values:
            try:
                texts[field.id] = canonical(field, values[field.key])
            except InputError as error:
                problems += error.problems
    if problems:
        raise InputError(problems)
    return texts


def _checked(session: Session, draft: FieldDraft, field: CustomField | None) -> tuple[str, tuple[str, ...]]:
    name = " ".join(draft.name.split())
    if not name:
        raise bad_input("required", Place(field="name"))
    if len(name) > LONGEST_NAME:
        raise bad_input("too_long", Place(field="name"), most=LONGEST_NAME)
    same = select(CustomField.id).where(func.lower(CustomField.name) == name.lower())
    if session.scalar(same.where(CustomField.id != field.id) if field else same):
        raise bad_input("name_taken", Place(field="name"), text=name)
    choices = tuple(dict.fromkeys(" ".join(choice.split()) for choice in draft.choices if choice.strip()))
    kind = FieldKind(field.kind) if field else draft.kind
    if kind == FieldKind.CHOICE and not choices:
        raise bad_input("required", Place(field="choices"))
    return name, choices if kind == FieldKind.CHOICE else ()


def _field(session: Session, field_id: str) -> CustomField:
    field = session.get(CustomField, field_id)
    if field is None:
        raise bad_input("not_found")
    return field


def _row(field: CustomField) -> FieldRow:
    choices = tuple(str(choice) for choice in field.choices)
    return FieldRow(field.id, field.name, FieldKind(field.kind), choices, field.retired_at is not None)
