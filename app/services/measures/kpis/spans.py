"""Whose rows and of which days: as values, and as the parameters of a statement that is built once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, String, bindparam, literal

from app.services.rules.measures.persistency import started_by

FIRST, LAST = bindparam("first", type_=Date()), bindparam("last", type_=Date())


@dataclass(frozen=True, slots=True)
class Span:
    """Whose rows, of which days. ``agent`` "" is everybody in the store."""

    agent: str
    first: date
    last: date

    def values(self) -> dict[str, Any]:
        """For the parameters of a :class:`Bound` statement."""
        return {
            "agent": self.agent, "first": self.first, "last": self.last,
            "due_after": started_by(self.first - timedelta(days=1)),
            "due_by": started_by(self.last),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bound:
    """A span not known yet: statements are built once for one agent and once for everybody, and run with values."""

    everybody: bool

    def whose(self, column: Any) -> ColumnElement[bool]:
        """The condition on the column of an agent's code."""
        return literal(True) if self.everybody else column == bindparam("agent", type_=String())

    def days(self, column: Any) -> ColumnElement[bool]:
        """The condition on a column of days: within the span, both ends included."""
        return column.between(FIRST, LAST)  # type: ignore[no-any-return]
