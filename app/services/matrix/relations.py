"""What needs of one matrix are under and related to, by number: for exports and for comparing a file with the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Language, NodeKind
from app.models import Need, TraceLink
from app.services.matrix import roles

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


def pairs(session: Session, needs: Iterable[Numbered]) -> list[tuple[str, str, str, str]]:
    """(link id, source id, target id, role) of the links between two of ``needs``."""
    ids = {need.id for need in needs}
    of_needs = (TraceLink.source_kind == NodeKind.NEED, TraceLink.target_kind == NodeKind.NEED)
    links = session.execute(
        select(TraceLink.id, TraceLink.source_id, TraceLink.target_id, TraceLink.role).where(*of_needs)
    )
    return [(row.id, row.source_id, row.target_id, row.role) for row in links if {row.source_id, row.target_id} <= ids]


def related_numbers(session: Session, needs: Sequence[Numbered]) -> dict[str, dict[str, str]]:
    """Id → number → role of the needs it relates to, sorted by number."""
    numbers = {need.id: need.number for need in needs}
    found: dict[str, dict[str, str]] = {}
    for _, source, target, role in pairs(session, needs):
        found.setdefault(source, {})[numbers[target]] = role
    return {id: dict(sorted(others.items())) for id, others in found.items()}


def cell(related: Mapping[str, str], language: Language = Language.EN) -> str:
    """Number → role as one text."""
    return BETWEEN.join(roles.in_cell(number, role, language) for number, role in related.items())


def related_of(session: Session, needs: Sequence[Numbered], language: Language) -> dict[str, str]:
    """The same as one cell, by id."""
    return {id: cell(others, language) for id, others in related_numbers(session, needs).items()}
