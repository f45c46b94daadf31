"""A team's target divided among its agents: whole numbers whose sum is the target, whatever the shares are."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction


def share_out(total: int, weights: Mapping[str, int], step: int = 1) -> dict[str, int]:
    """``total`` in proportion to the weights, in whole steps as far as it goes; evenly where none of them weighs
    anything. The largest remainders are rounded up, the first of equals first, so that the sum is the total."""
    if not weights:
        return {}
    whole = sum(weights.values())
    parts = {key: Fraction(weight, whole) if whole else Fraction(1, len(weights)) for key, weight in weights.items()}
    steps, rest = divmod(total, step)
    exact = {key: steps * part for key, part in parts.items()}
    found = {key: int(value) for key, value in exact.items()}
    left = steps - sum(found.values())
    order = sorted(exact, key=lambda key: found[key] - exact[key])  # the largest remainder first
    for key in order[:left]:
        found[key] += 1
    shares = {key: count * step for key, count in found.items()}
    shares[order[0]] += rest
    return shares
