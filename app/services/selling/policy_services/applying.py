"""What a service that is done makes of the policy; one function for each kind, the same facts before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from app.enums import BeneficiaryRelation, PolicyStatus, ServiceKind
from app.models import Household, Policy
from app.services.base.store import WriteSession
from app.services.people.policies import BeneficiaryRow, CoverRow, PolicyDraft, PolicyRow, draft_of
from app.services.people.policies.commands import change
from app.services.people.policies.reading import one
from app.services.selling.orders.in_force import settle_again
from app.services.spine.search_keys import refresh_keys

Asked = Mapping[str, Any]


def asked_of(rows: Iterable[BeneficiaryRow]) -> list[dict[str, Any]]:
    """Beneficiaries as ``asked`` keeps them."""
    return [
        {"name": row.name, "relation": row.relation.value, "share": row.share, "rank": row.rank,
         "member_id": row.member_id, "born": row.born.isoformat() if row.born else None}
        for row in rows
    ]  # fmt: skip


def beneficiaries_of(asked: Asked) -> tuple[BeneficiaryRow, ...]:
    """The way back from :func:`asked_of`."""
    return tuple(
        BeneficiaryRow(
            row["name"], BeneficiaryRelation(row["relation"]), row["share"], row["rank"], row["member_id"],
            date.fromisoformat(row["born"]) if row["born"] else None,
        )
        for row in asked.get("beneficiaries", ())
    )  # fmt: skip


def apply(session: WriteSession, policy: Policy, kind: ServiceKind, asked: Asked, day: date) -> dict[str, Any]:
    """Change the policy as of ``day``, with its riders, its links and the needs it answers. Returns what it was before,
    by the same names as ``asked``."""
    row = one(session, policy.id)
    if kind == ServiceKind.ADDRESS:
        household = session.get_one(Household, policy.household_id)
        before = {"address": household.address}
        household.address = str(asked["address"]).strip()
        session.flush()
        refresh_keys(session, household.id)
        return before
    draft, before = _MAKE[kind](row, asked, day)
    revived = _lapsed_with(session, policy) if kind == ServiceKind.REINSTATE else []
    change(session, policy, draft)
    for rider in revived:
        rider.status, rider.lapsed_on = PolicyStatus.IN_FORCE.value, None
    session.flush()
    riders = session.scalars(select(Policy.id).where(Policy.main_id == policy.id)).all()
    settle_again(session, [policy.id, *riders], day)
    return before


def _lapsed_with(session: WriteSession, main: Policy) -> list[Policy]:
    """The riders that lapsed with their main come back with it."""
    query = select(Policy).where(Policy.main_id == main.id, Policy.status == PolicyStatus.LAPSED.value)
    return list(session.scalars(query.where(Policy.lapsed_on == main.lapsed_on)))


def _named(row: PolicyRow, asked: Asked, _day: date) -> tuple[PolicyDraft, dict[str, Any]]:
    draft = replace(
        draft_of(row), beneficiaries=beneficiaries_of(asked), statutory=bool(asked.get("statutory"))
    )  # fmt: skip
    return draft, {"beneficiaries": asked_of(row.beneficiaries), "statutory": row.statutory}


def _reduced(row: PolicyRow, asked: Asked, _day: date) -> tuple[PolicyDraft, dict[str, Any]]:
    premium = int(asked["premium"])
    extra = row.extra_premium * premium // row.premium if row.premium else 0
    draft = replace(_scaled(row, int(asked["sum"])), premium=premium, extra_premium=extra)
    return draft, {"sum": row.sum, "premium": row.premium}


def _paid_up(row: PolicyRow, asked: Asked, _day: date) -> tuple[PolicyDraft, dict[str, Any]]:
    draft = replace(_scaled(row, int(asked["sum"])), premium=0, extra_premium=0)
    return draft, {"sum": row.sum, "premium": row.premium}


def _scaled(row: PolicyRow, total: int) -> PolicyDraft:
    """What it pays falls with its sum, in proportion, down to the fen."""
    whole = row.sum or total
    covers = tuple(CoverRow(one.event, one.amount * total // whole, one.note) for one in row.covers)
    return replace(draft_of(row), sum=total, covers=covers)


def _reinstated(row: PolicyRow, _asked: Asked, _day: date) -> tuple[PolicyDraft, dict[str, Any]]:
    lapsed = row.lapsed_on.isoformat() if row.lapsed_on else None
    return replace(draft_of(row), status=PolicyStatus.IN_FORCE, lapsed_on=None), {"lapsed_on": lapsed}


def _lent(row: PolicyRow, asked: Asked, day: date) -> tuple[PolicyDraft, dict[str, Any]]:
    return replace(draft_of(row), loan=row.loan + int(asked["amount"]), loan_on=day), {"loan": row.loan}


def _repaid(row: PolicyRow, asked: Asked, _day: date) -> tuple[PolicyDraft, dict[str, Any]]:
    return replace(draft_of(row), loan=row.loan - int(asked["amount"])), {"loan": row.loan}


def _surrendered(row: PolicyRow, _asked: Asked, day: date) -> tuple[PolicyDraft, dict[str, Any]]:
    until = row.ends_on.isoformat() if row.ends_on else None
    draft = replace(draft_of(row), status=PolicyStatus.ENDED, ends_on=day, lapsed_on=None)
    return draft, {"status": row.status.value, "ends_on": until}


_MAKE: Mapping[ServiceKind, Callable[[PolicyRow, Asked, date], tuple[PolicyDraft, dict[str, Any]]]] = {
    ServiceKind.BENEFICIARY: _named, ServiceKind.REDUCE: _reduced, ServiceKind.PAID_UP: _paid_up,
    ServiceKind.REINSTATE: _reinstated, ServiceKind.LOAN: _lent, ServiceKind.REPAY: _repaid,
    ServiceKind.SURRENDER: _surrendered,
}  # fmt: skip
