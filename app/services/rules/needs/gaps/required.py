"""What must be known before a worksheet may say that a family has enough: not said is not nothing.

Listed are the figures of a need, not those of its resources: without a resource the gap is shown too large, which
nobody takes for enough. Parents' support, school fees and the like are asked where they matter and are no condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.enums import Event, Relation
from app.services.rules.needs.gaps.case import Case, CaseMember, Mark

OWN, PARTNER = "own.", "partner."
REQUIRED: Mapping[str, tuple[str, ...]] = {
    Event.DEATH: ("expenses", "debts", "own.income", "partner.income"),
    Event.ACCIDENT: ("expenses", "debts", "own.income", "partner.income"),
    Event.CRITICAL_ILLNESS: ("own.income",),
    Event.MEDICAL: (),  # a tier that is wanted by everybody
    Event.DISABILITY: ("own.income",),
    Event.CARE: (),  # what care costs is an assumption
    Event.RETIREMENT: ("retirement_month|own.income",),  # what is wanted, else a share of the income
    Event.EDUCATION: (),  # what a year costs is an assumption where it was not said
    Event.LEGACY: ("legacy",),
}
"""By event the figures of the household, of the person (``own.``) and of the partner; one of two joined by ``|``."""
COUPLE = (Relation.SELF, Relation.SPOUSE)


def required_of(case: Case, member: CaseMember, event: str) -> tuple[str, ...]:
    """The paths in the case the worksheet of this need rests on. Only husband and wife are asked for an income."""
    found: list[str] = []
    partner = case.partner(member)
    for name in REQUIRED.get(event, ()):
        instead, _, own = name.rpartition("|")
        if instead and getattr(case, instead) is not None:
            continue
        if own.startswith(OWN):
            found += [f"{member.key}.{own.removeprefix(OWN)}"] if member.relation in COUPLE else []
        elif own.startswith(PARTNER):
            found += [f"{partner.key}.{own.removeprefix(PARTNER)}"] if partner is not None else []
        else:
            found.append(own)
    return tuple(found)


def missing_of(case: Case, member: CaseMember, event: str, *, nothing_missing: bool) -> tuple[str, ...]:
    """Of these the ones nobody said. One the customer did not want to tell leaves the least that is known, and counts
    as missing only where that would read as enough (``nothing_missing``: the known figures leave no gap)."""
    marks = {Mark.MISSING, Mark.NOT_TOLD} if nothing_missing else {Mark.MISSING}
    return tuple(path for path in required_of(case, member, event) if case.marks.get(path) in marks)


def never_said(members: Iterable[CaseMember], said: Iterable[str]) -> dict[str, Mark]:
    """The marks of required figures that are not among the paths ``said``."""
    known = set(said)
    wanted = {name for names in REQUIRED.values() for name in names if "." not in name and "|" not in name} - {"legacy"}
    wanted |= {f"{member.key}.income" for member in members if member.relation in COUPLE}
    return {path: Mark.MISSING for path in sorted(wanted) if path not in known}
