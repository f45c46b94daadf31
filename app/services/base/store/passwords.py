"""What a new password must be. How it is typed does not matter: 全角 and half-width letters are one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from app import paths
from app.errors import Place, bad_input

LEAST_PASSWORD = 12  # characters
LEAST_WORDS = 4
LEAST_SCORE = 3  # of zxcvbn: more than 10^8 guesses
LOOKED_AT = 72  # characters; what is longer is good enough by then


def normalised(password: str) -> str:
    """As it is derived from: NFKC, so that every keyboard and input method types the same password."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, about: Iterable[str] = (), *, field: str | None = None) -> None:
    """Whether a new password will do: 12 characters or four words, and not one of those guessed first; ``about`` are
    words anybody would try for this person. Raises InputError ``password_short`` or ``password_guessed``."""
    text = normalised(password)
    if len(text) < LEAST_PASSWORD and len(text.split()) < LEAST_WORDS:
        raise bad_input("password_short", Place(field=field), least=LEAST_PASSWORD, words=LEAST_WORDS)
    from zxcvbn import zxcvbn

    known = [*_common(), *(word.lower() for word in about if word)]
    if zxcvbn(text[:LOOKED_AT], user_inputs=known)["score"] < LEAST_SCORE:
        raise bad_input("password_guessed", Place(field=field))


def _common() -> list[str]:
    lines = paths.resource("passwords.txt").read_text(encoding="utf-8").split("\n")
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
