"""What tests read of a store in one call, by the same readers as the program."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QPushButton

from app.enums import Metric
from app.models import Proposal
from app.services.base.store import Actor, Store
from app.services.figures import progress, targets
from app.services.figures.progress import ProgressRow
from app.services.needs.analysis import describe, read_case
from app.services.needs.statutory import read_sheet
from app.services.offers import catalogue
from app.services.offers.combinations.documents import read_request
from app.services.people import customers
from app.services.people.policies import PolicyRow, read_policies
from app.services.rules.base.weeks import Week
from app.services.rules.needs.statutory import Sheet, Statute
from app.services.rules.offers.combinations import Request
from app.services.rules.offers.products import Product
from app.services.selling import orders
from app.ui.widgets.primary import PRIMARY


def week(store: Store, agent_code: str, wanted: Week, *, back: int = 12) -> ProgressRow:
    """An agent's week as Progress shows it."""
    with store.read() as session:
        return progress.read(session, agent_code, wanted, back=back, today=store.today())


def aims(store: Store, agent_code: str, wanted: Week) -> dict[Metric, int]:
    """The targets in force in a week; every metric is there."""
    with store.read() as session:
        return targets.in_force(session, agent_code, [wanted])[wanted]


def policies(store: Store, household_id: str) -> tuple[PolicyRow, ...]:
    """A family's, newest first."""
    with store.read() as session:
        return read_policies(session, household_id)


def statute(store: Store, code: Statute) -> Sheet:
    """One sheet of statutory data as it is kept, else as shipped."""
    with store.read() as session:
        return read_sheet(session, code)


def analysis(document: Any, file: str = "", *, today: date) -> dict[str, Any]:
    """A case in, its needs with their worksheets out, as ``analyse`` writes them."""
    inputs = read_case(document, file, today)
    return describe(inputs, inputs.needs())


def order_draft(detail: orders.OrderDetail) -> orders.OrderDraft:
    """An order as it is, to change."""
    lines = tuple(orders.LineDraft(line.id, line.sum, line.premium, line.left_out) for line in detail.lines)
    return orders.OrderDraft(detail.row.payer_id, detail.row.deliver_on, lines, detail.row.notes)


def product(store: Store, code: str, moment: datetime) -> Product:
    """A product as it was at a moment."""
    id = next(row.id for row in catalogue.listing(store) if row.product.code == code)
    versions = catalogue.history(store, id)  # the newest first
    return next((one for one in versions if one.since <= moment), versions[-1]).product


def request(store: Store, proposal_id: str) -> Request:
    """What the plan of a proposal answers, from what was kept with it."""
    with store.read() as session:
        proposal = session.get_one(Proposal, proposal_id)
        kept = {name: value for name, value in proposal.request.items() if name != "format"}
        return read_request(kept, proposal_id, proposal.as_of)


def refer(store: Store, actor: Actor, household_id: str, referrer_id: str | None) -> None:
    """The family came through another one, as the form of the contact says it."""
    contact = customers.household(store, household_id).contact
    customers.update_contact(store, actor, household_id, replace(contact, referrer_id=referrer_id))


def is_primary(button: QPushButton) -> bool:
    """Whether it wears the accent."""
    return bool(button.property("kind") == PRIMARY)
