"""A sum that is paid out is not a sum insured."""

from __future__ import annotations

from collections.abc import Iterable

from app.enums import Event


def is_paid_out(events: Iterable[str]) -> bool:
    """Whether a sum that answers these events is what an annuity pays (领取额): for old age or schooling only."""
    answered = set(events)
    return bool(answered) and answered <= {Event.RETIREMENT, Event.EDUCATION}
