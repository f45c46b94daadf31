"""What came from outside, so that it can be taken back: imports, what each changed, merged duplicates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, Base, Row, link


class ImportBatch(Row, Base):
    """One import. ``added`` lists the ids of the records it made; what it changed is in :class:`ImportChange`."""

    __tablename__ = "import_batch"

    kind: Mapped[str] = mapped_column(CODE)
    file: Mapped[str] = mapped_column(Text)
    agent_code: Mapped[str] = mapped_column(CODE)
    matrix_id: Mapped[str | None] = mapped_column(ID, default=None)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    added: Mapped[list[Any]] = mapped_column(default=list)
    undone_at: Mapped[datetime | None] = mapped_column(default=None)


class ImportChange(Base):
    """A record as it was before an import changed it, and the version the import left it at."""

    __tablename__ = "import_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[str] = link("import_batch.id", ondelete="CASCADE")
    table_name: Mapped[str] = mapped_column(CODE)
    record_id: Mapped[str] = mapped_column(ID)
    before: Mapped[dict[str, Any]]
    version_after: Mapped[int]


class ExchangeBasis(Base):
    """A row of a requirement table as it was when it last came in: tells whether the file or the store changed it."""

    __tablename__ = "exchange_basis"

    matrix_id: Mapped[str] = mapped_column(ID, ForeignKey("matrix.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[str] = mapped_column(CODE, primary_key=True)
    fields: Mapped[dict[str, Any]]


class NotSame(Base):
    """Two households that look alike and are not the same; ``left_id`` is the smaller id."""

    __tablename__ = "not_same"

    left_id: Mapped[str] = mapped_column(ID, primary_key=True)
    right_id: Mapped[str] = mapped_column(ID, primary_key=True, index=True)


class Merge(Row, Base):
    """Two households made one. ``moved`` says which rows went where, ``before`` what was there: enough to part them."""

    __tablename__ = "merge"

    kept_id: Mapped[str] = mapped_column(ID, index=True)
    gone_id: Mapped[str] = mapped_column(ID)
    name: Mapped[str] = mapped_column(Text)
    moved: Mapped[list[Any]]
    before: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
