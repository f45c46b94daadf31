"""The thresholds and the recording rules of a store: shipped as data, changed by the agent or the company."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from app import paths
from app.enums import SalesChannel
from app.errors import InputError, Place, Problem
from app.services.base import settings
from app.services.base.store import Actor, Store
from app.services.rules.offers.suitability import RecordingRule, Thresholds

KEY = "suitability.rules"
OLDEST = 120
SHARES = ("warn_share", "stop_share", "single_warn", "single_stop")


@dataclass(frozen=True, slots=True)
class Rules:
    thresholds: Thresholds
    recording: tuple[RecordingRule, ...]


@cache
def _shipped() -> dict[str, Any]:
    text = paths.resource("suitability", "default.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def rules(store: Store) -> Rules:
    """Thresholds and recording rules of this store; else as shipped."""
    with store.read() as session:
        return read_rules(session)


def shipped_rules() -> Rules:
    """As they come with the program."""
    return _read(_shipped())


def read_rules(session: Session) -> Rules:
    """Thresholds and recording rules of this store; else as shipped."""
    return _read(settings.get(session, KEY) or _shipped())


def premium_lines(session: Session) -> dict[str, float]:
    """From which share of the income premiums are heavy and too heavy, by the names the assumptions have for them: an
    analysis, the suitability of a plan and a week's risks go by the same two lines."""
    limits = read_rules(session).thresholds
    lines = {"premium_warn": limits.warn_share, "premium_stop": limits.stop_share}
    return {name: float(share) for name, share in lines.items()}


def change_rules(store: Store, actor: Actor, wanted: Rules) -> Rules:
    """Raises InputError with every field at fault: shares from 0 to 1, the warning below the stop, sensible ages."""
    _check(wanted)
    settings.write(store, actor, KEY, _written(wanted))
    return wanted


def _check(wanted: Rules) -> None:
    limits = wanted.thresholds
    problems = [Problem("share_range", Place(field=name)) for name in SHARES if not 0 < getattr(limits, name) <= 1]
    problems += [
        Problem("share_order", Place(field=warn))
        for warn, stop in (SHARES[:2], SHARES[2:])
        if not problems and getattr(limits, warn) > getattr(limits, stop)
    ]
    ages = {"age_plus_pay": limits.age_plus_pay, "elder_age": limits.elder_age}
    ages |= {f"recording[{n}]": one.age_from or 0 for n, one in enumerate(wanted.recording)}
    problems += [
        Problem("age_range", Place(field=name), {"most": OLDEST})
        for name, age in ages.items()
        if not 0 <= age <= OLDEST
    ]
    if problems:
        raise InputError(problems)


def _read(document: Mapping[str, Any]) -> Rules:
    limits = document["thresholds"]
    return Rules(
        Thresholds(
            **{name: Fraction(str(limits[name])) / 100 for name in SHARES if name in limits},
            age_plus_pay=limits["age_plus_pay"],
            elder_age=limits["elder_age"],
        ),
        tuple(
            RecordingRule(
                one["region"], SalesChannel(one["channel"]) if one["channel"] else None, one["age_from"], one["product"]
            )
            for one in document["recording"]
        ),
    )


def _written(wanted: Rules) -> dict[str, Any]:
    """Shares in per cent, as a person reads them."""
    limits = wanted.thresholds
    return {
        "thresholds": {
            **{name: float(getattr(limits, name) * 100) for name in SHARES},
            "age_plus_pay": limits.age_plus_pay,
            "elder_age": limits.elder_age,
        },
        "recording": [
            {
                "region": one.region.strip(),
                "channel": one.channel.value if one.channel else "",
                "age_from": one.age_from,
                "product": one.product.strip(),
            }
            for one in wanted.recording
        ],
    }
