"""The one coverage function, by amount, and what the dates of a need say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.enums import Coverage, Event, NeedStatus

INDEMNITIES = (Event.MEDICAL,)  # they repay what was paid: a second one adds nothing to the first
OVERSHOOT = 1.2  # above 120 % of the gap a need is over-covered
WORK = {NeedStatus.DONE: Coverage.COVERED, NeedStatus.IN_PROGRESS: Coverage.PARTIAL}
SOON = timedelta(days=7)


class DateMark(StrEnum):
    """What the dates of a need say today."""

    DONE = "done"
    LATE = "late"
    STARTED_LATE = "started_late"
    DUE = "due"
    ON_HOLD = "on_hold"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Covered:
    """``in_force`` is what policies pay already, ``adds`` what is accepted and no policy yet or would come with the
    latest proposal; fen. ``work`` is how far a requirement of no family is: without an amount it is covered when it is
    done. Of a need that is not ``known`` the figures its gap rests on were not said."""

    gap: int
    adds: int
    in_force: int
    work: NeedStatus | None = None
    event: str = ""
    known: bool = True

    @property
    def best(self) -> int:
        """What would pay in the end, fen: a proposal answers what is missing and comes on top of what is in force; of
        indemnities the highest counts."""
        return amount_for(self.event, [self.adds, self.in_force])

    @property
    def ratio(self) -> float:
        """How much of the gap is covered, at most 9.99; without a gap 1, or 0 for work that is not done."""
        return ratio_of(self.gap, self.best, self.work, known=self.known)


def ratio_of(gap: int, covered: int, work: NeedStatus | None = None, *, known: bool = True) -> float:
    """How much of a gap an amount covers, as :attr:`Covered.ratio`; fen. Nothing of one that is not known."""
    if not known:
        return 0.0
    if gap > 0:
        return min(covered / gap, 9.99)
    return 1.0 if work in (None, NeedStatus.DONE) else 0.0


def state_of(covered: Covered, *, declined: bool, declined_until: date | None, today: date) -> Coverage:
    """Declined holds until its date (included) and then the need is open again; a family's need without a gap is
    covered."""
    if is_declined(declined=declined, declined_until=declined_until, today=today):
        return Coverage.DECLINED
    return _by_amount(covered)


def is_declined(*, declined: bool, declined_until: date | None, today: date) -> bool:
    """Whether a refusal holds: for good, or to its day (included)."""
    return declined and (declined_until is None or today <= declined_until)


def depth_of(gap: int, in_force: int, work: NeedStatus | None = None, *, known: bool = True) -> Coverage:
    """Deep coverage: what policies in force alone make of the gap, whatever is proposed. fen."""
    return _by_amount(Covered(gap, 0, in_force, work, known=known))


def _by_amount(covered: Covered) -> Coverage:
    if not covered.known:
        return Coverage.UNKNOWN
    if covered.gap <= 0 and covered.work is not None:
        return WORK.get(covered.work, Coverage.OPEN)
    if covered.gap > 0 and covered.best > covered.gap * OVERSHOOT:
        return Coverage.OVER_COVERED
    if covered.best >= covered.gap:
        return Coverage.COVERED
    return Coverage.PARTIAL if covered.best > 0 else Coverage.OPEN


def amount_for(event: str, amounts: list[int]) -> int:
    """Amounts of one need together: sums add up, of indemnities the highest counts."""
    return max(amounts, default=0) if event in INDEMNITIES else sum(amounts)


@dataclass(frozen=True, slots=True)
class Asking:
    """Why a need is asked for, or not any more: its gap, what pays already, what is accepted and on its way; fen."""

    event: str
    gap: int
    in_force: int
    on_its_way: int

    @property
    def asked(self) -> int:
        """Gap − in force − accepted and on its way, never below nothing (domain.md, 12). Of an indemnity the whole gap
        or nothing: a second one of the difference would add nothing to the first."""
        if self.event in INDEMNITIES:
            return 0 if max(self.in_force, self.on_its_way) >= self.gap else self.gap
        return max(0, self.gap - self.in_force - self.on_its_way)


def mark_of(
    status: NeedStatus, planned_start: date | None, planned_finish: date | None, actual_start: date | None, today: date
) -> DateMark:
    """What the dates of a need say on ``today``: done and put aside come first, then late, then due soon; a dropped
    need has none.
    """
    if status == NeedStatus.DONE:
        return DateMark.DONE
    if status == NeedStatus.ON_HOLD:
        return DateMark.ON_HOLD
    if status == NeedStatus.DROPPED:
        return DateMark.NONE
    if planned_finish is not None and planned_finish < today:
        return DateMark.LATE
    if planned_start is not None and actual_start is None and planned_start < today:
        return DateMark.STARTED_LATE
    if planned_finish is not None and planned_finish <= today + SOON:
        return DateMark.DUE
    return DateMark.NONE


def slip(planned_finish: date | None, actual_finish: date | None, today: date, *, done: bool) -> int:
    """Days past the planned finish: at the actual one when done, else today; 0 when not past."""
    if planned_finish is None:
        return 0
    end = actual_finish if done and actual_finish is not None else today
    return max(0, (end - planned_finish).days)
