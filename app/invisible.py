"""Characters nobody sees: taken out of what is read, and shown where a message complains of a value that has them.

A phone copied from a chat carries U+202A, a name from a web page U+200B: to the eye it is right, to a program another
value. Joiners (U+200C, U+200D) hold pictures and other scripts together and stay where such stand beside them.
"""

from __future__ import annotations

import re
import unicodedata

_ALWAYS = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb"
)
_LINES = "\x0b\x0c\x85\u2028\u2029"  # ends of lines that only some programs write
_JOINERS = "\u200c\u200d"
MARKS = re.compile(f"[{_ALWAYS}{_LINES}{_JOINERS}]")
_SHOWN = re.compile(f"[{_ALWAYS}{_LINES}{_JOINERS}\t\r\n]")


def cleaned(text: str) -> str:
    """The text without invisible marks; odd ends of lines become plain ones. The same text where it has none."""
    if MARKS.search(text) is None:
        return text
    kept = [
        "\n" if letter in _LINES else letter
        for at, letter in enumerate(text)
        if MARKS.fullmatch(letter) is None or letter in _LINES or (letter in _JOINERS and _joins(text, at))
    ]
    return "".join(kept)


def marks_in(text: str) -> tuple[str, ...]:
    """Which marks :func:`cleaned` would take out or replace, as ``U+200B``, each once."""
    found = (
        letter
        for at, letter in enumerate(text)
        if MARKS.fullmatch(letter) and not (letter in _JOINERS and _joins(text, at))
    )
    return tuple(dict.fromkeys(f"U+{ord(letter):04X}" for letter in found))


def visible(text: str) -> str:
    """The text with its invisible characters written out: ``‹U+202A›138``; an end of line is ⏎."""
    if _SHOWN.search(text) is None:
        return text
    return _SHOWN.sub(lambda match: "⏎" if match[0] == "\n" else f"‹U+{ord(match[0]):04X}›", text)


def _joins(text: str, at: int) -> bool:
    """Whether a joiner stands between two signs it may join: pictures, or letters of a script that uses it."""
    return 0 < at < len(text) - 1 and _joined(text[at - 1]) and _joined(text[at + 1])


def _joined(letter: str) -> bool:
    if letter == "\ufe0f" or unicodedata.category(letter) in ("So", "Sk", "Mn", "Mc"):
        return True
    return "\u0590" <= letter <= "\u0fff"  # Hebrew, Arabic, the scripts of India
