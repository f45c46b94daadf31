"""All sales of an agent at once: for the board, its list, and the forecast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement

from app.enums import Stage
from app.models import Opportunity
from app.services.base.store import Store
from app.services.day import staleness
from app.services.measures.kpis import months as work_month
from app.services.rules.selling import forecast as rules
from app.services.rules.selling.forecast import Chance, Month
from app.services.rules.spine.sales import LOST, OPEN, WON
from app.services.selling.opportunities.chances import learnt
from app.services.selling.opportunities.rows import OpportunityRow, read

RECENT = timedelta(days=90)  # how long an ended sale stays on the board
MOST = 5000


class Show(StrEnum):
    """Which sales a list shows. BOARD: those being sold, and what ended lately."""

    BOARD = "board"
    OPEN = "open"
    WON = "won"
    PAUSED = "paused"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Board:
    """``chances`` of the open stages, learnt from the agent's ended sales; ``months`` is the forecast of ``rows``."""

    rows: tuple[OpportunityRow, ...]
    chances: Mapping[Stage, Chance]
    months: tuple[Month, ...]
    total: Month


def board(store: Store, agent_code: str, today: date, show: Show = Show.BOARD) -> Board:
    """At most 5,000 sales, those longest in their stage first, in two queries."""
    with store.read() as session:
        by_stage, months = learnt(session, agent_code), work_month.get(session)
        conditions = (Opportunity.agent_code == agent_code, _shown(show, today))
        rows = tuple(read(session, today, by_stage, staleness.limits(session, today), *conditions, limit=MOST))
    prospects = [row.prospect() for row in rows if row.open]
    by_month = tuple(rules.by_month(prospects, by_stage, today, months))
    return Board(rows, by_stage, by_month, rules.total(prospects, by_stage))


def forecast(store: Store, agent_code: str, today: date) -> Board:
    """The same of the open sales alone."""
    return board(store, agent_code, today, Show.OPEN)


def _shown(show: Show, today: date) -> ColumnElement[bool]:
    def among(*stages: Stage) -> ColumnElement[bool]:
        return Opportunity.stage.in_([stage.value for stage in stages])

    recent = Opportunity.stage_since >= today - RECENT
    return {
        Show.BOARD: among(*OPEN) | among(Stage.PAUSED) | (recent & among(*WON, *LOST)),
        Show.OPEN: among(*OPEN),
        Show.WON: among(*WON),
        Show.PAUSED: among(Stage.PAUSED),
        Show.LOST: among(*LOST),
    }[show]
