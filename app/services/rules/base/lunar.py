"""Days of the Chinese calendar: which day a person was born on, and when that day comes round.

Two days do not come every year. Born in a leap month, a birthday is kept in that leap month in the years that have it,
else in the month of the same number. Born on the 30th, it is kept on the 29th where the month is short.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MONTHS = "正二三四五六七八九十冬腊"
DAYS = ("初一 初二 初三 初四 初五 初六 初七 初八 初九 初十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 "
        "廿一 廿二 廿三 廿四 廿五 廿六 廿七 廿八 廿九 三十").split()  # fmt: skip
JULIAN = 1_721_425  # the Julian day at noon of the day before day 1 of Python's calendar


@dataclass(frozen=True, slots=True)
class LunarDay:
    """``month`` is negative in a leap month, as -6 for 闰六月."""

    month: int
    day: int

    @property
    def chinese(self) -> str:
        """As it is written: 闰四月初五."""
        leap = "闰" if self.month < 0 else ""
        return f"{leap}{MONTHS[abs(self.month) - 1]}月{DAYS[self.day - 1]}"

    @property
    def english(self) -> str:
        """In words, by numbers; a leap month is called so."""
        leap = "leap " if self.month < 0 else ""
        return f"day {self.day} of {leap}month {abs(self.month)}"


@dataclass(frozen=True, slots=True)
class _Month:
    number: int
    first: date
    days: int


@lru_cache(maxsize=256)
def _year(year: int) -> tuple[_Month, ...]:
    """The months of a lunar year, which begins in January or February of the year it is named by."""
    from lunar_python import LunarYear

    return tuple(
        _Month(month.getMonth(), date.fromordinal(int(month.getFirstJulianDay()) - JULIAN), month.getDayCount())
        for month in LunarYear.fromYear(year).getMonths()
        if month.getYear() == year
    )


def lunar_day(day: date) -> LunarDay:
    """The day of the Chinese calendar that ``day`` is."""
    months = _year(day.year)
    if day < months[0].first:
        months = _year(day.year - 1)
    month = months[bisect_right([month.first for month in months], day) - 1]
    return LunarDay(month.number, (day - month.first).days + 1)


def in_year(born: LunarDay, year: int) -> date:
    """The day on which ``born`` is kept in the lunar year ``year``; it may fall in January or February of the next."""
    months = {month.number: month for month in _year(year)}
    month = months.get(born.month) or months[abs(born.month)]
    return month.first + timedelta(days=min(born.day, month.days) - 1)


def lunar_year(day: date) -> int:
    """The lunar year ``day`` lies in."""
    return day.year if day >= _year(day.year)[0].first else day.year - 1
