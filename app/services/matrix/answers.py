"""What was answered, in words: by the question it answers, for a record's name and for what changed in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import words
from app.enums import Language, NodeKind
from app.models import Answer, Interview
from app.services.base.pieces import pieces
from app.services.needs.interviews.template_keeping import held_with
from app.services.needs.interviews.templates import CellKind, Kind, Question, Template, pick
from app.services.spine.tracing import Difference, Suspect


@dataclass(frozen=True, slots=True)
class Said:
    """An answer's value as a person reads it in either language."""

    zh: str
    en: str

    def says(self, language: Language) -> str:
        """In one language."""
        return self.zh if language == Language.ZH else self.en


def said(question: Question, value: Any) -> Said:
    """Amounts in yuan, choices by their words; nothing said is a dash."""
    return Said(_said(question, value, Language.ZH), _said(question, value, Language.EN))


def _said(question: Question, value: Any, language: Language) -> str:
    if value is None or value in ("", []):
        return "—"
    names = {key: pick(text, language) for key, text in question.choices}
    mark = "、" if language == Language.ZH else ", "
    match question.kind:
        case Kind.MONEY:
            return _yuan(value)
        case Kind.PERCENT:
            return f"{Decimal(value) / 100:.2f}".rstrip("0").rstrip(".") + "%"
        case Kind.CHECK:
            return words.say("customers.yes" if value else "customers.no", language)
        case Kind.CHOICE:
            return names.get(value, str(value))
        case Kind.CHOICES | Kind.RANKING:
            return mark.join(names.get(one, str(one)) for one in value)
        case Kind.TABLE:
            return mark.join(_row(question, row) for row in value)
    return str(value)


def _row(question: Question, row: dict[str, Any]) -> str:
    cells = ((column.kind, row.get(column.key)) for column in question.columns)
    return " ".join(_yuan(cell) if kind == CellKind.MONEY else str(cell) for kind, cell in cells if cell is not None)


def _yuan(fen: int) -> str:
    return f"{Decimal(fen) / 100:,.2f}".removesuffix(".00")


def titled(question: Question, value: Any) -> tuple[str, str]:
    """The question and what was answered, in both languages; a question mark needs no colon after it."""
    both = said(question, value)
    zh, en = (pick(question.text, language) for language in (Language.ZH, Language.EN))
    return f"{zh}{'' if zh.endswith('？') else '：'}{both.zh}", f"{en}{'' if en.endswith('?') else ':'} {both.en}"


def told(session: Session, found: Iterable[Suspect]) -> list[Suspect]:
    """The suspicions with old and new answers in words instead of what is stored."""
    suspects = list(found)
    asked = questions(session, sorted({one.id for some in suspects for one in some.changed if _is_value(one)}))
    if not asked:
        return suspects

    def tell(one: Difference) -> Difference:
        question = asked.get(one.id) if _is_value(one) else None
        return one if question is None else replace(one, old=said(question, one.old), new=said(question, one.new))

    return [replace(some, changed=tuple(map(tell, some.changed))) for some in suspects]


def _is_value(one: Difference) -> bool:
    return one.kind == NodeKind.ANSWER and one.field == "value"


def questions(session: Session, ids: Sequence[str]) -> dict[str, Question]:
    """Of each answer, in the template its interview was held with."""
    templates: dict[tuple[str, int], Template] = {}
    found = {}
    query = select(Answer.id, Answer.question, Interview).join(Interview, Interview.id == Answer.interview_id)
    for some in pieces(dict.fromkeys(ids)):
        for id, key, interview in session.execute(query.where(Answer.id.in_(some))):
            held = interview.template, interview.template_version
            if held not in templates:
                templates[held] = held_with(session, interview)
            found[id] = templates[held].question(key)
    return found
