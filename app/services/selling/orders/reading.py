"""Orders as pages see them, their lines, their history, and what changed since the lead last looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.enums import Event, OfferAnswer, OrderKind, OrderState, ProposalState
from app.errors import bad_input
from app.models import (
    Agent,
    Household,
    Member,
    Opportunity,
    Order,
    OrderEvent,
    OrderLine,
    Product,
    ProductCover,
    Proposal,
    ProposalItem,
)
from app.services.base import settings, undo
from app.services.base.store import Store
from app.services.rules.base.moments import day_of
from app.services.rules.selling.orders import DATES, ENDED, Difference, Standing, differences, following
from app.services.selling.orders.lines import LineRow, content, line_rows, lines_of

APPROVAL = "orders.approval_from"
MOST = 5000
DOCUMENTS = ("seen", "snapshot")  # not read for a list


@dataclass(frozen=True, slots=True)
class OrderRow:
    """``premium`` is fen in the first year, of the lines that stand; ``latest`` the last day anything happened."""

    id: str
    version: int
    number: str
    kind: OrderKind
    state: OrderState
    household_id: str
    household_code: str
    household: str
    opportunity_id: str
    opportunity: str
    proposal_id: str | None
    proposal: str  # "" of a walk-in sale
    agent_code: str
    payer_id: str | None
    payer: str
    premium: int
    deliver_on: date | None
    policy_number: str
    submitted_on: date | None
    approved_on: date | None
    issued_on: date | None
    delivered_on: date | None
    receipted_on: date | None
    cooling_off_until: date | None
    ended_on: date | None
    revision: int
    notes: str
    latest: date

    @property
    def ended(self) -> bool:
        """No further step is possible."""
        return self.state in ENDED

    def late(self, today: date) -> bool:
        """Past the delivery date that was promised, and not delivered."""
        waiting = self.delivered_on is None and not self.ended
        return waiting and self.deliver_on is not None and self.deliver_on < today


@dataclass(frozen=True, slots=True)
class EventRow:
    """``action`` is added, changed, adjusted, underwritten, moved, undone, or told (a step nobody took
    here: it has no undo)."""

    at: datetime
    actor: str
    decided_by: str
    action: str
    state: OrderState
    on: date
    reason: str
    changes: tuple[Difference, ...]
    undone: bool


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """``following`` are the states it may go to; ``changes`` what differs from what the lead last decided on;
    ``people`` are the household's members, who may pay; ``can_undo``: the last thing was a change of state."""

    row: OrderRow
    lines: tuple[LineRow, ...]
    history: tuple[EventRow, ...]
    following: tuple[OrderState, ...]
    changes: tuple[Difference, ...]
    people: tuple[tuple[str, str], ...]
    snapshot: dict[str, Any]
    can_undo: bool


@dataclass(frozen=True, slots=True)
class ReadyProposal:
    """An accepted proposal nobody has ordered yet."""

    id: str
    number: str
    household_id: str
    household: str
    premium: int


def of_agent(store: Store, agent_code: str) -> list[OrderRow]:
    """At most 5,000: those under way first, the latest of them on top."""
    with store.read() as session:
        return read(session, Order.agent_code == agent_code)


def returned(store: Store, agent_code: str) -> list[OrderRow]:
    """What the agent must see to before it goes on."""
    with store.read() as session:
        return read(session, Order.agent_code == agent_code, Order.state == OrderState.RETURNED.value)


def of_household(store: Store, household_id: str) -> list[OrderRow]:
    """Its orders, those still open first."""
    with store.read() as session:
        return read(session, Order.household_id == household_id)


def ready(store: Store, agent_code: str) -> list[ReadyProposal]:
    """Accepted proposals without an order that is alive, the latest first."""
    dead = (OrderState.WITHDRAWN.value, OrderState.DECLINED.value)
    alive = select(Order.proposal_id).where(Order.state.not_in(dead), Order.proposal_id.is_not(None))
    query = (
        select(Proposal.id, Proposal.number, Proposal.household_id, Household.name, Proposal.premium)
        .join(Household, Household.id == Proposal.household_id)
        .where(
            Proposal.agent_code == agent_code,
            Proposal.state == ProposalState.ACCEPTED.value,
            Proposal.id.not_in(alive),
            Household.archived_at.is_(None),
        )
        .order_by(Proposal.number.desc())
        .limit(MOST)
    )
    with store.read() as session:
        return [ReadyProposal(*record) for record in session.execute(query)]


def kind_of(store: Store, proposal_id: str) -> OrderKind:
    """What an order of the proposal would be: goods when nothing in it pays on an event of insurance."""
    with store.read() as session:
        codes = session.scalars(select(ProposalItem.product_code).where(ProposalItem.proposal_id == proposal_id)).all()
        return kind_of_products(session, codes)


def kind_of_products(session: Session, codes: Sequence[str]) -> OrderKind:
    """Goods, when none of the products pays on an event of insurance."""
    covers = select(ProductCover.event).join(Product, Product.id == ProductCover.product_id)
    events = set(session.scalars(covers.where(Product.code.in_(codes))))
    return OrderKind.GOODS if events and not events & set(Event) else OrderKind.INSURANCE


def of_line(store: Store, line_id: str) -> str:
    """The id of the order a line belongs to. Raises ``not_found``."""
    with store.read() as session:
        line = session.get(OrderLine, line_id)
        if line is None:
            raise bad_input("not_found")
        return line.order_id


def detail(store: Store, order_id: str) -> OrderDetail:
    """An order with lines, history, what may follow, and what changed since the lead looked. Raises InputError
    ``not_found``.
    """
    with store.read() as session:
        return read_detail(session, order_id)


def read_detail(session: Session, order_id: str) -> OrderDetail:
    """The same within a session."""
    order = get(session, order_id)
    lines = lines_of(session, order_id)
    people = select(Member.id, Member.name).where(Member.household_id == order.household_id)
    named: dict[str, str] = dict(session.execute(people.order_by(Member.position)).all())
    events = select(OrderEvent).where(OrderEvent.order_id == order_id).order_by(OrderEvent.id.desc())
    history = session.scalars(events).all()
    seen, now = dict(order.seen), content(order, lines)
    return OrderDetail(
        row=read(session, Order.id == order_id)[0],
        lines=line_rows(session, order, lines, named),
        history=tuple(_event(event) for event in history),
        following=following(
            OrderKind(order.kind), OrderState(order.state), needs_approval=needs_approval(session, order)
        ),
        changes=tuple(differences(seen, now)),
        people=tuple(named.items()),
        snapshot=dict(order.snapshot),
        can_undo=last_move(session, order)[1] is not None,
    )


def read(session: Session, *conditions: ColumnElement[bool]) -> list[OrderRow]:
    """Orders under these conditions as lists show them, those still open first and at most as many as a list holds."""
    query = (
        select(
            *(column for column in Order.__table__.c if column.name not in DOCUMENTS),
            Household.code.label("household_code"), Household.name.label("household"),
            Opportunity.number.label("sale"), Proposal.number.label("proposal"), Member.name.label("payer"),
        )
        .join(Household, Household.id == Order.household_id)
        .join(Opportunity, Opportunity.id == Order.opportunity_id)
        .outerjoin(Proposal, Proposal.id == Order.proposal_id)
        .outerjoin(Member, Member.id == Order.payer_id)
        .where(*conditions)
        .order_by(Order.state.in_([state.value for state in ENDED]), Order.number.desc())
        .limit(MOST)
    )  # fmt: skip
    return [_row(record) for record in session.execute(query)]


def get(session: Session, order_id: str) -> Order:
    """Raises InputError ``not_found``."""
    order = session.get(Order, order_id)
    if order is None:
        raise bad_input("not_found")
    return order


def last_move(session: Session, order: Order) -> tuple[OrderEvent | None, int | None]:
    """The last thing that happened and was not undone, if it was a change of state, and the audit row of its unit of
    work, while it is kept how to take that back.
    """
    query = select(OrderEvent).where(
        OrderEvent.order_id == order.id, OrderEvent.undone.is_(False), OrderEvent.action != "undone"
    )
    last = session.scalars(query.order_by(OrderEvent.id.desc())).first()
    if last is None or last.action != "moved":
        return None, None
    return last, undo.unit_of(session, f"order.{last.state}", last.at, order.household_id)


def standing(session: Session, order: Order) -> Standing:
    """What the rules ask of an order before they let it move."""
    standing = [line for line in lines_of(session, order.id) if not line.left_out]
    return Standing(
        OrderKind(order.kind),
        OrderState(order.state),
        len(standing),
        order.premium,
        order.payer_id is not None,
        latest(order) if order.submitted_on else None,
        order.cooling_off_until,
        needs_approval(session, order),
        offers=sum(line.answer == OfferAnswer.OPEN for line in standing),
        agent=(order.agent_code, session.scalar(select(Agent.name).where(Agent.code == order.agent_code)) or ""),
    )


def latest(order: Any) -> date:
    """Of an order, or of its row in a list."""
    days: list[date] = [day for name in DATES.values() if (day := getattr(order, name)) is not None]
    born: datetime = order.created_at
    return max(days) if days else day_of(born)


def needs_approval(session: Session, order: Order) -> bool:
    """By the setting, an amount in fen from which a lead approves (None: nobody does). Without a setting an agent of a
    team asks the lead for every order, and an agent alone asks nobody [ours]."""
    known = settings.get(session, APPROVAL, "by team")
    if known == "by team":
        return bool(session.scalar(select(Agent.team).where(Agent.code == order.agent_code)))
    return known is not None and order.premium >= int(known)


def _row(order: Any) -> OrderRow:
    return OrderRow(
        order.id, order.version, order.number, OrderKind(order.kind), OrderState(order.state), order.household_id,
        order.household_code, order.household, order.opportunity_id, order.sale, order.proposal_id,
        order.proposal or "", order.agent_code, order.payer_id, order.payer or "", order.premium,
        order.deliver_on, order.policy_number,
        order.submitted_on, order.approved_on, order.issued_on, order.delivered_on, order.receipted_on,
        order.cooling_off_until, order.ended_on, order.revision, order.notes, latest(order),
    )  # fmt: skip


def _event(event: OrderEvent) -> EventRow:
    changes = tuple(Difference(**one) for one in event.details.get("changes", ()))
    return EventRow(
        event.at, event.actor_name, event.decided_by, event.action, OrderState(event.state), event.on_date,
        event.reason, changes, event.undone,
    )  # fmt: skip
