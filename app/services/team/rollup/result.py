"""What a roll-up gives: the team's week, its files and findings, and who ought to have reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.enums import Language
from app.services.rules.measures.kpis import Unit
from app.services.team.rollup.findings import Finding, FindingKind
from app.services.team.rollup.reading import WeeklyFile
from app.services.team.rollup.team import AgentWeek, Team


@dataclass(frozen=True, slots=True)
class RolledUp:
    """``expected`` is code → name of who ought to report; ``read`` counts all weekly files, older ones too."""

    team: Team
    files: tuple[WeeklyFile, ...]
    findings: tuple[Finding, ...]
    expected: Mapping[str, str]
    history: tuple[AgentWeek, ...]
    due_at: datetime
    read: int
    first_written: Mapping[str, datetime] = field(default_factory=dict)  # by agent: of the first file of the week
    out: Path | None = None
    sheets: Mapping[str, int] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """How many findings of each kind, by code."""
        return {kind.value: sum(1 for one in self.findings if one.kind == kind) for kind in FindingKind}

    def agents_with(self, kind: FindingKind) -> list[str]:
        """The codes of the agents with such a finding."""
        return sorted({one.agent for one in self.findings if one.kind == kind and one.agent})

    def document(self, language: Language) -> dict[str, Any]:
        """What ``rollup --json`` prints; money is in yuan, as everywhere on the command line."""
        return {
            "week": str(self.team.week),
            "file": str(self.out) if self.out else None,
            "files": self.read,
            "agents": len(self.team.agents),
            "expected": sorted(self.expected),
            "missing": self.agents_with(FindingKind.MISSING),
            "late": self.agents_with(FindingKind.LATE),
            "due_at": self.due_at.isoformat(timespec="minutes"),
            "totals": {
                figure.definition.code: {
                    name: _figure(getattr(figure, name), figure.definition.unit)
                    for name in ("actual", "target", "last_week", "month")
                }
                for figure in self.team.figures
            },
            "counts": self.counts(),
            "findings": [one.document(language) for one in self.findings],
            "sheets": dict(self.sheets),
        }


def _figure(value: Decimal | int | None, unit: Unit) -> float | None:
    return None if value is None else float(value) / (100 if unit == Unit.MONEY else 1)
