"""Calls of ``tr()`` and ``QCoreApplication.translate()`` in app/ui: what they say, and what nobody could translate."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.report import placeholders
from tools.sources import Call, calls

UI = "app/ui"
_FIRST = {"tr": 0, "translate": 1}  # at which argument the sentence stands; then come disambiguation and number


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence at a place of the code, and whether the call gives a number that it counts."""

    place: str
    english: str
    counts: bool


def sentences_in(root: Path) -> Iterator[Said]:
    for call in _calls(root):
        if (english := _literal(call)) is not None:
            yield Said(call.place, english, _argument(call, 2, "n") is not None)


def faults(root: Path) -> Iterator[str]:
    """A sentence is one literal text, said by ``self.tr()``; outside a class by ``QCoreApplication.translate()``."""
    for call in _calls(root):
        second = _argument(call, 1, "disambiguation")
        if isinstance(_argument(call, 0, "sourceText"), ast.JoinedStr):
            yield f"{call.place}: an f-string inside {call.name}(); use a placeholder and .format() on the result"
        elif _literal(call) is None:
            yield f"{call.place}: {call.name}() needs a literal text"
        elif call.name == "tr" and not _is_on(call, "self"):
            yield f"{call.place}: call self.tr(), or QCoreApplication.translate() with a context outside a class"
        elif second is not None and not (isinstance(second, ast.Constant) and not second.value):
            yield f"{call.place}: two meanings need two English wordings; {call.name}() takes no disambiguation here"
    for call in calls(root, UI, "format"):
        yield from _faults_in_format(call)


def _faults_in_format(call: Call) -> Iterator[str]:
    """The values given to ``tr("{name} is gone").format(name=…)`` are those its sentence asks for."""
    function = call.node.func
    inner = function.value if isinstance(function, ast.Attribute) else None
    if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute) and inner.func.attr in _FIRST:
        english = _literal(Call(call.place, inner.func.attr, inner))
        given = call.keywords()
        if english is not None and given is not None and (missing := placeholders(english) - given - {"%n"}):
            yield f"{call.place}: {english!r} expects {', '.join(sorted(missing))}"


def _calls(root: Path) -> Iterator[Call]:
    """Those of Qt's translation; a painter has a ``translate`` too, which takes no text."""
    for call in calls(root, UI, *_FIRST):
        text = call.argument(1, "sourceText")
        if call.name == "tr" or _is_on(call, "QCoreApplication") or isinstance(text, ast.JoinedStr):
            yield call


def _argument(call: Call, after: int, keyword: str) -> ast.expr | None:
    return call.argument(_FIRST[call.name] + after, keyword)


def _literal(call: Call) -> str | None:
    text = _argument(call, 0, "sourceText")
    return text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else None


def _is_on(call: Call, name: str) -> bool:
    function = call.node.func
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == name
