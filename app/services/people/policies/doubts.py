"""What is to be said of the beneficiaries of a family's policies; the rule is ``rules/people/beneficiaries``."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.enums import LifeEventKind, PolicyStatus
from app.models import LifeEvent, Member
from app.services.base.store import Store
from app.services.people.policies.reading import read_policies
from app.services.people.policies.rows import PolicyRow
from app.services.rules.people.beneficiaries import Facts, Found, Named, doubts


def doubts_of(store: Store, household_id: str) -> dict[str, tuple[Found, ...]]:
    """By policy, of those not ended and not of an employer; policies without any doubt are left out."""
    today = store.today()
    with store.read() as session:
        return read_doubts(session, household_id, read_policies(session, household_id), today)


def read_doubts(
    session: Session, household_id: str, rows: tuple[PolicyRow, ...], today: date
) -> dict[str, tuple[Found, ...]]:
    """The same of rows that were read already."""
    standing = [row for row in rows if row.status != PolicyStatus.ENDED and not row.employer_group]
    if not standing:
        return {}
    born = select(Member.id, Member.birth_date).where(Member.household_id == household_id)
    births: dict[str, date | None] = dict(session.execute(born).all())
    divorces = select(func.max(LifeEvent.happened_on)).where(
        LifeEvent.household_id == household_id, LifeEvent.kind == LifeEventKind.DIVORCE.value
    )
    divorced = session.scalar(divorces)
    found = {row.id: doubts(_facts(row, births, divorced), today) for row in standing}
    return {id: some for id, some in found.items() if some}


def _facts(row: PolicyRow, births: dict[str, date | None], divorced: date | None) -> Facts:
    return Facts(
        events=frozenset(cover.event for cover in row.covers if cover.amount),
        named=[
            Named(one.name, one.relation, one.share, one.rank, one.born or births.get(one.member_id or ""))
            for one in row.beneficiaries
        ],
        statutory=row.statutory,
        starts_on=row.starts_on,
        divorced_on=divorced,
    )
