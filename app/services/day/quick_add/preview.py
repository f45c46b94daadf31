"""What a line would save, shown before it is saved, so that each of it can be put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.enums import ActivityKind, ActivityStatus
from app.services.base.store import Store
from app.services.day.activities import ActivityDraft
from app.services.day.quick_add import planned
from app.services.day.quick_add.planned import Planned
from app.services.day.quick_add.who import Candidate, Lookup, Person
from app.services.rules.day import quick_add
from app.services.rules.day.quick_add import Act, Part, Relative, Topic, Turn


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody nobody in the store is called like, with what the line says of the family."""

    name: str
    phone: str
    relatives: tuple[Relative, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity of one person. ``assumed`` names what the line does not say (kind, day) and was filled in;
    ``called`` is the name as typed, ``customers`` who it may be: one is clear, several are offered, none is not known.
    """

    draft: ActivityDraft
    assumed: tuple[str, ...]
    called: str
    customers: tuple[Candidate, ...]
    following: bool
    turn: Turn | None = None
    old_day: date | None = None
    step: Planned | None = None
    """The planned step that is called off or moved."""

    @property
    def linked(self) -> bool:
        """It is clear whom it is about."""
        return self.draft.household_id is not None

    def about(self, one: Candidate | None) -> Entry:
        """The same about this customer, or about nobody: then the name as typed stays in the note."""
        draft = replace(self.draft, household_id=one.household_id if one else None)
        if one is None and self.called not in draft.note:
            draft = replace(draft, note=f"{self.called} {draft.note}".strip())
        return replace(self, draft=draft, customers=(one,) if one else ())

    def settled(self, today: date) -> ActivityDraft:
        """The draft, planned where its day was put into the future."""
        late = self.draft.on_date > today and self.draft.status == ActivityStatus.DONE
        return replace(self.draft, status=ActivityStatus.PLANNED) if late else self.draft

    def changed(self, **changes: object) -> Entry:
        """The same with some of its draft put right; what is put right is assumed no more."""
        said = {"kind": "kind", "on_date": "day"}
        gone = {said[name] for name in changes if name in said}
        draft = replace(self.draft, **changes)  # type: ignore[arg-type]
        return replace(self, draft=draft, assumed=tuple(one for one in self.assumed if one not in gone))


@dataclass(frozen=True, slots=True)
class Preview:
    """What a line would save: its activities, what somebody is interested in, who is new."""

    entries: tuple[Entry, ...]
    topics: tuple[Topic, ...]
    newcomer: Newcomer | None
    understood: tuple[Part, ...]
    impossible: tuple[Part, ...]

    @property
    def clear(self) -> bool:
        """Can be saved as it stands: all is possible and it is known whom each is about."""
        return not self.impossible and all(entry.linked for entry in self.entries)

    @property
    def doubtful(self) -> Entry | None:
        """The first with several customers to choose from."""
        return next((entry for entry in self.entries if len(entry.customers) > 1), None)

    def choose(self, called: str, one: Candidate | None) -> Preview:
        """Whoever was called so is this customer, wherever the line speaks of him; None: nobody."""
        chosen = tuple(entry.about(one) if entry.called == called else entry for entry in self.entries)
        newcomer = None if self.newcomer and self.newcomer.name == called and one else self.newcomer
        return replace(self, entries=chosen, newcomer=newcomer)

    def about_topics(self, left: Sequence[Topic]) -> Preview:
        """With these topics only."""
        return replace(self, topics=tuple(left))

    def put(self, at: int, entry: Entry | None) -> Preview:
        """With the entry at this place put right, or taken out."""
        kept = [*self.entries[:at], *([entry] if entry else []), *self.entries[at + 1 :]]
        return replace(self, entries=tuple(kept))


def preview(store: Store, text: str, today: date) -> Preview | None:
    """None for an empty line. Days to come are plans; a day that is past, and what a word says was done, is done."""
    if not text.strip():
        return None
    read = quick_add.read(text, today)
    with store.read() as session:
        lookup = Lookup(session, " ".join(word for act in read.acts for word in act.words))
        found = [lookup.people(act.words) for act in read.acts]
        if read.phone and not any(person.candidates for people, _ in found for person in people):
            owner = lookup.of_phone(read.phone)
            found = [([owner] if owner else people, note) for people, note in found]
    people = _passed_on([people for people, _ in found])
    newcomer = next((person.called for group in people for person in group if not person.candidates), None)
    told = [] if newcomer else [part.text for part in read.parts if part.field in ("phone", "relative")]
    entries: list[Entry] = []
    for at, act in enumerate(read.acts):
        note = [*found[at][1], *act.said, *(told if at == 0 else [])]
        entries += _entries(act, people[at], note, today)
    found_all = Preview(
        tuple(entries),
        read.topics,
        Newcomer(newcomer, read.phone, read.relatives) if newcomer else None,
        read.parts,
        read.impossible,
    )
    return stepped(store, found_all, today)


def stepped(store: Store, found: Preview, today: date) -> Preview:
    """With the planned step each entry that is off or moved speaks of."""
    if not any(entry.turn for entry in found.entries):
        return found
    with store.read() as session:
        return replace(found, entries=tuple(_stepped(session, entry, today) for entry in found.entries))


def _stepped(session: Session, entry: Entry, today: date) -> Entry:
    draft = entry.draft
    right_off = entry.turn == Turn.OFF and draft.status == ActivityStatus.CANCELLED
    right_moved = entry.turn == Turn.MOVED and draft.status == ActivityStatus.PLANNED
    if not (right_off or right_moved) or draft.household_id is None:
        return replace(entry, step=None)
    kind = None if "kind" in entry.assumed else draft.kind
    day = draft.on_date if entry.turn == Turn.OFF and "day" not in entry.assumed else entry.old_day
    step = planned.of(session, draft.household_id, kind, day, today)
    if step is None:
        return replace(entry, step=None)
    on_date = step.on_date if entry.turn == Turn.OFF else draft.on_date
    return replace(entry, step=step, draft=replace(draft, kind=step.kind, on_date=on_date))


def _passed_on(people: list[list[Person]]) -> list[list[Person]]:
    """An act that names nobody is about those named before it, else about those named after it."""
    for at, group in enumerate(people):
        if not group:
            before = next((one for one in reversed(people[:at]) if one), None)
            people[at] = before or next((one for one in people[at + 1 :] if one), [])
    return people


def _entries(act: Act, people: Sequence[Person], note: Sequence[str], today: date) -> list[Entry]:
    """One for each person; of a family named twice one."""
    day = act.on_date or today
    done = day < today or (act.done and day <= today)
    draft = ActivityDraft(
        kind=act.kind or ActivityKind.CALL,
        on_date=day,
        status=_status(act, done),
        at_minute=act.at_minute,
        duration=act.minutes,
        place=act.place,
        note=" ".join(note),
    )
    said_day = act.on_date or (act.done and act.turn is None)
    assumed = tuple(name for name, said in (("kind", act.kind), ("day", said_day)) if not said)
    entries: list[Entry] = []
    for person in people:
        one = person.candidates[0].household_id if len(person.candidates) == 1 else None
        if one is None or all(entry.draft.household_id != one for entry in entries):
            mine = replace(draft, household_id=one)
            entries.append(Entry(mine, assumed, person.called, person.candidates, act.following, act.turn, act.old_day))
    return entries or [Entry(draft, assumed, "", (), act.following, act.turn, act.old_day)]


def _status(act: Act, done: bool) -> ActivityStatus:
    """What is off is out of every figure."""
    if act.turn == Turn.OFF:
        return ActivityStatus.CANCELLED
    return ActivityStatus.DONE if done else ActivityStatus.PLANNED
