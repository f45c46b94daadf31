"""What changed in a linked record, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from app import words
from app.enums import Language
from app.services.matrix.answers import Said
from app.services.spine.tracing import GONE, Difference
from app.ui.base import formats, labels

MONEY = ("gap", "sum", "premium", "amount", "proposed", "in_force")
FAMILIES = {"state": "answer_state", "importance": "level", "urgency": "level"}
HIDDEN = ("member_id", "source", "target")


def field(name: str, language: Language) -> str:
    return words.say(f"trace_field.{name}", language)


def differences(changed: Iterable[Difference], language: Language) -> str:
    """One line for each field: what it was and what it is."""
    return "\n".join(difference(one.field, one.old, one.new, language) for one in changed)


def difference(name: str, old: Any, new: Any, language: Language) -> str:
    if name == GONE:
        return field(name, language)
    colon = "：" if language == Language.ZH else ": "
    if name in HIDDEN:
        return field(name, language)
    return f"{field(name, language)}{colon}{value(name, old, language)} → {value(name, new, language)}"


def value(name: str, given: Any, language: Language) -> str:
    """A stored value as a person reads it."""
    if given is None or given == "" or given == {}:
        return "—"
    if isinstance(given, Said):
        return given.says(language)
    if isinstance(given, dict):
        parts = (f"{labels.event(key, language)} {_inside(name, part, language)}" for key, part in given.items())
        return labels.listed(parts, language)
    if name in MONEY and isinstance(given, int):
        return formats.short_money(given, language)
    if name == "event":
        return labels.event(str(given), language)
    if isinstance(given, date):
        return formats.day(given)
    for family in (FAMILIES.get(name, name), "need_status", "policy_status"):
        if words.known(f"{family}.{given}"):
            return words.say(f"{family}.{given}", language)
    return str(given)


def _inside(name: str, part: Any, language: Language) -> str:
    return formats.short_money(part, language) if name == "covers" and isinstance(part, int) else str(part)
