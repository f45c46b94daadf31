"""What a proposal freezes besides its prices: the family, its needs, the products, the assumptions and who made it.

A paper printed years later says what was true on the day. Plain JSON: amounts in fen, codes instead of words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Grade
from app.models import Agent, Analysis, Member, Need
from app.services.offers.health import expectations, frozen
from app.services.offers.proposals.paying import lasts, paid, person_of
from app.services.offers.proposals.remembering import cover_elsewhere, held_policies, own_words
from app.services.offers.proposals.rows import Basis
from app.services.offers.proposals.years import year_by_year
from app.services.rules.offers.combinations import Item, Plan, Request
from app.services.rules.offers.pricing import pay_years
from app.services.rules.offers.products import Product
from app.services.rules.offers.schedule import schedule

FORMAT = 1


def freeze(
    session: Session, agent_code: str, catalogue: Mapping[str, Product], based: Basis, plan: Plan
) -> dict[str, Any]:
    """What ``Proposal.facts`` keeps; see the module."""
    people = {person.key: person for person in based.request.people}
    members = session.scalars(
        select(Member).where(Member.household_id == based.household_id).order_by(Member.position)
    ).all()
    return {
        "format": FORMAT,
        "household": based.name,
        "people": [
            {"id": m.id, "name": m.name, "relation": m.relation, "sex": m.sex, "age": people[m.id].age}
            for m in members
            if m.id in people
        ],
        "income": based.income,
        "budget": based.budget if based.budget_said else None,
        "affordable": based.request.affordable,
        "words": own_words(session, based.household_id),
        "held": held_policies(session, based.household_id, based.request.as_of),
        "needs": _needs(session, based, plan),
        "settled": _settled(based),
        "products": {
            code: freeze_product(catalogue[code]) for code in dict.fromkeys(item.product for item in plan.items)
        },
        "items": [freeze_item(item, catalogue[item.product], based.request) for item in plan.items],
        "schedule": [
            [years.first, years.last, years.level, years.renewed]
            for years in schedule([paid(item, catalogue[item.product], based.request) for item in plan.items])
        ],
        "health": frozen(expectations(plan.items, catalogue, based.request, based.health)),
        "years": year_by_year(session, plan.items, catalogue, based.request),
        "agent": _agent(session, agent_code),
        "analysis": _analysis(session, based.household_id),
    }


def freeze_product(product: Product) -> dict[str, Any]:
    """What a proposal keeps of a product, as JSON: enough to print it when the product is long gone."""
    return {
        "name_zh": product.name_zh,
        "name_en": product.name_en or product.name_zh,
        "insurer": product.insurer,
        "kind": product.kind.value,
        "category": product.category,
        "grade": product.grade.value,
        "pay_years": product.pay_years,
        "term": product.term,
        "waiting_days": product.waiting_days,
        "cooling_off_days": product.cooling_off_days,
        "indemnity": product.indemnity,
        "mains": list(product.mains),
        "facts": {key: text for key, text in product.facts.items() if text},
    }


def _needs(session: Session, based: Basis, plan: Plan) -> list[dict[str, Any]]:
    covers = {cover.need.key: cover for cover in plan.coverage}
    query = select(Need).where(Need.id.in_([need.id for need in based.needs]))
    rows = {need.id: need for need in session.scalars(query)}
    other = cover_elsewhere(session, based.household_id)
    found = []
    for line in based.needs:
        cover, row = covers.get(line.id), rows.get(line.id)
        found.append(
            {
                "id": line.id,
                "number": line.number,
                "member": line.member_id,
                "event": line.event,
                "gap": line.gap,
                "in_force": line.in_force,
                "on_its_way": line.on_its_way,
                "asked": line.asked,
                "elsewhere": other.get(line.id, 0),
                "cover": cover.cover if cover else 0,
                "why": cover.why_open.value if cover and cover.why_open else None,
                "missing": [datum.value for datum in cover.missing] if cover else [],
                "rank": row.rank if row else None,
                "planned": row.planned_finish.isoformat() if row and row.planned_finish else None,
            }
        )
    return found


def _settled(based: Basis) -> list[dict[str, Any]]:
    return [
        {
            "number": line.number,
            "member": line.member_id,
            "event": line.event,
            "gap": line.gap,
            "in_force": line.in_force,
            "on_its_way": line.on_its_way,
            "why": line.not_asked.value,
            "until": None if line.until is None else line.until.isoformat(),
        }
        for line in based.settled
        if line.not_asked
    ]


def freeze_item(item: Item, product: Product, request: Request) -> dict[str, Any]:
    """What a proposal keeps of an item, as JSON; amounts are fen, by event."""
    life = request.life(product, person_of(request, item.insured))
    return {
        "product": item.product,
        "insured": item.insured,
        "sum": item.sum,
        "premium": item.premium,
        "years": pay_years(product, life.age),
        "long": lasts(product),
        "answers": [list(answer) for answer in item.answers],
        "amounts": [[cover.event, int(item.sum * cover.factor)] for cover in product.covers],
    }


def _agent(session: Session, code: str) -> dict[str, str]:
    agent = session.scalars(select(Agent).where(Agent.code == code)).one_or_none()
    if agent is None:
        return {"code": code, "name": code, "licence": "", "grade": Grade.P5.value}
    return {"code": agent.code, "name": agent.name, "licence": agent.licence, "grade": agent.grade}


def _analysis(session: Session, household_id: str) -> dict[str, Any] | None:
    query = select(Analysis).where(Analysis.household_id == household_id)
    analysis = session.scalars(query.order_by(Analysis.id.desc()).limit(1)).one_or_none()
    if analysis is None:
        return None
    return {
        "as_of": analysis.as_of.isoformat(),
        "formula_version": analysis.formula_version,
        "assumptions": analysis.result.get("assumptions", {}),
    }
