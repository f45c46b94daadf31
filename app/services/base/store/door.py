"""The store and its doors: ``read`` and ``write``, and ``aside`` for drafts. Nothing else opens a session."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.enums import FileFault, StoreDamage
from app.errors import Problem, StoreError, bad_input
from app.log import LOGGER
from app.services.base.file_faults import reason_of
from app.services.base.store import audit, copies, head, kept, keys, migrate, place, staging
from app.services.base.store.committed import Committed, Notices
from app.services.base.store.damage import trouble_of
from app.services.base.store.engine import WRITES, make_engine
from app.services.base.store.lock import StoreLock
from app.services.base.store.looking import looked_at, why_only_looking
from app.services.base.store.understood import understood
from app.services.base.store.unit import Actor, WriteSession
from app.services.rules.base.moments import day_of

Clock = Callable[[], datetime]
QUICKLY_CHECKED = 100 * 1024 * 1024
"""Bytes. A larger store is gone through beside the work, once the window stands."""


class Store:
    """An open store. Make one with :meth:`create` or :meth:`open`; close it when done.

    ``committed`` tells every unit of work that came through the write door, once it is on the disk. ``only_looking``
    says why nothing can be written, where the disk is full or read-only: then everything can be read, and the write
    door refuses.
    """

    def __init__(self, path: Path, key: bytes, clock: Clock, *, held: ExitStack, looking: FileFault | None) -> None:
        """``held`` is what is let go of when the store is closed: its lock."""
        self.path = path
        self.only_looking = looking
        self.committed = Notices()
        self._key = key
        self._clock = clock
        self._held = held
        self._writing = threading.Lock()
        self._moment = threading.local()  # the view that this thread's reads share
        self._digest: str | None = None  # of the last audit row; ours alone while we hold the lock
        self._head = head.HeadFile(path, key)
        at = path if looking is None else held.enter_context(looked_at(path, key))
        self._engine = make_engine(at, lambda: self.data_key, look=looking is not None)
        self._writer = self._engine.execution_options(**{WRITES: True})

    @classmethod
    def create(
        cls, path: Path, password: str, *, cost: keys.KeyCost | None = None, clock: Clock | None = None
    ) -> Store:
        """A new, empty store. Raises InputError ``store_exists``: an existing file is never replaced. A store for
        somebody to work with is founded (:mod:`founding`), whole or not at all."""
        path = place.real(path)
        if path.exists() or keys.keyslot_path(path).exists():
            raise bad_input("store_exists", path=str(path))
        keys.check_password(password)
        place.own_folder(path.parent)
        with ExitStack() as held:
            held.callback(StoreLock(path).release)
            key = keys.create_key(path, password, cost or keys.KeyCost())
            place.own_file(path)
            return cls._opened(path, key, clock or utc_now, held.pop_all(), None, new=True)

    @classmethod
    def open(cls, path: Path, password: str, *, clock: Clock | None = None, as_it_is: bool = False) -> Store:
        """Raises StoreError: missing, wrong password, in use, newer, damaged, or one that lacks steps it had saved
        (``steps_missing``, ``history_differs``). A bad store is never replaced. ``as_it_is`` opens one with missing
        steps all the same: whoever asks for it has been told."""
        return cls.unlocked(
            path, lambda real: keys.read_key(real, password, counted=True), clock=clock, as_it_is=as_it_is
        )

    @classmethod
    def unlocked(
        cls, path: Path, key: Callable[[Path], bytes], *, clock: Clock | None = None, as_it_is: bool = False
    ) -> Store:
        """:meth:`open` for whoever has another way to the data key: asked for it once the place is settled."""
        path = place.real(path)
        with ExitStack() as held:
            looking = _settled(path, held)
            if not path.exists():
                raise StoreError(Problem("store_missing", values={"path": str(path)}))
            if path.stat().st_size == 0:
                raise StoreError(Problem("store_unborn", values={"path": str(path)}))
            return cls._opened(path, key(path), clock or utc_now, held, looking, as_it_is=as_it_is)

    @classmethod
    def _opened(
        cls,
        path: Path,
        key: bytes,
        clock: Clock,
        held: ExitStack,
        looking: FileFault | None,
        *,
        new: bool = False,
        as_it_is: bool = False,
    ) -> Store:
        store = cls(path, key, clock, held=held.pop_all(), looking=looking)
        try:
            with understood("store_unread"):
                store._look_through(new=new, as_it_is=as_it_is)
        except BaseException:
            store.close()
            raise
        return store

    def _look_through(self, *, new: bool, as_it_is: bool) -> None:
        """What is looked at before the first page is shown: the structure, the schema, and the end of the chain."""
        for part in place.there(self.path):
            if self.only_looking is None:
                place.own(place.beside(self.path, part))
        if not new and self.path.stat().st_size <= QUICKLY_CHECKED:
            with self._engine.connect() as connection:
                if found := copies.quick_faults(connection.exec_driver_sql):
                    raise StoreError(Problem("store_damaged", values={"detail": found[0]}))
        migrate.upgrade(self._engine, self.path, self._key, self._clock(), new=new, looking=self.only_looking)
        if not new:
            self._compare_head(as_it_is=as_it_is)

    def _compare_head(self, *, as_it_is: bool) -> None:
        """Whether every step is here that was saved. Raises StoreError ``steps_missing`` or ``history_differs``."""
        with self.read() as session:
            last = audit.last(session)
            missing = head.lost(head.read(self.path, self._key), last.steps, lambda id: audit.digest_at(session, id))
        if missing is not None and not as_it_is:
            code = "steps_missing" if missing.steps else "history_differs"
            raise StoreError(Problem(code, values={"count": missing.steps}))
        if self.only_looking is None:
            if missing is not None:
                LOGGER.warning("opened as it is, without %s steps that were saved", missing.steps)
                self._head.anew(last)
            else:
                self._head.write(last)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent view; nothing done in it is kept."""
        shared: Session | None = getattr(self._moment, "view", None)
        if shared is not None:
            yield shared
            return
        with understood("store_unread"), Session(self._engine) as session:
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
        listeners of ``committed``; of what was rolled back nobody hears. Raises StoreError: ``store_only_looking``,
        ``store_taken`` when somebody else wrote meanwhile, ``store_io`` for what was not saved, and ``store_unsure``
        where the disk does not even let us see whether it was.
        """
        assert getattr(self._moment, "view", None) is None, "a moment is only looked at"
        self._refuse_looking()
        with self._writing, understood():
            session = WriteSession(self._writer, actor, self._clock(), subject)
            session.images.keeps = action not in kept.NEVER
            try:
                yield session
                session.flush()
                previous = _previous(session, self._digest, self.path)
                row = (session.now, actor.code, action, session.subject, session.details)
                session.audit_id, digest = audit.append(session, previous, *row)
                changed = kept.keep(session, session.audit_id, session.now)
                _commit(session, self._engine, digest)
            except BaseException:
                session.rollback()
                raise
            finally:
                session.close()
            self._digest = digest
            self._head.write(head.Head(session.audit_id, digest))
        self.committed.tell(Committed(action, session.subject, dict(session.details), session.audit_id, changed))

    @contextmanager
    def aside(self) -> Iterator[Session]:
        """A transaction without an audit row, for what is no record: the drafts of forms. Where nothing can be written
        nothing is kept of it."""
        if self.only_looking is not None:
            with Session(self._engine) as session:
                yield session
                session.expunge_all()
            return
        with self._writing, understood(), Session(self._writer) as session, session.begin():
            yield session

    def now(self) -> datetime:
        """The store's clock: what a unit of work begun now would be stamped with."""
        return self._clock()

    def today(self) -> date:
        """The agent's own day of the store's clock."""
        return day_of(self._clock())

    def faults(self) -> list[StoreDamage]:
        """What is wrong with the file or its audit chain; empty when sound. The log has the engine's own words.

        What is still in the write-ahead log goes to the file first: a page that a full disk cut short is whole there.
        """
        self.rest()
        with looked_at(self.path, self._key) if self.only_looking else nullcontext(self.path) as at:
            if found := copies.faults(at, self._key, look=self.only_looking is not None):
                return found
        with self.read() as session:
            broken = audit.first_broken(session)
        if broken is not None:
            LOGGER.error("audit row %s does not fit the chain", broken)
        return [] if broken is None else [StoreDamage.CHAIN]

    def rest(self) -> None:
        """Bring the write-ahead log into the file, as far as nobody is reading: for a moment without work. A copy that
        another program takes of the file alone is then whole."""
        if self.only_looking is None:
            with self._engine.connect() as connection, understood():
                connection.execution_options(isolation_level="AUTOCOMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")

    def steps(self) -> head.Head:
        """How far the store has come: the number and the seal of its last audit row."""
        with self.read() as session:
            return audit.last(session)

    @property
    def data_key(self) -> bytes:
        """The key of the file, for what makes, opens and rewrites copies and keyslots of it; never shown or written.
        Raises StoreError ``store_closed`` once the store is closed: nothing opens the file behind a locked window."""
        if not self._key:
            raise StoreError(Problem("store_closed"))
        return self._key

    def shred(self, session: WriteSession) -> None:
        """What is deleted in this unit of work is overwritten in the file, not only marked as free."""
        session.connection().exec_driver_sql("PRAGMA secure_delete=ON")

    def forget_log(self) -> None:
        """Empty the write-ahead log, which still holds what a unit of work has overwritten."""
        with self._engine.connect() as connection, understood():
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy_to(self, target: Path) -> None:
        """A verified copy, keyslots and head included."""
        if self.only_looking is None:
            copies.verified_copy(self.path, self._key, target)
        else:
            with looked_at(self.path, self._key) as at:
                copies.verified_copy(at, self._key, target, slots=keys.keyslot_path(self.path), look=True)

    def close(self) -> None:
        """Let go of the file, its lock and its key; the store cannot be used again."""
        self._engine.dispose()
        self._key = b""
        self._head.forget()
        self._held.close()

    def _refuse_looking(self) -> None:
        if self.only_looking is not None:
            raise StoreError(Problem("store_only_looking", values={"reason": self.only_looking}))


def _previous(session: WriteSession, known: str | None, path: Path) -> str:
    """The seal the next row is made over. The chain is our token in the database: while we hold the store nobody else
    adds to it, so that a last row which is not the one we ``known`` says that another program works on the same file.
    """
    last = audit.last_seen(session.connection())
    if known is not None and last != known:
        raise StoreError(Problem("store_taken", values={"path": str(path)}))
    return last


def _commit(session: WriteSession, engine: Engine, digest: str) -> None:
    """Commit; where that fails, look whether it did: what is said to be saved or not saved is so."""
    try:
        session.commit()
    except DatabaseError as error:
        session.rollback()
        try:
            with Session(engine) as other:
                saved = audit.digest_at(other, session.audit_id) == digest
        except DatabaseError:
            raise StoreError(Problem("store_unsure", values={"detail": trouble_of(error.orig)})) from error
        if not saved:
            raise


def _settled(path: Path, held: ExitStack) -> FileFault | None:
    """Lock the place and finish there what was begun; why it can only be looked at, where it cannot be written."""
    if not path.parent.is_dir():
        return None  # there is no store there
    looking = why_only_looking(path)
    if looking is FileFault.READ_ONLY:
        return looking  # nobody else can write here either
    try:
        held.callback(StoreLock(path).release)
        staging.settle(path)
    except OSError as error:
        reason = reason_of(error)
        if not isinstance(reason, FileFault) or not path.exists():
            raise StoreError(Problem("store_unread", values={"detail": reason})) from error
        return reason
    return looking


def utc_now() -> datetime:
    """The clock of a store that was given none."""
    return datetime.now(UTC)
