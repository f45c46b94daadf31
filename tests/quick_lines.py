"""Lines agents write, and how each is to be read: the corpus of quick entry, its customers, and a line put in words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from app.enums import Sex
from app.services.base.store import Actor, Store
from app.services.day import quick_add
from app.services.day.quick_add import Entry, Preview
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft

FOLDER = Path(__file__).parent / "fixtures"
TODAY = date(2026, 11, 24)  # a Tuesday
_NOTE = re.compile(" «[^»]*»")
PEOPLE = (
    ("王芳", Sex.FEMALE, ""), ("张建国", Sex.MALE, ""), ("李强", Sex.MALE, "13900001111"), ("李霞", Sex.FEMALE, ""),
    ("陈静", Sex.FEMALE, ""), ("刘洋", Sex.MALE, ""), ("赵敏", Sex.FEMALE, ""), ("周丽华", Sex.FEMALE, ""),
    ("欧阳娜", Sex.FEMALE, ""), ("吴磊", Sex.MALE, ""), ("孙晓梅", Sex.FEMALE, ""), ("黄志强", Sex.MALE, ""),
)  # fmt: skip


def lines(name: str) -> list[tuple[str, str]]:
    """Each line with how it is to be read."""
    read = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return [(line, expected) for line, expected in read]


def fill(store: Store, actor: Actor) -> None:
    """The customers the lines speak of."""
    for name, sex, phone in PEOPLE:
        customers.add(store, actor, HouseholdDraft(MemberDraft(name, sex=sex, phone=phone)))


def share(store: Store, found: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """Of how many lines it is understood who, what and when (the wording of a note aside), and how many there are."""
    right = [
        _NOTE.sub("", said(quick_add.preview(store, line, TODAY))) == _NOTE.sub("", expected)
        for line, expected in found
    ]
    return sum(right), len(right)


def said(read: Preview | None) -> str:
    """``done visit 11-23 王芳 «聊养老»; planned meeting 11-27 15:00 王芳 # 养老``; ``?`` a choice, ``+`` a
    new person, ``!`` what is no day and no time."""
    if read is None:
        return ""
    words = ["; ".join(map(_entry, read.entries))]
    if read.topics:
        words.append("# " + " ".join(topic.text for topic in read.topics))
    if read.newcomer:
        family = [f"{one.relation.value}:{one.age}" for one in read.newcomer.relatives]
        words.append(" ".join(filter(None, ("+" + read.newcomer.name, read.newcomer.phone, *family))))
    words += [f"! {part.text}" for part in read.impossible]
    return " ".join(words)


def _entry(entry: Entry) -> str:
    draft = entry.draft
    day = f"{draft.on_date:%m-%d}" if draft.on_date.year == TODAY.year else str(draft.on_date)
    time = "" if draft.at_minute is None else f"{draft.at_minute // 60:02d}:{draft.at_minute % 60:02d}"
    length = f"{draft.duration}min" if draft.duration else ""
    who = "|".join(one.name for one in entry.customers)
    who = f"{who}?" if len(entry.customers) > 1 else who or "-"
    place, note = f"@{draft.place}" if draft.place else "", f"«{draft.note}»" if draft.note else ""
    kind = "~call" if "kind" in entry.assumed else draft.kind.value
    return " ".join(filter(None, (draft.status.value, kind, day, time, length, who, place, note)))
