"""Money over a life: what each year brings and takes, in today's money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.enums import Relation
from app.services.rules.needs.affordability import premiums_of
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps.case import ZERO, Case, CaseMember
from app.services.rules.needs.gaps.pen import Pen
from app.services.rules.needs.gaps.saving import study_of, wanted_in_retirement


@dataclass(frozen=True, slots=True)
class LifeYear:
    """Yuan of today. ``year`` from now; ``age`` is the customer's. ``retirement`` is the spending of retired years."""

    year: int
    age: int
    income: Decimal
    pension: Decimal
    living: Decimal
    instalments: Decimal
    education: Decimal
    premiums: Decimal
    retirement: Decimal

    @property
    def incoming(self) -> Decimal:
        """Earned and drawn."""
        return self.income + self.pension

    @property
    def outgoing(self) -> Decimal:
        """Everything that is spent."""
        return self.living + self.instalments + self.education + self.premiums + self.retirement

    @property
    def balance(self) -> Decimal:
        """What is left of the year; negative when it falls short."""
        return self.incoming - self.outgoing


def life_money(case: Case, a: Assumptions) -> tuple[LifeYear, ...]:
    """From now until the younger of the couple reaches the life expectancy."""
    couple = case.of(Relation.SELF, Relation.SPOUSE) or case.members[:1]
    last = max(0, int(a.life_expectancy) - min(member.age for member in couple))
    pen = Pen(case, a)
    return tuple(_year(pen, couple, year) for year in range(last + 1))


def _year(pen: Pen, couple: tuple[CaseMember, ...], year: int) -> LifeYear:
    case, a = pen.case, pen.a
    real = (1 + a.salary_growth) / (1 + a.inflation)
    alive = [m for m in couple if m.age + year <= a.life_expectancy]
    working = [m for m in alive if year < pen.to_retirement(m)]
    retired = [m for m in alive if year >= pen.to_retirement(m)]
    income = sum((m.income or ZERO for m in working), ZERO) * real**year
    share = Decimal(len(alive)) / len(couple)
    at_work = Decimal(len(working)) / len(alive) if alive else ZERO
    owed = case.debt_years is None or year < case.debt_years
    return LifeYear(
        year=year,
        age=couple[0].age + year,
        income=income + case.other_income * share,
        pension=sum((pen.pension(m) * 12 for m in retired), ZERO),
        living=case.living * share * at_work + _support(case, year),
        instalments=case.instalments * share if owed and working else ZERO,
        education=sum((_study(pen, child, year) for child in case.of(Relation.CHILD)), ZERO),
        premiums=premiums_of(case, year) if alive else ZERO,
        retirement=sum((_wanted(pen, m, len(couple)) for m in retired), ZERO),
    )


def _wanted(pen: Pen, member: CaseMember, couple: int) -> Decimal:
    """The figure of the retirement worksheet; of who is retired already and said nothing, a part of today's living."""
    return wanted_in_retirement(pen, member)[0] or pen.case.living / couple


def _support(case: Case, year: int) -> Decimal:
    return case.parents_support if year < case.parents_years else ZERO


def _study(pen: Pen, child: CaseMember, year: int) -> Decimal:
    dearer = ((1 + pen.a.education_growth) / (1 + pen.a.inflation)) ** year
    return sum(
        (study.year * dearer for start, study in study_of(pen, child) if start <= year < start + study.years), ZERO
    )
