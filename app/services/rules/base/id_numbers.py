"""The identity number of a Chinese resident: its check digit, the birth date and the sex it tells (GB 11643-1999)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.enums import Sex

WEIGHTS = tuple(2**place % 11 for place in range(17, 0, -1))
CHECKS = "10X98765432"
_SHAPE = re.compile(r"\d{17}[\dX]")


@dataclass(frozen=True, slots=True)
class IdNumber:
    text: str
    birth_date: date
    sex: Sex


def check_digit(first: str) -> str:
    """The eighteenth character for the first seventeen digits: Σ digit · 2^(18 − place) mod 11."""
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True)) % 11]


def read_id_number(text: str) -> IdNumber:
    """Raises ValueError unless ``text`` is eighteen characters with a day that exists and the right check digit."""
    number = re.sub(r"[\s\-]", "", text).upper()
    if not _SHAPE.fullmatch(number) or check_digit(number[:17]) != number[17]:
        raise ValueError(text)
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return IdNumber(number, born, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def masked(number: str) -> str:
    """``110101********123X``: what is shown unless the whole is asked for."""
    return f"{number[:6]}********{number[-4:]}" if len(number) == 18 else number
