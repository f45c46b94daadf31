"""The pieces of a line that mean something, each with its place: days, times, kinds, phones, relatives, topics."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from app.enums import ActivityKind
from app.services.rules.day.quick_add import clock, days, kinds, people, topics, turns
from app.services.rules.day.quick_add.turns import Turn

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
    TURN = "turn"
    OLD_DAY = "old_day"
    OLD_TIME = "old_time"


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
    def in_vain(self) -> bool:
        """It says that nobody was reached; it stands in the line beside its words, and takes none."""
        return self.sort == Sort.DONE and self.start == self.end

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
    line.each(Sort.TURN, turns.called_off_early)
    line.kinds()
    line.each(Sort.LENGTH, clock.find_length)
    line.each(Sort.DAY, lambda left: days.find(left, today))
    line.each(Sort.TIME, clock.find)
    line.each(Sort.HALF_DAY, _half_day)
    line.each(Sort.TURN, turns.moved)
    line.each(Sort.PLACE, _at)
    line.each(Sort.DONE, lambda left: _marked(_DONE, left), lambda _words: True)
    line.each(Sort.NEXT, lambda left: _marked(_NEXT, left))
    line.turned()
    if (vain := _IN_VAIN.search(text)) is not None:
        line.pieces.append(Piece(vain.start(), vain.start(), Sort.DONE, "", "", True))
    return _without_old(text, sorted(line.pieces, key=lambda piece: (piece.start, piece.end)))


_NOT_ARRANGED = re.compile(r"(?P<not>没有?能?|未能?)(?P<it>约(?:到|上|成|着))")


def clauses(text: str, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Where each begins and ends; what stands within a piece ends none."""
    stops = [match.start() for match in turns.STOP.finditer(text)]
    stops = [stop for stop in stops if not any(piece.start <= stop < piece.end for piece in pieces)]
    return list(zip([0, *(stop + 1 for stop in stops)], [*stops, len(text) + 1], strict=True))


def _without_old(text: str, found: list[Piece]) -> list[Piece]:
    """Of a step that is moved the last day and time count; a day before them is the one it stood on."""
    spans = clauses(text, found)
    for at, (start, end) in enumerate(spans):
        if not any(one.sort == Sort.TURN and one.value == Turn.MOVED and start <= one.start < end for one in found):
            continue
        mine = [one for one in found if start <= one.start < end]
        if at and not any(one.sort == Sort.KIND for one in mine):
            earlier = [one for one in found if spans[at - 1][0] <= one.start < start]
            open_ = any(one.sort == Sort.KIND for one in earlier)
            if open_ and not any(one.done or one.sort == Sort.TURN for one in earlier):
                mine = earlier + mine
        for sort in (Sort.DAY, Sort.TIME):
            for old in [one for one in mine if one.sort == sort][:-1]:
                found[found.index(old)] = replace(old, sort=Sort.OLD_DAY if sort == Sort.DAY else Sort.OLD_TIME)
    return found


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

    def turned(self) -> None:
        """What says that a kind did not happen or is not to: before it, behind it, or a clause of its own after it."""
        if (off := _NOT_ARRANGED.search(self.left)) is not None:
            self._take(Piece(off.start("not"), off.end("not"), Sort.TURN, Turn.OFF, off["not"]))
            self._take(Piece(off.start("it"), off.end("it"), Sort.KIND, ActivityKind.APPOINTMENT, off["it"]))
            return
        for start, end in clauses(self.text, self.pieces):
            of_clause = [piece for piece in self.pieces if start <= piece.start < end]
            if any(piece.sort == Sort.TURN for piece in of_clause):
                continue
            named = sorted((one for one in of_clause if one.sort == Sort.KIND), key=lambda one: one.start)
            self._turned(start, end, named)

    def _turned(self, start: int, end: int, named: list[Piece]) -> None:
        for kind in named:
            if kind.text.startswith("没"):
                continue
            hit = turns.before_kind(self.left[start : kind.start])
            if hit is not None:
                self._replace(kind, turns.complement(self.left, kind.end))
                self._turn(start, hit)
                return
        undone = not any(piece.sort == Sort.KIND and piece.done for piece in self.pieces if piece.start < end)
        hit = turns.behind_kind(self.left[start:end]) if named or not start else turns.alone(self.left[start:end])
        if undone and hit is not None:
            self._turn(start, hit)

    def _turn(self, start: int, hit: tuple[int, int]) -> None:
        words = self.text[start + hit[0] : start + hit[1]]
        self._take(Piece(start + hit[0], start + hit[1], Sort.TURN, Turn.OFF, words.strip()))

    def _replace(self, kind: Piece, end: int) -> None:
        self.pieces.remove(kind)
        self._take(replace(kind, end=end, text=self.text[kind.start : end], done=False))

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
