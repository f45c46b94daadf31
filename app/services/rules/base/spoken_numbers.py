"""Numbers as people type and say them: 三十万, 1.5万, 12万五, 20年, 12%, 三成. One reader for every field."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
SMALL = {"十": 10, "百": 100, "千": 1_000}
LARGE = {"万": 10_000, "亿": 100_000_000}
LATIN = {"w": 10_000, "k": 1_000, "m": 1_000_000}
MONEY_WORDS = re.compile(r"(人民币|块钱|元整|元|块|rmb|cny|yuan)$")
COUNT_WORDS = re.compile(r"(周岁|岁|年|个月|个|次|人|户|件|份|张|天|位|名|years?|times|days?)$")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_HAN = re.compile(rf"[{''.join(DIGITS)}{''.join(SMALL)}{''.join(LARGE)}]+")
_MIXED = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+))(百万|千万|[百千万亿wkm])([\d一二三四五六七八九])?")
_TIMES = {**SMALL, **LARGE, **LATIN, "百万": 1_000_000, "千万": 10_000_000}


def read_amount(text: str) -> Decimal | None:
    """The number in yuan, with or without its unit; None when nothing is typed, ValueError for anything else."""
    return _number(MONEY_WORDS.sub("", _clean(text).lstrip("¥￥$")), text)


def read_count(text: str) -> Decimal | None:
    """The number of years, times or people, with or without their word; None for nothing, else ValueError."""
    return _number(COUNT_WORDS.sub("", _clean(text)), text)


def read_share(text: str) -> Decimal | None:
    """Per cent: 12, 12%, 百分之十二, 三成 (30), 三成五 (35). None when nothing is typed, else ValueError."""
    clean = _clean(text)
    if clean.startswith("百分之"):
        return _number(clean.removeprefix("百分之"), text)
    if (tenths := re.fullmatch(r"([\d一二两三四五六七八九十.]+)成(半|[一二三四五六七八九\d])?", clean)) is not None:
        whole, rest = _number(tenths[1], text), tenths[2]
        assert whole is not None
        return whole * 10 + (5 if rest == "半" else DIGITS[rest] if rest in DIGITS else int(rest or 0))
    return _number(clean.removesuffix("%"), text)


def _clean(text: str) -> str:
    """Half width, lower case, without separators between digits and space."""
    plain = "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in text).strip().lower()
    return re.sub(r"(?<=\d),(?=\d)|\s", "", plain)


def _number(clean: str, text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        if _PLAIN.fullmatch(clean):
            return Decimal(clean)
        if mixed := _MIXED.fullmatch(clean):
            times = _TIMES[mixed[2]]
            last = DIGITS.get(mixed[3]) if mixed[3] in DIGITS else int(mixed[3] or 0)
            return Decimal(mixed[1]) * times + (last or 0) * times // 10
        if _HAN.fullmatch(clean):
            return Decimal(_han(clean))
    except (InvalidOperation, ValueError):
        pass
    raise ValueError(text)


def _han(words: str) -> int:
    """三十万 → 300,000; 一百二 → 120, 十二万五 → 125,000: a last digit alone is of the next lower unit. Digits one by
    one (二〇) are read as they stand. ValueError where the units are out of order."""
    if all(word in DIGITS for word in words):
        return int("".join(str(DIGITS[word]) for word in words))
    total = section = digit = 0
    unit, large = 0, 0
    for word in words:
        if word in DIGITS:
            if digit:
                raise ValueError(words)
            digit = DIGITS[word]
            unit = 0 if word in "零〇" else unit
        elif word in SMALL:
            if unit and SMALL[word] >= unit:
                raise ValueError(words)
            section += (digit or 1) * SMALL[word]
            digit, unit = 0, SMALL[word]
        else:
            if (large and LARGE[word] >= large) or not section + digit:
                raise ValueError(words)
            total += (section + digit) * LARGE[word]
            section = digit = 0
            unit = large = LARGE[word]
    lower = unit // 10 if digit and unit > 10 else 1
    return total + section + digit * lower
