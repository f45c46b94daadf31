"""An opportunity as pages see it, and what a form gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.enums import ActivityStatus, Stage
from app.errors import InputError, Place, Problem, bad_input
from app.models import Activity, Household, Opportunity
from app.services.base.store import Store
from app.services.day import sleeping, staleness
from app.services.rules.day.contacts import REAL
from app.services.rules.selling.forecast import Chance, Prospect, probability
from app.services.rules.spine.sales import OPEN
from app.services.selling.opportunities.chances import learnt

TEXTS = ("title", "competitor", "notes")


@dataclass(frozen=True, slots=True)
class OpportunityDraft:
    """``premium`` is what the first year may bring, in fen; ``probability`` per cent, None for that of the stage."""

    title: str = ""
    premium: int | None = None
    expected_on: date | None = None
    probability: int | None = None
    competitor: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """``chance`` (0 to 1) is the agent's own or that of the stage; ``contact`` the last real one
    with the family. A sale asleep is not stale."""

    id: str
    version: int
    number: str
    household_id: str
    household_code: str
    household: str
    agent_code: str
    title: str
    stage: Stage
    stage_since: date
    opened_on: date
    premium: int | None
    expected_on: date | None
    probability: int | None
    chance: float
    paused_until: date | None
    competitor: str
    lost_reason: str
    notes: str
    next_step: str
    next_step_on: date | None
    contact: date | None
    stale: bool

    @property
    def open(self) -> bool:
        """Still being sold."""
        return self.stage in OPEN

    @property
    def weighted(self) -> int:
        """Fen; what the sale is worth on average."""
        return int((self.premium or 0) * self.chance + 0.5)

    def days(self, today: date) -> int:
        """In this stage."""
        return max(0, (today - self.stage_since).days)

    def overdue(self, today: date) -> bool:
        """Still open after the day it was expected on."""
        return self.open and self.expected_on is not None and self.expected_on < today

    def prospect(self) -> Prospect:
        """As the forecast reads it: fen, and the own probability from 0 to 1."""
        own = None if self.probability is None else self.probability / 100
        return Prospect(self.stage, self.premium or 0, self.expected_on, own)


def row(store: Store, opportunity_id: str, today: date) -> OpportunityRow:
    """Raises InputError ``not_found``."""
    with store.read() as session:
        return read_one(session, opportunity_id, today)


def read_one(session: Session, opportunity_id: str, today: date) -> OpportunityRow:
    """Raises InputError ``not_found``."""
    sale = session.get(Opportunity, opportunity_id)
    if sale is None:
        raise bad_input("not_found")
    by_stage = learnt(session, sale.agent_code)
    return read(session, today, by_stage, staleness.limits(session, today), Opportunity.id == opportunity_id)[0]


def read(
    session: Session,
    today: date,
    by_stage: Mapping[Stage, Chance],
    stale_after: Mapping[str, int],
    *conditions: ColumnElement[bool],
    limit: int | None = None,
) -> list[OpportunityRow]:
    """The sales that meet the conditions, those longest in their stage first, in one query."""
    found = session.execute(_select(today).where(*conditions).limit(limit))
    return [_row(record, today, by_stage, stale_after) for record in found]


def _select(today: date) -> Select[*tuple[Any, ...]]:
    last = (
        select(func.max(Activity.on_date))
        .where(Activity.household_id == Opportunity.household_id, Activity.status == ActivityStatus.DONE.value)
        .where(Activity.kind.in_([kind.value for kind in REAL]))
        .correlate(Opportunity)
        .scalar_subquery()
    )
    return (
        select(
            *Opportunity.__table__.c,
            Household.code.label("household_code"),
            Household.name.label("household_name"),
            Household.next_step,
            Household.next_step_on,
            last.label("contact"),
            Opportunity.id.in_(sleeping.sales(today)).label("asleep"),
        )
        .join(Household, Household.id == Opportunity.household_id)
        .where(Household.archived_at.is_(None))
        .order_by(Opportunity.stage_since, Opportunity.id)
    )


def _row(one: Any, today: date, by_stage: Mapping[Stage, Chance], stale_after: Mapping[str, int]) -> OpportunityRow:
    stage = Stage(one.stage)
    own = None if one.probability is None else one.probability / 100
    limit = stale_after.get(stage.value) if stage in OPEN else None
    heard = max(one.stage_since, one.contact) if one.contact else one.stage_since
    stale = limit is not None and not one.asleep and (today - heard).days > limit
    chance = probability(Prospect(stage, 0, None, own), by_stage) if stage in OPEN else 0.0
    return OpportunityRow(
        one.id, one.version, one.number, one.household_id, one.household_code, one.household_name, one.agent_code,
        one.title, stage, one.stage_since, one.opened_on, one.premium, one.expected_on, one.probability,
        chance, one.paused_until, one.competitor, one.lost_reason, one.notes,
        one.next_step, one.next_step_on, one.contact, stale,
    )  # fmt: skip


def draft_of(row: OpportunityRow) -> OpportunityDraft:
    """What a form starts from."""
    return OpportunityDraft(row.title, row.premium, row.expected_on, row.probability, row.competitor, row.notes)


def fill(sale: Opportunity, draft: OpportunityDraft) -> None:
    """Raises InputError with the fields at fault."""
    problems = []
    if draft.premium is not None and draft.premium < 0:
        problems.append(Problem("negative", Place(field="premium")))
    if draft.probability is not None and not 0 <= draft.probability <= 100:
        problems.append(Problem("sale_probability", Place(field="probability")))
    if problems:
        raise InputError(problems)
    for name in TEXTS:
        setattr(sale, name, getattr(draft, name).strip())
    sale.premium, sale.expected_on, sale.probability = draft.premium, draft.expected_on, draft.probability
