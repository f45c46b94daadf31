"""The end of the recycle bin: households erased with all that belongs to them. There is no way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.errors import bad_input
from app.models import (
    Base,
    BaselinePart,
    ChangeEntry,
    ChangeItem,
    ExchangeBasis,
    Household,
    ImportChange,
    Merge,
    Need,
    NotSame,
)
from app.services.base import backup, drafts, references
from app.services.base.store import Actor, Store, WriteSession, kept
from app.services.people import belongings
from app.services.people.belongings import Belongings


@dataclass(frozen=True, slots=True)
class Erased:
    """Rows erased by table; ``households`` of them are households."""

    households: int
    rows: dict[str, int]

    @property
    def total(self) -> int:
        """Rows, of all tables."""
        return sum(self.rows.values())


def in_bin(store: Store) -> list[str]:
    """The ids of the households in the recycle bin."""
    with store.read() as session:
        return list(session.scalars(select(Household.id).where(Household.archived_at.is_not(None))))


def what(store: Store, household_ids: Iterable[str]) -> Erased:
    """What :func:`erase` would erase, to be shown before."""
    with store.read() as session:
        return _counted(belongings.of_households(session, household_ids))


def erase(store: Store, actor: Actor, household_ids: Iterable[str]) -> Erased:
    """Erase households that are in the recycle bin (InputError ``not_in_bin`` otherwise) and everything of theirs,
    drafts of open forms too; what was deleted is overwritten in the file. Whom they referred stays, referred by nobody.
    Backups made before, the one just before it among them, keep what they have until they go. The audit keeps that it
    was done, by ids that name nobody any more.
    """
    ids = list(dict.fromkeys(household_ids))
    backup.before(store, "erase")
    with store.write(actor, "household.erase") as session:
        store.shred(session)
        for id in ids:
            household = session.get(Household, id)
            if household is None or household.archived_at is None:
                raise bad_input("not_in_bin")
        found = belongings.of_households(session, ids)
        delete_all(session, found)
        drafts.forget(session)
        session.note(households=ids, rows=_counted(found).total)
    store.forget_log()
    return _counted(found)


def delete_all(session: WriteSession, found: Belongings) -> None:
    """In the order of the foreign keys, with every copy that was kept of it: also of what units of work found."""
    kept.forget(session)
    _copies(session, found)
    for name, column, key in found.mentions:
        table = Base.metadata.tables[name]
        session.execute(update(table).where(belongings.is_row(table, key)).values({column: None}))
    for table in Base.metadata.tables.values():  # rows of one table that lead to each other
        own = [c.name for c in table.c if c.nullable and any(k.column.table is table for k in c.foreign_keys)]
        if own and found.of(table.name):
            for key in found.of(table.name):
                session.execute(update(table).where(belongings.is_row(table, key)).values(dict.fromkeys(own)))
    ends = [Base.metadata.tables[name] for name in references.ENDS]
    for table in [*ends, *reversed(Base.metadata.sorted_tables)]:
        for key in found.of(table.name):
            session.execute(delete(table).where(belongings.is_row(table, key)))
    session.expire_all()


def _copies(session: WriteSession, found: Belongings) -> None:
    ids = found.ids
    for (id,) in found.of("household"):
        session.execute(delete(Merge).where(or_(Merge.kept_id == id, Merge.gone_id == id)))
        session.execute(delete(NotSame).where(or_(NotSame.left_id == id, NotSame.right_id == id)))
    for id in ids:
        session.execute(delete(ImportChange).where(ImportChange.record_id == id))
    for part in session.scalars(select(BaselinePart)):
        kept = {id: fields for id, fields in part.content.items() if not _mentions(id, fields, ids)}
        if len(kept) != len(part.content):
            part.content = kept
    for (id,) in found.of("need"):
        need = session.get_one(Need, id)
        basis = (ExchangeBasis.matrix_id == need.matrix_id, ExchangeBasis.number == need.number)
        session.execute(delete(ExchangeBasis).where(*basis))
    _entries(session, found)
    session.flush()


def _entries(session: Session, found: Belongings) -> None:
    """A change or decision that was about nothing else goes too: each names at least one item."""
    gone = found.of("change_item")
    for entry in {key[0] for key in gone}:
        left = select(ChangeItem.item_kind, ChangeItem.item_id).where(ChangeItem.change_id == entry)
        if all((entry, *item) in gone for item in session.execute(left)):
            found.keys.setdefault(ChangeEntry.__tablename__, set()).add((entry,))


def _mentions(id: str, fields: object, ids: set[str]) -> bool:
    """A frozen item of theirs, or a frozen link to one."""
    if id in ids:
        return True
    values = fields.values() if isinstance(fields, dict) else ()
    return any(isinstance(value, str) and value in ids for value in values)


def _counted(found: Belongings) -> Erased:
    return Erased(len(found.of("household")), {name: len(keys) for name, keys in sorted(found.keys.items()) if keys})
