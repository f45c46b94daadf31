"""What a family bought: policies held and orders under way in one list, with the sums of each year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import OrderState, PolicyStatus
from app.models import Member, Order, OrderLine, Policy
from app.services.base.store import Store


@dataclass(frozen=True, slots=True)
class Purchase:
    """A policy, or a line of an order that is no policy (yet): ``state`` is of either. ``premium`` is fen in the first
    year; ``ours`` when it was sold through an order here; ``counts`` when it was bought: not still being decided, not
    withdrawn and not declined.
    """

    id: str
    on: date | None
    product: str
    number: str
    insured: str
    premium: int
    state: PolicyStatus | OrderState
    order: str
    ours: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class YearSum:
    """Bought in a calendar year: how many, their first premium, and that of those sold here (fen). ``year`` None
    where the
    date is not known."""

    year: int | None
    count: int
    premium: int
    ours: int

    @property
    def id(self) -> str:
        """The year as text: what a table tells its rows apart by."""
        return str(self.year)


@dataclass(frozen=True, slots=True)
class Purchases:
    rows: tuple[Purchase, ...]
    years: tuple[YearSum, ...]

    @property
    def premium(self) -> int:
        """Fen, of all years."""
        return sum(year.premium for year in self.years)


DONE = (OrderState.ISSUED, OrderState.DELIVERED, OrderState.RECEIPTED, OrderState.COMPLETED)


def of_household(store: Store, household_id: str) -> Purchases:
    """The newest first; what has no date last."""
    with store.read() as session:
        lines = session.execute(
            select(OrderLine, Order)
            .join(Order, Order.id == OrderLine.order_id)
            .where(Order.household_id == household_id, OrderLine.left_out == "")
        ).all()
        sold = {line.policy_id: order for line, order in lines if line.policy_id}
        names = _names(session, household_id)
        rows = [
            Purchase(
                policy.id, policy.starts_on, policy.product_name, policy.number, names.get(policy.member_id, "?"),
                policy.premium, PolicyStatus(policy.status), sold[policy.id].number if policy.id in sold else "",
                policy.id in sold, policy.id not in sold or OrderState(sold[policy.id].state) in DONE,
            )
            for policy in session.scalars(select(Policy).where(Policy.household_id == household_id))
        ]  # fmt: skip
        known = {row.id for row in rows}
        rows += [_line(line, order, names) for line, order in lines if line.policy_id not in known]
    rows.sort(key=lambda row: (row.on is not None, row.on or date.min, row.id), reverse=True)
    return Purchases(tuple(rows), tuple(_years(rows)))


def _line(line: OrderLine, order: Order, names: dict[str, str]) -> Purchase:
    state = OrderState(order.state)
    on = order.issued_on or order.delivered_on or order.submitted_on
    return Purchase(
        line.id, on, line.product_name, order.policy_number, names.get(line.member_id, "?"), line.premium, state,
        order.number, True, state in DONE,
    )  # fmt: skip


def _years(rows: list[Purchase]) -> list[YearSum]:
    years: dict[int | None, list[Purchase]] = {}
    for row in rows:
        if row.counts:
            years.setdefault(row.on.year if row.on else None, []).append(row)
    sums = [
        YearSum(year, len(found), sum(row.premium for row in found), sum(row.premium for row in found if row.ours))
        for year, found in years.items()
    ]
    return sorted(sums, key=lambda one: -(one.year or 0))


def _names(session: Session, household_id: str) -> dict[str, str]:
    members = session.execute(select(Member.id, Member.name).where(Member.household_id == household_id))
    return {row.id: row.name for row in members}
