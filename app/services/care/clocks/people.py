"""What clocks ask of a family that is known nowhere else: which birthday a person keeps, their work, the loans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import InputError, Place, Problem, bad_input
from app.models import Household, Member, PersonCare
from app.models import Loan as LoanTable
from app.services.base.store import Actor, Store
from app.services.rules.base.lunar import LunarDay, lunar_day
from app.services.rules.care.clock_facts import BirthdayKind
from app.services.rules.needs.pension import Work

LUNAR_FROM, LUNAR_TO = 1900, 2100  # the years the tables of the calendar are sure of


@dataclass(frozen=True, slots=True)
class Care:
    """How one person's days are counted. ``lunar`` is the day of birth in the Chinese calendar; None without a day."""

    member_id: str
    name: str
    born: date | None
    birthday: BirthdayKind = BirthdayKind.SOLAR
    work: Work | None = None
    lunar: LunarDay | None = None

    @property
    def id(self) -> str:
        """The person's id."""
        return self.member_id


@dataclass(frozen=True, slots=True)
class Loan:
    """``balance`` in fen; ``ends_on`` the day of the last instalment."""

    id: str
    household_id: str
    name: str
    ends_on: date
    balance: int | None


def care_of(store: Store, household_id: str) -> list[Care]:
    """Every member of the family, in its order."""
    with store.read() as session:
        rows = session.execute(
            select(Member.id, Member.name, Member.birth_date, PersonCare.birthday, PersonCare.work)
            .outerjoin(PersonCare, PersonCare.member_id == Member.id)
            .where(Member.household_id == household_id)
            .order_by(Member.position)
        )
        return [
            Care(id, name, born, BirthdayKind(kind or BirthdayKind.SOLAR), Work(work) if work else None, _lunar(born))
            for id, name, born, kind, work in rows
        ]


def set_care(store: Store, actor: Actor, member_id: str, birthday: BirthdayKind, work: Work | None) -> Care:
    """Returns what was before, for undo. Raises InputError ``birth_date_needed`` at ``birthday`` for a lunar one."""
    with store.write(actor, "person.care") as session:
        member = session.get(Member, member_id)
        if member is None:
            raise bad_input("not_found")
        lunar = _lunar(member.birth_date)
        if birthday != BirthdayKind.SOLAR and lunar is None:
            raise bad_input("birth_date_needed", Place(field="birthday"))
        row = session.scalars(select(PersonCare).where(PersonCare.member_id == member_id)).one_or_none()
        before = Care(member_id, member.name, member.birth_date)
        if row is None:
            row = PersonCare(member_id=member_id)
            session.add(row)
        else:
            kept = Work(row.work) if row.work else None
            before = Care(member_id, member.name, member.birth_date, BirthdayKind(row.birthday), kept)
        row.birthday, row.work, row.born = birthday.value, work.value if work else "", member.birth_date
        row.lunar_month, row.lunar_day = (lunar.month, lunar.day) if lunar else (None, None)
        session.note(member=member_id)
    return before


def loans_of(store: Store, household_id: str) -> list[Loan]:
    """What the family pays off, the first to end first."""
    with store.read() as session:
        rows = session.scalars(
            select(LoanTable).where(LoanTable.household_id == household_id).order_by(LoanTable.ends_on, LoanTable.id)
        )
        return [_loan(row) for row in rows]


def add_loan(
    store: Store, actor: Actor, household_id: str, name: str, ends_on: date | None, balance: int | None = None
) -> Loan:
    """Raises InputError at ``name``, ``ends_on`` or ``balance``."""
    problems = [] if name.strip() else [Problem("required", Place(field="name"))]
    if ends_on is None:
        problems.append(Problem("required", Place(field="ends_on")))
    if balance is not None and balance < 0:
        problems.append(Problem("negative", Place(field="balance")))
    if problems or ends_on is None:
        raise InputError(problems)
    with store.write(actor, "loan.add", household_id) as session:
        _household(session, household_id)
        row = LoanTable(household_id=household_id, name=name.strip(), ends_on=ends_on, balance=balance)
        session.add(row)
        session.flush()
        return _loan(row)


def remove_loan(store: Store, actor: Actor, loan_id: str) -> Loan:
    """Returns it: :func:`add_loan` brings it back."""
    with store.write(actor, "loan.remove") as session:
        row = session.get(LoanTable, loan_id)
        if row is None:
            raise bad_input("not_found")
        session.delete(row)
        return _loan(row)


def _household(session: Session, household_id: str) -> None:
    if session.get(Household, household_id) is None:
        raise bad_input("not_found")


def _lunar(born: date | None) -> LunarDay | None:
    return lunar_day(born) if born is not None and LUNAR_FROM < born.year <= LUNAR_TO else None


def _loan(row: LoanTable) -> Loan:
    return Loan(row.id, row.household_id, row.name, row.ends_on, row.balance)
