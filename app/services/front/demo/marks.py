"""Which records of a store are made up: noted as they are made, so that they can be taken out again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from app.services.base import settings
from app.services.base.store import WriteSession

KEY = "sample.records"
FAMILIES, CODES, AGENTS, TARGETS, RATES = "families", "codes", "agents", "targets", "rates"


def note(session: WriteSession, part: str, values: Iterable[Any]) -> None:
    """Add to one part of what is noted. Of synthetic households only the first and the last code of each lot are
    noted: there may be a hundred thousand."""
    known = noted(session)
    settings.put(session, KEY, {**known, part: [*known.get(part, []), *values]})


def noted(session: Session) -> dict[str, list[Any]]:
    """All that is noted, by part."""
    found: dict[str, list[Any]] = settings.get(session, KEY, {})
    return found


def forget(session: WriteSession) -> None:
    """Nothing made up is left."""
    settings.put(session, KEY, {})
