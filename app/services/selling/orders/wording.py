"""The states and steps of an order in words: an application for insurance and an order of goods are spoken of apart."""

from __future__ import annotations

from app import words
from app.enums import Language, OrderKind, OrderState


def say_state(kind: OrderKind, state: OrderState, language: Language) -> str:
    """已交单 of an application, 已下单 of goods."""
    return _say("state", kind, state, language)


def say_step(kind: OrderKind, state: OrderState, language: Language) -> str:
    """What leads to the state: 交单 of an application, 下单 of goods."""
    return _say("step", kind, state, language)


def _say(what: str, kind: OrderKind, state: OrderState, language: Language) -> str:
    own = f"goods_{what}.{state.value}"
    return words.say(own if kind == OrderKind.GOODS and words.known(own) else f"order_{what}.{state.value}", language)
