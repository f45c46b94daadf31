"""Checks of resources/i18n/words: one meaning per code, both languages, and no code in use without words."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any

from tools.report import placeholders
from tools.sources import Call, calls, texts

Vocabulary = dict[str, tuple[str, str]]


def read(root: Path) -> tuple[Vocabulary, list[str]]:
    """All words, and what is wrong with the files themselves."""
    words: Vocabulary = {}
    faults = []
    for file in sorted((root / "resources" / "i18n" / "words").glob("*.json")):
        for code, pair in json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=list):
            if not _is_pair(pair):
                faults.append(f'{file.name}: {code} must be ["中文", "English"]')
            elif code in words:
                faults.append(f"{file.name}: {code} is defined twice")
            elif placeholders(pair[0]) != placeholders(pair[1]):
                faults.append(f"{file.name}: {code} has different placeholders in its two languages")
                words[code] = (pair[0], pair[1])
            else:
                words[code] = (pair[0], pair[1])
    return words, faults


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


def faults_in_enums(enums: ModuleType, words: Vocabulary) -> Iterator[str]:
    """An enum with words for one member has them for all."""
    for family in vars(enums).values():
        if not (isinstance(family, type) and issubclass(family, StrEnum) and family.__module__ == enums.__name__):
            continue
        prefix = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", family.__name__).lower()
        if any(code.startswith(f"{prefix}.") for code in words):
            yield from (
                f"enums.{family.__name__}: no words for {prefix}.{member.value}"
                for member in family
                if f"{prefix}.{member.value}" not in words
            )


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) and text.strip() for text in pair)


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
