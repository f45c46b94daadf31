"""From answers to the case of the analysis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from app.enums import AnswerState
from app.services.needs.analysis import Inputs, shipped_basis
from app.services.needs.analysis.figures import FEN, Said, Who, build_case
from app.services.needs.interviews import goods
from app.services.needs.interviews.rows import AnswerRow, InterviewDetail
from app.services.needs.interviews.templates import COVER, PRIORITY, REPAYMENT, Kind, Subject
from app.services.rules.needs.gaps import Case, Mark, NeedResult
from app.services.rules.needs.gaps.case import Repayment
from app.services.rules.needs.life_stages import suggested_order

UNITS = {Kind.MONEY: FEN, Kind.TABLE: FEN, Kind.PERCENT: Decimal(10_000)}
MARKS = {AnswerState.UNVERIFIED: Mark.UNVERIFIED, AnswerState.UNWILLING: Mark.NOT_TOLD}


def inputs_of(interview: InterviewDetail) -> Inputs:
    """All the analysis stands on: the household as far as it is known, and the assumptions."""
    basis = interview.basis or shipped_basis()
    return Inputs(
        case_of(interview),
        interview.held_on,
        basis,
        dict(interview.assumptions),
        credit=interview.credit,
        tax=interview.tax,
        city=interview.city,
    )


def case_of(interview: InterviewDetail) -> Case:
    """The household as far as it is known: what was not told is marked so, members without a birth date are left out.
    Answers that feed one figure add up (a mortgage and other debts)."""
    amounts: dict[tuple[str, str], Decimal] = {}
    marks: dict[tuple[str, str], Mark] = {}
    for answer in interview.answers.values():
        question = interview.template.question(answer.question)
        place = question.feeds, answer.member_id
        if not question.feeds or not _applies(interview, answer):
            continue
        if answer.state != AnswerState.SAID and marks.get(place) != Mark.NOT_TOLD:
            marks[place] = MARKS[answer.state]
        if answer.state != AnswerState.UNWILLING and answer.value is not None:
            unit = UNITS.get(question.kind, Decimal(1))
            amounts[place] = amounts.get(place, Decimal(0)) + Decimal(interview.figure(answer.place)) / unit
    people = [
        Who(person.id, person.relation, person.age, person.sex, person.statutory_in)
        for person in interview.people
        if person.age is not None
    ]
    case = build_case(people, Said(amounts, marks), interview.policies, interview.held_on)
    way = next((answer.value for answer in _said(interview, "", REPAYMENT)), None)
    return case if way is None else replace(case, repayment=Repayment(way))


def budget_of(interview: InterviewDetail) -> int | None:
    """The yearly budget in fen, None when it was not said."""
    said = _said(interview, "", "budget")
    return int(said[0].value) if said else None


def analyse_interview(interview: InterviewDetail) -> tuple[tuple[NeedResult, ...], list[str]]:
    """The needs the template is about, and their keys in the customer's order; keys not ranked yet follow in the
    suggested order."""
    if interview.template.subject == Subject.GOODS:
        needs = goods.needs_of(interview)
        suggested = [need.key for need in sorted(needs, key=lambda need: -goods.weight_of(interview, need))]
    else:
        inputs, about = inputs_of(interview), interview.template.events
        if not inputs.case.members:
            return (), []
        needs = tuple(need for need in inputs.needs() if not about or need.event in about)
        suggested = suggested_order(inputs.case.members, needs)
    present = {need.key: need.event for need in needs}
    ranked = [key for key in interview.ranking if key in present]
    if not ranked:
        wishes = _wishes(interview)
        ranked = sorted(
            (key for key in suggested if present[key] in wishes), key=lambda key: wishes.index(present[key])
        )
    return needs, ranked + [key for key in suggested if key not in ranked]


def weights_of(interview: InterviewDetail, needs: Sequence[NeedResult], order: Sequence[str]) -> dict[str, float]:
    """How much each need matters to a combination: of goods what was said, else the square of its place from the end:
    what comes first to the customer is not outbid by many small things that come later."""
    if interview.template.subject == Subject.GOODS:
        return {need.key: float(goods.weight_of(interview, need)) for need in needs}
    return {key: float((len(order) - place) ** 2) for place, key in enumerate(order)}


def _wishes(interview: InterviewDetail) -> list[str]:
    """The events the customer named as first, in that order."""
    for question in interview.template.questions:
        answer = interview.answers.get((question.key, ""))
        if answer is None or (question.feeds != PRIORITY and question.key != "worry"):
            continue
        if question.kind == Kind.RANKING:
            return list(answer.value or [])
        if question.kind == Kind.CHOICE and answer.value:
            return [answer.value]
    return []


def sources(interview: InterviewDetail, need: NeedResult) -> list[AnswerRow]:
    """The answers a need comes from: its member's own, and the household's that feed its worksheet."""
    if interview.template.subject == Subject.GOODS:
        return goods.sources_of(interview, need)
    used = FEEDS_OF.get(need.event, ())
    return [
        answer
        for answer in interview.answers.values()
        if (
            _applies(interview, answer)
            and answer.member_id in ("", need.member)
            and _feeds(interview, answer).split(".")[0] in used
            and not _feeds(interview, answer).startswith(COVER)
        )
        or (answer.member_id == need.member and _feeds(interview, answer) == f"{COVER}{need.event}")
    ]


def unsure(interview: InterviewDetail, need: NeedResult) -> list[AnswerRow]:
    """The answers behind a need that are to be verified, or were not told and count as nothing."""
    return [answer for answer in sources(interview, need) if answer.state != AnswerState.SAID]


_FAMILY = (
    "income", "retirement_age", "expenses", "liquid", "debts", "debt_years", "debt_rate", "repayment",
    "parents_support", "parents_years",
    "instalments_in_expenses", "education_in_expenses", "other_income", "home", "car", "count_home", "education_year",
    "education_savings", "state_pension_month", "survivors_benefit", "survivors_benefit_month", "own_spending",
)  # fmt: skip
FEEDS_OF: Mapping[str, tuple[str, ...]] = {
    "death": _FAMILY,
    "accident": (*_FAMILY, "disability_benefit_month"),
    "critical_illness": ("income",),
    "medical": ("medical",),
    "disability": ("income", "retirement_age", "disability_benefit_month"),
    "care": ("care_benefit_month",),
    "retirement": (
        "income", "retirement_age", "retirement_month", "retirement_funds", "state_pension_month",
        "enterprise_pension_month",
    ),
    "education": ("education_year", "education_savings"),
    "legacy": ("legacy",),
}  # fmt: skip


def _said(interview: InterviewDetail, member_id: str, feeds: str) -> list[AnswerRow]:
    return [
        answer
        for answer in interview.answers.values()
        if answer.member_id == member_id
        and answer.state != AnswerState.UNWILLING
        and answer.value is not None
        and _feeds(interview, answer) == feeds
        and _applies(interview, answer)
    ]


def _applies(interview: InterviewDetail, answer: AnswerRow) -> bool:
    """An answer to a follow-up question that is no longer asked counts for nothing."""
    return interview.applies(interview.template.question(answer.question), answer.member_id)


def _feeds(interview: InterviewDetail, answer: AnswerRow) -> str:
    return interview.template.question(answer.question).feeds
