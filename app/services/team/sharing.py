"""The team's target shared out among its agents: by what each did, evenly, or by hand, with the sum told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select

from app.enums import Metric, TargetLevel
from app.errors import InputError, Place, Problem, bad_input
from app.models import TeamReport
from app.services.base.store import Actor, Store
from app.services.figures import targets
from app.services.rules.base.periods import Period
from app.services.rules.base.weeks import Week, between, week_of
from app.services.rules.team import sharing as rules
from app.services.team.rollup.team import AgentWeek
from app.services.team.roster import keeping as roster

PAST = 12  # weeks an agent's share is learnt from
REMEMBERED = 8
ROUND = {Metric.PREMIUM: 100_00}  # fen: nobody is given a target with cents


class ShareOut(StrEnum):
    HISTORY = "history"
    EVENLY = "evenly"


@dataclass(frozen=True, slots=True)
class ShareRow:
    """``done`` is what the agent did in the ``weeks`` reported of the twelve before; ``value`` the share: counts, or
    fen."""

    id: str
    name: str
    done: int
    weeks: int
    value: int


def suggest(store: Store, period: Period, metric: Metric, total: int, how: ShareOut, today: date) -> list[ShareRow]:
    """Everybody of the roster who reports within the period – without a roster whoever reported lately – with a share
    of ``total``. By history a share is what the agent did a week. Raises InputError ``negative`` on ``total``,
    ``share_nobody`` without any agent."""
    if total < 0:
        raise bad_input("negative", Place(field="total"))
    week = week_of(today)
    people = _people(store, period, week)
    if not people:
        raise bad_input("share_nobody")
    done, weeks = _done(store, list(people), metric, week)
    mean = {code: round(1000 * done[code] / weeks[code]) if weeks[code] else 0 for code in people}
    weights = mean if how == ShareOut.HISTORY else dict.fromkeys(people, 1)
    shares = rules.share_out(total, weights, ROUND.get(metric, 1))
    return [ShareRow(code, name, done[code], weeks[code], shares[code]) for code, name in people.items()]


def keep(
    store: Store, actor: Actor, period: Period, metric: Metric, level: TargetLevel, values: Mapping[str, int | None]
) -> None:
    """The shares as the agents' own targets, and their sum as the team's; one step that can be taken back. Raises
    InputError as :func:`targets.put`."""
    if not values:
        raise InputError(Problem("share_nobody"))
    whole = sum(max(0, value or 0) for value in values.values())
    by_agent = {code: {metric: value} for code, value in values.items()}
    targets.put_many(store, actor, period, {**by_agent, targets.TEAM: {metric: whole}}, level)


def _people(store: Store, period: Period, now: Week) -> dict[str, str]:
    drafts = [row.draft for row in roster.everybody(store)]
    if drafts:
        weeks = list(between(week_of(period.first), week_of(period.last)))
        return {one.code: one.name or one.code for one in drafts if any(one.reports_in(week) for week in weeks)}
    rows = select(TeamReport.agent_code, TeamReport.agent_name).where(
        TeamReport.monday >= now.monday - timedelta(weeks=REMEMBERED)
    )
    with store.read() as session:
        return {code: name or code for code, name in session.execute(rows.order_by(TeamReport.agent_code))}


def _done(store: Store, codes: Sequence[str], metric: Metric, now: Week) -> tuple[dict[str, int], dict[str, int]]:
    """By agent: the sum over the twelve weeks before ``now``, and how many of them were reported."""
    first = now.monday - timedelta(weeks=PAST)
    rows = select(TeamReport.figures).where(
        TeamReport.agent_code.in_(codes), TeamReport.monday >= first, TeamReport.monday < now.monday
    )
    done, weeks = dict.fromkeys(codes, 0), dict.fromkeys(codes, 0)
    with store.read() as session:
        for figures in session.scalars(rows):
            report = AgentWeek(figures)
            done[report.code] += max(0, report.actual(metric))
            weeks[report.code] += 1
    return done, weeks
