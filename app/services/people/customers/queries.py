"""Reading customers: pages of the list, the search box, one household whole."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.enums import Relation, Sex, Stage
from app.errors import bad_input
from app.models import CustomValue, Household, Interview, Member
from app.services.base.store import Store
from app.services.people.custom_fields import PREFIX, values_of
from app.services.people.customers.fields import Kept, kept_in
from app.services.people.customers.filtering import conditions
from app.services.people.customers.filters import CustomerFilter
from app.services.people.customers.rows import ContactDraft, HouseholdDetail, HouseholdRow, InterviewMark, MemberRow
from app.services.people.policies import read_policies
from app.services.rules.base import names

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
    Household.classification,
    Household.tags,
    Household.source,
    Household.handed_over_at,
)
EVERYBODY = CustomerFilter()
ORDERS: dict[str, ColumnElement[Any]] = {
    "name": Household.sort_key.expression,
    "phone": Household.phone.expression,
    "stage": Household.stage.expression,
    "next_step": func.coalesce(Household.next_step_on, "9999-12-31"),
    "city": Household.city.expression,
    "code": Household.code.expression,
    "classification": Household.classification.expression,
    "tags": Household.tag_key.expression,
    "source": Household.source.expression,
}


def page(
    store: Store,
    *,
    search: str = "",
    wanted: CustomerFilter = EVERYBODY,
    sort: str = "name",
    descending: bool = False,
    offset: int = 0,
    limit: int = 200,
    archived: bool = False,
    backwards: bool = False,
) -> list[HouseholdRow]:
    """A page of the list. ``sort`` is one of ORDERS, or the key of a field of the user's own; equal rows keep the order
    of names: pages never overlap. ``search`` narrows down what ``wanted`` finds. ``backwards``: the same order, with
    ``offset`` counted from its end.
    """
    found = _found(store, select(Household.id), search, archived, wanted)
    keys: tuple[Any, ...]
    if sort.startswith(PREFIX):
        found, keys = _by_own_field(found, sort.removeprefix(PREFIX))
    else:
        keys = (ORDERS[sort],)
    order = [key.desc() if descending != backwards else key for key in keys]
    order += [key.desc() if backwards else key for key in (Household.sort_key, Household.id)]
    rows = _rows(store, found.order_by(*order).offset(offset).limit(limit))
    return rows[::-1] if backwards else rows


def count(store: Store, *, search: str = "", archived: bool = False, wanted: CustomerFilter = EVERYBODY) -> int:
    """How many customers :func:`page` would go through."""
    with store.read() as session:
        if not archived and wanted.empty and not search.strip():
            return _not_archived(session)
        query = _found(store, select(func.count(Household.id)), search, archived, wanted)
        return int(session.execute(query).scalar_one())


def _not_archived(session: Session) -> int:
    """All but those in the bin: the whole table is counted in its narrowest index, four times as fast as its widest."""
    everybody = select(func.count()).select_from(Household).scalar_subquery()
    archived = select(func.count(Household.id)).where(Household.archived_at.is_not(None)).scalar_subquery()
    return int(session.execute(select(everybody - archived)).scalar_one())


def place(
    store: Store,
    household_id: str,
    *,
    search: str = "",
    archived: bool = False,
    wanted: CustomerFilter = EVERYBODY,
    descending: bool = False,
) -> int | None:
    """The number (from 0) of the household in the list ordered by names; None when it is not in it."""
    with store.read() as session:
        query = _found(store, select(Household.sort_key), search, archived, wanted)
        key = query.where(Household.id == household_id).correlate(None).scalar_subquery()
        other = Household.sort_key > key if descending else Household.sort_key < key
        before = or_(other, and_(Household.sort_key == key, Household.id < household_id))
        counted = _found(store, select(func.count(Household.id)), search, archived, wanted).where(before)
        found, place = session.execute(select(key, counted.correlate(None).scalar_subquery())).one()
        return None if found is None else int(place)


def ids(
    store: Store,
    *,
    search: str = "",
    wanted: CustomerFilter = EVERYBODY,
    archived: bool = False,
    limit: int | None = None,
) -> list[str]:
    """Everybody a page of the list would show, in the order of names; the first ``limit`` of them."""
    with store.read() as session:
        query = _found(store, select(Household.id), search, archived, wanted)
        return list(session.scalars(query.order_by(Household.sort_key, Household.id).limit(limit)))


def search(store: Store, text: str, limit: int = 12) -> list[HouseholdRow]:
    """The best hits for a search box: names and pinyin that begin with ``text`` first."""
    words = names.search_words(text)
    if not words:
        return []
    first = case((Household.search_key.contains("|" + words[0], autoescape=True), 0), else_=1)
    found = _found(store, select(Household.id), text, False, EVERYBODY)
    return _rows(store, found.order_by(first, Household.sort_key, Household.id).limit(limit))


def row(store: Store, household_id: str) -> HouseholdRow:
    """Raises InputError ``not_found``."""
    with store.read() as session:
        return read_row(session, household_id)


def read_row(session: Session, household_id: str) -> HouseholdRow:
    """One household as the list shows it. Raises InputError ``not_found``."""
    columns = session.execute(select(*COLUMNS).where(Household.id == household_id)).one_or_none()
    if columns is None:
        raise bad_input("not_found")
    return _row(columns, values_of(session, [household_id]).get(household_id))


def household(store: Store, household_id: str) -> HouseholdDetail:
    """Everything the household's page shows but its timeline. Raises InputError ``not_found``."""
    with store.read() as session:
        return read_household(session, household_id)


def read_household(session: Session, household_id: str) -> HouseholdDetail:
    """In four statements: the household with its last interview and who referred it, own values, members, policies."""
    any_interview, referrer = aliased(Interview), aliased(Household)
    latest = (
        select(any_interview.id)
        .where(any_interview.household_id == household_id)
        .order_by(any_interview.held_on.desc(), any_interview.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    whole = (
        select(Household, referrer.name, Interview.id, Interview.status, Interview.held_on)
        .outerjoin(referrer, referrer.id == Household.referrer_id)
        .outerjoin(Interview, Interview.id == latest)
        .where(Household.id == household_id)
    )
    one = session.execute(whole).one_or_none()
    if one is None:
        raise bad_input("not_found")
    interview: list[Any]  # all None where there is none
    found, referred_by, *interview = one
    return HouseholdDetail(
        row=_row(found, values_of(session, [household_id]).get(household_id)),
        members=read_members(session, found),
        policies=read_policies(session, household_id),
        finances={key: int(amount) for key, amount in found.finances.items() if isinstance(amount, int)},
        contact=_contact(found),
        referrer=None if found.referrer_id is None else (found.referrer_id, referred_by or ""),
        created_at=found.created_at,
        interview=InterviewMark(*interview) if interview[0] is not None else None,
    )


def _contact(household: Household) -> ContactDraft:
    """What is kept of it as a form starts from; fields of the user's own are in the row."""
    values = {field.name: getattr(household, field.name) for field in kept_in(Kept.HOUSEHOLD)}
    tags = tuple(str(tag) for tag in household.tags)
    return ContactDraft(**values | {"tags": tags, "referrer_id": household.referrer_id})


def read_members(session: Session, household: Household) -> tuple[MemberRow, ...]:
    """The customer first, then in their order."""
    order = (Member.id != household.contact_id, Member.position, Member.id)
    members = session.scalars(select(Member).where(Member.household_id == household.id).order_by(*order))
    return tuple(member_row(member) for member in members)


def member_row(member: Member) -> MemberRow:
    """A person as the services give one."""
    values = {one.name: getattr(member, one.name) for one in fields(MemberRow)}
    sex = Sex(member.sex) if member.sex else None
    return MemberRow(**values | {"relation": Relation(member.relation), "sex": sex})


def _found(store: Store, query: Any, text: str, archived: bool, wanted: CustomerFilter) -> Any:
    today = store.today()
    narrowed = replace(wanted, text=f"{wanted.text} {text}".strip())
    return query.where(*conditions(narrowed, today, archived=archived))


def _by_own_field(query: Any, field_id: str) -> tuple[Any, tuple[Any, ...]]:
    """Numbers by their size, words by themselves, those without a value last."""
    held = (CustomValue.household_id == Household.id) & (CustomValue.field_id == field_id)
    last = case((CustomValue.text.is_(None), 1), else_=0)
    return query.outerjoin(CustomValue, held), (last, CustomValue.rank, CustomValue.text)


def _rows(store: Store, ids: Any) -> list[HouseholdRow]:
    """The rows of ``ids`` in their order. Found by id in a second step: the first then reads one narrow index."""
    with store.read() as session:
        return _read(session, list(session.scalars(ids)))


def rows_of(store: Store, ids: list[str]) -> list[HouseholdRow]:
    """The rows in the order of the ids; those that are gone are left out."""
    with store.read() as session:
        return _read(session, ids)


def _read(session: Session, wanted: list[str]) -> list[HouseholdRow]:
    own = values_of(session, wanted)
    query = select(*COLUMNS).where(Household.id.in_(wanted))
    found = {columns.id: _row(columns, own.get(columns.id)) for columns in session.execute(query)}
    return [found[id] for id in wanted if id in found]


def _row(columns: Any, own: dict[str, str] | None = None) -> HouseholdRow:
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
        classification=columns.classification,
        tags=tuple(str(tag) for tag in columns.tags),
        source=columns.source,
        own=own or {},
        handed_over=columns.handed_over_at is not None,
    )
