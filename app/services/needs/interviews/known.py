"""What the record, its policies and the last interview already tell: filled in as answers, so that nobody is asked
twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import AnswerSource, AnswerState, Event, InterviewStatus, Relation
from app.models import Answer, Household, Interview, Member
from app.services.needs.interviews.fitting import problem_of
from app.services.needs.interviews.rows import AnswerRow, Held, HeldCover, InterviewDetail, Place
from app.services.needs.interviews.templates import COVER, PRIORITY, Subject
from app.services.people.policies import read_policies
from app.services.rules.needs import finances

FINANCES = ("expenses", "deposits", "mortgage", "other_debts", "parents_support", "retirement_funds")


def covers_held(session: Session, household_id: str, on: date) -> dict[Place, Held]:
    """Cover in force on a day by (event, member), summed; of indemnity medical covers only the highest counts."""
    found: dict[Place, list[HeldCover]] = {}
    for policy in read_policies(session, household_id):
        if policy.in_force(on):
            for cover in policy.covers:
                one = HeldCover(policy.product_name, cover.amount, policy.employer_group)
                found.setdefault((cover.event, policy.member_id), []).append(one)
    return {place: Held(_together(place[0], covers), tuple(covers)) for place, covers in found.items()}


def _together(event: str, covers: Sequence[HeldCover]) -> int:
    amounts = [cover.amount for cover in covers]
    return max(amounts) if event == Event.MEDICAL else sum(amounts)


def fill_in(session: Session, detail: InterviewDetail, household: Household, members: Sequence[Member]) -> None:
    """Add what is known for every question of ``members`` that has no answer yet; no answer is replaced.

    Policies go before the record, and the record before what was said last time: of two, the one that is kept up.
    """
    asked = {question.key for question in detail.template.questions}
    found = {
        **_last_time(session, detail, members),
        **{place: (value, detail.held_on) for place, value in _record(detail, household, members).items()},
        **{place: (value, detail.held_on) for place, value in _policies(detail, members).items()},
    }
    for (question, member), (value, on) in found.items():
        if question in asked and (question, member) not in detail.answers:
            session.add(
                Answer(
                    interview_id=detail.id,
                    question=question,
                    member_id=member,
                    value=value,
                    source=AnswerSource.RECORD.value,
                    answered_on=on,
                )
            )


def _last_time(session: Session, detail: InterviewDetail, members: Sequence[Member]) -> dict[Place, tuple[Any, date]]:
    """Figures said in the last confirmed interview, with the day they were said: a review starts from there."""
    query = select(Interview.id).where(
        Interview.household_id == detail.household_id, Interview.status == InterviewStatus.CONFIRMED
    )
    last = session.scalars(query.order_by(Interview.confirmed_at.desc(), Interview.id.desc())).first()
    if last is None:
        return {}
    figures = {q.key for q in detail.template.questions if q.feeds and q.feeds != PRIORITY}
    said = select(Answer).where(Answer.interview_id == last, Answer.state != AnswerState.UNWILLING)
    ids = {"", *(member.id for member in members)}
    return {
        (row.question, row.member_id): (row.value, row.answered_on)
        for row in session.scalars(said)
        if row.question in figures and row.member_id in ids and row.value is not None
        and problem_of(detail.template, AnswerRow(row.question, row.member_id, row.value)) is None
    }  # fmt: skip


def _record(detail: InterviewDetail, household: Household, members: Sequence[Member]) -> dict[Place, int]:
    told = household.finances
    found: dict[Place, int] = {(key, ""): told[key] for key in FINANCES if key in told}
    if (budget := finances.budget_key(goods=detail.template.subject == Subject.GOODS)) in told:
        found["budget", ""] = told[budget]
    return found | {
        ("income", member.id): member.income
        for member in members
        if member.income is not None and member.relation != Relation.CHILD
    }


def _policies(detail: InterviewDetail, members: Sequence[Member]) -> dict[Place, int]:
    ids = {member.id for member in members}
    return {
        place: held.amount
        for question in detail.template.questions
        if question.feeds.startswith(COVER)
        for place in detail.asked(question)
        if place[1] in ids and (held := detail.held_at(question, place)) is not None
    }
