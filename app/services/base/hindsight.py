"""The records as they stood at the end of a day, for what is written of a day or a week that is over.

What has a day counts by its day, even if it was noted later; what has none – the status, plan and gap of a need, the
lines of an order, the end of a policy, who is archived, which link is suspect – is read from what the units of work
since found before they changed it (`store.kept`). A unit that notes something of that day or before (``DATED``) counts
whole: a policy issued on Sunday and noted on Monday was in force on Sunday, with all that this act did.

While a block of :func:`as_of` lasts, temporary views of this connection stand before the tables, so that every reader
reads what was, none of them knowing it; the store itself is not touched.

Not seen: units of which nothing is kept (`kept.NEVER`: imports, hand-overs, erasures), and what is older than they
are kept. Tables beside ``SEEN`` are read as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import ActivityStatus
from app.models import (
    Activity,
    Base,
    Household,
    Member,
    Need,
    Order,
    OrderEvent,
    OrderLine,
    Policy,
    StageMove,
    TraceLink,
    UnitImage,
)
from app.services.base import standing
from app.services.base.standing import Rows
from app.services.base.store import kept
from app.services.base.store.kept import Image, Unit
from app.services.rules.base.moments import end_of

SEEN = tuple(
    model.__tablename__ for model in (Activity, Household, Member, Need, Order, OrderLine, Policy, TraceLink)
)  # fmt: skip
"""Tables whose rows are seen as they were."""
DATED = {
    Need.__tablename__: ("actual_start", "actual_finish"),
    Order.__tablename__: ("submitted_on", "issued_on", "delivered_on", "ended_on"),
    OrderEvent.__tablename__: ("on_date",),
    Policy.__tablename__: ("starts_on", "ends_on", "lapsed_on"),
    StageMove.__tablename__: ("on_date",),
}
"""The days that say when something happened."""
HOME, PERSON = Household.__tablename__, Member.__tablename__


@contextmanager
def as_of(session: Session, day: date) -> Iterator[None]:
    """Within the block ``session`` reads the records as they stood at the end of ``day``."""
    then = {name: rows for name, rows in _then(session, day).items() if rows}
    session.expire_all()
    with standing.temporary(session):
        for name, rows in then.items():
            standing.stand_before(session, Base.metadata.tables[name], rows)
    try:
        yield
    finally:
        session.expire_all()
        with standing.temporary(session):
            for name in then:
                standing.step_aside(session, name)


def _then(session: Session, day: date) -> dict[str, Rows]:
    """By table the rows that were another: their columns that differed, None where there was no row."""
    found: dict[str, Rows] = {name: {} for name in SEEN}
    homes: set[str] = set()  # families that something of the day names
    later = select(UnitImage.audit_id).where(UnitImage.at >= end_of(day)).order_by(UnitImage.audit_id)
    for audit_id in session.scalars(later).all():
        unit = kept.unit(session, audit_id)
        if unit is None:
            continue
        counts = _counts(session, unit, day)
        for image in unit.images:
            if counts and (home := (image.after or {}).get("household_id")):
                homes.add(home)
            if image.table in found:
                _note(found[image.table], image, counts=counts)
    for home in homes:
        if found[HOME].get((home,), {}) is None:
            del found[HOME][home,]
    if homes:
        of_them = select(Member.id).where(Member.household_id.in_(homes))
        for id in session.scalars(of_them):
            if found[PERSON].get((id,), {}) is None:
                del found[PERSON][id,]
    return found


def _note(rows: Rows, image: Image, *, counts: bool) -> None:
    """What the unit found, unless an earlier one since the day found something else. One that counts made it so."""
    if counts:
        if image.before is None or image.after is None:
            rows.pop(image.key, None)
        elif (known := rows.get(image.key)) is not None:
            for name in image.after:
                known.pop(name, None)
        return
    if image.before is None:
        rows.setdefault(image.key, None)
    elif (known := rows.setdefault(image.key, {})) is not None:
        for name, value in image.before.items():
            known.setdefault(name, value)


def _counts(session: Session, unit: Unit, day: date) -> bool:
    """Whether it notes something that happened on ``day`` or before."""
    last = day.isoformat()
    for image in unit.images:
        said = image.after or {}
        if any(said.get(name) and said[name] <= last for name in DATED.get(image.table, ())):
            return True
        if image.table == Activity.__tablename__ and said.get("status") == ActivityStatus.DONE:
            on = said.get("on_date") or session.scalar(select(Activity.on_date).where(Activity.id == image.key[0]))
            if on is not None and str(on) <= last:
                return True
    return False
