"""How much risk the family bears, asked once: in the interview, on the scale suitability uses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import AnswerState, InterviewStatus, RiskProfile
from app.models import Answer, Interview
from app.services.needs.interviews.template_files import risk_scale
from app.services.needs.interviews.template_keeping import held_with
from app.services.needs.interviews.templates import RISK


def risk_said(session: Session, household_id: str) -> tuple[RiskProfile, datetime] | None:
    """What the latest confirmed interview with an answer to it says, and when it was confirmed; None when nobody was
    asked, or did not want to say."""
    query = (
        select(Interview)
        .where(Interview.household_id == household_id, Interview.status == InterviewStatus.CONFIRMED.value)
        .order_by(Interview.confirmed_at.desc(), Interview.id.desc())
    )
    for interview in session.scalars(query):
        asked = [q.key for q in held_with(session, interview).questions if q.feeds == RISK or q.key == RISK]
        answer = session.scalars(
            select(Answer).where(Answer.interview_id == interview.id, Answer.question.in_(asked))
        ).first()
        if answer is None or interview.confirmed_at is None:
            continue
        if answer.state == AnswerState.UNWILLING or answer.value not in risk_scale():
            return None
        return risk_scale()[answer.value], interview.confirmed_at
    return None
