"""Written reviews of an agent as a kind of thing the post carries: a letter, read by whom it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import words
from app.enums import Language, ReviewKind
from app.models import Review
from app.services.base.post.kinds import ItemKind, Parts, Sides, Told, is_text
from app.services.base.store import WriteSession
from app.services.team.reviews.keeping import LONGEST, TEXTS

KEY = "reviews"


def _parts(session: Session, sides: Sides) -> dict[str, Any]:
    mine = (Review.kind == ReviewKind.AGENT.value, Review.subject_code == sides.agent)
    rows = session.scalars(select(Review).where(*mine).order_by(Review.starts_on))
    return {
        f"{row.starts_on.isoformat()}|{row.ends_on.isoformat()}": {
            "rating": row.rating,
            **{name: getattr(row, name) for name in TEXTS},
        }
        for row in rows
        if sides.own != sides.agent
    }


def _check(key: str, value: Any) -> None:
    first, last = (date.fromisoformat(day) for day in key.split("|"))
    rating = value["rating"]
    rated = rating is None or (isinstance(rating, int) and not isinstance(rating, bool) and 1 <= rating <= 5)
    texts = all(is_text(value[name], LONGEST) for name in TEXTS)
    if first > last or not rated or not texts or set(value) != {"rating", *TEXTS}:
        raise ValueError(key)


def _put(_session: WriteSession, _parts: Parts, _sides: Sides) -> None:
    """It is read where it came."""


def _tell(key: str, _before: Any, after: Any, language: Language) -> Told:
    title = words.say("post_review.title", language, first=key[:10], last=key[11:])
    rating = [] if after["rating"] is None else [words.say("post_review.rating", language, rating=after["rating"])]
    said = [words.say(f"post_review.{name}", language, text=after[name]) for name in TEXTS if after[name]]
    return Told(title, (*rating, *said))


ENTRY = ItemKind(KEY, True, False, _parts, _check, _put, _tell, letter=True)
