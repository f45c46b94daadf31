"""The indexes of the list of customers hold all it is ordered and filtered by."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"

COLUMNS = [
    "archived_at", "sort_key", "id", "search_key", "stage", "classification", "source", "city", "tag_key", "phone",
    "code", "next_step_on",
]  # fmt: skip


def upgrade() -> None:
    op.drop_index("ix_household_sort", table_name="household")
    op.create_index("ix_household_sort", "household", COLUMNS)
    op.drop_index("ix_member_birth_date", table_name="member")
    op.create_index("ix_member_birth_date", "member", ["birth_date", "household_id", "relation"])
