"""Actions agreed with an agent as a kind of thing the post carries, both ways: the lead sets them, the agent says when
they are done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import words
from app.enums import Language
from app.errors import bad_input
from app.models import ActionItem
from app.services.base.post.kinds import ItemKind, Parts, Sides, Told, is_text
from app.services.base.store import WriteSession
from app.services.day.actions import LONGEST

KEY, LASTS = "actions", timedelta(days=60)
NAMES = {"text", "due_on", "done_on", "dropped", "by", "owner"}


def _parts(session: Session, sides: Sides) -> dict[str, Any]:
    """Those somebody else agreed with the agent: what he notes for himself is his own."""
    mine = (ActionItem.owner_code == sides.agent, ActionItem.recorded_by != sides.agent)
    return {row.id: _plain(row) for row in session.scalars(select(ActionItem).where(*mine))}


def _plain(row: ActionItem) -> dict[str, Any]:
    return {
        "text": row.text,
        "due_on": row.due_on.isoformat(),
        "done_on": row.done_on.isoformat() if row.done_on else None,
        "dropped": row.dropped,
        "by": row.recorded_by,
        "owner": row.owner_name,
    }


def _check(key: str, value: Any) -> None:
    days = [value["due_on"], *([value["done_on"]] if value["done_on"] is not None else [])]
    sound = (
        len(key) == 32
        and int(key, 16) >= 0
        and set(value) == NAMES
        and is_text(value["text"], LONGEST, empty=False)
        and is_text(value["by"], 40, empty=False)
        and is_text(value["owner"], 120)
        and isinstance(value["dropped"], bool)
        and all(date.fromisoformat(day).isoformat() == day for day in days)
    )
    if not sound:
        raise ValueError(key)


def _put(session: WriteSession, parts: Parts, sides: Sides) -> None:
    for key, value in parts.items():
        row = session.get(ActionItem, key)
        if row is None:
            row = ActionItem(id=key, owner_code=sides.agent, owner_name=value["owner"], recorded_by=value["by"])
            session.add(row)
        elif row.owner_code != sides.agent or row.recorded_by == sides.agent:
            raise bad_input("post_item_strange")
        row.text, row.due_on = value["text"], date.fromisoformat(value["due_on"])
        row.done_on = date.fromisoformat(value["done_on"]) if value["done_on"] else None
        row.dropped = value["dropped"]


def _tell(_key: str, before: Any, after: Any, language: Language) -> Told:
    lines = []
    for name in ("text", "due_on"):
        if before is None and name == "due_on":
            lines.append(words.say("post_action.due_on", language, day=after[name]))
        elif before is not None and before[name] != after[name]:
            lines.append(f"{before[name]}  →  {after[name]}")
    pair = [_state(one, language) for one in (before, after)]
    if pair[0] != pair[1] and (before is not None or after["done_on"] or after["dropped"]):
        lines.append(f"{pair[0]}  →  {pair[1]}")
    return Told(after["text"], tuple(lines))


def _state(value: Any, language: Language) -> str:
    if value is None:
        return "—"
    if value["done_on"]:
        return f"{words.say('action.done', language)} {value['done_on']}"
    return words.say("action.dropped" if value["dropped"] else "action.open", language)


def _lasting(value: Any, today: date) -> bool:
    ended = value["done_on"] or (value["due_on"] if value["dropped"] else None)
    return ended is None or date.fromisoformat(ended) >= today - LASTS


ENTRY = ItemKind(KEY, True, True, _parts, _check, _put, _tell, _lasting)
