"""What must be said beside the figures: double counts, hopeful returns, figures not told or not proved, cliffs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.enums import Event, Relation
from app.services.rules.needs.affordability import Burden, affordability
from app.services.rules.needs.assumptions import RETURNS, Assumptions
from app.services.rules.needs.gaps.case import ZERO, Case, CaseMember, Mark, Repayment, still_at_work
from app.services.rules.needs.gaps.cover import cliffs, cover_at, medical_covers
from app.services.rules.needs.gaps.formula_2026_3 import sheets_of
from app.services.rules.needs.gaps.once import elsewhere
from app.services.rules.needs.gaps.pen import Pen

CLIFF_EVENTS = (Event.DEATH, Event.ACCIDENT, Event.CRITICAL_ILLNESS, Event.DISABILITY)


@dataclass(frozen=True, slots=True)
class Caution:
    """``code`` finds the words ``caution.<code>``; ``member`` whom it concerns ("" the family); ``values`` fill it."""

    code: str
    member: str = ""
    values: dict[str, Any] = field(default_factory=dict)


def cautions(case: Case, a: Assumptions, credited: Decimal) -> tuple[Caution, ...]:
    """Everything to be said beside the figures of this case, in a fixed order; ``credited`` is the most a guaranteed
    product may credit a year, as a share."""
    unsure = (*_unsure(case), *_loan(case), *_at_work(case, a))
    return (*_double_counts(case), *_returns(a, credited), *unsure, *_covers(case, a), *_burden(case, a))


def _double_counts(case: Case) -> Iterator[Caution]:
    """What would be counted twice is counted once; say which."""
    if case.debts and case.instalments_in_expenses:
        yield Caution("instalments_twice", values={"amount": case.instalments_in_expenses})
    if case.education_in_expenses and case.of(Relation.CHILD):
        yield Caution("education_twice", values={"amount": case.education_in_expenses})
    if case.other_income and any(case.other_income == member.income for member in case.members):
        yield Caution("spouse_income_twice", values={"amount": case.other_income})
    if case.count_home and (case.home or case.car):
        yield Caution("home_counted", values={"amount": case.home + case.car})


def _returns(a: Assumptions, credited: Decimal) -> Iterator[Caution]:
    for name in RETURNS:
        if (rate := getattr(a, name)) > credited:
            yield Caution("return_above_guaranteed", values={"name": name, "rate": rate, "most": credited})


def _unsure(case: Case) -> Iterator[Caution]:
    """One caution for all figures not told, one for all to be verified; paths in ``paths``."""
    for code in (Mark.NOT_TOLD, Mark.UNVERIFIED):
        if paths := [path for path, mark in case.marks.items() if mark == code]:
            yield Caution(code.value, values={"paths": tuple(paths)})


def _loan(case: Case) -> Iterator[Caution]:
    """What is still owed in later years is told only by a loan's end and its rate."""
    if case.debts and case.debt_years is None:
        yield Caution("loan_end")
    elif case.debts and case.debt_rate is None and case.repayment != Repayment.PRINCIPAL:
        yield Caution("loan_rate")


def _at_work(case: Case, a: Assumptions) -> Iterator[Caution]:
    """Counted is one more year of work: until when somebody past the age to retire means to work is for them to say."""
    for member in case.members:
        if still_at_work(member, a):
            yield Caution("still_at_work", member.key, {"age": member.age})


def _covers(case: Case, a: Assumptions) -> Iterator[Caution]:
    pen = Pen(case, a)
    for member in case.members:
        medical = medical_covers(member)
        if len(medical) > 1:
            yield Caution("medical_twice", member.key, {"count": len(medical)})
        if any(m.limit >= a.medical_tier and (m.deductible is None or m.renewal_years is None) for m in medical):
            yield Caution("medical_terms", member.key)
        if group := cover_at(member, Event.DEATH, 0, a).group + cover_at(member, Event.CRITICAL_ILLNESS, 0, a).group:
            yield Caution("group_cover", member.key, {"amount": group})
        yield from _counted_once(pen, member)
        if not pen.earning(member):
            continue
        told: set[tuple[int, str]] = set()  # a life policy that ends is no news of the accident event again
        for event in CLIFF_EVENTS:
            for cliff in cliffs(member, event, pen.to_retirement(member) - 1, a):
                if (cliff.year, cliff.name) in told:
                    continue
                told.add((cliff.year, cliff.name))
                yield Caution(
                    "cliff", member.key,
                    {"event": event.value, "year": cliff.year, "age": member.age + cliff.year,
                     "amount": cliff.before - cliff.after, "name": cliff.name},
                )  # fmt: skip


def _counted_once(pen: Pen, member: CaseMember) -> Iterator[Caution]:
    """Which policies pay once for several needs, and where they are counted: a death by accident is no news again."""
    told: set[tuple[str, Decimal, tuple[str, ...]]] = set()
    for one in elsewhere(member, sheets_of(pen, member), pen.a) if member.policies else ():
        instead = tuple(event for event in one.instead if event != Event.ACCIDENT or Event.DEATH not in one.instead)
        if (one.policy, one.amount, instead) not in told:
            told.add((one.policy, one.amount, instead))
            values = {"event": one.event, "amount": one.amount, "name": one.policy, "instead": instead}
            yield Caution("counted_once", member.key, values)


def _burden(case: Case, a: Assumptions) -> Iterator[Caution]:
    burden = affordability(case, a)
    code = {Burden.HEAVY: "premium_heavy", Burden.TOO_HEAVY: "premium_too_heavy"}.get(burden.burden)
    if code is not None:
        yield Caution(code, values={"ratio": burden.ratio or ZERO, "amount": burden.paid})
