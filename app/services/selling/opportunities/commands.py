"""Begin a sale, change what is expected of it, and move it along its stages."""

from __future__ import annotations

from app.enums import Stage
from app.errors import ConflictError, Place, Problem, bad_input
from app.models import Household, Opportunity
from app.services.base.store import Actor, Store, WriteSession
from app.services.rules.spine.sales import LOST, Wish, furthest
from app.services.selling.opportunities.rows import OpportunityDraft, OpportunityRow, fill, read_one
from app.services.spine import stages
from app.services.spine.evidence import ensure, of_sale


def begin(store: Store, actor: Actor, household_id: str, draft: OpportunityDraft) -> OpportunityRow:
    """A new sale to the household, on the list only – or where the household stands when it has no other sale."""
    with store.write(actor, "opportunity.begin", household_id) as session:
        household = session.get(Household, household_id)
        if household is None:
            raise bad_input("not_found", Place(field="household_id"))
        today = session.today
        sale = stages.begin(session, household, Stage.S0_LISTED, today)
        expected, premium = sale.expected_on, sale.premium
        fill(sale, draft)
        sale.expected_on = draft.expected_on or expected
        sale.premium = draft.premium if draft.premium is not None else premium
        session.note(opportunity=sale.id, number=sale.number)
        session.flush()
        return read_one(session, sale.id, today)


def update(store: Store, actor: Actor, opportunity_id: str, draft: OpportunityDraft, version: int) -> OpportunityRow:
    """Change what is expected of the sale. Raises ConflictError when it changed since ``version``."""
    with store.write(actor, "opportunity.update") as session:
        sale = _seen(session, opportunity_id, version)
        fill(sale, draft)
        session.note(opportunity=opportunity_id)
        session.flush()
        return read_one(session, opportunity_id, session.today)


def move(
    store: Store,
    actor: Actor,
    opportunity_id: str,
    wish: Wish,
    version: int | None = None,
    competitor: str | None = None,
) -> OpportunityRow:
    """Move the sale to another stage today; its household follows.

    Raises InputError naming every piece of evidence that is missing (``sale_needs_…``), ``sale_lost_reason``,
    ``sale_back_reason`` or ``sale_pause_date``.
    """
    with store.write(actor, "opportunity.move") as session:
        sale = _seen(session, opportunity_id, version)
        ensure(session, sale, wish, session.today)
        return _make(session, sale, wish, competitor)


def reopen(store: Store, actor: Actor, opportunity_id: str, reason: str = "") -> OpportunityRow:
    """Take up a sale again that was lost or put off, at the furthest stage it still has the evidence for."""
    with store.write(actor, "opportunity.reopen") as session:
        sale = _seen(session, opportunity_id, None)
        if sale.stage not in (*LOST, Stage.PAUSED):
            raise bad_input("sale_not_ended")
        return _make(session, sale, Wish(furthest(of_sale(session, sale)), reason), None)


def _make(session: WriteSession, sale: Opportunity, wish: Wish, competitor: str | None) -> OpportunityRow:
    today = session.today
    stages.enter(session, sale, wish.stage, today, wish.reason.strip())
    if wish.stage == Stage.PAUSED:
        sale.paused_until = wish.until
    if competitor is not None:
        sale.competitor = competitor.strip()
    stages.follow(session, session.get_one(Household, sale.household_id), today, wish.reason.strip())
    session.note(opportunity=sale.id, stage=wish.stage.value)
    session.flush()
    return read_one(session, sale.id, today)


def _seen(session: WriteSession, opportunity_id: str, version: int | None) -> Opportunity:
    sale = session.get(Opportunity, opportunity_id)
    if sale is None:
        raise bad_input("not_found")
    if version is not None and sale.version != version:
        raise ConflictError(Problem("changed_meanwhile"))
    session.subject = sale.household_id
    return sale
