"""Numbers as people type and say them: 三十万, 1.5万, 12万五, 20年, 12%, 三成. One reader for every field."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

MOST = Decimal(10) ** 18
DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
SMALL = {"十": 10, "百": 100, "千": 1_000}
LARGE = {"万": 10_000, "亿": 100_000_000}
LATIN = {"w": 10_000, "k": 1_000, "m": 1_000_000}
TIMES = {**SMALL, **LARGE, **LATIN, "百万": 1_000_000, "千万": 10_000_000}
MONEY_WORDS = re.compile(r"(人民币|块钱|元整|元|块|rmb|cny|yuan)$")
YEAR_WORDS = re.compile(r"(年期|年[交缴]|年|周岁|岁|years?)$")
DAY_WORDS = re.compile(r"(天|日|days?)$")
PIECE_WORDS = re.compile(rf"({YEAR_WORDS.pattern[1:-2]}|期|个|次|人|户|件|份|张|位|名|倍|类|级|times)$")
COUNT_WORDS = re.compile(rf"({PIECE_WORDS.pattern[1:-2]}|个月|{DAY_WORDS.pattern[1:-2]})$")
AT_ONCE = re.compile(r"趸[交缴]|一次性?(?:[交缴]清)?|single(?: premium)?")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_WRITTEN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)e[+-]?\d{1,3}")  # as a spreadsheet writes a long one
_GROUPED = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[,'_ ]\d{3})+|\d{1,4}(?:,\d{4})+)(?![\d,])")
_HAN = re.compile(rf"[{''.join(DIGITS)}{''.join(SMALL)}{''.join(LARGE)}]+")
_MIXED = re.compile(
    r"([+-]?(?:\d+(?:\.\d*)?|\.\d+))(百万|千万|[百千万亿wkm])(?:(\d{2,4}|[\d一二三四五六七八九])([千百])?)?"
)


def read_number(text: str) -> Decimal | None:
    """A number of any kind, with or without a word behind it: 1.5倍, 12% (0.12), 三十万元. None when nothing is typed,
    ValueError for anything else."""
    clean = _clean(text)
    if clean.startswith("百分之") or clean.endswith("%") or "成" in clean:
        share = read_share(text)
        return None if share is None else share / 100
    bare = MONEY_WORDS.sub("", clean.lstrip("¥￥$").removeprefix("rmb"))
    return _number(COUNT_WORDS.sub("", bare) if bare == clean else bare, text)


def read_amount(text: str) -> Decimal | None:
    """The number in yuan, with or without its unit; None when nothing is typed, ValueError for anything else."""
    return _number(MONEY_WORDS.sub("", _clean(text).lstrip("¥￥$").removeprefix("rmb")), text)


def read_count(text: str, words: re.Pattern[str] = COUNT_WORDS) -> Decimal | None:
    """The number of years, times or people, with or without one of ``words``; None for nothing, else ValueError."""
    return _number(words.sub("", _clean(text)), text)


def read_years(text: str) -> Decimal | None:
    """The years something is paid for: 20年交, 二十年, 趸交 (1). None when nothing is typed, ValueError for months and
    all else."""
    return Decimal(1) if AT_ONCE.fullmatch(" ".join(text.split()).casefold()) else read_count(text, YEAR_WORDS)


def read_pieces(text: str) -> Decimal | None:
    """Years, ages, people or times, but no days and months: 28天 is not the age of 28. As :func:`read_count` else."""
    return read_count(text, PIECE_WORDS)


def read_days(text: str) -> Decimal | None:
    """Days: 15, 15天. As :func:`read_count` else."""
    return read_count(text, DAY_WORDS)


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
    """Half width, lower case, without separators of thousands (or of 万) and space. 1,5 and 1 2 keep theirs: nobody
    knows what they mean."""
    plain = "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in text)
    plain = re.sub(r"\s", " ", plain.replace("−", "-")).strip().lower()
    plain = _GROUPED.sub(lambda match: re.sub(r"[,'_ ]", "", match[0]), plain)
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", plain)


def _number(clean: str, text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        if _PLAIN.fullmatch(clean):
            return Decimal(clean)
        if _WRITTEN.fullmatch(clean) and abs(Decimal(clean)) < MOST:
            return Decimal(clean)
        if mixed := _MIXED.fullmatch(clean):
            return Decimal(mixed[1]) * TIMES[mixed[2]] + _rest(mixed)
        if _HAN.fullmatch(clean):
            return Decimal(_han(clean))
    except (InvalidOperation, ValueError):
        pass
    raise ValueError(text)


def _rest(mixed: re.Match[str]) -> int:
    """What follows the unit: of the next lower one where it is a digit alone (12万5), else as it says (3万5千,
    1万2500). ValueError where it would not be less than the unit, or follows a fraction."""
    said, unit, times = mixed[3], mixed[4], TIMES[mixed[2]]
    if not said:
        return 0
    digits = DIGITS[said] if said in DIGITS else int(said)
    rest = digits * TIMES[unit] if unit else digits * times // 10 if len(said) == 1 else digits
    if rest >= times or "." in mixed[1] or mixed[1][0] == "-":
        raise ValueError(mixed[0])
    return rest


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
