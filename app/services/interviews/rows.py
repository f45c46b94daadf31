"""What the interview services take and give. Money is fen; dates are days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.enums import AnswerState, InterviewStatus, ObservationKind, Relation
from app.services.interviews.templates import Question, Scope, Section, Template

Place = tuple[str, str]  # question key, member id ("" = the household)


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the interview sees one; ``age`` on the day of the interview, None when the birth date is missing."""

    id: str
    name: str
    relation: Relation
    sex: str | None
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

    def asked(self, question: Question) -> list[Place]:
        """The places of a question: one, or one for each member it is meant for."""
        if question.scope == Scope.HOUSEHOLD:
            return [(question.key, "")]
        child = {Scope.CHILD: (True,), Scope.ADULT: (False,)}.get(question.scope, (True, False))
        return [(question.key, person.id) for person in self.people if (person.relation == Relation.CHILD) in child]

    def answered(self, section: Section) -> tuple[int, int]:
        """(answered, asked) in a section."""
        places = [place for question in section.questions for place in self.asked(question)]
        return sum(place in self.answers for place in places), len(places)

    @property
    def confirmed(self) -> bool:
        return self.status == InterviewStatus.CONFIRMED
