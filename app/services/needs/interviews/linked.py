"""A policy linked by hand to a need whose analysis took it off already: it is counted once, by its link."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import Analysis, Need, Policy
from app.services.rules.spine.coverage import INDEMNITIES
from app.services.spine import covering

FEN = 100


def put_back(session: Session, need_id: str, policy_id: str, amount: int) -> None:
    """Before the link is made: what it counts for, fen, goes back on the gap that the analysis left, so that what is
    still asked for stays as it was. Nothing where the analysis did not know the policy."""
    if (known := _known(session, need_id, policy_id)) is None:
        return
    need, analysis = known
    found = _result(analysis, need)
    if need.event in INDEMNITIES:
        need.gap = need.gap or min(amount, _fen(found, "need"))
    elif need.gap:
        need.gap += amount
    else:  # what was there beyond the need is not needed now either
        others = covering.begun(session, analysis.as_of, Need.id == need.id).get(need.id, 0)
        need.gap = max(0, amount - max(0, _fen(found, "surplus") - others))


def take_off(session: Session, need_id: str, policy_id: str, amount: int) -> None:
    """After the link is gone: the gap is again what the analysis left, which knew the policy without any link."""
    if (known := _known(session, need_id, policy_id)) is None:
        return
    need, analysis = known
    if need.event not in INDEMNITIES:
        need.gap = max(0, need.gap - amount)
        return
    found = _result(analysis, need)
    others = covering.begun(session, analysis.as_of, Need.id == need.id).get(need.id, 0)
    need.gap = _fen(found, "gap") or min(others, _fen(found, "need"))


def _known(session: Session, need_id: str, policy_id: str) -> tuple[Need, Analysis] | None:
    """The need and its analysis, if that counted the policy: on record before, in force and begun on its day."""
    query = select(Need, Analysis).join(Analysis, Analysis.interview_id == Need.interview_id).where(Need.id == need_id)
    if (row := session.execute(query).first()) is None:
        return None
    need, analysis = row
    counted = select(Policy.id).where(
        Policy.id == policy_id, Policy.member_id == need.member_id, Policy.created_at < need.confirmed_at,
        covering.in_force_on(analysis.as_of), or_(Policy.starts_on.is_(None), Policy.starts_on <= analysis.as_of),
    )  # fmt: skip
    return None if session.scalar(counted) is None else (need, analysis)


def _result(analysis: Analysis, need: Need) -> dict[str, Any]:
    same = (need.member_id, need.event)
    return next((one for one in analysis.result.get("needs", []) if (one["member"], one["event"]) == same), {})


def _fen(found: dict[str, Any], name: str) -> int:
    return round(float(found.get(name, 0)) * FEN)
