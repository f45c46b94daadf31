"""A unit of work: who does it, its one time, and what the audit says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import UOWTransaction

from app.models.base.rows import Row
from app.services.base.store.watching import ImagingSession
from app.services.rules.base.moments import day_of


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it: the agent's code and name."""

    code: str
    name: str


class WriteSession(ImagingSession):
    """A unit of work. ``now`` is its one time; ``note`` adds what the audit row should say (ids and codes only).

    ``subject`` is what the write door was given; who learns only in the block which household it is sets it there, and
    notes as ``others`` which households it changed besides.
    """

    def __init__(self, engine: Engine, actor: Actor, now: datetime, subject: str | None = None) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.audit_id = 0  # of this unit of work, once it is written
        self.actor = actor
        self.now = now
        self.subject = subject
        self.details: dict[str, Any] = {}

    @property
    def today(self) -> date:
        """The agent's own day of ``now``."""
        return day_of(self.now)

    def note(self, **details: Any) -> None:
        """What the audit row of this unit of work says besides its name; JSON values, later ones win."""
        self.details.update(details)

    def stamps(self) -> dict[str, Any]:
        """The columns a Core insert of a business row needs besides its own."""
        return {"created_at": self.now, "updated_at": self.now, "version": 1}


@event.listens_for(WriteSession, "before_flush")
def _stamp(session: WriteSession, _context: UOWTransaction, _instances: Any) -> None:
    """The one place that stamps time and counts versions."""
    for row in session.new:
        if isinstance(row, Row):
            row.created_at = row.updated_at = session.now
            row.version = 1
    for row in session.dirty:
        if isinstance(row, Row) and session.is_modified(row):
            row.updated_at = session.now
            row.version += 1
