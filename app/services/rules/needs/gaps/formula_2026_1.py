"""The formula 2026.1, kept as it was: an analysis frozen with it gives the same numbers to the cent.

It knows the figures of its day only: cover without end, no marks, a medical cover that pays half of the treatment,
care from 75. Nothing here is mended; a better rule belongs to a new version.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.enums import Event, Relation
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps.case import ZERO, Case, CaseMember
from app.services.rules.needs.gaps.result import LIFE_VALUE, RULE_OF_THUMB, SURVIVORS, NeedResult
from app.services.rules.needs.worksheets import Line, Worksheet, evaluate

VERSION = "2026.1"


def analyse(case: Case, a: Assumptions) -> tuple[NeedResult, ...]:
    """All needs of the household, in the order of members and events; those without any need are left out."""
    found = []
    for member in case.members:
        for event, sheets in _sheets(case, member, a):
            if event in case.declined:
                continue
            first, *rest = [(sheet, evaluate(sheet)) for sheet in sheets]
            if first[1].need > 0:
                found.append(NeedResult(f"{member.key}-{event}", member.key, event, *first, tuple(rest)))
    return tuple(found)


def _sheets(case: Case, member: CaseMember, a: Assumptions) -> Iterator[tuple[str, list[Worksheet]]]:
    """The worksheets of one person; for death cover the three methods, the survivors' need first."""
    adult = member.relation != Relation.CHILD
    earning = _income(member) > 0 and member.age < a.retirement_age
    if earning:
        survivors = Worksheet(SURVIVORS, (*_survivors(case, member, a), _cover(member, Event.DEATH)))
        yield Event.DEATH, [survivors, _life_value(member, a), _rule_of_thumb(member, a)]
        yield Event.ACCIDENT, [_accident(case, member, a)]
    yield Event.CRITICAL_ILLNESS, [_critical_illness(member, a, earning=earning)]
    yield Event.MEDICAL, [_medical(member, a)]
    if earning:
        yield Event.DISABILITY, [_disability(member, a)]
    if adult and member.age >= a.care_from_age:
        yield Event.CARE, [_care(member, a)]
    if adult and member.relation in (Relation.SELF, Relation.SPOUSE) and member.age < a.retirement_age:
        yield Event.RETIREMENT, [_retirement(case, member, a)]
    if member.relation == Relation.CHILD and member.age < a.education_age + a.education_years:
        yield Event.EDUCATION, [_education(case, member, a)]
    if case.legacy > 0 and member.relation == Relation.SELF:
        target = Line("legacy", case.legacy)
        yield Event.LEGACY, [Worksheet("legacy", (target, _cover(member, Event.LEGACY)))]


def _income(member: CaseMember) -> Decimal:
    return member.income or ZERO


def _cover(member: CaseMember, *events: str) -> Line:
    amount = sum((member.cover.get(event, ZERO) for event in events), ZERO)
    return Line("cover", amount, -1)


def _years_to_retirement(member: CaseMember, a: Assumptions) -> int:
    return max(0, int(a.retirement_age) - member.age)


def _survivors(case: Case, member: CaseMember, a: Assumptions) -> tuple[Line, ...]:
    """Final expenses, emergency fund, the share of debts, living of the survivors, education and parents' support; less
    liquid assets and the survivors' income. Shares go by income, so that two earners never count one debt twice."""
    earners = sum((_income(m) for m in case.members if m.age < a.retirement_age), ZERO)
    share = _income(member) / earners if earners else ZERO
    years = _dependence(case, member, a)
    others = earners - _income(member)
    living = case.expenses * a.survivors_share
    return (
        Line("final_expenses", a.final_expenses),
        Line("emergency", case.expenses / 12 * a.emergency_months * share),
        Line("debts", case.debts * share),
        Line("survivors_living", living, 1, 0, 0, years, a.inflation, a.discount),
        *(
            Line(
                "education", line.amount * share, 1, line.first_at, line.priced_at, line.count, line.growth, a.discount
            )
            for child in case.members
            if child.relation == Relation.CHILD
            for line in [_study(case, child, a)]
        ),
        Line("parents", case.parents_support * share, 1, 0, 0, case.parents_years, ZERO, a.discount),
        Line("liquid", case.liquid * share, -1),
        Line("survivors_income", min(others, living), -1, 0, 0, years, a.salary_growth, a.discount),
    )


def _dependence(case: Case, member: CaseMember, a: Assumptions) -> int:
    """Years the survivors depend on this income: until the youngest child stands alone, at most to retirement."""
    children = [m.age for m in case.members if m.relation == Relation.CHILD]
    to_retirement = _years_to_retirement(member, a)
    if not children:
        return min(to_retirement, 10) if len(case.members) > 1 else 0
    return min(to_retirement, max(0, int(a.independent_age) - min(children)))


def _life_value(member: CaseMember, a: Assumptions) -> Worksheet:
    years = _years_to_retirement(member, a)
    own = _income(member) * a.own_share
    return Worksheet(
        LIFE_VALUE,
        (
            Line("income", _income(member), 1, 1, 0, years, a.salary_growth, a.discount),
            Line("own_spending", own, -1, 0, 0, years, a.inflation, a.discount),
            _cover(member, Event.DEATH),
        ),
    )


def _rule_of_thumb(member: CaseMember, a: Assumptions) -> Worksheet:
    return Worksheet(
        RULE_OF_THUMB, (Line("income_multiple", _income(member) * a.income_multiple), _cover(member, Event.DEATH))
    )


def _accident(case: Case, member: CaseMember, a: Assumptions) -> Worksheet:
    """The survivors' need of the accident event: here life cover and accident cover both count."""
    return Worksheet("accident", (*_survivors(case, member, a), _cover(member, Event.DEATH, Event.ACCIDENT)))


def _critical_illness(member: CaseMember, a: Assumptions, *, earning: bool) -> Worksheet:
    """Self-paid treatment, care, and the income lost meanwhile; medical insurance reduces the treatment only."""
    years = int(a.illness_years)
    treatment = a.treatment
    insured = min(treatment, member.cover.get(Event.MEDICAL, ZERO)) * Decimal("0.5")
    income = _income(member) if earning else ZERO
    return Worksheet(
        Event.CRITICAL_ILLNESS,
        (
            Line("treatment", treatment),
            Line("illness_care", a.illness_care, 1, 0, 0, years, a.inflation, a.discount),
            Line("illness_income", income, 1, 1, 0, years, a.salary_growth, a.discount),
            Line("treatment_insured", insured, -1),
            _cover(member, Event.CRITICAL_ILLNESS),
        ),
    )


def _medical(member: CaseMember, a: Assumptions) -> Worksheet:
    """A tier, not a sum: an indemnity cover of that tier answers it wholly, a second one adds nothing."""
    return Worksheet(Event.MEDICAL, (Line("medical_tier", a.medical_tier), _cover(member, Event.MEDICAL)))


def _disability(member: CaseMember, a: Assumptions) -> Worksheet:
    years = _years_to_retirement(member, a)
    wanted = _income(member) * a.disability_share
    return Worksheet(
        Event.DISABILITY,
        (Line("disability_income", wanted, 1, 0, 0, years, a.inflation, a.discount), _cover(member, Event.DISABILITY)),
    )


def _care(member: CaseMember, a: Assumptions) -> Worksheet:
    first = max(0, 75 - member.age)
    care = Line("care", a.care_month * 12, 1, first, 0, int(a.care_years), a.inflation, a.discount)
    return Worksheet(Event.CARE, (care, _cover(member, Event.CARE)))


def _retirement(case: Case, member: CaseMember, a: Assumptions) -> Worksheet:
    """Valued at retirement: what the years after it cost, less pension, funds grown until then, and policies."""
    to_retirement = _years_to_retirement(member, a)
    after = max(0, int(a.life_expectancy) - int(a.retirement_age))
    pair = sum(1 for m in case.members if m.relation in (Relation.SELF, Relation.SPOUSE))
    wanted = (
        case.retirement_month * 12 / pair if case.retirement_month is not None else _income(member) * a.retirement_ratio
    )
    pension = case.state_pension_month * 12 / pair
    return Worksheet(
        Event.RETIREMENT,
        (
            Line("retirement_spending", wanted, 1, to_retirement, 0, after, a.inflation, a.discount),
            Line("state_pension", pension, -1, to_retirement, 0, after, a.inflation, a.discount),
            Line("retirement_funds", case.retirement_funds / pair, -1, 0, 0, 1, ZERO, a.savings_return),
            _cover(member, Event.RETIREMENT),
        ),
        valued_at=to_retirement,
    )


def _study(case: Case, child: CaseMember, a: Assumptions) -> Line:
    cost = case.education_year if case.education_year is not None else a.education_year
    entry = max(0, int(a.education_age) - child.age)
    left = int(a.education_years) - max(0, child.age - int(a.education_age))
    return Line("education", cost, 1, entry, 0, max(0, left), a.education_growth, a.savings_return)


def _education(case: Case, child: CaseMember, a: Assumptions) -> Worksheet:
    """Each year of study, grown to entry and valued there; savings grow until then."""
    study = _study(case, child, a)
    savings = Line("education_savings", child.education_savings, -1, 0, 0, 1, ZERO, a.savings_return)
    return Worksheet(Event.EDUCATION, (study, savings, _cover(child, Event.EDUCATION)), valued_at=study.first_at)
