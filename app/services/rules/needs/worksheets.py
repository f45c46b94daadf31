"""Worksheets: the calculation is the explanation.

A worksheet is a list of lines, each a series of yearly flows. One formula serves every textbook convention:

    value = Σ_{j=0}^{count-1} amount · (1+growth)^(first_at+j−priced_at) · (1+rate)^(valued_at−first_at−j)

which, with q = (1+growth)/(1+rate), is the geometric series

    value = amount · (1+growth)^(first_at−priced_at) · (1+rate)^(valued_at−first_at) · (1 + q + … + q^(count-1)).

Expected flows have the share that is paid of each in the sum: amount · p_j · … (a life table gives p_j).

All amounts are Decimals in one unit of money (yuan here); nothing is rounded until it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from app.errors import Place, bad_input

ONE = Decimal(1)
DIGITS = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A series of flows.

    ``sign`` is +1 (need) or −1 (resource); ``first_at`` the year of the first flow (0 = now, 1 = a year from now);
    ``priced_at`` the year in whose money ``amount`` is quoted (None = ``first_at``: the first flow is not grown);
    ``count`` the number of yearly flows (1 = a lump sum, None = for ever). ``mark`` is empty, or "unverified" or
    "not_told": a figure not told is left out of the sum, and its totals say so. ``paid``, if given, is the share of
    each flow that is expected to be paid, from the first on: a person's chance to be alive then, or to die in that
    year; beyond its end nothing is paid.
    """

    label: str
    amount: Decimal
    sign: int = 1
    first_at: int = 0
    priced_at: int | None = None
    count: int | None = 1
    growth: Decimal = Decimal(0)
    rate: Decimal = Decimal(0)
    mark: str = ""
    paid: tuple[Decimal, ...] | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """The level saving asked for: nominal yearly ``rate``, ``years``, at the "begin" or "end" of each period."""

    rate: Decimal
    years: int
    timing: str = "end"
    periods_per_year: int = 1


@dataclass(frozen=True, slots=True)
class Worksheet:
    name: str
    lines: tuple[Line, ...]
    valued_at: int = 0
    payment: Payment | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """``values`` has one value per line, without its sign. ``payment`` is per period, None when not asked for."""

    values: tuple[Decimal, ...]
    need: Decimal
    resources: Decimal
    payment: Decimal | None

    @property
    def net(self) -> Decimal:
        """Need less resources, yuan; negative for a surplus."""
        return self.need - self.resources

    @property
    def gap(self) -> Decimal:
        """What is missing, never below 0."""
        return max(Decimal(0), self.net)

    @property
    def surplus(self) -> Decimal:
        """What is there beyond the need, never below 0."""
        return max(Decimal(0), -self.net)


def evaluate(sheet: Worksheet) -> Result:
    """Compute a worksheet. Raises InputError ``perpetuity_diverges`` naming worksheet and line, or
    ``payment_impossible`` for a payment over no periods when there is a gap."""
    with localcontext() as context:
        context.prec = DIGITS
        values = tuple(_line_value(sheet, number) for number in range(len(sheet.lines)))
        pairs = list(zip(sheet.lines, values, strict=True))
        need = sum((value for line, value in pairs if line.sign > 0), Decimal(0))
        resources = sum((value for line, value in pairs if line.sign < 0), Decimal(0))
        result = Result(values, need, resources, None)
        if sheet.payment is None:
            return result
        return Result(values, need, resources, level_payment(result.gap, sheet.payment, sheet.name))


def line_value(line: Line, valued_at: int = 0) -> Decimal:
    """The value of one line at year ``valued_at``."""
    with localcontext() as context:
        context.prec = DIGITS
        return _line_value(Worksheet(line.label, (line,), valued_at), 0)


def _line_value(sheet: Worksheet, number: int) -> Decimal:
    line = sheet.lines[number]
    up, back = ONE + line.growth, ONE + line.rate
    priced_at = line.first_at if line.priced_at is None else line.priced_at
    if line.count == 0 or line.amount == 0:
        return Decimal(0)
    first = line.amount * up ** (line.first_at - priced_at) * back ** (sheet.valued_at - line.first_at)
    ratio = up / back
    if line.paid is not None:
        shares = line.paid if line.count is None else line.paid[: line.count]
        return first * sum((share * ratio**year for year, share in enumerate(shares)), Decimal(0))
    if line.count is None:
        if line.rate <= line.growth:
            place = Place(field=f"{sheet.name}, {line.label}")
            raise bad_input("perpetuity_diverges", place, rate=str(line.rate), growth=str(line.growth))
        return first / (ONE - ratio)
    return first * _series(ratio, line.count)


def _series(ratio: Decimal, count: int) -> Decimal:
    """1 + q + … + q^(count−1). Near q = 1 the closed form loses digits, so there it is summed (Horner)."""
    if ratio == ONE:
        return Decimal(count)
    if abs(ratio - ONE) < Decimal("1e-12") and count <= 1000:
        total = Decimal(0)
        for _ in range(count):
            total = total * ratio + ONE
        return total
    return (ratio**count - ONE) / (ratio - ONE)


def level_payment(target: Decimal, payment: Payment, name: str = "") -> Decimal:
    """What to save each period so that it has grown to ``target`` after the last one (periodic rate = nominal / n)."""
    if target == 0:
        return Decimal(0)
    periods = payment.years * payment.periods_per_year
    if periods == 0:
        raise bad_input("payment_impossible", Place(field=name))
    with localcontext() as context:
        context.prec = DIGITS
        grown = ONE + payment.rate / payment.periods_per_year
        factor = _series(grown, periods)
        return target / (factor * grown if payment.timing == "begin" else factor)
