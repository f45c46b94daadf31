"""Who in the store may be the same person as somebody new: by phone, identity number, name, birthday, pinyin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Household, Member
from app.services.rules.base import names
from app.services.rules.people import likeness
from app.services.rules.people.likeness import Person
from app.services.tables.imports.plan import Twin

MOST_TWINS = 3
LEAST = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A customer of the store with what is shown beside a twin."""

    person: Person
    code: str
    city: str


class Index:
    """All customers, each under whatever could give them away."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: dict[str, Entry] = {}
        self._keys: dict[tuple[str, str], list[str]] = {}
        for entry in entries:
            self.entries[entry.person.id] = entry
            for key in likeness.keys(entry.person):
                self._keys.setdefault(key, []).append(entry.person.id)

    def twins(self, person: Person) -> tuple[Twin, ...]:
        """The most alike first, at most three."""
        ids = dict.fromkeys(id for key in likeness.keys(person) for id in self._keys.get(key, ())[:50])
        found = []
        for id in ids:
            entry = self.entries[id]
            score, reasons = likeness.compare(person, entry.person)
            if score >= LEAST and id != person.id:
                found.append(twin_of(entry, score, reasons))
        return tuple(sorted(found, key=lambda twin: (-twin.score, twin.code))[:MOST_TWINS])


def twin_of(entry: Entry, score: int, reasons: tuple[str, ...]) -> Twin:
    """An entry of the index as somebody that may be the same, with the texts to compare."""
    person = entry.person
    texts = {
        "name": person.name,
        "phone": person.phone,
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "city": entry.city,
        "email": person.email,
        "wechat": person.wechat,
    }
    return Twin(person.id, entry.code, person.name, score, reasons, texts)


def read_entries(session: Session, ids: Iterable[str] | None = None) -> list[Entry]:
    """The customers not archived; only those of ``ids`` where given."""
    query = (
        select(
            Household.id, Household.code, Household.sort_key, Household.city, Household.email, Household.wechat,
            Member.name, Member.phone, Member.birth_date, Member.id_number,
        )
        .join(Member, Member.id == Household.contact_id)
        .where(Household.archived_at.is_(None))
    )  # fmt: skip
    if ids is not None:
        query = query.where(Household.id.in_(list(ids)))
    return [
        Entry(
            Person(
                row.id,
                row.name,
                row.phone,
                row.birth_date,
                row.id_number,
                row.sort_key.partition("~")[0],
                row.email,
                row.wechat,
            ),
            row.code,
            row.city,
        )
        for row in session.execute(query)
    ]


def person_of(values: Mapping[str, object], id: str = "") -> Person:
    """A row of a list, or a form, as it is compared."""
    born = values.get("birth_date")
    name = str(values.get("name") or "")
    return Person(
        id,
        name,
        str(values.get("phone") or ""),
        born if isinstance(born, date) else None,
        str(values.get("id_number") or ""),
        names.sort_key(name).partition("~")[0],
        str(values.get("email") or ""),
        str(values.get("wechat") or ""),
    )
