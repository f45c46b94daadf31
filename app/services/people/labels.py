"""Classes and tags of customers: their words and colours, renamed or removed everywhere at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.enums import LabelKind, Tone
from app.errors import Place, bad_input
from app.models import Household, Label
from app.models.people.households import tag_key
from app.services.base.store import Actor, Store, WriteSession

LONGEST = 40
FORBIDDEN = str.maketrans("", "", '|"\\')  # what separates tags where they are kept, and what quotes them
USUAL = (("A", Tone.GOOD), ("B", Tone.ACCENT), ("C", Tone.CALM))
"""The classes there are until the user makes others."""


@dataclass(frozen=True, slots=True)
class LabelRow:
    """``id`` is empty for a word in use that was never given a colour; ``used`` counts households not in the bin."""

    id: str
    kind: LabelKind
    name: str
    tone: Tone = Tone.CALM
    note: str = ""
    used: int = 0


def tidy(name: str) -> str:
    """A label's word as it is kept."""
    return " ".join(name.translate(FORBIDDEN).split())[:LONGEST]


def labels(store: Store, kind: LabelKind) -> list[LabelRow]:
    """Those defined in their order, then those only in use, by how often."""
    with store.read() as session:
        return read_labels(session, kind)


def read_labels(session: Session, kind: LabelKind) -> list[LabelRow]:
    """Those that were defined in their order, then words in use that never were, the most used first. Without any class
    defined the usual ones stand in.
    """
    used = _uses(session, kind)
    rows = session.scalars(select(Label).where(Label.kind == kind.value).order_by(Label.position, Label.name))
    found = [LabelRow(r.id, kind, r.name, Tone(r.tone), r.note, used.pop(r.name.casefold(), ("", 0))[1]) for r in rows]
    if kind == LabelKind.CLASS and not found:
        found = [LabelRow("", kind, name, tone, "", used.pop(name.casefold(), ("", 0))[1]) for name, tone in USUAL]
    left = sorted(used.values(), key=lambda pair: (-pair[1], pair[0]))
    return found + [LabelRow("", kind, name, used=count) for name, count in left]


def tones(store: Store) -> dict[tuple[LabelKind, str], Tone]:
    """The colour of every label that has one, by kind and folded word."""
    with store.read() as session:
        rows = session.execute(select(Label.kind, Label.name, Label.tone)).all()
    found = {(LabelKind(kind), name.casefold()): Tone(tone) for kind, name, tone in rows}
    if not any(kind == LabelKind.CLASS for kind, _ in found):
        found |= {(LabelKind.CLASS, name.casefold()): tone for name, tone in USUAL}
    return found


def save(store: Store, actor: Actor, row: LabelRow, name: str, tone: Tone, note: str = "") -> None:
    """Define the label, or change it: a new word is put into every household that has the old one. A word there is
    already takes both together. Raises InputError at "name".
    """
    clean = tidy(name)
    if not clean:
        raise bad_input("required", Place(field="name"))
    with store.write(actor, f"label.{'change' if row.name else 'add'}") as session:
        _found_usual(session, row.kind)
        label = _of_name(session, row.kind, row.name) if row.name else None
        other = _of_name(session, row.kind, clean)
        if other is not None and other is not label:
            if not row.name:
                raise bad_input("name_taken", Place(field="name"), text=clean)
            if label is not None:
                session.delete(label)
                session.flush()
            label = other
        if label is None:
            last = session.scalar(select(func.max(Label.position)).where(Label.kind == row.kind.value)) or 0
            label = Label(kind=row.kind.value, name=clean, position=last + 1)
            session.add(label)
        label.name, label.tone, label.note = clean, tone.value, note.strip()
        if row.name and row.name != clean:
            session.note(households=_replace(session, row.kind, row.name, clean))


def remove(store: Store, actor: Actor, row: LabelRow) -> int:
    """Take the label from every household; returns how many had it."""
    with store.write(actor, "label.remove") as session:
        _found_usual(session, row.kind)
        if (label := _of_name(session, row.kind, row.name)) is not None:
            session.delete(label)
        count = _replace(session, row.kind, row.name, "")
        session.note(households=count)
        return count


def _found_usual(session: WriteSession, kind: LabelKind) -> None:
    """The first change of the classes writes those there were by themselves."""
    if kind == LabelKind.CLASS and session.scalar(select(Label.id).where(Label.kind == kind.value).limit(1)) is None:
        for place, (name, tone) in enumerate(USUAL):
            session.add(Label(kind=kind.value, name=name, tone=tone.value, position=place))
        session.flush()


def _of_name(session: Session, kind: LabelKind, name: str) -> Label | None:
    rows = session.scalars(select(Label).where(Label.kind == kind.value))
    return next((row for row in rows if row.name.casefold() == name.casefold()), None)


def _uses(session: Session, kind: LabelKind) -> dict[str, tuple[str, int]]:
    """By folded word: the word as it is written first, and how many households have it."""
    here = Household.archived_at.is_(None)
    counts: Counter[str] = Counter()
    if kind == LabelKind.CLASS:
        query = select(Household.classification, func.count()).where(here, Household.classification != "")
        counts.update({str(row[0]): int(row[1]) for row in session.execute(query.group_by(Household.classification))})
    else:
        for (tags,) in session.execute(select(Household.tags).where(here, Household.tag_key != "")):
            counts.update(tags)
    found: dict[str, tuple[str, int]] = {}
    for name, count in counts.items():
        first, before = found.get(name.casefold(), (name, 0))
        found[name.casefold()] = (first, before + count)
    return found


def _replace(session: WriteSession, kind: LabelKind, old: str, new: str) -> int:
    """Put ``new`` (nothing when empty) in the place of ``old``; returns in how many households."""
    stamp: dict[str, Any] = {"updated_at": session.now, "version": Household.version + 1}
    if kind == LabelKind.CLASS:
        query = update(Household).where(func.lower(Household.classification) == old.lower())
        return int(session.execute(query.values(classification=new, **stamp)).rowcount)  # type: ignore[attr-defined]
    held = select(Household.id, Household.tags).where(Household.tag_key.contains(tag_key([old]), autoescape=True))
    rows = session.execute(held).all()
    for id, tags in rows:
        kept = [new if tag.casefold() == old.casefold() else tag for tag in tags]
        kept = list({tag.casefold(): tag for tag in kept if tag}.values())
        session.execute(update(Household).where(Household.id == id).values(tags=kept, tag_key=tag_key(kept), **stamp))
    return len(rows)
