"""Keeping a plan as a proposal, and what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.enums import NeedStatus, NodeKind, ProposalState, Stage
from app.errors import bad_input
from app.models import Household, Need, Proposal, ProposalItem
from app.services.base import numbers
from app.services.base.store import Actor, Store, WriteSession
from app.services.offers import catalogue
from app.services.offers.combinations.asking import write_request
from app.services.offers.combinations.documents import write_plan
from app.services.offers.proposals.changes import Changed, need_reasons, write_changes
from app.services.offers.proposals.freezing import freeze
from app.services.offers.proposals.rows import REQUEST_FORMAT, Basis, ProposalRow, get, row_of
from app.services.rules.offers.combinations import Plan, Request
from app.services.rules.offers.products import Product
from app.services.spine import stages, tracing


def save(
    store: Store,
    actor: Actor,
    based: Basis,
    plan: Plan,
    changes: Sequence[Changed] = (),
    replaces: str | None = None,
    asked: Request | None = None,
) -> ProposalRow:
    """Keep a plan as a draft proposal: its prices, what was asked (``asked``: with what is pinned and not wanted), the
    facts of the day, and a trace link from each need to each item that answers it, with the amount. ``changes`` are
    what was changed by hand, each with its reason. With ``replaces`` it is the next edition of that proposal. Raises
    ``plan_empty``, ``required`` for a change without a reason, and ``unknown_product`` when the catalogue lost a
    product meanwhile.
    """
    if not plan.items:
        raise bad_input("plan_empty")
    need_reasons(changes)
    found = {product.code: product for product in catalogue.products(store)}
    for item in plan.items:
        if item.product not in found:
            raise bad_input("unknown_product", code=item.product)
    with store.write(actor, "proposal.add", based.household_id) as session:
        proposal = _new(session, actor, based, plan, found, replaces, asked or based.request)
        proposal.facts = proposal.facts | {"changes": write_changes(changes, found)}
        _add_items(session, proposal.id, plan, found, {change.key: change.reason.strip() for change in changes})
        answered = {need for item in plan.items for need, _ in item.answers}
        household = session.get_one(Household, based.household_id)
        _advance(session, household, [n.id for n in based.needs if n.id in answered])
        session.note(proposal=proposal.id)
        session.flush()
        return row_of(session, proposal)


def _new(
    session: WriteSession,
    actor: Actor,
    based: Basis,
    plan: Plan,
    found: Mapping[str, Product],
    replaces: str | None,
    asked: Request,
) -> Proposal:
    number, edition = _number(session, replaces)
    proposal = Proposal(
        number=number,
        edition=edition,
        replaces_id=replaces,
        household_id=based.household_id,
        agent_code=actor.code,
        plan_name=plan.name,
        state=ProposalState.DRAFT.value,
        as_of=based.request.as_of,
        budget=plan.budget,
        premium=plan.premium,
        objective=float(plan.objective),
        solver_status=plan.status,
        solver_gap=plan.gap,
        request={"format": REQUEST_FORMAT} | write_request(asked),
        plan=write_plan(plan),
        facts=freeze(session, actor.code, found, based, plan),
    )
    session.add(proposal)
    session.flush()
    return proposal


def _number(session: WriteSession, replaces: str | None) -> tuple[str, int]:
    """A number of its own, or that of the first edition with ``-2``, ``-3``; no edition has two successors' numbers."""
    if replaces is None:
        return numbers.next_number(session, "proposal", "P"), 1
    base = get(session, replaces).number.partition("-")[0]
    taken = session.scalars(select(Proposal.edition).where(Proposal.number.startswith(f"{base}-"))).all()
    edition = max([1, *taken]) + 1
    return f"{base}-{edition}", edition


def _add_items(
    session: WriteSession,
    proposal_id: str,
    plan: Plan,
    found: Mapping[str, Product],
    reasons: Mapping[tuple[str, str], str],
) -> None:
    for position, item in enumerate(plan.items):
        row = ProposalItem(
            proposal_id=proposal_id,
            position=position,
            product_code=item.product,
            product_name=found[item.product].name_zh,
            member_id=item.insured,
            sum=item.sum,
            premium=item.premium,
            reason=reasons.get((item.product, item.insured), ""),
        )
        session.add(row)
        session.flush()
        for need, amount in item.answers:
            tracing.link(session, (NodeKind.NEED, need), (NodeKind.PROPOSAL_ITEM, row.id), amount)


def _advance(session: WriteSession, household: Household, need_ids: Sequence[str]) -> None:
    """A proposal is the evidence for its stage; the needs it answers are under way, those it leaves open are not."""
    today = session.today
    stages.advance(session, household, Stage.S4_PROPOSED, today)
    for need in session.scalars(select(Need).where(Need.id.in_(need_ids))):
        if need.status == NeedStatus.NOT_STARTED and need.actual_start is None:
            need.status, need.actual_start = NeedStatus.IN_PROGRESS.value, today


def of_household(store: Store, household_id: str) -> list[ProposalRow]:
    """The latest first."""
    with store.read() as session:
        query = select(Proposal).where(Proposal.household_id == household_id)
        return [row_of(session, proposal) for proposal in session.scalars(query.order_by(Proposal.id.desc()))]


def row(store: Store, proposal_id: str) -> ProposalRow:
    """Raises InputError ``not_found``."""
    with store.read() as session:
        return row_of(session, get(session, proposal_id))
