"""Checks of resources/i18n/words: one meaning per code, both languages, and no code in use without words."""

from __future__ import annotations

import ast
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.words import NUMBERS
from tools.report import counted, placeholders
from tools.sources import Call, calls, texts

FORMS = '["中文", "English"] or, where it counts, ["中文", "English", "English for one"]'
Vocabulary = dict[str, tuple[str, ...]]
"""Code → Chinese, English, and of what counts (``{count}``) also the English for one."""


def read(root: Path) -> tuple[Vocabulary, list[str]]:
    """All words, and what is wrong with the files themselves."""
    words: Vocabulary = {}
    faults = []
    for file in sorted((root / "resources" / "i18n" / "words").glob("*.json")):
        for code, said in json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=list):
            if not _is_said(said):
                faults.append(f"{file.name}: {code} must be {FORMS}")
            elif code in words:
                faults.append(f"{file.name}: {code} is defined twice")
            else:
                words[code] = tuple(said)
                faults += [f"{file.name}: {code} {fault}" for fault in _faults_of(*said)]
    return words, faults


def meanings(words: Vocabulary) -> dict[str, set[str]]:
    """English → its Chinese; more than one where the English is ambiguous. What counts is no sentence of the window."""
    found: dict[str, set[str]] = defaultdict(set)
    for chinese, english, *one in words.values():
        if not one:
            found[english].add(chinese)
    return found


def faults_in_use(root: Path, words: Vocabulary) -> Iterator[str]:
    """Codes used in app/ that have no words, or whose words expect a value the call does not give."""
    for call in calls(root, "app", "bad_input", "Problem", "say"):
        prefix = "" if call.name == "say" else "error."
        for text in texts(call.argument(0, "code")):
            code = prefix + text
            if code not in words:
                yield f"{call.place}: no words for {code}"
                continue
            given = _values(call)
            if given is not None and (missing := placeholders(words[code][1]) - given):
                yield f"{call.place}: {code} expects {', '.join(sorted(missing))}"


def _is_said(said: Any) -> bool:
    parts = said if isinstance(said, list) else []
    return len(parts) in (2, 3) and all(isinstance(text, str) and text.strip() for text in parts)


def _faults_of(chinese: str, english: str, one: str | None = None) -> Iterator[str]:
    if placeholders(chinese) != placeholders(english):
        yield "has different placeholders in its two languages"
    if one is None and (of := counted(english)):
        yield f"says {of!r}, and needs its English for one"
    if one is not None and not placeholders(english) & set(NUMBERS):
        yield f"has a form for one, but counts none of {', '.join(NUMBERS)}"
    if one is not None and not placeholders(one) <= placeholders(english):
        yield "has other placeholders in its form for one"


def _values(call: Call) -> set[str] | None:
    """The names of the values a call gives its words; None when they cannot be read from the code."""
    if call.name != "Problem":
        return call.keywords()
    values = call.argument(2, "values")
    if values is None:
        return set()
    if not isinstance(values, ast.Dict):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in values.keys]
    return None if None in keys else {str(key) for key in keys}
