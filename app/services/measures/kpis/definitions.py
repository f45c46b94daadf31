"""Which KPI definitions hold on a day: those kept in the store, or those that come with the program.

Every edit is kept as a new set that holds from a day on; a report of an earlier week finds the set of its own time.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache, lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import paths
from app.errors import InputError
from app.models import KpiSet
from app.services.rules.measures import kpis


@cache
def built_in() -> kpis.Definitions:
    """Those that come with the program; a store begins with them."""
    return kpis.read(json.loads(paths.resource("kpis", "default.json").read_text(encoding="utf-8")))


def in_force(session: Session, day: date) -> kpis.Definitions:
    """The set that holds on ``day``: the newest one not after it."""
    newest = select(KpiSet.document).where(KpiSet.holds_from <= day).order_by(KpiSet.number.desc()).limit(1)
    document = session.scalar(newest)
    return built_in() if document is None else kpis.read(document)


def text_of(definitions: kpis.Definitions) -> str:
    """For a file that is to be understood without its store; "" for those that come with the program."""
    return "" if definitions == built_in() else json.dumps(definitions.document(), ensure_ascii=False)


@lru_cache(maxsize=64)
def from_text(text: str) -> kpis.Definitions:
    """Those a file was written with; a text that is none leaves those of the program."""
    if not text:
        return built_in()
    try:
        return kpis.read(json.loads(text))
    except (InputError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return built_in()
