"""Phones: how they are kept, checked, and shown without being told."""

from __future__ import annotations

import re
import unicodedata

MASK = "****"
_SEPARATORS = re.compile(r"[\s\-()./·]+")
_KEPT = re.compile(r"\+?\d{5,20}")
_MASKED = re.compile(r"\d{0,3}[*＊•xX]{2,}\d{0,4}")


def phone_number(text: str) -> str:
    """Digits only, the country code of a Chinese mobile dropped: ``+86 138-0013 8000`` is ``13800138000``.

    Raises ValueError for what is no phone number. An empty text is no phone.
    """
    bare = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not bare:
        return ""
    if not _KEPT.fullmatch(bare):
        raise ValueError(text)
    match = re.fullmatch(r"(?:\+|00)?86(1\d{10})", bare)
    return match[1] if match else bare


def mask_phone(phone: str) -> str:
    """``13812345678`` → ``138****5678``; shorter numbers keep their last two digits only."""
    if len(phone) >= 11:
        return f"{phone[:3]}{MASK}{phone[-4:]}"
    return "*" * max(0, len(phone) - 2) + phone[-2:] if phone else ""


def is_masked(text: str) -> bool:
    """Whether a cell holds a masked phone, as our own exports write it."""
    return bool(_MASKED.fullmatch(_SEPARATORS.sub("", text)))
