"""A household on a day, as far as the analysis needs it. Amounts are yuan of today; years count from the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from app.enums import Relation
from app.services.rules.needs.assumptions import Assumptions

ZERO = Decimal(0)


class Repayment(StrEnum):
    """How a loan is paid back: equal instalments (等额本息) or equal parts of the principal (等额本金)."""

    ANNUITY = "annuity"
    PRINCIPAL = "principal"


class Mark(StrEnum):
    """How sure a figure is. What was not told is not zero: it is left out, and the totals say so."""

    CERTAIN = ""
    UNVERIFIED = "unverified"
    NOT_TOLD = "not_told"
    MISSING = "missing"  # nobody said it yet, and a worksheet cannot do without it


@dataclass(frozen=True, slots=True)
class Medical:
    """An indemnity cover as a tier. ``deductible`` and ``renewal_years`` None are not known; ``scheme`` tells whether
    the person has social medical insurance the cover builds on."""

    limit: Decimal
    deductible: Decimal | None = None
    renewal_years: int | None = None
    scheme: bool | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A policy in force. ``ends_in`` is the first year from now without its cover (None: for life); ``group`` cover
    counts only while employed; ``premium`` a year for ``pay_years`` more years (None: as long as the cover);
    ``deductible`` and ``renewal_years`` are the terms of its medical cover, None when not known."""

    name: str
    covers: Mapping[str, Decimal]
    ends_in: int | None = None
    group: bool = False
    premium: Decimal = ZERO
    pay_years: int | None = None
    deductible: Decimal | None = None
    renewal_years: int | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """Years of study: ``year`` is what one costs in today's money."""

    from_age: int
    years: int
    year: Decimal


@dataclass(frozen=True, slots=True)
class CaseMember:
    """``age`` in completed years; ``income`` a year, None when not told; ``cover`` in force by event, of no known
    end."""

    key: str
    relation: Relation
    age: int
    sex: str | None = None
    income: Decimal | None = ZERO
    cover: Mapping[str, Decimal] = field(default_factory=dict)
    education_savings: Decimal = ZERO
    policies: tuple[Held, ...] = ()
    medical: tuple[Medical, ...] = ()
    study: tuple[Study, ...] = ()
    own_spending: Decimal | None = None  # a year; None takes a share of income
    survivors_benefit: Decimal = ZERO  # paid once at death by the state or the employer
    survivors_benefit_month: Decimal = ZERO
    disability_benefit_month: Decimal = ZERO
    care_benefit_month: Decimal = ZERO
    state_pension_month: Decimal | None = None  # None takes the person's part of the household's
    enterprise_pension_month: Decimal = ZERO
    retires_in: int | None = None  # years from now, as the person wishes
    statutory_in: int | None = None  # years until the statutory age, None when birth or sex is not known


@dataclass(frozen=True, slots=True)
class Case:
    """``retirement_month`` is what is wanted (today's money); None takes a share of income. ``marks`` tell by path
    ("debts", "p1.income", "p1.cover.death") which figures are unverified, were not told or are missing."""

    members: tuple[CaseMember, ...]
    expenses: Decimal = ZERO
    liquid: Decimal = ZERO
    debts: Decimal = ZERO
    parents_support: Decimal = ZERO
    parents_years: int = 0
    retirement_month: Decimal | None = None
    retirement_funds: Decimal = ZERO
    state_pension_month: Decimal = ZERO
    education_year: Decimal | None = None
    legacy: Decimal = ZERO
    declined: frozenset[str] = frozenset()  # events the customer does not want to talk about
    debt_years: int | None = None  # until the debts are paid off
    debt_rate: Decimal | None = None  # a year; None is not known
    repayment: Repayment = Repayment.ANNUITY
    instalments: Decimal = ZERO  # a year, towards the debts
    instalments_in_expenses: Decimal = ZERO  # what of the expenses they are
    education_in_expenses: Decimal = ZERO
    other_income: Decimal = ZERO  # a year, whoever lives: rents
    home: Decimal = ZERO
    car: Decimal = ZERO
    count_home: bool = False  # the family would sell the home and the car
    premiums: Decimal = ZERO  # a year, of policies not listed
    marks: Mapping[str, Mark] = field(default_factory=dict)

    @property
    def living(self) -> Decimal:
        """The yearly living cost without what is counted elsewhere: instalments and education."""
        return max(ZERO, self.expenses - self.instalments_in_expenses - self.education_in_expenses)

    def of(self, *relations: Relation) -> tuple[CaseMember, ...]:
        """The members of any of these relations, in their order."""
        return tuple(member for member in self.members if member.relation in relations)

    def partner(self, member: CaseMember) -> CaseMember | None:
        """Husband or wife of ``member``: the customer and the spouse of the customer."""
        other = {Relation.SELF: Relation.SPOUSE, Relation.SPOUSE: Relation.SELF}.get(member.relation)
        return next((m for m in self.members if m.relation == other), None)


def years_to_retirement(member: CaseMember, a: Assumptions) -> int:
    """Whole years, the last one begun counted: by the person's own wish, else the statutory age, else the assumed
    one. Who has an income past that age earns one more year [ours]: when it ends was not said, and is asked for."""
    return 1 if still_at_work(member, a) else _years_by_rule(member, a)


def still_at_work(member: CaseMember, a: Assumptions) -> bool:
    """Husband or wife past the age to retire with an income of their own, who did not say until when."""
    at_work = bool(member.income) and member.relation in (Relation.SELF, Relation.SPOUSE)
    return at_work and member.retires_in is None and _years_by_rule(member, a) == 0


def _years_by_rule(member: CaseMember, a: Assumptions) -> int:
    if member.retires_in is not None:
        return member.retires_in
    by_law = member.statutory_in if a.statutory_retirement else None
    return max(0, int(a.retirement_age) - member.age) if by_law is None else by_law


# The figures an answer or a document may give, by the name it gives them under. Money unless said otherwise.
HOUSEHOLD_MONEY = (
    "expenses", "liquid", "debts", "parents_support", "retirement_funds", "state_pension_month", "legacy",
    "instalments", "instalments_in_expenses", "education_in_expenses", "other_income", "home", "car", "premiums",
)  # fmt: skip
HOUSEHOLD_OPTIONAL = ("retirement_month", "education_year")
HOUSEHOLD_RATES = ("debt_rate",)
HOUSEHOLD_YEARS = ("parents_years", "debt_years")
MEMBER_MONEY = (
    "education_savings", "survivors_benefit", "survivors_benefit_month", "disability_benefit_month",
    "care_benefit_month", "enterprise_pension_month",
)  # fmt: skip
MEMBER_OPTIONAL = ("own_spending", "state_pension_month")
MEMBER_YEARS = ("retires_in", "statutory_in")
