"""When a person may retire.

The statutory ages rise from 2025 on (《关于实施渐进式延迟法定退休年龄的决定》, 2024-09-13): men from 60 to 63 and women
staff from 55 to 58 by one month for every four months of birth, women workers from 50 to 55 by one for every two.
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


MEN = Basis(60, 1965 * 12, 4, 36)
WOMEN_STAFF = Basis(55, 1970 * 12, 4, 36)
WOMEN_WORKERS = Basis(50, 1975 * 12, 2, 60)
ASSUMED = Basis(60, 0, 1, 0)  # sex not known: the age the analysis assumes


def basis_of(sex: Sex | None, work: Work | None) -> Basis:
    """By sex and kind of work; where the sex is not known an age is assumed, and marked as such."""
    if sex is None:
        return ASSUMED
    if sex == Sex.MALE:
        return MEN
    return WOMEN_WORKERS if work == Work.WORKER else WOMEN_STAFF


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
