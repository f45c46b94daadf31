"""What the interview services take and give. Money is fen; dates are days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.enums import AnswerState, InterviewStatus, ObservationKind, Relation
from app.services.analysis.inputs import Basis
from app.services.interviews.templates import COVER, Question, Scope, Section, Template
from app.services.policies import PolicyRow

Place = tuple[str, str]  # question key, member id ("" = the household)


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the interview sees one; ``age`` on the day of the interview, None when the birth date is missing."""

    id: str
    name: str
    relation: Relation
    sex: str | None
    birth_date: date | None
    age: int | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """``value`` by the question's kind: text, fen, whole number, choice value or true. Unwilling has no value."""

    question: str
    member_id: str
    value: Any
    state: AnswerState = AnswerState.SAID

    @property
    def place(self) -> Place:
        return self.question, self.member_id


@dataclass(frozen=True, slots=True)
class HeldCover:
    """What one policy in force pays, in fen; ``group`` cover lasts only while its employer employs."""

    product: str
    amount: int
    group: bool


@dataclass(frozen=True, slots=True)
class Held:
    """The cover of one member against one event: what counts, and the policies it comes from."""

    amount: int
    covers: tuple[HeldCover, ...]


@dataclass(frozen=True, slots=True)
class ObservationRow:
    id: str
    kind: ObservationKind
    text: str


@dataclass(frozen=True, slots=True)
class InterviewDetail:
    id: str
    household_id: str
    template: Template
    status: InterviewStatus
    step: str
    held_on: date
    people: tuple[Person, ...]
    answers: Mapping[Place, AnswerRow]
    observations: tuple[ObservationRow, ...]
    ranking: tuple[str, ...]
    assumptions: Mapping[str, Any]
    held: Mapping[Place, Held] = field(default_factory=dict)  # by (event, member id), on the day of the interview
    policies: tuple[PolicyRow, ...] = ()  # in force on the day
    basis: Basis | None = None  # the assumption set; None is the shipped one

    def asked(self, question: Question) -> list[Place]:
        """The places of a question: one, or one for each member it is meant for; of a question about rare cover only
        those where a policy has it, or an answer was given."""
        if question.scope == Scope.HOUSEHOLD:
            return [(question.key, "")]
        child = {Scope.CHILD: (True,), Scope.ADULT: (False,)}.get(question.scope, (True, False))
        places = [(question.key, person.id) for person in self.people if (person.relation == Relation.CHILD) in child]
        return (
            [place for place in places if place in self.answers or self.held_at(question, place)]
            if (question.only_held)
            else places
        )

    def held_at(self, question: Question, place: Place) -> Held | None:
        """What the policies say to a question about existing cover."""
        return self.held.get((question.feeds.removeprefix(COVER), place[1]))

    def answered(self, section: Section) -> tuple[int, int]:
        """(answered, asked) in a section."""
        places = [place for question in section.questions for place in self.asked(question)]
        return sum(place in self.answers for place in places), len(places)

    @property
    def confirmed(self) -> bool:
        return self.status == InterviewStatus.CONFIRMED
