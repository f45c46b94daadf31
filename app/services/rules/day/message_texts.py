"""Message texts with fields in braces: which fields there are, what is wrong with a text, and filling it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import Place, Problem

FIELDS = ("name", "salutation", "date", "weekday", "time", "place", "event", "policy", "due", "agent")
BLANK = "____"
LONGEST = 2000
_PIECE = re.compile(r"\{([^{}\n]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Filled:
    """``missing`` are the fields without a value: their places are left as a blank line to write on."""

    text: str
    missing: tuple[str, ...]


def problems(body: str) -> list[Problem]:
    """Each fault with its line and column, from 1: a field that is not known, a brace without its other half."""
    if not body.strip():
        return [Problem("required", Place(field="body"))]
    if len(body) > LONGEST:
        return [Problem("message_long", Place(field="body"), {"most": LONGEST})]
    found = []
    for match in _PIECE.finditer(body):
        line = body.count("\n", 0, match.start()) + 1
        column = match.start() - (body.rfind("\n", 0, match.start()) + 1) + 1
        where: dict[str, object] = {"line": line, "column": column}
        if match[1] is None:
            found.append(Problem("message_brace", Place(field="body"), where))
        elif match[1].strip() not in FIELDS:
            known = "  ".join(f"{{{name}}}" for name in FIELDS)
            found.append(Problem("message_field", Place(field="body"), {**where, "name": match[1], "known": known}))
    return found


def fill(body: str, values: Mapping[str, str]) -> Filled:
    """The text with every field's value; ``body`` has no :func:`problems`."""
    missing: list[str] = []

    def say(match: re.Match[str]) -> str:
        name = (match[1] or "").strip()
        value = values.get(name, "")
        if not value and name not in missing:
            missing.append(name)
        return value or BLANK

    return Filled(_PIECE.sub(say, body), tuple(missing))
