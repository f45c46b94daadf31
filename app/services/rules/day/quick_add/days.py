"""The day in a line. Weeks begin on Monday; "下周三" and "next Wednesday" are the Wednesday of the week after this one;
a weekday alone is the next one, today included. A day without its year is the nearest one that is not more than 60
days back, so that last week's visit can be written down in January and a date in January planned in December.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

BACK = timedelta(days=60)
_RELATIVE = {
    "大后天": 3, "后天": 2, "明天": 1, "明日": 1, "今天": 0, "今日": 0, "昨天": -1, "昨日": -1,
    "大前天": -3, "前天": -2,
    "the day before yesterday": -2, "day before yesterday": -2, "last night": -1, "this morning": 0,
    "this afternoon": 0,
    "this evening": 0, "the day after tomorrow": 2, "day after tomorrow": 2, "tomorrow": 1, "today": 0,
    "yesterday": -1,
}  # fmt: skip
_WEEKDAYS = {name: number for number, names in enumerate((
    ("一", "monday", "mon"), ("二", "tuesday", "tues", "tue"), ("三", "wednesday", "wed"),
    ("四", "thursday", "thurs", "thur", "thu"), ("五", "friday", "fri"), ("六", "saturday", "sat"),
    ("日", "天", "sunday", "sun"),
)) for name in names}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERALS = {word: number for number, word in enumerate("零一二三四五六七八九十")} | {"两": 2}
_N = r"\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
_UPTO31 = r"\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_WEEKDAY = "|".join(sorted((name for name in _WEEKDAYS if name.isascii()), key=len, reverse=True))

Reader = Callable[[re.Match[str], date], date | None]


def find(text: str, today: date) -> tuple[int, int, date | None] | None:
    """The first day that is named, with where it stands; None as the day when there is no such day."""
    hits = [(match.start(), order, match, reader) for order, (pattern, reader) in enumerate(_READERS)
            if (match := pattern.search(text))]  # fmt: skip
    if not hits:
        return None
    _, _, match, reader = min(hits, key=lambda hit: hit[:2])
    try:
        day = reader(match, today)
    except (ValueError, OverflowError):
        day = None
    return match.start(), match.end(), day


def number(word: str) -> int:
    """``3``, ``三`` and ``两`` alike, up to ``九十九``."""
    if word.isdigit():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _NUMERALS[word]
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def _full(match: re.Match[str], _today: date) -> date:
    return date(*(int(part) for part in match.groups()))


def _month_day(match: re.Match[str], today: date) -> date:
    return _nearest(number(match[1]), number(match[2]), today)


def _day_of_month(match: re.Match[str], today: date) -> date:
    """``15号``: this month's, or the next month's when it is past."""
    which, wanted = match[1] or "", number(match[2])
    if which.startswith("上"):
        return (today.replace(day=1) - timedelta(days=1)).replace(day=wanted)
    if not which.startswith("下") and (which or wanted >= today.day):
        return today.replace(day=wanted)
    return _months_on(today, 1).replace(day=wanted)


def _part_of_month(match: re.Match[str], today: date) -> date:
    """``下个月初`` is its first day, ``月中`` the fifteenth; without its month the one that is not past."""
    which, wanted = match[1] or "", 15 if match[2] == "中" else 1
    ahead = 1 if which.startswith(("下", "next")) or (not which and wanted < today.day) else 0
    return _months_on(today, ahead).replace(day=wanted)


def _months_on(today: date, months: int) -> date:
    """The first day of the month so many on."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _weekend(match: re.Match[str], today: date) -> date:
    """Its Saturday; on a Sunday still this one."""
    which = (match[1] or "").lower().strip()
    saturday = today + timedelta(days=5 - today.weekday())
    weeks = {"下下": 2, "下": 1, "next": 1, "上": -1, "last": -1}.get(which.removesuffix("个"), 0)
    return max(saturday, today) if not weeks else saturday + timedelta(weeks=weeks)


def _week_alone(_match: re.Match[str], today: date) -> date:
    """``下周`` without a day is its Monday."""
    return today + timedelta(days=7 - today.weekday())


def _month_end(match: re.Match[str], today: date) -> date:
    ahead = 2 if match[0].startswith(("下", "next")) else 1
    first = today.replace(day=1)
    for _ in range(ahead):
        first = (first + timedelta(days=32)).replace(day=1)
    return first - timedelta(days=1)


def _english_month(match: re.Match[str], today: date) -> date:
    groups = [part for part in match.groups() if part]
    month = next(_MONTHS.index(part.lower()[:3]) + 1 for part in groups if part[0].isalpha())
    numbers = [int(part) for part in groups if part.isdigit()]
    return date(numbers[1], month, numbers[0]) if len(numbers) > 1 else _nearest(month, numbers[0], today)


def _nearest(month: int, day: int, today: date) -> date:
    """Raises ValueError when neither this year nor the next has the day."""
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today - BACK:
            return found
    raise ValueError(f"{month}-{day}")


def _weekday(match: re.Match[str], today: date) -> date:
    which, name = (match[1] or "").lower(), match[2].lower()
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=_WEEKDAYS[name])
    weeks = {"下下": 2, "下": 1, "next": 1, "上": -1, "last": -1}.get(which.removesuffix("个"))
    if weeks is not None:
        return day + timedelta(weeks=weeks)
    if which:  # 本, 这, this: of this week, even when it is past
        return day
    return day if day >= today else day + timedelta(weeks=1)


def _ahead(match: re.Match[str], today: date) -> date:
    count, unit = number(match[1].lower()), match[2].lower()
    if unit.startswith(("月", "个月", "month")):
        year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
        last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
        return date(year, month + 1, min(today.day, last))
    return today + timedelta(days=count * (7 if unit.startswith(("周", "星期", "week")) else 1))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _either(words: dict[str, int]) -> str:
    return "|".join(f"(?<![a-z]){word}(?![a-z])" if word.isascii() else word for word in words)


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_compiled(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*[日号]?"), _full),
    (_compiled(r"(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})(?!\d)\s*[日号]?"), _month_day),
    (_compiled(rf"(十[一二]?|[一二三四五六七八九])月({_UPTO31})[日号]?"), _month_day),
    (_compiled(r"(?<![\d:.\-/])(\d{1,2})[-/](\d{1,2})(?![\d:\-/])"), _month_day),
    (_compiled(rf"(?<![a-z]){_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s+(\d{{4}}))?"), _english_month),
    (_compiled(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+(\d{{4}}))?"), _english_month),
    (_compiled(rf"(?<!\d)(本月|[这下上]个?月)?({_UPTO31})\s*(?:号|日(?![报程志期]))(?!\w*[楼线])"), _day_of_month),
    (_compiled(r"(?<![一二三四五六七八九十\d])(本|这个?|下个?)?月([初中])"), _part_of_month),
    (_compiled(r"(下下个?|下个?|上个?|本|这个?|(?<![a-z])(?:the|this|next|last) )?(?:周末|(?<![a-z])weekend(?![a-z]))"),
    _weekend),
    (_compiled(r"(?:本|这个?|下个?)?月[底末]|(?<![a-z])(?:next )?month end(?![a-z])"), _month_end),
    (_compiled(_either(_RELATIVE)), lambda match, today: today + timedelta(days=_RELATIVE[match[0].lower()])),
    (_compiled(r"[今明昨](?=[早晚])|(?<![a-z])tonight(?![a-z])"),
     lambda match, today: today + timedelta(days={"明": 1, "昨": -1}.get(match[0], 0))),
    (_compiled(r"(下下|下个?|上个?|本|这个?)?\s*(?:周|星期|礼拜)([一二三四五六日天])"), _weekday),
    (_compiled(rf"(?<![a-z])(?:(next|this|last)\s+)?({_WEEKDAY})(?![a-z])"), _weekday),
    (_compiled(r"(?<!下)下个?(?:周|星期|礼拜)(?![一二三四五六日天末])|(?<![a-z])next week(?![a-z])"), _week_alone),
    (_compiled(r"下个?月(?![底初中末\d一二三四五六七八九十])|(?<![a-z])next month(?! end|[a-z])"),
     lambda _match, today: _months_on(today, 1)),
    (_compiled(rf"过({_N})\s*(天|周|个?星期|个月)"), _ahead),
    (_compiled(rf"({_N})\s*(天|日|周|个?星期|个月)(?:之?后|以后)"), _ahead),
    (_compiled(r"(?<![a-z])in\s+(\d{1,3})\s+(days?|weeks?|months?)(?![a-z])"), _ahead),
)  # fmt: skip
