"""The audit chain: one row per unit of work, each sealed over the one before."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, CursorResult, insert, select
from sqlalchemy.orm import Session

from app.models import AuditRow
from app.services.base.store.head import ORIGIN, Head


def seal(previous: str, at: datetime, actor: str, action: str, subject: str | None, details: dict[str, Any]) -> str:
    """SHA-256 over the previous digest and this row's content in canonical JSON."""
    content = json.dumps(
        [previous, at.isoformat(), actor, action, subject, details], sort_keys=True, ensure_ascii=False, default=str
    )
    return hashlib.sha256(content.encode()).hexdigest()


def last(session: Session) -> Head:
    """How far the chain goes: the number and the seal of its latest row; of an empty chain 0 and the fixed seal."""
    row = session.execute(select(AuditRow.id, AuditRow.digest).order_by(AuditRow.id.desc()).limit(1)).one_or_none()
    return Head(0, ORIGIN) if row is None else Head(row.id, row.digest)


def last_seen(connection: Connection) -> str:
    """The seal of the latest row, which the next is made over, asked of the driver itself: once for each unit of
    work."""
    driver = connection.connection.driver_connection
    assert driver is not None
    row = driver.execute("SELECT digest FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    return ORIGIN if row is None else str(row[0])


def digest_at(session: Session, id: int) -> str | None:
    """The seal of one row of the chain; None when there is no such row. Before the first stands the fixed one."""
    return session.scalars(select(AuditRow.digest).where(AuditRow.id == id)).one_or_none() if id else ORIGIN


def append(
    session: Session,
    previous: str,
    at: datetime,
    actor: str,
    action: str,
    subject: str | None,
    details: dict[str, Any],
) -> tuple[int, str]:
    """Add the row that follows the one sealed with ``previous``; returns its id and digest."""
    clean = json.loads(json.dumps(details, default=str))
    digest = seal(previous, at, actor, action, subject, clean)
    row = {"at": at, "actor": actor, "action": action, "subject": subject, "details": clean, "digest": digest}
    made = session.execute(insert(AuditRow).values(row))
    (id,) = cast("CursorResult[tuple[int]]", made).inserted_primary_key or (0,)
    return int(id), digest


def first_broken(session: Session) -> int | None:
    """The id of the first audit row that does not fit the chain, or None when all do."""
    previous = ORIGIN
    rows = session.execute(select(AuditRow).order_by(AuditRow.id).execution_options(yield_per=1000)).scalars()
    for row in rows:
        if row.digest != seal(previous, row.at, row.actor, row.action, row.subject, row.details):
            return row.id
        previous = row.digest
    return None
