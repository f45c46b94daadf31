"""How near a clock is, and where a case stands: mark, word and colour."""

from __future__ import annotations

from datetime import date

from app import words
from app.enums import Language
from app.services.care.cases import CaseRow
from app.services.rules.care.cases import CaseState
from app.services.rules.care.clocks import Clock, ClockUrgency
from app.ui.base import labels
from app.ui.widgets.badge import Badge

URGENCY = {
    ClockUrgency.PAST: ("▲", "bad"), ClockUrgency.PRESSING: ("◆", "warn"), ClockUrgency.SOON: ("●", "accent"),
    ClockUrgency.AHEAD: ("○", "calm"),
}  # fmt: skip
STATES = {
    CaseState.OPEN: ("○", "accent"), CaseState.WORKING: ("◐", "accent"), CaseState.WAITING: ("…", "warn"),
    CaseState.RESOLVED: ("✓", "good"), CaseState.CLOSED: ("■", "calm"),
}  # fmt: skip


def clock_badge(clock: Clock, language: Language) -> Badge:
    mark, tone = URGENCY[clock.urgency]
    return Badge(mark, f"{labels.of(clock.urgency, language)} {days_words(clock.days, language)}", tone)


def days_words(days: int, language: Language) -> str:
    if days == 0:
        return words.say("clock.days.today", language)
    return words.say("clock.days.count", language, days=abs(days))


def case_badge(row: CaseRow, language: Language) -> Badge:
    mark, tone = STATES[row.state]
    text = labels.of(row.state, language)
    if row.waiting_for is not None:
        text += f" · {labels.of(row.waiting_for, language)}"
    return Badge(mark, text, tone)


def due_badge(row: CaseRow, today: date, language: Language) -> Badge | None:
    if row.due is None:
        return None
    days = (row.due - today).days
    near = ClockUrgency.PAST if days < 0 else ClockUrgency.PRESSING if days <= 1 else ClockUrgency.AHEAD
    mark, tone = URGENCY[near]
    return Badge(mark, f"{labels.of(near, language)} {days_words(days, language)}", tone)
