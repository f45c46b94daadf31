"""A lead's answers to orders, taken into the agent's own store: each is looked at first, and none approves what was
changed since, or what the agent himself says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from app.enums import OrderState
from app.models import Order
from app.services.base import agents
from app.services.base.store import Actor, Store
from app.services.rules.selling.orders import Step, refused
from app.services.selling.orders.moving import move
from app.services.selling.orders.reading import standing

WAITING = OrderState.SUBMITTED


@dataclass(frozen=True, slots=True)
class Answer:
    """What the lead says to one version of an order; ids and ``revision`` are those of the agent's store."""

    store_id: str
    order_id: str
    number: str
    revision: int
    approved: bool
    decided_by: str
    decided_code: str
    decided_on: date
    reason: str = ""

    def document(self) -> dict[str, Any]:
        """As it travels: plain values."""
        return asdict(self) | {"decided_on": self.decided_on.isoformat()}

    @property
    def step(self) -> Step:
        """What it does to the order."""
        state = OrderState.APPROVED if self.approved else OrderState.RETURNED
        return Step(state, self.decided_on, self.reason, self.decided_by)


def from_document(document: Mapping[str, Any]) -> Answer:
    """As :meth:`Answer.document` gave it. Raises ValueError, KeyError or TypeError for what is none."""
    texts = ("store_id", "order_id", "number", "decided_by", "decided_code", "reason")
    if not all(isinstance(document[name], str) for name in texts) or not isinstance(document["approved"], bool):
        raise TypeError
    if isinstance(document["revision"], bool) or not isinstance(document["revision"], int):
        raise TypeError
    return Answer(
        **{name: document[name] for name in (*texts, "revision", "approved")},
        decided_on=date.fromisoformat(document["decided_on"]),
    )


class AnswerSays(StrEnum):
    """What becomes of an answer here."""

    APPLIES = "applies"
    ALREADY = "already"
    CHANGED_SINCE = "changed_since"
    NOT_WAITING = "not_waiting"
    UNKNOWN = "unknown"
    OTHER_STORE = "other_store"
    OWN = "own"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    answer: Answer
    says: AnswerSays
    household_id: str | None = None


def look(store: Store, answers: Iterable[Answer]) -> list[Outcome]:
    """What each would do; nothing is written."""
    own = agents.store_id(store)
    me = agents.me(store)
    with store.read() as session:
        return [_looked_at(session, answer, own, me, store.today()) for answer in answers]


def take(store: Store, actor: Actor, answers: Iterable[Answer]) -> list[Outcome]:
    """Approve or return the orders that the answers are about, each as one step that can be taken back; what an answer
    does not fit stays as it is. Applied twice it does nothing the second time."""
    outcomes = look(store, answers)
    for outcome in outcomes:
        if outcome.says == AnswerSays.APPLIES:
            answer = outcome.answer
            move(store, actor, answer.order_id, answer.step, revision=answer.revision)
    return outcomes


def _looked_at(session: Session, answer: Answer, own: str, me: Actor, today: date) -> Outcome:
    if answer.store_id != own:
        return Outcome(answer, AnswerSays.OTHER_STORE)
    order = session.get(Order, answer.order_id)
    if order is None:
        return Outcome(answer, AnswerSays.UNKNOWN)
    return Outcome(answer, _says(session, answer, order, me, today), order.household_id)


def _says(session: Session, answer: Answer, order: Order, me: Actor, today: date) -> AnswerSays:
    if answer.decided_code and answer.decided_code in (me.code, order.agent_code):
        return AnswerSays.OWN
    if order.revision != answer.revision:
        return AnswerSays.CHANGED_SINCE
    if order.state == answer.step.state.value:
        return AnswerSays.ALREADY
    if order.state != WAITING.value:
        return AnswerSays.NOT_WAITING
    problems = refused(standing(session, order), answer.step, today)
    if any(one.code == "order_own_approval" for one in problems):
        return AnswerSays.OWN
    return AnswerSays.REFUSED if problems else AnswerSays.APPLIES
