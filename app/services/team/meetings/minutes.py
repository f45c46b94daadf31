"""The minutes of a meeting as a paper: for Word, PDF, and the team's chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.enums import Language
from app.services.day.actions import ActionRow, state_of
from app.services.rules.measures.kpis import Definitions
from app.services.tables.paper import Block, Bullets, Column, Heading, Paper, Table, Text
from app.services.team.meetings.agenda import AgendaItem
from app.services.team.meetings.keeping import MeetingRow
from app.words import say


def minutes(
    meeting: MeetingRow,
    points: Sequence[AgendaItem],
    actions: Sequence[ActionRow],
    language: Language,
    today: date,
    counted_by: Definitions | None = None,
) -> Paper:
    """Agenda with its figures, decisions, actions with owner and date, notes; in small print how the figures were
    counted, where there are any."""
    blocks: list[Block] = [Heading(say("meeting.decisions", language))]
    blocks.append(Bullets(meeting.decisions) if meeting.decisions else Text(say("meeting.none", language), muted=True))
    blocks.append(Heading(say("meeting.actions", language)))
    blocks.append(_actions(actions, language, today) if actions else Text(say("meeting.none", language), muted=True))
    if meeting.notes:
        blocks += [Heading(say("meeting.notes", language)), Text(meeting.notes)]
    blocks.append(Heading(say("meeting.agenda", language)))
    for point in points:
        blocks += [Heading(point.title, 2), Bullets(point.lines)]
    if counted_by is not None:
        blocks += _small_print(counted_by, language)
    return Paper(
        language=language,
        title=say("meeting.title", language, week=str(meeting.week)),
        subtitle=f"{meeting.week.monday.isoformat()} – {meeting.week.sunday.isoformat()}",
        facts=[
            (say("meeting.held_on", language), meeting.held_on.isoformat()),
            (say("meeting.present", language), meeting.present or "—"),
        ],
        blocks=blocks,
        running=[say("meeting.running", language)],
    )


def _small_print(counted_by: Definitions, language: Language) -> list[Block]:
    """Of the figures the agenda tells: those with a target."""
    lines: list[Block] = [Heading(say("meeting.definitions", language, version=counted_by.version), 2)]
    told = (kpi for kpi in counted_by.kpis if kpi.metric is not None)
    return lines + [Text(f"{kpi.called(language)} = {kpi.explained(language)}", muted=True) for kpi in told]


def _actions(actions: Sequence[ActionRow], language: Language, today: date) -> Table:
    heads = (("text", 5.0), ("owner", 1.6), ("due_on", 1.6), ("state", 1.4))
    return Table(
        [Column(say(f"meeting.column.{key}", language), width) for key, width in heads],
        [
            [row.text, row.owner_name or row.owner_code, row.due_on.isoformat(), state_words(row, language, today)]
            for row in actions
        ],
    )


def state_words(row: ActionRow, language: Language, today: date) -> str:
    """Mark and word: done, dropped, late or open."""
    mark, code = state_of(row, today)
    return f"{mark} {say(f'action.{code}', language)}"
