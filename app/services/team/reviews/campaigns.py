"""Campaigns: an activity planned for the team or one agent, what it cost, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import Campaign
from app.services.base.store import Actor, Store

COUNTED = ("planned_cost", "cost", "people", "cases", "premium")


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """Money in fen; results are None until they are known. ``agent_code`` empty is the whole team."""

    title: str
    starts_on: date | None
    ends_on: date | None
    agent_code: str = ""
    aim: str = ""
    planned_cost: int | None = 0
    cost: int | None = None
    people: int | None = None
    cases: int | None = None
    premium: int | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class CampaignRow:
    id: str
    version: int
    draft: CampaignDraft

    @property
    def over(self) -> int | None:
        """Fen spent beyond the plan; negative when less."""
        return None if self.draft.cost is None else self.draft.cost - (self.draft.planned_cost or 0)

    @property
    def cost_per_case(self) -> Decimal | None:
        """Fen; None while there is nothing to divide by."""
        cost, cases = self.draft.cost, self.draft.cases
        return Decimal(cost) / cases if cost is not None and cases else None

    @property
    def premium_per_cost(self) -> Decimal | None:
        """Yuan of premium for each yuan spent."""
        cost, premium = self.draft.cost, self.draft.premium
        return Decimal(premium) / cost if cost and premium is not None else None


def listing(store: Store) -> list[CampaignRow]:
    """The newest first."""
    with store.read() as session:
        rows = session.scalars(select(Campaign).order_by(Campaign.starts_on.desc(), Campaign.id.desc()))
        return [_row(row) for row in rows]


def add(store: Store, actor: Actor, draft: CampaignDraft) -> CampaignRow:
    """Raises InputError on ``title``, ``starts_on``, ``ends_on`` or a negative number's field."""
    _check(draft)
    with store.write(actor, "campaign.add") as session:
        row = Campaign()
        _fill(row, draft)
        session.add(row)
        session.flush()
        session.note(campaign=row.id)
        return _row(row)


def change(store: Store, actor: Actor, campaign_id: str, version: int, draft: CampaignDraft) -> CampaignRow:
    """As :func:`add`; ConflictError when it changed since ``version``."""
    _check(draft)
    with store.write(actor, "campaign.update") as session:
        row = session.get(Campaign, campaign_id)
        if row is None:
            raise bad_input("not_found")
        if row.version != version:
            raise ConflictError(Problem("changed_meanwhile"))
        _fill(row, draft)
        session.flush()
        session.note(campaign=row.id)
        return _row(row)


def _check(draft: CampaignDraft) -> None:
    problems = [
        Problem("required", Place(field=name)) for name in ("title", "starts_on", "ends_on") if not getattr(draft, name)
    ]
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        problems.append(Problem("campaign_dates", Place(field="ends_on")))
    problems += [Problem("negative", Place(field=name)) for name in COUNTED if (getattr(draft, name) or 0) < 0]
    if problems:
        raise InputError(problems)


def _fill(row: Campaign, draft: CampaignDraft) -> None:
    assert draft.starts_on is not None and draft.ends_on is not None
    row.title, row.agent_code, row.aim, row.result = (
        text.strip() for text in (draft.title, draft.agent_code, draft.aim, draft.result)
    )
    row.starts_on, row.ends_on = draft.starts_on, draft.ends_on
    row.planned_cost_amount, row.cost_amount = draft.planned_cost or 0, draft.cost
    row.people, row.cases, row.premium = draft.people, draft.cases, draft.premium


def _row(row: Campaign) -> CampaignRow:
    draft = CampaignDraft(
        row.title, row.starts_on, row.ends_on, row.agent_code, row.aim, row.planned_cost_amount, row.cost_amount,
        row.people, row.cases, row.premium, row.result,
    )  # fmt: skip
    return CampaignRow(row.id, row.version, draft)
