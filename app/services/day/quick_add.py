"""An activity typed in one line: read by rules, its customer looked up, shown before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.enums import ActivityKind, ActivityStatus, Sex
from app.models import Household, Member
from app.services.base.store import Store
from app.services.day.activities import ActivityDraft
from app.services.rules.base import names
from app.services.rules.day import quick_add
from app.services.rules.day.quick_add import Part

OFFERED = 6
WORDS_TRIED = 4
TITLES: dict[str, Sex | None] = {
    "先生": Sex.MALE, "女士": Sex.FEMALE, "小姐": Sex.FEMALE, "太太": Sex.FEMALE, "阿姨": Sex.FEMALE,
    "大姐": Sex.FEMALE,
    "姐": Sex.FEMALE, "大哥": Sex.MALE, "哥": Sex.MALE, "叔叔": Sex.MALE, "老师": None, "总": None, "经理": None,
    "老板": None, "医生": None, "主任": None,
}  # fmt: skip
_ENGLISH_TITLES = {"mr": Sex.MALE, "mrs": Sex.FEMALE, "ms": Sex.FEMALE, "miss": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class Candidate:
    household_id: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a line would save. ``assumed`` names what the line does not say (kind, day) and was filled in; ``called``
    is the name as typed, ``customers`` who it may be: one is clear, several are offered, none is not known."""

    draft: ActivityDraft
    understood: tuple[Part, ...]
    impossible: tuple[Part, ...]
    assumed: tuple[str, ...]
    called: str
    customers: tuple[Candidate, ...]

    @property
    def clear(self) -> bool:
        """Can be saved as it stands."""
        return not self.impossible and len(self.customers) < 2


def preview(store: Store, text: str, today: date) -> Preview | None:
    """None for an empty line. Days to come are plans; a day that is past was done."""
    if not text.strip():
        return None
    read = quick_add.read(text, today)
    with store.read() as session:
        called, customers, note = _who(session, list(read.rest))
    day = read.on_date or today
    past = day < today
    draft = ActivityDraft(
        kind=read.kind or ActivityKind.CALL,
        on_date=day,
        status=ActivityStatus.DONE if past else ActivityStatus.PLANNED,
        household_id=customers[0].household_id if len(customers) == 1 else None,
        at_minute=read.at_minute,
        duration=read.minutes,
        place=read.place,
        note=note,
    )
    assumed = [name for name, said in (("kind", read.kind), ("day", read.on_date)) if said is None]
    return Preview(draft, read.parts, read.impossible, tuple(assumed), called, tuple(customers))


def _who(session: Session, words: list[str]) -> tuple[str, list[Candidate], str]:
    """The name as typed, who it may be, and the words left for the note. The longest name that is known wins; a
    surname with a title is looked up as a surname; whatever nobody is called stays in the note."""
    for at, word in enumerate(words[:WORDS_TRIED]):
        latin = word.isascii() and word.replace("-", "").replace("'", "").isalpha()
        for called, size, rest, found in _latin(session, words, at) if latin else _chinese(session, word):
            left = [*words[:at], *([rest] if rest else []), *words[at + size :]]
            return called, found, " ".join(left)
    return "", [], " ".join(words)


def _chinese(session: Session, word: str) -> list[tuple[str, int, str, list[Candidate]]]:
    for title in sorted(TITLES, key=len, reverse=True):
        surname, found_title, rest = word.partition(title)
        if found_title and 1 <= len(surname) <= 2 and all(names.is_han(c) for c in surname):
            people = _surnamed(session, surname, TITLES[title])
            if people:
                return [(surname + title, 1, rest, people)]
    for size in (4, 3, 2):
        name = word[:size]
        if len(name) == size and all(names.is_han(c) for c in name):
            people = _called(session, [name])
            if people:
                return [(name, 1, word[size:], people)]
    return []


def _latin(session: Session, words: Sequence[str], at: int) -> list[tuple[str, int, str, list[Candidate]]]:
    title = words[at].lower().rstrip(".")
    if title in _ENGLISH_TITLES and at + 1 < len(words):
        people = _surnamed(session, words[at + 1].lower(), _ENGLISH_TITLES[title])
        return [(f"{words[at]} {words[at + 1]}", 2, "", people)] if people else []
    for size in (3, 2, 1):
        part = [word.lower() for word in words[at : at + size]]
        if len(part) < size or not all(word.isalpha() for word in part):
            continue
        people = _called(session, ["".join(part), "".join([*part[1:], part[0]])])
        if people:
            return [(" ".join(words[at : at + size]), size, "", people)]
    return []


def _called(session: Session, spelt: Sequence[str]) -> list[Candidate]:
    """Families with somebody whose name, full pinyin or initials are exactly one of these."""
    exact = or_(*(Household.search_key.contains(f"|{name.lower()}|", autoescape=True) for name in spelt))
    return _candidates(session, exact)


def _surnamed(session: Session, surname: str, sex: Sex | None) -> list[Candidate]:
    """Families whose customer has the surname, by character or pinyin; the sex as the title says, or not known."""
    begins = Household.name.startswith(surname, autoescape=True)
    if surname.isascii():
        begins = Household.sort_key.startswith(f"{surname} ", autoescape=True)
    conditions = [begins]
    if sex is not None:
        fitting = select(Member.id).where(Member.id == Household.contact_id)
        conditions.append(fitting.where(Member.sex.is_(None) | (Member.sex == sex.value)).exists())
    return _candidates(session, *conditions)


def _candidates(session: Session, *conditions: object) -> list[Candidate]:
    query = select(Household.id, Household.name, Household.code).where(Household.archived_at.is_(None), *conditions)  # type: ignore[arg-type]
    ordered = query.order_by(Household.sort_key, Household.id).limit(OFFERED)
    return [Candidate(*record) for record in session.execute(ordered)]
