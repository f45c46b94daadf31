"""Answers to orders as a kind of thing the post carries: the lead's word, one part for each version of an order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app import words
from app.enums import Language
from app.services.base.post.kinds import ItemKind, Parts, Sides, Told, is_text
from app.services.base.store import Actor, Store, WriteSession
from app.services.selling.orders import answers
from app.services.team.approvals import requests, sending
from app.services.team.approvals.deciding import LONGEST
from app.services.team.approvals.requests import DECIDED
from app.services.team.approvals.sending import answer_of

KEY, LASTS, LONGEST_NAME = "answers", timedelta(days=90), 120


def _parts(session: Session, sides: Sides) -> dict[str, Any]:
    """At the lead's what was decided; at the agent's what came is read where it came."""
    found = [answer_of(row) for row in requests.read(session, agent=sides.agent) if row.state in DECIDED]
    return {f"{one.order_id}|{one.revision}": one.document() for one in found} if sides.own != sides.agent else {}


def _check(key: str, value: Any) -> None:
    answer = answers.from_document(value)
    texts = (answer.store_id, answer.order_id, answer.number, answer.decided_by, answer.decided_code)
    sound = all(is_text(text, LONGEST_NAME) for text in texts) and is_text(answer.reason, LONGEST)
    if not sound or answer.document() != value or key != f"{answer.order_id}|{answer.revision}":
        raise ValueError(key)


def _put(_session: WriteSession, _parts: Parts, _sides: Sides) -> None:
    """Done by :func:`_act`."""


def _look(store: Store, parts: Parts, language: Language) -> dict[str, str]:
    keys = list(parts)
    outcomes = answers.look(store, [answers.from_document(parts[key]) for key in keys])
    return {
        key: words.of(outcome.says, language)
        for key, outcome in zip(keys, outcomes, strict=True)
        if outcome.says is not answers.AnswerSays.APPLIES
    }


def _act(store: Store, actor: Actor, parts: Parts) -> None:
    answers.take(store, actor, [answers.from_document(value) for value in parts.values()])


def _sent(session: WriteSession, parts: Parts) -> None:
    """They are on their way: no file of them needs to be written."""
    sending.note_sent(session, [answers.from_document(value) for value in parts.values()])


def _tell(_key: str, _before: Any, after: Any, language: Language) -> Told:
    answer = answers.from_document(after)
    code = "post_answer.approved" if answer.approved else "post_answer.returned"
    title = words.say(code, language, number=answer.number, name=answer.decided_by, day=answer.decided_on)
    return Told(title, (answer.reason,) if answer.reason else ())


def _lasting(value: Any, today: date) -> bool:
    return date.fromisoformat(value["decided_on"]) >= today - LASTS


ENTRY = ItemKind(KEY, True, False, _parts, _check, _put, _tell, _lasting, letter=True, look=_look, act=_act, sent=_sent)
