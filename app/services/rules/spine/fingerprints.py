"""Fingerprints of what matters in a record, so that a trace link can tell whether one of its ends has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def fold(value: Any) -> Any:
    """White space is not content: runs of it count as one, at the ends as none."""
    return " ".join(value.split()) if isinstance(value, str) else value


def fingerprint(fields: Mapping[str, Any]) -> str:
    """SHA-256 over the folded fields in canonical JSON."""
    folded = {name: fold(value) for name, value in fields.items()}
    return hashlib.sha256(json.dumps(folded, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Field by field, (old, new), where the folded values differ."""
    names = sorted(set(old) | set(new))
    return {n: (old.get(n), new.get(n)) for n in names if fold(old.get(n)) != fold(new.get(n))}
