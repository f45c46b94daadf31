"""What a proposal keeps of the customer herself: her own words, and what the family holds already, of all insurers."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import InterviewStatus
from app.models import Analysis, Answer, Interview, Need
from app.services.needs.interviews.template_keeping import held_with
from app.services.needs.interviews.templates import Kind, Scope
from app.services.people import policies
from app.services.rules.needs.gaps.result import COVER_LINES
from app.services.spine import covering

MOST_WORDS = 5
FEN = 100


def own_words(session: Session, household_id: str) -> list[str]:
    """What was written down in the customer's words in the latest confirmed interview; health is not asked in words."""
    query = select(Interview).where(
        Interview.household_id == household_id, Interview.status == InterviewStatus.CONFIRMED.value
    )
    interview = session.scalars(query.order_by(Interview.confirmed_at.desc()).limit(1)).one_or_none()
    if interview is None:
        return []
    asked = [
        question.key
        for section in held_with(session, interview).sections
        for question in section.questions
        if question.kind == Kind.NOTES and question.scope == Scope.HOUSEHOLD
    ]
    said = select(Answer).where(Answer.interview_id == interview.id, Answer.question.in_(asked))
    found = {answer.question: str(answer.value).strip() for answer in session.scalars(said) if answer.value}
    return [found[key] for key in asked if found.get(key)][:MOST_WORDS]


def held_policies(session: Session, household_id: str, day: date) -> list[dict[str, Any]]:
    """The policies in force on a day, as JSON; amounts are fen."""
    return [
        {
            "member": row.member_id,
            "insurer": row.insurer,
            "product": row.product_name,
            "covers": [[cover.event, cover.amount] for cover in row.covers if cover.amount],
            "until": None if row.ends_on is None else row.ends_on.isoformat(),
            "group": row.employer_group,
        }
        for row in policies.in_force(session, household_id, day)
    ]


def cover_elsewhere(session: Session, household_id: str) -> dict[str, int]:
    """By need, the cover that its analysis took off its gap and that is no policy linked to it, fen: what was told, and
    policies of other insurers. A need of no analysis has none."""
    mine = (Need.household_id == household_id, Need.archived_at.is_(None), Need.interview_id.is_not(None))
    query = select(Need.id, Need.member_id, Need.event, Analysis).join(
        Analysis, Analysis.interview_id == Need.interview_id
    )
    found: dict[str, int] = {}
    linked: dict[date, dict[str, int]] = {}
    for need, member, event, analysis in session.execute(query.where(*mine)):
        if analysis.as_of not in linked:
            linked[analysis.as_of] = covering.begun(session, analysis.as_of, *mine)
        for one in analysis.result.get("needs", []):
            if (one.get("member"), one.get("event")) == (member, event):
                found[need] = max(0, _cover_of(one) - linked[analysis.as_of].get(need, 0))
    return found


def _cover_of(need: dict[str, Any]) -> int:
    """What cover took off an analysed need, no more than there was to take, fen."""
    lines = need.get("worksheet", {}).get("lines", [])
    signed = [(line["label"] in COVER_LINES, line["value"] * (1 if line.get("sign") == "+" else -1)) for line in lines]
    cover = -sum(value for is_cover, value in signed if is_cover)
    wanted = sum(value for is_cover, value in signed if not is_cover)
    return round(max(0.0, min(float(cover), float(wanted)))) * FEN
