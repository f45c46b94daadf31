"""What each measure counts: for each of the closed list one selection of rows, whose amounts add up to its value.

A measure's value is never computed in another way than by adding its rows up, but for the plain counts of activities,
which the index counts in one go (:func:`app.services.kpis.figures.measures`); the tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from app.enums import ActivityKind, ActivityStatus, OrderKind, OrderState, PolicyStatus, ProductKind
from app.models import Activity, Agent, Household, Order, OrderLine, Policy, Product
from app.services.kpis import persistency
from app.services.rules import kpis as rules
from app.services.rules.kpis import Term
from app.services.rules.periods import SATURDAY

IN_FORCE_ON = func.coalesce(Order.issued_on, Order.delivered_on)
"""Insurance is issued before it is delivered; goods are held from their delivery."""
HUNDRED = 10_000  # a commission rate is kept in hundredths of a per cent


@dataclass(frozen=True, slots=True)
class Span:
    """Whose rows, of which days. ``agent`` "" is everybody in the store."""

    agent: str
    first: date
    last: date

    def whose(self, column: Any) -> ColumnElement[bool]:
        return column == self.agent if self.agent else literal(True)


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
        for row in listed(session, term.measure, span):
            yield _signed(row, term)
        return
    found = _narrowed(selection(term.measure, span), term)
    for record, id, household_id, household, on_date, what, amount in session.execute(found):
        yield _signed(KpiRow(record, id, household_id, household or "", on_date, what, amount, term.key), term)


def sum_rows(session: Session, term: Term, span: Span) -> tuple[int, int]:
    """The value of a term without its sign, and how many of its rows have no amount that could be told."""
    if (listed := LISTED.get(term.measure)) is not None:
        amounts = [row.amount for row in listed(session, term.measure, span)]
        return sum(amount or 0 for amount in amounts), sum(1 for amount in amounts if amount is None)
    rows = _narrowed(selection(term.measure, span), term).order_by(None).subquery()
    value, whole, known = session.execute(
        select(func.coalesce(func.sum(rows.c.amount), 0), func.count(), func.count(rows.c.amount))
    ).one()
    return int(value), whole - known


def _signed(row: KpiRow, term: Term) -> KpiRow:
    amount = None if row.amount is None else term.sign * row.amount
    return KpiRow(row.record, row.id, row.household_id, row.household, row.on_date, row.what, amount, term.key)


def selection(measure: str, span: Span) -> Any:
    """Every row of a measure as record, id, household_id, on_date, what, amount."""
    return ACTIVITIES(measure, span) if measure in set(ActivityKind) else SELECTED[measure](span)


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


def _done(span: Span) -> tuple[ColumnElement[bool], ...]:
    return (
        span.whose(Activity.agent_code),
        Activity.on_date.between(span.first, span.last),
        Activity.status == ActivityStatus.DONE,
    )


def ACTIVITIES(kind: str, span: Span) -> Select[Any]:
    columns = _columns("activity", Activity.id, Activity.household_id, Activity.on_date, Activity.kind, literal(1))
    return select(*columns).where(*_done(span), Activity.kind == kind)


def _premium(span: Span) -> Select[Any]:
    amount = func.coalesce(Activity.premium, 0)
    columns = _columns("activity", Activity.id, Activity.household_id, Activity.on_date, Activity.kind, amount)
    return select(*columns).where(*_done(span), Activity.kind == ActivityKind.CLOSING)


def _new_customers(span: Span) -> Select[Any]:
    """The first closing of a family, whoever made it: a family becomes a customer once."""
    earlier = aliased(Activity)
    before = exists().where(
        earlier.household_id == Activity.household_id,
        earlier.status == ActivityStatus.DONE,
        earlier.kind == ActivityKind.CLOSING,
        (earlier.on_date < Activity.on_date) | ((earlier.on_date == Activity.on_date) & (earlier.id < Activity.id)),
    )
    return ACTIVITIES(ActivityKind.CLOSING, span).where(Activity.household_id.is_not(None), ~before)


def _submitted(span: Span) -> tuple[ColumnElement[bool], ...]:
    return span.whose(Order.agent_code), Order.submitted_on.between(span.first, span.last)


def _came(span: Span) -> tuple[ColumnElement[bool], ...]:
    return span.whose(Order.agent_code), IN_FORCE_ON.between(span.first, span.last)


def _returned(span: Span) -> tuple[ColumnElement[bool], ...]:
    """A withdrawal of an order in force counts in the period it falls in: no figure of an earlier period changes."""
    return (
        span.whose(Order.agent_code),
        Order.state == OrderState.WITHDRAWN.value,
        Order.ended_on.between(span.first, span.last),
        (Order.kind == OrderKind.GOODS.value) | Order.issued_on.is_not(None),
        IN_FORCE_ON.is_not(None),
    )


def _orders(day: Any, conditions: tuple[ColumnElement[bool], ...], sign: int = 1) -> Select[Any]:
    columns = _columns("order", Order.id, Order.household_id, day, Order.number, sign * Order.premium)
    return select(*columns).where(*conditions)


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


def _net(make: Callable[..., Select[Any]], span: Span) -> Any:
    return union_all(make(IN_FORCE_ON, _came(span)), make(Order.ended_on, _returned(span), -1))


def _held(least: int, span: Span) -> Select[Any]:
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
            or_(Policy.starts_on.is_(None), Policy.starts_on <= span.last),
            or_(Policy.ends_on.is_(None), Policy.ends_on >= span.last),
        )
        .group_by(Policy.household_id)
        .having(func.count() >= least)
    )


SELECTED: dict[str, Callable[[Span], Any]] = {
    rules.PREMIUM: _premium,
    rules.NEW_CUSTOMERS: _new_customers,
    rules.SUBMITTED_PREMIUM: lambda span: _orders(Order.submitted_on, _submitted(span)),
    rules.SUBMITTED_CASES: lambda span: _cases(Order.submitted_on, _submitted(span)),
    rules.ISSUED_PREMIUM: lambda span: _net(_orders, span),
    rules.ISSUED_CASES: lambda span: _net(_cases, span),
    rules.RETURNED_PREMIUM: lambda span: _orders(Order.ended_on, _returned(span)),
    rules.COMMISSION: lambda span: _net(_commissions, span),
    rules.INSURED_HOUSEHOLDS: lambda span: _held(1, span),
    rules.COMBINED_HOUSEHOLDS: lambda span: _held(2, span),
    rules.DUE_13_COUNT: lambda span: persistency.due(span, literal(1)),
    rules.DUE_13_PREMIUM: lambda span: persistency.due(span, Policy.premium),
    rules.KEPT_13_COUNT: lambda span: persistency.kept(span, literal(1)),
    rules.KEPT_13_PREMIUM: lambda span: persistency.kept(span, Policy.premium),
}


def _active_days(session: Session, measure: str, span: Span) -> Iterator[KpiRow]:
    days = select(Activity.agent_code, Activity.on_date).where(*_done(span)).distinct()
    for code, day in session.execute(days.order_by(Activity.on_date, Activity.agent_code)):
        yield KpiRow("day", f"{code}/{day.isoformat()}", None, "", day, code, 1, measure)


def _work_days(session: Session, measure: str, span: Span) -> Iterator[KpiRow]:
    codes = [code for code, _ in _agents_of(session, span)]
    for offset in range((span.last - span.first).days + 1):
        day = span.first + timedelta(days=offset)
        if day.weekday() < SATURDAY:
            for code in codes:
                yield KpiRow("day", f"{code}/{day.isoformat()}", None, "", day, code, 1, measure)


def _agents(session: Session, measure: str, span: Span) -> Iterator[KpiRow]:
    counted: set[str] | None = None
    if measure == rules.ACTIVE_AGENTS:
        counted = set(session.scalars(select(Activity.agent_code).where(*_done(span)).distinct()))
    elif measure == rules.PRODUCING_AGENTS:
        cases = _net(_cases, span).subquery()
        by_agent = (
            select(Order.agent_code)
            .join(OrderLine, OrderLine.order_id == Order.id)
            .join(cases, cases.c.id == OrderLine.id)
            .group_by(Order.agent_code)
            .having(func.sum(cases.c.amount) > 0)
        )
        counted = set(session.scalars(by_agent))
    for code, name in _agents_of(session, span):
        if counted is None or code in counted:
            yield KpiRow("agent", code, None, "", None, name, 1, measure)


def _agents_of(session: Session, span: Span) -> list[tuple[str, str]]:
    """One agent counts as one, known by name or not; a team are the agents the store knows."""
    known = select(Agent.code, Agent.name).where(span.whose(Agent.code)).order_by(Agent.code)
    found = [(code, name) for code, name in session.execute(known)]
    return found or ([(span.agent, span.agent)] if span.agent else [])


LISTED: dict[str, Callable[[Session, str, Span], Iterator[KpiRow]]] = {
    rules.ACTIVE_DAYS: _active_days,
    rules.WORK_DAYS: _work_days,
    rules.AGENTS: _agents,
    rules.ACTIVE_AGENTS: _agents,
    rules.PRODUCING_AGENTS: _agents,
}
