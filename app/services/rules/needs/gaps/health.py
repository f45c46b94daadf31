"""Illness, hospital, disability and care of one person."""

from __future__ import annotations

from app.enums import Event
from app.services.rules.needs.gaps.case import ZERO, CaseMember
from app.services.rules.needs.gaps.cover import cover_at, medical_covers, reaches
from app.services.rules.needs.gaps.pen import Pen
from app.services.rules.needs.worksheets import Line, Worksheet


def critical_illness(pen: Pen, member: CaseMember) -> list[Worksheet]:
    """Self-paid treatment, care, and the income lost meanwhile, until retirement at most (children and retired lose
    none). Medical insurance reduces the treatment only: within its limit it pays the share ``medical_pays``."""
    a, key = pen.a, member.key
    years = int(a.illness_years)
    income = (member.income or ZERO) if pen.earning(member) else ZERO
    limit = cover_at(member, Event.MEDICAL, 0, a).amount
    paid = min(a.treatment, limit) * a.medical_pays
    lines = (
        pen.once("treatment", a.treatment),
        pen.spending("illness_care", a.illness_care, years=years),
        pen.yearly(
            "illness_income", income, *((f"{key}.income",) if pen.earning(member) else ()),
            years=min(years, pen.to_retirement(member)), growth=a.salary_growth, shift=a.income_from,
        ),
        pen.once("treatment_insured", paid, f"{key}.cover.medical", sign=-1),
        *pen.cover(member, Event.CRITICAL_ILLNESS),
    )  # fmt: skip
    return [Worksheet(Event.CRITICAL_ILLNESS, lines)]


def medical(pen: Pen, member: CaseMember) -> list[Worksheet]:
    """A tier, not a sum: one indemnity of that tier answers it wholly, a lower one not at all, a second adds
    nothing."""
    tier = pen.a.medical_tier
    answered = any(reaches(cover, pen.a) for cover in medical_covers(member))
    cover = pen.once("cover", tier if answered else ZERO, f"{member.key}.cover.medical", sign=-1)
    return [Worksheet(Event.MEDICAL, (Line("medical_tier", tier), cover))]


def disability(pen: Pen, member: CaseMember) -> list[Worksheet]:
    """A share of the income to retirement, less the benefits in force."""
    years = pen.to_retirement(member)
    wanted = (member.income or ZERO) * pen.a.disability_share
    lines = [pen.spending("disability_income", wanted, f"{member.key}.income", years=years)]
    if month := member.disability_benefit_month:
        path = f"{member.key}.disability_benefit_month"
        lines.append(pen.spending("disability_benefits", month * 12, path, years=years, sign=-1))
    return [Worksheet(Event.DISABILITY, (*lines, *pen.cover(member, Event.DISABILITY)))]


def care(pen: Pen, member: CaseMember) -> list[Worksheet]:
    """Being cared for in old age, less the benefits of long-term care insurance."""
    a = pen.a
    start, years = max(0, int(a.care_at_age) - member.age), int(a.care_years)
    lines = [pen.spending("care", a.care_month * 12, years=years, start=start)]
    if month := member.care_benefit_month:
        path = f"{member.key}.care_benefit_month"
        lines.append(pen.spending("care_benefits", month * 12, path, years=years, start=start, sign=-1))
    return [Worksheet(Event.CARE, (*lines, *pen.cover(member, Event.CARE)))]
