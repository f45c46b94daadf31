"""One change of many households at once, in one unit of work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.enums import FieldKind
from app.errors import Place, bad_input
from app.models import CustomField, CustomValue, Household
from app.models.people.households import tag_key
from app.services.base.pieces import pieces
from app.services.base.store import Actor, Store, WriteSession
from app.services.people import custom_fields, labels
from app.services.people.customers import queries
from app.services.people.customers.commands import tidy_tags
from app.services.people.customers.filters import CustomerFilter

TEXTS = ("classification", "source", "city")
OWN = custom_fields.PREFIX


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which households: those of ``ids``, or everybody a list shows under ``search`` and ``wanted``."""

    ids: tuple[str, ...] = ()
    search: str = ""
    wanted: CustomerFilter | None = None


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What is set; None leaves a part as it is and "" empties it. ``own`` are canonical texts by field id."""

    classification: str | None = None
    source: str | None = None
    city: str | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether it changes nothing."""
        texts = (self.classification, self.source, self.city)
        return all(text is None for text in texts) and not (self.add_tags or self.remove_tags or self.own)


def apply(store: Store, actor: Actor, chosen: Chosen, change: BulkChange) -> int:
    """Returns how many households had something changed; those that have it already stay untouched. Raises InputError
    ``nothing_chosen`` or ``nothing_to_change``."""
    if change.empty:
        raise bad_input("nothing_to_change")
    ids = _ids(store, chosen)
    if not ids:
        raise bad_input("nothing_chosen")
    with store.write(actor, "household.bulk_edit") as session:
        touched = _set_columns(session, ids, change)
        others: set[str] = set()
        for field_id, text in change.own.items():
            others |= _set_own(session, ids, field_id, text)
        _stamp(session, others - touched)
        session.expire_all()
        session.note(households=len(touched | others))
        return len(touched | others)


def _ids(store: Store, chosen: Chosen) -> list[str]:
    if chosen.wanted is None:
        return list(dict.fromkeys(chosen.ids))
    return queries.ids(store, search=chosen.search, wanted=chosen.wanted)


def _set_columns(session: WriteSession, ids: Sequence[str], change: BulkChange) -> set[str]:
    """One update for all households that become the same, stamps included. Returns whom it touched."""
    names = [name for name in TEXTS if getattr(change, name) is not None]
    names += ["tags"] if change.add_tags or change.remove_tags else []
    if not names:
        return set()
    outcomes: dict[str, tuple[dict[str, Any], list[str]]] = {}
    columns = [getattr(Household, name) for name in names]
    for some in pieces(ids):
        for id, *values in session.execute(select(Household.id, *columns).where(Household.id.in_(some))):
            new = {name: _becomes(name, old, change) for name, old in zip(names, values, strict=True)}
            changed = {name: new[name] for name, old in zip(names, values, strict=True) if new[name] != old}
            if changed:
                outcomes.setdefault(repr(changed), (changed, []))[1].append(id)
    touched: set[str] = set()
    for values_, found in outcomes.values():
        extra = {"tag_key": tag_key(values_["tags"])} if "tags" in values_ else {}
        stamp = {"updated_at": session.now, "version": Household.version + 1}
        for some in pieces(found):
            session.execute(_update(some).values(values_ | extra | stamp))
        touched.update(found)
    return touched


def _becomes(name: str, old: Any, change: BulkChange) -> Any:
    if name != "tags":
        value = str(getattr(change, name))
        return labels.tidy(value) if name == "classification" else value.strip()
    gone = {labels.tidy(tag).casefold() for tag in change.remove_tags}
    return tidy_tags([tag for tag in (*old, *change.add_tags) if tag.casefold() not in gone])


def _set_own(session: WriteSession, ids: Sequence[str], field_id: str, text: str) -> set[str]:
    if session.get(CustomField, field_id) is None:
        raise bad_input("not_found", Place(field=OWN + field_id))
    held = _own_values(session, ids, field_id)
    changed = [id for id in ids if held.get(id, "") != text]
    _write_own(session, changed, field_id, text)
    return set(changed)


def _own_values(session: Session, ids: Iterable[str], field_id: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in pieces(list(ids)):
        query = select(CustomValue.household_id, CustomValue.text)
        rows = session.execute(query.where(CustomValue.field_id == field_id, CustomValue.household_id.in_(some)))
        found.update((household, text) for household, text in rows)
    return found


def _write_own(session: WriteSession, ids: Sequence[str], field_id: str, text: str) -> None:
    kind = FieldKind(session.get_one(CustomField, field_id).kind)
    for some in pieces(ids):
        here = (CustomValue.field_id == field_id, CustomValue.household_id.in_(some))
        session.execute(delete(CustomValue).where(*here))
        if text:
            session.execute(insert(CustomValue), [custom_fields.value_row(id, field_id, kind, text) for id in some])


def _update(ids: Sequence[str]) -> Any:
    return update(Household).where(Household.id.in_(ids)).execution_options(synchronize_session=False)


def _stamp(session: WriteSession, ids: set[str]) -> None:
    for some in pieces(sorted(ids)):
        session.execute(_update(some).values(updated_at=session.now, version=Household.version + 1))
