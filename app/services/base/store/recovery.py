"""The recovery key: 160 random bits as a person can write them down, type them back and read them out.

Eight groups of four letters and digits, and a check character: 0 and O, 1, I and L are one, and what is typed wrongly
once is seen before anything is tried."""

from __future__ import annotations

import secrets
import unicodedata

from app.errors import Place, bad_input

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U
LIKE = str.maketrans("ILO", "110")
BYTES, GROUP = 20, 4


def new() -> str:
    """A new key, in groups."""
    return told(secrets.token_bytes(BYTES))


def told(secret: bytes) -> str:
    """Its letters in groups of four, the check character behind the last."""
    number = int.from_bytes(secret)
    letters = "".join(LETTERS[number >> shift & 31] for shift in range(BYTES * 8 - 5, -1, -5))
    groups = [letters[start : start + GROUP] for start in range(0, len(letters), GROUP)]
    return "-".join([*groups, _check(letters)])


def groups(text: str) -> list[str]:
    """Its groups, the check character being the last; as they are shown."""
    return text.split("-")


def read(text: str) -> bytes:
    """The key that was typed, however it was grouped. Raises InputError ``recovery_shape``."""
    letters = plain(text)
    wanted = BYTES * 8 // 5 + 1
    if len(letters) != wanted or set(letters) - set(LETTERS) or _check(letters[:-1]) != letters[-1]:
        raise bad_input("recovery_shape", Place(field="recovery"), count=len(letters), wanted=wanted)
    number = 0
    for letter in letters[:-1]:
        number = number << 5 | LETTERS.index(letter)
    return number.to_bytes(BYTES)


def plain(text: str) -> str:
    """Without blanks and dashes, in capitals, with letters that look alike made one."""
    told = unicodedata.normalize("NFKC", text).upper().translate(LIKE)
    return "".join(letter for letter in told if letter.isalnum())


def _check(letters: str) -> str:
    """Luhn's, with 32 digits: one wrong letter is always seen, and two neighbours in the wrong order nearly always."""
    total = 0
    for place, letter in enumerate(reversed(letters)):
        value = LETTERS.index(letter) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return LETTERS[-total % 32]
