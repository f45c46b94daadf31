"""Interview templates as data: ``resources/interviews/*.json``. A broken one is refused with the place of the fault."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from app import paths
from app.enums import Language
from app.services.documents import Reader, read_json

Words = tuple[str, str]  # Chinese, English
COVER = "cover."  # what feeds existing cover against an event is written "cover.<event>"


class Kind(StrEnum):
    """How a question is answered; money is kept in fen."""

    NOTES = "notes"
    MONEY = "money"
    NUMBER = "number"
    CHOICE = "choice"
    CHECK = "check"


class Scope(StrEnum):
    """Who is asked: once for the household, or each member, adult or child."""

    HOUSEHOLD = "household"
    MEMBER = "member"
    ADULT = "adult"
    CHILD = "child"


@dataclass(frozen=True, slots=True)
class Question:
    """``feeds`` names the figure of the analysis the answer becomes (``cover.death``, ``expenses``), or is empty;
    ``only_held`` asks only where a policy of the family has such cover."""

    key: str
    kind: Kind
    scope: Scope
    text: Words
    why: Words
    feeds: str
    choices: tuple[tuple[str, Words], ...]
    required: bool
    only_held: bool


@dataclass(frozen=True, slots=True)
class Section:
    """``people`` shows the members with their birth dates, to be mended or added there."""

    key: str
    title: Words
    intro: Words
    questions: tuple[Question, ...]
    people: bool


@dataclass(frozen=True, slots=True)
class Template:
    code: str
    version: int
    name: Words
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section:
        return next(section for section in self.sections if section.key == key)

    def question(self, key: str) -> Question:
        return next(question for section in self.sections for question in section.questions if question.key == key)


def pick(words: Words, language: Language) -> str:
    return words[0] if language == Language.ZH else words[1]


@cache
def load(code: str) -> Template:
    """A shipped template by its code."""
    return read_template(paths.resource("interviews", f"{code}.json"))


def read_template(path: Path) -> Template:
    """Raises InputError naming file and field for anything missing, unknown or twice."""
    reader = Reader(path.name)
    root = reader.mapping(read_json(path), "")
    reader.known(root, ("code", "version", "name", "sections"), "")
    sections = tuple(
        _section(reader, item, f"sections[{number}]")
        for number, item in enumerate(reader.sequence(root.get("sections"), "sections"))
    )
    keys: set[str] = set()
    for number, section in enumerate(sections):
        for place, question in enumerate(section.questions):
            if question.key in keys:
                reader.wrong(f"sections[{number}].questions[{place}].key", "twice", text=question.key)
            keys.add(question.key)
    template = Template(
        reader.text(root.get("code"), "code"),
        reader.whole(root.get("version"), "version", 1, 10**6),
        _words(reader, root.get("name"), "name"),
        sections,
    )
    reader.finish()
    return template


def _section(reader: Reader, item: Any, path: str) -> Section:
    value = reader.mapping(item, path)
    reader.known(value, ("key", "title", "intro", "questions", "people"), path)
    questions = reader.sequence(value.get("questions"), f"{path}.questions")
    return Section(
        reader.text(value.get("key"), f"{path}.key"),
        _words(reader, value.get("title"), f"{path}.title"),
        _words(reader, value.get("intro"), f"{path}.intro"),
        tuple(_question(reader, one, f"{path}.questions[{number}]") for number, one in enumerate(questions)),
        bool(value.get("people", False)),
    )


def _question(reader: Reader, item: Any, path: str) -> Question:
    value = reader.mapping(item, path)
    reader.known(value, ("key", "kind", "scope", "text", "why", "feeds", "choices", "required", "only_held"), path)
    kind, scope = value.get("kind"), value.get("scope", Scope.HOUSEHOLD)
    if kind not in list(Kind):
        reader.wrong(f"{path}.kind", "not_a_choice", text=str(kind), choices=", ".join(Kind))
        kind = Kind.NOTES
    if scope not in list(Scope):
        reader.wrong(f"{path}.scope", "not_a_choice", text=str(scope), choices=", ".join(Scope))
        scope = Scope.HOUSEHOLD
    choices = reader.sequence(value.get("choices", []), f"{path}.choices")
    if kind == Kind.CHOICE and not choices:
        reader.wrong(f"{path}.choices", "required")
    return Question(
        reader.text(value.get("key"), f"{path}.key"),
        Kind(kind),
        Scope(scope),
        _words(reader, value.get("text"), f"{path}.text"),
        _words(reader, value["why"], f"{path}.why") if "why" in value else ("", ""),
        str(value.get("feeds", "")),
        tuple(_choice(reader, one, f"{path}.choices[{number}]") for number, one in enumerate(choices)),
        bool(value.get("required", False)),
        bool(value.get("only_held", False)),
    )


def _choice(reader: Reader, item: Any, path: str) -> tuple[str, Words]:
    value = reader.mapping(item, path)
    return reader.text(value.get("value"), f"{path}.value"), _words(reader, value, path)


def _words(reader: Reader, item: Any, path: str) -> Words:
    value = reader.mapping(item, path)
    return reader.text(value.get("zh"), f"{path}.zh"), reader.text(value.get("en"), f"{path}.en")
