"""What the family needs when an earner dies: three methods side by side, and the accident event."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.enums import Event, Relation
from app.services.rules.needs.gaps.case import ZERO, CaseMember
from app.services.rules.needs.gaps.living import children_years, living_lines
from app.services.rules.needs.gaps.pen import Pen
from app.services.rules.needs.gaps.required import COUPLE
from app.services.rules.needs.gaps.result import LIFE_VALUE, RULE_OF_THUMB, SURVIVORS
from app.services.rules.needs.gaps.saving import savings_for_study, study_of
from app.services.rules.needs.worksheets import Line, Worksheet, line_value


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


def without_salary(pen: Pen, member: CaseMember, event: str) -> list[Worksheet]:
    """Who earns nothing still leaves something to be paid: the care of the children until they are independent, and,
    where nobody in the family earns, what the debts are above the money at hand [ours]. Nothing of both: none."""
    care = pen.a.home_care_year if _cares_at_home(pen, member) else ZERO
    owed, at_hand = _owed_by_nobody_earning(pen, member)
    if care == 0 and owed <= at_hand:
        return []
    lines = [pen.once("final_expenses", pen.a.final_expenses)]
    if care:
        lines.append(pen.spending("home_care", care, years=children_years(pen)))
    if owed:
        lines += [pen.once("debts", owed, "debts"), pen.once("liquid", min(at_hand, owed), "liquid", sign=-1)]
    return [Worksheet("home_care" if care else "debts_left", (*lines, *pen.cover(member, event)))]


def _cares_at_home(pen: Pen, member: CaseMember) -> bool:
    """Husband or wife without an income of their own, with children who are not independent yet."""
    working_age = pen.to_retirement(member) > 0
    return member.relation in COUPLE and working_age and not pen.earning(member) and children_years(pen) > 0


def _owed_by_nobody_earning(pen: Pen, member: CaseMember) -> tuple[Decimal, Decimal]:
    """The debts this death leaves, whole or by heads of the couple, and the money at hand; none where somebody earns:
    they are in the need of whoever does."""
    couple = pen.case.of(*COUPLE)
    if member not in couple or any(pen.earning(m) or pen.may_earn(m) for m in pen.case.members):
        return ZERO, ZERO
    part = Decimal(1) if pen.a.debts_whole else Decimal(1) / len(couple)
    return pen.case.debts * part, pen.case.liquid * part


def _survivors(pen: Pen, member: CaseMember) -> tuple[Line, ...]:
    """Outlays of the survivors less what they have. The money at hand is there whole, and so are the debts (or a part
    by income, if so chosen); emergency fund, education and parents go by the person's share of all incomes."""
    case, a, share = pen.case, pen.a, pen.share(member)
    incomes = pen.incomes()
    owed, owed_by = (case.debts, ()) if a.debts_whole else (case.debts * share, incomes)
    lines = [
        pen.once("final_expenses", a.final_expenses),
        pen.once("emergency", case.living / 12 * a.emergency_months * share, "expenses", *incomes),
        pen.once("debts", owed, "debts", *owed_by),
        *living_lines(pen, member, share),
        *_education(pen, share),
        pen.yearly(
            "parents", case.parents_support * share, "parents_support", "parents_years", *incomes,
            years=case.parents_years, shift=a.spending_from, growth=a.inflation * a.parents_rise,
        ),
        pen.once("liquid", case.liquid, "liquid", sign=-1),
    ]  # fmt: skip
    if case.count_home:
        lines.append(pen.once("home", case.home + case.car, "home", "car", sign=-1))
    if member.survivors_benefit:
        lines.append(
            pen.once("survivors_benefit", member.survivors_benefit, f"{member.key}.survivors_benefit", sign=-1)
        )
    return tuple(lines)


def _education(pen: Pen, share: Decimal) -> Iterator[Line]:
    """The children's study by share, and what is saved for it as far as the study goes; in the children's own
    worksheet it stands whole."""
    a = pen.a
    for child in pen.case.of(Relation.CHILD):
        study = [
            pen.yearly(
                "education", stage.year * share, "education_year", *pen.incomes(), years=stage.years, start=start,
                growth=a.education_growth,
            )
            for start, stage in study_of(pen, child)
        ]  # fmt: skip
        yield from study
        cost = sum((line_value(line) for line in study), ZERO)
        if saved := min(savings_for_study(child) * share, cost):
            yield pen.once("education_savings", saved, f"{child.key}.education_savings", *pen.incomes(), sign=-1)


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
