"""What the tables of the first schema are written with: where they stand, and the types that differ by engine."""

from __future__ import annotations

import sqlalchemy as sa

SCHEMA = sa.MetaData()
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # only so can SQLite number rows by itself
DOCUMENT = sa.JSON(none_as_null=True)
