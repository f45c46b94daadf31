"""The time in a line, and how long it takes. An hour without its half of the day is one of the working day: 1 to 6 is
the afternoon, 7 to 12 the morning.
"""

from __future__ import annotations

import re

from app.services.rules.day.quick_add.days import number

DAY = 24 * 60
_HALVES = {
    "凌晨": "night", "早上": "am", "早晨": "am", "清晨": "am", "上午": "am", "早": "am", "中午": "noon", "下午": "pm",
    "傍晚": "pm", "晚上": "pm", "今晚": "pm", "晚": "pm",
}  # fmt: skip
_HALF = "|".join(_HALVES)
_HOUR = r"\d{1,2}|十[一二]?|[一二两三四五六七八九]"
_MINUTE = r"半|一刻|三刻|\d{1,2}\s*分?|[二三四五]?十[一二三四五六七八九]?分?"
_A_LITTLE = "早晚有快慢多少大好差聊谈"
"""Before 一点 these make it "a little": 晚一点, 聊一点."""
_CHINESE = (
    rf"(?![早晚]一点)(?:(?P<half>{_HALF})\s*|(?<![{_A_LITTLE}]))(?P<hour>{_HOUR})\s*[点點时](?!间|候)(?:钟|"
    rf"整)?(?P<minute>{_MINUTE})?"
)
_SUFFIX = r"\s*(?P<suffix>[ap]\.?m\.?)(?![a-z])"
_DIGITS = rf"(?P<half>{_HALF})?\s*(?<![\d.:/])(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?!\d)(?:{_SUFFIX})?"
_ENGLISH = rf"(?<![\d:./])(?P<hour>\d{{1,2}}){_SUFFIX}"
_AT = r"(?<![a-z])at\s+(?P<hour>\d{1,2})(?![\d:]|\s*[a-z]?\w*月|\s*[ap]\.?m)"
_NAMED = rf"(?<![a-z])noon(?![a-z])|正午|中午(?!\s*(?:{_HOUR})\s*[点:])"
_TO = re.compile(r"\s*(?:-|–|—|~|～|到|至|to)\s*", re.IGNORECASE)
_STARTS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (_CHINESE, _DIGITS, _ENGLISH, _AT))
_NOON = re.compile(_NAMED, re.IGNORECASE)
_LENGTH = re.compile(
    r"(?:(?<![a-z])for\s+)?(?:(?P<half>半个?小时|half an hour)|(?P<hours>\d{1,2}(?:\.5)?|[一二两三四])\s*"
    r"(?:个?(?P<and>半)?小时|个?钟头|h(?:ours?|rs?)?(?![a-z]))|(?P<minutes>\d{1,3})\s*(?:分钟|"
    r"min(?:ute)?s?(?![a-z])))",
    re.IGNORECASE,
)


def find(text: str) -> tuple[int, int, tuple[int, int | None] | None] | None:
    """Where the first time stands; the minute of the day and, of "3点到4点", how many minutes it takes.

    None as the value for a time no day has.
    """
    match = _first(text)
    if match is None:
        return _noon(text)
    start = _minute(match)
    end, length = match.end(), None
    to = _TO.match(text, end)
    until = next((found for pattern in _STARTS[:3] if to and (found := pattern.match(text, to.end()))), None)
    if until is not None and start is not None:
        last = _minute(until, start)
        if last is None or last <= start:
            return match.start(), until.end(), None
        end, length = until.end(), last - start
    return match.start(), end, (None if start is None else (start, length))


def find_length(text: str) -> tuple[int, int, int | None] | None:
    """Where "1小时" or "for 90 min" stands, and the minutes; None as the value for nothing or more than a day."""
    match = _LENGTH.search(text)
    if match is None:
        return None
    if match["half"]:
        minutes = 30
    elif match["hours"]:
        word = match["hours"]
        minutes = round(float(word) * 60) if word[0].isdigit() else number(word) * 60
        minutes += 30 if match["and"] else 0
    else:
        minutes = int(match["minutes"])
    return match.start(), match.end(), minutes if 0 < minutes <= DAY else None


def _first(text: str) -> re.Match[str] | None:
    hits = [match for pattern in _STARTS if (match := pattern.search(text))]
    return min(hits, key=lambda match: (match.start(), -match.end())) if hits else None


def _noon(text: str) -> tuple[int, int, tuple[int, int | None] | None] | None:
    match = _NOON.search(text)
    return (match.start(), match.end(), (12 * 60, None)) if match else None


def _minute(match: re.Match[str], after: int | None = None) -> int | None:
    """The minute of the day; ``after`` is the start of a span whose end this is."""
    said = match.groupdict()
    hour, minute = _number(said["hour"]), _past(said.get("minute") or "")
    half = _HALVES.get(said.get("half") or "") or (said.get("suffix") or "").lower().replace(".", "")
    written = ":" in match.group()
    if hour > 23 or minute > 59:
        return None
    if half == "pm":
        if hour == 12 and said.get("half") in ("晚上", "今晚", "晚"):
            return None  # midnight belongs to the next day: it is asked for, not guessed
        hour += 12 if hour < 12 else 0
    elif half in ("am", "night"):
        if half == "am" and hour > 12:
            return None
        hour = 0 if hour == 12 and (half == "night" or said.get("suffix")) else hour
    elif half == "noon":
        hour += 12 if hour in (1, 2) else 0
    elif (not written and 1 <= hour <= 6) or (after is not None and hour < 12 and hour * 60 + minute <= after):
        hour += 12
    return hour * 60 + minute


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return 10 + (number(word[1]) if len(word) > 1 else 0) if word.startswith("十") else number(word)


def _past(word: str) -> int:
    """Minutes past the hour: 半, 一刻, 20分, 二十."""
    clean = word.rstrip("分").strip()
    if clean in ("半", "一刻", "三刻", ""):
        return {"半": 30, "一刻": 15, "三刻": 45, "": 0}[clean]
    if clean.isdigit():
        return int(clean)
    tens, _, ones = clean.partition("十")
    return (number(tens) if tens else 1) * 10 + (number(ones) if ones else 0)
