"""A store from before there were sales: each household that is being sold to gets its own, with the moves it made."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from app.services.base.store.migrate import SCRIPTS

BEFORE, WITH = "0004", "0005"


def test_households_being_sold_to_get_their_sale(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    upgraded(engine, BEFORE)
    with engine.begin() as connection:
        table = sa.Table("household", sa.MetaData(), autoload_with=connection)
        moves = sa.Table("stage_move", sa.MetaData(), autoload_with=connection)
        for id, stage, path in (
            ("a", "S3", [("S0", 1), ("S1", 2), ("S3", 9)]),
            ("b", "S0", [("S0", 1)]),
            ("c", "S8", [("S0", 1), ("S8", 3)]),
            ("d", "paused", []),
        ):
            connection.execute(table.insert().values(**household(table, id, stage)))
            for to, day in path:
                values = {"household_id": id, "agent_code": "A001", "stage": to, "on_date": date(2026, 11, day)}
                connection.execute(moves.insert().values(**values, reason=""))
    upgraded(engine, WITH)
    with engine.begin() as connection:
        sales = connection.execute(
            sa.text("SELECT number, household_id, stage, opened_on FROM opportunity ORDER BY number")
        ).all()
        assert [tuple(map(str, row)) for row in sales] == [
            ("OP00001", "a", "S3", "2026-11-02"),
            ("OP00002", "d", "paused", "2026-11-09"),
        ]
        steps = connection.execute(sa.text("SELECT stage FROM opportunity_move ORDER BY id")).scalars().all()
        assert steps == ["S1", "S3", "paused"]
        assert connection.execute(sa.text("SELECT last FROM series WHERE name = 'opportunity'")).scalar() == 2
    engine.dispose()


def upgraded(engine: sa.Engine, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def household(table: sa.Table, id: str, stage: str) -> dict[str, object]:
    """Every column that must be given, with the plainest value."""
    plain = {"TEXT": "", "VARCHAR": "", "JSON": {}, "DATETIME": datetime(2026, 11, 9), "BIGINT": 1, "INTEGER": 1}  # noqa: DTZ001
    needed = {
        column.name: plain[str(column.type).split("(")[0]]
        for column in table.c
        if not column.nullable and column.server_default is None
    }
    own = {"id": id, "code": id, "agent_code": "A001", "stage": stage, "stage_since": date(2026, 11, 9)}
    return needed | own | {"tags": []}
