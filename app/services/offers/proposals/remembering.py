"""What a proposal keeps of the customer herself: her own words, and what the family holds already, of all insurers."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import InterviewStatus
from app.models import Answer, Interview
from app.services.needs.interviews.template_keeping import held_with
from app.services.needs.interviews.templates import Kind, Scope
from app.services.people import policies

MOST_WORDS = 5


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
