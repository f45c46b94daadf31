"""A clock in words: its title, the rule with the figure it stands on, a message for the customer, the next step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from app import words
from app.enums import ActivityKind, ActivityStatus, Language
from app.services.day.activities import ActivityDraft
from app.services.rules.base.lunar import LunarDay
from app.services.rules.care.clocks import Clock, ClockKind

NEXT: dict[ClockKind, ActivityKind] = {
    ClockKind.COOLING_OFF: ActivityKind.CALL, ClockKind.PREMIUM: ActivityKind.CALL, ClockKind.GRACE: ActivityKind.CALL,
    ClockKind.REINSTATEMENT: ActivityKind.CALL, ClockKind.RENEWAL: ActivityKind.CALL,
    ClockKind.ENDING: ActivityKind.MEETING, ClockKind.ANNIVERSARY: ActivityKind.SERVICE,
    ClockKind.BIRTHDAY: ActivityKind.CALL, ClockKind.LUNAR_BIRTHDAY: ActivityKind.CALL,
    ClockKind.ADULT: ActivityKind.MEETING, ClockKind.RETIREMENT: ActivityKind.MEETING,
    ClockKind.LOAN_END: ActivityKind.MEETING, ClockKind.POLICY_LOAN: ActivityKind.CALL,
    ClockKind.SERVICE_ORDER: ActivityKind.SERVICE, ClockKind.REVISIT: ActivityKind.VISIT,
    ClockKind.FEEDBACK: ActivityKind.CALL,
}  # fmt: skip


def title(clock: Clock, language: Language) -> str:
    """What comes, of whom, in one line."""
    return words.say(f"clock.title.{clock.kind.value}", language, **_values(clock, language))


def rule(clock: Clock, language: Language) -> str:
    """Why this day: the rule and the figures it was counted from."""
    return words.say(f"clock.rule.{clock.kind.value}", language, **_values(clock, language))


def message(clock: Clock, agent: str, language: Language) -> str:
    """A few polite words to send, without anything of another family."""
    return words.say(f"clock.message.{clock.kind.value}", language, agent=agent, **_values(clock, language))


def next_activity(clock: Clock, today: date, language: Language) -> ActivityDraft:
    """The usual next step: planned for the day itself where it is still to come and near, else for today."""
    near = clock.kind in (ClockKind.BIRTHDAY, ClockKind.LUNAR_BIRTHDAY, ClockKind.ANNIVERSARY, ClockKind.REVISIT)
    day = max(clock.due, today) if near else today
    return ActivityDraft(NEXT[clock.kind], day, ActivityStatus.PLANNED, clock.owner.id, note=title(clock, language))


def _values(clock: Clock, language: Language) -> Mapping[str, Any]:
    said = {name: _said(value, language) for name, value in clock.values.items()}
    for name in ("premium", "loan"):
        if name in said:
            said[name] = f"{clock.values[name] / 100:,.2f}".removesuffix(".00")
    if language == Language.EN and "product_en" in said:
        said["product"] = said["product_en"]
    if clock.kind == ClockKind.RETIREMENT:
        said["basis"] = words.say(_basis(clock), language)
    born = clock.values.get("born" if clock.kind == ClockKind.BIRTHDAY else "start")
    leap = isinstance(born, date) and (born.month, born.day) == (2, 29)
    said["leap"] = words.say("clock.leap", language) if leap else ""
    return said | {"due": clock.due.isoformat(), "family": clock.owner.name, "name": clock.owner.name}


def _basis(clock: Clock) -> str:
    if clock.values["sex"] is None:
        return "clock.basis.assumed"
    if clock.values["sex"] == "M":
        return "clock.basis.men"
    return f"clock.basis.{clock.values['work'] or 'unknown'}"


def _said(value: Any, language: Language) -> Any:
    if isinstance(value, StrEnum):
        return words.of(value, language)
    if isinstance(value, LunarDay):
        return value.chinese if language == Language.ZH else value.english
    return value.isoformat() if isinstance(value, date) else value
