"""The SQLCipher connection, as SQLAlchemy sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

EITHER = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA cache_size=-32768",
    "PRAGMA busy_timeout=5000",
)
WRITING = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA wal_autocheckpoint=500", *EITHER)
LOOKING = ("PRAGMA query_only=ON", *EITHER)
WRITES = "needfolio_writes"


def connect(path: Path, key: bytes, *, look: bool = False) -> Any:
    """A raw connection in autocommit mode, so that our own BEGIN covers schema changes too.

    One that only looks touches neither the file nor its folder: it works on a medium that cannot be written. Nobody may
    write the file meanwhile, and a write-ahead log beside it is not seen (:mod:`looking`)."""
    name = f"file:{quote(str(path))}?immutable=1" if look else str(path)
    connection = sqlcipher.connect(name, isolation_level=None, check_same_thread=False, uri=look)
    connection.execute("PRAGMA cipher_log_level=none")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def make_engine(path: Path, key: Callable[[], bytes], *, look: bool = False) -> Engine:
    """An engine over ``path``. The key is asked for with each connection: it is in no URL, log or exception, and
    whoever holds it can forget it."""

    def create() -> Any:
        connection = connect(path, key(), look=look)
        for pragma in LOOKING if look else WRITING:
            connection.execute(pragma)
        return connection

    engine = create_engine("sqlite://", module=sqlcipher, creator=create, poolclass=QueuePool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Writers take their lock at once: two doors never wait for each other half-way."""
    immediate = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
