"""Cards as they are in the store: one, some, or a list in pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from app.enums import CardKind, CardOutcome, CardState, Language
from app.errors import bad_input
from app.models import CardTag, CardUse, KnowledgeCard
from app.services.base.pieces import pieces
from app.services.base.store import Store
from app.services.rules.base import names
from app.services.rules.knowledge.cards import TAGS, CardDraft, question_of

TAG_KINDS = {"stages": "stage", "needs": "need", "products": "product", "skills": "skill", "words": "word"}
PLAIN = ("title_zh", "title_en", "body_zh", "body_en", "author", "source", "valid_until", "code")


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card with what became of it: ``used`` times in conversations, of which ``moved`` on as their agents said."""

    id: str
    draft: CardDraft
    state: CardState
    approved_by: str
    approved_on: date | None
    edition: int
    used: int
    moved: int

    def name(self, language: Language) -> str:
        """Its title."""
        return self.draft.title(language)

    def expired(self, day: date) -> bool:
        """Whether its last day is over."""
        return self.draft.valid_until is not None and self.draft.valid_until < day


@dataclass(frozen=True, slots=True)
class CardFilter:
    """What a list is narrowed to: words that all stand in a card, a kind, a tag (kind of tag, value), a state."""

    text: str = ""
    kind: CardKind | None = None
    tag: tuple[str, str] | None = None
    state: CardState | None = None


class Listing:
    """The cards under a filter as pages in the order of their titles; a table makes a new one after a change."""

    def __init__(self, store: Store, wanted: CardFilter = CardFilter()) -> None:
        self._store, self._wanted = store, wanted
        self._ids: dict[tuple[str, bool], list[str]] = {}

    def count(self) -> int:
        """How many cards it has."""
        return len(self._sorted("title", False))

    def place(self, id: str) -> int | None:
        """The number of a row in the order of titles."""
        ids = self._sorted("title", False)
        return ids.index(id) if id in ids else None

    def page(self, offset: int, limit: int, sort: str, descending: bool) -> list[CardRow]:
        """Rows by title, kind, last day or use."""
        return rows_of(self._store, self._sorted(sort, descending)[offset : offset + limit])

    def _sorted(self, sort: str, descending: bool) -> list[str]:
        if (sort, descending) not in self._ids:
            with self._store.read() as session:
                query = narrowed(select(KnowledgeCard.id), self._wanted)
                order = [_order(sort), KnowledgeCard.sort_key, KnowledgeCard.id]
                query = query.order_by(*(one.desc() if descending else one for one in order))
                self._ids[sort, descending] = list(session.scalars(query))
        return self._ids[sort, descending]


def narrowed(query: Select[Any], wanted: CardFilter) -> Select[Any]:
    """The query for cards with the conditions of a filter."""
    for word in names.search_words(wanted.text):
        query = query.where(KnowledgeCard.search_key.contains(word, autoescape=True))
    if wanted.kind is not None:
        query = query.where(KnowledgeCard.kind == wanted.kind.value)
    if wanted.tag is not None:
        kind, value = wanted.tag
        tagged = select(CardTag.knowledge_card_id).where(CardTag.kind == TAG_KINDS[kind], CardTag.value == value)
        query = query.where(KnowledgeCard.id.in_(tagged))
    if wanted.state is not None:
        draft = KnowledgeCard.approved_by == ""
        query = query.where(draft if wanted.state == CardState.DRAFT else ~draft)
    return query


def rows_of(store: Store, ids: Sequence[str]) -> list[CardRow]:
    """Cards in the order of ``ids``; those that are gone are left out."""
    with store.read() as session:
        found = {row.id: row for row in read(session, ids)}
    return [found[id] for id in ids if id in found]


def one(store: Store, card_id: str) -> CardRow:
    """Raises InputError ``not_found``."""
    if not (found := rows_of(store, [card_id])):
        raise bad_input("not_found")
    return found[0]


def of_code(store: Store, code: str) -> CardRow | None:
    """The card of a code; None where there is none."""
    with store.read() as session:
        id = session.scalar(select(KnowledgeCard.id).where(KnowledgeCard.code == code))
        return next(iter(read(session, [id])), None) if id else None


def read(session: Session, ids: Iterable[str] | None = None) -> list[CardRow]:
    """The cards with these ids, or all, by title."""
    if ids is None:
        ids = session.scalars(select(KnowledgeCard.id))
    cards: list[KnowledgeCard] = []
    tags: dict[str, dict[str, list[str]]] = {}
    uses: dict[str, tuple[int, int]] = {}
    moved = func.sum(case((CardUse.outcome == CardOutcome.MOVED.value, 1), else_=0))
    for some in pieces(list(ids)):
        cards += session.scalars(select(KnowledgeCard).where(KnowledgeCard.id.in_(some)))
        for tag in session.scalars(
            select(CardTag).where(CardTag.knowledge_card_id.in_(some)).order_by(CardTag.position, CardTag.value)
        ):
            tags.setdefault(tag.knowledge_card_id, {}).setdefault(tag.kind, []).append(tag.value)
        counted = select(CardUse.knowledge_card_id, func.count(), moved).where(CardUse.knowledge_card_id.in_(some))
        for id, count, on in session.execute(counted.group_by(CardUse.knowledge_card_id)):
            uses[id] = (int(count), int(on))
    cards.sort(key=lambda card: (card.sort_key, card.id))
    return [_row(card, tags.get(card.id, {}), uses.get(card.id, (0, 0))) for card in cards]


def _row(card: KnowledgeCard, tags: dict[str, list[str]], uses: tuple[int, int]) -> CardRow:
    values: dict[str, Any] = {name: getattr(card, name) for name in PLAIN}
    values |= {name: tuple(tags.get(TAG_KINDS[name], ())) for name in TAGS}
    draft = CardDraft(CardKind(card.kind), question=question_of(card.question), **values)
    state = CardState.APPROVED if card.approved_by else CardState.DRAFT
    return CardRow(card.id, draft, state, card.approved_by, card.approved_on, card.edition, *uses)


def _order(sort: str) -> Any:
    if sort == "used":
        uses = select(func.count()).where(CardUse.knowledge_card_id == KnowledgeCard.id)
        return uses.scalar_subquery()
    return {"kind": KnowledgeCard.kind, "code": KnowledgeCard.code, "until": KnowledgeCard.valid_until,
            "state": KnowledgeCard.approved_by}.get(sort, KnowledgeCard.sort_key)  # fmt: skip
