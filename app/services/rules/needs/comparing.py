"""Last analysis beside today's: which needs changed enough to be talked about, and what moved them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal(0)
LEAST, SHARE = Decimal(10_000), Decimal("0.05")  # a change below both is not worth a talk


class NeedChange(StrEnum):
    NEW = "new"
    GONE = "gone"
    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Figure:
    """One need as an analysis found it; ``lines`` are signed values by label, resources negative."""

    key: str
    member: str
    event: str
    gap: Decimal
    lines: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Difference:
    """``movers`` are (label, change of the gap) of the lines that moved it most, the largest first."""

    key: str
    member: str
    event: str
    before: Decimal | None
    now: Decimal | None
    change: NeedChange
    movers: tuple[tuple[str, Decimal], ...]

    @property
    def amount(self) -> Decimal:
        """What a need grew by, yuan; one that is not there on a side counts 0."""
        return (self.now or ZERO) - (self.before or ZERO)


def compare(before: Sequence[Figure], now: Sequence[Figure], most: int = 3) -> tuple[Difference, ...]:
    """Every need of either, those to talk about first and among them the largest change first."""
    old, new = {f.key: f for f in before}, {f.key: f for f in now}
    found = [_difference(old.get(key), new.get(key), most) for key in dict.fromkeys((*old, *new))]
    return tuple(sorted(found, key=lambda d: (d.change == NeedChange.SAME, -abs(d.amount))))


def _difference(old: Figure | None, new: Figure | None, most: int) -> Difference:
    known = new or old
    assert known is not None
    was, is_ = (old.lines if old else {}), (new.lines if new else {})
    moved = {label: is_.get(label, ZERO) - was.get(label, ZERO) for label in dict.fromkeys((*was, *is_))}
    ranked = sorted(((k, v) for k, v in moved.items() if abs(v) >= 1), key=lambda pair: -abs(pair[1]))[:most]
    before, now = (old.gap if old else None), (new.gap if new else None)
    return Difference(known.key, known.member, known.event, before, now, _kind(before, now), tuple(ranked))


def _kind(before: Decimal | None, now: Decimal | None) -> NeedChange:
    if before is None:
        return NeedChange.NEW if now else NeedChange.SAME
    if now is None:
        return NeedChange.GONE if before else NeedChange.SAME
    change = now - before
    if abs(change) < max(LEAST, SHARE * before) and bool(before) == bool(now):
        return NeedChange.SAME
    return NeedChange.UP if change > 0 else NeedChange.DOWN if change < 0 else NeedChange.SAME
