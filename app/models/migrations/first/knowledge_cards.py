"""The first schema: the tables of ``app.models.knowledge.cards``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "card_tag",
    SCHEMA,
    sa.Column("knowledge_card_id", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("value", sa.String(120), nullable=False),
    sa.Column("position", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("knowledge_card_id", "kind", "value", name="pk_card_tag"),
    sa.ForeignKeyConstraint(
        ["knowledge_card_id"],
        ["knowledge_card.id"],
        name="fk_card_tag_knowledge_card_id_knowledge_card",
        ondelete="CASCADE",
    ),
    sa.Index("ix_card_tag_kind_value", "kind", "value"),
)

sa.Table(
    "card_use",
    SCHEMA,
    sa.Column("knowledge_card_id", sa.String(32), nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("on_date", sa.Date(), nullable=False),
    sa.Column("outcome", sa.String(8), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_card_use"),
    sa.ForeignKeyConstraint(
        ["knowledge_card_id"],
        ["knowledge_card.id"],
        name="fk_card_use_knowledge_card_id_knowledge_card",
        ondelete="CASCADE",
    ),
    sa.Index("ix_card_use_knowledge_card_id", "knowledge_card_id"),
)

sa.Table(
    "card_version",
    SCHEMA,
    sa.Column("knowledge_card_id", sa.String(32), nullable=False),
    sa.Column("edition", NUMBER, nullable=False),
    sa.Column("agent_code", sa.String(40), nullable=False),
    sa.Column("document", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_card_version"),
    sa.ForeignKeyConstraint(
        ["knowledge_card_id"],
        ["knowledge_card.id"],
        name="fk_card_version_knowledge_card_id_knowledge_card",
        ondelete="CASCADE",
    ),
    sa.UniqueConstraint("knowledge_card_id", "edition", name="uq_card_version_edition"),
    sa.Index("ix_card_version_knowledge_card_id", "knowledge_card_id"),
)

sa.Table(
    "knowledge_card",
    SCHEMA,
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("title_zh", sa.String(120), nullable=False),
    sa.Column("title_en", sa.String(120), nullable=False),
    sa.Column("body_zh", sa.Text(), nullable=False),
    sa.Column("body_en", sa.Text(), nullable=False),
    sa.Column("author", sa.String(120), nullable=False),
    sa.Column("source", sa.String(120), nullable=False),
    sa.Column("valid_until", sa.Date(), nullable=True),
    sa.Column("approved_by", sa.String(120), nullable=False),
    sa.Column("approved_on", sa.Date(), nullable=True),
    sa.Column("edition", NUMBER, nullable=False),
    sa.Column("question", DOCUMENT, nullable=False),
    sa.Column("sort_key", sa.String(240), nullable=False),
    sa.Column("search_key", sa.Text(), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_knowledge_card"),
    sa.UniqueConstraint("code", name="uq_knowledge_card_code"),
    sa.Index("ix_knowledge_card_kind", "kind"),
    sa.Index("ix_knowledge_card_sort_key", "sort_key"),
)
