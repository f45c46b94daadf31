"""The formula 2026.3: every need kind with its full worksheet, cover by policy and year, marks of uncertainty."""

from __future__ import annotations

from collections.abc import Iterator

from app.enums import Event, Relation
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps import family, health
from app.services.rules.needs.gaps.case import Case, CaseMember, Mark
from app.services.rules.needs.gaps.once import counted_once
from app.services.rules.needs.gaps.pen import Pen
from app.services.rules.needs.gaps.required import missing_of
from app.services.rules.needs.gaps.result import NeedResult
from app.services.rules.needs.gaps.saving import saving_sheets
from app.services.rules.needs.worksheets import Worksheet, evaluate

VERSION = "2026.3"


def analyse(case: Case, a: Assumptions) -> tuple[NeedResult, ...]:
    """All needs of the household, in the order of members and events; those without any need are left out, unless
    what was not told may hide one."""
    pen, found = Pen(case, a), []
    for member in case.members:
        for event, sheets in counted_once(member, sheets_of(pen, member), a):
            first, *rest = [(sheet, evaluate(sheet)) for sheet in sheets]
            hidden = any(line.mark in (Mark.NOT_TOLD, Mark.MISSING) and line.sign > 0 for line in first[0].lines)
            missing = missing_of(case, member, event, nothing_missing=first[1].gap == 0)
            if first[1].need > 0 or hidden or missing:
                found.append(NeedResult(f"{member.key}-{event}", member.key, event, *first, tuple(rest), missing))
    return tuple(found)


def sheets_of(pen: Pen, member: CaseMember) -> Iterator[tuple[str, list[Worksheet]]]:
    """The worksheets of the needs a person wants to talk about, each with all the cover there is."""
    return ((event, sheets) for event, sheets in _sheets(pen, member) if event not in pen.case.declined)


def _sheets(pen: Pen, member: CaseMember) -> Iterator[tuple[str, list[Worksheet]]]:
    """The worksheets of one person; where there are several methods, the one that counts first."""
    earning = pen.earning(member) or pen.may_earn(member)
    if earning:
        yield Event.DEATH, family.death(pen, member)
        yield Event.ACCIDENT, family.accident(pen, member)
    elif family.without_salary(pen, member, Event.DEATH):
        yield Event.DEATH, family.without_salary(pen, member, Event.DEATH)
        yield Event.ACCIDENT, family.without_salary(pen, member, Event.ACCIDENT)
    yield Event.CRITICAL_ILLNESS, health.critical_illness(pen, member)
    yield Event.MEDICAL, health.medical(pen, member)
    if earning:
        yield Event.DISABILITY, health.disability(pen, member)
    if member.relation != Relation.CHILD and member.age >= pen.a.care_from_age:
        yield Event.CARE, health.care(pen, member)
    yield from saving_sheets(pen, member)
