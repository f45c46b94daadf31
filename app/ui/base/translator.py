"""The sentences of the window in the user's language: a translator over ``resources/i18n/window/*.json``.

Each file is ``{"English of the code": "中文"}``; a sentence that counts has ``["中文", "English for one"]``, so that
English says "1 row" and "2 rows". What the vocabulary says with one meaning is taken from there, not written twice.
"""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator

from app import paths, words
from app.enums import Language


class Sentences(NamedTuple):
    """English → Chinese of every sentence, and English → English for one of those that count."""

    chinese: dict[str, str]
    one: dict[str, str]


@cache
def sentences() -> Sentences:
    chinese, one = dict(words.meanings()), {}
    for file in paths.resource("i18n", "window").glob("*.json"):
        for english, said in json.loads(file.read_text(encoding="utf-8")).items():
            if isinstance(said, str):
                chinese[english] = said
            else:
                chinese[english], one[english] = said
    return Sentences(chinese, one)


@cache
def _english() -> dict[str, str]:
    return {chinese: english for english, chinese in reversed(sentences().chinese.items())}


def in_both(said: str) -> tuple[str, str]:
    """A sentence of the window in the other language as well, whichever it stands in; twice the same where it is in
    neither."""
    return said, sentences().chinese.get(said) or _english().get(said) or said


class WindowTranslator(QTranslator):
    """Installed once for good; a switch of language changes what it answers. Qt waits for all readers when a translator
    comes or goes, and a reader in another thread waits for Python: each could wait for the other for ever.
    """

    def __init__(self, said: Sentences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self._chinese: dict[str, str] = {}
        self._one: dict[str, str] = {}
        self._qt = QTranslator(self)

    def speak(self, language: Language) -> None:
        if language == Language.ZH:
            if self._qt.isEmpty():
                self._qt.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
            self._chinese, self._one = self._said.chinese, {}
        else:
            self._chinese, self._one = {}, self._said.one

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """``n`` is the number a sentence counts (Qt then puts it in the place of ``%n``); -1 where it counts nothing.
        The contexts of Qt's own classes belong to Qt.
        """
        if not self._chinese:
            return self._one.get(sourceText) if n == 1 else None
        if context[:1] == "Q" and context[1:2].isupper():
            return self._qt.translate(context, sourceText, disambiguation, n) or None
        return self._chinese.get(sourceText) or self._qt.translate(context, sourceText, disambiguation, n) or None
