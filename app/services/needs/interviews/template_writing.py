"""A template as the document it is read from: what the editor changes, exports and keeps."""

from __future__ import annotations

from typing import Any

from app.services.needs.interviews.templates import (
    Column,
    Condition,
    Question,
    Scale,
    Scope,
    Section,
    Subject,
    Template,
    Words,
)


def write_document(template: Template) -> dict[str, Any]:
    """Reading it again gives the same template; what is at its default is left out."""
    document: dict[str, Any] = {"code": template.code, "version": template.version, "name": words(template.name)}
    if any(template.about):
        document["about"] = words(template.about)
    document["minutes"] = template.minutes
    if template.subject != Subject.PROTECTION:
        document["subject"] = template.subject.value
    if template.events:
        document["events"] = list(template.events)
    document["sections"] = [_section(section) for section in template.sections]
    return document


def words(pair: Words) -> dict[str, str]:
    """A pair of words as the document has it."""
    return {"zh": pair[0], "en": pair[1]}


def _section(section: Section) -> dict[str, Any]:
    found: dict[str, Any] = {"key": section.key, "title": words(section.title)}
    if any(section.intro):
        found["intro"] = words(section.intro)
    if section.people:
        found["people"] = True
    for name, pairs in (("asks", section.asks), ("clarifies", section.clarifies)):
        if pairs:
            found[name] = [words(pair) for pair in pairs]
    found["questions"] = [_question(question) for question in section.questions]
    return found


def _question(question: Question) -> dict[str, Any]:
    found: dict[str, Any] = {"key": question.key, "kind": question.kind.value}
    if question.scope != Scope.HOUSEHOLD:
        found["scope"] = question.scope.value
    found["text"] = words(question.text)
    if any(question.why):
        found["why"] = words(question.why)
    if question.feeds:
        found["feeds"] = question.feeds
    if question.choices:
        found["choices"] = [{"value": value, **words(pair)} for value, pair in question.choices]
    for name in ("required", "only_held"):
        if getattr(question, name):
            found[name] = True
    if question.when is not None:
        found["when"] = _condition(question.when)
    if question.columns:
        found["columns"] = [_column(column) for column in question.columns]
    if question.scale is not None:
        found["scale"] = _scale(question.scale)
    return found


def _condition(when: Condition) -> dict[str, Any]:
    found: dict[str, Any] = {"question": when.question}
    if when.values:
        found["values"] = list(when.values)
    if when.above is not None:
        found["above"] = when.above
    return found


def _column(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"key": column.key, "kind": column.kind.value, "text": words(column.text)}
    return found | {"feeds": True} if column.feeds else found


def _scale(scale: Scale) -> dict[str, Any]:
    return {"least": scale.least, "most": scale.most, "low": words(scale.low), "high": words(scale.high)}
