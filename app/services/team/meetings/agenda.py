"""The agenda, built from the week's figures: what to speak about, with the numbers beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app import words
from app.enums import Language, Metric
from app.services.day.actions import ActionRow
from app.services.figures.progress import Figure, still_to_do
from app.services.rules.measures.kpis import Unit
from app.services.team import recognition
from app.services.team.rollup.findings import FindingKind
from app.services.team.rollup.keeping import KeptWeek
from app.services.team.weekly.tables import target_line
from app.services.team.weekly.words import PARTS
from app.words import say

LEAST_ENTERED = 3  # a rate of fewer says nothing
MOST_FINDINGS = 8


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A point with its lines, in words of one language."""

    key: str
    title: str
    lines: tuple[str, ...]


def agenda(
    kept: KeptWeek, carried: Sequence[ActionRow], language: Language, today: date, *, wins: bool = True
) -> list[AgendaItem]:
    """The points that have something to say, in the order they are best spoken of."""
    points: list[tuple[str, Callable[[], list[str]]]] = [
        ("carried", lambda: [action_line(row, today) for row in carried]),
        ("results", lambda: [_result(figure, language) for figure in _aimed(kept)]),
        ("wins", lambda: _wins(kept, language) if wins else []),
        ("behind", lambda: _behind(kept, language)),
        ("funnel", lambda: _funnel(kept, language)),
        ("stale", lambda: _stale(kept, language)),
        ("words", lambda: _words(kept, language)),
        ("attendance", lambda: _attendance(kept, language)),
        ("findings", lambda: _findings(kept, language)),
        ("next", lambda: [line for line in [target_line(kept.team.next_targets, language)] if line]),
    ]
    return [
        AgendaItem(key, say(f"meeting.agenda.{key}", language), tuple(lines))
        for key, find in points
        if (lines := find())
    ]


def action_line(row: ActionRow, today: date) -> str:
    """An action in one line: mark, text, who and until when."""
    mark = "✓" if row.done_on else "×" if row.dropped else "▲" if row.late(today) else "○"
    return f"{mark} {row.text}（{row.owner_name or row.owner_code}，{row.due_on.isoformat()}）"


def _aimed(kept: KeptWeek) -> list[Figure]:
    return [figure for figure in kept.team.figures if figure.definition.metric is not None]


def _result(figure: Figure, language: Language) -> str:
    values = {
        "name": figure.definition.called(language),
        "actual": shown(figure, figure.actual),
        "last": shown(figure, figure.last_week),
    }
    if not figure.target:
        return say("meeting.result", language, **values)
    rate = f"{(figure.rate or 0) * 100:.0f}%"
    return say("meeting.result.target", language, target=shown(figure, Decimal(figure.target)), rate=rate, **values)


def shown(figure: Figure, value: Decimal | None) -> str:
    """A figure's value as it is spoken: yuan, a count, or per cent."""
    if value is None:
        return "—"
    if figure.definition.unit == Unit.MONEY:
        return f"{value / 100:,.0f}"
    return f"{value * 100:.0f}%" if figure.definition.unit == Unit.RATE else f"{value:,.0f}"


def _wins(kept: KeptWeek, language: Language) -> list[str]:
    """Who stands out, and who reached every target: good news first."""
    lines = []
    best = max(kept.team.agents, key=lambda one: one.actual(Metric.PREMIUM), default=None)
    if best is not None and best.actual(Metric.PREMIUM):
        premium = f"{best.actual(Metric.PREMIUM) / 100:,.0f}"
        lines.append(say("meeting.win.premium", language, name=best.name or best.code, premium=premium))
    busiest = max(kept.team.agents, key=lambda one: one.activities, default=None)
    if busiest is not None and busiest.activities:
        count = busiest.activities
        lines.append(say("meeting.win.activity", language, name=busiest.name or busiest.code, count=count))
    reached = [one.name or one.code for one in kept.team.agents if recognition.reached(one)]
    if reached:
        lines.append(say("meeting.win.targets", language, names=_listed(reached, language)))
    return lines


def _behind(kept: KeptWeek, language: Language) -> list[str]:
    lines = []
    for figure in still_to_do(kept.team.figures)[:3]:
        metric = figure.definition.metric
        short = [
            one.name or one.code
            for one in kept.team.agents
            if metric and one.targets()[metric] and one.actual(metric) * 2 < one.targets()[metric]
        ]
        name, missing = figure.definition.called(language), shown(figure, Decimal(figure.missing))
        lines.append(say("meeting.behind", language, name=name, missing=missing))
        if short:
            lines[-1] += say("meeting.behind.who", language, names=_listed(short, language))
    return lines


def _funnel(kept: KeptWeek, language: Language) -> list[str]:
    """The step at which the fewest went on, of those enough families reached."""
    rows = [row for row in kept.team.funnel if row.cohort is not None and row.entered >= LEAST_ENTERED]
    if not rows:
        return []
    weakest = min(rows, key=lambda row: row.cohort or Decimal(0))
    percent = f"{(weakest.cohort or 0) * 100:.0f}%"
    stage = words.of(weakest.stage, language)
    return [say("meeting.funnel", language, stage=stage, entered=weakest.entered, percent=percent)]


def _stale(kept: KeptWeek, language: Language) -> list[str]:
    found = sorted((one for one in kept.team.agents if one.stale), key=lambda one: -one.stale)
    return [say("meeting.stale", language, name=one.name or one.code, count=one.stale) for one in found[:5]]


def _words(kept: KeptWeek, language: Language) -> list[str]:
    return [
        f"{agent.name or agent.code} · {say(f'weekly.words.{part}', language)}: {text}"
        for agent in kept.team.agents
        for part in PARTS
        if (text := getattr(agent.words, part))
    ]


def _attendance(kept: KeptWeek, language: Language) -> list[str]:
    lines = []
    for kind in (FindingKind.MISSING, FindingKind.LATE):
        names = {one.agent: one.agent_name or one.agent for one in kept.findings if one.kind == kind}
        if names:
            word = say(f"rollup.kind.{kind.value}", language)
            lines.append(f"{word}: {_listed(list(names.values()), language)}")
    return lines


def _findings(kept: KeptWeek, language: Language) -> list[str]:
    grave = [one for one in kept.findings if one.grave and one.kind != FindingKind.MISSING]
    lines = [f"{one.agent_name or one.agent or one.file}: {one.text(language)}" for one in grave[:MOST_FINDINGS]]
    if len(grave) > MOST_FINDINGS:
        lines.append(say("meeting.more", language, count=len(grave) - MOST_FINDINGS))
    return lines


def _listed(names: Sequence[str], language: Language) -> str:
    return ("、" if language == Language.ZH else ", ").join(names)
