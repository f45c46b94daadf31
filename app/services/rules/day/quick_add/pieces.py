"""The pieces of a line that mean something, each with its place: days, times, kinds, phones, relatives, topics."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.services.rules.day.quick_add import clock, days, kinds, people, topics

TAKEN = "￼"
"""Stands in the line where a piece was taken out, so that places stay what they are."""
_PLACE = re.compile(r"@\s*([^\s,，。;；]+)")
_DONE = re.compile(
    r"刚刚|刚才|方才|刚(?=[^好一]|$)|已经?(?=￼|[打见去给跟和拜约])|(?<![a-z])just(?: now)?(?![a-z])", re.IGNORECASE
)
_IN_VAIN = re.compile(r"没接|没打通|没人接|无人接|未接|没联系上|不在家|no answer|not at home", re.IGNORECASE)
"""Who was not reached was tried: it is done. These words stay in the note."""
_NEXT = re.compile(
    r"(?:又|再|另|改)?约(?:好|定|在|到|了|下|她|他|的|于|\s)*(?=￼)|(?:到时)?再(?=￼)|然后|接着|下次|下一步|回头|"
    r"改天|(?<![a-z])(?:then|next step|next:)(?![a-z])",
    re.IGNORECASE,
)
_HALF_DAY = re.compile(
    r"(?:(?<=￼)|(?<=[,，。;；\s])|^)\s*(晚上|傍晚|上午|下午|早上|早|晚)(?!一?点)|(?<![a-z])(?:in the )?(morning|"
    r"afternoon|evening|tonight)(?![a-z])",
    re.IGNORECASE,
)


class Sort(StrEnum):
    KIND = "kind"
    DAY = "day"
    TIME = "time"
    LENGTH = "length"
    PLACE = "place"
    PHONE = "phone"
    RELATIVE = "relative"
    TOPIC = "topic"
    DONE = "done"
    NEXT = "next"
    HALF_DAY = "half_day"


_SPOKEN = re.compile(r"(?:[聊谈说讲问通询注绍到]|了解)[了过]|talked|discussed|asked|chatted", re.IGNORECASE)
_ABOUT = {Sort.DAY: re.compile("[之以]?前(?![天晚])|当天"), Sort.TIME: re.compile("左右|前后|[之以]?前(?![天晚])")}
"""Words behind a day or a time that belong to it."""
_AT = re.compile(r"(?<![不正现实还存所])在([^\s,，。;；￼和跟与同我她他]{2,10})(?=￼|和|跟|与|同|[,，。;；\s]|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the line and what it was taken for: kind, day, time, length, place and so on."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """``value`` None is a day or a time that is none. ``done``: its word says that it was done."""

    start: int
    end: int
    sort: Sort
    value: Any
    text: str
    done: bool = False

    @property
    def part(self) -> Part:
        """What is shown of the piece: its sort and the words it was read from."""
        return Part(self.sort.value, self.text)


def find(text: str, today: date) -> list[Piece]:
    """All of them, in the order of the line. What one has taken is no longer seen by the next."""
    line = _Line(text)
    line.each(Sort.PHONE, people.phone)
    line.each(Sort.RELATIVE, people.relative)
    line.each(Sort.PLACE, _place)
    line.each(Sort.TOPIC, topics.find, lambda words: _SPOKEN.search(words) is not None)
    line.kinds()
    line.each(Sort.LENGTH, clock.find_length)
    line.each(Sort.DAY, lambda left: days.find(left, today))
    line.each(Sort.TIME, clock.find)
    line.each(Sort.HALF_DAY, _half_day)
    line.each(Sort.PLACE, _at)
    line.each(Sort.DONE, lambda left: _marked(_DONE, left), lambda _words: True)
    line.each(Sort.NEXT, lambda left: _marked(_NEXT, left))
    if (vain := _IN_VAIN.search(text)) is not None:
        line.pieces.append(Piece(vain.start(), vain.start(), Sort.DONE, "", "", True))
    return sorted(line.pieces, key=lambda piece: (piece.start, piece.end))


class _Line:
    def __init__(self, text: str) -> None:
        self.text, self.left = text, text
        self.pieces: list[Piece] = []

    def each(
        self,
        sort: Sort,
        finder: Callable[[str], tuple[int, int, Any] | None],
        says_done: Callable[[str], bool] = lambda _words: False,
    ) -> None:
        while (hit := finder(self.left)) is not None:
            start, end, value = hit
            end = max(end, start + 1)
            if (more := _ABOUT[sort].match(self.left, end) if sort in _ABOUT else None) is not None:
                end = more.end()
            words = self.text[start:end]
            self._take(Piece(start, end, sort, value, words.strip(), says_done(words)))

    def kinds(self) -> None:
        """A kind with 了, 过 or 完 behind it was done; one that begins with 再 comes next."""
        while (hit := kinds.find(self.left)) is not None:
            start, end, kind, done = hit
            if self.left[end : end + 1] in ("了", "过", "完"):
                end, done = end + 1, True
            self._take(Piece(start, end, Sort.KIND, kind, self.text[start:end].strip(), done))

    def _take(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.left = self.left[: piece.start] + TAKEN * (piece.end - piece.start) + self.left[piece.end :]


def _place(text: str) -> tuple[int, int, str] | None:
    match = _PLACE.search(text)
    return (match.start(), match.end(), match[1]) if match else None


def _at(text: str) -> tuple[int, int, str] | None:
    match = _AT.search(text)
    return (match.start(), match.end(), match[1]) if match else None


def _half_day(text: str) -> tuple[int, int, str] | None:
    match = _HALF_DAY.search(text)
    return (match.start(), match.end(), match[1] or match[2]) if match else None


def _marked(pattern: re.Pattern[str], text: str) -> tuple[int, int, str] | None:
    match = pattern.search(text)
    return (match.start(), match.end(), match.group()) if match else None
