"""In which encoding a text was written. What is sure is read; what only looks like another one is named, not guessed.

A Big5 or Shift-JIS file decodes as GB18030 without an error, into characters nobody wrote: not so must it come in.
"""

from __future__ import annotations

from app.errors import InputError, Place, Problem

SAMPLE = 200_000
FEWEST = 4  # double bytes below which nothing can be told
BIG5_SHARE, KANA_SHARE = 0.12, 0.2
OTHERS = {"big5hkscs": "Big5", "cp932": "Shift-JIS"}
"""Codec → what people call it, of the encodings that are recognised but read only when they are chosen."""


def encoding_of(content: bytes, place: Place, wanted: str = "") -> str:
    """The encoding a text is read in: ``wanted``, else by its mark, else UTF-8, else GB18030 (Chinese Excel).

    Raises InputError ``table_other_encoding`` for a text that is surely another one, ``table_encoding`` for one of
    none.
    """
    found = wide_of(content)
    for encoding in [wanted] if wanted else [found] if found else ["utf-8-sig", "gb18030"]:
        if not _decodes(content, encoding):
            continue
        if encoding == "gb18030" and not wanted and (other := _other(content)):
            raise InputError(Problem("table_other_encoding", place, {"name": OTHERS[other], "codec": other}))
        return encoding
    if not wanted and (other := _other(content)):
        raise InputError(Problem("table_other_encoding", place, {"name": OTHERS[other], "codec": other}))
    raise InputError(Problem("table_encoding", place))


def other_encoding(error: InputError) -> str:
    """The codec of a text that was refused because it is surely in another encoding; "" for any other fault."""
    first = error.problems[0]
    return str(first.values["codec"]) if first.code == "table_other_encoding" else ""


FEW = 20


def wide_of(content: bytes) -> str:
    """UTF-32 or UTF-16 by its mark; without one, by the zero bytes that every ASCII character then has; "" for none."""
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = content[:2_000]
    if b"\0" not in sample or len(content) % 2:
        return ""
    zeros = [sample[at::4].count(0) for at in range(4)]
    whole = len(sample) // 4
    if not len(content) % 4 and zeros[3] == whole and zeros[2] == whole:
        return "utf-32-le"
    if not len(content) % 4 and zeros[0] == whole and zeros[1] == whole:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if (even and odd) or max(even, odd) * FEW < len(sample):  # one byte too many in a text is no encoding
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def _other(content: bytes) -> str:
    """The codec of :data:`OTHERS` the text is surely written in; "" where that cannot be said."""
    sample = content[:SAMPLE].rpartition(b"\n")[0] if len(content) > SAMPLE else content
    if _decodes(sample, "cp932"):
        told = [letter for letter in sample.decode("cp932") if letter > "\x7f"]
        kana = sum(1 for letter in told if "\u3041" <= letter <= "\u30fe")
        if len(told) >= FEWEST and kana >= KANA_SHARE * len(told):
            return "cp932"
    if _decodes(sample, "big5hkscs"):
        pairs = _pairs(sample)
        # The second byte of a GB character of everyday is 0xA1 or more; of Big5 every third is a letter or a sign.
        low = sum(1 for lead, trail in pairs if trail < 0x80 and 0xA4 <= lead <= 0xC6)
        if len(pairs) >= FEWEST and low >= BIG5_SHARE * len(pairs):
            return "big5hkscs"
    return ""


def _pairs(content: bytes) -> list[tuple[int, int]]:
    found, at = [], 0
    while at < len(content) - 1:
        if content[at] < 0x80:
            at += 1
            continue
        found.append((content[at], content[at + 1]))
        at += 2
    return found


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except (ValueError, LookupError):  # of a name that is no encoding of texts as well
        return False
    return True
