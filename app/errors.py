"""Errors a user can act on. Each is a list of problems: a code, a place, and values for the words.

The wording lives in ``resources/i18n/words`` under ``error.<code>``; nothing here formats a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is. Every part is optional; ``row`` and ``column`` are as the user counts them (from 1)."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    field: str | None = None  # a form's field, or a path inside a document: "worksheets[0].lines[2].count"


@dataclass(frozen=True, slots=True)
class Said:
    """A value that is a code of the vocabulary: its words are put in, in the reader's language."""

    code: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: ``code`` finds the words, ``values`` fill their placeholders."""

    code: str
    place: Place = Place()
    values: dict[str, Any] = field(default_factory=dict)


class NeedfolioError(Exception):
    """Base of everything that is shown to the user as a sentence, never as a traceback."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


class InputError(NeedfolioError):
    """The input or the usage is wrong; nothing was written. The command line exits with 2."""


class StoreError(NeedfolioError):
    """The store cannot be opened or used: wrong password, in use, newer, damaged. Exits with 2."""


class ConflictError(NeedfolioError):
    """The row changed since it was read; the caller must look again."""


def bad_input(code: str, place: Place | None = None, /, **values: Any) -> InputError:
    """The common case: one problem."""
    return InputError(Problem(code, place or Place(), values))
