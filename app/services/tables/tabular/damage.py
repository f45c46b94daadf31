"""What is broken in a file, told from the exception of whoever could not read it."""

from __future__ import annotations

import re

from app.enums import FileDamage

_BY_WORDS = (  # the first that a library's own words have one of
    (FileDamage.LONG_CELL, re.compile(r"field larger than field limit")),
    (FileDamage.PART_MISSING, re.compile(r"no item named|not found|missing|cannot find|there is no|does not exist")),
    (FileDamage.CUT, re.compile(r"truncated|end of (file|data|stream)|unexpected eof|ended prematurely|premature")),
    (FileDamage.PACKED, re.compile(r"zip|crc|deflate|decompress|invalid stored block|central directory|error -\d")),
    (FileDamage.LETTERS, re.compile(r"utf-?8|codec|decode|encoding")),
    (FileDamage.MARKUP, re.compile(r"xml|tag|syntax|parse|doctype|element|attribute|namespace")),
)
_BY_TYPE = (
    ("BadZipFile", FileDamage.PACKED), ("ZipError", FileDamage.PACKED), ("XmlError", FileDamage.MARKUP),
    ("XMLSyntaxError", FileDamage.MARKUP), ("KeyError", FileDamage.PART_MISSING), ("EOFError", FileDamage.CUT),
    ("UnicodeDecodeError", FileDamage.LETTERS), ("StopIteration", FileDamage.PART_MISSING),
)  # fmt: skip


def damage_of(error: BaseException) -> FileDamage:
    """The nearest of what can be told; CONTENT where nothing is clear."""
    names = {one.__name__ for one in type(error).__mro__}
    if found := next((damage for name, damage in _BY_TYPE if name in names), None):
        return found
    text = str(error).casefold()
    return next((damage for damage, words in _BY_WORDS if words.search(text)), FileDamage.CONTENT)
