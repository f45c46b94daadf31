"""Interview templates as a kind of thing the post carries: those of one's own, by their code."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app import words
from app.enums import Language
from app.services.base.post.kinds import ItemKind, Parts, Sides, Told
from app.services.base.store import WriteSession
from app.services.needs.interviews import template_keeping
from app.services.needs.interviews.template_files import read_document
from app.services.needs.interviews.template_writing import write_document
from app.services.needs.interviews.templates import Question, Template

KEY, VERSION, MOST_TOLD = "templates", "version", 5


def _parts(session: Session, _sides: Sides) -> dict[str, Any]:
    return {code: _plain(write_document(template)) for code, template in template_keeping.own(session).items()}


def _plain(document: dict[str, Any]) -> dict[str, Any]:
    """Without its number, which each store counts for itself."""
    return {name: value for name, value in document.items() if name != VERSION}


def _check(key: str, value: Any) -> None:
    template = read_document({**value, VERSION: 1})
    if template.code != key or _plain(write_document(template)) != value:
        raise ValueError(key)


def _put(session: WriteSession, parts: Parts, _sides: Sides) -> None:
    for value in parts.values():
        template_keeping.keep_own(session, read_document({**value, VERSION: 1}))


def _tell(_key: str, before: Any, after: Any, language: Language) -> Told:
    at = 0 if language == Language.ZH else 1
    template = read_document({**after, VERSION: 1})
    new, old = _questions(template), _questions(read_document({**before, VERSION: 1})) if before else {}
    found = {
        "came": [question for key, question in new.items() if key not in old],
        "gone": [question for key, question in old.items() if key not in new],
        "other": [question for key, question in new.items() if key in old and old[key] != question],
    }
    lines = [words.say("post_template.questions", language, count=len(new))]
    for code, questions in found.items() if before else ():
        if questions:
            texts = "；".join(question.text[at] for question in questions[:MOST_TOLD])
            lines.append(words.say(f"post_template.{code}", language, texts=texts, number=len(questions)))
    return Told(template.name[at], tuple(lines))


def _questions(template: Template) -> dict[str, Question]:
    return {question.key: question for section in template.sections for question in section.questions}


ENTRY = ItemKind(KEY, True, False, _parts, _check, _put, _tell)
