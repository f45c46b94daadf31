"""The chain of one need: the answers it comes from, what is proposed for it, what is in force, and its stage notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import AnswerState, Language, NodeKind
from app.errors import Place, bad_input
from app.models import Answer, Interview, Need, Policy, Proposal, ProposalItem, TraceLink
from app.services import tracing
from app.services.interviews.templates import Kind, load, pick
from app.services.rules.fingerprints import differences, fingerprint
from app.services.store import Actor, Store

STAGES = ("interview", "analysis", "proposal", "review", "order", "policy", "follow_up")
PARTS = ("input", "output", "progress")


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One linked record. ``text`` is its content in both languages; ``amount`` fen; ``changed`` field → (old, new)."""

    link_id: str
    kind: NodeKind
    text: tuple[str, str]
    amount: int | None
    state: str  # code of the words for its state, or ""
    suspect: bool
    changed: dict[str, tuple[Any, Any]]

    def says(self, language: Language) -> str:
        return self.text[language != Language.ZH]


@dataclass(frozen=True, slots=True)
class Chain:
    """``stage_notes`` is stage → part → text."""

    need_id: str
    answers: tuple[ChainEntry, ...]
    items: tuple[ChainEntry, ...]
    policies: tuple[ChainEntry, ...]
    stage_notes: dict[str, dict[str, str]]


def chain_of(store: Store, need_id: str) -> Chain:
    with store.read() as session:
        need = session.get(Need, need_id)
        if need is None:
            raise bad_input("not_found")
        query = select(TraceLink).where(TraceLink.source_kind == NodeKind.NEED, TraceLink.source_id == need_id)
        entries = [entry for link in session.scalars(query) if (entry := _entry(session, link)) is not None]
        of = {kind: tuple(entry for entry in entries if entry.kind == kind) for kind in NodeKind}
        return Chain(
            need_id,
            of[NodeKind.ANSWER],
            of[NodeKind.PROPOSAL_ITEM],
            of[NodeKind.POLICY],
            dict(need.stage_notes),
        )


def _entry(session: Session, link: TraceLink) -> ChainEntry | None:
    kind = NodeKind(link.target_kind)
    reader = {NodeKind.ANSWER: _answer, NodeKind.PROPOSAL_ITEM: _item, NodeKind.POLICY: _policy}.get(kind)
    found = reader(session, link.target_id) if reader else None
    if found is None:
        return None
    text, state = found
    changed: dict[str, tuple[Any, Any]] = {}
    if link.suspect:
        for end, id, fields in (
            (NodeKind.NEED, link.source_id, link.source_fields),
            (kind, link.target_id, link.target_fields),
        ):
            changed |= differences(fields, tracing.fields_of(session, end, id))
    return ChainEntry(link.id, kind, text, link.amount, state, link.suspect, changed)


def _answer(session: Session, id: str) -> tuple[tuple[str, str], str] | None:
    row = session.get(Answer, id)
    if row is None:
        return None
    interview = session.get_one(Interview, row.interview_id)
    question = load(interview.template).question(row.question)
    value = row.value
    if question.kind == Kind.MONEY and value is not None:
        value = f"{value / 100:,.0f}"
    if row.state == AnswerState.UNWILLING:
        value = "—"
    texts = (f"{pick(question.text, Language.ZH)}：{value}", f"{pick(question.text, Language.EN)}: {value}")
    return texts, f"answer_state.{row.state}"


def _item(session: Session, id: str) -> tuple[tuple[str, str], str] | None:
    row = session.get(ProposalItem, id)
    if row is None:
        return None
    proposal = session.get_one(Proposal, row.proposal_id)
    text = f"{proposal.number} {row.product_name}"
    return (text, text), f"proposal_state.{proposal.state}"


def _policy(session: Session, id: str) -> tuple[tuple[str, str], str] | None:
    row = session.get(Policy, id)
    if row is None:
        return None
    text = f"{row.number} {row.product_name}".strip()
    return (text, text), f"policy_status.{row.status}"


def clear_suspects(store: Store, actor: Actor, link_ids: Sequence[str], reason: str) -> int:
    """A person looked and says the links still hold: kept with who, when and why. Returns how many were cleared."""
    if not reason.strip():
        raise bad_input("required", Place(field="reason"))
    with store.write(actor, "link.clear") as session:
        cleared = 0
        for link in session.scalars(select(TraceLink).where(TraceLink.id.in_(link_ids), TraceLink.suspect)):
            link.source_fields = tracing.fields_of(session, NodeKind(link.source_kind), link.source_id)
            link.target_fields = tracing.fields_of(session, NodeKind(link.target_kind), link.target_id)
            link.source_print, link.target_print = fingerprint(link.source_fields), fingerprint(link.target_fields)
            link.suspect, link.cleared_at = False, session.now
            link.cleared_by, link.cleared_reason = actor.code, reason.strip()
            cleared += 1
        session.note(links=cleared)
        return cleared


def set_stage_note(
    store: Store, actor: Actor, need_id: str, stage: str, part: str, text: str
) -> dict[str, dict[str, str]]:
    """Input, output or progress of one stage of a need; returns all its stage notes."""
    if stage not in STAGES or part not in PARTS:
        raise bad_input("not_a_choice", text=f"{stage}.{part}", choices=", ".join(STAGES))
    with store.write(actor, "need.stage_note", need_id) as session:
        need = session.get_one(Need, need_id)
        notes = {name: dict(parts) for name, parts in need.stage_notes.items()}
        notes.setdefault(stage, {})[part] = text.strip()
        need.stage_notes = notes
        return notes
