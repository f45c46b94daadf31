"""What needs of one matrix are under and related to, by number: for exports and for comparing a file with the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import NodeKind
from app.models import Need, TraceLink

BETWEEN = "; "


class Numbered(Protocol):
    """A need by its id and number."""

    @property
    def id(self) -> str:
        """Its machine id."""

    @property
    def number(self) -> str:
        """Its readable number."""


def parents_of(session: Session, needs: Iterable[Numbered]) -> dict[str, str]:
    """Id → the number of the parent, where that is one of ``needs``."""
    numbers = {need.id: need.number for need in needs}
    above = session.execute(select(Need.id, Need.parent_id).where(Need.parent_id.is_not(None)))
    return {id: numbers[parent] for id, parent in above if id in numbers and parent in numbers}


def pairs(session: Session, needs: Iterable[Numbered]) -> list[tuple[str, str, str]]:
    """(link id, source id, target id) of the links between two of ``needs``."""
    ids = {need.id for need in needs}
    of_needs = (TraceLink.source_kind == NodeKind.NEED, TraceLink.target_kind == NodeKind.NEED)
    links = session.execute(select(TraceLink.id, TraceLink.source_id, TraceLink.target_id).where(*of_needs))
    return [(link, source, target) for link, source, target in links if source in ids and target in ids]


def related_numbers(session: Session, needs: Sequence[Numbered]) -> dict[str, list[str]]:
    """Id → the numbers of the needs it relates to, sorted."""
    numbers = {need.id: need.number for need in needs}
    found: dict[str, list[str]] = {}
    for _, source, target in pairs(session, needs):
        found.setdefault(source, []).append(numbers[target])
    return {id: sorted(others) for id, others in found.items()}


def related_of(session: Session, needs: Sequence[Numbered]) -> dict[str, str]:
    """The same as one cell."""
    return {id: BETWEEN.join(others) for id, others in related_numbers(session, needs).items()}
