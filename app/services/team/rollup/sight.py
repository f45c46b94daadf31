"""A team's week as Progress shows it: everyone's figures or one agent's, and each agent's part of a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from app.enums import Metric
from app.models import TeamReport
from app.services.base.store import Store
from app.services.rules.base.weeks import Week
from app.services.rules.measures import kpis
from app.services.rules.measures.kpis import Definition
from app.services.team.rollup import keeping
from app.services.team.rollup.keeping import KeptWeek
from app.services.team.rollup.team import Team, aims, join
from app.services.team.roster import keeping as roster


@dataclass(frozen=True, slots=True)
class Part:
    """What one agent (``id``, the code) adds to a figure: counts, or fen. ``actual`` and ``last_week`` are None
    without a report, and where there is nothing to divide by."""

    id: str
    name: str
    reported: bool
    actual: Decimal | None
    target: int
    last_week: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        """Of the target, 1 is all of it; None without a figure or a target."""
        return kpis.reached(self.actual, self.target) if self.actual is not None else None


@dataclass(frozen=True, slots=True)
class Sight:
    """``team`` are those looked at: everyone, or the one of ``agent``, None where there is no report of him.
    ``targets`` by agent, those who sent nothing with what their last report before said of the week."""

    kept: KeptWeek
    agent: str
    team: Team | None
    targets: Mapping[str, Mapping[Metric, int]]

    @property
    def missing(self) -> list[str]:
        """The codes of those expected who sent nothing."""
        return sorted(set(self.kept.expected) - {one.code for one in self.kept.team.agents})

    def parts(self, definition: Definition) -> list[Part]:
        """What each of those looked at adds to the figure, by code; those who sent nothing as well."""
        reports = {one.code: one for one in self.kept.team.agents}
        codes = [self.agent] if self.agent else sorted({*reports, *self.kept.expected})
        found = []
        for code in codes:
            report = reports.get(code)
            target = self.targets.get(code, {}).get(definition.metric, 0) if definition.metric else 0
            spans = ("week", "last")
            actual, last = (
                (kpis.compute(definition, report.measures(span), report.unknown(span)) for span in spans)
                if report
                else (None, None)
            )
            name = report.name if report else self.kept.expected.get(code, "")
            found.append(Part(code, name or code, report is not None, actual, target, last))
        return found


def of_week(store: Store, week: Week, agent: str = "") -> Sight | None:
    """The week as it was rolled up, of everyone or of one ``agent``; None when it was not."""
    kept = keeping.of_week(store, week)
    if kept is None:
        return None
    team: Team | None = kept.team
    if agent:
        own = [one for one in kept.team.agents if one.code == agent]
        team = join(week, own, [one for one in kept.earlier if one.code == agent], [agent]) if own else None
    return Sight(kept, agent, team, aims(week, kept.team.agents, kept.earlier, kept.expected))


def people(store: Store) -> dict[str, str]:
    """Whose weeks may be looked at, code → name: those of the roster and whoever ever reported."""
    with store.read() as session:
        rows = select(TeamReport.agent_code, TeamReport.agent_name).order_by(TeamReport.monday)
        found = {code: name for code, name in session.execute(rows) if code}
        found |= {one.code: one.name for one in roster.members(session) if one.name or one.code not in found}
    return {code: found[code] or code for code in sorted(found)}
