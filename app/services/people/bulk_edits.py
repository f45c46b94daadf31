"""One change of many households at once, in one unit of work, and the way back.

What was there before is kept by value, each with the households that had it: short even for a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.enums import FieldKind
from app.errors import Place, bad_input
from app.models import BulkEdit, CustomField, CustomValue, Household
from app.models.people.households import tag_key
from app.services.base.store import Actor, Store, WriteSession
from app.services.people import custom_fields, labels
from app.services.people.customers import queries
from app.services.people.customers.commands import tidy_tags
from app.services.people.customers.filters import CustomerFilter

CHUNK = 10_000
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

    def document(self) -> dict[str, Any]:
        """As it is kept with the edit: what it changes, and nothing else."""
        parts = {name: getattr(self, name) for name in TEXTS if getattr(self, name) is not None}
        tags = {"add_tags": list(self.add_tags), "remove_tags": list(self.remove_tags), "own": dict(self.own)}
        return parts | {name: value for name, value in tags.items() if value}


@dataclass(frozen=True, slots=True)
class BulkRow:
    """A change of many: ``count`` households had something changed. ``undone`` when it was taken back."""

    id: str
    at: datetime
    count: int
    change: dict[str, Any]
    undone: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """``restored`` households have back what they had; ``kept`` were changed since in the same part and stay."""

    restored: int
    kept: int


def apply(store: Store, actor: Actor, chosen: Chosen, change: BulkChange) -> BulkRow:
    """Households that have it already stay untouched. Raises InputError ``nothing_chosen`` or ``nothing_to_change``."""
    if change.empty:
        raise bad_input("nothing_to_change")
    ids = _ids(store, chosen)
    if not ids:
        raise bad_input("nothing_chosen")
    with store.write(actor, "household.bulk_edit") as session:
        before: dict[str, Any] = {}
        touched = _set_columns(session, ids, change, before)
        others: set[str] = set()
        for field_id, text in change.own.items():
            before[OWN + field_id] = _set_own(session, ids, field_id, text, others)
        _stamp(session, others - touched)
        session.expire_all()
        touched |= others
        edit = BulkEdit(
            agent_code=actor.code, change=change.document(), count=len(touched), before=before
        )  # fmt: skip
        session.add(edit)
        session.flush()
        session.note(edit=edit.id, households=len(touched))
        return _row(edit)


def undo(store: Store, actor: Actor, edit_id: str) -> Undone:
    """Put back exactly what each household had; where the same part was changed again since, that stays. Raises
    InputError ``bulk_undone`` when it was taken back before.
    """
    with store.write(actor, "household.bulk_undo") as session:
        edit = session.get(BulkEdit, edit_id)
        if edit is None:
            raise bad_input("not_found")
        if edit.undone_at is not None:
            raise bad_input("bulk_undone")
        restored: set[str] = set()
        kept: set[str] = set()
        for name, groups in edit.before.items():
            for group in groups:
                back, others = _put_back(session, name, group)
                restored |= back
                kept |= others
        _stamp(session, restored)
        session.expire_all()
        edit.undone_at = session.now
        session.note(edit=edit_id, households=len(restored))
        return Undone(len(restored), len(kept))


def edits(store: Store, limit: int = 20) -> list[BulkRow]:
    """The latest, the newest first."""
    with store.read() as session:
        query = select(BulkEdit).order_by(BulkEdit.created_at.desc(), BulkEdit.id.desc()).limit(limit)
        return [_row(edit) for edit in session.scalars(query)]


def _ids(store: Store, chosen: Chosen) -> list[str]:
    if chosen.wanted is None:
        return list(dict.fromkeys(chosen.ids))
    return queries.ids(store, search=chosen.search, wanted=chosen.wanted)


def _set_columns(session: WriteSession, ids: Sequence[str], change: BulkChange, before: dict[str, Any]) -> set[str]:
    """One update for all households that become the same, stamps included. Returns whom it touched."""
    names = [name for name in TEXTS if getattr(change, name) is not None]
    names += ["tags"] if change.add_tags or change.remove_tags else []
    if not names:
        return set()
    outcomes: dict[str, tuple[dict[str, Any], list[str]]] = {}
    olds: dict[str, dict[str, list[Any]]] = {name: {} for name in names}
    columns = [getattr(Household, name) for name in names]
    for some in _chunks(ids):
        for id, *values in session.execute(select(Household.id, *columns).where(Household.id.in_(some))):
            new = {name: _becomes(name, old, change) for name, old in zip(names, values, strict=True)}
            changed = {name: new[name] for name, old in zip(names, values, strict=True) if new[name] != old}
            for name, old in zip(names, values, strict=True):
                if name in changed:
                    olds[name].setdefault(repr((old, new[name])), [old, new[name], []])[2].append(id)
            if changed:
                outcomes.setdefault(repr(changed), (changed, []))[1].append(id)
    touched: set[str] = set()
    for values_, found in outcomes.values():
        extra = {"tag_key": tag_key(values_["tags"])} if "tags" in values_ else {}
        stamp = {"updated_at": session.now, "version": Household.version + 1}
        for some in _chunks(found):
            session.execute(_update(some).values(values_ | extra | stamp))
        touched.update(found)
    before |= {name: list(groups.values()) for name, groups in olds.items()}
    return touched


def _becomes(name: str, old: Any, change: BulkChange) -> Any:
    if name != "tags":
        value = str(getattr(change, name))
        return labels.tidy(value) if name == "classification" else value.strip()
    gone = {labels.tidy(tag).casefold() for tag in change.remove_tags}
    return tidy_tags([tag for tag in (*old, *change.add_tags) if tag.casefold() not in gone])


def _write_tags(session: WriteSession, ids: Sequence[str], tags: list[str]) -> None:
    for some in _chunks(ids):
        session.execute(_update(some).values(tags=tags, tag_key=tag_key(tags)))


def _set_own(session: WriteSession, ids: Sequence[str], field_id: str, text: str, touched: set[str]) -> list[Any]:
    if session.get(CustomField, field_id) is None:
        raise bad_input("not_found", Place(field=OWN + field_id))
    held = _own_values(session, ids, field_id)
    old: dict[str, list[str]] = {}
    for id in ids:
        if (before := held.get(id, "")) != text:
            old.setdefault(before, []).append(id)
    changed = [id for group in old.values() for id in group]
    _write_own(session, changed, field_id, text)
    touched.update(changed)
    return [[before, text, group] for before, group in old.items()]


def _own_values(session: Session, ids: Iterable[str], field_id: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in _chunks(list(ids)):
        query = select(CustomValue.household_id, CustomValue.text)
        rows = session.execute(query.where(CustomValue.field_id == field_id, CustomValue.household_id.in_(some)))
        found.update((household, text) for household, text in rows)
    return found


def _write_own(session: WriteSession, ids: Sequence[str], field_id: str, text: str) -> None:
    kind = FieldKind(session.get_one(CustomField, field_id).kind)
    for some in _chunks(ids):
        here = (CustomValue.field_id == field_id, CustomValue.household_id.in_(some))
        session.execute(delete(CustomValue).where(*here))
        if text:
            session.execute(insert(CustomValue), [custom_fields.value_row(id, field_id, kind, text) for id in some])


def _put_back(session: WriteSession, name: str, group: list[Any]) -> tuple[set[str], set[str]]:
    """The households put back, and those that say something else by now."""
    before, after, ids = group
    if name.startswith(OWN):
        field_id = name.removeprefix(OWN)
        query = (select(Household.id).where(Household.id.in_(some)) for some in _chunks(ids))
        here = {id for one in query for id in session.scalars(one)}
        held = _own_values(session, ids, field_id)
        same = [id for id in ids if id in here and held.get(id, "") == after]
        if session.get(CustomField, field_id) is not None:
            _write_own(session, same, field_id, before)
        return set(same), here - set(same)
    column = getattr(Household, name)
    rows = [
        row
        for some in _chunks(ids)
        for row in session.execute(select(Household.id, column).where(Household.id.in_(some)))
    ]
    same = [id for id, value in rows if value == after]
    if name == "tags":
        _write_tags(session, same, list(before))
    else:
        for some in _chunks(same):
            session.execute(_update(some).values({name: before}))
    return set(same), {id for id, _ in rows} - set(same)


def _update(ids: Sequence[str]) -> Any:
    return update(Household).where(Household.id.in_(ids)).execution_options(synchronize_session=False)


def _stamp(session: WriteSession, ids: set[str]) -> None:
    for some in _chunks(sorted(ids)):
        session.execute(_update(some).values(updated_at=session.now, version=Household.version + 1))


def _chunks(ids: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), CHUNK):
        yield list(ids[start : start + CHUNK])


def _row(edit: BulkEdit) -> BulkRow:
    return BulkRow(edit.id, edit.created_at, edit.count, dict(edit.change), edit.undone_at is not None)
