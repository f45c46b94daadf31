"""What the weekly workbook says, gathered from the store: codes instead of names, phones and free text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.enums import ActivityKind, ActivityStatus, Language, Metric, NeedStatus, Stage
from app.models import Activity, Household, Need, Policy, StageMove
from app.services.base.agents import AgentRow
from app.services.base.product_names import english_name, english_names
from app.services.figures import progress, targets
from app.services.figures.progress import ProgressRow
from app.services.measures.kpis import definitions
from app.services.measures.kpis.figures import counted
from app.services.needs.thresholds import read_rules
from app.services.rules.base.weeks import Week
from app.services.rules.measures.kpis import MEASURES, Definitions, Term
from app.services.rules.offers.suitability import Thresholds
from app.services.team.weekly import orders as weekly_orders
from app.services.team.weekly import words as weekly_words
from app.services.team.weekly.then import next_steps_on, planned_then
from app.services.team.weekly.words import WeeklyWords

OPEN = (NeedStatus.NOT_STARTED, NeedStatus.IN_PROGRESS, NeedStatus.ON_HOLD)
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Report:
    """The week's figures. ``as_of`` is the day the risks are seen from: the week's Sunday, or today within the week."""

    agent: AgentRow
    week: Week
    as_of: date
    progress: ProgressRow
    next_targets: dict[Metric, int]
    definitions: Definitions
    codes: dict[str, str]  # household id -> code
    measures: dict[str, dict[str, int]]  # "week", "last", "month", "earlier" -> what the KPIs are computed from
    unknown: dict[str, dict[str, int]]  # the same -> rows of a term without an amount, such as commission without rate
    products: list[Sold]
    orders: list[dict[str, Any]]
    english: dict[str, str]  # product code -> its English name, where it has one
    words: WeeklyWords
    limits: Thresholds  # of suitability: the lines premiums are held against


@dataclass(frozen=True, slots=True)
class Sold:
    """A product's policies that began in the week and were proposed here; ``premium`` in fen a year."""

    code: str
    name: str
    policies: int
    households: int
    premium: int
    english: str = ""

    def called(self, language: Language) -> str:
        """In English as the catalogue has it, where it does."""
        return (self.english if language == Language.EN else "") or self.name


@dataclass(frozen=True, slots=True)
class Detail:
    """One activity of the week; ``premium`` in fen."""

    on_date: date
    at_minute: int | None
    kind: ActivityKind
    status: ActivityStatus
    household_code: str
    stage: Stage | None
    premium: int | None
    next_step_on: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Something of next week: a planned activity, or a need that should be finished then."""

    on_date: date
    at_minute: int | None
    kind: ActivityKind | None
    need_number: str
    event: str
    household_code: str
    stage: Stage | None


def report(session: Session, agent: AgentRow, week: Week, today: date) -> Report:
    """Everything the first sheet and the control sheet say of an agent's week; the lists are read when they are
    written.
    """
    codes = select(Household.id, Household.code).where(Household.agent_code == agent.code)
    following = week.plus(1)
    as_of = min(week.sunday, max(today, week.monday))
    row = progress.read(session, agent.code, week, today=as_of)
    spans = {
        "week": (week.monday, week.sunday),
        "last": (week.plus(-1).monday, week.plus(-1).sunday),
        "month": (row.month[0], as_of),
    }
    if row.earlier is not None:
        spans["earlier"] = row.earlier
    known = definitions.in_force(session, week.sunday)
    terms = dict.fromkeys([*(Term(name) for name in sorted(MEASURES)), *known.terms()])
    counts = {name: counted(session, agent.code, *span, terms) for name, span in spans.items()}
    return Report(
        agent=agent,
        week=week,
        as_of=as_of,
        progress=row,
        next_targets=targets.in_force(session, agent.code, [following])[following],
        definitions=known,
        codes={row.id: row.code for row in session.execute(codes)},
        measures={name: values for name, (values, _) in counts.items()},
        unknown={name: unknown for name, (_, unknown) in counts.items()},
        products=sold(session, agent.code, week),
        orders=weekly_orders.of_week(session, agent.code, week),
        english=english_names(session),
        words=weekly_words.read(session, agent.code, week),
        limits=read_rules(session).thresholds,
    )


def sold(session: Session, agent_code: str, week: Week) -> list[Sold]:
    """By premium, the largest first. Policies found in an interview were not sold here and do not count."""
    rows = (
        select(
            Policy.product_code, func.min(Policy.product_name), func.count(),
            func.count(Policy.household_id.distinct()), func.coalesce(func.sum(Policy.premium), 0),
            func.min(english_name(Policy.product_code, Policy.product_name)),
        )
        .join(Household, Household.id == Policy.household_id)
        .where(
            Household.agent_code == agent_code,
            Policy.proposal_item_id.is_not(None),
            Policy.starts_on.between(week.monday, week.sunday),
        )
        .group_by(Policy.product_code)
    )  # fmt: skip
    found = [Sold(*row) for row in session.execute(rows)]
    return sorted(found, key=lambda one: (-one.premium, one.code))


def details(session: Session, agent_code: str, week: Week, as_of: date) -> Iterator[Detail]:
    """The week's activities by date and time, cancelled ones too, in batches: a week may be long. Stages and next steps
    are those of the day the week is seen from.
    """
    stages, steps = stages_on(session, agent_code, as_of), next_steps_on(session, agent_code, as_of)
    rows = (
        select(
            Activity.on_date, Activity.at_minute, Activity.kind, Activity.status,
            Activity.household_id, Household.code, Household.stage, Activity.premium,
        )
        .join(Household, Household.id == Activity.household_id, isouter=True)
        .where(Activity.agent_code == agent_code, Activity.on_date.between(week.monday, week.sunday))
        .order_by(Activity.on_date, Activity.at_minute, Activity.id)
        .execution_options(yield_per=BATCH)
    )  # fmt: skip
    for day, minute, kind, status, home, code, stage, premium in session.execute(rows):
        yield Detail(
            day, minute, ActivityKind(kind), ActivityStatus(status), code or "",
            stages.get(home or "", Stage(stage)) if stage else None, premium, steps.get(home or ""),
        )  # fmt: skip


def plans(session: Session, agent_code: str, week: Week, as_of: date) -> list[Plan]:
    """What is planned for ``week``, by date: what was at the end of ``as_of``, also where it is done by now, and what
    was planned since."""
    stages = stages_on(session, agent_code, as_of)
    activities = (
        select(
            Activity.on_date, Activity.at_minute, Activity.kind, Activity.household_id, Household.code, Household.stage
        )
        .join(Household, Household.id == Activity.household_id, isouter=True)
        .where(
            Activity.agent_code == agent_code,
            Activity.on_date.between(week.monday, week.sunday),
            or_(Activity.status == ActivityStatus.PLANNED, planned_then(as_of)),
        )
    )
    needs = (
        select(Need.planned_finish, Need.number, Need.event, Need.household_id, Household.code, Household.stage)
        .join(Household, Household.id == Need.household_id, isouter=True)
        .where(
            Need.planned_finish.between(week.monday, week.sunday),
            or_(Need.status.in_(OPEN), Need.actual_finish > as_of),
            Need.archived_at.is_(None),
            owned_by(agent_code),
        )
    )
    found = [
        Plan(
            day, minute, ActivityKind(kind), "", "", code or "", stages.get(home or "", Stage(stage)) if stage else None
        )
        for day, minute, kind, home, code, stage in session.execute(activities)
    ]
    found += [
        Plan(day, None, None, number, event, code or "", stages.get(home or "", Stage(stage)) if stage else None)
        for day, number, event, home, code, stage in session.execute(needs)
        if day is not None
    ]
    return sorted(found, key=lambda plan: (plan.on_date, plan.at_minute or 0, plan.need_number))


def stages_on(session: Session, agent_code: str, day: date) -> dict[str, Stage]:
    """Where each family of the agent stood at the end of a day, by household; one that never moved is missing."""
    moves = (
        select(StageMove.household_id, StageMove.stage)
        .where(StageMove.agent_code == agent_code, StageMove.on_date <= day)
        .order_by(StageMove.on_date, StageMove.id)
    )
    return {id: Stage(stage) for id, stage in session.execute(moves)}


def owned_by(agent_code: str) -> ColumnElement[bool]:
    """The needs of an agent: those named as theirs, and those of their households that name nobody."""
    return (Need.owner_code == agent_code) | ((Need.owner_code == "") & (Household.agent_code == agent_code))
