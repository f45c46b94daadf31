"""The highest assumed rates that products may be priced with, by day: a dated data file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from app import paths


def assumed_rate_cap(category: str, day: date) -> float:
    """The most a product of this category may be priced with on a day."""
    caps: list[Mapping[str, Any]] = _read()["caps"]
    in_force = [cap for cap in caps if date.fromisoformat(cap["from"]) <= day] or caps[:1]
    kind = category if category in ("participating", "universal") else "ordinary"
    return float(in_force[-1][kind])


@cache
def _read() -> dict[str, Any]:
    text = paths.resource("statutory", "assumed-rates.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
