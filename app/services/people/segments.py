"""Filters of the list kept by name: the same view in the list, in exports and in changes of many."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from app.errors import InputError, Place, bad_input
from app.models import Segment
from app.services.base.store import Actor, Store
from app.services.people.customers.filters import CustomerFilter, of_document

LONGEST = 40


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """``filter`` None: made by a newer program, shown and not used."""

    id: str
    name: str
    filter: CustomerFilter | None


def segments(store: Store) -> list[SegmentRow]:
    """In the order they were made."""
    with store.read() as session:
        rows = session.scalars(select(Segment).order_by(Segment.position, Segment.id))
        return [_row(row) for row in rows]


def by_name(store: Store, name: str) -> SegmentRow:
    """Raises InputError ``unknown_segment`` with those there are."""
    rows = segments(store)
    found = next((row for row in rows if row.name.casefold() == name.strip().casefold()), None)
    if found is None:
        raise bad_input("unknown_segment", name=name, known="、".join(row.name for row in rows) or "—")
    return found


def filter_of(store: Store, name: str) -> CustomerFilter:
    """Raises InputError ``unknown_segment`` or ``filter_unreadable``."""
    row = by_name(store, name)
    if row.filter is None:
        raise bad_input("filter_unreadable", Place(field=row.name))
    return row.filter


def save(store: Store, actor: Actor, name: str, wanted: CustomerFilter, segment_id: str | None = None) -> SegmentRow:
    """Keep a filter under a name; with an id, replace that one. Raises InputError at "name"."""
    clean = " ".join(name.split())
    if not clean:
        raise bad_input("required", Place(field="name"))
    if len(clean) > LONGEST:
        raise bad_input("too_long", Place(field="name"), most=LONGEST)
    with store.write(actor, "segment.save") as session:
        same = session.scalar(select(Segment).where(func.lower(Segment.name) == clean.lower()))
        if same is not None and same.id != segment_id:
            raise bad_input("name_taken", Place(field="name"), text=clean)
        row = session.get(Segment, segment_id) if segment_id else None
        if row is None:
            last = session.scalar(select(func.max(Segment.position))) or 0
            row = Segment(name=clean, filter={}, position=last + 1)
            session.add(row)
        row.name, row.filter = clean, wanted.document()
        session.flush()
        session.note(segment=row.id)
        return _row(row)


def remove(store: Store, actor: Actor, segment_id: str) -> SegmentRow:
    """Returns what was removed: :func:`save` brings it back."""
    with store.write(actor, "segment.remove") as session:
        row = session.get(Segment, segment_id)
        if row is None:
            raise bad_input("not_found")
        found = _row(row)
        session.delete(row)
        session.note(segment=segment_id)
        return found


def _row(row: Segment) -> SegmentRow:
    try:
        return SegmentRow(row.id, row.name, of_document(row.filter))
    except InputError:
        return SegmentRow(row.id, row.name, None)
