"""Bring a store's schema to this version: a verified copy first, then all steps in one transaction."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from app.errors import Problem, StoreError
from app.services.store.copies import verified_copy
from app.services.store.engine import WRITES

SCRIPTS = "app.models:migrations"


def upgrade(engine: Engine, path: Path, key: bytes, now: datetime) -> None:
    """Raises StoreError ``store_newer`` for a schema this version does not know; the store is then untouched."""
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    scripts = ScriptDirectory.from_config(config)
    head = scripts.get_current_head()
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == head:
        return
    if current is not None:
        if current not in {script.revision for script in scripts.walk_revisions()}:
            raise StoreError(Problem("store_newer", values={"revision": current}))
        copy = f"{path.stem}-before-{head}-{now:%Y%m%d%H%M%S}{path.suffix}"
        verified_copy(path, key, path.parent / "backups" / copy)
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
