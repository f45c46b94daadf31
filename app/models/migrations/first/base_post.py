"""The first schema: the tables of ``app.models.base.post``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import DOCUMENT, NUMBER, SCHEMA

sa.Table(
    "post_delivery",
    SCHEMA,
    sa.Column("peer_id", sa.String(32), nullable=False),
    sa.Column("number", NUMBER, nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.PrimaryKeyConstraint("peer_id", "number", name="pk_post_delivery"),
    sa.ForeignKeyConstraint(
        ["digest"], ["post_sent.digest"], name="fk_post_delivery_digest_post_sent", ondelete="RESTRICT"
    ),
    sa.ForeignKeyConstraint(
        ["peer_id"], ["post_peer.id"], name="fk_post_delivery_peer_id_post_peer", ondelete="RESTRICT"
    ),
    sa.Index("ix_post_delivery_digest", "digest"),
)

sa.Table(
    "post_item",
    SCHEMA,
    sa.Column("peer_id", sa.String(32), nullable=False),
    sa.Column("letter", sa.String(40), nullable=False),
    sa.Column("number", NUMBER, nullable=False),
    sa.Column("position", NUMBER, nullable=False),
    sa.Column("made_at", sa.DateTime(), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("content", DOCUMENT, nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("decided_at", sa.DateTime(), nullable=True),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_post_item"),
    sa.ForeignKeyConstraint(["peer_id"], ["post_peer.id"], name="fk_post_item_peer_id_post_peer", ondelete="RESTRICT"),
    sa.Index("ix_post_item_peer_id", "peer_id"),
    sa.Index("ix_post_item_place", "peer_id", "number", "position"),
    sa.Index("ix_post_item_state", "state"),
)

sa.Table(
    "post_part",
    SCHEMA,
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("key", sa.String(200), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.PrimaryKeyConstraint("kind", "key", name="pk_post_part"),
)

sa.Table(
    "post_peer",
    SCHEMA,
    sa.Column("key", sa.String(32), nullable=False),
    sa.Column("sign_key", sa.String(64), nullable=False),
    sa.Column("seal_key", sa.String(64), nullable=False),
    sa.Column("code", sa.String(40), nullable=False),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("team", sa.String(120), nullable=False),
    sa.Column("role", sa.String(12), nullable=False),
    sa.Column("pinned_at", sa.DateTime(), nullable=True),
    sa.Column("ended_at", sa.DateTime(), nullable=True),
    sa.Column("sent", NUMBER, nullable=False),
    sa.Column("sent_digest", sa.String(64), nullable=False),
    sa.Column("acked", NUMBER, nullable=False),
    sa.Column("acked_digest", sa.String(64), nullable=False),
    sa.Column("said", NUMBER, nullable=False),
    sa.Column("said_digest", sa.String(64), nullable=False),
    sa.Column("unsettled", sa.Boolean(), nullable=False),
    sa.Column("taken", NUMBER, nullable=False),
    sa.Column("taken_digest", sa.String(64), nullable=False),
    sa.Column("heard_at", sa.DateTime(), nullable=True),
    sa.Column("steps", NUMBER, nullable=False),
    sa.Column("head", sa.String(64), nullable=False),
    sa.Column("went_back", sa.Boolean(), nullable=False),
    sa.Column("owes", sa.Boolean(), nullable=False),
    sa.Column("lately", DOCUMENT, nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.DateTime(), nullable=False),
    sa.Column("updated_at", sa.DateTime(), nullable=False),
    sa.Column("version", NUMBER, nullable=False),
    sa.PrimaryKeyConstraint("id", name="pk_post_peer"),
    sa.UniqueConstraint("key", name="uq_post_peer_key"),
)

sa.Table(
    "post_sent",
    SCHEMA,
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("made_at", sa.DateTime(), nullable=False),
    sa.Column("kinds", DOCUMENT, nullable=False),
    sa.Column("content", sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint("digest", name="pk_post_sent"),
)
