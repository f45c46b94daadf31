"""The store and its doors: ``read`` and ``write``, and ``aside`` for drafts. Nothing else opens a session."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session, UOWTransaction

from app.errors import Problem, StoreError, bad_input
from app.models.base.rows import Row
from app.services.base.store import audit, copies, kept, keys, migrate
from app.services.base.store.committed import Committed, Notices
from app.services.base.store.engine import WRITES, make_engine
from app.services.base.store.lock import StoreLock
from app.services.base.store.watching import ImagingSession
from app.services.rules.base.moments import day_of

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it: the agent's code and name."""

    code: str
    name: str


class WriteSession(ImagingSession):
    """A unit of work. ``now`` is its one time; ``note`` adds what the audit row should say (ids and codes only).

    ``subject`` is what the write door was given; who learns only in the block which household it is sets it there, and
    notes as ``others`` which households it changed besides.
    """

    def __init__(self, engine: Engine, actor: Actor, now: datetime, subject: str | None = None) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.audit_id = 0  # of this unit of work, once it is written
        self.actor = actor
        self.now = now
        self.subject = subject
        self.details: dict[str, Any] = {}

    @property
    def today(self) -> date:
        """The agent's own day of ``now``."""
        return day_of(self.now)

    def note(self, **details: Any) -> None:
        """What the audit row of this unit of work says besides its name; JSON values, later ones win."""
        self.details.update(details)

    def stamps(self) -> dict[str, Any]:
        """The columns a Core insert of a business row needs besides its own."""
        return {"created_at": self.now, "updated_at": self.now, "version": 1}


class Store:
    """An open store. Make one with :meth:`create` or :meth:`open`; close it when done.

    ``committed`` tells every unit of work that came through the write door, once it is on the disk.
    """

    def __init__(self, path: Path, key: bytes, clock: Clock) -> None:
        self.path = path
        self.committed = Notices()
        self._key = key
        self._clock = clock
        self._lock = StoreLock(path)
        self._writing = threading.Lock()
        self._moment = threading.local()  # the view that this thread's reads share
        self._digest: str | None = None  # of the last audit row; ours alone while we hold the lock
        self._engine = make_engine(path, key)
        self._writer = self._engine.execution_options(**{WRITES: True})
        try:
            with _understood():
                migrate.upgrade(self._engine, path, key, clock())
        except BaseException:
            self.close()
            raise

    @classmethod
    def create(
        cls, path: Path, password: str, *, cost: keys.KeyCost | None = None, clock: Clock | None = None
    ) -> Store:
        """A new, empty store. Raises InputError ``store_exists``: an existing file is never replaced."""
        if path.exists() or keys.keyslot_path(path).exists():
            raise bad_input("store_exists", path=str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        key = keys.create_key(path, password, cost or keys.KeyCost())
        return cls(path, key, clock or utc_now)

    @classmethod
    def open(cls, path: Path, password: str, *, clock: Clock | None = None) -> Store:
        """Raises StoreError: missing, wrong password, in use, newer or damaged. A bad store is never replaced."""
        if not path.exists():
            raise StoreError(Problem("store_missing", values={"path": str(path)}))
        return cls(path, keys.read_key(path, password), clock or utc_now)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent view; nothing done in it is kept."""
        shared: Session | None = getattr(self._moment, "view", None)
        if shared is not None:
            yield shared
            return
        with _understood(), Session(self._engine) as session:
            yield session

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Every read of this thread until the end sees the store as it is now, in one transaction: for what is put
        together from many services. Nothing is written meanwhile."""
        with self.read() as session:
            outer, self._moment.view = getattr(self._moment, "view", None), session
            try:
                yield
            finally:
                self._moment.view = outer

    @contextmanager
    def write(self, actor: Actor, action: str, subject: str | None = None) -> Iterator[WriteSession]:
        """A unit of work: commits with its audit row when the block ends, rolls everything back when it raises.

        ``action`` is ``family.verb``, with "undo." or "redo." before it when that is taken back or done again;
        ``subject`` the id of the record (the household, where there is one). What is committed is told to the
        listeners of ``committed``; of what was rolled back nobody hears.
        """
        assert getattr(self._moment, "view", None) is None, "a moment is only looked at"
        with self._writing, _understood():
            session = WriteSession(self._writer, actor, self._clock(), subject)
            session.images.keeps = action not in kept.NEVER
            try:
                yield session
                session.flush()
                previous = self._digest or audit.last_digest(session)
                row = (session.now, actor.code, action, session.subject, session.details)
                session.audit_id, digest = audit.append(session, previous, *row)
                changed = kept.keep(session, session.audit_id, session.now)
                session.commit()
                self._digest = digest
            except BaseException:
                session.rollback()
                raise
            finally:
                session.close()
        self.committed.tell(Committed(action, session.subject, dict(session.details), session.audit_id, changed))

    @contextmanager
    def aside(self) -> Iterator[Session]:
        """A transaction without an audit row, for what is no record: the drafts of forms."""
        with self._writing, _understood(), Session(self._writer) as session, session.begin():
            yield session

    def now(self) -> datetime:
        """The store's clock: what a unit of work begun now would be stamped with."""
        return self._clock()

    def today(self) -> date:
        """The agent's own day of the store's clock."""
        return day_of(self._clock())

    def faults(self) -> list[str]:
        """Everything wrong with the file or its audit chain, in English technical terms; empty when sound.

        What is still in the write-ahead log goes to the file first: a page that a full disk cut short is whole there.
        """
        with self._engine.connect() as connection, _understood():
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
        if found := copies.faults(self.path, self._key):
            return found
        with self.read() as session:
            broken = audit.first_broken(session)
        return [] if broken is None else [f"audit row {broken} does not fit the chain"]

    def shred(self, session: WriteSession) -> None:
        """What is deleted in this unit of work is overwritten in the file, not only marked as free."""
        session.connection().exec_driver_sql("PRAGMA secure_delete=ON")

    def forget_log(self) -> None:
        """Empty the write-ahead log, which still holds what a unit of work has overwritten."""
        with self._engine.connect() as connection, _understood():
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy_to(self, target: Path) -> None:
        """A verified copy, keyslot included."""
        copies.verified_copy(self.path, self._key, target)

    def close(self) -> None:
        """Let go of the file and its lock; the store cannot be used again."""
        self._engine.dispose()
        self._lock.release()


@contextmanager
def _understood() -> Iterator[None]:
    """Turn what the engine says of the file into a sentence; an integrity error is our own fault and passes."""
    try:
        yield
    except OperationalError as error:
        raise StoreError(Problem("store_io", values={"detail": str(error.orig)})) from error
    except DatabaseError as error:
        if type(error) is not DatabaseError:
            raise
        raise StoreError(Problem("store_damaged", values={"detail": str(error.orig)})) from error


def utc_now() -> datetime:
    """The clock of a store that was given none."""
    return datetime.now(UTC)


@event.listens_for(WriteSession, "before_flush")
def _stamp(session: WriteSession, _context: UOWTransaction, _instances: Any) -> None:
    """The one place that stamps time and counts versions."""
    for row in session.new:
        if isinstance(row, Row):
            row.created_at = row.updated_at = session.now
            row.version = 1
    for row in session.dirty:
        if isinstance(row, Row) and session.is_modified(row):
            row.updated_at = session.now
            row.version += 1
