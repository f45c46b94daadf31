"""惠民保, the medical schemes of cities: known by the names cities give them, a dated data file."""

from __future__ import annotations

import json
from functools import cache

from app import paths


@cache
def _names() -> tuple[str, ...]:
    text = paths.resource("statutory", "city_schemes.json").read_text(encoding="utf-8")
    return tuple(json.loads(text)["names"])


def is_city_scheme(product_name: str) -> bool:
    """Whether a policy of this name is a city's own medical scheme. Such a cover is for one year, its renewal is not
    guaranteed and its deductible is high: a tier of its own beside medical insurance."""
    return any(name in product_name for name in _names())
