"""What underwriting may be expected to say to what is known of a person's health: an expectation, never a promise.

A guide has, for each condition, cases in their order; the first that fits says a result for each line of cover. A case
that asks for a figure nobody told leaves it open and says which figure. Of several conditions the gravest result holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.enums import HealthLine, HealthTreatment, Underwriting
from app.services.rules.base.ages import age_on

OTHER = "other"
"""A condition the guide does not have: nothing can be expected of it."""
GRAVITY = tuple(Underwriting)


class Asked(StrEnum):
    """Whether anybody knows."""

    NOT_ASKED = "not_asked"
    NOTHING = "nothing"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Told:
    """One condition of one person."""

    condition: str
    treatment: HealthTreatment
    since: date | None = None
    values: Mapping[str, Decimal] = field(default_factory=dict)
    name: str = ""  # in own words, of one the guide does not have


@dataclass(frozen=True, slots=True)
class Case:
    """Fits where every figure is at least its bound, the treatment is one of these, and it is as many years ago."""

    results: Mapping[HealthLine, Underwriting]
    at_least: Mapping[str, Decimal] = field(default_factory=dict)
    treatments: frozenset[HealthTreatment] = frozenset()
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """``values`` are the names of the figures its cases look at."""

    code: str
    values: tuple[str, ...]
    cases: tuple[Case, ...]


SINCE = "since"


@dataclass(frozen=True, slots=True)
class Because:
    """What one condition leads to; None while ``ask`` (figures, or ``since``) is not told, or the guide has it not."""

    condition: str
    result: Underwriting | None
    ask: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """``result`` None: it cannot be told yet."""

    asked: Asked
    result: Underwriting | None = None
    because: tuple[Because, ...] = ()


def expect(
    asked: Asked, told: Iterable[Told], lines: Sequence[HealthLine], guide: Mapping[str, Condition], day: date
) -> Expectation:
    """What may be expected of a product that has these ``lines`` of cover; one without any asks after no health."""
    if not lines:
        return Expectation(asked, Underwriting.STANDARD)
    if asked != Asked.TOLD:
        return Expectation(asked, Underwriting.STANDARD if asked == Asked.NOTHING else None)
    because = tuple(_of(one, lines, guide.get(one.condition), day) for one in told)
    known = [one.result for one in because if one.result is not None]
    worst = max(known, key=GRAVITY.index, default=None)
    open_ = len(known) < len(because) and worst != Underwriting.DECLINED
    return Expectation(asked, None if open_ else worst, because)


def _of(told: Told, lines: Sequence[HealthLine], condition: Condition | None, day: date) -> Because:
    if condition is None:
        return Because(told.condition, None, name=told.name)
    missing: list[str] = []
    for case in condition.cases:
        fits, lacking = _fits(case, told, day)
        missing += [name for name in lacking if name not in missing]
        if fits:
            worst = max((case.results[line] for line in lines), key=GRAVITY.index)
            # an earlier case may hold when its figure is known: it can only be graver or milder, nobody knows which
            return Because(told.condition, None if missing else worst, tuple(missing), told.name)
    return Because(told.condition, None, tuple(missing), told.name)


def _fits(case: Case, told: Told, day: date) -> tuple[bool, tuple[str, ...]]:
    """(whether it fits by all that is known and nothing is missing for it, what is missing where all else fits)."""
    if case.treatments and told.treatment not in case.treatments:
        return False, ()
    if any(name in told.values and told.values[name] < least for name, least in case.at_least.items()):
        return False, ()
    lacking = [name for name in case.at_least if name not in told.values]
    if case.years is not None:
        if told.since is None:
            lacking.append(SINCE)
        elif age_on(told.since, day) < case.years:
            return False, ()
    return not lacking, tuple(lacking)
