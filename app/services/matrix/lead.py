"""The lead's view: coverage by agent and kind, how old suspects are, what reviews and actions are overdue.

Each figure is the length of the list of need ids beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.enums import Coverage, NeedStatus
from app.models import Agent
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Store
from app.services.day.actions import ActionRow
from app.services.matrix import meetings, reviews
from app.services.matrix.index import Entry, Index, id_of, read_index
from app.services.rules.base.moments import day_of

AGES = ((7, "week"), (30, "month"), (None, "older"))
CLOSED = (NeedStatus.DROPPED,)


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One agent or one need kind: ids of its needs by coverage state, and of those in force alone cover."""

    key: str
    name: str
    needs: tuple[str, ...]
    by_state: dict[Coverage, tuple[str, ...]]
    in_force: tuple[str, ...]
    late: tuple[str, ...]
    suspect: tuple[str, ...]

    @property
    def share(self) -> float:
        """Of the needs that are not declined, how many are covered."""
        asked = len(self.needs) - len(self.by_state[Coverage.DECLINED])
        good = len(self.by_state[Coverage.COVERED]) + len(self.by_state[Coverage.OVER_COVERED])
        return good / asked if asked else 1.0


@dataclass(frozen=True, slots=True)
class Lead:
    """``suspects`` is age (week, month, older) → needs with a suspect link that old."""

    by_agent: tuple[CoverageLine, ...]
    by_kind: tuple[CoverageLine, ...]
    suspects: dict[str, tuple[str, ...]]
    reviews: tuple[reviews.ReviewRow, ...]
    actions: tuple[ActionRow, ...]  # of meetings, overdue


def overview(
    store: Store,
    today: date,
    matrix: str = ALL_CUSTOMERS,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> Lead:
    """Dropped needs do not count."""
    with store.read() as session:
        step(0, 2)
        index = read_index(session, today, matrix)
        names = {agent.code: agent.name for agent in session.scalars(select(Agent))}
        step(1, 2)
        late = tuple(reviews.overdue(session, id_of(session, matrix), today))
        actions = tuple(meetings.overdue(session, id_of(session, matrix), today))
    return Lead(
        _lines(index, lambda entry: entry.owner_code, names),
        _lines(index, lambda entry: entry.event, {}),
        _ages(index, today),
        late,
        actions,
    )


def _lines(index: Index, key: Callable[[Entry], str], names: dict[str, str]) -> tuple[CoverageLine, ...]:
    groups: dict[str, list[Entry]] = {}
    for entry in index.entries:
        if entry.status not in CLOSED:
            groups.setdefault(key(entry), []).append(entry)
    return tuple(_line(code, names.get(code, code), entries) for code, entries in sorted(groups.items()))


def _line(key: str, name: str, entries: Iterable[Entry]) -> CoverageLine:
    some = tuple(entries)
    return CoverageLine(
        key,
        name,
        tuple(entry.id for entry in some),
        {state: tuple(entry.id for entry in some if entry.coverage == state) for state in Coverage},
        tuple(entry.id for entry in some if entry.deep in (Coverage.COVERED, Coverage.OVER_COVERED)),
        tuple(entry.id for entry in some if entry.mark == "late"),
        tuple(entry.id for entry in some if entry.suspects),
    )


def _ages(index: Index, today: date) -> dict[str, tuple[str, ...]]:
    """By the oldest suspect link of each need."""
    found: dict[str, list[str]] = {name: [] for _, name in AGES}
    for entry in index.entries:
        if entry.suspect_since is not None and entry.suspects:
            days = (today - day_of(entry.suspect_since)).days
            found[next(name for most, name in AGES if most is None or days <= most)].append(entry.id)
    return {name: tuple(ids) for name, ids in found.items()}
