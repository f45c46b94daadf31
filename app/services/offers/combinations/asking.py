"""The request document as ``combine`` reads it, written from a request: what a proposal keeps of what was asked."""

from __future__ import annotations

from typing import Any

from app.services.rules.offers.combinations import Request
from app.services.rules.offers.eligibility import Person


def write_request(request: Request) -> dict[str, Any]:
    """In yuan; :func:`app.services.offers.combinations.documents.read_request` gives the same request back."""
    return {
        "as_of": request.as_of.isoformat(),
        "budget": _yuan(request.budget),
        "affordable": _yuan(request.affordable),
        "single_limit": _yuan(request.single_limit),
        "age_plus_pay": request.age_plus_pay,
        "overshoot": float(request.overshoot),
        "members": [_member(person) for person in request.people],
        "needs": [
            {"key": n.key, "member": n.member, "event": n.event, "gap": _yuan(n.gap), "weight": float(n.weight)}
            for n in request.needs
        ],
        "locked": [
            {"product": lock.product, "insured": lock.insured, "sum": _yuan(lock.sum)} for lock in request.locked
        ],
        "excluded": sorted(request.excluded),
        "payer": None if request.payer is None else request.payer.key,
        "pairs": [{"products": list(pair.products), "bonus": float(pair.bonus)} for pair in request.pairs],
        "minor_caps": [{"below": below, "cap": _yuan(cap)} for below, cap in request.minor_caps],
        "forbidden": [{"product": code, "insured": who} for code, who in sorted(request.forbidden)],
    }


def _member(person: Person) -> dict[str, Any]:
    return {
        "key": person.key,
        "sex": person.sex,
        "age": person.age,
        "occupation_class": person.occupation_class,
        "premium_limit": _yuan(person.premium_limit),
        "held_death": _yuan(person.held_death),
    }


def _yuan(fen: int | None) -> int | float | None:
    if fen is None:
        return None
    return fen / 100 if fen % 100 else fen // 100
