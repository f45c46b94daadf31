"""Contests as they are planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import Contest, ContestAgent
from app.services.base import settings
from app.services.base.store import Actor, Store
from app.services.measures.kpis import definitions
from app.services.rules.measures.kpis import STATES, Definition
from app.services.team.reviews.figures import weeks_of

SETTING = "team.contests"
MOST_PLACES = 50


@dataclass(frozen=True, slots=True)
class ContestDraft:
    """``agents`` are the codes of those chosen, empty for the whole team; ranks 1 to ``places`` are honoured."""

    title: str
    starts_on: date | None
    ends_on: date | None
    kpi: str
    places: int | None = 3
    prize: str = ""
    agents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContestRow:
    id: str
    version: int
    title: str
    starts_on: date
    ends_on: date
    kpi: str
    places: int
    prize: str
    agents: tuple[str, ...]


def switched_on(store: Store) -> bool:
    """Whether this store ranks people at all; it does not unless its lead says so."""
    return bool(settings.read(store, SETTING, False))


def switch(store: Store, actor: Actor, wanted: bool) -> None:
    """On or off; what was planned stays."""
    settings.write(store, actor, SETTING, wanted)


def choices(store: Store, day: date) -> list[Definition]:
    """The KPIs a contest can be about: those whose weeks add up, as they are defined on ``day``."""
    with store.read() as session:
        known = definitions.in_force(session, day).kpis
    return [one for one in known if can_be_ranked(one)]


def can_be_ranked(definition: Definition) -> bool:
    """How things stand in each week cannot be added over weeks."""
    return not any(term.measure in STATES for term in definition.terms)


def listing(store: Store) -> list[ContestRow]:
    """The newest first."""
    with store.read() as session:
        rows = session.scalars(select(Contest).order_by(Contest.starts_on.desc(), Contest.title))
        return [_row(session, row) for row in rows]


def of_title(store: Store, title: str) -> ContestRow:
    """Raises InputError ``contests_off`` and ``contest_unknown``."""
    if not switched_on(store):
        raise bad_input("contests_off")
    found = [row for row in listing(store) if row.title == title.strip()]
    if not found:
        raise bad_input("contest_unknown", title=title)
    return found[0]


def save(
    store: Store, actor: Actor, draft: ContestDraft, id: str | None = None, version: int | None = None
) -> ContestRow:
    """A new contest, or ``id`` changed. Raises InputError at the fields; ConflictError when it changed since
    ``version``."""
    with store.write(actor, "contest.update" if id else "contest.add") as session:
        if found := _problems(session, draft, id):
            raise InputError(found)
        row = _there(session, id, version) if id else Contest()
        assert draft.starts_on is not None and draft.ends_on is not None and draft.places is not None
        row.title, row.prize, row.kpi = draft.title.strip(), draft.prize.strip(), draft.kpi
        row.starts_on, row.ends_on, row.places = draft.starts_on, draft.ends_on, draft.places
        session.add(row)
        session.flush()
        if set(draft.agents) != set(_agents(session, row.id)):
            session.execute(delete(ContestAgent).where(ContestAgent.contest_id == row.id))
            session.add_all(ContestAgent(contest_id=row.id, agent_code=code) for code in sorted(set(draft.agents)))
            session.flush()
        session.note(contest=row.id)
        return _row(session, row)


def remove(store: Store, actor: Actor, id: str, version: int) -> None:
    """As if never planned. Raises InputError ``not_found``, ConflictError."""
    with store.write(actor, "contest.remove") as session:
        row = _there(session, id, version)
        session.execute(delete(ContestAgent).where(ContestAgent.contest_id == row.id))
        session.delete(row)


def _there(session: Session, id: str, version: int | None) -> Contest:
    row = session.get(Contest, id)
    if row is None:
        raise bad_input("not_found")
    if row.version != version:
        raise ConflictError(Problem("changed_meanwhile"))
    return row


def _problems(session: Session, draft: ContestDraft, id: str | None) -> list[Problem]:
    found = [
        Problem("required", Place(field=name)) for name in ("title", "starts_on", "ends_on", "places")
        if not str(getattr(draft, name) if getattr(draft, name) is not None else "").strip()
    ]  # fmt: skip
    starts, ends = draft.starts_on, draft.ends_on
    if starts and ends and ends < starts:
        found.append(Problem("campaign_dates", Place(field="ends_on")))
    elif starts and ends and weeks_of(starts, ends).last < weeks_of(starts, ends).first:
        found.append(Problem("contest_no_week", Place(field="ends_on")))
    if draft.places is not None and not 1 <= draft.places <= MOST_PLACES:
        found.append(Problem("contest_places", Place(field="places"), {"most": MOST_PLACES}))
    if ends and not any(
        one.code == draft.kpi and can_be_ranked(one) for one in definitions.in_force(session, ends).everything
    ):
        found.append(Problem("contest_kpi", Place(field="kpi")))
    other = session.scalars(select(Contest.id).where(Contest.title == draft.title.strip())).first()
    if other is not None and other != id:
        found.append(Problem("contest_twice", Place(field="title")))
    return found


def _agents(session: Session, id: str) -> Sequence[str]:
    codes = select(ContestAgent.agent_code).where(ContestAgent.contest_id == id).order_by(ContestAgent.agent_code)
    return session.scalars(codes).all()


def _row(session: Session, row: Contest) -> ContestRow:
    return ContestRow(
        row.id, row.version, row.title, row.starts_on, row.ends_on, row.kpi, row.places, row.prize,
        tuple(_agents(session, row.id)),
    )  # fmt: skip
