"""One agent's week as its file sealed it, and many of them as a team's: sums of what can be summed, never of rates."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.enums import ActivityKind, Metric, Stage
from app.services.figures.progress import Figure, WeekPoint
from app.services.measures.kpis import definitions
from app.services.rules.base.weeks import Week, between, parse
from app.services.rules.measures import kpis
from app.services.rules.measures.kpis import Definitions
from app.services.rules.spine.funnel import EXITS, PATH, StageRow
from app.services.team.weekly import control, orders
from app.services.team.weekly.collect import Sold
from app.services.team.weekly.words import PARTS, WeeklyWords

BACK = 12  # weeks in the series


TYPED = "typed."
"""Begins the keys of what was typed into a sheet by hand: no entry of the control sheet."""
OWN_NOTES = f"{TYPED}own"


@dataclass(frozen=True, slots=True)
class AgentWeek:
    """``entries`` are those of the control sheet: whole numbers, fen, or texts."""

    entries: Mapping[str, Any]

    @property
    def code(self) -> str:
        """The code of the agent."""
        return str(self.entries["agent.code"])

    def as_written(self) -> dict[str, Any]:
        """The entries as the file has them, its own code among them."""
        entries = {key: value for key, value in self.entries.items() if not key.startswith(TYPED)}
        entries["agent.code"] = entries.pop("agent.own_code", entries["agent.code"])
        return entries

    @property
    def own_code(self) -> str:
        """The code its store uses, whatever code the lead counts it under."""
        return str(self.entries.get("agent.own_code", self.code))

    @property
    def store_id(self) -> str:
        """The identity of the store that wrote it; "" where the file has none."""
        return str(self.entries.get("store.id", ""))

    @property
    def name(self) -> str:
        """ "" where the file has none."""
        return str(self.entries.get("agent.name", ""))

    @property
    def team(self) -> str:
        """ "" where the file has none."""
        return str(self.entries.get("agent.team", ""))

    @property
    def week(self) -> Week:
        """The week it is about."""
        return parse(str(self.entries["week"]))

    @property
    def written_at(self) -> datetime:
        """When the file was written."""
        return datetime.fromisoformat(str(self.entries["written_at"]))

    @property
    def month_first_day(self) -> date:
        """On which day the month of its figures began."""
        return date.fromisoformat(str(self.entries["month_first_day"]))

    @property
    def definitions(self) -> Definitions:
        """The KPI definitions the file was written with."""
        return definitions.from_text(control.whole(self.entries, "kpi_definitions"))

    @property
    def words(self) -> WeeklyWords:
        """What the agent says in own words: as typed into the workbook, else as it was written."""
        said = {part: self.entries.get(f"words.{part}", "") for part in PARTS}
        said |= {part: self.entries[f"{TYPED}{part}"] for part in PARTS if f"{TYPED}{part}" in self.entries}
        return WeeklyWords(*(str(said[part]) for part in PARTS))

    @property
    def products(self) -> list[Sold]:
        """What was sold in the week, by product."""
        return [Sold(*entry) for entry in json.loads(self.entries.get("products", "[]"))]

    def number(self, key: str) -> int:
        """A whole number of the control sheet; 0 when it is not there."""
        return int(self.entries.get(key) or 0)

    def measures(self, span: str = "week") -> dict[str, int]:
        """What KPIs are computed from; ``span`` is week, last or month."""
        start = f"measure.{span}."
        said = (key.removeprefix(start) for key in self.entries if key.startswith(start))
        return {name: self.number(start + name) for name in {*kpis.MEASURES, *said}}

    def unknown(self, span: str = "week") -> dict[str, int]:
        """By measure the rows it could not count, such as commission without a rate."""
        start = f"unknown.{span}."
        return {key.removeprefix(start): self.number(key) for key in self.entries if key.startswith(start)}

    def targets(self, of: str = "target") -> dict[Metric, int]:
        """By metric; ``of`` names which targets of the file."""
        return {metric: self.number(f"{of}.{metric.value}") for metric in Metric}

    def actual(self, metric: Metric) -> int:
        """What a metric came to, by the definitions of the file; 0 where it cannot be told."""
        return int(kpis.compute(self.definitions.of_metric(metric), self.measures()) or 0)

    @property
    def activities(self) -> int:
        """Done in the week, of all kinds."""
        return sum(self.number(f"measure.week.{kind.value}") for kind in ActivityKind)

    @property
    def stale(self) -> int:
        """Families not heard of for too long, of all stages."""
        return sum(self.number(f"funnel.{stage.value}.stale") for stage in PATH)

    @property
    def covered(self) -> Decimal | None:
        """Share of the needs' gaps that policies in force answer, by amount."""
        gap = self.number("sum.needs.gap_fen")
        cover = sum(
            int(v or 0) for k, v in self.entries.items() if k.startswith("coverage.") and k.endswith(".cover_fen")
        )
        return Decimal(cover) / Decimal(gap) if gap > 0 else None


def orders_of(agent: AgentWeek) -> list[dict[str, Any]]:
    """The orders of the file, those that wait for approval first: plain values as the weekly file writes them."""
    return orders.read(control.whole(agent.entries, "orders"))


def own_notes(agent: AgentWeek) -> list[str]:
    """What the agent wrote into own columns, below the lists and on own sheets, with its place."""
    return json.loads(str(agent.entries.get(OWN_NOTES, "[]")))  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """Needs of one event over the team; amounts in fen."""

    event: str
    needs: int
    gap: int
    cover: int

    @property
    def ratio(self) -> Decimal | None:
        """How much of the gap is covered; None without one."""
        return Decimal(self.cover) / Decimal(self.gap) if self.gap > 0 else None


@dataclass(frozen=True, slots=True)
class Team:
    """A team's week. ``history`` are the series' earlier weeks, as far as their files or reports are at hand."""

    week: Week
    agents: tuple[AgentWeek, ...]
    figures: list[Figure]
    funnel: list[StageRow]
    series: list[WeekPoint]
    coverage: list[CoverageRow]
    products: list[Sold]
    next_targets: dict[Metric, int]
    definitions: Definitions


def join(
    week: Week, reports: Sequence[AgentWeek], history: Iterable[AgentWeek] = (), expected: Iterable[str] = ()
) -> Team:
    """The team of these reports, by agent code. What was done is the sum over the agents shown; a target is that of
    everyone ``expected``: of who sent nothing it is what the last report before said of the week."""
    agents = tuple(sorted(reports, key=lambda one: one.code))
    history = list(history)
    absent = _absent(week, agents, history, expected)
    across = any(key.startswith("measure.earlier.") for one in agents for key in one.entries)
    spans = {
        span: (_sum(one.measures(span) for one in agents), _sum(one.unknown(span) for one in agents))
        for span in ("week", "last", "month", *(("earlier",) if across else ()))
    }
    targets = _sum((*(one.targets() for one in agents), *(_meant(one, week) for one in absent)))
    known = common(agents)
    figures = [
        Figure(
            definition=definition,
            actual=kpis.compute(definition, *spans["week"]),
            target=targets.get(definition.metric, 0) if definition.metric else 0,
            last_week=kpis.compute(definition, *spans["last"]),
            month=kpis.compute(definition, *spans["month"]),
            earlier=kpis.compute(definition, *spans["earlier"]) if across else None,
        )
        for definition in known.kpis
    ]
    return Team(
        week=week,
        agents=agents,
        figures=figures,
        funnel=funnel(agents),
        series=series(week, [*history, *agents], absent),
        coverage=coverage(agents),
        products=products(agents),
        next_targets=_sum((*(one.targets("next_target") for one in agents), *(one.targets() for one in absent))),
        definitions=known,
    )


def aims(
    week: Week, agents: Sequence[AgentWeek], history: Iterable[AgentWeek], expected: Iterable[str]
) -> dict[str, Mapping[Metric, int]]:
    """By agent the targets of the week; of who is expected and sent nothing what the last report before said of it."""
    absent = {one.code: _meant(one, week) for one in _absent(week, agents, history, expected)}
    return {**{one.code: one.targets() for one in agents}, **absent}


def _absent(
    week: Week, agents: Sequence[AgentWeek], history: Iterable[AgentWeek], expected: Iterable[str]
) -> list[AgentWeek]:
    """The last report before the week of everyone expected who sent none for it."""
    missing = set(expected) - {one.code for one in agents}
    last = {one.code: one for one in sorted(history, key=lambda one: one.week) if one.week < week}
    return [last[code] for code in sorted(missing & last.keys())]


def _meant(report: AgentWeek, week: Week) -> dict[Metric, int]:
    """The targets an earlier report gives for the week: those for its next week, or else its own."""
    return report.targets("next_target" if report.week.plus(1) == week else "target")


def common(agents: Sequence[AgentWeek]) -> Definitions:
    """The definitions a team is counted by: those of most of its files, among equals the newest by name."""
    versions = Counter(one.definitions.version for one in agents)
    if not versions:
        return definitions.built_in()
    most = max(versions, key=lambda version: (versions[version], version))
    return next(one.definitions for one in agents if one.definitions.version == most)


def funnel(agents: Sequence[AgentWeek]) -> list[StageRow]:
    """The agents' funnels added stage by stage; rates are taken of the sums."""

    def total(stage: Stage, part: str) -> int:
        return sum(one.number(f"funnel.{stage.value}.{part}") for one in agents)

    rows = []
    for place, stage in enumerate((*PATH, *EXITS)):
        entered, closing = total(stage, "entered"), total(stage, "closing")
        onward = place + 1 < len(PATH)
        rows.append(
            StageRow(
                stage=stage,
                opening=total(stage, "opening"),
                entered=entered,
                left=total(stage, "left"),
                closing=closing,
                conversion=_share(total(PATH[place + 1], "entered"), entered) if onward else None,
                cohort=_share(total(stage, "further"), entered) if onward else None,
                mean_days=_share(total(stage, "days"), closing),
                stale=("",) * total(stage, "stale"),
            )
        )
    return rows


def series(week: Week, reports: Iterable[AgentWeek], absent: Sequence[AgentWeek] = ()) -> list[WeekPoint]:
    """Up to twelve weeks to ``week``, from the first there is a report of; one report per agent and week. ``absent``
    are earlier reports of who sent none for ``week``."""
    by_week: dict[Week, dict[str, AgentWeek]] = {}
    for one in reports:
        if week.plus(1 - BACK) <= one.week <= week:
            by_week.setdefault(one.week, {})[one.code] = one
    first = min(by_week, default=week)
    points = []
    for at in between(first, week):
        own = list(by_week.get(at, {}).values())
        targets = [one.targets() for one in own]
        if at == week:
            targets += [_meant(one, week) for one in absent]
        points.append(
            WeekPoint(
                week=at,
                actual={metric: sum(one.actual(metric) for one in own) for metric in Metric},
                target={metric: sum(one[metric] for one in targets) for metric in Metric},
                activities=sum(one.activities for one in own),
            )
        )
    return points


def coverage(agents: Sequence[AgentWeek]) -> list[CoverageRow]:
    """By kind of need, the largest gap first."""
    sums: dict[str, dict[str, int]] = {}
    for one in agents:
        for key, value in one.entries.items():
            if key.startswith("coverage."):
                event, _, part = key.removeprefix("coverage.").rpartition(".")
                own = sums.setdefault(event, {})
                own[part] = own.get(part, 0) + int(value or 0)
    rows = [CoverageRow(e, s.get("needs", 0), s.get("gap_fen", 0), s.get("cover_fen", 0)) for e, s in sums.items()]
    return sorted(rows, key=lambda row: (-row.gap, row.event))


def products(agents: Sequence[AgentWeek]) -> list[Sold]:
    """By premium; agents have their own families, so that households add up."""
    sums: dict[str, Sold] = {}
    for one in agents:
        for sold in one.products:
            known = sums.get(sold.code, Sold(sold.code, sold.name, 0, 0, 0))
            sums[sold.code] = Sold(
                sold.code,
                known.name,
                known.policies + sold.policies,
                known.households + sold.households,
                known.premium + sold.premium,
                known.english or sold.english,
            )
    return sorted(sums.values(), key=lambda sold: (-sold.premium, sold.code))


def _sum(parts: Iterable[Mapping[Any, int]]) -> dict[Any, int]:
    total: dict[Any, int] = {}
    for part in parts:
        for key, value in part.items():
            total[key] = total.get(key, 0) + value
    return total


def _share(part: int, whole: int) -> Decimal | None:
    return Decimal(part) / Decimal(whole) if whole else None
