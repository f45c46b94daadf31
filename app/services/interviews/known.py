"""What the customer record and its policies already tell: filled in as answers, so that nobody is asked twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.enums import Event, Relation
from app.models import Answer, Household, Member
from app.services.interviews.rows import Held, HeldCover, InterviewDetail, Place
from app.services.interviews.templates import COVER
from app.services.policies import read_policies

FINANCES = ("expenses", "deposits", "mortgage", "other_debts", "parents_support", "retirement_funds")
RECORD, POLICIES = "record", "policies"  # where an answer came from


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
    """Add what is known for every question of ``members`` that has no answer yet; no answer is replaced."""
    for place, (value, source) in {**_record(household, members), **_policies(detail, members)}.items():
        if place not in detail.answers:
            question, member = place
            session.add(Answer(interview_id=detail.id, question=question, member_id=member, value=value, source=source))


def _record(household: Household, members: Sequence[Member]) -> dict[Place, tuple[int, str]]:
    finances = household.finances
    found: dict[Place, tuple[int, str]] = {(k, ""): (finances[k], RECORD) for k in FINANCES if k in finances}
    if "premium_budget" in finances:
        found["budget", ""] = finances["premium_budget"], RECORD
    found |= {
        ("income", member.id): (member.income, RECORD)
        for member in members
        if member.income is not None and member.relation != Relation.CHILD
    }
    return found


def _policies(detail: InterviewDetail, members: Sequence[Member]) -> dict[Place, tuple[int, str]]:
    ids = {member.id for member in members}
    return {
        place: (detail.held[question.feeds.removeprefix(COVER), place[1]].amount, POLICIES)
        for section in detail.template.sections
        for question in section.questions
        if question.feeds.startswith(COVER)
        for place in detail.asked(question)
        if place[1] in ids and (question.feeds.removeprefix(COVER), place[1]) in detail.held
    }
