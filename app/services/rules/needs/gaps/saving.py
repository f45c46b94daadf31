"""What has to be saved: retirement, each child's study, a legacy. Each is valued in the year the money is needed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from app.enums import Event, Relation
from app.services.rules.needs.gaps.case import ZERO, CaseMember, Study
from app.services.rules.needs.gaps.pen import Pen
from app.services.rules.needs.worksheets import Line, Payment, Worksheet


def retirement(pen: Pen, member: CaseMember) -> list[Worksheet]:
    """Valued at retirement: what the years after it cost, less pensions, funds grown until then, and policies."""
    case, a = pen.case, pen.a
    start = pen.to_retirement(member)
    years = retired_years(pen, member)
    couple = len(case.of(Relation.SELF, Relation.SPOUSE))
    wanted, *paths = wanted_in_retirement(pen, member)
    pension = pen.pension(member) - member.enterprise_pension_month
    flow = partial(
        pen.yearly, years=years, start=start, growth=a.inflation, shift=a.spending_from, rate=a.savings_return
    )
    lines = [
        flow("retirement_spending", wanted, *paths),
        flow("state_pension", pension * 12, "state_pension_month", sign=-1),
    ]
    if member.enterprise_pension_month:
        month, path = member.enterprise_pension_month * 12, f"{member.key}.enterprise_pension_month"
        lines.append(flow("enterprise_pension", month, path, sign=-1))
    funds = case.retirement_funds / couple
    lines += [_grown(pen, "retirement_funds", funds, "retirement_funds"), *pen.cover(member, Event.RETIREMENT)]
    return [Worksheet(Event.RETIREMENT, tuple(lines), start, _saving(pen, start))]


def retired_years(pen: Pen, member: CaseMember) -> int:
    """Years from retirement to the life expectancy."""
    return max(0, int(pen.a.life_expectancy) - member.age - pen.to_retirement(member))


def wanted_in_retirement(pen: Pen, member: CaseMember) -> tuple[Decimal, *tuple[str, ...]]:
    """(yuan a year in today's money, paths it rests on): what the couple wants, by heads, else a share of the income:
    today's, or the last one, which has grown more than prices."""
    case, a = pen.case, pen.a
    if case.retirement_month is not None:
        return case.retirement_month * 12 / len(case.of(Relation.SELF, Relation.SPOUSE)), "retirement_month"
    grown = ((1 + a.salary_growth) / (1 + a.inflation)) ** pen.to_retirement(member) if a.retirement_final else 1
    return (member.income or ZERO) * grown * a.retirement_ratio, f"{member.key}.income"


def education(pen: Pen, child: CaseMember) -> list[Worksheet]:
    """Each year of study, grown to its time and valued at entry; savings grow until then."""
    a = pen.a
    studies = study_of(pen, child)
    start = studies[0][0]
    costs = (
        pen.yearly(
            "education", study.year, "education_year", years=study.years, start=first, growth=a.education_growth,
            rate=a.savings_return,
        )
        for first, study in studies
    )  # fmt: skip
    saved = _grown(pen, "education_savings", child.education_savings, f"{child.key}.education_savings")
    lines = (*costs, saved, *pen.cover(child, Event.EDUCATION))
    return [Worksheet(Event.EDUCATION, lines, start, _saving(pen, start))]


def legacy(pen: Pen, member: CaseMember) -> list[Worksheet]:
    """What is to be left behind, and what pays for it already."""
    target = pen.once("legacy", pen.case.legacy, "legacy")
    return [Worksheet(Event.LEGACY, (target, *pen.cover(member, Event.LEGACY)))]


def study_of(pen: Pen, child: CaseMember) -> list[tuple[int, Study]]:
    """The years of study still before a child, each stage with its first year from now, the earliest first."""
    a, case = pen.a, pen.case
    cost = case.education_year if case.education_year is not None else a.education_year
    stages = child.study or (Study(int(a.education_age), int(a.education_years), cost),)
    found = []
    for stage in stages:
        left = stage.years - max(0, child.age - stage.from_age)
        if left > 0:
            found.append((max(0, stage.from_age - child.age), Study(stage.from_age, left, stage.year)))
    return sorted(found, key=lambda pair: pair[0])


def savings_for_study(child: CaseMember) -> Decimal:
    """What is set aside today for a child's study; policies for it are left to the child's own worksheet."""
    return child.education_savings


def _grown(pen: Pen, label: str, amount: Decimal, path: str) -> Line:
    """Savings of today, grown until the worksheet's year."""
    line = pen.once(label, amount, path, sign=-1)
    return Line(line.label, line.amount, -1, 0, 0, 1, ZERO, pen.a.savings_return, line.mark)


def _saving(pen: Pen, years: int) -> Payment | None:
    """What to save each month until then; nothing can be saved for what begins this year."""
    return Payment(pen.a.savings_return, years, "end", 12) if years > 0 else None


def saving_sheets(pen: Pen, member: CaseMember) -> Iterator[tuple[str, list[Worksheet]]]:
    """Retirement of a couple still at work (or of whoever said what is wanted), study of children, the legacy."""
    case = pen.case
    couple = member.relation in (Relation.SELF, Relation.SPOUSE)
    if couple and (pen.to_retirement(member) > 0 or case.retirement_month):
        yield Event.RETIREMENT, retirement(pen, member)
    if member.relation == Relation.CHILD and study_of(pen, member):
        yield Event.EDUCATION, education(pen, member)
    if case.legacy > 0 and member.relation == Relation.SELF:
        yield Event.LEGACY, legacy(pen, member)
