"""Needs below needs: the order a person sees them in, and how deep each stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Need
from app.services.base.pieces import pieces

DEEPEST = 50  # a ring that came from elsewhere ends here


class Below(Protocol):
    """A need that knows what it is below."""

    @property
    def id(self) -> str:
        """Its machine id."""

    @property
    def parent_id(self) -> str | None:
        """Of the need above it."""


T = TypeVar("T", bound=Below)


def outlined(needs: Iterable[T]) -> list[T]:
    """Each need followed by those below it, with its ``level``; those side by side stay in the order they come. A need
    whose parent is not among them stands on its own; so do the members of a ring."""
    found = list(needs)
    if all(need.parent_id is None for need in found):
        return found
    there = {need.id for need in found}
    below: dict[str | None, list[T]] = {}
    for need in found:
        below.setdefault(need.parent_id if need.parent_id in there else None, []).append(need)
    ordered: list[T] = []
    seen: set[str] = set()
    _descend(below, None, ordered, seen)
    for need in found:
        if need.id not in seen:
            _descend(below | {None: [need]}, None, ordered, seen)
    return ordered


def _descend(below: dict[str | None, list[T]], top: str | None, ordered: list[T], seen: set[str]) -> None:
    stack = [(need, 0) for need in reversed(below.get(top, ()))]
    while stack:
        need, level = stack.pop()
        if need.id in seen:
            continue
        seen.add(need.id)
        ordered.append(_at(need, level))
        stack += [(child, level + 1) for child in reversed(below.get(need.id, ()))]


def _at(need: T, level: int) -> T:
    changed: Any = need
    return need if getattr(need, "level", level) == level else replace(changed, level=level)


def above(session: Session, parents: Iterable[str]) -> dict[str | None, tuple[str, int]]:
    """By the id of a parent: its number, and how deep what is directly below it stands (1 below a need at the top)."""
    rows: dict[str, tuple[str, str | None]] = {}
    wanted = set(parents)
    for _ in range(DEEPEST):
        if not wanted:
            break
        for some in pieces(wanted):
            query = select(Need.id, Need.number, Need.parent_id).where(Need.id.in_(some), Need.archived_at.is_(None))
            rows |= {row.id: (row.number, row.parent_id) for row in session.execute(query)}
        wanted = {parent for _, parent in rows.values() if parent} - set(rows) - wanted
    return {id: (rows[id][0], _depth(id, rows)) for id in rows}


def _depth(id: str, rows: dict[str, tuple[str, str | None]]) -> int:
    depth, at = 0, id
    while at in rows and depth < DEEPEST:
        depth += 1
        at = rows[at][1] or ""
    return depth
