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

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import Table, column, insert, select, table, text
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
from app.services.base import snapshots
from app.services.base.pieces import pieces
from app.services.base.store import kept
from app.services.base.store.images import CHUNK, Values, read
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
Pk = tuple[Any, ...]
Rows = dict[Pk, Values | None]
HOME, PERSON = Household.__tablename__, Member.__tablename__


@contextmanager
def as_of(session: Session, day: date) -> Iterator[None]:
    """Within the block ``session`` reads the records as they stood at the end of ``day``."""
    then = {name: rows for name, rows in _then(session, day).items() if rows}
    session.expire_all()
    with _temporary(session):
        for name, rows in then.items():
            _stand_before(session, Base.metadata.tables[name], rows)
    try:
        yield
    finally:
        session.expire_all()
        with _temporary(session):
            for name in then:
                session.execute(text(f"DROP VIEW temp.{name}"))
                session.execute(text(f"DROP TABLE temp.then_{name}"))
                session.execute(text(f"DROP TABLE temp.gone_{name}"))


@contextmanager
def _temporary(session: Session) -> Iterator[None]:
    """A connection that only looks may make what is its own and in memory; the file stays as it is."""
    only = session.scalar(text("PRAGMA query_only"))
    session.execute(text("PRAGMA query_only=OFF"))
    try:
        yield
    finally:
        if only:
            session.execute(text("PRAGMA query_only=ON"))


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


def _stand_before(session: Session, real: Table, rows: Rows) -> None:
    """A temporary view by the table's own name: its rows, and those that were another as they were."""
    name, keys = real.name, [one.name for one in real.primary_key.columns]
    assert len(keys) == 1, name
    session.execute(text(f"CREATE TEMP TABLE gone_{name} AS SELECT {keys[0]} FROM main.{name} WHERE 0"))
    session.execute(text(f"CREATE TEMP TABLE then_{name} AS SELECT * FROM main.{name} WHERE 0"))
    gone, then = (
        table(f"{part}_{name}", *(column(one.name, one.type) for one in columns))
        for part, columns in (("gone", real.primary_key.columns), ("then", real.c))
    )
    for some in pieces(list(rows), CHUNK):
        session.execute(insert(gone), [{keys[0]: key[0]} for key in some])
    now = read(session, real, [key for key, olds in rows.items() if olds is not None])
    were: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    for key, olds in rows.items():
        row = now.get(key, {}) | snapshots.values(real, olds or {})
        if olds is not None and len(row) == len(real.c):
            were[tuple(row)].append(row)
    for alike in were.values():
        session.execute(insert(then), alike)
    columns = ", ".join(f'"{one.name}"' for one in real.c)
    session.execute(text(
        f"CREATE TEMP VIEW {name} AS SELECT {columns} FROM main.{name} WHERE {keys[0]} NOT IN "
        f"(SELECT {keys[0]} FROM temp.gone_{name}) UNION ALL SELECT {columns} FROM temp.then_{name}"
    ))  # fmt: skip
