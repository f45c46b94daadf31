"""What a linked record is called, in both languages: for chains, findings, impacts, logs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import words
from app.enums import AnswerState, Language, NodeKind
from app.models import (
    Activity,
    Answer,
    Household,
    Interview,
    Need,
    Order,
    OrderLine,
    Policy,
    Product,
    Proposal,
    ProposalItem,
    TraceNote,
)
from app.services.base.pieces import pieces
from app.services.base.product_names import english_name
from app.services.matrix.answers import titled
from app.services.needs.interviews.template_keeping import held_with
from app.services.needs.interviews.templates import Template
from app.services.spine.tracing.present import Node

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A record as a person would call it. ``text`` is (Chinese, English); ``state`` the code of the words for its
    state, or ""; ``amount`` fen where it is worth one."""

    node: Node
    text: Pair
    state: str = ""
    household_id: str | None = None
    household_code: str = ""

    def says(self, language: Language) -> str:
        """In one language."""
        return self.text[language != Language.ZH]


def named(session: Session, nodes: Iterable[Node]) -> dict[Node, Named]:
    """The records that are there, by kind in one or two queries each; what is gone is missing."""
    by_kind: dict[NodeKind, list[str]] = {}
    for kind, id in nodes:
        by_kind.setdefault(kind, []).append(id)
    found: dict[Node, Named] = {}
    for kind, ids in by_kind.items():
        for some in pieces(dict.fromkeys(ids)):
            for one in READERS[kind](session, some):
                found[one.node] = one
    return found


def _needs(session: Session, ids: list[str]) -> Iterable[Named]:
    query = select(Need, Household.code).outerjoin(Household, Household.id == Need.household_id)
    for row, code in session.execute(query.where(Need.id.in_(ids), Need.archived_at.is_(None))):
        yield Named(
            (NodeKind.NEED, row.id), need_text(row.number, row.event, row.description), f"need_status.{row.status}",
            row.household_id, code or "",
        )  # fmt: skip


def need_text(number: str, event: str, description: str) -> Pair:
    """By its kind when it has one the tool knows, else by its description."""
    zh, en = _event(event) or ((description or event,) * 2)
    return f"{number} {zh}", f"{number} {en}"


@cache
def _event(event: str) -> Pair | None:
    if not words.known(f"event.{event}"):
        return None
    return words.say(f"event.{event}", Language.ZH), words.say(f"event.{event}", Language.EN)


def _answers(session: Session, ids: list[str]) -> Iterable[Named]:
    query = (
        select(Answer, Interview, Household.code)
        .join(Interview, Interview.id == Answer.interview_id)
        .join(Household, Household.id == Interview.household_id)
    )
    templates: dict[tuple[str, int], Template] = {}
    for row, interview, code in session.execute(query.where(Answer.id.in_(ids))):
        held = interview.template, interview.template_version
        if held not in templates:
            templates[held] = held_with(session, interview)
        question = templates[held].question(row.question)
        text = titled(question, None if row.state == AnswerState.UNWILLING else row.value)
        yield Named((NodeKind.ANSWER, row.id), text, f"answer_state.{row.state}", interview.household_id, code)


def _items(session: Session, ids: list[str]) -> Iterable[Named]:
    query = (
        select(
            ProposalItem.id,
            ProposalItem.product_name,
            english_name(ProposalItem.product_code, ProposalItem.product_name),
            Proposal.number,
            Proposal.state,
            Proposal.household_id,
        )
        .add_columns(Household.code)
        .join(Proposal, Proposal.id == ProposalItem.proposal_id)
        .join(Household, Household.id == Proposal.household_id)
    )
    for id, product, english, number, state, household_id, code in session.execute(
        query.where(ProposalItem.id.in_(ids))
    ):
        text = f"{number} {product}", f"{number} {english}"
        yield Named((NodeKind.PROPOSAL_ITEM, id), text, f"proposal_state.{state}", household_id, code)


def _lines(session: Session, ids: list[str]) -> Iterable[Named]:
    """By its order; its state is that of the order, except where it was left out of it."""
    query = (
        select(
            OrderLine.id,
            OrderLine.product_name,
            english_name(OrderLine.product_code, OrderLine.product_name),
            OrderLine.left_out,
            Order.number,
            Order.state,
        )
        .add_columns(Order.household_id, Household.code)
        .join(Order, Order.id == OrderLine.order_id)
        .join(Household, Household.id == Order.household_id)
    )
    for id, product, english, out, number, state, home, code in session.execute(query.where(OrderLine.id.in_(ids))):
        text = f"{number} {product}", f"{number} {english}"
        told = "order_line.left_out" if out else f"order_state.{state}"
        yield Named((NodeKind.ORDER_LINE, id), text, told, home, code)


def _policies(session: Session, ids: list[str]) -> Iterable[Named]:
    query = select(Policy, english_name(Policy.product_code, Policy.product_name), Household.code)
    query = query.join(Household, Household.id == Policy.household_id)
    for row, english, code in session.execute(query.where(Policy.id.in_(ids))):
        text = f"{row.number} {row.product_name}".strip(), f"{row.number} {english}".strip()
        yield Named((NodeKind.POLICY, row.id), text, f"policy_status.{row.status}", row.household_id, code)


def _activities(session: Session, ids: list[str]) -> Iterable[Named]:
    query = select(Activity, Household.code).outerjoin(Household, Household.id == Activity.household_id)
    for row, code in session.execute(query.where(Activity.id.in_(ids))):
        day = f"{row.on_date.isoformat()} "
        zh, en = (words.say(f"activity_kind.{row.kind}", language) for language in (Language.ZH, Language.EN))
        text = (f"{day}{zh} {row.note}".strip(), f"{day}{en} {row.note}".strip())
        yield Named((NodeKind.ACTIVITY, row.id), text, f"activity_status.{row.status}", row.household_id, code or "")


def _notes(kind: NodeKind) -> Callable[[Session, list[str]], Iterable[Named]]:
    def read(session: Session, ids: list[str]) -> Iterable[Named]:
        query = select(TraceNote, Household.code).outerjoin(Household, Household.id == TraceNote.household_id)
        for row, code in session.execute(query.where(TraceNote.id.in_(ids), TraceNote.kind == kind)):
            text = f"{row.title}：{row.text}" if kind == NodeKind.NOTE and row.text else row.title
            yield Named((kind, row.id), (text, text), "", row.household_id, code or "")

    return read


def _products(session: Session, ids: list[str]) -> Iterable[Named]:
    for row in session.scalars(select(Product).where(Product.id.in_(ids))):
        yield Named((NodeKind.PRODUCT, row.id), (row.name_zh, row.name_en or row.name_zh))


READERS: dict[NodeKind, Callable[[Session, list[str]], Iterable[Named]]] = {
    NodeKind.NEED: _needs,
    NodeKind.ANSWER: _answers,
    NodeKind.PROPOSAL_ITEM: _items,
    NodeKind.ORDER_LINE: _lines,
    NodeKind.POLICY: _policies,
    NodeKind.ACTIVITY: _activities,
    NodeKind.NOTE: _notes(NodeKind.NOTE),
    NodeKind.DOCUMENT: _notes(NodeKind.DOCUMENT),
    NodeKind.PRODUCT: _products,
}
