"""What the state gives for a private pension 个人养老金 and a tax-privileged health cover 税优健康险: tax saved today
against tax at payout, by the rates in force. Yuan a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.enums import Event, Relation
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.cautions import Caution
from app.services.rules.needs.gaps.case import ZERO, Case, CaseMember
from app.services.rules.needs.gaps.pen import Pen

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class TaxRules:
    """``steps`` are (above, rate) of the taxable income, rising, the first above 0."""

    deduction: Decimal
    steps: tuple[tuple[Decimal, Decimal], ...]
    pension_limit: Decimal
    payout_rate: Decimal
    health_limit: Decimal


def tax_on(taxable: Decimal, rules: TaxRules) -> Decimal:
    """The tax on a taxable income: each part by the rate of its step."""
    ends = [above for above, _ in rules.steps[1:]] + [None]
    return sum(
        ((min(taxable, end) if end is not None else taxable) - above) * rate
        for (above, rate), end in zip(rules.steps, ends, strict=True)
        if taxable > above
    ) or ZERO  # fmt: skip


def saved_by(income: Decimal, amount: Decimal, rules: TaxRules) -> Decimal:
    """What an amount that is deducted saves of the year's tax. Only the basic deduction is known here: insurance
    contributions and special deductions lower the income that is taxed, and with it what can be saved."""
    taxable = max(ZERO, income - rules.deduction)
    return tax_on(taxable, rules) - tax_on(max(ZERO, taxable - amount), rules)


def fund_at(amount: Decimal, years: int, rate: Decimal) -> Decimal:
    """What ``amount`` paid at the beginning of each of ``years`` has grown to at their end."""
    return sum((amount * (1 + rate) ** year for year in range(1, years + 1)), ZERO)


def tax_hints(case: Case, a: Assumptions, rules: TaxRules) -> tuple[Caution, ...]:
    """For each earner of the couple whose income is known: the private pension where it saves more than its payout
    costs, with what it would have grown to at retirement; the health cover where it saves anything."""
    pen = Pen(case, a)
    people = case.of(Relation.SELF, Relation.SPOUSE)
    return tuple(hint for member in people if member.income for hint in _of(member, member.income, pen, rules))


def _of(member: CaseMember, income: Decimal, pen: Pen, rules: TaxRules) -> Iterator[Caution]:
    years, limit = pen.to_retirement(member), rules.pension_limit
    saved = saved_by(income, limit, rules)
    if years > 0 and Event.RETIREMENT not in pen.case.declined and saved > limit * rules.payout_rate:
        fund = fund_at(limit, years, pen.a.savings_return)
        values = {
            "amount": limit, "saved": saved, "payout": rules.payout_rate, "years": years,
            "fund": fund, "net": fund * (1 - rules.payout_rate),
        }  # fmt: skip
        yield Caution("private_pension", member.key, values)
    health = saved_by(income, rules.health_limit, rules)
    if years > 0 and Event.MEDICAL not in pen.case.declined and health >= CENT:
        yield Caution("health_cover_tax", member.key, {"amount": rules.health_limit, "saved": health})
