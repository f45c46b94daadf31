"""What should have been paid: for orders in force, their policies and the premiums that came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.enums import OrderKind, OrderState
from app.models import CommissionPaid, Household, Order, OrderLine, Policy, PremiumPaid
from app.services.figures.commission.rates import Rates
from app.services.measures.kpis.rows import IN_FORCE_ON
from app.services.rules.base.ages import anniversary
from app.services.rules.figures.commission import CommissionKind, CommissionRole, Expected, Paid, Place

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Contract:
    """One product of one policy, with all that decides what it pays."""

    number: str
    product: str
    name: str
    role: CommissionRole
    issued_on: date
    premium: int
    pay_years: int | None
    policy_id: str | None
    returned: bool
    household_id: str | None  # None: a family of another agent's store
    household: str


def contracts(session: Session, agent: str, further: Iterable[Contract] = (), *, lead: bool) -> list[Contract]:
    """Those sold by ``agent``, and of a lead those of all others in the store as well; then the ``further`` ones, and
    those known by their number from a statement alone. Each product of a policy once."""
    found: dict[tuple[str, str], Contract] = {}
    for one in (*_ordered(session, agent, lead=lead), *further, *_listed(session, agent)):
        found.setdefault((one.number, one.product), one)
    return list(found.values())


def _ordered(session: Session, agent: str, *, lead: bool) -> Iterator[Contract]:
    number = func.coalesce(func.nullif(Policy.number, ""), func.nullif(OrderLine.policy_number, ""),
                           func.nullif(Order.policy_number, ""), Order.number)  # fmt: skip
    query = (
        select(number, OrderLine.product_code, OrderLine.product_name, Order.agent_code, IN_FORCE_ON, OrderLine.premium,
               Policy.pay_years, Policy.id, Order.state, Household.id, Household.name)
        .join(Order, Order.id == OrderLine.order_id)
        .join(Household, Household.id == Order.household_id)
        .outerjoin(Policy, Policy.id == OrderLine.policy_id)
        .where(IN_FORCE_ON.is_not(None), OrderLine.left_out == "", Order.kind == OrderKind.INSURANCE.value)
        .order_by(IN_FORCE_ON, OrderLine.id)
    )  # fmt: skip
    if not lead:
        query = query.where(Order.agent_code == agent)
    for row in session.execute(query):
        returned = row[8] == OrderState.WITHDRAWN.value
        role = CommissionRole.OWN if row[3] == agent else CommissionRole.OVERRIDE
        yield Contract(row[0], row[1], row[2], role, row[4], row[5], row[6], row[7], returned, row[9], row[10])


def _listed(session: Session, agent: str) -> Iterator[Contract]:
    """Policies that no order made: somebody is paid for them, so they are his."""
    told = select(CommissionPaid.policy_number).where(CommissionPaid.agent_code == agent)
    query = (
        select(Policy, Household.id, Household.name)
        .join(Household, Household.id == Policy.household_id)
        .where(Policy.number.in_(told), Policy.starts_on.is_not(None), Household.archived_at.is_(None))
        .where(or_(Policy.product_code != "", Policy.product_name != ""))
        .order_by(Policy.starts_on, Policy.id)
    )
    for one, home, name in session.execute(query):
        assert one.starts_on is not None  # the statement asks for those alone
        yield Contract(
            one.number, one.product_code or one.product_name, one.product_name, CommissionRole.OWN, one.starts_on,
            one.premium, one.pay_years, one.id, False, home, name,
        )  # fmt: skip


def expected(
    session: Session, known: list[Contract], rates: Rates, as_of: date
) -> tuple[list[Expected], dict[Place, bool]]:
    """What was earned by ``as_of``, and the places where nothing is expected yet, True where a premium is not recorded
    as received."""
    received = {(id, due) for id, due in session.execute(select(PremiumPaid.policy_id, PremiumPaid.due_on))}
    found: list[Expected] = []
    open_places: dict[Place, bool] = {}
    for one in known:
        if one.issued_on <= as_of:
            place = Place(one.number, one.product, one.role, 1)
            rate = rates.rate(one.product, one.role, 1, one.issued_on)
            if rate is not None or one.role == CommissionRole.OWN:  # a lead has overrides only where they are agreed
                found.append(Expected(place, one.issued_on, one.premium, rate, one.returned))
        for year in range(2, min(one.pay_years or LONGEST, LONGEST) + 1):
            due = anniversary(one.issued_on, year - 1)
            if due > as_of:
                break
            place = Place(one.number, one.product, one.role, year)
            rate = rates.rate(one.product, one.role, year, one.issued_on)
            if rate and (one.policy_id, due) in received:
                found.append(Expected(place, due, one.premium, rate))
            else:
                open_places[place] = bool(rate)
    return found, open_places


def paid(session: Session, agent: str, known: list[Contract]) -> list[Paid]:
    """The lines of all statements, each with the place it belongs to."""
    by_number: dict[str, list[Contract]] = {}
    for one in known:
        by_number.setdefault(one.number, []).append(one)
    lines = select(CommissionPaid).where(CommissionPaid.agent_code == agent)
    found = session.scalars(lines.order_by(CommissionPaid.month, CommissionPaid.policy_number, CommissionPaid.id))
    return [
        Paid(line.id, line.month, CommissionKind(line.kind), _place(line, by_number.get(line.policy_number, [])),
             line.premium, line.rate, line.amount, line.policy_number, line.product)
        for line in found
    ]  # fmt: skip


def _place(line: CommissionPaid, contracts: list[Contract]) -> Place | None:
    """By the product it names, or the only one the policy has."""
    wanted = line.product.strip().casefold()
    named = [one for one in contracts if wanted in (one.product.casefold(), one.name.casefold())]
    of_policy = named or (contracts if len(contracts) == 1 else [])
    if not of_policy:
        return None
    one = of_policy[0]
    role = CommissionRole.OVERRIDE if line.kind == CommissionKind.OVERRIDE.value else CommissionRole.OWN
    return Place(one.number, one.product, role, _year(line, one))


def _year(line: CommissionPaid, contract: Contract) -> int:
    """As the statement says; else the first, or for a renewal the policy year of its month."""
    if line.year:
        return line.year
    if line.kind != CommissionKind.RENEWAL.value:
        return 1
    months = (line.month.year - contract.issued_on.year) * 12 + line.month.month - contract.issued_on.month
    return max(2, months // 12 + 1)
