"""Opportunities and orders; a household that is being sold to gets the opportunity its stages tell of."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from app.models.base.rows import new_id

revision = "0005"
down_revision = "0004"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SELLING = ("S1", "S2", "S3", "S4", "S5", "S6", "paused")


def upgrade() -> None:
    _opportunities()
    _orders()
    _lines()
    _fill()


def _row() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
    ]


def _text(*names: str, size: int | None = None) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.String(size) if size else sa.Text(), nullable=False) for name in names]


def _days(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Date(), nullable=True) for name in names]


def _documents(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.JSON(none_as_null=True), nullable=False) for name in names]


def _link(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.String(32), nullable=nullable)


def _keys(table: str, links: dict[str, str], *unique: str) -> list[sa.Constraint]:
    keys: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]
    for column, target in links.items():
        name = op.f(f"fk_{table}_{column}_{target}")
        keys.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="RESTRICT"))
    keys += [sa.UniqueConstraint(column, name=op.f(f"uq_{table}_{column}")) for column in unique]
    return keys


def _indexes(table: str, *columns: str, **named: list[str]) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    for name, several in named.items():
        op.create_index(f"ix_{table}_{name}", table, several)


def _opportunities() -> None:
    op.create_table(
        "opportunity",
        *_row(),
        *_text("number", size=40),
        _link("household_id"),
        *_text("agent_code", size=40),
        *_text("title", size=120),
        *_text("stage", size=12),
        sa.Column("stage_since", sa.Date(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("premium", WHOLE, nullable=True),
        *_days("expected_on"),
        sa.Column("probability", WHOLE, nullable=True),
        *_days("paused_until"),
        *_text("competitor", size=120),
        *_text("lost_reason", "notes"),
        *_keys("opportunity", {"household_id": "household"}, "number"),
    )
    _indexes("opportunity", "household_id", agent_stage=["agent_code", "stage"])
    op.create_table(
        "opportunity_move",
        sa.Column("id", WHOLE, nullable=False),
        _link("opportunity_id"),
        *_text("agent_code", size=40),
        *_text("stage", size=12),
        sa.Column("on_date", sa.Date(), nullable=False),
        *_text("reason"),
        *_keys("opportunity_move", {"opportunity_id": "opportunity"}),
    )
    _indexes("opportunity_move", "opportunity_id", "agent_code")


def _orders() -> None:
    links = {
        "household_id": "household", "opportunity_id": "opportunity", "proposal_id": "proposal", "payer_id": "member",
        "closing_id": "activity",
    }  # fmt: skip
    op.create_table(
        "sales_order",
        *_row(),
        *_text("number", size=40),
        _link("household_id"),
        _link("opportunity_id"),
        _link("proposal_id"),
        *_text("agent_code", size=40),
        *_text("kind", size=12),
        *_text("state", size=16),
        sa.Column("revision", WHOLE, nullable=False),
        _link("payer_id", nullable=True),
        sa.Column("premium", WHOLE, nullable=False),
        *_days("deliver_on"),
        *_text("policy_number", size=40),
        *_days("submitted_on", "approved_on", "issued_on", "delivered_on", "receipted_on"),
        *_days("cooling_off_until", "ended_on"),
        _link("closing_id", nullable=True),
        *_documents("seen", "snapshot"),
        *_text("notes"),
        *_keys("sales_order", links, "number"),
    )
    _indexes(
        "sales_order", *links,
        agent_state=["agent_code", "state"],
        agent_issued=["agent_code", "issued_on"],
        agent_submitted=["agent_code", "submitted_on"],
    )  # fmt: skip


def _lines() -> None:
    links = {
        "order_id": "sales_order", "proposal_item_id": "proposal_item", "member_id": "member", "policy_id": "policy",
    }  # fmt: skip
    op.create_table(
        "order_line",
        *_row(),
        _link("order_id"),
        sa.Column("position", WHOLE, nullable=False),
        _link("proposal_item_id", nullable=True),
        *_text("product_code", size=40),
        *_text("product_name", size=120),
        *_text("product_kind", size=12),
        _link("member_id"),
        sa.Column("sum", WHOLE, nullable=False),
        sa.Column("premium", WHOLE, nullable=False),
        *_text("left_out"),
        _link("policy_id", nullable=True),
        *_keys("order_line", links),
    )
    _indexes("order_line", *links)
    op.create_table(
        "order_event",
        sa.Column("id", WHOLE, nullable=False),
        _link("order_id"),
        sa.Column("at", sa.DateTime(), nullable=False),
        *_text("actor", size=40),
        *_text("actor_name", "decided_by", size=120),
        *_text("action", "state", size=16),
        sa.Column("on_date", sa.Date(), nullable=False),
        *_text("reason"),
        *_documents("details", "before"),
        sa.Column("undone", sa.Boolean(), nullable=False),
        *_keys("order_event", {"order_id": "sales_order"}),
    )
    _indexes("order_event", "order_id")


def _fill() -> None:
    """Each household that is being sold to, with the moves it made since it was last on the list only."""
    connection = op.get_bind()
    meta = sa.MetaData()
    household, move, opportunity, opportunity_move, series = (
        sa.Table(name, meta, autoload_with=connection)
        for name in ("household", "stage_move", "opportunity", "opportunity_move", "series")
    )
    selling = sa.and_(household.c.stage.in_(SELLING), household.c.stage_since.is_not(None))
    found = connection.execute(
        sa.select(household.c.id, household.c.agent_code, household.c.stage, household.c.stage_since)
        .where(selling)
        .order_by(household.c.id)
    ).all()
    if not found:
        return
    steps: dict[str, list[sa.Row[tuple[object, ...]]]] = {}
    history = sa.select(move).join(household, household.c.id == move.c.household_id).where(selling)
    for step in connection.execute(history.order_by(move.c.on_date, move.c.id)):
        if step.stage != "S0":
            steps.setdefault(step.household_id, []).append(step)
    now = datetime.now(UTC).replace(tzinfo=None)
    sales, moves = [], []
    for place, row in enumerate(found, 1):
        own = steps.get(row.id, [])
        id = new_id()
        sales.append(
            {
                "id": id, "created_at": now, "updated_at": now, "version": 1, "number": f"OP{place:05d}",
                "household_id": row.id, "agent_code": row.agent_code, "title": "", "stage": row.stage,
                "stage_since": row.stage_since, "opened_on": own[0].on_date if own else row.stage_since,
                "competitor": "", "lost_reason": "", "notes": "",
            }
        )  # fmt: skip
        told = [(step.agent_code, step.stage, step.on_date, step.reason) for step in own]
        moves += [
            {"opportunity_id": id, "agent_code": agent, "stage": stage, "on_date": day, "reason": reason}
            for agent, stage, day, reason in told or [(row.agent_code, row.stage, row.stage_since, "")]
        ]
    connection.execute(sa.insert(opportunity), sales)
    connection.execute(sa.insert(opportunity_move), moves)
    connection.execute(sa.insert(series).values(name="opportunity", last=len(sales)))
