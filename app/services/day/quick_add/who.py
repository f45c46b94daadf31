"""Whom the words of a line are about: names as written, in pinyin or by initials, nicknames, a phone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, literal, or_, select
from sqlalchemy.orm import Session

from app.enums import Sex
from app.models import Household, Member
from app.services.rules.base import names
from app.services.rules.day import quick_add
from app.services.rules.day.quick_add.acts import tidy
from app.services.rules.day.quick_add.people import ENGLISH_TITLES

OFFERED = 6
MOST_NAMED = 60
_LED_IN = re.compile(r"^(?:老客户|新客户|准客户|客户|去|来|又|到|了|对|朋友)")
"""Before a name that nobody knows yet these only lead up to it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    household_id: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named: one candidate is clear, several are offered, none is not known."""

    called: str
    candidates: tuple[Candidate, ...]


@dataclass
class _Words:
    """The words of one act, out of which each name is taken."""

    left: list[str]
    people: list[tuple[int, Person]] = field(default_factory=list)

    def take(self, at: int, start: int, end: int, person: Person) -> None:
        word = self.left[at]
        self.left[at] = f"{word[:start]} {word[end:]}"
        self.people.append((at * 1000 + start, person))


class Lookup:
    """The customers a line may be about; the store is asked once for all names that stand in it."""

    def __init__(self, session: Session, text: str) -> None:
        self._session = session
        self._named = _named(session, text)

    def of_phone(self, phone: str) -> Person | None:
        """Whose phone it is."""
        owner = select(Member.id).where(Member.household_id == Household.id, Member.phone == phone)
        found = _candidates(self._session, owner.exists())
        return Person(found[0].name, tuple(found)) if found else None

    def people(self, words: Sequence[str]) -> tuple[list[Person], list[str]]:
        """Those named, in the order of the line, and the words left for the note. Whoever only looks like a name comes
        with no candidate, and only where nobody is known."""
        mine = _Words([*words])
        for at in range(len(mine.left)):
            self._written(mine, at)
            self._nicknames(mine, at)
        if not mine.people:
            self._latin(mine)
        self._unknown(mine)
        left = [part for word in mine.left for part in tidy(word.split())]
        return [person for _, person in sorted(mine.people, key=lambda one: one[0])], left

    def _written(self, mine: _Words, at: int) -> None:
        for name in sorted(self._named, key=len, reverse=True):
            start = mine.left[at].find(name)
            if start >= 0:
                mine.take(at, start, start + len(name), Person(name, tuple(self._named[name][:OFFERED])))

    def _nicknames(self, mine: _Words, at: int) -> None:
        while (hit := quick_add.nickname(mine.left[at])) is not None:
            start, end, nick = hit
            found = _surnamed(self._session, nick.name, nick.sex) if nick.surname else []
            if not found and len(nick.name) == 1:
                found = _given(self._session, nick.name, nick.sex)
            mine.take(at, start, end, Person(nick.text, tuple(found)))

    def _latin(self, mine: _Words) -> None:
        words = mine.left
        for at, word in enumerate(words):
            title = word.lower().rstrip(".")
            if title in ENGLISH_TITLES and at + 1 < len(words):
                called = f"{word} {words[at + 1]}"
                people = _surnamed(self._session, words[at + 1].lower(), ENGLISH_TITLES[title])
                words[at], words[at + 1] = "", ""
                mine.people.append((at, Person(called, tuple(people))))
                return
            if not _latin_word(word):
                continue
            for size in (3, 2, 1):
                part = [one.lower() for one in words[at : at + size]]
                if len(part) < size or not all(map(_latin_word, part)):
                    continue
                if found := _called(self._session, ["".join(part), "".join([*part[1:], part[0]])]):
                    mine.people.append((at, Person(" ".join(words[at : at + size]), tuple(found))))
                    words[at : at + size] = [""] * size
                    return

    def _unknown(self, mine: _Words) -> None:
        """Beside somebody known only one who is joined to him: 王芳和赵小六."""
        if not mine.people:
            line = " ".join(
                _LED_IN.sub("", " ".join(tidy([word])) if not word.isascii() else word) for word in mine.left
            )
            hit = quick_add.unknown(line)
            if hit is not None:
                mine.people.append((0, Person(hit[2], ())))
                mine.left = [*line[: hit[0]].split(), *line[hit[1] :].split()]
            return
        for at, word in enumerate(mine.left):
            for joint in ("和", "跟", "与", "及"):
                before, found, after = word.partition(f" {joint}") if " " in word else ("", "", "")
                hit = quick_add.unknown(after) if found else None
                if hit is not None and hit[0] == 0:
                    mine.left[at] = f"{before} {after[hit[1] :]}"
                    mine.people.append((at * 1000 + 999, Person(hit[2], ())))


def _latin_word(word: str) -> bool:
    return word.isascii() and word.replace("-", "").replace("'", "").isalpha()


def _named(session: Session, text: str) -> dict[str, list[Candidate]]:
    """Everybody whose Chinese name stands in the text, by name."""
    if not any(map(names.is_han, text)):
        return {}
    inside = func.replace(literal(text), Member.name, "") != text
    query = select(Member.name, Household.id, Household.name, Household.code)
    query = query.join(Household, Household.id == Member.household_id).where(Household.archived_at.is_(None))
    query = query.where(func.length(Member.name) > 1, inside).order_by(Household.sort_key, Household.id)
    found: dict[str, list[Candidate]] = {}
    for name, *household in session.execute(query.limit(MOST_NAMED)):
        of_name = found.setdefault(name, [])
        if (candidate := Candidate(*household)) not in of_name:
            of_name.append(candidate)
    return found


def _called(session: Session, spelt: Sequence[str]) -> list[Candidate]:
    """Families with somebody whose name, full pinyin or initials are exactly one of these."""
    exact = or_(*(Household.search_key.contains(f"|{name.lower()}|", autoescape=True) for name in spelt))
    return _candidates(session, exact)


def _surnamed(session: Session, surname: str, sex: Sex | None) -> list[Candidate]:
    """Families whose customer has the surname, by character or pinyin; the sex as the title says, or not known."""
    begins = Household.name.startswith(surname, autoescape=True)
    if surname.isascii():
        begins = Household.sort_key.startswith(f"{surname} ", autoescape=True)
    return _candidates(session, begins, *_fitting(sex))


def _given(session: Session, character: str, sex: Sex | None) -> list[Candidate]:
    """Families whose customer has the character in the given name: 芳姐."""
    return _candidates(session, Household.name.like(f"_%{character}%"), *_fitting(sex))


def _fitting(sex: Sex | None) -> list[object]:
    if sex is None:
        return []
    contact = select(Member.id).where(Member.id == Household.contact_id)
    return [contact.where(Member.sex.is_(None) | (Member.sex == sex.value)).exists()]


def _candidates(session: Session, *conditions: object) -> list[Candidate]:
    query = select(Household.id, Household.name, Household.code).where(Household.archived_at.is_(None), *conditions)  # type: ignore[arg-type]
    ordered = query.order_by(Household.sort_key, Household.id).limit(OFFERED)
    return [Candidate(*record) for record in session.execute(ordered)]
