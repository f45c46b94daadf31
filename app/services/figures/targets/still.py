"""What a week still lacks of its targets: “本周还差 4 次面谈”, for Progress, Today and whoever else says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app import words
from app.enums import Language, Metric
from app.services.base.store import Store
from app.services.figures.targets.reading import in_force
from app.services.measures.kpis import definitions
from app.services.measures.kpis.figures import of_session as figures_of
from app.services.rules.base import periods
from app.services.rules.base.weeks import Week
from app.services.rules.measures import kpis


@dataclass(frozen=True, slots=True)
class Still:
    """``missing``: counts, or fen, the furthest behind first; ``aimed``: whether there are targets at all."""

    aimed: bool
    missing: Mapping[Metric, int]


def of_week(store: Store, agent_code: str, week: Week) -> Still:
    """Counts only what has a target."""
    with store.read() as session:
        goals = {metric: value for metric, value in in_force(session, agent_code, [week])[week].items() if value}
        known = definitions.in_force(session, week.sunday)
        wanted = [known.of_metric(metric) for metric in goals]
        found = figures_of(session, periods.of_week(week), agent_code, wanted)
    done = {one.definition.metric: int(one.value or 0) for one in found if one.definition.metric}
    behind = {metric: kpis.missing(done[metric], goal) for metric, goal in goals.items() if done[metric] < goal}
    order = sorted(behind, key=lambda metric: done[metric] / goals[metric])
    return Still(bool(goals), {metric: behind[metric] for metric in order})


def listed(missing: Mapping[Metric, int], language: Language) -> str:
    """``4 次面谈、30 次电话``."""
    parts = [one(metric, count, language) for metric, count in missing.items()]
    return ("、" if language == Language.ZH else ", ").join(parts)


def one(metric: Metric, missing: int, language: Language) -> str:
    """``4 次面谈``; ``missing`` is a count, or fen."""
    count = f"{missing / 100:,.0f}" if metric == Metric.PREMIUM else f"{missing:,}"
    return words.say(f"still.{metric.value}", language, count=count)
