"""The lines of calendar files (RFC 5545) and visiting cards (RFC 2426): at most 75 octets, texts escaped."""

from __future__ import annotations

from collections.abc import Iterable

OCTETS = 75


def document(lines: Iterable[str]) -> bytes:
    """The content lines folded and ended with CRLF, in UTF-8 (3.1)."""
    return "".join(fold(line) for line in lines).encode("utf-8")


def fold(line: str) -> str:
    """A content line in pieces of at most 75 octets, never within a character; those that go on begin with a space."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"


def text(value: str) -> str:
    """A TEXT value (3.3.11): backslash, semicolon, comma and newline escaped; control characters are left out."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(c for c in plain if c == "\n" or c == "\t" or (ord(c) >= 32 and ord(c) != 127))
    for mark, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(mark, written)
    return plain
