"""Satisfaction month by month, for an agent or everybody in the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.models import Feedback
from app.services.base.store import Store
from app.services.rules.care.satisfaction import Answer, FeedbackState, Month, Score, by_month, csat, nps


@dataclass(frozen=True, slots=True)
class Trend:
    """``months`` the oldest first; ``csat`` and ``nps`` of all of them together; ``asked`` counts who was asked, and
    ``answered`` who answered."""

    months: tuple[Month, ...]
    csat: Score
    nps: Score
    asked: int
    answered: int


def trend(store: Store, agent_code: str | None, today: date, months: int = 12) -> Trend:
    """The last ``months`` calendar months up to today's; ``agent_code`` None is everybody. One query."""
    start = today.year * 12 + today.month - months
    first = date(start // 12, start % 12 + 1, 1)
    rows = select(Feedback.on_date, Feedback.csat, Feedback.nps, Feedback.state).where(
        Feedback.on_date.between(first, today), Feedback.state != FeedbackState.NOT_ASKED
    )
    if agent_code is not None:
        rows = rows.where(Feedback.agent_code == agent_code)
    with store.read() as session:
        found = session.execute(rows).all()
    answers = [Answer(on, content, ready) for on, content, ready, _ in found]
    return Trend(
        tuple(by_month(answers, today, months)),
        csat([one.csat for one in answers if one.csat is not None]),
        nps([one.nps for one in answers if one.nps is not None]),
        len(found),
        sum(state == FeedbackState.ANSWERED for *_, state in found),
    )
