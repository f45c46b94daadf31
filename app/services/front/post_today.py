"""What came by post and waits, as a group of Today."""

from __future__ import annotations

from datetime import date

from app import words
from app.services.base.post import items
from app.services.base.store import Store
from app.services.day.today_groups import Group, GroupLine, Tone

KEY = "post"


def on_today(store: Store, _agent_code: str, today: date) -> list[Group]:
    """One line for each thing, in the order it was written; a click opens the post."""
    lines = tuple(
        GroupLine(today, _code(row.kind), {"name": row.sender}, tab=KEY, id=row.id) for row in items.waiting(store)
    )
    return [Group(KEY, f"today.{KEY}", "●", Tone.GOOD, 2, lines)]


def _code(kind: str) -> str:
    """Of a kind this program does not know the line says only from whom it is."""
    code = f"today.{KEY}.{kind}"
    return code if words.known(code) else f"today.{KEY}.other"
