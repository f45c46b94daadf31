"""Start, save and resume interviews: every step is one unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import AnswerState, InterviewStatus, ObservationKind, Relation, Stage
from app.errors import InputError, Place, Problem, bad_input
from app.models import Answer, Household, Interview, Member, Observation
from app.services import stages, tracing
from app.services.analysis import assumption_set
from app.services.interviews.known import covers_held, fill_in
from app.services.interviews.rows import AnswerRow, InterviewDetail, ObservationRow, Person
from app.services.interviews.templates import Kind, Template, load
from app.services.policies import in_force
from app.services.rules.ages import age_on
from app.services.store import Actor, Store, WriteSession

FULL = "family"


def start(store: Store, actor: Actor, household_id: str, template: str = FULL) -> InterviewDetail:
    """A new draft for the household, or the draft there is; what the record already knows is put in as answers."""
    with store.read() as session:
        draft = _draft(session, household_id)
    if draft is not None:
        return read(store, draft)
    loaded = load(template)
    with store.write(actor, "interview.start", household_id) as session:
        household = session.get(Household, household_id)
        if household is None:
            raise bad_input("not_found")
        interview = Interview(
            household_id=household_id,
            agent_code=actor.code,
            template=loaded.code,
            template_version=loaded.version,
            step=loaded.sections[0].key,
            held_on=session.now.astimezone().date(),
        )
        session.add(interview)
        session.flush()
        fill_in(session, _detail(session, interview), household, _members(session, household_id))
        tracing.answered(session, household_id)
        session.note(interview=interview.id)
        return _detail(session, interview)


def learn(store: Store, actor: Actor, interview_id: str, member_id: str) -> InterviewDetail:
    """A member came in or changed during the interview: what the record now tells of them becomes an answer."""
    with store.read() as session:
        household_id = _get(session, interview_id).household_id
    with store.write(actor, "interview.learn", household_id) as session:
        interview = _draft_of(session, interview_id)
        member = session.get(Member, member_id)
        if member is None or member.household_id != household_id:
            raise bad_input("not_found")
        fill_in(session, _detail(session, interview), session.get_one(Household, household_id), [member])
        tracing.answered(session, household_id)
        session.note(interview=interview_id, member=member_id)
        return _detail(session, interview)


def read(store: Store, interview_id: str) -> InterviewDetail:
    with store.read() as session:
        return _detail(session, _get(session, interview_id))


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
        return None if found is None else _detail(session, found)


def save_answers(
    store: Store, actor: Actor, interview_id: str, answers: Sequence[AnswerRow], step: str | None = None
) -> InterviewDetail:
    """Save answers (a None value said removes one) and the step to resume at. Only a draft can change.

    Raises InputError with one problem per answer that does not fit its question, its field ``question/member``.
    """
    with store.read() as session:
        household_id = _get(session, interview_id).household_id
    with store.write(actor, "interview.answer", household_id) as session:
        interview = _draft_of(session, interview_id)
        template = load(interview.template)
        if problems := [p for answer in answers if (p := _problem(template, answer)) is not None]:
            raise InputError(problems)
        kept = {(row.question, row.member_id): row for row in session.scalars(_answers(interview_id))}
        for answer in answers:
            _keep(session, interview_id, kept.get(answer.place), answer)
        if step is not None:
            interview.step = step
        tracing.answered(session, household_id, [row.id for row in kept.values() if row in session.deleted])
        session.note(interview=interview_id, questions=[answer.question for answer in answers])
        return _detail(session, interview)


def choose_ranking(store: Store, actor: Actor, interview_id: str, keys: Sequence[str]) -> InterviewDetail:
    """The customer's own order of needs, the first first."""
    return _change(store, actor, interview_id, "interview.rank", ranking=list(keys))


def change_assumptions(store: Store, actor: Actor, interview_id: str, changes: dict[str, Any]) -> InterviewDetail:
    """Assumptions that differ from the shipped set for this interview. Raises InputError for an unknown one."""
    try:
        assumption_set(changes)
    except (KeyError, ArithmeticError) as error:
        raise bad_input("not_a_number", text=str(error)) from error
    return _change(store, actor, interview_id, "interview.assume", assumptions=changes)


def add_observation(store: Store, actor: Actor, interview_id: str, kind: ObservationKind, text: str) -> ObservationRow:
    """What was seen, not said. Also after the confirmation: one remembers things on the stairs."""
    if not text.strip():
        raise bad_input("required", Place(field="text"))
    with store.write(actor, "interview.observe") as session:
        interview = _get(session, interview_id)
        row = Observation(interview_id=interview.id, kind=kind.value, text=text.strip())
        session.add(row)
        session.flush()
        return ObservationRow(row.id, kind, row.text)


def remove_observation(store: Store, actor: Actor, observation_id: str) -> None:
    with store.write(actor, "interview.unobserve") as session:
        row = session.get(Observation, observation_id)
        if row is not None:
            session.delete(row)


def _change(store: Store, actor: Actor, interview_id: str, action: str, **values: Any) -> InterviewDetail:
    with store.write(actor, action) as session:
        interview = _draft_of(session, interview_id)
        for name, value in values.items():
            setattr(interview, name, value)
        session.flush()
        return _detail(session, interview)


def _problem(template: Template, answer: AnswerRow) -> Problem | None:
    question = template.question(answer.question)
    place = Place(field=f"{answer.question}/{answer.member_id}")
    value = answer.value
    if answer.state == AnswerState.UNWILLING or value is None:
        return None
    if question.kind in (Kind.MONEY, Kind.NUMBER):
        if isinstance(value, bool) or not isinstance(value, int):
            return Problem("not_a_number", place, {"text": str(value)})
        return Problem("negative", place) if value < 0 else None
    if question.kind == Kind.CHOICE and value not in [choice for choice, _ in question.choices]:
        return Problem(
            "not_a_choice", place, {"text": str(value), "choices": ", ".join(c for c, _ in question.choices)}
        )
    return None


def _keep(session: WriteSession, interview_id: str, row: Answer | None, answer: AnswerRow) -> None:
    nothing = answer.value is None or answer.value is False or answer.value == ""
    empty = answer.state == AnswerState.SAID and nothing  # 0 is an answer
    if row is None:
        if not empty:
            session.add(
                Answer(
                    interview_id=interview_id,
                    question=answer.question,
                    member_id=answer.member_id,
                    value=answer.value,
                    state=answer.state.value,
                )
            )
    elif empty:
        session.delete(row)
    else:
        row.value = None if answer.state == AnswerState.UNWILLING else answer.value
        row.state = answer.state.value


def _detail(session: Session, interview: Interview) -> InterviewDetail:
    answers = [
        AnswerRow(row.question, row.member_id, row.value, AnswerState(row.state))
        for row in session.scalars(_answers(interview.id))
    ]
    observations = session.scalars(
        select(Observation).where(Observation.interview_id == interview.id).order_by(Observation.id)
    )
    return InterviewDetail(
        id=interview.id,
        household_id=interview.household_id,
        template=load(interview.template),
        status=InterviewStatus(interview.status),
        step=interview.step,
        held_on=interview.held_on,
        people=tuple(_person(member, interview.held_on) for member in _members(session, interview.household_id)),
        answers={answer.place: answer for answer in answers},
        observations=tuple(ObservationRow(row.id, ObservationKind(row.kind), row.text) for row in observations),
        ranking=tuple(interview.ranking),
        assumptions=dict(interview.assumptions),
        held=covers_held(session, interview.household_id, interview.held_on),
        policies=in_force(session, interview.household_id, interview.held_on),
    )


def _person(member: Member, day: date) -> Person:
    age = None if member.birth_date is None else age_on(member.birth_date, day)
    return Person(member.id, member.name, Relation(member.relation), member.sex, member.birth_date, age)


def _members(session: Session, household_id: str) -> Sequence[Member]:
    return session.scalars(select(Member).where(Member.household_id == household_id).order_by(Member.position)).all()


def _answers(interview_id: str) -> Any:
    return select(Answer).where(Answer.interview_id == interview_id).order_by(Answer.id)


def _draft(session: Session, household_id: str) -> str | None:
    query = select(Interview.id).where(Interview.household_id == household_id)
    return session.scalars(query.where(Interview.status == InterviewStatus.DRAFT)).first()


def _get(session: Session, interview_id: str) -> Interview:
    interview = session.get(Interview, interview_id)
    if interview is None:
        raise bad_input("not_found")
    return interview


def _draft_of(session: Session, interview_id: str) -> Interview:
    interview = _get(session, interview_id)
    if interview.status != InterviewStatus.DRAFT:
        raise bad_input("interview_confirmed")
    return interview


def mark_met(session: WriteSession, household: Household) -> None:
    """A confirmed interview is the evidence that the family's needs are analysed."""
    stages.advance(session, household, Stage.S3_ANALYSED, session.now.astimezone().date())
