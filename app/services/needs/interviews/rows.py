"""What the interview services take and give. Money is fen; dates are days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.enums import AnswerSource, AnswerState, InterviewStatus, ObservationKind, Relation
from app.services.needs.analysis.inputs import Basis
from app.services.needs.interviews.templates import COVER, Kind, Question, Scope, Section, Template
from app.services.people.policies import PolicyRow
from app.services.rules.needs.city import CityRules
from app.services.rules.needs.tax import TaxRules

Place = tuple[str, str]  # question key, member id ("" = the household)


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the interview sees one; ``age`` on the day of the interview, None when the birth date is missing;
    ``statutory_in`` years from that day to the statutory retirement, None when birth date or sex is missing."""

    id: str
    name: str
    relation: Relation
    sex: str | None
    birth_date: date | None
    age: int | None
    statutory_in: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """``value`` by the question's kind (see ``Kind``). Unwilling has no value. ``on`` is the day it was given; None
    when it is being saved: today, or the day it had when nothing changes."""

    question: str
    member_id: str
    value: Any
    state: AnswerState = AnswerState.SAID
    source: AnswerSource = AnswerSource.SAID
    on: date | None = None

    @property
    def place(self) -> Place:
        """What it answers: the question, and of whom it was asked ("" for the family)."""
        return self.question, self.member_id


@dataclass(frozen=True, slots=True)
class Was:
    """An answer as it stood before or after a change."""

    value: Any
    state: AnswerState
    source: AnswerSource
    on: date


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One step in the history of an answer; None is no answer."""

    at: datetime
    agent_code: str
    agent_name: str
    old: Was | None
    new: Was | None


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
    basis: Basis | None = None  # the assumption set with the store's two lines of premiums; None is the shipped one
    tax: TaxRules | None = None  # in force; None is as shipped
    city: CityRules | None = None  # what the place gives, where it is known
    credit: Decimal | None = None  # the most a guaranteed product may credit on the day, a year, as a share
    summary: str = ""

    def asked(self, question: Question) -> list[Place]:
        """The places of a question: one, or one for each member it is meant for, where its condition is met; of a
        question about rare cover only those where a policy has it, or an answer was given."""
        return [place for place in self.places(question) if self.applies(question, place[1])]

    def places(self, question: Question) -> list[Place]:
        """As :meth:`asked`, whatever its condition."""
        if question.scope == Scope.HOUSEHOLD:
            return [(question.key, "")]
        child = {Scope.CHILD: (True,), Scope.ADULT: (False,)}.get(question.scope, (True, False))
        places = [(question.key, person.id) for person in self.people if (person.relation == Relation.CHILD) in child]
        if not question.only_held:
            return places
        return [place for place in places if place in self.answers or self.held_at(question, place)]

    def applies(self, question: Question, member_id: str) -> bool:
        """Whether the condition of a follow-up question is met; what does not apply counts for nothing."""
        if question.when is None:
            return True
        source = self.template.question(question.when.question)
        if not self.applies(source, member_id):
            return False
        answer = self.answers.get((source.key, "" if source.scope == Scope.HOUSEHOLD else member_id))
        return answer is not None and answer.state != AnswerState.UNWILLING and question.when.met_by(answer.value)

    def held_at(self, question: Question, place: Place) -> Held | None:
        """What the policies say to a question about existing cover."""
        if not question.feeds.startswith(COVER):
            return None
        return self.held.get((question.feeds.removeprefix(COVER), place[1]))

    def figure(self, place: Place) -> int:
        """What an answer gives to the figure it feeds: its number, or the sum of its table's columns that feed."""
        question, value = self.template.question(place[0]), self.answers[place].value
        if question.kind == Kind.TABLE:
            keys = [column.key for column in question.columns if column.feeds]
            return sum(row.get(key) or 0 for row in value or [] for key in keys)
        return value if isinstance(value, int) else 0

    def answered(self, section: Section) -> tuple[int, int]:
        """(answered, asked) in a section."""
        places = [place for question in section.questions for place in self.asked(question)]
        return sum(place in self.answers for place in places), len(places)

    @property
    def confirmed(self) -> bool:
        """Whether the customer has confirmed it."""
        return self.status == InterviewStatus.CONFIRMED
