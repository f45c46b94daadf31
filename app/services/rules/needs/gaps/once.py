"""One sum of one policy is counted for one need: what of a policy pays only once is taken off where it comes second.

The table of events and covers is :mod:`app.services.rules.spine.paying`. The order is that of time [ours]: an illness
or care comes before the death, and what is left to heirs is what is left. A need takes no more than it lacks, so that
what an illness does not need is there at the death.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from app.enums import Event
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps.case import ZERO, CaseMember, Held
from app.services.rules.needs.gaps.cover import in_force
from app.services.rules.needs.worksheets import Worksheet, evaluate
from app.services.rules.spine.paying import PAYS, full, paid_once, share_left

ORDER = (Event.CRITICAL_ILLNESS, Event.CARE, Event.DEATH, Event.ACCIDENT, Event.RETIREMENT, Event.EDUCATION,
         Event.LEGACY)  # fmt: skip
FEN = 100
Sheets = tuple[str, list[Worksheet]]


@dataclass(frozen=True, slots=True)
class Payment:
    """A policy of which one payment could serve several needs; ``taken`` is what is counted already, fen by event."""

    policy: Held
    amounts: dict[str, int]
    taken: dict[str, int | Fraction] = field(default_factory=dict)

    def pays(self, event: str) -> Decimal:
        """All its covers that pay on ``event``, yuan, as the cover line of a worksheet adds them up."""
        return sum((self.policy.covers.get(one, ZERO) for one in PAYS.get(event, (event,))), ZERO)

    def counted_elsewhere(self, event: str) -> Decimal:
        """What of it pays for other needs, yuan."""
        left = share_left(event, self.amounts, self.taken)
        return self.pays(event) - self.pays(event) * left.numerator / left.denominator


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """``amount`` yuan of ``policy`` do not count against ``event``: they count for other needs, ``instead``."""

    event: str
    policy: str
    amount: Decimal
    instead: tuple[str, ...]


def counted_once(member: CaseMember, found: Iterable[Sheets], a: Assumptions) -> Iterator[Sheets]:
    """The worksheets of one person with each sum counted for one need; where there is nothing to share, as they are."""
    listed = list(found)
    less, _ = _shared(member, listed, a)
    return ((event, _without(event, sheets, less.get(event, ()))) for event, sheets in listed)


def elsewhere(member: CaseMember, found: Iterable[Sheets], a: Assumptions) -> tuple[Elsewhere, ...]:
    """What the worksheets of one person leave out because it is counted for another need of that person."""
    return tuple(_shared(member, list(found), a)[1])


def _shared(
    member: CaseMember, listed: list[Sheets], a: Assumptions
) -> tuple[dict[str, list[tuple[bool, Decimal]]], list[Elsewhere]]:
    """(by event what its lines of cover lose, of the employer's or not; the same as it is said)."""
    payments = [
        Payment(policy, amounts) for policy in in_force(member, 0, a) if len(paid_once(amounts := _amounts(policy)))
    ]
    sheets = {event: found[0] for event, found in listed}
    less: dict[str, list[tuple[bool, Decimal]]] = {}
    told: list[Elsewhere] = []
    for event in (one for one in ORDER if payments and one in sheets):
        mine = [one for one in payments if one.pays(event)]
        lost = [(one, amount) for one in mine if (amount := one.counted_elsewhere(event))]
        less[event] = [(one.policy.group, amount) for one, amount in lost]
        told += [Elsewhere(event, one.policy.name, amount, tuple(one.taken)) for one, amount in lost]
        _take(event, _lacking(sheets[event], mine, event), mine)
    return less, told


def _lacking(sheet: Worksheet, mine: Iterable[Payment], event: str) -> Decimal:
    """What the need lacks without these policies, yuan of today: a sum of today stands for a value of then."""
    result = evaluate(sheet)
    return result.need - result.resources + sum((one.pays(event) for one in mine), ZERO)


def _take(event: str, lacking: Decimal, mine: Iterable[Payment]) -> None:
    for one in mine:
        there = one.pays(event) - one.counted_elsewhere(event)
        used = min(there, max(ZERO, lacking))
        lacking -= there
        if used:
            one.taken[event] = full(event, one.amounts) * Fraction(used) / Fraction(one.pays(event))


def _without(event: str, sheets: list[Worksheet], less: Iterable[tuple[bool, Decimal]]) -> list[Worksheet]:
    """The lines of cover without what is counted elsewhere; disabled by an accident, life cover pays nothing anyway."""
    lost = {label: sum((amount for group, amount in less if group == (label == "cover_group")), ZERO)
            for label in ("cover", "cover_group")}  # fmt: skip
    if not any(lost.values()):
        return sheets
    changed = sheets[:1] if event == Event.ACCIDENT else sheets
    return [
        replace(sheet, lines=tuple(
            replace(line, amount=max(ZERO, line.amount - lost.get(line.label, ZERO))) for line in sheet.lines
        ))
        if sheet in changed
        else sheet
        for sheet in sheets
    ]  # fmt: skip


def _amounts(policy: Held) -> dict[str, int]:
    return {event: int(amount * FEN) for event, amount in policy.covers.items() if amount}
