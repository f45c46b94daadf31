"""Four families with known purchases and needs over the sample catalogue."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from app.enums import NeedStatus, PolicyStatus, Sex
from app.models import Matrix, Need
from app.services.base.store import Actor, Store
from app.services.offers import catalogue
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import PolicyDraft

SOLD = date(2026, 3, 1)
PEOPLE = (
    ("王一", Sex.FEMALE, date(1989, 5, 2), "教师", "本科", ("T20", "C1")),
    ("李二", Sex.MALE, date(1980, 1, 1), "司机", "高中", ("T20", "C1")),
    ("张三", Sex.MALE, date(1990, 7, 7), "教师", "本科", ("T20",)),
    ("赵四", Sex.FEMALE, date(1961, 3, 3), "", "", ("M1",)),
)
# (event, number of the person, status)
NEEDS = (
    ("care", 0, "not_started"), ("care", 1, "in_progress"), ("care", 2, "on_hold"),
    ("calls", 0, "not_started"), ("calls", 1, "not_started"), ("calls", 3, "not_started"),
    ("death", 0, "done"), ("retirement", 3, "not_started"),
)  # fmt: skip


def fill(store: Store, actor: Actor) -> list[str]:
    """Also: a lapsed D1 of 2020, a policy of another insurer's product, and an archived family with a T20 and C1.
    Returns the ids of the households, the archived one last."""
    catalogue.load_sample(store, actor)
    homes, members = [], []
    for name, sex, born, occupation, education, codes in (*PEOPLE, PEOPLE[1]):
        draft = MemberDraft(name, sex=sex, birth_date=born, occupation=occupation, education=education)
        home = customers.add(store, actor, HouseholdDraft(draft)).id
        member = customers.household(store, home).members[0].id
        homes.append(home)
        members.append(member)
        for code in codes:
            policies.add(store, actor, home, PolicyDraft(member, code, (), product_code=code, starts_on=SOLD))
    lapsed = PolicyDraft(
        members[0], "D1", (), product_code="D1", starts_on=date(2020, 1, 1), status=PolicyStatus.LAPSED
    )
    policies.add(store, actor, homes[0], lapsed)
    policies.add(store, actor, homes[3], PolicyDraft(members[3], "别家", (), product_code="XX", starts_on=SOLD))
    customers.archive(store, actor, homes[4])
    with store.write(actor, "need.add") as session:
        matrix = session.scalars(select(Matrix.id)).first()
        for number, (event, who, status) in enumerate(NEEDS):
            session.add(
                Need(
                    matrix_id=matrix, number=f"P{number:05}", household_id=homes[who], member_id=members[who],
                    event=event, status=NeedStatus(status),
                )
            )  # fmt: skip
    return homes
