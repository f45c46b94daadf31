"""The same family some years later, or with one income lost. Everything stays in today's money, so that the figures
can be compared: incomes and study costs grow faster than prices, sums insured and debts are worn down by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from app.enums import Event
from app.services.rules.needs.affordability import Affordability, affordability
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps import FORMULA_VERSION, NeedState, analyse
from app.services.rules.needs.gaps.case import ZERO, Case, CaseMember, Held, Repayment, years_to_retirement
from app.services.rules.needs.gaps.result import NeedResult

LATER = (5, 10)
NOW, LOST = "now", "lost"


@dataclass(frozen=True, slots=True)
class Scenario:
    """``key`` is "now", "in_5", "in_10" or "lost"; ``member`` whose income is lost."""

    key: str
    years: int = 0
    member: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``balance`` is what the year leaves after spending, instalments and premiums; ``months`` how long the money at
    hand makes up for a negative one (None: it need not)."""

    scenario: Scenario
    needs: tuple[NeedResult, ...]
    affordability: Affordability
    balance: Decimal
    months: Decimal | None

    @property
    def gap(self) -> Decimal:
        """All known gaps together but the medical tier, which is no sum. Only to compare one scenario with another:
        events do not happen all at once."""
        known = (need for need in self.needs if need.state == NeedState.OPEN and need.event != Event.MEDICAL)
        return sum((need.result.gap for need in known), ZERO)


def scenarios(case: Case) -> tuple[Scenario, ...]:
    """Now, in five and ten years, and without each income."""
    lost = (Scenario(LOST, 0, member.key) for member in case.members if member.income)
    return (Scenario(NOW), *(Scenario(f"in_{years}", years) for years in LATER), *lost)


def play(case: Case, a: Assumptions, scenario: Scenario, version: str = FORMULA_VERSION) -> Outcome:
    """The case under a scenario: its needs, its burden, what is left each year, and how many months the liquid money
    lasts when that is negative (else None).
    """
    then = without_income(case, scenario.member) if scenario.key == LOST else later(case, a, scenario.years)
    burden = affordability(then, a)
    spending = then.expenses + max(ZERO, then.instalments - then.instalments_in_expenses) + then.parents_support
    balance = burden.income - spending - burden.paid
    months = then.liquid / -balance * 12 if balance < 0 else None
    return Outcome(scenario, analyse(then, a, version), burden, balance, months)


def without_income(case: Case, key: str) -> Case:
    """One income is gone, and with the job its group cover."""

    def jobless(member: CaseMember) -> CaseMember:
        return replace(member, income=ZERO, policies=tuple(p for p in member.policies if not p.group))

    members = tuple(jobless(member) if member.key == key else member for member in case.members)
    return replace(case, members=members)


def later(case: Case, a: Assumptions, years: int) -> Case:
    """The family ``years`` years from now, as it will be if nothing is done."""
    if years == 0:
        return case
    prices = (1 + a.inflation) ** years
    earned = (1 + a.salary_growth) ** years / prices
    grown = (1 + a.savings_return) ** years / prices
    study = (1 + a.education_growth) ** years / prices
    left = owed_after(case, years)
    members = tuple(_older(member, a, years, earned, grown, study, prices) for member in case.members)
    instalments = ZERO if case.debt_years is not None and years >= case.debt_years else case.instalments / prices
    year = case.education_year if case.education_year is not None else a.education_year
    return replace(
        case,
        members=members,
        liquid=case.liquid * grown,
        retirement_funds=case.retirement_funds * grown,
        debts=left / prices,
        debt_years=None if case.debt_years is None else max(0, case.debt_years - years),
        instalments=instalments,
        instalments_in_expenses=min(case.instalments_in_expenses, instalments),
        parents_years=max(0, case.parents_years - years),
        parents_support=case.parents_support * ((1 + a.inflation * a.parents_rise) / (1 + a.inflation)) ** years
        if case.parents_years > years
        else ZERO,
        education_year=year * study,
    )


def owed_after(case: Case, years: int) -> Decimal:
    """Yuan still owed after ``years`` of monthly instalments: 等额本息 pays little of the
    principal at first, 等额本金 the same part each month. A rate not known counts as equal parts, an end not known as
    nothing paid."""
    if case.debt_years is None:
        return case.debts
    if years >= case.debt_years:
        return ZERO
    if not case.debt_rate or case.repayment == Repayment.PRINCIPAL:
        return case.debts * (case.debt_years - years) / case.debt_years
    month = 1 + case.debt_rate / 12
    whole = month ** (12 * case.debt_years)
    return case.debts * (whole - month ** (12 * years)) / (whole - 1)


def _older(
    member: CaseMember, a: Assumptions, years: int, earned: Decimal, grown: Decimal, study: Decimal, prices: Decimal
) -> CaseMember:
    age = member.age + years
    working = years < years_to_retirement(member, a)
    income = None if member.income is None else member.income * earned if working else ZERO
    policies = tuple(
        _held_later(policy, years, prices)
        for policy in member.policies
        if (policy.ends_in is None or policy.ends_in > years) and (working or not policy.group)
    )
    return replace(
        member,
        age=age,
        retires_in=None if member.retires_in is None else max(0, member.retires_in - years),
        statutory_in=None if member.statutory_in is None else max(0, member.statutory_in - years),
        income=income,
        education_savings=member.education_savings * grown,
        cover=_worn(member.cover, prices),
        policies=policies,
        study=tuple(replace(stage, year=stage.year * study) for stage in member.study),
    )


def _held_later(policy: Held, years: int, prices: Decimal) -> Held:
    return replace(
        policy,
        covers=_worn(policy.covers, prices),
        ends_in=None if policy.ends_in is None else policy.ends_in - years,
        pay_years=None if policy.pay_years is None else max(0, policy.pay_years - years),
    )


def _worn(covers: Mapping[str, Decimal], prices: Decimal) -> dict[str, Decimal]:
    """Sums insured lose value with prices; a medical tier is renewed as a tier."""
    return {event: amount if event == Event.MEDICAL else amount / prices for event, amount in covers.items()}
