"""Which pieces of a line belong together: what was done, and what comes next, each with its day and time.

A second day, a second time, or a word such as 再约 or "then" begins what comes next. A day that begins nothing is a
word of the note ("送15号的合同").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.enums import ActivityKind
from app.services.rules.day.quick_add.pieces import Piece, Sort, clauses
from app.services.rules.day.quick_add.turns import STOP, Turn

_KEPT = (Sort.TOPIC, Sort.HALF_DAY)
"""These are words of the note as well."""
_SPACE = re.compile(r"[\s、]+")
_FILLERS = re.compile(
    r"^(?:[,，。;；、:：.\-\s]|约了?|在|于(?![一-鿿]{1,2}$)|给|和|跟|与|把|请(?!假)|找|帮|陪|的|了(?!解)|"
    r"(?:at|on|to|with|from|for|the|and|i|we|a|an)(?![a-z']))+",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(
    r"[,，。;；、:：]+$|(?:和|跟|与|给|约|在)$|^(?:[她他我说讲的对您]|她们|他们|我们|老客户|新客户|客户|一下|去|"
    r"来|又|到|again|him|her|them|me|us)$",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(?<=[a-z\s])['’]s(?![a-z])", re.IGNORECASE)
_ARRANGED = re.compile(r"(?<![大预节特])约(?![定束等莫])")


@dataclass(frozen=True, slots=True)
class Act:
    """``done``: the line says so, by a word or by a day that is past. ``following``: a word says that it comes next.
    ``words`` are those left in their order, as they stand: names and a note; ``said`` are pieces that were understood
    and are words of the note as well.
    """

    kind: ActivityKind | None
    on_date: date | None
    at_minute: int | None
    minutes: int | None
    place: str
    done: bool
    following: bool
    words: tuple[str, ...]
    said: tuple[str, ...]
    turn: Turn | None = None
    old_day: date | None = None

    @property
    def rest(self) -> tuple[str, ...]:
        """The words without what only joins them."""
        return tidy(self.words)


@dataclass
class _Open:
    """An act whose pieces are still being put together."""

    start: int
    pieces: list[Piece] = field(default_factory=list)
    by_clause: bool = False

    def first(self, sort: Sort) -> Piece | None:
        return next((piece for piece in self.pieces if piece.sort == sort), None)

    def has(self, sort: Sort) -> bool:
        return self.first(sort) is not None

    @property
    def day(self) -> date | None:
        piece = self.first(Sort.DAY)
        return piece.value if piece else None

    @property
    def moved(self) -> bool:
        return any(piece.value == Turn.MOVED for piece in self.pieces)

    @property
    def failed(self) -> bool:
        """It is off, or nobody was reached: 不打电话, 没接."""
        return any(piece.value == Turn.OFF or piece.in_vain for piece in self.pieces)

    def done(self, today: date) -> bool:
        if self.day is not None and self.day != today:
            return self.day < today
        return any(piece.done or piece.value == Turn.OFF for piece in self.pieces)


def tidy(words: Sequence[str]) -> tuple[str, ...]:
    """What only joins words taken away, and words that are nothing else."""
    clean = (_LEFT_OVER.sub("", _FILLERS.sub("", word)) for word in words)
    return tuple(word for word in clean if word)


def put_together(text: str, pieces: Sequence[Piece], today: date) -> tuple[list[Act], list[Piece]]:
    """The acts of a line, at least one, and the pieces that were understood."""
    found = [_Open(0)]
    for start, of_clause in _clauses(text, pieces):
        if any(_begins(found[-1], piece, today) for piece in of_clause) or _stands_alone(found[-1], of_clause):
            found.append(_Open(start, by_clause=True))
        off = any(piece.value == Turn.OFF for piece in of_clause)
        for piece in of_clause:
            if off and piece.sort == Sort.DAY and not found[-1].has(Sort.DAY):
                pass  # the day of what is off
            elif _begins(found[-1], piece, today) and not (found[-1].by_clause and piece.sort == Sort.NEXT):
                found.append(_Open(piece.start))
            found[-1].pieces.append(piece)
        found[-1].by_clause = False
    kept = _kept(found, today)
    ends = [*(one.start for one in kept[1:]), len(text)]
    acts = [_act(one, text[one.start : end], today) for one, end in zip(kept, ends, strict=True)]
    for at in range(1, len(acts)):
        acts[at] = _completed(acts[at], acts[at - 1], today)
    return acts, [piece for one in kept for piece in _used(one)]


def _clauses(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, list[Piece]]]:
    """Where each begins, and its pieces."""
    for start, end in clauses(text, pieces):
        yield start, [piece for piece in pieces if start <= piece.start < end]


def _begins(act: _Open, piece: Piece, today: date) -> bool:
    if piece.sort == Sort.DAY:
        return act.has(Sort.DAY) or (act.done(today) and piece.value is not None and piece.value > today)
    if piece.sort == Sort.HALF_DAY:
        return act.has(Sort.KIND) and act.has(Sort.HALF_DAY)
    if piece.sort == Sort.TIME:
        return act.has(Sort.TIME)
    if piece.sort == Sort.NEXT or (piece.sort == Sort.KIND and _again(piece)):
        past = act.day is not None and act.day < today
        return act.has(Sort.KIND) or act.done(today) or past
    return False


def _stands_alone(act: _Open, of_clause: Sequence[Piece]) -> bool:
    """A clause with a kind of its own, after one that has its kind: with a day as well, or what is done instead."""
    sorts = {piece.sort for piece in of_clause}
    instead = act.failed and not any(piece.value == Turn.OFF for piece in of_clause)
    return act.has(Sort.KIND) and Sort.KIND in sorts and (Sort.DAY in sorts or instead)


def _again(piece: Piece) -> bool:
    return piece.text.startswith(("再", "另约")) or piece.text.lower().startswith("follow")


def _kept(found: list[_Open], today: date) -> list[_Open]:
    """An act of nothing but a day is the next step of one that is done, else words of the one before it."""
    kept = [found[0]]
    for one in found[1:]:
        said = any(map(one.has, (Sort.KIND, Sort.NEXT, Sort.TIME))) or one.moved
        if said or (kept[-1].done(today) and one.day is not None and one.day > today):
            kept.append(one)
        else:
            kept[-1].pieces += [piece for piece in one.pieces if piece.sort not in (Sort.DAY, Sort.TIME)]
    return kept


def _used(act: _Open) -> list[Piece]:
    """Of two kinds the first counts, but after "电话约" or "转介绍" the second; the other is a word of the note."""
    used: list[Piece] = []
    for piece in act.pieces:
        same = next((one for one in used if one.sort == piece.sort), None)
        if piece.sort in (Sort.KIND, Sort.LENGTH) and same is not None:
            arranged = any(one.sort == Sort.NEXT and one.start > same.start for one in used)
            by_phone = arranged and same.value in (ActivityKind.CALL, ActivityKind.MESSAGE)
            if piece.sort == Sort.KIND and (by_phone or same.text == "转介绍"):
                used[used.index(same)] = piece
            continue
        used.append(piece)
    return used


def _act(act: _Open, text: str, today: date) -> Act:
    used = _used(act)
    values = {piece.sort: piece.value for piece in reversed(used)}
    span = values.get(Sort.TIME) or (None, None)
    following = any(piece.sort == Sort.NEXT or (piece.sort == Sort.KIND and _again(piece)) for piece in used)
    kind = values.get(Sort.KIND)
    if kind is None and any(piece.sort == Sort.NEXT and "约" in piece.text for piece in used):
        kind = ActivityKind.MEETING
    left = text
    for piece in sorted(used, key=lambda one: one.start, reverse=True):
        start, end = piece.start - act.start, piece.end - act.start
        left = left[:start] + (" " if end > start else "") + left[end:]
    if kind is None and _ARRANGED.search(left):
        kind = ActivityKind.APPOINTMENT
    left = _OWNED.sub("", left)
    words = tuple(word for word in _SPACE.split(STOP.sub(" ", left)) if word)
    return Act(
        kind, values.get(Sort.DAY), span[0], values.get(Sort.LENGTH) or span[1], values.get(Sort.PLACE, ""),
        act.done(today), following, words, _all_said(used), values.get(Sort.TURN), values.get(Sort.OLD_DAY),
    )  # fmt: skip


def _all_said(used: Sequence[Piece]) -> tuple[str, ...]:
    """Of what is off its own words stand first: 没见到, 见面取消了."""
    off = any(piece.value == Turn.OFF for piece in used)
    words = [piece.text for piece in used if off and piece.sort in (Sort.TURN, Sort.KIND)]
    joint = " " if "".join(words).isascii() else ""
    rest = [_said(piece) for piece in used if _is_said(piece) and not (off and piece.sort == Sort.KIND)]
    return tuple(filter(None, (joint.join(words), *rest)))


def _is_said(piece: Piece) -> bool:
    return piece.sort in _KEPT or (piece.sort == Sort.KIND and piece.text.startswith("没"))


def _said(piece: Piece) -> str:
    return str(piece.value) if piece.sort == Sort.HALF_DAY else piece.text


def _completed(act: Act, before: Act, today: date) -> Act:
    """In "明天10点王芳，下午3点张建国" what is not said again is as before; never from what is done."""
    if act.turn == Turn.MOVED and before.turn == Turn.OFF:
        return replace(act, kind=act.kind or before.kind, turn=None)
    if before.done or before.turn or act.turn or act.done or act.following:
        return act
    if act.on_date is None and before.on_date is not None and before.on_date >= today:
        act = replace(act, on_date=before.on_date)
    return replace(act, kind=act.kind or before.kind)
