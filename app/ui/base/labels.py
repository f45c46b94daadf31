"""Words for codes in the window: the shared vocabulary, in the window's language."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from app import words
from app.enums import Language
from app.errors import NeedfolioError


def of(value: StrEnum, language: Language) -> str:
    return words.of(value, language)


def say(code: str, language: Language) -> str:
    return words.say(code, language)


def event(code: str, language: Language) -> str:
    """An event's word; a goods catalogue's own word is shown as it is."""
    return words.say(f"event.{code}", language) if words.known(f"event.{code}") else code


def plan(name: str, language: Language) -> str:
    return words.say(f"plan.{name}", language)


def listed(parts: Iterable[str], language: Language) -> str:
    """Several words in a row, with the mark the language puts between them."""
    return ("、" if language == Language.ZH else ", ").join(parts)


def explain(error: NeedfolioError, language: Language) -> list[str]:
    return words.explain_all(error, language)


def choices(family: type[StrEnum], language: Language) -> list[tuple[str, str]]:
    """(value, words) of every member, for a choice field."""
    return [(member.value, words.of(member, language)) for member in family]
