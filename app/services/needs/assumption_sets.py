"""Named, versioned sets of assumptions kept in the store; the shipped set is always there and never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.enums import InterviewStatus
from app.errors import InputError, Place, Problem, bad_input
from app.models import AssumptionSet, Interview
from app.services.base import settings
from app.services.base.store import Actor, Store, WriteSession
from app.services.needs.analysis.inputs import Basis, shipped_basis
from app.services.needs.analysis.reading import check_value
from app.services.rules.needs.assumptions import NAMES
from app.services.tables.documents import Reader

DEFAULT = "assumptions.default"
SHIPPED = ""  # the id of the shipped set


@dataclass(frozen=True, slots=True)
class SetRow:
    """One edition of a set; ``default`` is what a new interview begins with."""

    id: str
    name: str
    edition: int
    values: Mapping[str, Any]
    note: str
    default: bool

    @property
    def shipped(self) -> bool:
        """Whether it came with the program and cannot be changed."""
        return self.id == SHIPPED

    @property
    def basis(self) -> Basis:
        """The set as an analysis rests on it."""
        return Basis(self.name, self.edition, self.values)


def listing(store: Store) -> list[SetRow]:
    """The latest edition of each set, the shipped one first."""
    with store.read() as session:
        default = default_id(session)
        shipped = shipped_basis()
        found = [SetRow(SHIPPED, shipped.name, shipped.version, shipped.values, "", default is None)]
        newest = (
            select(AssumptionSet.name, func.max(AssumptionSet.edition).label("edition"))
            .where(AssumptionSet.archived_at.is_(None))
            .group_by(AssumptionSet.name)
            .subquery()
        )
        rows = session.scalars(
            select(AssumptionSet)
            .join(newest, (AssumptionSet.name == newest.c.name) & (AssumptionSet.edition == newest.c.edition))
            .order_by(AssumptionSet.name)
        )
        return found + [_row(row, default) for row in rows]


def save(store: Store, actor: Actor, name: str, values: Mapping[str, Any], note: str = "") -> SetRow:
    """The next edition of the set called ``name``. Values not given are the shipped ones.

    Raises InputError: ``required`` at "name", ``set_is_shipped``, and a problem at each assumption at fault.
    """
    name = name.strip()
    if not name:
        raise bad_input("required", Place(field="name"))
    if name == shipped_basis().name:
        raise bad_input("set_is_shipped", Place(field="name"), name=name)
    checked = checked_values({**shipped_basis().values, **values})
    with store.write(actor, "assumptions.save") as session:
        last = session.scalar(select(func.max(AssumptionSet.edition)).where(AssumptionSet.name == name)) or 0
        row = AssumptionSet(name=name, edition=last + 1, values=checked, note=note.strip())
        session.add(row)
        _follow(session, name, row)
        session.flush()
        session.note(set=row.id, name=name, edition=row.edition)
        return _row(row, default_id(session))


def archive(store: Store, actor: Actor, set_id: str) -> None:
    """No new interview begins with the set; what was computed with it stays. The shipped set cannot go."""
    with store.write(actor, "assumptions.archive") as session:
        row = _get(session, set_id)
        editions = session.scalars(select(AssumptionSet).where(AssumptionSet.name == row.name))
        for edition in editions:
            edition.archived_at = session.now
        if default_id(session) == set_id:
            settings.put(session, DEFAULT, None)
        session.note(set=set_id)


def make_default(store: Store, actor: Actor, set_id: str) -> None:
    """What new interviews begin with."""
    with store.write(actor, "assumptions.default") as session:
        if set_id != SHIPPED:
            _get(session, set_id)
        settings.put(session, DEFAULT, set_id or None)
        session.note(set=set_id)


def choose(store: Store, actor: Actor, interview_id: str, set_id: str) -> None:
    """The set a draft is computed with; what was changed for this family alone is dropped."""
    with store.write(actor, "interview.assume") as session:
        interview = session.get(Interview, interview_id)
        if interview is None:
            raise bad_input("not_found")
        if interview.status != InterviewStatus.DRAFT:
            raise bad_input("interview_confirmed")
        interview.assumption_set_id = None if set_id == SHIPPED else _get(session, set_id).id
        interview.assumptions = {}
        session.note(interview=interview_id, set=set_id)


def default_id(session: Session) -> str | None:
    """The id of the set new interviews begin with; None is the shipped one."""
    kept: str | None = settings.get(session, DEFAULT)
    return kept


def basis_of(session: Session, set_id: str | None) -> Basis | None:
    """None for the shipped set."""
    row = None if set_id is None else session.get(AssumptionSet, set_id)
    return None if row is None else Basis(row.name, row.edition, row.values)


def checked_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Every value as a JSON number. Raises InputError with the name of each assumption at fault as its field."""
    reader = Reader("")
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name not in NAMES:
            reader.wrong(name, "unknown_field", known=", ".join(NAMES))
            continue
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            reader.wrong(name, "not_a_number", text=str(value))
            continue
        check_value(reader, name, number, name)
        checked[name] = int(number) if number == number.to_integral_value() else float(number)
    if reader.problems:
        raise InputError([Problem(p.code, Place(field=p.place.field), p.values) for p in reader.problems])
    return checked


def _follow(session: WriteSession, name: str, row: AssumptionSet) -> None:
    """A default set stays the default in its new edition."""
    default = default_id(session)
    if default is not None and (old := session.get(AssumptionSet, default)) is not None and old.name == name:
        session.flush()
        settings.put(session, DEFAULT, row.id)


def _get(session: Session, set_id: str) -> AssumptionSet:
    row = session.get(AssumptionSet, set_id)
    if row is None:
        raise bad_input("not_found")
    return row


def _row(row: AssumptionSet, default: str | None) -> SetRow:
    return SetRow(row.id, row.name, row.edition, dict(row.values), row.note, row.id == default)
