"""Finding people who are in the store twice: one that is being added, or all that are there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import Household, Member, NotSame
from app.services.base.store import Actor, Store
from app.services.people.customers.likeness import LEAST, Entry, Index, person_of, read_entries, twin_of
from app.services.rules.people import likeness
from app.services.tables.imports.plan import Twin

LARGEST_GROUP = 60  # of people under one key; a company's switchboard is shared by more
MOST_PAIRS = 2_000
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two households whose customers look alike; ``left`` was in the store first."""

    left: Twin
    right: Twin
    score: int
    reasons: tuple[str, ...]

    @property
    def id(self) -> str:
        """Both ids, in the order of the pair."""
        return f"{self.left.id}-{self.right.id}"


def near(store: Store, values: Mapping[str, Any], household_id: str = "") -> tuple[Twin, ...]:
    """Who is like the person of a form (name, phone, birth_date, id_number, email, wechat), the most alike first.
    ``household_id`` is the person's own household, left out.
    """
    person = person_of(values, household_id)
    if not person.name:
        return ()
    conditions = [Household.sort_key.startswith(f"{person.pinyin}~", autoescape=True)]
    if person.phone:
        conditions.append(Household.phone == person.phone)
    if person.birth_date:
        conditions.append(Member.birth_date == person.birth_date)
    if person.id_number:
        conditions.append(Member.id_number == person.id_number)
    with store.read() as session:
        query = select(Household.id).join(Member, Member.id == Household.contact_id).where(or_(*conditions)).limit(500)
        index = Index(read_entries(session, session.scalars(query)))
        different = _different(session)
    return tuple(twin for twin in index.twins(person) if _ordered(twin.id, household_id) not in different)


def scan(store: Store, step: Step = lambda _done, _of: None) -> list[Pair]:
    """Every pair that looks alike and was not said to be different, the most alike first; at most two thousand."""
    with store.read() as session:
        entries = {entry.person.id: entry for entry in read_entries(session)}
        different = _different(session)
    groups: dict[tuple[str, str], list[str]] = {}
    for entry in entries.values():
        for key in likeness.keys(entry.person):
            groups.setdefault(key, []).append(entry.person.id)
    shared = [ids[:LARGEST_GROUP] for ids in groups.values() if len(ids) > 1]
    met: set[tuple[str, str]] = set()
    pairs: list[Pair] = []
    for number, ids in enumerate(shared):
        if number % 2_000 == 0:
            step(number, len(shared))
        for one, other in combinations(sorted(ids), 2):
            if (one, other) in met or (one, other) in different:
                continue
            met.add((one, other))
            score, reasons = likeness.compare(entries[one].person, entries[other].person)
            if score >= LEAST:
                pairs.append(_pair(entries[one], entries[other], score, reasons))
    pairs.sort(key=lambda pair: (-pair.score, pair.left.code, pair.right.code))
    return pairs[:MOST_PAIRS]


def are_different(store: Store, actor: Actor, one: str, other: str) -> None:
    """Remember that two households are not the same: they are never put beside each other again."""
    left, right = _ordered(one, other)
    with store.write(actor, "duplicate.different", left) as session:
        session.merge(NotSame(left_id=left, right_id=right))
        session.note(other=right)


def _pair(one: Entry, other: Entry, score: int, reasons: tuple[str, ...]) -> Pair:
    return Pair(twin_of(one, score, reasons), twin_of(other, score, reasons), score, reasons)


def _different(session: Session) -> set[tuple[str, str]]:
    return {(left, right) for left, right in session.execute(select(NotSame.left_id, NotSame.right_id))}


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
