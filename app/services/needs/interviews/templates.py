"""What an interview template is. Content is data in both languages; reading and writing it: ``template_files``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.enums import Language
from app.services.rules.needs.gaps.case import (
    HOUSEHOLD_MONEY,
    HOUSEHOLD_OPTIONAL,
    HOUSEHOLD_RATES,
    HOUSEHOLD_YEARS,
    MEMBER_MONEY,
    MEMBER_OPTIONAL,
)

Words = tuple[str, str]  # Chinese, English
NO_WORDS: Words = ("", "")
COVER = "cover."  # what feeds existing cover against an event is written "cover.<event>"
WANT, HAVE, WEIGHT = (
    "want.",
    "have.",
    "weight.",
)  # of goods: what is wanted and there, in units, and how much it matters
REPAYMENT = "repayment"  # a choice of how the loan is paid back
RISK = "risk"  # a choice on the scale suitability uses, or words of a template that are mapped to it
PRIORITY = "priority"  # a choice or ranking of events that orders the needs


class Kind(StrEnum):
    """How a question is answered, and what its value is."""

    NOTES = "notes"  # text
    MONEY = "money"  # fen
    NUMBER = "number"  # a whole number
    PERCENT = "percent"  # hundredths of a per cent
    DATE = "date"  # ISO text
    CHOICE = "choice"  # the value of a choice
    CHOICES = "choices"  # the values of several
    CHECK = "check"  # true
    SCALE = "scale"  # a whole number within the scale
    RANKING = "ranking"  # the values of choices, the first first
    TABLE = "table"  # rows {column key: value}


WITH_CHOICES = (Kind.CHOICE, Kind.CHOICES, Kind.RANKING)


class Scope(StrEnum):
    """Who is asked: once for the household, or each member, adult or child."""

    HOUSEHOLD = "household"
    MEMBER = "member"
    ADULT = "adult"
    CHILD = "child"


class Subject(StrEnum):
    """What the needs of an interview are computed by: the family's protection, or goods wanted in units."""

    PROTECTION = "protection"
    GOODS = "goods"


class CellKind(StrEnum):
    """How a cell of a table is filled."""

    TEXT = "text"
    MONEY = "money"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Condition:
    """When a follow-up question is asked: the answer to ``question`` is (or holds) one of ``values``, or is above
    ``above``; with neither, when there is an answer at all."""

    question: str
    values: tuple[str, ...] = ()
    above: int | None = None

    def met_by(self, value: Any) -> bool:
        """Whether the answer to the question it looks at fulfils it; no answer, no and nothing chosen never do."""
        if value is None or value is False or value in ("", []):
            return False
        if self.values:
            return bool(set(value if isinstance(value, list) else [value]) & set(self.values))
        if self.above is not None:
            return isinstance(value, int) and not isinstance(value, bool) and value > self.above
        return True


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; the sum of a ``feeds`` column is the figure its question feeds."""

    key: str
    kind: CellKind
    text: Words
    feeds: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    least: int
    most: int
    low: Words
    high: Words


@dataclass(frozen=True, slots=True)
class Question:
    """``feeds`` names the figure of the analysis the answer becomes (``cover.death``, ``expenses``), or is empty;
    ``only_held`` asks only where a policy of the family has such cover; ``why`` may be read by the customer."""

    key: str
    kind: Kind
    scope: Scope
    text: Words
    why: Words = NO_WORDS
    feeds: str = ""
    choices: tuple[tuple[str, Words], ...] = ()
    required: bool = False
    only_held: bool = False
    when: Condition | None = None
    columns: tuple[Column, ...] = ()
    scale: Scale | None = None

    def column(self, key: str) -> Column:
        """The column of a table with this key. Raises StopIteration for an unknown one."""
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True, slots=True)
class Section:
    """``people`` shows the members with their birth dates, to be mended or added there. ``intro``, ``asks`` (open
    questions) and ``clarifies`` (what to ask next) are for the agent and never shown in the customer view."""

    key: str
    title: Words
    intro: Words
    questions: tuple[Question, ...]
    people: bool = False
    asks: tuple[Words, ...] = ()
    clarifies: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """``events`` are the needs it is about; none means all of them."""

    code: str
    version: int
    name: Words
    sections: tuple[Section, ...]
    about: Words = NO_WORDS
    minutes: int = 30
    subject: Subject = Subject.PROTECTION
    events: tuple[str, ...] = ()

    def section(self, key: str) -> Section:
        """By key. Raises StopIteration for an unknown one."""
        return next(section for section in self.sections if section.key == key)

    @property
    def questions(self) -> Iterator[Question]:
        """Of all sections, in their order."""
        return (question for section in self.sections for question in section.questions)

    def question(self, key: str) -> Question:
        """Raises KeyError for one it does not ask."""
        for question in self.questions:
            if question.key == key:
                return question
        raise KeyError(key)

    def section_of(self, key: str) -> Section:
        """The section that asks the question. Raises StopIteration for an unknown one."""
        return next(section for section in self.sections if any(q.key == key for q in section.questions))


def pick(words: Words, language: Language) -> str:
    """The words in one language."""
    return words[0] if language == Language.ZH else words[1]


# What an answer may feed: the figure, who must be asked for it, and how it may be answered.
_MONEY = (Kind.MONEY, Kind.TABLE)
_HOUSE, _EACH = (Scope.HOUSEHOLD,), (Scope.MEMBER, Scope.ADULT, Scope.CHILD)
FEEDS: Mapping[str, tuple[tuple[Scope, ...], tuple[Kind, ...]]] = {
    **dict.fromkeys((*HOUSEHOLD_MONEY, *HOUSEHOLD_OPTIONAL), (_HOUSE, _MONEY)),
    **dict.fromkeys(HOUSEHOLD_YEARS, (_HOUSE, (Kind.NUMBER,))),
    **dict.fromkeys(("income", *MEMBER_MONEY, *MEMBER_OPTIONAL), (_EACH, _MONEY)),
    "retirement_age": ((Scope.MEMBER, Scope.ADULT), (Kind.NUMBER,)),
    "medical.deductible": (_EACH, (Kind.MONEY,)),
    "medical.renewal_years": (_EACH, (Kind.NUMBER,)),
    "state_pension_month": ((*_HOUSE, *_EACH), _MONEY),  # of both together, or of each
    "count_home": (_HOUSE, (Kind.CHECK,)),
    "budget": (_HOUSE, (Kind.MONEY,)),
    PRIORITY: (_HOUSE, (Kind.CHOICE, Kind.RANKING)),
    RISK: (_HOUSE, (Kind.CHOICE,)),
    **dict.fromkeys(HOUSEHOLD_RATES, (_HOUSE, (Kind.PERCENT,))),
    REPAYMENT: (_HOUSE, (Kind.CHOICE,)),
}
YEARS = (*HOUSEHOLD_YEARS, "medical.renewal_years", "retirement_age")
PREFIXES: Mapping[str, tuple[tuple[Scope, ...], tuple[Kind, ...]]] = {
    COVER: (_EACH, _MONEY),
    WANT: ((*_HOUSE, *_EACH), (Kind.NUMBER, Kind.SCALE)),
    HAVE: ((*_HOUSE, *_EACH), (Kind.NUMBER, Kind.SCALE)),
    WEIGHT: ((*_HOUSE, *_EACH), (Kind.NUMBER, Kind.SCALE)),
}


def feeds_rule(feeds: str) -> tuple[tuple[Scope, ...], tuple[Kind, ...]] | None:
    """Who may be asked, and how, for what feeds a figure; None for a figure there is not."""
    if feeds in FEEDS:
        return FEEDS[feeds]
    return next((rule for start, rule in PREFIXES.items() if feeds.startswith(start) and feeds != start), None)
