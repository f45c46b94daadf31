"""A message: some lines to somebody, perhaps about an action or another thing that both know."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app import words
from app.enums import Language
from app.errors import Place, bad_input
from app.models.base.rows import new_id
from app.services.base.post.kinds import ItemKind, Parts, Sides, Told, is_text
from app.services.base.post.sending import Item
from app.services.base.store import WriteSession

KEY, LONGEST, LONGEST_ABOUT = "message", 4_000, 200


def written(text: str, about: str = "") -> Item:
    """Raises InputError ``required`` or ``too_long`` at ``text``."""
    if not text.strip():
        raise bad_input("required", Place(field="text"))
    if len(text) > LONGEST:
        raise bad_input("too_long", Place(field="text"), most=LONGEST)
    return Item(KEY, {new_id(): {"text": text.strip(), "about": about.strip()[:LONGEST_ABOUT]}})


def _parts(_session: Session, _sides: Sides) -> dict[str, Any]:
    return {}


def _check(key: str, value: Any) -> None:
    sound = is_text(value["text"], LONGEST, empty=False) and is_text(value["about"], LONGEST_ABOUT)
    if not sound or set(value) != {"text", "about"}:
        raise ValueError(key)


def _put(_session: WriteSession, _parts: Parts, _sides: Sides) -> None:
    """It is read where it came."""


def _tell(_key: str, _before: Any, after: Any, language: Language) -> Told:
    about = after["about"]
    title = words.say("post_message.about", language, about=about) if about else after["text"].splitlines()[0][:60]
    return Told(title, tuple(after["text"].splitlines()))


ENTRY = ItemKind(KEY, True, True, _parts, _check, _put, _tell, letter=True, offered=False)
