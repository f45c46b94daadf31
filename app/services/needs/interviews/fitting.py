"""Whether an answer fits its question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.enums import AnswerState
from app.errors import Place, Problem
from app.services.needs.analysis.members import MOST_AGE
from app.services.needs.interviews.rows import AnswerRow
from app.services.needs.interviews.templates import YEARS, CellKind, Kind, Question, Template

MOST = 10**15  # what a store keeps of any number
HUNDRED = 10_000  # hundredths of a per cent

Fault = tuple[str, dict[str, Any]]  # code, values


def problem_of(template: Template, answer: AnswerRow) -> Problem | None:
    """What is wrong with an answer, at its field ``question/member``; None when it fits."""
    place = Place(field=f"{answer.question}/{answer.member_id}")
    try:
        question = template.question(answer.question)
    except KeyError:
        return Problem("not_found", place)
    if answer.state == AnswerState.UNWILLING or answer.value is None:
        return None
    check = _CHECKS.get(question.kind)
    fault = check(question, answer.value) if check else None
    return None if fault is None else Problem(fault[0], place, fault[1])


def _amount(_question: Question, value: Any) -> Fault | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return "not_a_number", {"text": str(value)}
    if value > MOST:
        return "number_too_large", {"text": str(value)}
    return ("negative", {}) if value < 0 else None


def _number(question: Question, value: Any) -> Fault | None:
    """Years stay within a life, as in a case file: the analysis counts through each of them."""
    if question.feeds in YEARS and isinstance(value, int) and value > MOST_AGE:
        return "not_a_whole_number", {"text": str(value), "least": 0, "most": MOST_AGE}
    return _amount(question, value)


def _percent(question: Question, value: Any) -> Fault | None:
    """Below a hundred per cent."""
    if isinstance(value, int) and value >= HUNDRED:
        return "number_too_large", {"text": f"{value / 100:g}%"}
    return _amount(question, value)


def _scale(question: Question, value: Any) -> Fault | None:
    scale = question.scale
    assert scale is not None
    if isinstance(value, bool) or not isinstance(value, int) or not scale.least <= value <= scale.most:
        return "not_a_whole_number", {"text": str(value), "least": scale.least, "most": scale.most}
    return None


def _date(_question: Question, value: Any) -> Fault | None:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return "not_a_date", {"text": str(value)}
    return None


def _choice(question: Question, value: Any) -> Fault | None:
    known = [choice for choice, _ in question.choices]
    return None if value in known else ("not_a_choice", {"text": str(value), "choices": ", ".join(known)})


def _choices(question: Question, value: Any) -> Fault | None:
    if not isinstance(value, list):
        return "not_a_list", {}
    for number, one in enumerate(value):
        if fault := _choice(question, one):
            return fault
        if one in value[:number]:
            return "twice", {"text": str(one)}
    return None


def _table(question: Question, value: Any) -> Fault | None:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return "not_a_list", {}
    known = {column.key: column.kind for column in question.columns}
    for row in value:
        for key, cell in row.items():
            if key not in known:
                return "unknown_field", {"known": ", ".join(known)}
            if cell is not None and known[key] != CellKind.TEXT and (fault := _amount(question, cell)):
                return fault
    return None


def _check(_question: Question, value: Any) -> Fault | None:
    return None if isinstance(value, bool) else ("not_a_choice", {"text": str(value), "choices": "true, false"})


def _notes(_question: Question, value: Any) -> Fault | None:
    return None if isinstance(value, str) else ("not_a_text", {})


_CHECKS: Mapping[Kind, Callable[[Question, Any], Fault | None]] = {
    Kind.NOTES: _notes,
    Kind.MONEY: _amount,
    Kind.NUMBER: _number,
    Kind.PERCENT: _percent,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.CHECK: _check,
    Kind.SCALE: _scale,
    Kind.RANKING: _choices,
    Kind.TABLE: _table,
}
