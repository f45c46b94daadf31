"""Counts whose lists are the same rows: the number is the length of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.enums import Coverage
from app.services.matrix.listing import MatrixRow
from app.services.rules.spine.coverage import DateMark


@dataclass(frozen=True, slots=True)
class Summary:
    """Each list by its code: a coverage state, a date mark, "suspect", "no_product"."""

    lists: dict[str, tuple[MatrixRow, ...]]

    def count(self, code: str) -> int:
        """How long the list of this code is; 0 for one there is not."""
        return len(self.lists.get(code, ()))


def summary(rows: Sequence[MatrixRow]) -> Summary:
    """The rows by coverage, by what their dates say, suspect ones, and those nothing is offered for."""
    lists: dict[str, tuple[MatrixRow, ...]] = {
        f"coverage.{state.value}": tuple(row for row in rows if row.coverage == state) for state in Coverage
    }
    lists |= {f"date.{mark.value}": tuple(row for row in rows if row.mark == mark) for mark in DateMark}
    lists["suspect"] = tuple(row for row in rows if row.suspects)
    lists["no_product"] = tuple(row for row in rows if not row.items and not row.policies and row.gap > 0)
    return Summary(lists)
