"""How every checker here speaks: one line per fault, with the place first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PLACEHOLDER = re.compile(r"\{(\w+)[^{}]*\}|%n|%L?\d")


def placeholders(text: str) -> set[str]:
    """The names a text expects to be filled: ``{name}`` of str.format (without its format), ``%n`` and ``%1`` of Qt."""
    return {match[1] or match[0] for match in _PLACEHOLDER.finditer(text.replace("{{", "").replace("}}", ""))}


_NUMBERS = "count|minutes|days|weeks|months|years|rows|links|families|customers|read"
_COUNTED = re.compile(rf"\{{({_NUMBERS})\}} (?:[a-z-]+ )?(?!is\b|was\b|less\b)[a-z]+s\b")


def counted(english: str) -> str | None:
    """The number with its plural, as in "{count} open needs", that an English text says: it needs a form for one."""
    found = _COUNTED.search(english)
    return found[0] if found else None


def report(faults: Iterable[str]) -> int:
    """Print the faults; the exit code."""
    count = 0
    for count, fault in enumerate(faults, 1):  # noqa: B007 - the count is used after the loop
        print(fault)
    return 1 if count else 0
