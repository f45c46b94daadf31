"""Definitions of figures as a kind of thing the post carries: each is a part, by its code."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app import words
from app.enums import Language
from app.services.base.post.kinds import ItemKind, Parts, Sides, Told
from app.services.base.store import WriteSession
from app.services.measures.kpis import definitions, editing
from app.services.rules.measures import kpis as rules
from app.services.rules.measures.kpis import Definition

KEY, VERSION = "kpis", "version"


def _parts(session: Session, sides: Sides) -> dict[str, Any]:
    return {kpi.code: _plain(kpi) for kpi in definitions.in_force(session, sides.today).everything}


def _plain(kpi: Definition) -> dict[str, Any]:
    """Without its number, which each store counts for itself."""
    return {name: value for name, value in kpi.document().items() if name != VERSION}


def _check(key: str, value: Any) -> None:
    kpi = rules.read_one({**value, VERSION: 1})
    if kpi.code != key or _plain(kpi) != value:
        raise ValueError(key)


def _put(session: WriteSession, parts: Parts, sides: Sides) -> None:
    wanted = [rules.read_one({**value, VERSION: 1}) for value in parts.values()]
    if wanted:
        editing.put_all(session, wanted, sides.today)


def _tell(_key: str, before: Any, after: Any, language: Language) -> Told:
    new = rules.read_one({**after, VERSION: 1})
    old = rules.read_one({**before, VERSION: 1}) if before else None
    lines = []
    if old is None or old.explained(language) != new.explained(language):
        was = f"{old.explained(language)}  →  " if old else ""
        lines.append(f"{was}{new.explained(language)}")
    if old is not None and (old.numerator, old.denominator) != (new.numerator, new.denominator):
        lines.append(words.say("post_kpi.counts", language))
    if new.retired and not (old and old.retired):
        lines.append(words.say("post_kpi.retired", language))
    if old is not None and old.called(language) != new.called(language):
        lines.append(f"{old.called(language)}  →  {new.called(language)}")
    return Told(new.called(language), tuple(lines))


ENTRY = ItemKind(KEY, True, False, _parts, _check, _put, _tell)
