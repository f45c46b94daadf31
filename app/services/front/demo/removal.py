"""The sample data taken out in one act: families, catalogue, colleagues and targets; what the user added stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.models import Agent, Base, CommissionRate, Household, ImportBatch, Product, Target
from app.services.base.store import Actor, Store, WriteSession
from app.services.front.demo import marks
from app.services.front.demo.family import SOURCE
from app.services.offers.catalogue import import_kind as catalogue
from app.services.people import belongings, erasure
from app.services.tables.imports.records import pointed_at

SHIPPED = (catalogue.SAMPLE, catalogue.GOODS)


@dataclass(frozen=True, slots=True)
class Samples:
    """Households and products that are samples; ``kept`` products stay, being in use or changed by the user."""

    households: int
    products: int
    kept: int

    def __bool__(self) -> bool:
        return bool(self.households or self.products)


def there(store: Store) -> Samples:
    """What :func:`remove` would take out now."""
    with store.read() as session:
        families = set(_households(session))
        going, kept = _products(session, families)
        return Samples(len(families), len(going), len(kept))


def remove(store: Store, actor: Actor) -> Samples:
    """Take the sample data out as one unit of work, with all that was written to its families; a sample product that a
    record of the user's names, or that was changed, stays. There is no way back: what was deleted is overwritten.
    """
    with store.write(actor, "sample.remove") as session:
        store.shred(session)
        families = set(_households(session))
        if families:
            erasure.delete_all(session, belongings.of_households(session, families))
        known = marks.noted(session)
        session.execute(delete(Target).where(Target.id.in_(known.get(marks.TARGETS, [])), Target.version == 1))
        rates = CommissionRate.id.in_(known.get(marks.RATES, []))
        session.execute(delete(CommissionRate).where(rates, CommissionRate.version == 1))
        going, kept = _products(session, set())
        _drop_products(session, going)
        _drop_agents(session, known.get(marks.AGENTS, []))
        marks.forget(session)
        session.note(households=len(families), products=len(going), kept=len(kept))
    store.forget_log()
    return Samples(len(families), len(going), len(kept))


def _households(session: Session) -> Iterator[str]:
    """The sample family, and those whose code lies within a lot that was made."""
    known = marks.noted(session)
    lots, families = known.get(marks.CODES, []), known.get(marks.FAMILIES, [])
    yield from session.scalars(select(Household.id).where(or_(Household.id.in_(families), Household.source == SOURCE)))
    if lots:
        for id, code in session.execute(select(Household.id, Household.code)):
            if any(_number(first) <= _number(code) <= _number(last) for first, last in lots):
                yield id


def _number(code: str) -> int:
    """``C00012`` is 12: codes grow longer, and are then no longer in the order of their letters."""
    digits = code[1:]
    return int(digits) if digits.isdecimal() else -1


def _products(session: Session, leaving: set[str]) -> tuple[set[str], set[str]]:
    """The products of shipped catalogues that go, and those that stay because something names them; what belongs to
    the households ``leaving`` does not count."""
    ids: set[str] = set()
    for batch in shipped(session):
        ids |= set(batch.added)
    present = {id: version for id, version in session.execute(select(Product.id, Product.version)) if id in ids}
    if leaving:
        return set(present), set()  # which of them stay is known when the families are gone
    records = catalogue.Products()
    used = {id for id, version in present.items() if version > 1}
    used |= pointed_at(session, Product, set(present), records.parts) | records.used(session, set(present))
    return set(present) - used, used


def shipped(session: Session) -> list[ImportBatch]:
    """The batches the sample catalogues came in, as far as they are there."""
    query = select(ImportBatch).where(
        ImportBatch.kind == catalogue.ENTRY.key, ImportBatch.file.in_(SHIPPED), ImportBatch.undone_at.is_(None)
    )
    return list(session.scalars(query))


def _drop_products(session: WriteSession, going: set[str]) -> None:
    records = catalogue.Products()
    records.clear(session, sorted(going))
    session.execute(delete(Product).where(Product.id.in_(going)))
    for batch in shipped(session):
        left = [id for id in batch.added if id not in going]
        batch.added = left
        if not left:
            batch.undone_at = session.now


def _drop_agents(session: WriteSession, codes: Iterable[str]) -> None:
    """Made-up colleagues whom no record names any more."""
    for code in codes:
        if not _named(session, code):
            session.execute(delete(Agent).where(Agent.code == code))


def _named(session: Session, code: str) -> bool:
    for table in Base.metadata.sorted_tables:
        for column in table.c:
            points = any(key.column.table.name == Agent.__tablename__ for key in column.foreign_keys)
            if (points or column.name == "agent_code") and session.execute(_first(column, code)).first():
                return True
    return False


def _first(column: Any, code: str) -> Any:
    return select(column).where(column == code).limit(1)
