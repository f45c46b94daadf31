"""How alike two people are, and why: the one rule behind duplicates on entry, on import and in the whole store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """``pinyin`` is the usual reading of the name, syllables apart; empty texts are not known."""

    id: str
    name: str
    phone: str = ""
    birth_date: date | None = None
    id_number: str = ""
    pinyin: str = ""
    email: str = ""
    wechat: str = ""


def keys(person: Person) -> Iterator[tuple[str, str]]:
    """Two people that share no key are not compared: a hundred thousand then fall into small groups."""
    if person.id_number:
        yield "id", person.id_number
    if person.phone:
        yield "phone", person.phone
        if len(person.phone) >= 11:  # one digit mistyped leaves one half as it was
            yield "name_head", f"{person.pinyin}|{person.phone[:7]}"
            yield "name_tail", f"{person.pinyin}|{person.phone[-5:]}"
    if person.birth_date:
        yield "birth", person.birth_date.isoformat()
    if not person.phone and not person.birth_date:
        yield "bare", person.name
    if person.email:
        yield "email", person.email.casefold()
    if person.wechat:
        yield "wechat", person.wechat.casefold()


def compare(one: Person, other: Person) -> tuple[int, tuple[str, ...]]:
    """A score of 0 to 100 and the codes of its reasons, the weightiest first.

    The weights are ours: a shared identity number is proof; the same phone with the same name nearly so; a family may
    share a phone, and two people a name.
    """
    if one.id_number and other.id_number:
        return (100, ("same_id_number",)) if one.id_number == other.id_number else (0, ())
    name = _name_likeness(one, other)
    phone = _phone_likeness(one.phone, other.phone)
    born = one.birth_date is not None and one.birth_date == other.birth_date
    if one.birth_date and other.birth_date and not born and not (name == 100 and phone == 100):
        return 0, ()  # two birthdays are two people, unless everything else says there is a slip
    mail = bool(one.email) and one.email.casefold() == other.email.casefold()
    chat = bool(one.wechat) and one.wechat.casefold() == other.wechat.casefold()
    scores = (
        (98 if name >= 90 else 85 if name >= 70 else 62) if phone == 100 else 0,
        (94 if name == 100 else 88 if name >= 90 else 70 if name >= 80 else 0) if born else 0,
        82 if phone == 90 and name >= 90 else 0,
        90 if mail and name >= 80 else 65 if mail else 0,
        90 if chat and name >= 80 else 65 if chat else 0,
        60 if name == 100 and _says_nothing(one, other) else 0,
    )
    best = max(scores)
    if not best:
        return 0, ()
    reasons = [
        ("same_phone", phone == 100),
        ("similar_phone", phone == 90),
        ("same_name", name == 100),
        ("same_pinyin", name == 95),
        ("similar_name", 70 <= name < 95),
        ("same_birthday", born),
        ("same_email", mail),
        ("same_wechat", chat),
    ]
    agreeing = sum(1 for score in scores if score)
    return min(99, best + agreeing - 1), tuple(code for code, holds in reasons if holds)


def _says_nothing(one: Person, other: Person) -> bool:
    """Nothing but the names is known of both: a hundred people are called 王芳."""
    return not (one.phone or other.phone or one.birth_date or other.birth_date)


def _name_likeness(one: Person, other: Person) -> int:
    """100 the same, 95 the same sound, else how alike the sounds are (0 to 89)."""
    if one.name.casefold() == other.name.casefold():
        return 100
    if one.pinyin and one.pinyin == other.pinyin:
        return 95
    from rapidfuzz import fuzz  # a compiled library: loaded with the first comparison, not at start

    return min(89, round(fuzz.ratio(one.pinyin, other.pinyin)))


def _phone_likeness(one: str, other: str) -> int:
    """100 the same, 90 one digit wrong or two neighbours swapped, else 0."""
    if not one or not other:
        return 0
    if one == other:
        return 100
    if len(one) != len(other):
        return 0
    wrong = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 1:
        return 90
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and one[wrong[0]] == other[wrong[1]]
    return 90 if swapped and one[wrong[1]] == other[wrong[0]] else 0
