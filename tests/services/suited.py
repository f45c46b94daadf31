"""A customer accepts: with the suitability that has to be recorded first."""

from __future__ import annotations

from app.enums import CoverSaid, ProposalState, RiskProfile
from app.services.base.store import Actor, Store
from app.services.offers import proposals, suitability
from app.services.offers.proposals import ProposalRow
from app.services.offers.suitability import Known, RecordDraft

TOLD = RecordDraft(Known(RiskProfile.C5, cover=CoverSaid.NONE), "explained", "I want it")


def accept(store: Store, actor: Actor, proposal_id: str) -> ProposalRow:
    suitability.record(store, actor, proposal_id, TOLD)
    return proposals.decide(store, actor, proposal_id, ProposalState.ACCEPTED)
