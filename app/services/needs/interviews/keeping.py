"""Start, save and resume interviews: every step is one unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from app.enums import AnswerState, InterviewStatus, ObservationKind
from app.errors import InputError, Place, bad_input
from app.models import Answer, AnswerChange, Household, Interview, Member, Observation
from app.services.base.store import Actor, Store, WriteSession
from app.services.needs import assumption_sets
from app.services.needs.interviews import history
from app.services.needs.interviews.details import (
    answers_of,
    detail_of,
    draft_row,
    household_row,
    interview_row,
    members_of,
)
from app.services.needs.interviews.fitting import problem_of
from app.services.needs.interviews.known import fill_in
from app.services.needs.interviews.rows import AnswerRow, InterviewDetail, ObservationRow
from app.services.needs.interviews.template_keeping import FULL, current, held_with, keep_version
from app.services.spine import tracing


def start(store: Store, actor: Actor, household_id: str, template: str = FULL) -> InterviewDetail:
    """A new draft for the household, or the draft there is; what the record already knows is put in as answers.

    The template's version is kept with it. Raises InputError ``not_found`` or ``template_unknown``.
    """
    with store.read() as session:
        query = select(Interview.id).where(Interview.household_id == household_id)
        draft = session.scalars(query.where(Interview.status == InterviewStatus.DRAFT)).first()
    if draft is not None:
        return read(store, draft)
    with store.write(actor, "interview.start", household_id) as session:
        household = household_row(session, household_id)
        loaded = current(session, template)
        keep_version(session, loaded)
        interview = Interview(
            household_id=household_id,
            agent_code=actor.code,
            template=loaded.code,
            template_version=loaded.version,
            step=loaded.sections[0].key,
            held_on=session.today,
            assumption_set_id=assumption_sets.default_id(session),
        )
        session.add(interview)
        session.flush()
        fill_in(session, detail_of(session, interview), household, members_of(session, household_id))
        tracing.answered(session, household_id)
        session.note(interview=interview.id)
        return detail_of(session, interview)


def learn(store: Store, actor: Actor, interview_id: str, member_id: str) -> InterviewDetail:
    """A member came in or changed during the interview: what the record now tells of them becomes an answer."""
    with store.write(actor, "interview.learn") as session:
        interview = draft_row(session, interview_id)
        session.subject = household_id = interview.household_id
        member = session.get(Member, member_id)
        if member is None or member.household_id != household_id:
            raise bad_input("not_found")
        fill_in(session, detail_of(session, interview), household_row(session, household_id), [member])
        tracing.answered(session, household_id)
        session.note(interview=interview_id, member=member_id)
        return detail_of(session, interview)


def read(store: Store, interview_id: str) -> InterviewDetail:
    """One interview with its answers and needs. Raises InputError ``not_found``."""
    with store.read() as session:
        return detail_of(session, interview_row(session, interview_id))


def discard(store: Store, actor: Actor, interview_id: str) -> None:
    """Take a draft back: begun with the wrong template, or not at all meant. Its answers and notes go with it."""
    with store.write(actor, "interview.discard") as session:
        interview = draft_row(session, interview_id)
        session.subject = interview.household_id
        for table in (AnswerChange, Answer, Observation):
            session.execute(delete(table).where(table.interview_id == interview_id))
        session.delete(interview)
        session.note(interview=interview_id)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An interview to resume."""

    id: str
    household_id: str
    name: str
    held_on: date


def unfinished(store: Store, agent_code: str) -> list[Unfinished]:
    """Drafts of this agent, the latest first."""
    with store.read() as session:
        query = (
            select(Interview.id, Interview.household_id, Household.name, Interview.held_on)
            .join(Household, Household.id == Interview.household_id)
            .where(Interview.agent_code == agent_code, Interview.status == InterviewStatus.DRAFT)
            .order_by(Interview.updated_at.desc())
        )
        return [Unfinished(*row) for row in session.execute(query)]


def latest(store: Store, household_id: str) -> InterviewDetail | None:
    """The draft of the household, else its last confirmed interview, else None."""
    with store.read() as session:
        query = select(Interview).where(Interview.household_id == household_id)
        found = session.scalars(
            query.order_by(Interview.status.desc(), Interview.created_at.desc(), Interview.id.desc())
        ).first()
        return None if found is None else detail_of(session, found)


def save_answers(
    store: Store, actor: Actor, interview_id: str, answers: Sequence[AnswerRow], step: str | None = None
) -> InterviewDetail:
    """Save answers (a None value said removes one) and the step to resume at. Only a draft can change.

    Raises InputError with one problem per answer that does not fit its question, its field ``question/member``.
    """
    with store.write(actor, "interview.answer") as session:
        interview = draft_row(session, interview_id)
        session.subject = household_id = interview.household_id
        template = held_with(session, interview)
        if problems := [p for answer in answers if (p := problem_of(template, answer)) is not None]:
            raise InputError(problems)
        kept = {(row.question, row.member_id): row for row in session.scalars(answers_of(interview_id))}
        for answer in answers:
            _keep(session, interview_id, kept.get(answer.place), answer)
        if step is not None:
            interview.step = step
        tracing.answered(session, household_id, [row.id for row in kept.values() if row in session.deleted])
        session.note(interview=interview_id, questions=[answer.question for answer in answers])
        return detail_of(session, interview)


def choose_ranking(store: Store, actor: Actor, interview_id: str, keys: Sequence[str]) -> InterviewDetail:
    """The customer's own order of needs, the first first."""
    return _change(store, actor, interview_id, "interview.rank", ranking=list(keys))


def write_summary(store: Store, actor: Actor, interview_id: str, text: str) -> InterviewDetail:
    """The summary in plain words as it was edited; empty to have it written from the answers again."""
    return _change(store, actor, interview_id, "interview.summarise", summary=text.strip())


def change_assumptions(store: Store, actor: Actor, interview_id: str, changes: dict[str, Any]) -> InterviewDetail:
    """Assumptions that differ from the set for this interview. Raises InputError naming each at fault."""
    checked = assumption_sets.checked_values(changes)
    return _change(store, actor, interview_id, "interview.assume", assumptions=checked)


def add_observation(store: Store, actor: Actor, interview_id: str, kind: ObservationKind, text: str) -> ObservationRow:
    """What was seen, not said. Also after the confirmation: one remembers things on the stairs."""
    if not text.strip():
        raise bad_input("required", Place(field="text"))
    with store.write(actor, "interview.observe") as session:
        interview = interview_row(session, interview_id)
        row = Observation(interview_id=interview.id, kind=kind.value, text=text.strip())
        session.add(row)
        session.flush()
        return ObservationRow(row.id, kind, row.text)


def remove_observation(store: Store, actor: Actor, observation_id: str) -> None:
    """Take an observation away; one that is gone already is no fault."""
    with store.write(actor, "interview.unobserve") as session:
        row = session.get(Observation, observation_id)
        if row is not None:
            session.delete(row)


def _change(store: Store, actor: Actor, interview_id: str, action: str, **values: Any) -> InterviewDetail:
    with store.write(actor, action) as session:
        interview = draft_row(session, interview_id)
        for name, value in values.items():
            setattr(interview, name, value)
        session.flush()
        return detail_of(session, interview)


def _keep(session: WriteSession, interview_id: str, row: Answer | None, answer: AnswerRow) -> None:
    """What changes is kept with its history; what stays the same is not touched."""
    value = None if answer.state == AnswerState.UNWILLING else answer.value
    nothing = value is None or (not isinstance(value, bool) and value in ("", []))
    if answer.state == AnswerState.SAID and nothing:  # 0 and no are answers
        if row is not None:
            history.record(session, interview_id, answer.place, history.state_of(row), {})
            session.delete(row)
        return
    old = history.state_of(row)
    same = row is not None and (row.value, row.state) == (value, answer.state.value)
    on = answer.on or (row.answered_on if same and row is not None else session.today)
    new = {"value": value, "state": answer.state.value, "source": answer.source.value, "on": on.isoformat()}
    if new == old:
        return
    if row is None:
        row = Answer(interview_id=interview_id, question=answer.question, member_id=answer.member_id)
        session.add(row)
    row.value, row.state, row.source, row.answered_on = value, answer.state.value, answer.source.value, on
    history.record(session, interview_id, answer.place, old, new)
