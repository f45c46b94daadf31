"""How far selling has come: the one place that moves sales and their households, and writes both histories.

A household follows its sales: its stage is that of the furthest one still being sold, and when none is, of the one
that ended last. A household without sales has a stage of its own. See docs/decisions/0012-sales-and-stages.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Stage
from app.models import Household, Opportunity, OpportunityMove, Proposal, StageMove
from app.services.base import numbers
from app.services.base.store import WriteSession
from app.services.rules.spine.funnel import PATH
from app.services.rules.spine.sales import LOST, OPEN, WON, standing

USUAL_DAYS = 45  # from the first appointment to an order [ours]: the date a new sale is expected on until it gets one
SHARED = PATH[: PATH.index(Stage.S4_PROPOSED)]
"""Their evidence is the household's: an interview moves every sale to it. Later evidence belongs to one sale."""


def move(session: WriteSession, household: Household, stage: Stage, on_date: date, reason: str = "") -> bool:
    """Enter ``stage`` because somebody says so; False when it is there already. Its sales go along: all to an exit,
    else those further on back to it, or the furthest one on to it. Never dated before the stage it leaves."""
    if not _enter(session, household, stage, on_date, reason):
        return False
    sales = open_sales(session, household.id)
    if stage in PATH and sales:
        ahead = [sale for sale in sales if PATH.index(Stage(sale.stage)) > PATH.index(stage)]
        furthest = leading(session, household)
        sales = ahead or ([furthest] if furthest else [])
    for sale in sales:
        enter(session, sale, stage, on_date, reason)
    return True


def advance(session: WriteSession, household: Household, stage: Stage, on_date: date) -> bool:
    """Evidence for ``stage`` came: the sales behind it go on to it, never backwards. Without an open sale one is begun
    – for a family already served only by a new analysis or proposal. True when something moved."""
    sales = open_sales(session, household.id)
    if not sales:
        return _first_evidence(session, household, stage, on_date)
    behind = [sale for sale in sales if PATH.index(Stage(sale.stage)) < PATH.index(stage)]
    if stage not in SHARED:
        behind = behind[-1:]
        if not behind and all(PATH.index(Stage(sale.stage)) > PATH.index(stage) for sale in sales):
            begin(session, household, stage, on_date)
            return True
    for sale in behind:
        enter(session, sale, stage, on_date)
        _estimate(session, sale)
    follow(session, household, on_date)
    return bool(behind)


def _first_evidence(session: WriteSession, household: Household, stage: Stage, on_date: date) -> bool:
    now = Stage(household.stage)
    if now in PATH and PATH.index(now) >= PATH.index(stage):
        again = now in WON and stage in (Stage.S3_ANALYSED, Stage.S4_PROPOSED)
        if not again:
            return False
    paused = select(Opportunity).where(
        Opportunity.household_id == household.id, Opportunity.stage == Stage.PAUSED.value
    )
    resumed = session.scalars(paused.order_by(Opportunity.stage_since.desc(), Opportunity.id.desc())).first()
    if resumed is None:
        begin(session, household, stage, on_date)
        return True
    enter(session, resumed, stage, on_date)
    follow(session, household, on_date)
    return True


def open_sales(session: Session, household_id: str) -> Sequence[Opportunity]:
    """The household's sales still being sold, the oldest first."""
    query = select(Opportunity).where(
        Opportunity.household_id == household_id, Opportunity.stage.in_([stage.value for stage in OPEN])
    )
    return session.scalars(query.order_by(Opportunity.id)).all()


def leading(session: Session, household: Household) -> Opportunity | None:
    """The furthest open sale, the newest of several: the one the household stands for."""
    sales = open_sales(session, household.id)
    return max(reversed(sales), key=lambda sale: PATH.index(Stage(sale.stage)), default=None)


def begin(session: WriteSession, household: Household, stage: Stage, on_date: date) -> Opportunity:
    """A new sale to the household, at ``stage``, or where the household stands if it is further on and has no sale."""
    now = Stage(household.stage)
    alone = not open_sales(session, household.id)
    if alone and now in OPEN and PATH.index(now) > PATH.index(stage):
        stage = now
    sale = Opportunity(
        number=numbers.next_number(session, "opportunity", "OP"),
        household_id=household.id,
        agent_code=household.agent_code,
        stage=stage.value,
        stage_since=on_date,
        opened_on=on_date,
        premium=household.finances.get("premium_budget") or None,
        expected_on=on_date + timedelta(days=USUAL_DAYS),
    )
    session.add(sale)
    session.flush()
    _write_move(session, sale, "")
    _estimate(session, sale)
    follow(session, household, on_date)
    return sale


def enter(session: WriteSession, sale: Opportunity, stage: Stage, on_date: date, reason: str = "") -> None:
    """The sale enters ``stage``; its household is told by :func:`follow`."""
    if sale.stage == stage.value:
        return
    sale.stage, sale.stage_since = stage.value, max(on_date, sale.stage_since)
    sale.lost_reason = reason if stage in LOST else ""
    if stage != Stage.PAUSED:
        sale.paused_until = None
    session.flush()
    _write_move(session, sale, reason)


def follow(session: WriteSession, household: Household, on_date: date, reason: str = "") -> bool:
    """Bring the household to where its sales stand; False when it is there."""
    session.flush()
    query = select(Opportunity.stage, Opportunity.stage_since).where(Opportunity.household_id == household.id)
    found = session.execute(query.order_by(Opportunity.id))
    stage = standing([(Stage(stage), since) for stage, since in found])
    return stage is not None and _enter(session, household, stage, on_date, reason)


def _enter(session: WriteSession, household: Household, stage: Stage, on_date: date, reason: str) -> bool:
    if household.stage == stage.value and household.stage_since is not None:
        return False
    day = max(on_date, household.stage_since) if household.stage_since else on_date
    household.stage, household.stage_since = stage.value, day
    session.flush()
    session.add(
        StageMove(
            household_id=household.id, agent_code=household.agent_code, stage=stage.value, on_date=day, reason=reason
        )
    )
    return True


def _write_move(session: WriteSession, sale: Opportunity, reason: str) -> None:
    session.add(
        OpportunityMove(
            opportunity_id=sale.id,
            agent_code=sale.agent_code,
            stage=sale.stage,
            on_date=sale.stage_since,
            reason=reason,
        )
    )
    session.flush()


def _estimate(session: WriteSession, sale: Opportunity) -> None:
    """Without the agent's own word the last proposal says what the sale may bring."""
    if sale.premium is None:
        query = select(Proposal.premium).where(Proposal.household_id == sale.household_id)
        sale.premium = session.scalars(query.order_by(Proposal.number.desc())).first()
