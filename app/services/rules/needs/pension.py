"""When a person may retire.

The statutory ages rise step by step from 2025 on: by one month for every so many months of birth, up to a most. Since
which birth, by how much and how far is data (``resources/statutory/retirement_age.json``), by sex and kind of work.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.enums import Sex


class Work(StrEnum):
    """What a person retires from; not known counts as staff."""

    STAFF = "staff"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Basis:
    """``years`` before the rise; whoever is born in the month ``since`` (year × 12 + month − 1) is the first delayed,
    by one month for each ``every`` months of birth, ``most`` at last."""

    years: int
    since: int
    every: int
    most: int

    def delay(self, birth_month: int) -> int:
        """Months beyond ``years`` for those born in that month (year × 12 + month − 1)."""
        born = birth_month - self.since + 1
        return min(self.most, max(0, -(-born // self.every)))


@dataclass(frozen=True, slots=True)
class Bases:
    """The rule in force, by sex and kind of work."""

    men: Basis
    women_staff: Basis
    women_workers: Basis


ASSUMED = Basis(60, 0, 1, 0)  # sex not known: the age the analysis assumes


def basis_of(sex: Sex | None, work: Work | None, bases: Bases) -> Basis:
    """By sex and kind of work; where the sex is not known an age is assumed, and marked as such."""
    if sex is None:
        return ASSUMED
    if sex == Sex.MALE:
        return bases.men
    return bases.women_workers if work == Work.WORKER else bases.women_staff


def retirement(born: date, basis: Basis) -> tuple[date, int]:
    """The day the age is reached, and that age in months. A day the month does not have is its last one."""
    month = born.year * 12 + born.month - 1
    age = basis.years * 12 + basis.delay(month)
    year, place = divmod(month + age, 12)
    return date(year, place + 1, min(born.day, monthrange(year, place + 1)[1])), age


def born_between(basis: Basis, first: date, last: date) -> tuple[date, date]:
    """Whoever retires from ``first`` to ``last`` is born between these two days; a few others are as well."""
    start, end = (day.year * 12 + day.month - 1 for day in (first, last))
    months = range(start - basis.years * 12 - basis.most, end - basis.years * 12 + 1)
    fitting = [month for month in months if start <= month + basis.years * 12 + basis.delay(month) <= end]
    low, high = min(fitting, default=start), max(fitting, default=start - 1)
    return _first(low), _first(high + 1)


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
