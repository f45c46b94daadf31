"""How many SQL statements and transactions something costs, in every store there is."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, event

DOORS = ("BEGIN", "PRAGMA")


class Statements:
    """``with Statements() as cost:`` – then ``cost.count`` statements in ``cost.transactions``."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.transactions = 0

    @property
    def count(self) -> int:
        return len(self.texts)

    def __enter__(self) -> Statements:
        event.listen(Engine, "before_cursor_execute", self._statement)
        event.listen(Engine, "begin", self._begin)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        event.remove(Engine, "before_cursor_execute", self._statement)
        event.remove(Engine, "begin", self._begin)

    def at_most(self, statements: int, transactions: int) -> None:
        """Fails with the list of what was executed."""
        if self.count > statements or self.transactions > transactions:
            head = f"{self.count} statements in {self.transactions} transactions"
            raise AssertionError("\n".join([head, *(" ".join(text.split())[:160] for text in self.texts)]))

    def _statement(self, _connection: Connection, _cursor: Any, text: str, *_rest: Any) -> None:
        if not text.startswith(DOORS):
            self.texts.append(text)

    def _begin(self, _connection: Connection) -> None:
        self.transactions += 1
