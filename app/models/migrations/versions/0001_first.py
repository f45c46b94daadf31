"""The first schema, as ``app.models.migrations.first`` keeps it."""

from __future__ import annotations

from alembic import op

from app.models.migrations.first import SCHEMA

revision = "0001"
down_revision = None


def upgrade() -> None:
    SCHEMA.create_all(op.get_bind(), checkfirst=False)
