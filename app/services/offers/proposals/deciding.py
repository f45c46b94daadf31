"""What becomes of a proposal: presented, accepted, rejected, a change requested."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.enums import ActivityKind, ProposalState, Suitability
from app.errors import Place, bad_input
from app.models import Proposal
from app.services.base.store import Actor, Store
from app.services.day.activities.by_itself import record_done
from app.services.offers.proposals.rows import ProposalRow, get, latest_record, row_of

ALLOWED = {
    ProposalState.DRAFT: (
        ProposalState.PRESENTED,
        ProposalState.ACCEPTED,
        ProposalState.REJECTED,
        ProposalState.CHANGE_REQUESTED,
    ),
    ProposalState.PRESENTED: (
        ProposalState.ACCEPTED,
        ProposalState.REJECTED,
        ProposalState.CHANGE_REQUESTED,
        ProposalState.DRAFT,
    ),
    ProposalState.ACCEPTED: (ProposalState.PRESENTED,),
    ProposalState.REJECTED: (ProposalState.PRESENTED,),
    ProposalState.CHANGE_REQUESTED: (ProposalState.PRESENTED,),
}
NEED_REASON = (ProposalState.REJECTED, ProposalState.CHANGE_REQUESTED)
FINAL = (ProposalState.PRESENTED, ProposalState.ACCEPTED)
"""The states that need an assessment of suitability first."""
SEEN = (ProposalState.PRESENTED, ProposalState.ACCEPTED, ProposalState.CHANGE_REQUESTED)
"""The states nobody comes to who has not seen the proposal; it may be refused unseen."""


def decide(
    store: Store, actor: Actor, proposal_id: str, state: ProposalState, reason: str = "", version: int | None = None
) -> ProposalRow:
    """Record what the customer decided. A rejection or a wish to change needs a reason (InputError ``required``); what
    is presented or accepted needs its suitability recorded (``suitability_missing``, ``suitability_stop``), and an
    acceptance the number of its recording where the rules ask for one (``recording_missing``). What is presented counts
    as an activity of today, and the step planned for it is done; so does a draft that is accepted or to be changed.
    """
    if state in NEED_REASON and not reason.strip():
        raise bad_input("required", Place(field="reason"))
    with store.write(actor, "proposal.decide") as session:
        proposal = get(session, proposal_id)
        session.subject = proposal.household_id
        if version is not None and proposal.version != version:
            raise bad_input("changed_meanwhile")
        if state not in ALLOWED[ProposalState(proposal.state)]:
            raise bad_input("proposal_move", current=proposal.state, wanted=state.value)
        if state in FINAL:
            _check_suitability(session, proposal, state)
        if state in SEEN and proposal.state == ProposalState.DRAFT:
            record_done(session, proposal.household_id, ActivityKind.PROPOSAL, proposal.number)
        proposal.state, proposal.reason = state.value, reason.strip()
        proposal.decided_at = session.now if state != ProposalState.PRESENTED else None
        session.note(proposal=proposal_id, state=state.value)
        session.flush()
        return row_of(session, proposal)


def _check_suitability(session: Session, proposal: Proposal, state: ProposalState) -> None:
    record = latest_record(session, proposal.id)
    if record is None or record.verdict == Suitability.UNKNOWN:
        raise bad_input("suitability_missing", number=proposal.number)
    overruled = bool(record.explanation and record.own_will) and record.verdict != Suitability.FORBIDDEN
    if record.verdict in (Suitability.STOP, Suitability.FORBIDDEN) and not overruled:
        raise bad_input("suitability_stop", number=proposal.number)
    if state == ProposalState.ACCEPTED and record.recording and not record.recording_number:
        raise bad_input("recording_missing", number=proposal.number)
