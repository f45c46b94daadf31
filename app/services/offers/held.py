"""The cover a family holds already: its policies in force, and what the latest confirmed interview told beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Event, InterviewStatus
from app.models import Answer, Interview, Product
from app.services.needs.analysis.figures import TERMS
from app.services.needs.interviews.template_keeping import held_with
from app.services.needs.interviews.templates import COVER
from app.services.people.city_schemes import is_city_scheme
from app.services.people.policies import PolicyRow
from app.services.rules.offers.products import CITY_MEDICAL, deductible_of, renewal_years_of
from app.services.rules.offers.suitability import Held


def held_cover(session: Session, household_id: str, policies: Sequence[PolicyRow]) -> tuple[tuple[Held, ...], bool]:
    """(what is held, whether an interview asked for it). ``policies`` are those in force."""
    answered = _answered(session, household_id)
    known = _products(session, {policy.product_code for policy in policies})
    held = [one for policy in policies for one in _held(policy, known.get(policy.product_code))]
    return tuple(_with_answers(held, answered)), answered is not None


def _products(session: Session, codes: set[str]) -> dict[str, tuple[str, dict[str, str]]]:
    """(category, facts) of the catalogue's products by code."""
    query = select(Product.code, Product.category, Product.facts).where(Product.code.in_(codes))
    return {code: (category, facts) for code, category, facts in session.execute(query)}


def _held(policy: PolicyRow, known: tuple[str, dict[str, str]] | None) -> Iterable[Held]:
    """What a policy pays; the terms of a medical cover as the catalogue states them."""
    category, facts = known or ("", {})
    city = CITY_MEDICAL in (category, policy.category) or is_city_scheme(policy.product_name)
    for cover in policy.covers:
        yield Held(
            policy.member_id, cover.event, cover.amount, policy.employer_group, city, deductible_of(facts),
            renewal_years_of(facts),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Told:
    """What the latest confirmed interview told of cover held: sums by (member, event), and of the medical cover of a
    member its deductible (fen) and years of guaranteed renewal."""

    covers: Mapping[tuple[str, str], int]
    terms: Mapping[tuple[str, str], int]


def _answered(session: Session, household_id: str) -> _Told | None:
    """None when it told of no cover, not even of nothing."""
    query = select(Interview).where(
        Interview.household_id == household_id, Interview.status == InterviewStatus.CONFIRMED.value
    )
    interview = session.scalars(query.order_by(Interview.confirmed_at.desc()).limit(1)).one_or_none()
    if interview is None:
        return None
    template = held_with(session, interview)
    feeds = {
        question.key: question.feeds
        for section in template.sections
        for question in section.questions
        if question.feeds.startswith(COVER) or question.feeds in TERMS
    }
    answers = session.scalars(
        select(Answer).where(Answer.interview_id == interview.id, Answer.question.in_(list(feeds)))
    ).all()
    told = {(a.member_id, feeds[a.question]): a.value for a in answers if isinstance(a.value, int)}
    covers = {(who, feed.removeprefix(COVER)): value for (who, feed), value in told.items() if feed.startswith(COVER)}
    return _Told(covers, {place: value for place, value in told.items() if place[1] in TERMS}) if covers else None


def _with_answers(held: list[Held], answered: _Told | None) -> Iterable[Held]:
    """The policies on record, and beyond them what was only told: an answer repeats the policies it was filled from.
    The terms told are those of a member's best medical cover of its own."""
    if answered is None:
        return held
    found = list(held)
    for (member, event), amount in answered.covers.items():
        recorded = sum(one.amount for one in held if (one.member, one.event) == (member, event))
        if amount > recorded and not (event == Event.MEDICAL and recorded):
            found.append(Held(member, event, amount - recorded))
    best = {one.member: one for one in sorted(found, key=lambda one: one.amount) if _own_medical(one)}
    for number, one in enumerate(found):
        if one.amount and best.get(one.member) is one:
            deductible, renewal = (answered.terms.get((one.member, term)) for term in TERMS)
            found[number] = replace(
                one,
                deductible=one.deductible if deductible is None else deductible,
                renewal_years=one.renewal_years if renewal is None else renewal,
            )
    return found


def _own_medical(one: Held) -> bool:
    return one.event == Event.MEDICAL and not one.group and not one.city
