"""What is known of a family when a plan is assessed: from its record, its policies, its interviews and the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import CoverSaid, Grade, ProductKind, RiskProfile
from app.models import Agent, Household, Member
from app.services.base.store import Actor, Store
from app.services.needs.interviews.risk import risk_said
from app.services.needs.thresholds import read_rules
from app.services.offers import catalogue
from app.services.offers.held import held_cover
from app.services.offers.proposals import Basis, ProposalDetail
from app.services.offers.proposals.freezing import freeze_item, freeze_product
from app.services.offers.suitability.known import Known
from app.services.people.policies import premiums_due, read_policies
from app.services.rules.needs import finances
from app.services.rules.offers.combinations import Plan
from app.services.rules.offers.products import CITY_MEDICAL, deductible_of, renewal_years_of, varies
from app.services.rules.offers.suitability import Asked, Assessment, Offered, Party, Situation, assess


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
    held, told_cover = held_cover(session, household_id, policies)
    agent = session.scalars(select(Agent).where(Agent.code == agent_code)).one_or_none()
    return Situation(
        people=tuple(Party(one["id"], one["name"], one["age"]) for one in facts["people"]),
        payer=household.contact_id or "",
        offered=tuple(_offered(facts)),
        asked=tuple(
            Asked(n["id"], n["member"], n["event"], n.get("asked", n["gap"]), n["cover"]) for n in facts["needs"]
        ),
        held=held,
        cover_known=told.cover == CoverSaid.NONE or bool(policies) or told_cover,
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
    carriers = {
        (main, item["insured"])
        for item in facts["items"]
        if item["answers"] and facts["products"][item["product"]]["kind"] == ProductKind.RIDER
        for main in facts["products"][item["product"]].get("mains", ())
    }
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
            carries=(item["product"], item["insured"]) in carriers,
            varies=varies(product["category"], product["facts"]),
            city=product["category"] == CITY_MEDICAL,
            deductible=deductible_of(product["facts"]),
            renewal_years=renewal_years_of(product["facts"]),
        )
