"""The images of a unit of work beside its audit row: compressed, some weeks long, and as many as fit."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.models import Base, UnitImage
from app.services.base.store.images import Key, Values
from app.services.base.store.watching import ImagingSession

MOST_UNITS, LONGEST = 1_000, timedelta(days=30)
MOST_BYTES = 64 * 1024 * 1024
LARGEST = MOST_BYTES // 4
EVERY = 50  # units between two looks at what is too old or too much
NEVER = frozenset({
    "store.found", "demo.populate",  # the beginning
    "household.erase", "health.withdraw", "sample.remove", "pin.choose",  # of these no copy may be left
    "customers.import", "policies.import", "matrix.import", "catalogue.import",  # each has its own way back
    "roster.import", "import.undo",
    "access.password", "access.recovery", "access.escrow",  # what they changed is no row
    "handover.take",  # brings and takes whole families
    "post.identity", "post.meet", "post.pin", "post.end", "post.renew",  # keys and whom they belong to
    "post.send", "post.receive", "post.settle", "post.answer",  # what went out is out, and is counted
    "agent.recode",  # every row that names the agent; changed again instead
})  # fmt: skip
"""Units of work that are never taken back from here."""


@dataclass(frozen=True, slots=True)
class Image:
    """A row before and after a unit of work, in the columns that differ; None where there was none."""

    table: str
    key: tuple[Any, ...]
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit of work changed. ``undoes`` is the audit row of the unit it took back."""

    audit_id: int
    undoes: int | None
    images: tuple[Image, ...]


def keep(session: ImagingSession, audit_id: int, now: datetime) -> int | None:
    """Write down what the unit of work changed. Returns how many rows; None when it cannot be taken back."""
    images = session.images
    if not images.keeps:
        return None
    found = list(_differences(images.before, images.after(session)))
    if None in found:
        return None
    if found:
        content = zlib.compress(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode(), 1)
        if len(content) > LARGEST:
            return None
        row = {"audit_id": audit_id, "at": now, "undoes": images.undoes, "size": len(content), "content": content}
        with images.covering():
            session.connection().execute(insert(UnitImage), row)
            if audit_id % EVERY == 0:
                prune(session, now)
    return len(found)


def prune(session: Session, now: datetime) -> None:
    """The oldest go when there are too many of them, or too much; and whatever is older than some weeks."""
    connection, total = session.connection(), 0
    newest = select(UnitImage.audit_id, UnitImage.size, UnitImage.at).order_by(UnitImage.audit_id.desc())
    for number, (audit_id, size, at) in enumerate(connection.execute(newest)):
        total += size
        if number >= MOST_UNITS or total > MOST_BYTES or at < now - LONGEST:
            connection.execute(delete(UnitImage).where(UnitImage.audit_id <= audit_id))
            return


def unit(session: Session, audit_id: int) -> Unit | None:
    """None when nothing is kept of it, or not any more."""
    row = session.get(UnitImage, audit_id)
    return None if row is None else _unit(row)


def since(session: Session, audit_id: int) -> Iterator[Unit]:
    """The units after it, the first first, as far as something is kept of them."""
    later = select(UnitImage).where(UnitImage.audit_id > audit_id).order_by(UnitImage.audit_id)
    yield from map(_unit, session.scalars(later))


def forget(session: Session) -> None:
    """Nothing of what was is kept any more: after an erasure, which leaves no copies."""
    session.connection().execute(delete(UnitImage))


def plain(value: Any) -> Any:
    """As JSON has it; a time is told in UTC, so that equal ones look equal."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _differences(before: dict[Key, Values | None], after: dict[Key, Values | None]) -> Iterator[list[Any] | None]:
    for (table, key), old in before.items():
        new = after[table, key]
        if old is None or new is None:
            if old is not None and len(old) < len(Base.metadata.tables[table].c):
                yield None  # it went without having been read
            elif old is not None or new is not None:
                yield [table, list(map(plain, key)), _plain(old, old or ()), _plain(new, new or ())]
        elif names := [name for name in old if old[name] != new[name]]:
            names += ["version"] if "version" in old and "version" not in names else []
            yield [table, list(map(plain, key)), _plain(old, names), _plain(new, names)]


def _plain(values: Values | None, names: Iterable[str]) -> Values | None:
    return None if values is None else {name: plain(values[name]) for name in names}


def _unit(row: UnitImage) -> Unit:
    found = json.loads(zlib.decompress(row.content))
    return Unit(row.audit_id, row.undoes, tuple(Image(t, tuple(key), old, new) for t, key, old, new in found))
