"""Reading customers: pages of the list, the search box, one household whole."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from app.enums import Relation, Sex, Stage
from app.errors import bad_input
from app.models import Household, Interview, Member
from app.services.customers.rows import HouseholdDetail, HouseholdRow, InterviewMark, MemberRow
from app.services.policies import read_policies
from app.services.rules import names
from app.services.store import Store

COLUMNS = (
    Household.id,
    Household.code,
    Household.name,
    Household.phone,
    Household.stage,
    Household.stage_since,
    Household.next_step,
    Household.next_step_on,
    Household.city,
    Household.agent_code,
    Household.archived_at,
    Household.version,
)
ORDERS: dict[str, ColumnElement[Any]] = {
    "name": Household.sort_key.expression,
    "phone": Household.phone.expression,
    "stage": Household.stage.expression,
    "next_step": func.coalesce(Household.next_step_on, "9999-12-31"),
    "city": Household.city.expression,
    "code": Household.code.expression,
}


def page(
    store: Store,
    *,
    search: str = "",
    sort: str = "name",
    descending: bool = False,
    offset: int = 0,
    limit: int = 200,
    archived: bool = False,
) -> list[HouseholdRow]:
    """A page of the list. ``sort`` is one of ORDERS; equal rows keep the order of names: pages never overlap."""
    order = ORDERS[sort].desc() if descending else ORDERS[sort]
    ids = _found(select(Household.id), search, archived).order_by(order, Household.sort_key, Household.id)
    return _rows(store, ids.offset(offset).limit(limit))


def count(store: Store, *, search: str = "", archived: bool = False) -> int:
    with store.read() as session:
        return int(session.execute(_found(select(func.count(Household.id)), search, archived)).scalar_one())


def search(store: Store, text: str, limit: int = 12) -> list[HouseholdRow]:
    """The best hits for a search box: names and pinyin that begin with ``text`` first."""
    words = names.search_words(text)
    if not words:
        return []
    first = case((Household.search_key.contains("|" + words[0], autoescape=True), 0), else_=1)
    ids = _found(select(Household.id), text, archived=False).order_by(first, Household.sort_key, Household.id)
    return _rows(store, ids.limit(limit))


def row(store: Store, household_id: str) -> HouseholdRow:
    """Raises InputError ``not_found``."""
    with store.read() as session:
        return read_row(session, household_id)


def read_row(session: Session, household_id: str) -> HouseholdRow:
    columns = session.execute(select(*COLUMNS).where(Household.id == household_id)).one_or_none()
    if columns is None:
        raise bad_input("not_found")
    return _row(columns)


def household(store: Store, household_id: str) -> HouseholdDetail:
    """Everything the household's page shows but its timeline. Raises InputError ``not_found``."""
    with store.read() as session:
        return read_household(session, household_id)


def read_household(session: Session, household_id: str) -> HouseholdDetail:
    found = session.get(Household, household_id)
    if found is None:
        raise bad_input("not_found")
    latest = (
        select(Interview.id, Interview.status, Interview.held_on)
        .where(Interview.household_id == household_id)
        .order_by(Interview.held_on.desc(), Interview.id.desc())
        .limit(1)
    )
    interview = session.execute(latest).one_or_none()
    return HouseholdDetail(
        row=read_row(session, household_id),
        members=read_members(session, found),
        policies=read_policies(session, household_id),
        finances={key: int(amount) for key, amount in found.finances.items() if isinstance(amount, int)},
        source=found.source,
        address=found.address,
        wechat=found.wechat,
        email=found.email,
        notes=found.notes,
        tags=tuple(str(tag) for tag in found.tags),
        created_at=found.created_at,
        interview=InterviewMark(*interview) if interview else None,
    )


def read_members(session: Session, household: Household) -> tuple[MemberRow, ...]:
    """The customer first, then in their order."""
    order = (Member.id != household.contact_id, Member.position, Member.id)
    members = session.scalars(select(Member).where(Member.household_id == household.id).order_by(*order))
    return tuple(member_row(member) for member in members)


def member_row(member: Member) -> MemberRow:
    return MemberRow(
        id=member.id,
        household_id=member.household_id,
        position=member.position,
        relation=Relation(member.relation),
        name=member.name,
        sex=Sex(member.sex) if member.sex else None,
        birth_date=member.birth_date,
        phone=member.phone,
        occupation=member.occupation,
        occupation_class=member.occupation_class,
        education=member.education,
        income=member.income,
        social_insurance=member.social_insurance,
        notes=member.notes,
        version=member.version,
        id_number=member.id_number,
    )


def _found(query: Any, text: str, archived: bool) -> Any:
    state = Household.archived_at.is_not(None) if archived else Household.archived_at.is_(None)
    matches = [Household.search_key.contains(word, autoescape=True) for word in names.search_words(text)]
    return query.where(state, *matches)


def _rows(store: Store, ids: Any) -> list[HouseholdRow]:
    """The rows of ``ids`` in their order. Found by id in a second step: the first then reads one narrow index."""
    with store.read() as session:
        wanted = list(session.scalars(ids))
        found = {
            columns.id: _row(columns) for columns in session.execute(select(*COLUMNS).where(Household.id.in_(wanted)))
        }
    return [found[id] for id in wanted]


def _row(columns: Any) -> HouseholdRow:
    return HouseholdRow(
        id=columns.id,
        code=columns.code,
        name=columns.name,
        phone=columns.phone,
        stage=Stage(columns.stage),
        stage_since=columns.stage_since,
        next_step=columns.next_step,
        next_step_on=columns.next_step_on,
        city=columns.city,
        agent_code=columns.agent_code,
        archived=columns.archived_at is not None,
        version=columns.version,
    )
