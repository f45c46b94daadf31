"""What the survivors live on: their living by period, less what they have in that very period and no more.

A year's surplus never pays another year's shortfall, so more income of a survivor can only lower a gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

from app.enums import Relation
from app.services.rules.needs.gaps.case import ZERO, CaseMember
from app.services.rules.needs.gaps.pen import Pen
from app.services.rules.needs.worksheets import Line


@dataclass(frozen=True, slots=True)
class Period:
    """Years ``start`` to before ``end`` in which the survivors need ``living`` yuan of today a year."""

    name: str
    start: int
    end: int
    living: Decimal


def children_years(pen: Pen) -> int:
    """Until the youngest child is independent."""
    ages = [child.age for child in pen.case.of(Relation.CHILD)]
    return max(0, int(pen.a.independent_age) - min(ages)) if ages else 0


def benefit_years(pen: Pen, member: CaseMember) -> int:
    """For how long state and employer pay the survivors monthly: while there are children, else till the partner
    retires."""
    partner = pen.case.partner(member)
    return children_years(pen) or (pen.to_retirement(partner) if partner else 0)


def living_lines(pen: Pen, member: CaseMember, share: Decimal) -> Iterator[Line]:
    """By period: with children at home, until the partner retires, and after that. ``share`` is the part of the last
    period that this person's income would have carried."""
    for period in _periods(pen, member):
        years = period.end - period.start
        yield pen.spending(f"living_{period.name}", period.living, "expenses", years=years, start=period.start)
        yield from _resources(pen, member, period)
    if (partner := pen.case.partner(member)) is not None:
        yield from _after(pen, partner, share)


def _periods(pen: Pen, member: CaseMember) -> Iterator[Period]:
    a, living, busy = pen.a, pen.case.living, children_years(pen)
    partner = pen.case.partner(member)
    if busy:
        yield Period("children", 0, busy, living * a.survivors_share)
    if partner is not None and pen.to_retirement(partner) > busy:
        yield Period("partner", busy, pen.to_retirement(partner), living * a.partner_share)


def _resources(pen: Pen, member: CaseMember, period: Period) -> Iterator[Line]:
    """What rises with prices first (benefits, rents, the partner's pension), then the salaries, each up to what is
    still open. Who retires within the period stops earning there."""
    others = [m for m in pen.case.members if m is not member and pen.earning(m)]
    partner = pen.case.partner(member)
    ends = {period.start, period.end, benefit_years(pen, member), *(pen.to_retirement(m) for m in others)}
    if partner is not None:
        ends.add(pen.to_retirement(partner))
    marks = sorted(year for year in ends if period.start <= year <= period.end)
    for start, end in pairwise(marks):
        left = period.living
        for label, amount, path in _steady(pen, member, partner, start):
            counted = min(amount, left)
            if counted > 0:
                yield pen.spending(
                    f"{label}_{period.name}", counted, path, years=end - start, start=start, sign=-1
                )  # fmt: skip
            left -= counted
        yield from _salaries(pen, [m for m in others if pen.to_retirement(m) > start], period.name, left, start, end)


def _steady(
    pen: Pen, member: CaseMember, partner: CaseMember | None, year: int
) -> Iterator[tuple[str, Decimal, str]]:  # fmt: skip
    """(label, yuan a year, path of the figure) of what comes in ``year`` and rises with prices."""
    if year < benefit_years(pen, member):
        yield "benefits", member.survivors_benefit_month * 12, f"{member.key}.survivors_benefit_month"
    yield "rents", pen.case.other_income, "other_income"
    if partner is not None and year >= pen.to_retirement(partner):
        yield "pension", pen.pension(partner) * 12, "state_pension_month"


def _salaries(pen: Pen, earners: list[CaseMember], name: str, left: Decimal, start: int, end: int) -> Iterator[Line]:
    """Salaries grow faster or slower than prices, so in some years they carry the whole of what is left and in others
    a part: one line for each run of years."""
    earned = sum((m.income or ZERO for m in earners), ZERO)
    paths = tuple(f"{m.key}.income" for m in earners)
    if not earners:
        return
    a, shift = pen.a, int(pen.a.spending_from)

    def enough(year: int) -> bool:
        at = year + shift
        return earned * (1 + a.salary_growth) ** at >= left * (1 + a.inflation) ** at

    for whole, run in groupby(range(start, end), enough):
        years = list(run)
        amount, growth = (left, a.inflation) if whole else (earned, a.salary_growth)
        yield pen.yearly(
            f"income_{name}", amount, *paths, years=len(years), start=years[0], growth=growth,
            shift=a.spending_from, sign=-1,
        )  # fmt: skip


def _after(pen: Pen, partner: CaseMember, share: Decimal) -> Iterator[Line]:
    """The partner's years of retirement: the part this income would have carried."""
    case, a = pen.case, pen.a
    start = max(pen.to_retirement(partner), children_years(pen))
    years = int(a.life_expectancy) - partner.age - start
    if years <= 0:
        return
    living = case.living * a.partner_after_share * share
    pension = min(pen.pension(partner) * 12 * share, living)
    yield pen.spending("living_after", living, "expenses", *pen.incomes(), years=years, start=start)
    yield pen.spending("survivors_pension", pension, "state_pension_month", years=years, start=start, sign=-1)
