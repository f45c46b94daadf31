"""What a household holds, read with its covers in one statement, and its beneficiaries in one more if there are any."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.enums import BeneficiaryRelation, PolicyStatus, ProductKind
from app.errors import bad_input
from app.models import Policy, PolicyBeneficiary, PolicyCover, PolicyFile
from app.services.people.policies.rows import BeneficiaryRow, CoverRow, PolicyRow
from app.services.rules.needs.affordability import years_to_pay

LIKE_THE_TABLE = (
    "id", "household_id", "member_id", "number", "insurer", "product_name", "product_code", "starts_on", "ends_on",
    "premium", "pay_years", "employer_group", "notes", "version", "lapsed_on", "payer_id", "payer_name", "category",
    "main_id", "sum", "extra_premium", "statutory", "terms", "loan", "loan_on",
)  # fmt: skip


def one(session: Session, policy_id: str) -> PolicyRow:
    """Raises InputError ``not_found``."""
    policy = session.get(Policy, policy_id)
    if policy is None:
        raise bad_input("not_found")
    return next(row for row in read_policies(session, policy.household_id) if row.id == policy_id)


def read_policies(session: Session, household_id: str) -> tuple[PolicyRow, ...]:
    """What a household holds with its covers, the newest first."""
    order = (Policy.starts_on.desc().nulls_last(), Policy.id, PolicyCover.event)
    query = select(Policy, PolicyCover, _count_of(PolicyFile), _count_of(PolicyBeneficiary)).outerjoin(
        PolicyCover, PolicyCover.policy_id == Policy.id
    )
    covers: dict[Policy, list[CoverRow]] = {}
    files: dict[str, int] = {}
    named: dict[str, list[BeneficiaryRow]] = {}
    for policy, cover, papers, people in session.execute(
        query.where(Policy.household_id == household_id).order_by(*order)
    ):
        of_policy = covers.setdefault(policy, [])
        files[policy.id] = papers
        if people:
            named[policy.id] = []
        if cover is not None:
            of_policy.append(CoverRow(cover.event, cover.amount, cover.note))
    if named:
        named = beneficiaries_of(session, named)
    return tuple(row_of(policy, rows, named.get(policy.id, ()), files[policy.id]) for policy, rows in covers.items())


def _count_of(part: type[PolicyFile] | type[PolicyBeneficiary]) -> Any:
    return select(func.count()).where(part.policy_id == Policy.id).correlate(Policy).scalar_subquery()


def beneficiaries_of(session: Session, policy_ids: Iterable[str]) -> dict[str, list[BeneficiaryRow]]:
    """By policy, in their order."""
    found: dict[str, list[BeneficiaryRow]] = {}
    query = select(PolicyBeneficiary).where(PolicyBeneficiary.policy_id.in_(list(policy_ids)))
    order = (PolicyBeneficiary.policy_id, PolicyBeneficiary.rank, PolicyBeneficiary.position)
    for row in session.scalars(query.order_by(*order)):
        found.setdefault(row.policy_id, []).append(
            BeneficiaryRow(row.name, BeneficiaryRelation(row.relation), row.share, row.rank, row.member_id, row.born)
        )
    return found


def in_force(session: Session, household_id: str, on: date) -> tuple[PolicyRow, ...]:
    """The policies that cover somebody on a day."""
    return tuple(row for row in read_policies(session, household_id) if row.in_force(on))


def premiums_due(rows: Iterable[PolicyRow], on: date) -> int:
    """What policies in force still cost the family a year, fen: nothing those that are paid up or were paid once, nor
    what the employer pays."""
    own = (row for row in rows if not row.employer_group)
    return sum(row.premium for row in own if years_to_pay(row.starts_on, row.ends_on, row.pay_years, on) != 0)


def row_of(
    policy: Policy, covers: Iterable[CoverRow], beneficiaries: Iterable[BeneficiaryRow], files: int = 0
) -> PolicyRow:
    """A row of the table with what belongs to it."""
    return PolicyRow(
        **{name: getattr(policy, name) for name in LIKE_THE_TABLE},
        status=PolicyStatus(policy.status),
        kind=ProductKind(policy.kind),
        covers=tuple(covers),
        beneficiaries=tuple(beneficiaries),
        files=files,
    )
