"""What the parser says of a wrong command line, as problems of ours: the library speaks one language only."""

from __future__ import annotations

import re

from app.errors import InputError, Problem, bad_input

_PATTERNS = (
    ("usage_required", re.compile(r"the following arguments are required: (?P<names>.+)")),
    (
        "usage_choice",
        re.compile(r"argument (?P<name>\S+): invalid choice: '?(?P<text>.*?)'? \(choose from (?P<choices>.+)\)"),
    ),
    ("usage_value", re.compile(r"argument (?P<name>\S+): invalid \S+ value: '(?P<text>.*)'", re.DOTALL)),
    ("usage_missing", re.compile(r"argument (?P<name>\S+): expected .+ arguments?")),
    ("usage_together", re.compile(r"argument (?P<name>\S+): not allowed with argument (?P<text>.+)")),
    ("usage_unknown", re.compile(r"unrecognized arguments: (?P<names>.+)", re.DOTALL)),
    ("usage_ambiguous", re.compile(r"ambiguous option: (?P<text>.+) could match (?P<choices>.+)")),
    ("usage_value", re.compile(r"argument (?P<name>\S+): (?P<text>.*)", re.DOTALL)),
)


def refused(message: str, command: str) -> InputError:
    """The problem behind ``message``; ``command`` is whose help says more."""
    for code, pattern in _PATTERNS:
        if match := pattern.fullmatch(message):
            values = {name: _plain(text) for name, text in match.groupdict().items()}
            return InputError(Problem(code, values=values | {"command": command}))
    return bad_input("usage", detail=message, command=command)


def _plain(text: str) -> str:
    return text.replace("', '", ", ").strip("'")
