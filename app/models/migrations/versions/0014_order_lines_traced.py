"""Order lines stand in the chain: a link from proposal item to policy goes by way of the line that was issued."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

FIELDS = ("product_code", "member_id", "sum", "premium", "left_out")
TEXTS = ("source_kind", "source_id", "target_kind", "target_id", "source_print", "target_print", "cleared_by",
         "cleared_reason")  # fmt: skip
FIELDS_OF = ("source_fields", "target_fields", "upstream")
DOCUMENT = sa.JSON(none_as_null=True)
LINK = sa.table(
    "trace_link",
    sa.column("id", sa.String),
    *(sa.column(name, sa.String) for name in TEXTS),
    *(sa.column(name, DOCUMENT) for name in FIELDS_OF),
    sa.column("suspect", sa.Boolean),
    *(sa.column(name, sa.DateTime) for name in ("suspect_since", "created_at", "updated_at")),
    sa.column("version", sa.BigInteger),
)
LINE = sa.table(
    "order_line",
    *(sa.column(name, sa.String) for name in ("id", "proposal_item_id", "policy_id", "product_code", "member_id")),
    *(sa.column(name, sa.String) for name in ("left_out",)),
    *(sa.column(name, sa.BigInteger) for name in ("sum", "premium")),
    *(sa.column(name, sa.DateTime) for name in ("created_at", "updated_at")),
)
POLICY = sa.table(
    "policy",
    *(sa.column(name, sa.String) for name in ("id", "product_name", "member_id", "status")),
    sa.column("ends_on", sa.Date),
)


def upgrade() -> None:
    """A line left out of its order joins nothing. Of a suspect link the half whose end changed stays suspect."""
    connection = op.get_bind()
    made: list[dict[str, Any]] = []
    for line in connection.execute(sa.select(LINE).where(LINE.c.proposal_item_id.is_not(None), LINE.c.left_out == "")):
        old = _old(connection, line) if line.policy_id else None
        fields = {name: getattr(line, name) for name in FIELDS}
        made.append(_ordered(connection, line, fields, old))
        if old is None:
            continue
        changed = old.suspect and _policy_changed(connection, old)
        values = {"source_kind": "order_line", "source_id": line.id, "source_fields": fields, "upstream": {},
                  "source_print": _print(fields), "suspect": changed,
                  "suspect_since": old.suspect_since if changed else None}  # fmt: skip
        connection.execute(LINK.update().where(LINK.c.id == old.id).values(values))
        made[-1] |= {"suspect": old.suspect and not changed}
        made[-1] |= {"suspect_since": old.suspect_since if made[-1]["suspect"] else None}
    if made:
        connection.execute(LINK.insert(), made)


def _old(connection: sa.Connection, line: Any) -> Any:
    query = sa.select(LINK).where(LINK.c.source_kind == "proposal_item", LINK.c.source_id == line.proposal_item_id)
    return connection.execute(query.where(LINK.c.target_kind == "policy", LINK.c.target_id == line.policy_id)).first()


def _ordered(connection: sa.Connection, line: Any, fields: dict[str, Any], old: Any) -> dict[str, Any]:
    """The link from the item: it holds for what the item said when it was issued, or else when it was proposed."""
    item = old.source_fields if old is not None else None
    if item is None:
        query = sa.select(LINK.c.target_fields).where(LINK.c.target_kind == "proposal_item")
        item = connection.execute(query.where(LINK.c.target_id == line.proposal_item_id)).scalar() or {}
    return {
        # Of the line's own id, so that the same store always comes out the same.
        "id": hashlib.sha256(f"ordered {line.id}".encode()).hexdigest()[:32],
        "source_kind": "proposal_item", "source_id": line.proposal_item_id, "source_fields": item,
        "source_print": _print(item), "target_kind": "order_line", "target_id": line.id, "target_fields": fields,
        "target_print": _print(fields), "upstream": {}, "suspect": False, "suspect_since": None, "cleared_by": "",
        "cleared_reason": "", "created_at": line.created_at, "updated_at": line.updated_at, "version": 1,
    }  # fmt: skip


def _policy_changed(connection: sa.Connection, old: Any) -> bool:
    now = connection.execute(sa.select(POLICY).where(POLICY.c.id == old.target_id)).mappings().first()
    if now is None:
        return True
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in now.items()}
    return any(plain.get(name, then) != then for name, then in old.target_fields.items())


def _print(fields: dict[str, Any]) -> str:
    folded = {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in fields.items()}
    return hashlib.sha256(json.dumps(folded, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
