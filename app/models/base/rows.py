"""The base of all tables: naming convention, portable column types, machine ids.

Nothing here or in the tables is special to SQLite: the same tables run on PostgreSQL for a branch office.
"""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, ForeignKey, Index, Integer, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """A UUIDv7 (RFC 9562) as 32 hex digits: sorts by time of birth, unique without asking anybody."""
    milliseconds = time.time_ns() // 1_000_000
    random = secrets.randbits(74)
    value = (milliseconds << 80) | (0x7 << 76) | ((random >> 62) << 64) | (0b10 << 62) | (random & ((1 << 62) - 1))
    return f"{value:032x}"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC timestamp; a naive one is refused, so that no local time slips in."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


ID = String(32)
CODE = String(40)
NAME = String(120)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own protocol
        datetime: UtcDateTime(),
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
        int: BigInteger().with_variant(Integer(), "sqlite"),  # only so can SQLite number rows by itself
    }


class Row:
    """What every business table has. ``version`` counts changes; an edit names the version it saw."""

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


def link(target: str, *, index: bool = True, nullable: bool = False, ondelete: str = "RESTRICT") -> Any:
    """A foreign key column to ``table.id``."""
    return mapped_column(ID, ForeignKey(target, ondelete=ondelete), index=index, nullable=nullable)


def index_on(dialect: str, name: str, *columns: str) -> Index:
    """An index for one engine alone, where the engines' limits differ; nothing else in a table may differ."""
    return Index(name, *columns, info={"dialect": dialect}).ddl_if(dialect=dialect)
