"""What the family needs when an earner dies: three methods side by side, and the accident event."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.enums import Event, Relation
from app.services.rules.needs.gaps.case import ZERO, CaseMember
from app.services.rules.needs.gaps.pen import Pen
from app.services.rules.needs.gaps.result import LIFE_VALUE, RULE_OF_THUMB, SURVIVORS
from app.services.rules.needs.gaps.saving import savings_for_study, study_of
from app.services.rules.needs.worksheets import Line, Worksheet


def death(pen: Pen, member: CaseMember) -> list[Worksheet]:
    """The survivors' need first: it looks at this family; the other two look at one income."""
    cover = tuple(pen.cover(member, Event.DEATH))
    return [
        Worksheet(SURVIVORS, (*_survivors(pen, member), *cover)),
        Worksheet(LIFE_VALUE, (*_life_value(pen, member), *cover)),
        Worksheet(RULE_OF_THUMB, (_rule_of_thumb(pen, member), *cover)),
    ]


def accident(pen: Pen, member: CaseMember) -> list[Worksheet]:
    """Death by accident: life cover and accident cover both pay. Disabled by an accident: life cover does not."""
    a = pen.a
    wanted = (member.income or ZERO) * a.disability_share
    years = pen.to_retirement(member)
    policies = (p.covers.get(Event.ACCIDENT, ZERO) for p in member.policies if p.ends_in != 0)
    only = member.cover.get(Event.ACCIDENT, ZERO) + sum(policies, ZERO)
    month, path = member.disability_benefit_month, f"{member.key}.disability_benefit_month"
    disabled = (
        pen.spending("disability_income", wanted, f"{member.key}.income", years=years),
        pen.spending("disability_benefits", month * 12, path, years=years, sign=-1),
        pen.once("cover", only, f"{member.key}.cover.accident", sign=-1),
    )
    return [
        Worksheet("accident", (*_survivors(pen, member), *pen.cover(member, Event.ACCIDENT))),
        Worksheet("accident_disability", disabled),
    ]


def _survivors(pen: Pen, member: CaseMember) -> tuple[Line, ...]:
    """Outlays of the survivors less what they have. Debts, education, parents and assets go by the person's share of
    all incomes, so that two earners never count one debt twice; the living is the family's whole living, and the
    partner's income stands against it once and no higher: what is left of it carries the partner's own shares."""
    case, a, share = pen.case, pen.a, pen.share(member)
    incomes = pen.incomes()
    lines = [
        pen.once("final_expenses", a.final_expenses),
        pen.once("emergency", case.living / 12 * a.emergency_months * share, "expenses", *incomes),
        pen.once("debts", case.debts * share, "debts", *incomes),
        *_living(pen, member, share),
        *_education(pen, share),
        pen.yearly(
            "parents", case.parents_support * share, "parents_support", "parents_years", *incomes,
            years=case.parents_years, shift=a.spending_from,
        ),
        pen.once("liquid", case.liquid * share, "liquid", *incomes, sign=-1),
    ]  # fmt: skip
    if case.count_home:
        lines.append(pen.once("home", (case.home + case.car) * share, "home", "car", *incomes, sign=-1))
    return (*lines, *_benefits(pen, member))


def _living(pen: Pen, member: CaseMember, share: Decimal) -> Iterator[Line]:
    """By period: with children at home, until the partner retires, and after; each less the survivors' own income."""
    case, a = pen.case, pen.a
    partner = case.partner(member)
    with_children = _children_years(pen)
    others = [m for m in case.members if m is not member and pen.earning(m)]
    earned = sum((m.income or ZERO for m in others), ZERO) + case.other_income_once
    paths = ("expenses",)
    income_paths = (*(f"{m.key}.income" for m in others), "other_income")
    periods = [("children", with_children, 0, a.survivors_share)]
    if partner is not None:
        work = max(0, pen.to_retirement(partner) - with_children)
        periods.append(("partner", work, with_children, a.partner_share))
    for name, years, start, part in periods:
        if years <= 0:
            continue
        living = case.living * part
        yield pen.spending(f"living_{name}", living, *paths, years=years, start=start)
        if others or case.other_income_once:
            growth = a.inflation if earned >= living else a.salary_growth
            yield pen.yearly(
                f"income_{name}", min(earned, living), *income_paths, years=years, start=start,
                growth=growth, shift=a.spending_from, sign=-1,
            )  # fmt: skip
    if partner is not None:
        yield from _after(pen, partner, share, with_children)


def _after(pen: Pen, partner: CaseMember, share: Decimal, busy: int) -> Iterator[Line]:
    """The partner's years of retirement: the part this income would have carried."""
    case, a = pen.case, pen.a
    start = max(pen.to_retirement(partner), busy)
    years = int(a.life_expectancy) - partner.age - start
    if years <= 0:
        return
    living = case.living * a.partner_after_share * share
    pension = min(pen.pension(partner) * 12 * share, living)
    yield pen.spending("living_after", living, "expenses", *pen.incomes(), years=years, start=start)
    yield pen.spending("survivors_pension", pension, "state_pension_month", years=years, start=start, sign=-1)


def _education(pen: Pen, share: Decimal) -> Iterator[Line]:
    """The children's study and what is saved for it, by share; in the children's own worksheet it stands whole."""
    a = pen.a
    for child in pen.case.of(Relation.CHILD):
        for start, study in study_of(pen, child):
            yield pen.yearly(
                "education", study.year * share, "education_year", *pen.incomes(), years=study.years, start=start,
                growth=a.education_growth,
            )  # fmt: skip
        saved = savings_for_study(child) * share
        if saved:
            yield pen.once("education_savings", saved, f"{child.key}.education_savings", *pen.incomes(), sign=-1)


def _benefits(pen: Pen, member: CaseMember) -> Iterator[Line]:
    """What state and employer pay the survivors: once, and monthly while there are children, else till the partner
    retires."""
    if member.survivors_benefit:
        yield pen.once("survivors_benefit", member.survivors_benefit, f"{member.key}.survivors_benefit", sign=-1)
    if member.survivors_benefit_month:
        partner = pen.case.partner(member)
        years = _children_years(pen) or (pen.to_retirement(partner) if partner else 0)
        month = member.survivors_benefit_month * 12
        path = f"{member.key}.survivors_benefit_month"
        yield pen.spending("survivors_benefits", month, path, years=years, sign=-1)


def _children_years(pen: Pen) -> int:
    ages = [child.age for child in pen.case.of(Relation.CHILD)]
    return max(0, int(pen.a.independent_age) - min(ages)) if ages else 0


def _life_value(pen: Pen, member: CaseMember) -> tuple[Line, ...]:
    a, years = pen.a, pen.to_retirement(member)
    income = member.income or ZERO
    own = member.own_spending if member.own_spending is not None else income * a.own_share
    path = f"{member.key}.income"
    return (
        pen.yearly("income", income, path, years=years, growth=a.salary_growth, shift=a.income_from),
        pen.spending("own_spending", own, path, years=years, sign=-1),
    )


def _rule_of_thumb(pen: Pen, member: CaseMember) -> Line:
    """Ten times the yearly income, or the yearly expenses by share: the sources disagree, so it is a setting."""
    a = pen.a
    if a.multiple_of_expenses:
        amount = pen.case.expenses * pen.share(member) * a.income_multiple
        return pen.once("expenses_multiple", amount, "expenses", *pen.incomes())
    return pen.once("income_multiple", (member.income or ZERO) * a.income_multiple, f"{member.key}.income")
