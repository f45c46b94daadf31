"""Templates read from JSON, strictly, and written back. A broken one is refused with the place of each fault."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from app import paths
from app.enums import RiskProfile
from app.services.needs.interviews.templates import (
    FEEDS,
    NO_WORDS,
    PREFIXES,
    REPAYMENT,
    RISK,
    WITH_CHOICES,
    CellKind,
    Column,
    Condition,
    Kind,
    Question,
    Scale,
    Scope,
    Section,
    Subject,
    Template,
    Words,
    feeds_rule,
)
from app.services.rules.needs.gaps.case import Repayment
from app.services.tables.documents import Reader, read_json

E = TypeVar("E", bound=StrEnum)
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST = 10**6
SCALE_LEAST, SCALE_MOST = 0, 10


@cache
def risk_scale() -> dict[str, RiskProfile]:
    """What each answer means on the one scale of risk: the profiles themselves, and the words of templates that put it
    another way, kept as data (``resources/suitability/risk_answers.json``)."""
    told = json.loads(paths.resource("suitability", "risk_answers.json").read_text(encoding="utf-8"))
    return {profile.value: profile for profile in RiskProfile} | {
        word: RiskProfile(profile) for word, profile in told.items()
    }


@cache
def load(code: str, version: int | None = None) -> Template:
    """A shipped template by its code: the newest, or the version an older interview was held with."""
    if version is not None:
        old = paths.resource("interviews", f"{code}-{version}.json")
        if old.exists():
            return read_template(old)
    return read_template(paths.resource("interviews", f"{code}.json"))


def shipped() -> list[str]:
    """The codes of the templates that come with the program, the full interview first, that for goods last."""
    codes = [path.stem for path in sorted(paths.resource("interviews").glob("*.json")) if "-" not in path.stem]
    return sorted(codes, key=lambda code: (code != "family", code == "goods", code))


def read_template(path: Path) -> Template:
    """Raises InputError naming file and field for anything missing, unknown or twice."""
    return read_document(read_json(path), path.name)


def read_document(document: Any, file: str = "") -> Template:
    """As :func:`read_template`, of a document already parsed."""
    reader = Reader(file)
    root = reader.mapping(document, "")
    known = ("code", "version", "name", "about", "minutes", "subject", "events", "sections")
    reader.known(root, known, "")
    sections = tuple(
        _section(reader, item, f"sections[{number}]")
        for number, item in enumerate(reader.sequence(root.get("sections"), "sections"))
    )
    if not sections and isinstance(root.get("sections"), list):
        reader.wrong("sections", "required")
    template = Template(
        _code(reader, root.get("code"), "code"),
        reader.whole(root.get("version"), "version", 1, MOST),
        _words(reader, root.get("name"), "name"),
        sections,
        _optional_words(reader, root, "about", ""),
        reader.whole(root.get("minutes", 30), "minutes", 1, 600),
        _one_of(reader, root.get("subject", Subject.PROTECTION.value), Subject, "subject"),
        _texts(reader, root.get("events", []), "events"),
    )
    _check_keys(reader, template)
    _check_conditions(reader, template)
    reader.finish()
    return template


def _section(reader: Reader, item: Any, path: str) -> Section:
    value = reader.mapping(item, path)
    reader.known(value, ("key", "title", "intro", "people", "asks", "clarifies", "questions"), path)
    questions = reader.sequence(value.get("questions", []), f"{path}.questions")
    return Section(
        _code(reader, value.get("key"), f"{path}.key"),
        _words(reader, value.get("title"), f"{path}.title"),
        _optional_words(reader, value, "intro", path),
        tuple(_question(reader, one, f"{path}.questions[{number}]") for number, one in enumerate(questions)),
        _flag(reader, value, "people", path),
        _word_list(reader, value.get("asks", []), f"{path}.asks"),
        _word_list(reader, value.get("clarifies", []), f"{path}.clarifies"),
    )


QUESTION_FIELDS = (
    "key", "kind", "scope", "text", "why", "feeds", "choices", "required", "only_held", "when", "columns", "scale"
)  # fmt: skip


def _question(reader: Reader, item: Any, path: str) -> Question:
    value = reader.mapping(item, path)
    reader.known(value, QUESTION_FIELDS, path)
    kind = _one_of(reader, value.get("kind"), Kind, f"{path}.kind")
    choices = reader.sequence(value.get("choices", []), f"{path}.choices")
    columns = reader.sequence(value.get("columns", []), f"{path}.columns")
    for needed, there, name in (
        (kind in WITH_CHOICES, bool(choices), "choices"),
        (kind == Kind.TABLE, bool(columns), "columns"),
        (kind == Kind.SCALE, "scale" in value, "scale"),
    ):
        if needed and not there:
            reader.wrong(f"{path}.{name}", "required")
        elif there and not needed:
            reader.wrong(f"{path}.{name}", "template_not_for_kind", kind=kind.value)
    question = Question(
        _code(reader, value.get("key"), f"{path}.key"),
        kind,
        _one_of(reader, value.get("scope", Scope.HOUSEHOLD.value), Scope, f"{path}.scope"),
        _words(reader, value.get("text"), f"{path}.text"),
        _optional_words(reader, value, "why", path),
        _text(reader, value.get("feeds", ""), f"{path}.feeds"),
        tuple(_choice(reader, one, f"{path}.choices[{number}]") for number, one in enumerate(choices)),
        _flag(reader, value, "required", path),
        _flag(reader, value, "only_held", path),
        _condition(reader, value["when"], f"{path}.when") if "when" in value else None,
        tuple(_column(reader, one, f"{path}.columns[{number}]") for number, one in enumerate(columns)),
        _scale(reader, value["scale"], f"{path}.scale") if "scale" in value else None,
    )
    _check_parts(reader, question, path)
    _check_feeds(reader, question, path)
    return question


def _check_parts(reader: Reader, question: Question, path: str) -> None:
    for name, keys in (
        ("choices", [choice for choice, _ in question.choices]),
        ("columns", [column.key for column in question.columns]),
    ):
        for number, key in enumerate(keys):
            if key and key in keys[:number]:
                reader.wrong(f"{path}.{name}[{number}].{'value' if name == 'choices' else 'key'}", "twice", text=key)


def _check_feeds(reader: Reader, question: Question, path: str) -> None:
    if not question.feeds:
        if question.only_held:
            reader.wrong(f"{path}.only_held", "template_only_held")
        return
    rule = feeds_rule(question.feeds)
    if rule is None:
        known = ", ".join((*FEEDS, *(f"{start}…" for start in PREFIXES)))
        reader.wrong(f"{path}.feeds", "not_a_choice", text=question.feeds, choices=known)
        return
    scopes, kinds = rule
    if question.scope not in scopes:
        reader.wrong(f"{path}.scope", "template_feeds_scope", feeds=question.feeds, scopes=", ".join(scopes))
    if question.kind not in kinds:
        reader.wrong(f"{path}.kind", "template_feeds_kind", feeds=question.feeds, kinds=", ".join(kinds))
    if question.feeds == RISK and (odd := [value for value, _ in question.choices if value not in risk_scale()]):
        reader.wrong(f"{path}.choices", "template_risk_choice", text=odd[0], choices=", ".join(RiskProfile))
    ways = [way.value for way in Repayment]
    if question.feeds == REPAYMENT and (odd := [value for value, _ in question.choices if value not in ways]):
        reader.wrong(f"{path}.choices", "not_a_choice", text=odd[0], choices=", ".join(ways))
    if question.kind == Kind.TABLE and not any(column.feeds for column in question.columns):
        reader.wrong(f"{path}.columns", "template_no_sum", feeds=question.feeds)


def _condition(reader: Reader, item: Any, path: str) -> Condition:
    value = reader.mapping(item, path)
    reader.known(value, ("question", "values", "above"), path)
    above = reader.whole(value["above"], f"{path}.above", 0, 10**15) if "above" in value else None
    values = _texts(reader, value.get("values", []), f"{path}.values")
    if values and above is not None:
        reader.wrong(f"{path}.above", "template_two_conditions")
    return Condition(_text(reader, value.get("question"), f"{path}.question"), values, above)


def _column(reader: Reader, item: Any, path: str) -> Column:
    value = reader.mapping(item, path)
    reader.known(value, ("key", "kind", "text", "feeds"), path)
    kind = _one_of(reader, value.get("kind"), CellKind, f"{path}.kind")
    feeds = _flag(reader, value, "feeds", path)
    if feeds and kind == CellKind.TEXT:
        reader.wrong(f"{path}.feeds", "template_not_for_kind", kind=kind.value)
    return Column(
        _code(reader, value.get("key"), f"{path}.key"), kind, _words(reader, value.get("text"), f"{path}.text"), feeds
    )


def _scale(reader: Reader, item: Any, path: str) -> Scale:
    value = reader.mapping(item, path)
    reader.known(value, ("least", "most", "low", "high"), path)
    least = reader.whole(value.get("least"), f"{path}.least", SCALE_LEAST, SCALE_MOST - 1)
    return Scale(
        least,
        reader.whole(value.get("most"), f"{path}.most", least + 1, SCALE_MOST),
        _words(reader, value.get("low"), f"{path}.low"),
        _words(reader, value.get("high"), f"{path}.high"),
    )


def _choice(reader: Reader, item: Any, path: str) -> tuple[str, Words]:
    value = reader.mapping(item, path)
    reader.known(value, ("value", "zh", "en"), path)
    words = {name: text for name, text in value.items() if name != "value"}
    return reader.text(value.get("value"), f"{path}.value"), _words(reader, words, path)


def _check_keys(reader: Reader, template: Template) -> None:
    """A key is there once: it is what an answer is found by."""
    sections: set[str] = set()
    questions: set[str] = set()
    for number, section in enumerate(template.sections):
        if section.key in sections:
            reader.wrong(f"sections[{number}].key", "twice", text=section.key)
        sections.add(section.key)
        for place, question in enumerate(section.questions):
            if question.key in questions:
                reader.wrong(f"sections[{number}].questions[{place}].key", "twice", text=question.key)
            questions.add(question.key)


def _check_conditions(reader: Reader, template: Template) -> None:
    """A condition looks back: at a question asked before, of the household or of the same members, by its choices."""
    before: dict[str, Question] = {}
    for number, section in enumerate(template.sections):
        for place, question in enumerate(section.questions):
            if question.when is not None:
                path = f"sections[{number}].questions[{place}].when"
                _check_condition(reader, question, before.get(question.when.question), path)
            before.setdefault(question.key, question)


def _check_condition(reader: Reader, question: Question, source: Question | None, path: str) -> None:
    when = question.when
    assert when is not None
    if source is None:
        reader.wrong(f"{path}.question", "template_not_before", text=when.question)
        return
    if source.scope not in (Scope.HOUSEHOLD, question.scope):
        reader.wrong(f"{path}.question", "template_other_people", text=when.question)
    if when.above is not None and source.kind not in (Kind.MONEY, Kind.NUMBER, Kind.SCALE):
        reader.wrong(f"{path}.above", "template_not_for_kind", kind=source.kind.value)
    allowed = [value for value, _ in source.choices]
    for value in when.values:
        if value not in allowed:
            reader.wrong(f"{path}.values", "not_a_choice", text=value, choices=", ".join(allowed))


def _one_of(reader: Reader, value: Any, family: type[E], path: str) -> E:
    if value in list(family):
        return family(value)
    reader.wrong(path, "not_a_choice", text=str(value), choices=", ".join(family))
    return next(iter(family))


def _code(reader: Reader, value: Any, path: str) -> str:
    text = reader.text(value, path)
    if text and not CODE.fullmatch(text):
        reader.wrong(path, "template_code", text=text)
    return text


def _flag(reader: Reader, value: dict[str, Any], name: str, path: str) -> bool:
    flag = value.get(name, False)
    if not isinstance(flag, bool):
        reader.wrong(f"{path}.{name}", "not_a_choice", text=str(flag), choices="true, false")
    return flag is True


def _text(reader: Reader, value: Any, path: str) -> str:
    if isinstance(value, str):
        return value
    reader.wrong(path, "not_a_text")
    return ""


def _texts(reader: Reader, value: Any, path: str) -> tuple[str, ...]:
    return tuple(reader.text(one, f"{path}[{number}]") for number, one in enumerate(reader.sequence(value, path)))


def _words(reader: Reader, item: Any, path: str) -> Words:
    value = reader.mapping(item, path)
    reader.known(value, ("zh", "en"), path)
    return reader.text(value.get("zh"), f"{path}.zh"), reader.text(value.get("en"), f"{path}.en")


def _optional_words(reader: Reader, value: dict[str, Any], name: str, path: str) -> Words:
    return _words(reader, value[name], f"{path}.{name}".lstrip(".")) if name in value else NO_WORDS


def _word_list(reader: Reader, value: Any, path: str) -> tuple[Words, ...]:
    return tuple(_words(reader, one, f"{path}[{number}]") for number, one in enumerate(reader.sequence(value, path)))
