"""The year-by-year table of a plan as plain JSON: frozen with a proposal, shown on the page, written as a workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.enums import Event
from app.services.base.store import Store
from app.services.offers import catalogue as library
from app.services.offers.illustrations import worth_of
from app.services.offers.illustrations.worth import Worths
from app.services.offers.proposals.paying import lasts, paid, person_of
from app.services.offers.proposals.rows import Basis
from app.services.rules.offers.cash_flow import Flow, Year, cash_flow
from app.services.rules.offers.combinations import Item, Plan, Request
from app.services.rules.offers.products import Product

SHOWN = (Event.DEATH, Event.LEGACY, Event.CRITICAL_ILLNESS, Event.ACCIDENT, Event.DISABILITY, Event.CARE)
"""Covers that pay a sum; a bill that is repaid is none."""


def year_by_year(
    session: Session, items: Sequence[Item], products: Mapping[str, Product], request: Request
) -> list[dict[str, Any]]:
    """A table for each person insured, in the order of the family; amounts in fen."""
    worths = worth_of(session, items, products, request)
    found = []
    for person in request.people:
        mine = [item for item in items if item.insured == person.key]
        if not mine:
            continue
        flows = [_flow(item, products[item.product], request, worths) for item in mine]
        years = cash_flow(person.age, flows)
        events = [event.value for event in SHOWN if any(event in flow.amounts for flow in flows)]
        silent = [item.product for item in mine
                  if lasts(products[item.product]) and (item.product, item.insured) not in worths]  # fmt: skip
        found.append(
            {
                "insured": person.key,
                "events": events,
                "years": [_line(year, events) for year in years],
                "silent": silent,
                "worth": any(year.known for year in years),
                "paid": any(year.paid for year in years),
                "varies": any(year.extra for year in years),
                "renewed": any(year.renewed for year in years),
            }
        )
    return found


def of_plan(store: Store, based: Basis, plan: Plan) -> list[dict[str, Any]]:
    """The same of a plan on the table."""
    products = {product.code: product for product in library.products(store)}
    with store.read() as session:
        return year_by_year(session, plan.items, products, based.request)


def _flow(item: Item, product: Product, request: Request, worths: Worths) -> Flow:
    told = paid(item, product, request)
    age = request.life(product, person_of(request, item.insured)).age
    covered = {cover.event: int(item.sum * cover.factor) for cover in product.covers}
    amounts = {event: amount for event, amount in covered.items() if event in SHOWN}
    if Event.DEATH in amounts:
        amounts.pop(Event.LEGACY, None)  # it is the same payment
    worth = worths.get((item.product, item.insured), {})
    return Flow(item.premium, told.years or 1, _lasts(product, age), amounts, told.renewals, worth)


def _lasts(product: Product, age: int | None) -> int | None:
    """Years of cover; None for life. Where the age is not known, "to 70" lasts as long as it is paid."""
    if product.term == "life":
        return None
    if match := re.fullmatch(r"to(\d+)", product.term):
        return 1 if age is None else max(1, int(match[1]) - age)
    return int(product.term) if product.term.isdigit() else 1


def _line(year: Year, events: Sequence[str]) -> list[Any]:
    """year, age, premium, renewed, all premiums so far, each event, paid while living, cash value, not guaranteed."""
    covers = [year.amounts.get(event, 0) for event in events]
    return [year.year, year.age, year.premium, year.renewed, year.total, *covers, year.paid, year.cash, year.extra]
