"""What the lead should look at: overdue work, stages gone stale, no next step, premiums too high, policies ending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.enums import ActivityKind, ActivityStatus, Stage
from app.models import Activity, Household, Member, Need, Policy, StageMove
from app.services.care import clocks
from app.services.rules.care.clocks import DEFAULTS, ClockKind, ClockUrgency, KindRule, Rules
from app.services.rules.day.contacts import REAL
from app.services.rules.needs import finances
from app.services.rules.needs.affordability import years_to_pay
from app.services.team.weekly.collect import OPEN, Report, owned_by, stages_on
from app.services.team.weekly.then import held_then, planned_then

ACTIVE_STAGES = (Stage.S1_APPOINTED, Stage.S2_MET, Stage.S3_ANALYSED, Stage.S4_PROPOSED, Stage.S5_SUBMITTED)
POLICY_ENDS_WITHIN = timedelta(days=30)


class RiskKind(StrEnum):
    OVERDUE = "overdue"
    NEED_LATE = "need_late"
    STALE = "stale"
    NO_NEXT_STEP = "no_next_step"
    PREMIUM = "premium"
    POLICY_ENDS = "policy_ends"
    COOLING_OFF = "cooling_off"
    GRACE = "grace"
    REINSTATEMENT = "reinstatement"


CLOCKS = {
    ClockKind.RENEWAL: RiskKind.POLICY_ENDS,
    ClockKind.ENDING: RiskKind.POLICY_ENDS,
    ClockKind.COOLING_OFF: RiskKind.COOLING_OFF,
    ClockKind.GRACE: RiskKind.GRACE,
    ClockKind.REINSTATEMENT: RiskKind.REINSTATEMENT,
}
_NEAR = KindRule(POLICY_ENDS_WITHIN.days, 7, 0)
CLOCK_RULES = Rules({kind: _NEAR if kind in CLOCKS else replace(DEFAULTS[kind], shown=False) for kind in ClockKind})


@dataclass(frozen=True, slots=True)
class Risk:
    """``grave`` asks for action now. ``days`` since (or until, for a policy that ends) ``on_date``."""

    kind: RiskKind
    grave: bool
    household_code: str
    on_date: date | None
    days: int | None
    activity: ActivityKind | None = None
    need_number: str = ""
    stage: Stage | None = None
    ratio: Decimal | None = None


def risks(session: Session, report: Report) -> list[Risk]:
    """Every risk as of ``report.as_of``: the grave ones first, then by kind, age and code."""
    found = [
        *_overdue(session, report),
        *_late_needs(session, report),
        *_stale(session, report),
        *_no_next_step(session, report),
        *_premiums(session, report),
        *_clocks(session, report),
    ]
    order = list(RiskKind)

    def place(risk: Risk) -> tuple[object, ...]:
        return not risk.grave, order.index(risk.kind), -(risk.days or 0), risk.household_code, risk.need_number

    return sorted(found, key=place)


def _overdue(session: Session, report: Report) -> Iterator[Risk]:
    rows = (
        select(Activity.kind, Activity.on_date, Household.code)
        .join(Household, Household.id == Activity.household_id, isouter=True)
        .where(
            Activity.agent_code == report.agent.code,
            planned_then(report.as_of),
            Activity.on_date < report.as_of,
        )
    )
    for kind, day, code in session.execute(rows):
        days = (report.as_of - day).days
        yield Risk(RiskKind.OVERDUE, days > 7, code or "", day, days, activity=ActivityKind(kind))


def _late_needs(session: Session, report: Report) -> Iterator[Risk]:
    """Open on the day they are seen from: one finished since was late then."""
    rows = (
        select(Need.number, Need.planned_finish, Household.code)
        .join(Household, Household.id == Need.household_id, isouter=True)
        .where(
            or_(Need.status.in_(OPEN), Need.actual_finish > report.as_of), Need.archived_at.is_(None),
            Need.planned_finish < report.as_of,
            owned_by(report.agent.code),
        )
    )  # fmt: skip
    for number, day, code in session.execute(rows):
        if day is not None:
            days = (report.as_of - day).days
            yield Risk(RiskKind.NEED_LATE, days > 14, code or "", day, days, need_number=number)


def _stale(session: Session, report: Report) -> Iterator[Risk]:
    stale = {id: row.stage for row in report.progress.funnel for id in row.stale}
    if not stale:
        return
    last = (
        select(Activity.household_id, func.max(Activity.on_date))
        .where(
            Activity.agent_code == report.agent.code,
            Activity.on_date <= report.as_of,
            Activity.status == ActivityStatus.DONE,
            Activity.kind.in_([kind.value for kind in REAL]),
        )
        .group_by(Activity.household_id)
    )
    contacts = {id: day for id, day in session.execute(last) if id in stale}
    entered = (
        select(StageMove.household_id, func.max(StageMove.on_date))
        .where(StageMove.agent_code == report.agent.code, StageMove.on_date <= report.as_of)
        .group_by(StageMove.household_id)
    )
    since = {id: day for id, day in session.execute(entered) if id in stale}
    for id, stage in stale.items():
        days = [day for day in (contacts.get(id), since.get(id)) if day is not None]
        day = max(days) if days else None
        age = (report.as_of - day).days if day else None
        limit = report.definitions.stale_days[stage.value]
        yield Risk(RiskKind.STALE, age is not None and age > 2 * limit, report.codes.get(id, ""), day, age, stage=stage)


def _no_next_step(session: Session, report: Report) -> Iterator[Risk]:
    """Nothing planned, and nothing done since: what was done after the day was planned or is the next step."""
    planned = select(Activity.household_id).where(Activity.household_id.is_not(None), planned_then(report.as_of))
    stages = stages_on(session, report.agent.code, report.as_of)
    rows = select(Household.id, Household.code, Household.stage).where(
        Household.agent_code == report.agent.code, Household.archived_at.is_(None), Household.id.not_in(planned)
    )
    for id, code, now in session.execute(rows):
        stage = stages.get(id, Stage(now))
        if stage in ACTIVE_STAGES:
            yield Risk(RiskKind.NO_NEXT_STEP, False, code, None, None, stage=stage)


def _premiums(session: Session, report: Report) -> Iterator[Risk]:
    """Premiums still to pay against the yearly income of the family, by the lines of suitability; a household of
    unknown income is not judged. What is paid up, was paid once or is paid by the employer costs nothing."""
    mine = (Household.agent_code == report.agent.code, Household.archived_at.is_(None))
    policies = (
        select(Policy.household_id, Policy.premium, Policy.starts_on, Policy.ends_on, Policy.pay_years)
        .join(Household, Household.id == Policy.household_id)
        .where(held_then(report.as_of), Policy.employer_group.is_(False), *mine)
    )
    due: Counter[str] = Counter()
    for id, premium, starts_on, ends_on, pay_years in session.execute(policies):
        if years_to_pay(starts_on, ends_on, pay_years, report.as_of) != 0:
            due[id] += premium
    earned = (
        select(Household.id, Household.code, Household.finances, func.sum(Member.income))
        .join(Member, Member.household_id == Household.id)
        .where(*mine)
        .group_by(Household.id)
    )
    for id, code, told, incomes in session.execute(earned):
        income = finances.yearly_income([incomes], told)
        if income and due[id] > income * report.limits.warn_share:
            ratio = Decimal(due[id]) / Decimal(income)
            yield Risk(RiskKind.PREMIUM, due[id] > income * report.limits.stop_share, code, None, None, ratio=ratio)


def _clocks(session: Session, report: Report) -> Iterator[Risk]:
    """The clocks of policies that are near, seen with the same days by every lead, whatever an agent's window shows."""
    for clock in clocks.read(session, clocks.Reach(agent_code=report.agent.code), report.as_of, CLOCK_RULES):
        kind = CLOCKS[clock.kind]
        grave = clock.urgency in (ClockUrgency.PRESSING, ClockUrgency.PAST) and kind != RiskKind.POLICY_ENDS
        yield Risk(kind, grave, clock.owner.code, clock.due, clock.days)
