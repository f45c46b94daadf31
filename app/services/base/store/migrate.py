"""Bring a store's schema to this version: a verified copy first, then all steps in one transaction.

A store of this version is known by one small query; Alembic is imported only when there is something to do.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect

from app.enums import FileFault, StoreDamage
from app.errors import Problem, StoreError
from app.models import migrations
from app.services.base.store.copies import verified_copy
from app.services.base.store.engine import WRITES

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(migrations.__path__[0])


def revisions(scripts: Path = SCRIPTS) -> list[str]:
    """The revisions this version knows, the first first: a file ``0002_exchange.py`` is revision "0002"."""
    return sorted(file.name[:4] for file in (scripts / "versions").glob("[0-9]*.py"))


def upgrade(
    engine: Engine,
    path: Path,
    key: bytes,
    now: datetime,
    scripts: Path = SCRIPTS,
    *,
    new: bool = True,
    looking: FileFault | None = None,
) -> None:
    """Raises StoreError ``store_newer`` for a schema this version does not know; the store is then untouched. A store
    without tables is made only where a ``new`` one is asked for: elsewhere it is one that lost everything
    (``store_unborn``). Where nothing can be written an older store cannot be brought here (``store_only_looking``).
    """
    known, current = revisions(scripts), _current(engine)
    if current == known[-1]:
        return
    if current is None and not new:
        raise StoreError(Problem("store_unborn", values={"path": str(path)}))
    if looking is not None:
        raise StoreError(Problem("store_only_looking", values={"reason": looking}))
    if current is not None:
        if current not in known:
            raise StoreError(Problem("store_newer", values={"revision": current}))
        copy = f"{path.stem}-before-{known[-1]}-{now:%Y%m%d%H%M%S}{path.suffix}"
        verified_copy(path, key, path.parent / "backups" / copy)
    run(engine, scripts=scripts)


def configuration(scripts: Path = SCRIPTS) -> Config:
    """What Alembic needs to know of our migrations."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config


def climb(connection: Connection, target: str = "head", scripts: Path = SCRIPTS) -> None:
    """All steps up to ``target`` inside the connection's own transaction, on whatever engine it is."""
    from alembic import command

    config = configuration(scripts)
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def run(engine: Engine, target: str = "head", scripts: Path = SCRIPTS) -> None:
    """All steps up to ``target``, or none. A table with rows is rebuilt by dropping and renaming it, which its
    foreign keys forbid: they rest meanwhile (outside a transaction, or SQLite does not listen) and all rows are checked
    before the end.
    """
    with engine.execution_options(**{WRITES: True}).connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                climb(connection, target, scripts)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise StoreError(Problem("store_damaged", values={"detail": StoreDamage.LINKS}))
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def _current(engine: Engine) -> str | None:
    """The store's revision; None for a store without tables."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
        return None if revision is None else str(revision)
