"""Findings in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app import words
from app.enums import Language
from app.services.rules.offers.suitability import Finding
from app.services.tables.amounts import percent, yuan

MONEY = ("cover", "gap", "before", "more", "budget", "amount", "single", "liquid")
SHARES = ("share",)


def say_finding(finding: Finding, names: Mapping[str, str], language: Language) -> str:
    """One sentence. ``names`` are product names by code; a code without a name is shown itself."""
    values = {key: _said(key, value, finding.code, names, language) for key, value in finding.values.items()}
    return words.say(f"finding.{finding.code}", language, **values)


def _said(key: str, value: Any, code: str, names: Mapping[str, str], language: Language) -> str:
    if key == "product":
        return names.get(value, value)
    if key == "products":
        return ("、" if language == Language.ZH else ", ").join(names.get(one, one) for one in value.split(","))
    if key == "event":
        return event_words(value, language)
    if key in MONEY or (key == "limit" and code == "minor_death"):
        return yuan(value)
    if key in SHARES or (key == "limit" and code.startswith(("burden", "single"))):
        return percent(value)
    return str(value)


def event_words(event: str, language: Language) -> str:
    """A goods catalogue's own word is shown as it is."""
    return words.say(f"event.{event}", language) if words.known(f"event.{event}") else event
