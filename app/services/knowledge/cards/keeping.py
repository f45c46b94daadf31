"""Cards written: added, changed as new versions, approved, removed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.enums import CardKind
from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import CardTag, CardVersion, KnowledgeCard
from app.services.base.numbers import next_number
from app.services.base.store import Actor, Store, WriteSession
from app.services.knowledge.cards.reading import PLAIN, TAG_KINDS, CardRow, read
from app.services.rules.base import names
from app.services.rules.knowledge.cards import (
    CardDraft,
    from_document,
    problems,
    question_document,
    search_key,
    tidied,
    to_document,
)

SERIES, PREFIX = "card", "K"


@dataclass(frozen=True, slots=True)
class CardVersionRow:
    """Version ``edition`` was in use until ``until`` (None: now); ``by`` is who ended it."""

    edition: int
    draft: CardDraft
    until: datetime | None
    by: str

    @property
    def id(self) -> str:
        """Its number as text: what a table tells its rows apart by."""
        return str(self.edition)


def add(store: Store, actor: Actor, draft: CardDraft, *, approved: bool = False) -> CardRow:
    """A new card, a draft unless ``approved`` by the actor. Raises InputError with each field at fault; ``card_code``
    for a code that is taken."""
    with store.write(actor, "card.add") as session:
        draft = _checked(session, draft)
        card = fresh(session, draft, approved_by=actor.code if approved else "")
        return read(session, [card.id])[0]


def edit(store: Store, actor: Actor, card_id: str, draft: CardDraft, edition: int, *, approved: bool) -> CardRow:
    """The next version of a card; what it was stays readable. A changed card counts as approved only where ``approved``
    says so again. Raises InputError with each field at fault, ``not_found``; ConflictError where ``edition`` is not
    the one in the store."""
    with store.write(actor, "card.edit", card_id) as session:
        card = _found(session, card_id)
        if card.edition != edition:
            raise ConflictError(Problem("changed_meanwhile"))
        draft = _checked(session, replace(draft, code=draft.code.strip() or card.code), card_id)
        change(session, card, draft, approved_by=actor.code if approved else "")
        return read(session, [card_id])[0]


def approve(store: Store, actor: Actor, card_id: str) -> CardRow:
    """From now on it is shown beside the work. Raises InputError ``not_found``."""
    with store.write(actor, "card.approve", card_id) as session:
        _approved(session, _found(session, card_id), actor.code)
        session.flush()
        return read(session, [card_id])[0]


def withdraw(store: Store, actor: Actor, card_id: str) -> CardRow:
    """A draft again: no longer shown beside the work. Raises InputError ``not_found``."""
    with store.write(actor, "card.withdraw", card_id) as session:
        _approved(session, _found(session, card_id), "")
        session.flush()
        return read(session, [card_id])[0]


def remove(store: Store, actor: Actor, card_id: str) -> None:
    """With its versions and what was noted of its use. Raises InputError ``not_found``."""
    with store.write(actor, "card.remove", card_id) as session:
        session.delete(_found(session, card_id))


def history(store: Store, card_id: str) -> list[CardVersionRow]:
    """All versions, the newest first. Raises InputError ``not_found``."""
    with store.read() as session:
        now = read(session, [card_id])
        if not now:
            raise bad_input("not_found")
        at = CardVersion
        former = session.scalars(select(at).where(at.knowledge_card_id == card_id).order_by(at.edition.desc()))
        rows = [
            CardVersionRow(one.edition, from_document(one.document), one.created_at, one.agent_code) for one in former
        ]
        return [CardVersionRow(now[0].edition, now[0].draft, None, ""), *rows]


def restore(store: Store, actor: Actor, card_id: str, edition: int) -> CardRow:
    """A former version is the newest again, as a draft. Raises InputError ``not_found``."""
    with store.write(actor, "card.edit", card_id) as session:
        card = _found(session, card_id)
        at = CardVersion
        former = session.scalar(select(at).where(at.knowledge_card_id == card_id, at.edition == edition))
        if former is None:
            raise bad_input("not_found")
        change(session, card, from_document(former.document), approved_by="")
        return read(session, [card_id])[0]


def fresh(session: WriteSession, draft: CardDraft, *, approved_by: str) -> KnowledgeCard:
    """A new card inside a unit of work; the draft is sound and its code free, or "" for the next number."""
    if not draft.code:
        draft = replace(draft, code=next_number(session, SERIES, PREFIX, 4))
    card = KnowledgeCard(**_columns(draft))
    session.add(card)
    _approved(session, card, approved_by)
    session.flush()
    _put_tags(session, card.id, draft)
    return card


def change(session: WriteSession, card: KnowledgeCard, draft: CardDraft, *, approved_by: str) -> None:
    """A card is replaced inside a unit of work; what it was is kept as a version."""
    before = read(session, [card.id])[0].draft
    session.add(
        CardVersion(
            knowledge_card_id=card.id, edition=card.edition, agent_code=session.actor.code, document=to_document(before)
        )
    )
    for name, value in _columns(draft).items():
        setattr(card, name, value)
    card.edition += 1
    _approved(session, card, approved_by)
    session.execute(delete(CardTag).where(CardTag.knowledge_card_id == card.id))
    session.flush()
    _put_tags(session, card.id, draft)


def _approved(session: WriteSession, card: KnowledgeCard, by: str) -> None:
    card.approved_by, card.approved_on = by, session.today if by else None


def _checked(session: Session, draft: CardDraft, card_id: str | None = None) -> CardDraft:
    draft = tidied(draft)
    found = problems(draft)
    taken = session.scalar(select(KnowledgeCard.id).where(KnowledgeCard.code == draft.code)) if draft.code else None
    if taken not in (None, card_id):
        found.append(Problem("card_code", Place(field="code"), {"code": draft.code}))
    opens = draft.question.opens if draft.question and draft.kind == CardKind.QUESTION else ""
    if opens and session.scalar(select(KnowledgeCard.id).where(KnowledgeCard.code == opens)) is None:
        found.append(Problem("card_opens", Place(field="opens"), {"code": opens}))
    if found:
        raise InputError(found)
    return draft


def _columns(draft: CardDraft) -> dict[str, Any]:
    values = {name: getattr(draft, name) for name in PLAIN}
    return values | {
        "kind": draft.kind.value, "question": question_document(draft.question), "search_key": search_key(draft),
        "sort_key": names.sort_key(draft.title_zh or draft.title_en),
    }  # fmt: skip


def _put_tags(session: Session, card_id: str, draft: CardDraft) -> None:
    tags = [
        {"knowledge_card_id": card_id, "kind": kind, "value": value, "position": at}
        for name, kind in TAG_KINDS.items() for at, value in enumerate(getattr(draft, name))
    ]  # fmt: skip
    if tags:
        session.execute(insert(CardTag), tags)
    session.flush()


def _found(session: Session, card_id: str) -> KnowledgeCard:
    card = session.get(KnowledgeCard, card_id)
    if card is None:
        raise bad_input("not_found")
    return card
