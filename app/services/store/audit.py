"""The audit chain: one row per unit of work, each sealed over the one before."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.models import AuditRow

ORIGIN = "0" * 64


def seal(previous: str, at: datetime, actor: str, action: str, subject: str | None, details: dict[str, Any]) -> str:
    """SHA-256 over the previous digest and this row's content in canonical JSON."""
    content = json.dumps(
        [previous, at.isoformat(), actor, action, subject, details], sort_keys=True, ensure_ascii=False, default=str
    )
    return hashlib.sha256(content.encode()).hexdigest()


def append(
    session: Session, at: datetime, actor: str, action: str, subject: str | None, details: dict[str, Any]
) -> None:
    last = select(AuditRow.digest).order_by(AuditRow.id.desc()).limit(1)
    previous = session.execute(last).scalar_one_or_none() or ORIGIN
    clean = json.loads(json.dumps(details, default=str))
    session.execute(
        insert(AuditRow).values(
            at=at,
            actor=actor,
            action=action,
            subject=subject,
            details=clean,
            digest=seal(previous, at, actor, action, subject, clean),
        )
    )


def first_broken(session: Session) -> int | None:
    """The id of the first audit row that does not fit the chain, or None when all do."""
    previous = ORIGIN
    rows = session.execute(select(AuditRow).order_by(AuditRow.id).execution_options(yield_per=1000)).scalars()
    for row in rows:
        if row.digest != seal(previous, row.at, row.actor, row.action, row.subject, row.details):
            return row.id
        previous = row.digest
    return None
