"""Agents of a team, entered one by one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import RosterMember
from app.services.base import recoding
from app.services.base.store import Actor, Store
from app.services.rules.base.weeks import Week


@dataclass(frozen=True, slots=True)
class RosterDraft:
    """What is said of an agent. A report is expected of every week between joining and leaving (None: open), within
    ``report_from`` and ``report_to`` where these are said."""

    code: str
    name: str
    licence: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    report_from: date | None = None
    report_to: date | None = None

    def reports_in(self, week: Week) -> bool:
        """Whether a report of the week is expected: some day of it lies within."""
        starts = max((day for day in (self.joined_on, self.report_from) if day), default=week.monday)
        ends = min((day for day in (self.left_on, self.report_to) if day), default=week.sunday)
        return starts <= week.sunday and ends >= week.monday


@dataclass(frozen=True, slots=True)
class RosterRow:
    id: str
    version: int
    draft: RosterDraft


FIELDS = tuple(RosterDraft.__dataclass_fields__)


def everybody(store: Store) -> list[RosterRow]:
    """By code."""
    with store.read() as session:
        return [row_of(one) for one in members(session)]


def members(session: Session) -> list[RosterMember]:
    """The rows, by code."""
    return list(session.scalars(select(RosterMember).order_by(RosterMember.code)))


def row_of(one: RosterMember) -> RosterRow:
    """As services give it."""
    return RosterRow(one.id, one.version, RosterDraft(**{name: getattr(one, name) for name in FIELDS}))


def problems(draft: RosterDraft) -> list[Problem]:
    """What is wrong with it, each at its field."""
    found = [] if draft.name.strip() else [Problem("required", Place(field="name"))]
    try:
        recoding.checked(draft.code)
    except InputError as error:
        found += error.problems
    for early, late in (("joined_on", "left_on"), ("report_from", "report_to")):
        begins, ends = getattr(draft, early), getattr(draft, late)
        if begins and ends and ends < begins:
            found.append(Problem("ends_before_start", Place(field=late)))
    return found


def save(
    store: Store, actor: Actor, draft: RosterDraft, id: str | None = None, version: int | None = None
) -> RosterRow:
    """A new agent of the team, or ``id`` changed. Raises InputError at the fields, ``agent_code_taken`` for a code
    that another has; ConflictError when the row was changed since ``version``."""
    if found := problems(draft):
        raise InputError(found)
    with store.write(actor, "roster.save" if id else "roster.add") as session:
        code = recoding.checked(draft.code)
        other = session.scalars(select(RosterMember.id).where(RosterMember.code == code)).first()
        if other is not None and other != id:
            raise bad_input("agent_code_taken", Place(field="code"), code=code)
        one = session.get(RosterMember, id) if id else RosterMember()
        if one is None:
            raise bad_input("not_found")
        if id and one.version != version:
            raise ConflictError(Problem("changed_meanwhile"))
        write(one, draft)
        session.add(one)
        session.flush()
        return row_of(one)


def write(one: RosterMember, draft: RosterDraft) -> None:
    """The draft's values on the row."""
    for name, value in asdict(draft).items():
        setattr(one, name, value.strip() if isinstance(value, str) else value)


def remove(store: Store, actor: Actor, id: str) -> None:
    """Out of the list, as if never entered; who left the team gets the day instead. Raises InputError ``not_found``."""
    with store.write(actor, "roster.remove") as session:
        one = session.get(RosterMember, id)
        if one is None:
            raise bad_input("not_found")
        session.delete(one)
