"""Answers as they were given, and what was not asked or not answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from app.errors import InputError, Place, Problem, bad_input
from app.models import Feedback as Table
from app.models import Household, Need
from app.services.base.store import Actor, Store
from app.services.rules.care.clock_facts import Moment
from app.services.rules.care.satisfaction import Channel, FeedbackState

CSAT, NPS = range(1, 6), range(11)
MOST = 500


@dataclass(frozen=True, slots=True)
class FeedbackDraft:
    """``subject_id`` is the interview, order or case it followed, where there is one; either score may be missing."""

    moment: Moment
    on_date: date | None = None  # today unless said
    state: FeedbackState = FeedbackState.ANSWERED
    channel: Channel | None = None
    csat: int | None = None
    nps: int | None = None
    words: str = ""
    subject_id: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """``need`` is the number of the need it opened again."""

    id: str
    household_id: str
    household: str
    moment: Moment
    subject_id: str
    state: FeedbackState
    on_date: date
    channel: Channel | None
    csat: int | None
    nps: int | None
    words: str
    need_id: str | None
    need: str
    version: int


def record(store: Store, actor: Actor, household_id: str, draft: FeedbackDraft) -> Feedback:
    """Raises InputError: ``out_of_range`` at "csat" or "nps", ``score_needed`` at "csat" when it was answered without
    either, ``date_in_future`` at "on_date"."""
    with store.write(actor, "feedback.record", household_id) as session:
        today = session.today
        household = session.get(Household, household_id)
        if household is None:
            raise bad_input("not_found")
        if problems := _problems(draft, today):
            raise InputError(problems)
        answered = draft.state == FeedbackState.ANSWERED
        row = Table(
            household_id=household_id, agent_code=actor.code, moment=draft.moment.value, subject_id=draft.subject_id,
            state=draft.state.value, on_date=draft.on_date or today, channel=draft.channel or "",
            csat=draft.csat if answered else None, nps=draft.nps if answered else None, words=draft.words.strip(),
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.note(feedback=row.id)
        return row_of(row, household.name, "")


def remove(store: Store, actor: Actor, feedback_id: str) -> FeedbackDraft:
    """Recorded by mistake; what is returned records it again. Refused (``feedback_reopened``) while a need stands open
    because of it."""
    with store.write(actor, "feedback.remove") as session:
        row = session.get(Table, feedback_id)
        if row is None:
            raise bad_input("not_found")
        if row.need_id is not None:
            raise bad_input("feedback_reopened")
        session.delete(row)
        session.note(feedback=feedback_id)
        found = row_of(row, "", "")
    return FeedbackDraft(
        found.moment, found.on_date, found.state, found.channel, found.csat, found.nps, found.words, found.subject_id
    )


def of_household(store: Store, household_id: str) -> list[Feedback]:
    """The latest first."""
    return _list(store, Table.household_id == household_id)


def listing(
    store: Store, agent_code: str, first: date, last: date, *, answered: bool = False, moment: Moment | None = None
) -> list[Feedback]:
    """What the agent's customers said from ``first`` to ``last``, the latest first: the rows behind a figure."""
    wanted = [Table.agent_code == agent_code, Table.on_date.between(first, last)]
    if answered:
        wanted.append(Table.state == FeedbackState.ANSWERED)
    if moment is not None:
        wanted.append(Table.moment == moment)
    return _list(store, *wanted)


def row_of(row: Table, household: str, need: str) -> Feedback:
    """An answer as the services give it; ``household`` is the name, ``need`` the number of what it is about."""
    return Feedback(
        row.id, row.household_id, household, Moment(row.moment), row.subject_id, FeedbackState(row.state), row.on_date,
        Channel(row.channel) if row.channel else None, row.csat, row.nps, row.words, row.need_id, need, row.version,
    )  # fmt: skip


def _problems(draft: FeedbackDraft, today: date) -> list[Problem]:
    problems = []
    for name, scale in (("csat", CSAT), ("nps", NPS)):
        score = getattr(draft, name)
        if score is not None and score not in scale:
            problems.append(Problem("out_of_range", Place(field=name), {"least": scale[0], "most": scale[-1]}))
    if draft.state == FeedbackState.ANSWERED and draft.csat is None and draft.nps is None:
        problems.append(Problem("score_needed", Place(field="csat")))
    if draft.on_date is not None and draft.on_date > today:
        problems.append(Problem("date_in_future", Place(field="on_date")))
    return problems


def _list(store: Store, *wanted: ColumnElement[bool]) -> list[Feedback]:
    rows = (
        select(Table, Household.name, Need.number)
        .join(Household, Household.id == Table.household_id)
        .outerjoin(Need, Need.id == Table.need_id)
        .where(*wanted)
        .order_by(Table.on_date.desc(), Table.id.desc())
        .limit(MOST)
    )
    with store.read() as session:
        return [row_of(row, name, number or "") for row, name, number in session.execute(rows)]
