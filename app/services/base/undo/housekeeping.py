"""What the program does by itself after an act: it never stands in the way of taking that act back."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditRow
from app.services.base.store import kept
from app.services.base.store.kept import Unit
from app.services.base.undo import checking

QUIET = frozenset({"series.fill", "setting.remember"})
"""Nobody would think of it as the last thing done; it is done anew when it is needed."""


def since(session: Session, audit_id: int) -> list[int]:
    """The quiet units after ``audit_id`` that touched its rows, or made rows that stand on those; the last first."""
    unit = kept.unit(session, audit_id)
    if unit is None:
        return []
    later = list(kept.since(session, audit_id))
    gone = checking.cancelled(later, audit_id)
    actions = select(AuditRow.id).where(AuditRow.id.in_([one.audit_id for one in later]), AuditRow.action.in_(QUIET))
    quiet = set(session.scalars(actions)) - gone
    return [one.audit_id for one in reversed(later) if one.audit_id in quiet and _near(one, unit)]


def _near(quiet: Unit, unit: Unit) -> bool:
    rows = {(image.table, image.key) for image in unit.images}
    made = {image.key[0] for image in unit.images if image.before is None and len(image.key) == 1}
    return any((image.table, image.key) in rows for image in quiet.images) or not made.isdisjoint(_named(quiet))


def _named(quiet: Unit) -> Iterator[str]:
    """What the rows that it made point at, whatever else they say."""
    for image in quiet.images:
        if image.before is None:
            yield from (value for value in (image.after or {}).values() if isinstance(value, str))
