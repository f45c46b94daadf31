"""The rates of commission: per product, role and policy year, from a day of issue on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import InputError, Place, Problem
from app.models import CommissionRate, Product
from app.services.base.store import Actor, Store
from app.services.rules.figures.commission import CommissionRole

MOST_RATE = 20_000  # hundredths of a per cent: first years pay more than the premium in some markets, never twice
MOST_YEAR = 60


@dataclass(frozen=True, slots=True)
class RateRow:
    """``rate`` in hundredths of a per cent of the year's premium; ``holds_from`` None is from the beginning."""

    product: str
    role: CommissionRole
    year: int
    rate: int
    holds_from: date | None = None
    id: str = ""

    @property
    def place(self) -> tuple[str, CommissionRole, int, date | None]:
        """What there is one rate of."""
        return self.product, self.role, self.year, self.holds_from


@dataclass(frozen=True, slots=True)
class Rates:
    """``catalogue`` are the first-year rates of the products themselves, where no other is agreed."""

    rows: Sequence[RateRow]
    catalogue: Mapping[str, int]

    def rate(self, product: str, role: CommissionRole, year: int, issued_on: date) -> int | None:
        """The newest one agreed by that day; 0 in a year that the product's rates do not reach; None without any."""
        of_product = [row for row in self.rows if row.product == product and row.role == role]
        held = [row for row in of_product if row.holds_from is None or row.holds_from <= issued_on]
        of_year = [row for row in held if row.year == year]
        if of_year:
            return max(of_year, key=lambda row: row.holds_from or date.min).rate
        if role == CommissionRole.OWN and year == 1:
            return self.catalogue.get(product)
        return 0 if of_product or role == CommissionRole.OWN else None


def all_rates(store: Store) -> list[RateRow]:
    """All of them, by product, role, year and day."""
    with store.read() as session:
        return list(read(session).rows)


def read(session: Session) -> Rates:
    """With the products' own first-year rates."""
    order = (CommissionRate.product_code, CommissionRate.role, CommissionRate.year, CommissionRate.holds_from)
    rows = [row_of(one) for one in session.scalars(select(CommissionRate).order_by(*order))]
    own = select(Product.code, Product.commission_rate).where(Product.commission_rate.is_not(None))
    return Rates(rows, {code: rate for code, rate in session.execute(own) if rate is not None})


def row_of(one: CommissionRate) -> RateRow:
    """A rate as it is kept."""
    return RateRow(one.product_code, CommissionRole(one.role), one.year, one.rate, one.holds_from, one.id)


def problems(row: RateRow, line: int | None = None) -> list[Problem]:
    """What is wrong with one rate, at its fields."""
    prefix = "" if line is None else f"rates[{line}]."
    found = []
    if not row.product.strip():
        found.append(Problem("required", Place(field=f"{prefix}product")))
    if not 1 <= row.year <= MOST_YEAR:
        found.append(Problem("commission_year", Place(field=f"{prefix}year"), {"most": MOST_YEAR}))
    if not 0 <= row.rate <= MOST_RATE:
        found.append(Problem("commission_share", Place(field=f"{prefix}rate"), {"most": MOST_RATE // 100}))
    return found


def put(store: Store, actor: Actor, wanted: Iterable[RateRow]) -> list[RateRow]:
    """These and no others from now on. Raises InputError for each that is wrong and for two of one place."""
    rows = list(wanted)
    faults = [fault for line, row in enumerate(rows) for fault in problems(row, line)]
    places = [row.place for row in rows]
    faults += [
        Problem("commission_rate_twice", Place(field="rates"), {"product": row.product, "year": row.year})
        for line, row in enumerate(rows) if row.place in places[:line]
    ]  # fmt: skip
    if faults:
        raise InputError(faults)
    with store.write(actor, "commission.rates") as session:
        kept = {row_of(one).place: one for one in session.scalars(select(CommissionRate))}
        gone = [one.id for place, one in kept.items() if place not in set(places)]
        session.execute(delete(CommissionRate).where(CommissionRate.id.in_(gone)))
        for row in rows:
            if (there := kept.get(row.place)) is None:
                session.add(fresh(row))
            elif there.rate != row.rate:
                there.rate = row.rate
        session.note(rates=len(rows))
    return all_rates(store)


def fresh(row: RateRow) -> CommissionRate:
    """A new row of the table."""
    return CommissionRate(
        product_code=row.product, role=row.role.value, year=row.year, rate=row.rate, holds_from=row.holds_from
    )
