"""What each measure counts: for each of the closed list one selection of rows, whose amounts add up to its value.

A measure's value is never computed in another way than by adding its rows up, but for the plain counts of activities,
which the index counts in one go, and the counts of agents where there is only one (`figures`);
the tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)  # fmt: skip
from sqlalchemy.orm import Session, aliased

from app.enums import ActivityKind, ActivityStatus, OrderKind, OrderState, PolicyStatus, ProductKind
from app.models import Activity, Agent, Household, Order, OrderLine, Policy, Product
from app.services.measures.kpis import persistency
from app.services.measures.kpis.spans import LAST, Bound, Span
from app.services.rules.base.periods import SATURDAY
from app.services.rules.measures import kpis as rules
from app.services.rules.measures.kpis import Term

IN_FORCE_ON = func.coalesce(Order.issued_on, Order.delivered_on)
"""Insurance is issued before it is delivered; goods are held from their delivery."""
HUNDRED = 10_000  # a commission rate is kept in hundredths of a per cent


@dataclass(frozen=True, slots=True)
class KpiRow:
    """One row a figure counts. ``amount`` is 1 or fen, negative for what is taken away; None: cannot be told.

    ``record`` says what ``id`` is the id of: activity, order, order_line, policy, household, agent, day.
    """

    record: str
    id: str
    household_id: str | None
    household: str
    on_date: date | None
    what: str
    amount: int | None
    measure: str


def select_rows(session: Session, term: Term, span: Span) -> Iterator[KpiRow]:
    """The rows of one term, by day; ``amount`` bears the term's sign."""
    if (listed := LISTED.get(term.measure)) is not None:
        for row in listed(session, term, span):
            yield replace(row, amount=term.sign, measure=term.key)
        return
    found = session.execute(_rows_of(term, not span.agent), span.values())
    for record, id, household_id, household, on_date, what, amount in found:
        signed = None if amount is None else term.sign * amount
        yield KpiRow(record, id, household_id, household or "", on_date, what, signed, term.key)


def sums(session: Session, terms: tuple[Term, ...], span: Span) -> dict[str, tuple[int, int]]:
    """By key the value of each term without its sign, and how many of its rows have no amount that could be told.

    All terms are counted in one statement, which is built once for a list of terms.
    """
    found = {
        term.key: (sum(1 for _ in LISTED[term.measure](session, term, span)), 0)
        for term in terms if term.measure in LISTED
    }  # fmt: skip
    counted = tuple(term for term in terms if term.measure not in LISTED)
    if counted:
        row = session.execute(_sums_of(counted, not span.agent), span.values()).one()
        for number, term in enumerate(counted):
            found[term.key] = (int(row[2 * number]), row[2 * number + 1])
    return found


def by_day(session: Session, term: Term, span: Span) -> dict[date, int]:
    """The value of a term with its sign, day by day; days without a row are missing."""
    rows = _narrowed(selection(term.measure, Bound(not span.agent)), term).order_by(None).subquery()
    days = select(rows.c.on_date, func.coalesce(func.sum(rows.c.amount), 0)).group_by(rows.c.on_date)
    return {day: term.sign * int(amount) for day, amount in session.execute(days, span.values())}


@lru_cache(maxsize=64)
def _rows_of(term: Term, everybody: bool) -> Select[Any]:
    return _narrowed(selection(term.measure, Bound(everybody)), term)


@lru_cache(maxsize=64)
def _sums_of(terms: tuple[Term, ...], everybody: bool) -> Select[Any]:
    columns: list[Any] = []
    for term in terms:
        rows = selection(term.measure, Bound(everybody))
        rows = (_narrowed(rows, term).order_by(None) if term.key != term.measure else rows).subquery()
        unknown = select(func.count() - func.count(rows.c.amount)).select_from(rows).scalar_subquery()
        columns.append(select(func.coalesce(func.sum(rows.c.amount), 0)).scalar_subquery())
        columns.append(unknown if term.measure == rules.COMMISSION else literal(0))
    return select(*(column.label(f"c{number}") for number, column in enumerate(columns)))


def selection(measure: str, span: Bound) -> Any:
    """Every row of a measure as record, id, household_id, on_date, what, amount."""
    return _activities(measure, span) if measure in set(ActivityKind) else SELECTED[measure](span)


def _narrowed(rows: Any, term: Term) -> Select[Any]:
    part = rows.subquery()
    found = (
        select(
            part.c.record, part.c.id, part.c.household_id, Household.name, part.c.on_date, part.c.what, part.c.amount
        )
        .join(Household, Household.id == part.c.household_id, isouter=True)
        .order_by(part.c.on_date, part.c.id)
    )
    if term.source:
        found = found.where(Household.source == term.source)
    if term.least:
        found = found.where(func.abs(part.c.amount) >= term.least)
    return found


def _columns(record: str, id: Any, household_id: Any, on_date: Any, what: Any, amount: Any) -> list[Any]:
    return [
        literal(record).label("record"), id.label("id"), household_id.label("household_id"),
        on_date.label("on_date"), what.label("what"), amount.label("amount"),
    ]  # fmt: skip


def _done(span: Bound) -> tuple[ColumnElement[bool], ...]:
    return (
        span.whose(Activity.agent_code),
        span.days(Activity.on_date),
        Activity.status == ActivityStatus.DONE,
    )


def _activities(kind: str, span: Bound) -> Select[Any]:
    columns = _columns("activity", Activity.id, Activity.household_id, Activity.on_date, Activity.kind, literal(1))
    return select(*columns).where(*_done(span), Activity.kind == kind)


def _premium(span: Bound) -> Select[Any]:
    amount = func.coalesce(Activity.premium, 0)
    columns = _columns("activity", Activity.id, Activity.household_id, Activity.on_date, Activity.kind, amount)
    return select(*columns).where(*_done(span), Activity.kind == ActivityKind.CLOSING)


def _new_customers(span: Bound) -> Select[Any]:
    """The first closing of a family, whoever made it: a family becomes a customer once."""
    earlier = aliased(Activity)
    before = exists().where(
        earlier.household_id == Activity.household_id,
        earlier.status == ActivityStatus.DONE,
        earlier.kind == ActivityKind.CLOSING,
        (earlier.on_date < Activity.on_date) | ((earlier.on_date == Activity.on_date) & (earlier.id < Activity.id)),
    )
    return _activities(ActivityKind.CLOSING, span).where(Activity.household_id.is_not(None), ~before)


def _submitted(span: Bound) -> tuple[ColumnElement[bool], ...]:
    return span.whose(Order.agent_code), span.days(Order.submitted_on)


def came(span: Bound) -> tuple[ColumnElement[bool], ...]:
    """Orders that came into force in the period."""
    return span.whose(Order.agent_code), span.days(IN_FORCE_ON)


def returned(span: Bound) -> tuple[ColumnElement[bool], ...]:
    """A withdrawal of an order in force counts in the period it falls in: no figure of an earlier period changes."""
    return (
        span.whose(Order.agent_code),
        Order.state == OrderState.WITHDRAWN.value,
        span.days(Order.ended_on),
        (Order.kind == OrderKind.GOODS.value) | Order.issued_on.is_not(None),
        IN_FORCE_ON.is_not(None),
    )


def _orders(day: Any, conditions: tuple[ColumnElement[bool], ...], sign: int = 1) -> Select[Any]:
    columns = _columns("order", Order.id, Order.household_id, day, Order.number, sign * Order.premium)
    return select(*columns).where(*conditions)


def _submitted_premium(span: Bound) -> Select[Any]:
    """As it was submitted: what was issued instead is another figure of another day."""
    amount = func.coalesce(Order.submitted_premium, Order.premium)
    columns = _columns("order", Order.id, Order.household_id, Order.submitted_on, Order.number, amount)
    return select(*columns).where(*_submitted(span))


def _submitted_cases(span: Bound) -> Select[Any]:
    """Mains as they were submitted, those too that the insurer or the customer refused since."""
    columns = _columns("order_line", OrderLine.id, Order.household_id, Order.submitted_on, OrderLine.product_name,
                       literal(1))  # fmt: skip
    stood = (OrderLine.product_kind == ProductKind.MAIN.value, or_(OrderLine.left_out == "", OrderLine.result != ""))
    return select(*columns).join(Order, Order.id == OrderLine.order_id).where(*_submitted(span), *stood)


def _cases(day: Any, conditions: tuple[ColumnElement[bool], ...], sign: int = 1) -> Select[Any]:
    columns = _columns("order_line", OrderLine.id, Order.household_id, day, OrderLine.product_name, literal(sign))
    main = (OrderLine.product_kind == ProductKind.MAIN.value, OrderLine.left_out == "")
    return select(*columns).join(Order, Order.id == OrderLine.order_id).where(*conditions, *main)


def _commissions(day: Any, conditions: tuple[ColumnElement[bool], ...], sign: int = 1) -> Select[Any]:
    """Premium by the product's rate, half up to the fen; a product without a rate has no amount."""
    amount = sign * ((OrderLine.premium * Product.commission_rate + HUNDRED // 2) // HUNDRED)
    columns = _columns("order_line", OrderLine.id, Order.household_id, day, OrderLine.product_name, amount)
    lines = select(*columns).join(Order, Order.id == OrderLine.order_id)
    return lines.join(Product, Product.code == OrderLine.product_code, isouter=True).where(
        *conditions, OrderLine.left_out == ""
    )


def _net(make: Callable[..., Select[Any]], span: Bound) -> Any:
    return union_all(make(IN_FORCE_ON, came(span)), make(Order.ended_on, returned(span), -1))


def _held(least: int, span: Bound) -> Select[Any]:
    """Families with at least so many policies in force at the end of the period."""
    columns = _columns(
        "household", Policy.household_id, Policy.household_id, func.max(Policy.starts_on),
        func.count().cast(Household.code.type), literal(1),
    )  # fmt: skip
    return (
        select(*columns)
        .join(Household, Household.id == Policy.household_id)
        .where(
            span.whose(Household.agent_code),
            Household.archived_at.is_(None),
            Policy.status == PolicyStatus.IN_FORCE,
            or_(Policy.starts_on.is_(None), Policy.starts_on <= LAST),
            or_(Policy.ends_on.is_(None), Policy.ends_on >= LAST),
        )
        .group_by(Policy.household_id)
        .having(func.count() >= least)
    )


def _active_days(span: Bound) -> Select[Any]:
    id = Activity.agent_code + literal("/") + cast(Activity.on_date, String)
    columns = _columns("day", id, null(), Activity.on_date, Activity.agent_code, literal(1))
    return select(*columns).where(*_done(span)).group_by(Activity.agent_code, Activity.on_date)


SELECTED: dict[str, Callable[[Bound], Any]] = {
    rules.PREMIUM: _premium,
    rules.ACTIVE_DAYS: _active_days,
    rules.NEW_CUSTOMERS: _new_customers,
    rules.SUBMITTED_PREMIUM: _submitted_premium,
    rules.SUBMITTED_CASES: _submitted_cases,
    rules.ISSUED_PREMIUM: lambda span: _net(_orders, span),
    rules.ISSUED_CASES: lambda span: _net(_cases, span),
    rules.RETURNED_PREMIUM: lambda span: _orders(Order.ended_on, returned(span)),
    rules.COMMISSION: lambda span: _net(_commissions, span),
    rules.INSURED_HOUSEHOLDS: lambda span: _held(1, span),
    rules.COMBINED_HOUSEHOLDS: lambda span: _held(2, span),
    rules.DUE_13_COUNT: lambda span: persistency.due(span, literal(1)),
    rules.DUE_13_PREMIUM: lambda span: persistency.due(span, Policy.premium),
    rules.KEPT_13_COUNT: lambda span: persistency.kept(span, literal(1)),
    rules.KEPT_13_PREMIUM: lambda span: persistency.kept(span, Policy.premium),
    rules.PAID_13_COUNT: lambda span: persistency.paid(span, literal(1)),
    rules.PAID_13_PREMIUM: lambda span: persistency.paid(span, Policy.premium),
}


def _work_days(session: Session, term: Term, span: Span) -> Iterator[KpiRow]:
    codes = [code for code, _ in _agents_of(session, span)]
    for offset in range((span.last - span.first).days + 1):
        day = span.first + timedelta(days=offset)
        if day.weekday() < SATURDAY:
            for code in codes:
                yield KpiRow("day", f"{code}/{day.isoformat()}", None, "", day, code, 1, term.key)


def _agents(session: Session, term: Term, span: Span) -> Iterator[KpiRow]:
    """All of them, or those with an activity done, or with a case issued and not taken back, or whose premium issued
    comes to ``least``."""
    bound, counted = Bound(not span.agent), None
    if term.measure == rules.ACTIVE_AGENTS:
        counted = select(Activity.agent_code).where(*_done(bound)).distinct()
    elif term.measure == rules.PRODUCING_AGENTS and term.least:
        orders = _net(_orders, bound).subquery()
        premiums = select(Order.agent_code).join(orders, orders.c.id == Order.id).group_by(Order.agent_code)
        counted = premiums.having(func.sum(orders.c.amount) >= term.least)
    elif term.measure == rules.PRODUCING_AGENTS:
        cases = _net(_cases, bound).subquery()
        lines = select(Order.agent_code).join(OrderLine, OrderLine.order_id == Order.id)
        counted = lines.join(cases, cases.c.id == OrderLine.id).group_by(Order.agent_code)
        counted = counted.having(func.sum(cases.c.amount) > 0)
    found = None if counted is None else set(session.scalars(counted, span.values()))
    for code, name in _agents_of(session, span):
        if found is None or code in found:
            yield KpiRow("agent", code, None, "", None, name, 1, term.key)


def _agents_of(session: Session, span: Span) -> list[tuple[str, str]]:
    """One agent counts as one, known by name or not; a team are the agents the store knows."""
    known = select(Agent.code, Agent.name).where(Bound(not span.agent).whose(Agent.code)).order_by(Agent.code)
    found = [(code, name) for code, name in session.execute(known, span.values())]
    return found or ([(span.agent, span.agent)] if span.agent else [])


LISTED: dict[str, Callable[[Session, Term, Span], Iterator[KpiRow]]] = {
    rules.WORK_DAYS: _work_days,
    rules.AGENTS: _agents,
    rules.ACTIVE_AGENTS: _agents,
    rules.PRODUCING_AGENTS: _agents,
}
