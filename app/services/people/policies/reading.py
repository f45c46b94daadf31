"""What a household holds, read with its covers and beneficiaries in one statement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

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
    """What a household holds with its covers and beneficiaries, the newest first: one statement."""
    order = (Policy.starts_on.desc().nulls_last(), Policy.id, PolicyCover.event)
    papers = select(func.count()).where(PolicyFile.policy_id == Policy.id).correlate(Policy).scalar_subquery()
    query = (
        select(Policy, PolicyCover, PolicyBeneficiary, papers)
        .outerjoin(PolicyCover, PolicyCover.policy_id == Policy.id)
        .outerjoin(PolicyBeneficiary, PolicyBeneficiary.policy_id == Policy.id)
        .where(Policy.household_id == household_id)
        .order_by(*order, PolicyBeneficiary.rank, PolicyBeneficiary.position)
    )
    covers: dict[Policy, dict[PolicyCover, CoverRow]] = {}  # each cover comes once for every beneficiary
    named: dict[str, dict[PolicyBeneficiary, BeneficiaryRow]] = {}
    files: dict[str, int] = {}
    for policy, cover, person, count in session.execute(query):
        of_policy = covers.setdefault(policy, {})
        files[policy.id] = count
        if cover is not None:
            of_policy.setdefault(cover, CoverRow(cover.event, cover.amount, cover.note))
        if person is not None:
            named.setdefault(policy.id, {}).setdefault(person, _beneficiary(person))
    return tuple(
        row_of(policy, rows.values(), named.get(policy.id, {}).values(), files[policy.id])
        for policy, rows in covers.items()
    )


def _beneficiary(row: PolicyBeneficiary) -> BeneficiaryRow:
    return BeneficiaryRow(row.name, BeneficiaryRelation(row.relation), row.share, row.rank, row.member_id, row.born)


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
