"""What the proposal services take and give. Money is fen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.enums import Event, ProposalState, Suitability
from app.errors import bad_input
from app.models import Proposal, ProposalItem, SuitabilityRecord
from app.services.offers.health import Health
from app.services.rules.offers.combinations import Request
from app.services.rules.spine.coverage import Asking

REQUEST_FORMAT = 2  # of ``Proposal.request``: the request document; without a number it is of the first, in fen


class NotAsked(StrEnum):
    """Why nothing is asked for a need; the words are ``not_asked.<code>``."""

    DONE = "done"
    ON_HOLD = "on_hold"
    DROPPED = "dropped"
    DECLINED = "declined"
    IN_FORCE = "in_force"
    ON_ITS_WAY = "on_its_way"
    MISSING = "missing"  # what its gap rests on was not said


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A confirmed need as the combinations page names it; fen. ``in_force`` is what policies pay already,
    ``on_its_way`` what is accepted and no policy yet; ``not_asked`` says why a plan need not answer it. Of one that is
    declined ``reason`` is what the customer gave and ``until`` the last day it holds, None for good."""

    id: str
    number: str
    member_id: str
    member: str
    event: str
    gap: int
    in_force: int = 0
    on_its_way: int = 0
    not_asked: NotAsked | None = None
    reason: str = ""
    until: date | None = None

    @property
    def asked(self) -> int:
        """What a plan is asked for, fen: 0 where it need not answer the need."""
        return 0 if self.not_asked else Asking(self.event, self.gap, self.in_force, self.on_its_way).asked


@dataclass(frozen=True, slots=True)
class Basis:
    """What a household's plans are made from. ``needs`` are asked for, ``settled`` are not, and say why. ``budget`` is
    what was said, else 8 % of the income; fen a year. ``health`` is what is known of whom."""

    household_id: str
    name: str
    request: Request
    needs: tuple[NeedLine, ...]
    people: dict[str, str]
    budget: int
    budget_said: bool
    income: int
    settled: tuple[NeedLine, ...] = ()
    health: Health = field(default_factory=dict)

    @property
    def goods(self) -> bool:
        """Goods are sold by units and are no insurance."""
        return not {need.event for need in (*self.needs, *self.settled)} & set(Event)


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """``suitability`` is the verdict of the latest assessment recorded with it, None when there is none yet."""

    id: str
    number: str
    household_id: str
    plan_name: str
    state: ProposalState
    as_of: date
    premium: int
    objective: float
    items: int
    reason: str
    decided_at: datetime | None
    version: int
    edition: int = 1
    suitability: Suitability | None = None


def get(session: Session, proposal_id: str) -> Proposal:
    """Raises InputError ``not_found``."""
    proposal = session.get(Proposal, proposal_id)
    if proposal is None:
        raise bad_input("not_found")
    return proposal


def row_of(session: Session, proposal: Proposal) -> ProposalRow:
    """A proposal as lists show it, with the latest word on its suitability."""
    count = session.scalar(select(func.count()).where(ProposalItem.proposal_id == proposal.id)) or 0
    record = latest_record(session, proposal.id)
    return ProposalRow(
        proposal.id,
        proposal.number,
        proposal.household_id,
        proposal.plan_name,
        ProposalState(proposal.state),
        proposal.as_of,
        proposal.premium,
        proposal.objective,
        count,
        proposal.reason,
        proposal.decided_at,
        proposal.version,
        proposal.edition,
        None if record is None else Suitability(record.verdict),
    )


def latest_record(session: Session, proposal_id: str) -> SuitabilityRecord | None:
    """The assessment that counts. Ids are in the order of time."""
    query = select(SuitabilityRecord).where(SuitabilityRecord.proposal_id == proposal_id)
    return session.scalars(query.order_by(SuitabilityRecord.id.desc()).limit(1)).one_or_none()
