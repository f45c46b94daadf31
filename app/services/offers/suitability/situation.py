"""What is known of a family when a plan is assessed: from its record, its policies, its interviews and the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Event, Grade, InterviewStatus, ProductKind, RiskProfile
from app.models import Agent, Answer, Household, Interview, Member, Product
from app.services.base.store import Actor, Store
from app.services.needs.analysis.figures import TERMS
from app.services.needs.interviews.risk import risk_said
from app.services.needs.interviews.template_keeping import held_with
from app.services.needs.interviews.templates import COVER
from app.services.offers import catalogue
from app.services.offers.proposals import Basis, ProposalDetail
from app.services.offers.proposals.freezing import freeze_item, freeze_product
from app.services.offers.suitability.known import Known
from app.services.offers.thresholds import read_rules
from app.services.people.city_schemes import is_city_scheme
from app.services.people.policies import PolicyRow, premiums_due, read_policies
from app.services.rules.needs import finances
from app.services.rules.offers.combinations import Plan
from app.services.rules.offers.products import CITY_MEDICAL, deductible_of, renewal_years_of, varies
from app.services.rules.offers.suitability import Asked, Assessment, Held, Offered, Party, Situation, assess


def assess_plans(
    store: Store, actor: Actor, based: Basis, plans: Sequence[Plan], told: Known
) -> tuple[Assessment, ...]:
    """Plans on the table, not kept yet."""
    products = {product.code: product for product in catalogue.products(store)}
    found = []
    with store.read() as session:
        rules = read_rules(session)
        for plan in plans:
            facts = {
                "products": {item.product: freeze_product(products[item.product]) for item in plan.items},
                "items": [freeze_item(item, products[item.product], based.request) for item in plan.items],
                "people": [{"id": p.key, "name": based.people[p.key], "age": p.age} for p in based.request.people],
                "needs": [
                    {"id": c.need.key, "member": c.need.member, "event": c.need.event, "gap": c.need.gap,
                     "cover": c.cover}
                    for c in plan.coverage
                ],
                "budget": based.budget if based.budget_said else None,
            }  # fmt: skip
            situation = situation_of(session, actor.code, based.household_id, facts, told, based.request.as_of)
            found.append(assess(situation, rules.thresholds, rules.recording))
    return tuple(found)


def assess_proposal(store: Store, actor: Actor, detail: ProposalDetail, told: Known) -> Assessment:
    """A proposal kept: its own products, needs and ages; income, policies and licence as they are today."""
    day = store.today()
    with store.read() as session:
        rules = read_rules(session)
        situation = situation_of(session, actor.code, detail.row.household_id, detail.facts, told, day)
    return assess(situation, rules.thresholds, rules.recording)


def situation_of(
    session: Session, agent_code: str, household_id: str, facts: Mapping[str, Any], told: Known, day: date
) -> Situation:
    """The family on ``day`` with the plan of these frozen ``facts``, and what was ``told`` for the assessment."""
    household = session.get_one(Household, household_id)
    members = session.scalars(select(Member).where(Member.household_id == household_id)).all()
    policies = [policy for policy in read_policies(session, household_id) if policy.in_force(day)]
    answered = _answered(session, household_id)
    known = _products(session, {policy.product_code for policy in policies})
    agent = session.scalars(select(Agent).where(Agent.code == agent_code)).one_or_none()
    held = [one for policy in policies for one in _held(policy, known.get(policy.product_code))]
    return Situation(
        people=tuple(Party(one["id"], one["name"], one["age"]) for one in facts["people"]),
        payer=household.contact_id or "",
        offered=tuple(_offered(facts)),
        asked=tuple(
            Asked(n["id"], n["member"], n["event"], n.get("asked", n["gap"]), n["cover"]) for n in facts["needs"]
        ),
        held=tuple(_with_answers(held, answered)),
        cover_known=told.cover_asked or bool(policies) or answered is not None,
        risk=told.risk or _risk_said(session, household_id),
        income=finances.yearly_income([member.income for member in members], household.finances),
        budget=facts.get("budget"),
        paid_before=premiums_due(policies, day),
        licence=agent.licence if agent else "",
        grade=Grade(agent.grade) if agent else Grade.P1,
        region=household.city,
        channel=told.channel,
        liquid=finances.liquid_assets(household.finances),
    )


def _risk_said(session: Session, household_id: str) -> RiskProfile | None:
    said = risk_said(session, household_id)
    return None if said is None else said[0]


def _offered(facts: Mapping[str, Any]) -> Iterable[Offered]:
    for item in facts["items"]:
        product = facts["products"][item["product"]]
        yield Offered(
            product=item["product"],
            insured=item["insured"],
            premium=item["premium"],
            kind=ProductKind(product["kind"]),
            grade=Grade(product["grade"]),
            category=product["category"],
            pay_years=item["years"],
            long=item["long"],
            indemnity=product["indemnity"],
            amounts=tuple((event, amount) for event, amount in item["amounts"]),
            answers=bool(item["answers"]),
            varies=varies(product["category"], product["facts"]),
            city=product["category"] == CITY_MEDICAL,
            deductible=deductible_of(product["facts"]),
            renewal_years=renewal_years_of(product["facts"]),
        )


def _products(session: Session, codes: set[str]) -> dict[str, tuple[str, dict[str, str]]]:
    """(category, facts) of the catalogue's products by code."""
    query = select(Product.code, Product.category, Product.facts).where(Product.code.in_(codes))
    return {code: (category, facts) for code, category, facts in session.execute(query)}


def _held(policy: PolicyRow, known: tuple[str, dict[str, str]] | None) -> Iterable[Held]:
    """What a policy pays; the terms of a medical cover as the catalogue states them."""
    category, facts = known or ("", {})
    city = category == CITY_MEDICAL or is_city_scheme(policy.product_name)
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
