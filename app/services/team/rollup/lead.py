"""What the team tab asks for: the agents as a table, where the workbook is, and when reports are due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.enums import Metric
from app.errors import Place, bad_input
from app.services.base.store import Actor, Store
from app.services.team.rollup import keeping, reading, workbook
from app.services.team.rollup.findings import Finding
from app.services.team.rollup.keeping import KeptWeek
from app.services.team.rollup.team import AgentWeek, Team

FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class AgentRow:
    """One agent of the week. ``state`` is a word of ``rollup.state``; figures are None without a report."""

    id: str
    name: str
    mark: str
    tone: str
    state: str
    report: AgentWeek | None
    findings: tuple[Finding, ...]

    def actual(self, metric: Metric) -> int | None:
        """None without a report."""
        return self.report.actual(metric) if self.report else None

    def target(self, metric: Metric) -> int:
        """0 without a report."""
        return self.report.targets()[metric] if self.report else 0

    def ratio(self, metric: Metric) -> float | None:
        """Of the target, 1 is all of it; None without a report or a target."""
        target = self.target(metric)
        return self.report.actual(metric) / target if self.report and target else None


def workbook_of(kept: KeptWeek) -> Path | None:
    """The team workbook written last for the week, if it is still there."""
    return kept.workbook if kept.workbook is not None and kept.workbook.is_file() else None


def reports_in_workbook(kept: KeptWeek) -> int | None:
    """How many reports the workbook of the week was made of, where these are not the ones that count now: a joining was
    taken back since, or somebody put another file there. None where they are, and where there is no workbook."""
    path = workbook_of(kept)
    said = reading.property_of(path, workbook.JOINED) if path else ""
    if not said or said == workbook.joined_of(kept.team):
        return None
    count = said.partition(":")[0]
    return int(count) if count.isdecimal() else None


def agent_rows(kept: KeptWeek) -> list[AgentRow]:
    """Everyone who reported or ought to have, by code."""
    return rows_of(kept.team, kept.findings, kept.expected)


def rows_of(team: Team, findings: Sequence[Finding], expected: dict[str, str]) -> list[AgentRow]:
    """Everybody who reported or ought to have, by code, with state and own findings."""
    there = {agent.code: agent for agent in team.agents}
    rows = []
    for code in sorted({*there, *expected}):
        report = there.get(code)
        mark, tone, state = workbook.state_of(findings, code, reported=report is not None)
        own = tuple(one for one in findings if one.agent == code)
        name = report.name if report else expected[code]
        rows.append(AgentRow(code, name, mark, tone, state, report, own))
    return rows


def set_due(store: Store, actor: Actor, day: int, minute: int) -> None:
    """Reports are due ``day`` days after the week's Sunday (0 is that Sunday) at ``minute`` after midnight."""
    if not 0 <= day <= 6:
        raise bad_input("not_whole", Place(field="day"), text=day)
    if not 0 <= minute < 24 * 60:
        raise bad_input("not_a_time", Place(field="minute"), text=minute)
    keeping.set_due_minutes(store, actor, (6 + day) * 24 * 60 + minute)


def due(store: Store) -> tuple[int, int]:
    """The same as (day, minute)."""
    day, minute = divmod(keeping.due_minutes(store), 24 * 60)
    return day - 6, minute
