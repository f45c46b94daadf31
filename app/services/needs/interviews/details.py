"""From the rows of an interview to what the services give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import AnswerSource, AnswerState, InterviewStatus, ObservationKind, Relation, Sex
from app.errors import bad_input
from app.models import Answer, Household, Interview, Member, Observation, PersonCare
from app.services.needs import assumption_sets, statutory, thresholds
from app.services.needs.analysis.inputs import Basis, shipped_basis
from app.services.needs.analysis.members import statutory_years
from app.services.needs.interviews.known import covers_held
from app.services.needs.interviews.rows import AnswerRow, InterviewDetail, ObservationRow, Person
from app.services.needs.interviews.template_keeping import held_with
from app.services.people.policies import in_force
from app.services.rules.base.ages import age_on
from app.services.rules.needs.pension import Bases, Work


def detail_of(session: Session, interview: Interview) -> InterviewDetail:
    """Everything of an interview; an answer to a question its template does not know is left out."""
    template = held_with(session, interview)
    known = {question.key for question in template.questions}
    answers = [answer_row(row) for row in session.scalars(answers_of(interview.id)) if row.question in known]
    observations = session.scalars(
        select(Observation).where(Observation.interview_id == interview.id).order_by(Observation.id)
    )
    credit, tax = statutory.read_law(session, interview.held_on)
    lines = thresholds.premium_lines(session)
    return InterviewDetail(
        id=interview.id,
        household_id=interview.household_id,
        template=template,
        status=InterviewStatus(interview.status),
        step=interview.step,
        held_on=interview.held_on,
        people=_people(session, interview),
        answers={answer.place: answer for answer in answers},
        observations=tuple(ObservationRow(row.id, ObservationKind(row.kind), row.text) for row in observations),
        ranking=tuple(interview.ranking),
        assumptions={name: value for name, value in interview.assumptions.items() if name not in lines},
        held=covers_held(session, interview.household_id, interview.held_on),
        policies=in_force(session, interview.household_id, interview.held_on),
        basis=_with(lines, assumption_sets.basis_of(session, interview.assumption_set_id) or shipped_basis()),
        credit=credit,
        tax=tax,
        city=statutory.read_city(session, session.get_one(Household, interview.household_id).city),
        summary=interview.summary,
    )


def _with(lines: Mapping[str, float], basis: Basis) -> Basis:
    return replace(basis, values={**basis.values, **lines})


def answer_row(row: Answer) -> AnswerRow:
    """An answer as the services give it."""
    return AnswerRow(
        row.question, row.member_id, row.value, AnswerState(row.state), AnswerSource(row.source), row.answered_on
    )


def answers_of(interview_id: str) -> Any:
    """The query for the answers of an interview, in the order they were given."""
    return select(Answer).where(Answer.interview_id == interview_id).order_by(Answer.id)


def members_of(session: Session, household_id: str) -> Sequence[Member]:
    """The people of a household in its order."""
    return session.scalars(select(Member).where(Member.household_id == household_id).order_by(Member.position)).all()


def interview_row(session: Session, interview_id: str) -> Interview:
    """Raises InputError ``not_found``."""
    interview = session.get(Interview, interview_id)
    if interview is None:
        raise bad_input("not_found")
    return interview


def draft_row(session: Session, interview_id: str) -> Interview:
    """Raises InputError ``interview_confirmed``: what was confirmed stays as it is."""
    interview = interview_row(session, interview_id)
    if interview.status != InterviewStatus.DRAFT:
        raise bad_input("interview_confirmed")
    return interview


def household_row(session: Session, household_id: str) -> Household:
    """Raises InputError ``not_found``."""
    household = session.get(Household, household_id)
    if household is None:
        raise bad_input("not_found")
    return household


def _people(session: Session, interview: Interview) -> tuple[Person, ...]:
    of_household = select(PersonCare.member_id, PersonCare.work).join(Member, Member.id == PersonCare.member_id)
    rows = session.execute(of_household.where(Member.household_id == interview.household_id))
    works = {row.member_id: row.work for row in rows}
    bases = statutory.read_bases(session)
    return tuple(
        _person(member, works.get(member.id) or "", interview.held_on, bases)
        for member in members_of(session, interview.household_id)
    )


def _person(member: Member, work: str, on: date, bases: Bases) -> Person:
    born = member.birth_date
    years = None
    if born is not None and member.sex is not None:
        years = statutory_years(born, Sex(member.sex), Work(work) if work else None, on, bases)
    age = None if born is None else age_on(born, on)
    return Person(member.id, member.name, Relation(member.relation), member.sex, born, age, years)
