"""Expected against paid: line by line with its reason, month by month in sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.models import CommissionPaid
from app.services.base import agents
from app.services.base.store import Store
from app.services.figures.commission import rates as rate_book
from app.services.figures.commission import reading
from app.services.figures.commission.reading import Contract
from app.services.rules.figures.commission import OPEN, Compared, compare


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the comparison with the family it is about; None and "" where the policy is not known."""

    id: str
    compared: Compared
    number: str
    product: str
    household_id: str | None
    household: str


@dataclass(frozen=True, slots=True)
class Month:
    """Sums of lines: ``due`` and ``difference`` of those that can be told, ``unknown`` are without a rate, ``open`` are
    to be looked at."""

    first: date
    due: int
    received: int
    difference: int
    unknown: int
    lines: int
    open: int


@dataclass(frozen=True, slots=True)
class Standing:
    """All lines by month; ``last_month`` is the newest that a statement came for."""

    rows: tuple[Row, ...]
    last_month: date | None

    def months(self) -> list[Month]:
        """The newest first."""
        by_month: dict[date, list[Row]] = {}
        for row in self.rows:
            by_month.setdefault(row.compared.month, []).append(row)
        return [month_of(first, by_month[first]) for first in sorted(by_month, reverse=True)]


def standing(store: Store, as_of: date | None = None, further: Iterable[Contract] = ()) -> Standing:
    """Of the agent at this store; a lead's overrides on the orders of the others in it as well, and on the ``further``
    contracts, which are in no order here."""
    me, lead = agents.me(store), agents.leads_a_team(store)
    with store.read() as session:
        contracts = reading.contracts(session, me.code, further, lead=lead)
        known = {(one.number, one.product): one for one in contracts}
        expected, open_places = reading.expected(session, contracts, rate_book.read(session), as_of or store.today())
        paid = reading.paid(session, me.code, contracts)
        last = session.scalar(select(func.max(CommissionPaid.month)).where(CommissionPaid.agent_code == me.code))
    rows = []
    for number, one in enumerate(compare(expected, paid, open_places, last)):
        contract = known.get((one.place.policy, one.place.product)) if one.place else None
        named = (contract.number, contract.name) if contract else (one.paid[0].number, one.paid[0].product)
        family = (contract.household_id, contract.household) if contract else (None, "")
        rows.append(Row(str(number), one, *named, *family))
    return Standing(tuple(rows), last)


def month_of(first: date, rows: Iterable[Row]) -> Month:
    """The sums of some lines."""
    lines = list(rows)
    return Month(
        first,
        sum(row.compared.due or 0 for row in lines),
        sum(row.compared.received for row in lines),
        sum(row.compared.difference or 0 for row in lines),
        sum(1 for row in lines if row.compared.due is None),
        len(lines),
        sum(1 for row in lines if row.compared.reason in OPEN),
    )
