"""Phones: how they are kept, checked, and shown without being told."""

from __future__ import annotations

import re
import unicodedata

from app.invisible import cleaned

MASK = "****"
_SEPARATORS = re.compile(r"[\s\-()./·]+")
_KEPT = re.compile(r"\+?\d{5,20}")
_OF_A_NUMBER = re.compile(r"(\d{5,})\.0+")  # a spreadsheet kept the phone as a number with decimals
_MOBILE = re.compile(r"1[3-9]\d{9}")
_MISTYPED = re.compile(r"1[3-9]\d{6,8}|1[3-9]\d{10,}")
_MASKED = re.compile(r"\d{0,3}[*＊•xX]{2,}\d{0,4}")


def phone_number(text: str) -> str:
    """Digits only, the country code of a Chinese mobile dropped: ``+86 138-0013 8000`` is ``13800138000``.

    Invisible marks are no part of it, nor is the ``.0`` of a number. Raises ValueError for what is no phone number, and
    for a Chinese mobile with a digit too few or too many. An empty text is no phone.
    """
    plain = unicodedata.normalize("NFKC", cleaned(text)).strip()
    number = _OF_A_NUMBER.fullmatch(plain)
    bare = _SEPARATORS.sub("", number[1] if number else plain)
    if not bare:
        return ""
    if is_mistyped(bare) or not _KEPT.fullmatch(bare):
        raise ValueError(text)
    match = re.fullmatch(r"(?:\+|00)?86(1\d{10})", bare)
    return match[1] if match else bare


def is_mobile(phone: str) -> bool:
    """Whether a phone as it is kept is a Chinese mobile."""
    return bool(_MOBILE.fullmatch(phone))


def is_mistyped(phone: str) -> bool:
    """Whether digits begin as a Chinese mobile does and are not eleven: one was lost or typed twice."""
    bare = _SEPARATORS.sub("", unicodedata.normalize("NFKC", phone))
    return bool(_MISTYPED.fullmatch(bare.removeprefix("+86").removeprefix("0086")))


def mask_phone(phone: str) -> str:
    """``13812345678`` → ``138****5678``; shorter numbers keep their last two digits only."""
    if len(phone) >= 11:
        return f"{phone[:3]}{MASK}{phone[-4:]}"
    return "*" * max(0, len(phone) - 2) + phone[-2:] if phone else ""


def is_masked(text: str) -> bool:
    """Whether a cell holds a masked phone, as our own exports write it."""
    return bool(_MASKED.fullmatch(_SEPARATORS.sub("", text)))
