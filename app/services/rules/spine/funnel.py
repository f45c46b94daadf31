"""The funnel of one period, from the history of stage moves.

For every stage: opening + entered - left = closing, always; a household that passes through a stage within the
period counts as entered and as left. Moves of one day keep the order in which they are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from app.enums import Stage

PATH: tuple[Stage, ...] = tuple(stage for stage in Stage if stage.value.startswith("S"))
EXITS: tuple[Stage, ...] = tuple(stage for stage in Stage if stage not in PATH)
NEVER_STALE = frozenset({*EXITS, Stage.S8_REFERRED})


@dataclass(frozen=True, slots=True)
class Move:
    household_id: str
    stage: Stage
    on_date: date


@dataclass(frozen=True, slots=True)
class StageRow:
    """``conversion`` = entered the next stage / entered this one, both in the period (so it may pass 100 %).

    ``cohort`` = of the households that entered this stage in the period, the share that has been further on the
    path by the period's end. ``mean_days`` is how long those now in the stage have been in it, at the period's end.
    None where there is nothing to divide by.
    """

    stage: Stage
    opening: int
    entered: int
    left: int
    closing: int
    conversion: Decimal | None
    cohort: Decimal | None
    mean_days: Decimal | None
    stale: tuple[str, ...]  # household ids


@dataclass(frozen=True, slots=True)
class Stay:
    """A household in one stage, from the day it entered to the day it left (None: still there)."""

    household_id: str
    stage: Stage
    entered: date
    left: date | None
    furthest_after: int  # index on PATH of the furthest later stage; -1 when there is none


def stays(moves: Iterable[Move], end: date) -> list[Stay]:
    """The stays of every household up to ``end`` (included); a move to the stage it is in already is no move."""
    rows = sorted((move for move in moves if move.on_date <= end), key=lambda move: (move.household_id, move.on_date))
    result: list[Stay] = []
    for household_id, group in groupby(rows, key=lambda move: move.household_id):
        steps: list[Move] = []
        for move in group:
            if not steps or steps[-1].stage != move.stage:
                steps.append(move)
        furthest = -1
        own: list[Stay] = []
        for place in range(len(steps) - 1, -1, -1):
            step = steps[place]
            left = steps[place + 1].on_date if place + 1 < len(steps) else None
            own.append(Stay(household_id, step.stage, step.on_date, left, furthest))
            furthest = max(furthest, PATH.index(step.stage) if step.stage in PATH else -1)
        result.extend(reversed(own))
    return result


def funnel(
    moves: Iterable[Move],
    start: date,
    end: date,
    *,
    contacts: Mapping[str, date] | None = None,
    stale_days: Mapping[str, int] | None = None,
) -> list[StageRow]:
    """One row per stage of the path, then per exit, for ``start`` to ``end`` (both included).

    ``contacts``: last real contact by household, on or before ``end``; a household without one counts from the
    day it entered its stage. ``stale_days``: by stage value; a stage without a limit is never stale.
    """
    everything = stays(moves, end)
    by_stage = {stage: [stay for stay in everything if stay.stage == stage] for stage in Stage}
    entered = {stage: [stay for stay in own if stay.entered >= start] for stage, own in by_stage.items()}
    rows = []
    for stage in (*PATH, *EXITS):
        own = by_stage[stage]
        residents = [stay for stay in own if stay.left is None]
        opening = sum(1 for stay in own if stay.entered < start and (stay.left is None or stay.left >= start))
        place = PATH.index(stage) if stage in PATH else len(PATH)
        following = len(entered[PATH[place + 1]]) if place + 1 < len(PATH) else None
        further = sum(1 for stay in entered[stage] if stay.furthest_after > place)
        limit = None if stage in NEVER_STALE else (stale_days or {}).get(stage.value)
        rows.append(
            StageRow(
                stage=stage,
                opening=opening,
                entered=len(entered[stage]),
                left=sum(1 for stay in own if stay.left is not None and stay.left >= start),
                closing=len(residents),
                conversion=None if following is None else _share(following, len(entered[stage])),
                cohort=_share(further, len(entered[stage])) if place + 1 < len(PATH) else None,
                mean_days=_share(sum((end - stay.entered).days for stay in residents), len(residents)),
                stale=tuple(_stale(residents, end, contacts or {}, limit)),
            )
        )
    return rows


def _stale(residents: Sequence[Stay], end: date, contacts: Mapping[str, date], limit: int | None) -> list[str]:
    if limit is None:
        return []
    return [
        stay.household_id
        for stay in residents
        if (end - max(stay.entered, contacts.get(stay.household_id, stay.entered))).days > limit
    ]


def _share(part: int, whole: int) -> Decimal | None:
    return Decimal(part) / Decimal(whole) if whole else None
