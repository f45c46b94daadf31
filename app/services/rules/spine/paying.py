"""Which money answers which event, and which is paid only once: the table of events and covers.

Over time a sum insured is paid once: at the death it was meant for, or earlier, at an illness or when care is needed;
what is left to heirs is that same payment. A cash value is spent once: as an income in old age, on studies, or left to
heirs. A death by accident is a death: life cover pays as well, and it is the same death, so that one sum answers both
needs at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from app.enums import Event

PAYS: dict[str, tuple[str, ...]] = {Event.ACCIDENT: (Event.DEATH, Event.ACCIDENT)}
"""By event, the covers that pay when it happens, where these are more than its own."""

AT_ONE_DEATH = (Event.DEATH, Event.LEGACY, Event.CRITICAL_ILLNESS, Event.CARE)
BY_ACCIDENT = (Event.ACCIDENT, Event.LEGACY, Event.CRITICAL_ILLNESS, Event.CARE)
CASH_VALUE = (Event.RETIREMENT, Event.EDUCATION, Event.LEGACY)


def paid_once(covered: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of events of which one sum that covers ``covered`` pays only one. An accident cover without life cover
    is a sum of its own beside any other."""
    groups = [AT_ONE_DEATH, CASH_VALUE]
    if Event.DEATH in covered:
        groups.append(BY_ACCIDENT)
    return tuple(
        within
        for group in groups
        if len(within := tuple(event for event in group if event in covered or _with_death(event, covered))) > 1
    )


def _with_death(event: str, covered: Collection[str]) -> bool:
    return event == Event.ACCIDENT and Event.DEATH in covered


def full(event: str, amounts: Mapping[str, int]) -> int:
    """What is paid on ``event`` by what pays ``amounts`` (fen by the event of its covers): life cover on an accident
    too."""
    own = amounts.get(event, 0)
    return own or max((amounts.get(one, 0) for one in PAYS.get(event, ())), default=0)


def still_pays(event: str, amounts: Mapping[str, int], taken: Mapping[str, int]) -> int:
    """What it still pays on ``event`` when ``taken`` (fen by event) is counted for other needs already."""
    return int(full(event, amounts) * share_left(event, amounts, taken))


def share_left(event: str, amounts: Mapping[str, int], taken: Mapping[str, int | Fraction]) -> Fraction:
    """The part of its payment on ``event`` that is not counted for other needs of which it pays only one."""
    left = Fraction(1)
    for group in paid_once([one for one, amount in amounts.items() if amount]):
        if event in group:
            others = [one for one in group if one != event and taken.get(one) and full(one, amounts)]
            left = min(left, 1 - sum((Fraction(taken[one], full(one, amounts)) for one in others), Fraction(0)))
    return max(Fraction(0), left)


def shared_again(amounts: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    """What counts for each event of ``before`` (fen, as it was shared) now that ``amounts`` are paid: all of it where
    the payment serves one need alone, else in the same proportions."""
    parts = {event: Fraction(taken, whole) for event, taken in before.items() if (whole := full(event, amounts))}
    groups = paid_once([event for event, amount in amounts.items() if amount])
    found = {}
    for event in before:
        sums = [sum((parts.get(one, Fraction(0)) for one in group), Fraction(0)) for group in groups if event in group]
        most = max(sums, default=Fraction(0))
        own = parts.get(event, Fraction(0))
        found[event] = full(event, amounts) if most in (0, own) else int(full(event, amounts) * own / most)
    return found
