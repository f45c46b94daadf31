"""No Chinese in English, no English in Chinese, except what ``alphabets.json`` lists with its reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.vocabulary import Vocabulary

# The wide ＊＋－＝ are marks that both languages show.
_CHINESE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff09\uff0c\uff0e-\uff1c\uff1e-\uffef]+")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_WESTERN_MARK = re.compile("[\u3400-\u9fff][,;!?:](?!\\d)|[\u3400-\u9fff]\\(|\\([\u3400-\u9fff]")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%n|%L?\d|&[A-Z]|--[a-z-]+")  # and options of the command line

_EXCEPTIONS: dict[str, dict[str, str]] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
_NAMES = frozenset(name for names in _EXCEPTIONS["names"].values() for name in names.split())
_WITH_CHINESE, _WITH_ENGLISH = tuple(_EXCEPTIONS["chinese in english"]), tuple(_EXCEPTIONS["english in chinese"])


def faults_in_english(text: str) -> Iterator[str]:
    if found := _CHINESE.search(text):
        yield f"Chinese in the English: {found[0]!r}"


def faults_in_chinese(text: str) -> Iterator[str]:
    own = _PLACEHOLDER.sub(" ", text)
    if strange := [word for word in _LATIN.findall(own) if word not in _NAMES]:
        yield f"English in the Chinese: {', '.join(strange)} (a name? then it belongs in tools/alphabets.json)"
    if found := _WESTERN_MARK.search(own):
        yield f"a western mark in the Chinese: {found[0]!r}"


def faults_in_data(root: Path) -> Iterator[str]:
    """Interviews, messages, KPIs and the like: their texts are ``{"zh": …, "en": …}`` or ``["中文", "English"]``."""
    for file in sorted((root / "resources").rglob("*.json")):
        if "i18n" not in file.parts:
            for chinese, english in _pairs(json.loads(file.read_text(encoding="utf-8"))):
                for fault in (*faults_in_chinese(chinese), *faults_in_english(english)):
                    yield f"{file.relative_to(root).as_posix()}: {english[:40]!r}: {fault}"


def _pairs(value: Any) -> Iterator[tuple[str, str]]:
    match value:
        case {"zh": str() as chinese, "en": str() as english}:
            yield chinese, english
        case [str() as chinese, str() as english] if _CHINESE.search(chinese) and _LATIN.search(english):
            yield chinese, english
        case dict():
            for inner in value.values():
                yield from _pairs(inner)
        case list():
            for inner in value:
                yield from _pairs(inner)


def faults_in_words(words: Vocabulary) -> Iterator[str]:
    for code, (chinese, *english) in words.items():
        if not code.startswith(_WITH_CHINESE):
            yield from (f"{code}: {fault}" for text in english for fault in faults_in_english(text))
        if not code.startswith(_WITH_ENGLISH):
            yield from (f"{code}: {fault}" for fault in faults_in_chinese(chinese))
