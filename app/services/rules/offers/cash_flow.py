"""What a plan brings and costs a person year by year: only what is fixed today, and apart from it what is not.

Premiums and covers come from the catalogue; payments while living and cash values from the insurer's own table, where
there is one: without it they are not known, and not nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

OLDEST = 105
LONGEST = 80
"""Years shown of a person whose age is not known."""


@dataclass(frozen=True, slots=True)
class Worth:
    """At the end of a policy year, fen: guaranteed cash value, what was paid in the year, what is not guaranteed; None
    where the table is silent."""

    cash: int | None = None
    paid: int | None = None
    extra: int | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """One item. ``years`` of premiums (1: once); ``renewals`` are the prices of later years of a cover for one year;
    ``lasts`` years of cover, None for life; ``amounts`` what is paid by event; ``worth`` by policy year."""

    premium: int
    years: int
    lasts: int | None
    amounts: Mapping[str, int]
    renewals: tuple[int, ...] = ()
    worth: Mapping[int, Worth] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Year:
    """Policy year ``year`` (1 is the first), at ``age`` when it begins. ``total`` are all premiums until its end, the
    renewed ones in it; ``known`` of ``items`` in force have a table; ``cash`` and the rest are of those."""

    year: int
    age: int | None
    premium: int
    renewed: int
    total: int
    amounts: Mapping[str, int]
    paid: int
    cash: int
    extra: int
    known: int
    items: int


def cash_flow(age: int | None, flows: Sequence[Flow]) -> tuple[Year, ...]:
    """Until nothing is left, at most to 105."""
    end = LONGEST if age is None else max(1, OLDEST - age)
    last = min(end, max((_last(flow, end) for flow in flows), default=0))
    found: list[Year] = []
    total = 0
    for year in range(1, last + 1):
        premium = sum(flow.premium for flow in flows if year <= flow.years)
        renewed = sum(flow.renewals[year - 2] for flow in flows if 2 <= year <= 1 + len(flow.renewals))
        total += premium + renewed
        in_force = [flow for flow in flows if flow.lasts is None or year <= flow.lasts]
        worth = [flow.worth[year] for flow in in_force if year in flow.worth]
        found.append(
            Year(
                year, None if age is None else age + year - 1, premium, renewed, total, _amounts(in_force),
                sum(one.paid or 0 for one in worth), sum(one.cash or 0 for one in worth),
                sum(one.extra or 0 for one in worth), len(worth), len(in_force),
            )
        )  # fmt: skip
    return tuple(found)


def _last(flow: Flow, end: int) -> int:
    lasts = end if flow.lasts is None else flow.lasts
    return max(flow.years, lasts, 1 + len(flow.renewals), max(flow.worth, default=0))


def _amounts(flows: Iterable[Flow]) -> dict[str, int]:
    found: dict[str, int] = {}
    for flow in flows:
        for event, amount in flow.amounts.items():
            found[event] = found.get(event, 0) + amount
    return found
