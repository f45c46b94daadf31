"""The SQLCipher connection, as SQLAlchemy sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-32768",
    "PRAGMA busy_timeout=5000",
)
WRITES = "needfolio_writes"


def connect(path: Path, key: bytes) -> Any:
    """A raw connection in autocommit mode, so that our own BEGIN covers schema changes too."""
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level=none")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def make_engine(path: Path, key: bytes) -> Engine:
    """An engine over ``path``. The key lives in the creator's closure only: not in a URL, log or exception."""

    def create() -> Any:
        connection = connect(path, key)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return connection

    engine = create_engine("sqlite://", module=sqlcipher, creator=create, poolclass=QueuePool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Writers take their lock at once: two doors never wait for each other half-way."""
    immediate = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
