"""From answers to the case of the analysis."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.enums import AnswerState
from app.services.analysis import assumption_set
from app.services.interviews.rows import AnswerRow, InterviewDetail
from app.services.interviews.templates import COVER
from app.services.rules.gaps import Case, CaseMember, NeedResult, analyse
from app.services.rules.life_stages import suggested_order

FEN = Decimal(100)
CASE_MONEY = (
    "expenses", "liquid", "debts", "parents_support", "retirement_funds", "state_pension_month", "legacy",
)  # fmt: skip
OPTIONAL = ("retirement_month", "education_year")


def case_of(interview: InterviewDetail) -> Case:
    """The household as far as it is known: what was not said counts as nothing, members without a birth date are left
    out. Answers that feed one figure add up (a mortgage and other debts)."""
    amounts: dict[str, Any] = {name: _sum(interview, "", name) for name in CASE_MONEY}
    amounts |= {name: _sum(interview, "", name) for name in OPTIONAL if _said(interview, "", name)}
    return Case(
        members=tuple(_member(interview, person.id) for person in interview.people if person.age is not None),
        parents_years=int(_sum(interview, "", "parents_years") * FEN),
        **amounts,
    )


def budget_of(interview: InterviewDetail) -> int | None:
    """The yearly budget in fen, None when it was not said."""
    said = _said(interview, "", "budget")
    return said[0].value if said else None


def analyse_interview(interview: InterviewDetail) -> tuple[tuple[NeedResult, ...], list[str]]:
    """The needs, and their keys in the customer's order; keys not ranked yet follow in the suggested order."""
    case = case_of(interview)
    if not case.members:
        return (), []
    needs = analyse(case, assumption_set(dict(interview.assumptions)))
    present = {need.key for need in needs}
    ranked = [key for key in interview.ranking if key in present]
    suggested = suggested_order(case.members, needs)
    if not ranked and (worry := interview.answers.get(("worry", ""))):
        events = {need.key: need.event for need in needs}
        ranked = [key for key in suggested if events[key] == worry.value]
    return needs, ranked + [key for key in suggested if key not in ranked]


def sources(interview: InterviewDetail, need: NeedResult) -> list[AnswerRow]:
    """The answers a need comes from: its member's own, and the household's that feed its worksheet."""
    used = FEEDS_OF.get(need.event, ())
    return [
        answer
        for answer in interview.answers.values()
        if (
            answer.member_id in ("", need.member)
            and _feeds(interview, answer).split(".")[0] in used
            and not _feeds(interview, answer).startswith(COVER)
        )
        or (answer.member_id == need.member and _feeds(interview, answer) == f"{COVER}{need.event}")
    ]


def unsure(interview: InterviewDetail, need: NeedResult) -> list[AnswerRow]:
    """The answers behind a need that are to be verified, or were not told and count as nothing."""
    return [answer for answer in sources(interview, need) if answer.state != AnswerState.SAID]


FEEDS_OF: Mapping[str, tuple[str, ...]] = {
    "death": ("income", "expenses", "liquid", "debts", "parents_support", "parents_years"),
    "accident": ("income", "expenses", "liquid", "debts", "parents_support"),
    "critical_illness": ("income",),
    "disability": ("income",),
    "retirement": ("income", "retirement_month", "retirement_funds", "state_pension_month"),
    "education": ("education_year", "education_savings"),
    "legacy": ("legacy",),
}


def _member(interview: InterviewDetail, member_id: str) -> CaseMember:
    person = next(person for person in interview.people if person.id == member_id)
    cover = {
        question.feeds.removeprefix(COVER): _sum(interview, member_id, question.feeds)
        for section in interview.template.sections
        for question in section.questions
        if question.feeds.startswith(COVER)
    }
    return CaseMember(
        key=person.id,
        relation=person.relation,
        age=person.age or 0,
        sex=person.sex,
        income=_sum(interview, member_id, "income"),
        cover={event: amount for event, amount in cover.items() if amount},
        education_savings=_sum(interview, member_id, "education_savings"),
    )


def _sum(interview: InterviewDetail, member_id: str, feeds: str) -> Decimal:
    return sum((Decimal(answer.value) / FEN for answer in _said(interview, member_id, feeds)), Decimal(0))


def _said(interview: InterviewDetail, member_id: str, feeds: str) -> list[Any]:
    return [
        answer
        for answer in interview.answers.values()
        if answer.member_id == member_id
        and answer.state != AnswerState.UNWILLING
        and answer.value is not None
        and _feeds(interview, answer) == feeds
    ]


def _feeds(interview: InterviewDetail, answer: AnswerRow) -> str:
    return interview.template.question(answer.question).feeds
