"""What is wrong with a text that is no JSON, told from the words of the library that could not read it."""

from __future__ import annotations

import re

from app.enums import JsonFault

_BY_WORDS = (  # the first that the library's words have one of
    (JsonFault.TRAILING, re.compile("trailing comma")),
    (JsonFault.NAME, re.compile("property name")),
    (JsonFault.COLON, re.compile("':' delimiter")),
    (JsonFault.COMMA, re.compile("',' delimiter")),
    (JsonFault.QUOTE_OPEN, re.compile("unterminated string")),
    (JsonFault.CONTROL, re.compile("control character")),
    (JsonFault.ESCAPE, re.compile("escape")),
    (JsonFault.EXTRA, re.compile("extra data")),
    (JsonFault.VALUE, re.compile("expecting value")),
    (JsonFault.DIGITS, re.compile("digits|integer string")),
)


def fault_of(message: str) -> JsonFault:
    """The nearest of what can be told; OTHER where nothing is clear."""
    text = message.casefold()
    return next((fault for fault, words in _BY_WORDS if words.search(text)), JsonFault.OTHER)
