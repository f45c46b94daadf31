"""What a list of the program has to say in a report: fields, each described once, and how its rows are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app import words
from app.enums import Language
from app.services.rules.base.ages import age_on
from app.services.rules.base.moments import day_of
from app.services.rules.figures.report_values import Reckoning
from app.services.rules.figures.reports import ReportKind

Title = Callable[[Language], str]
Derive = Callable[[Any, Reckoning], Any]
CHUNK = 2_000
OF_CUSTOMER = "customer."


@dataclass(frozen=True, slots=True)
class Field:
    """``column`` is where SQL finds it, ``derive`` what is made of what was found there. A choice has ``choices``."""

    key: str
    kind: ReportKind
    title: Title
    column: Any = None
    derive: Derive | None = None
    choices: Callable[[Language], Mapping[str, str]] | None = None
    width: float = 14.0

    def of_customer(self) -> Field:
        """The same, said of the customer a record is about."""

        def title(language: Language) -> str:
            return words.say("report.of_customer", language, what=self.title(language))

        return replace(self, key=OF_CUSTOMER + self.key, title=title)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list: what it is the row of, whose, and its values in the order they were asked in."""

    id: str
    household_id: str | None
    values: tuple[Any, ...]


Read = Callable[[Session, Sequence[Field], Reckoning], Iterator[Line]]


@dataclass(frozen=True, slots=True)
class List:
    """A list of the program. ``record`` is what the id of a line is the id of; ``usual`` are the columns shown until
    others are chosen."""

    key: str
    record: str
    fields: tuple[Field, ...]
    read: Read
    usual: tuple[str, ...]
    by_key: Mapping[str, Field] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {one.key: one for one in self.fields})

    @property
    def kinds(self) -> Mapping[str, ReportKind]:
        """By key, what each field is."""
        return {one.key: one.kind for one in self.fields}


def said(code: str) -> Title:
    """The title of a field by its code in the vocabulary."""
    return lambda language: words.say(code, language)


def chosen(key: str, kind: type[StrEnum], title: Title, column: Any) -> Field:
    """A field whose values are those of an enum."""
    return Field(key, ReportKind.CHOICE, title, column, choices=lambda language: words_of(kind, language))


def words_of(kind: type[StrEnum], language: Language) -> dict[str, str]:
    """The members of an enum by their value, in words."""
    return {one.value: words.of(one, language) for one in kind}


def age(birth_date: date | None, reckoning: Reckoning) -> int | None:
    """Completed years on the day of the report."""
    return None if birth_date is None else age_on(birth_date, reckoning.today)


def local_day(moment: datetime | None, _reckoning: Reckoning) -> date | None:
    """The agent's own calendar day of a moment."""
    return None if moment is None else day_of(moment)


def by_query(id: Any, household_id: Any, joined: Callable[[Select[Any]], Select[Any]]) -> Read:
    """Reads only the columns that are asked for; ``joined`` adds the tables they are in and which rows count."""

    def read(session: Session, wanted: Sequence[Field], reckoning: Reckoning) -> Iterator[Line]:
        columns = [one.column.label(f"c{at}") for at, one in enumerate(wanted)]
        query = joined(select(id.label("id"), household_id.label("household"), *columns)).order_by(id)
        makes = [(at, one.derive) for at, one in enumerate(wanted) if one.derive is not None]
        for found in session.execute(query).yield_per(CHUNK):
            values = list(found[2:])
            for at, derive in makes:
                values[at] = derive(values[at], reckoning)
            yield Line(found[0], found[1], tuple(values))

    return read
