"""How far selling to a household has come: the one place that moves its stage and writes the history."""

from __future__ import annotations

from datetime import date

from app.enums import Stage
from app.models import Household, StageMove
from app.services.rules.funnel import PATH
from app.services.store import WriteSession


def move(session: WriteSession, household: Household, stage: Stage, on_date: date, reason: str = "") -> bool:
    """Enter ``stage``; False when it is there already. Never dated before the stage it leaves was entered."""
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


def advance(session: WriteSession, household: Household, stage: Stage, on_date: date) -> bool:
    """Enter ``stage`` if that is further on the path, or a way back from an exit; never backwards."""
    now = Stage(household.stage)
    if now in PATH and PATH.index(now) >= PATH.index(stage):
        return False
    return move(session, household, stage, on_date)
