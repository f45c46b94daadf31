"""An order without a proposal: a customer comes and buys. Its lines are typed, or priced by the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import ProductKind, Stage
from app.errors import InputError, Place, Problem, bad_input
from app.models import Household, Member, Order, OrderLine, Product
from app.services.base import numbers
from app.services.base.store import Actor, Store
from app.services.offers import catalogue
from app.services.rules.base.ages import age_on
from app.services.rules.offers import pricing
from app.services.rules.offers.products import Product as Priced
from app.services.selling.orders.commands import record, sale_for
from app.services.selling.orders.lines import attach, lines_of
from app.services.selling.orders.reading import OrderDetail, kind_of_products, read_detail


@dataclass(frozen=True, slots=True)
class WalkInLine:
    """``premium`` None is what the catalogue asks for the sum; fen in the first year."""

    product_code: str
    member_id: str
    sum: int
    premium: int | None = None


@dataclass(frozen=True, slots=True)
class WalkInDraft:
    lines: tuple[WalkInLine, ...]
    payer_id: str | None = None
    deliver_on: date | None = None
    notes: str = ""


def walk_in(store: Store, actor: Actor, household_id: str, draft: WalkInDraft) -> OrderDetail:
    """A draft order of products of the catalogue; it belongs to the household's newest sale without an order, or begins
    one. From here on it goes its way as every order. Raises InputError with every fault at ``lines``: an unknown
    product or person, no sum, ``order_no_price`` where neither a premium nor a rate is there."""
    priced = {one.code: one for one in catalogue.products(store)}
    with store.write(actor, "order.walk_in", household_id) as session:
        household = session.get(Household, household_id)
        if household is None:
            raise bad_input("not_found")
        people = {one.id: one for one in session.scalars(select(Member).where(Member.household_id == household_id))}
        known = {row.code: row for row in session.scalars(select(Product))}
        if problems := _problems(draft, people, known):
            raise InputError(problems)
        order = Order(
            number=numbers.next_number(session, "order", "OR"),
            household_id=household_id,
            opportunity_id=sale_for(session, household, Stage.S2_MET).id,
            agent_code=household.agent_code,
            kind=kind_of_products(session, [line.product_code for line in draft.lines]).value,
            payer_id=draft.payer_id,
            deliver_on=draft.deliver_on,
            notes=draft.notes.strip(),
        )
        session.add(order)
        session.flush()
        for place, line in enumerate(draft.lines):
            product = known[line.product_code]
            waives = product.kind == ProductKind.WAIVER and draft.payer_id is not None
            whose = people[draft.payer_id or line.member_id] if waives else people[line.member_id]
            premium = _premium(priced[product.code], whose, line, place, session.today)
            session.add(
                OrderLine(
                    order_id=order.id, position=place, product_code=product.code, product_name=product.name_zh,
                    product_kind=product.kind, member_id=line.member_id, sum=line.sum, premium=premium,
                )
            )  # fmt: skip
            order.premium += premium
        session.flush()
        attach(session, lines_of(session, order.id))
        _check_riders(session, order)
        record(session, order, "added")
        session.note(order=order.id, number=order.number, walk_in=True)
        session.flush()
        return read_detail(session, order.id)


def _premium(product: Priced, insured: Member, line: WalkInLine, place: int, today: date) -> int:
    if line.premium is not None:
        return line.premium
    age = None if insured.birth_date is None else age_on(insured.birth_date, today)
    price = pricing.explain_price(product, line.sum, insured.sex, age)
    if price is None:
        raise bad_input("order_no_price", Place(field="lines"), line=place + 1)
    return price.premium


def _problems(draft: WalkInDraft, people: dict[str, Member], known: dict[str, Product]) -> list[Problem]:
    place = Place(field="lines")
    problems = [Problem("order_no_lines", place)] if not draft.lines else []
    if draft.payer_id is not None and draft.payer_id not in people:
        problems.append(Problem("not_found", Place(field="payer_id")))
    for number, line in enumerate(draft.lines, 1):
        if line.product_code not in known:
            problems.append(Problem("order_no_product", place, {"line": number}))
        if line.member_id not in people:
            problems.append(Problem("order_no_insured", place, {"line": number}))
        if line.sum <= 0 or (line.premium is not None and line.premium < 0):
            problems.append(Problem("order_line_amount", place, {"line": number}))
    return problems


def _check_riders(session: Session, order: Order) -> None:
    for line in lines_of(session, order.id):
        if line.product_kind != ProductKind.MAIN and line.main_id is None:
            raise bad_input("order_rider_alone", Place(field="lines"), product=line.product_name)
