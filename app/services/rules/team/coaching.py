"""What a lead can see in an agent's weeks: strong and weak steps, and early signs that someone may be leaving.

Everything is compared with the agent's own past and with the team's middle, says what it rests on, and stays silent
where there is too little to say anything. A sign is a reason to ask how someone is, never a verdict.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median

from app.services.rules.base.weeks import Week

NOW, BEFORE = 4, 8  # weeks looked at, and weeks before them
LEAST = 3  # entered a step: a rate of fewer says nothing
BETTER, WORSE = Decimal("1.15"), Decimal("0.85")
FALL, FALL_WEEKS, LEAST_MEAN = Decimal("0.6"), 3, 5
MISSED, LATE = 2, 3  # of the last four weeks
HALF, LEAST_CALLS, CALL_WEEKS = Decimal("0.5"), 5, 3


class Verdict(StrEnum):
    STRONG = "strong"
    WEAK = "weak"
    EVEN = "even"
    UNKNOWN = "unknown"


class SignKind(StrEnum):
    FALLING = "falling"
    FEWER_DAYS = "fewer_days"
    FEWER_CALLS = "fewer_calls"
    EDITED = "edited"
    MISSED = "missed"
    LATE = "late"
    NO_CLOSING = "no_closing"


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """One reported week: activities and active days, closings, families that entered each stage."""

    week: Week
    activities: int
    days: int
    closings: int
    entered: Mapping[str, int]
    late: bool = False
    calls: int = 0
    edited: bool = False  # the file was changed after it was written


@dataclass(frozen=True, slots=True)
class Step:
    """From one stage to the next. Rates are entered the next / entered this, over the weeks looked at."""

    stage: str
    following: str
    entered: int
    onward: int
    now: Decimal | None
    past: Decimal | None
    team: Decimal | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Sign:
    """``now`` and ``before`` are the two figures it rests on (means of a week, or counts of weeks)."""

    kind: SignKind
    now: Decimal
    before: Decimal
    weeks: tuple[Week, ...]


def rates(facts: Sequence[WeekFacts], path: Sequence[str]) -> dict[str, tuple[int, int, Decimal | None]]:
    """By stage: entered, entered the next, and the rate where enough entered."""
    found: dict[str, tuple[int, int, Decimal | None]] = {}
    for stage, following in itertools.pairwise(path):
        entered = sum(one.entered.get(stage, 0) for one in facts)
        onward = sum(one.entered.get(following, 0) for one in facts)
        found[stage] = (entered, onward, Decimal(onward) / entered if entered >= LEAST else None)
    return found


def split(facts: Sequence[WeekFacts], week: Week) -> tuple[list[WeekFacts], list[WeekFacts]]:
    """The last four weeks to ``week``, and the eight before them; of those reported."""
    now = [one for one in facts if week.plus(1 - NOW) <= one.week <= week]
    before = [one for one in facts if week.plus(1 - NOW - BEFORE) <= one.week <= week.plus(-NOW)]
    return now, before


def steps(
    own: Sequence[WeekFacts], others: Sequence[Sequence[WeekFacts]], week: Week, path: Sequence[str]
) -> list[Step]:
    """Each step against the agent's own past and the middle of ``others`` (the rest of the team)."""
    now, before = split(own, week)
    mine, past = rates(now, path), rates(before, path)
    team = [rates(split(one, week)[0], path) for one in others]
    found = []
    for stage, following in itertools.pairwise(path):
        entered, onward, rate = mine[stage]
        of_others = [value for one in team if (value := one[stage][2]) is not None]
        middle = median(of_others) if of_others else None
        verdict = _verdict(rate, past[stage][2], middle)
        found.append(Step(stage, following, entered, onward, rate, past[stage][2], middle, verdict))
    return found


def _verdict(rate: Decimal | None, past: Decimal | None, team: Decimal | None) -> Verdict:
    """Strong or weak only where nothing to compare with says the contrary. Nobody is praised for a step without a
    "before" of the agent's own: the team's middle says nothing of getting better."""
    others = [one for one in (past, team) if one is not None]
    if rate is None or not others:
        return Verdict.UNKNOWN
    if past is not None and all(rate >= one * BETTER for one in others if one) and any(others):
        return Verdict.STRONG
    if all(rate < one * WORSE for one in others if one) and any(others):
        return Verdict.WEAK
    return Verdict.EVEN


def signs(facts: Sequence[WeekFacts], rolled: Sequence[Week], week: Week) -> list[Sign]:
    """Early signs up to ``week``; ``rolled`` are the weeks reports were asked for."""
    by_week = {one.week: one for one in facts if one.week <= week}
    if not by_week:
        return []
    recent = [by_week[at] for at in (week.plus(-n) for n in range(FALL_WEEKS)) if at in by_week]
    earlier = [by_week[at] for at in (week.plus(-n) for n in range(FALL_WEEKS, FALL_WEEKS + BEFORE)) if at in by_week]
    found = []
    if len(recent) >= FALL_WEEKS - 1 and len(earlier) >= FALL_WEEKS:
        weeks = tuple(one.week for one in reversed(recent))
        for kind, values in (
            (SignKind.FALLING, [[one.activities for one in part] for part in (recent, earlier)]),
            (SignKind.FEWER_DAYS, [[one.days for one in part] for part in (recent, earlier)]),
        ):
            now, before = (_mean(part) for part in values)
            least = LEAST_MEAN if kind == SignKind.FALLING else 2
            if before >= least and now < before * FALL:
                found.append(Sign(kind, now, before, weeks))
    calls, edited = _calls(by_week, week), _edited(by_week, week)
    return [*found, *calls, *edited, *_attendance(by_week, rolled, week), *_closings(by_week, week)]


def _calls(by_week: Mapping[Week, WeekFacts], week: Week) -> list[Sign]:
    """Half the calls of the weeks before, or fewer: the first thing that goes, and seen in its first week."""
    before = [by_week[at].calls for at in (week.plus(-n) for n in range(1, 1 + BEFORE)) if at in by_week]
    if week not in by_week or len(before) < CALL_WEEKS:
        return []
    now, usual = Decimal(by_week[week].calls), _mean(before)
    if usual < LEAST_CALLS or now > usual * HALF:
        return []
    return [Sign(SignKind.FEWER_CALLS, now, usual, (week,))]


def _edited(by_week: Mapping[Week, WeekFacts], week: Week) -> list[Sign]:
    """Files of the last four weeks that were changed after they were written."""
    last = [at for at in (week.plus(-n) for n in reversed(range(NOW))) if at in by_week]
    edited = tuple(at for at in last if by_week[at].edited)
    return [Sign(SignKind.EDITED, Decimal(len(edited)), Decimal(len(last)), edited)] if edited else []


def _attendance(by_week: Mapping[Week, WeekFacts], rolled: Sequence[Week], week: Week) -> list[Sign]:
    first = min(by_week)
    asked = [at for at in sorted(rolled) if week.plus(1 - NOW) <= at <= week and at >= first]
    missed = tuple(at for at in asked if at not in by_week)
    late = tuple(at for at in asked if at in by_week and by_week[at].late)
    found = []
    if len(missed) >= MISSED:
        found.append(Sign(SignKind.MISSED, Decimal(len(missed)), Decimal(len(asked)), missed))
    if len(late) >= LATE:
        found.append(Sign(SignKind.LATE, Decimal(len(late)), Decimal(len(asked)), late))
    return found


def _closings(by_week: Mapping[Week, WeekFacts], week: Week) -> list[Sign]:
    """None in eight weeks of reports from someone who had closed before."""
    last = [by_week[at] for at in (week.plus(-n) for n in range(BEFORE)) if at in by_week]
    ever = sum(one.closings for at, one in by_week.items() if at <= week.plus(-BEFORE))
    if len(last) >= BEFORE - 2 and ever and not any(one.closings for one in last):
        return [Sign(SignKind.NO_CLOSING, Decimal(0), Decimal(ever), tuple(one.week for one in reversed(last)))]
    return []


def _mean(values: Sequence[int]) -> Decimal:
    return Decimal(sum(values)) / len(values)
