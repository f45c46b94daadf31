"""One need with the worksheet that explains it, and how sure its figure is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.services.rules.needs.gaps.case import Mark
from app.services.rules.needs.worksheets import Result, Worksheet

COVER_LINES = ("cover", "cover_group")
SURVIVORS, LIFE_VALUE, RULE_OF_THUMB = "survivors", "life_value", "rule_of_thumb"


class NeedState(StrEnum):
    """What may be said of a need: a gap, enough, or that what it rests on is not known."""

    OPEN = "open"
    COVERED = "covered"
    UNKNOWN = "unknown"


class Bound(StrEnum):
    """What the gap is when something was not told: the true one is the figure, or at least, or at most it."""

    EXACT = "exact"
    UNVERIFIED = "unverified"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class NeedResult:
    """``others`` are further methods shown beside the first; ``missing`` the paths of figures it cannot do without and
    nobody said."""

    key: str
    member: str
    event: str
    sheet: Worksheet
    result: Result
    others: tuple[tuple[Worksheet, Result], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def gap_fen(self) -> int:
        """Rounded up to a whole yuan: a gap is never understated by rounding."""
        return int(self.result.gap.to_integral_value(rounding="ROUND_CEILING")) * 100

    @property
    def wanted_fen(self) -> int:
        """What insurance has to answer, rounded up to a yuan: the worksheet without the cover it counts."""
        lines = zip(self.sheet.lines, self.result.values, strict=True)
        amount = sum((line.sign * value for line, value in lines if line.label not in COVER_LINES), Decimal(0))
        return max(0, int(amount.to_integral_value(rounding="ROUND_CEILING"))) * 100

    @property
    def state(self) -> NeedState:
        """Enough is said only where nothing is missing and the figure is not at least something."""
        if self.missing or (self.gap_fen == 0 and self.bound in (Bound.AT_LEAST, Bound.UNCLEAR)):
            return NeedState.UNKNOWN
        return NeedState.OPEN if self.gap_fen else NeedState.COVERED

    @property
    def bound(self) -> Bound:
        """How the figure stands to the truth: exact, at least, at most, unclear when lines of both signs are not known,
        or resting on figures that were not proved.
        """
        unknown = {line.sign for line in self.sheet.lines if line.mark in (Mark.NOT_TOLD, Mark.MISSING)}
        if unknown:
            return Bound.UNCLEAR if len(unknown) == 2 else Bound.AT_LEAST if 1 in unknown else Bound.AT_MOST
        unverified = any(line.mark == Mark.UNVERIFIED for line in self.sheet.lines)
        return Bound.UNVERIFIED if unverified else Bound.EXACT
