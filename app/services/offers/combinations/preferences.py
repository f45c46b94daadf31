"""What is set for all combinations of a store: pairs and whether they count, minors' caps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from app.errors import InputError, Place, Problem
from app.services.base import settings
from app.services.base.store import Actor, Store
from app.services.rules.offers.combinations import Pair, Request
from app.services.rules.offers.eligibility import MINOR_CAPS, MinorCaps

KEY = "combinations"


@dataclass(frozen=True, slots=True)
class PairSetting:
    """Products that belong together, what having them all is worth, and whether that counts at present."""

    products: tuple[str, ...]
    bonus: Fraction
    on: bool = True


@dataclass(frozen=True, slots=True)
class Preferences:
    """``pairs_count`` switches the bonus of all pairs off and on; the pairs stay. Caps in fen of death cover."""

    pairs: tuple[PairSetting, ...] = ()
    pairs_count: bool = True
    minor_caps: MinorCaps = MINOR_CAPS

    def applied(self, request: Request) -> Request:
        """The request with the pairs that count and the caps for minors of this store."""
        counting = [pair for pair in self.pairs if pair.on and self.pairs_count]
        pairs = tuple(Pair(pair.products, pair.bonus) for pair in counting)
        return replace(request, pairs=pairs, minor_caps=self.minor_caps)


def read(store: Store) -> Preferences:
    """What is set in this store; what was never set is as shipped."""
    with store.read() as session:
        return of(session)


def of(session: Session) -> Preferences:
    """What is set in this store; what was never set is as shipped."""
    kept: dict[str, Any] = settings.get(session, KEY) or {}
    plain = Preferences()
    return Preferences(
        tuple(
            PairSetting(tuple(pair["products"]), Fraction(pair["bonus"]), pair.get("on", True))
            for pair in kept.get("pairs", ())
        ),
        kept.get("pairs_count", plain.pairs_count),
        tuple((below, cap) for below, cap in kept.get("minor_caps", plain.minor_caps)),
    )


def write(store: Store, actor: Actor, preferences: Preferences) -> None:
    """Raises InputError with every fault: a pair of one or named twice, a bonus not above 0, a negative cap."""
    _check(preferences)
    value = {
        "pairs": [
            {"products": list(pair.products), "bonus": str(pair.bonus), "on": pair.on} for pair in preferences.pairs
        ],
        "pairs_count": preferences.pairs_count,
        "minor_caps": sorted(preferences.minor_caps),
    }
    settings.write(store, actor, KEY, value)


def _check(preferences: Preferences) -> None:
    problems = []
    for number, pair in enumerate(preferences.pairs):
        if len(set(pair.products)) < 2:
            problems.append(Problem("pair_of_one", Place(field=f"pairs[{number}].products")))
        elif any(set(pair.products) == set(other.products) for other in preferences.pairs[:number]):
            problems.append(Problem("pair_twice", Place(field=f"pairs[{number}].products")))
        if pair.bonus <= 0:
            values = {"text": str(float(pair.bonus)), "bound": "0"}
            problems.append(Problem("not_above", Place(field=f"pairs[{number}].bonus"), values))
    for number, (_, cap) in enumerate(preferences.minor_caps):
        if cap < 0:
            problems.append(Problem("negative", Place(field=f"minor_caps[{number}]")))
    if problems:
        raise InputError(problems)
