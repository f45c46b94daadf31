"""The knowledge base: cards with their tags and former versions, and how often they helped."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, NAME, Base, Row, link


class KnowledgeCard(Row, Base):
    """A card in both languages; either may be empty. ``question`` holds form, choices and right answers of a question,
    and is empty for any other kind. ``source`` says where it comes from, ``approved_by`` who let it be shown."""

    __tablename__ = "knowledge_card"

    code: Mapped[str] = mapped_column(CODE, unique=True)
    kind: Mapped[str] = mapped_column(String(12), index=True)
    title_zh: Mapped[str] = mapped_column(NAME, default="")
    title_en: Mapped[str] = mapped_column(NAME, default="")
    body_zh: Mapped[str] = mapped_column(Text, default="")
    body_en: Mapped[str] = mapped_column(Text, default="")
    author: Mapped[str] = mapped_column(NAME, default="")
    source: Mapped[str] = mapped_column(NAME, default="")
    valid_until: Mapped[date | None] = mapped_column(default=None)
    approved_by: Mapped[str] = mapped_column(NAME, default="")  # "" is a draft
    approved_on: Mapped[date | None] = mapped_column(default=None)
    edition: Mapped[int] = mapped_column(default=1)
    question: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sort_key: Mapped[str] = mapped_column(String(240), index=True)
    search_key: Mapped[str] = mapped_column(Text)


class CardTag(Base):
    """What a card is for: ``kind`` is stage, need, product, skill or word (what a customer says)."""

    __tablename__ = "card_tag"

    knowledge_card_id: Mapped[str] = mapped_column(
        ID, ForeignKey("knowledge_card.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(NAME, primary_key=True)
    position: Mapped[int] = mapped_column(default=0)

    __table_args__ = (Index("ix_card_tag_kind_value", "kind", "value"),)


class CardVersion(Row, Base):
    """A card as it was until it was changed: ``created_at`` is when it ended."""

    __tablename__ = "card_version"

    knowledge_card_id: Mapped[str] = link("knowledge_card.id", ondelete="CASCADE")
    edition: Mapped[int]
    agent_code: Mapped[str] = mapped_column(CODE)
    document: Mapped[dict[str, Any]]

    __table_args__ = (UniqueConstraint("knowledge_card_id", "edition", name="uq_card_version_edition"),)


class CardUse(Row, Base):
    """A card was used in a conversation; what came of it is what the agent said. No customer is named."""

    __tablename__ = "card_use"

    knowledge_card_id: Mapped[str] = link("knowledge_card.id", ondelete="CASCADE")
    agent_code: Mapped[str] = mapped_column(CODE)
    on_date: Mapped[date]
    outcome: Mapped[str] = mapped_column(String(8))
