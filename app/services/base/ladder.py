"""Backups by themselves: a copy when something changed, the old ones thinned out, a second place, and a drill.

Each copy was opened again and compared before it got its name, so that thinning out never leaves a bad one alone. What
is remembered of it is no record: it stands aside, as drafts do.
"""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.enums import CopyKind, FileFault, StoreDamage
from app.errors import NeedfolioError, Place, Problem, StoreError, bad_input
from app.log import LOGGER
from app.models import Setting
from app.services.base import backup, restoring, settings
from app.services.base.file_faults import reason_of
from app.services.base.files import atomic_together
from app.services.base.restoring import Copy
from app.services.base.store import Actor, Store, audit, head, place
from app.services.rules.base import ladder as rule

SECOND, COPIED, DRILLED = "backup.second", "backup.copied", "backup.drilled"


@dataclass(frozen=True, slots=True)
class Drill:
    """A copy was brought back to a place of its own and compared; ``fault`` is "" when it was whole, else the
    code of words that say what was not."""

    at: datetime
    copy: str
    fault: str


@dataclass(frozen=True, slots=True)
class Safety:
    """How safe the store is. ``size`` in bytes; times in UTC, None for never."""

    path: Path
    size: int
    steps: int
    last: Copy | None
    second: Path | None
    copied: datetime | None
    drill: Drill | None


def state(store: Store) -> Safety:
    """What is known of the backups of this store, without opening any."""
    with store.read() as session:
        second, copied, drilled = (settings.get(session, key) for key in (SECOND, COPIED, DRILLED))
    size = sum(place.beside(store.path, part).stat().st_size for part in place.there(store.path))
    drill = Drill(datetime.fromisoformat(drilled["at"]), drilled["copy"], drilled["fault"]) if drilled else None
    at = datetime.fromisoformat(copied) if copied else None
    last = next(iter(_own(store)), None)
    return Safety(store.path, size, store.steps().steps, last, Path(second) if second else None, at, drill)


def second_is_late(known: Safety, now: datetime) -> bool:
    """Whether the second place was chosen and has had no copy for a week."""
    return known.second is not None and (known.copied is None or now - known.copied >= rule.SECOND_PLACE_AFTER)


def changed(store: Store) -> bool:
    """Whether something was saved since the last copy."""
    last = next(iter(_own(store)), None)
    kept = None if last is None else head.read(last.path, store.data_key)
    return kept != store.steps()


def step(store: Store) -> Path | None:
    """A copy if something changed since the last one, then the old ones are thinned out; the second place gets it too,
    where it is there. Returns the copy, None when nothing was to be done. Raises StoreError when the store does not
    pass its check: no copy is made, and none goes.
    """
    if store.only_looking is not None:
        return None
    made = None
    if changed(store):
        made = backup.folder_of(store.path) / f"{store.path.stem}-auto-{backup.stamp()}{store.path.suffix}"
        store.copy_to(made)
        _thin_out(backup.folder_of(store.path), store)
    with suppress(NeedfolioError):  # a stick that is not there is told by its date
        copy_to_second(store)
    return made


def choose_second(store: Store, actor: Actor, folder: Path | None) -> None:
    """A folder on another disk that gets each copy too; None for none. Raises InputError ``second_place`` for the
    store's own folder or one that is not there."""
    if folder is not None:
        own = (store.path.parent, backup.folder_of(store.path))
        if not folder.is_dir() or place.real(folder) in own:
            raise bad_input("second_place", Place(field="second"), path=str(folder))
    settings.write(store, actor, SECOND, "" if folder is None else str(folder))


def copy_to_second(store: Store) -> Path | None:
    """The newest copy to the second place, compared byte by byte; None when there is nothing to do. Raises InputError
    ``second_place`` when it is not there."""
    known = state(store)
    if known.second is None or known.last is None:
        return None
    if not known.second.is_dir():
        raise bad_input("second_place", path=str(known.second))
    target = known.second / known.last.path.name
    if not target.exists():
        parts = [part for part in place.PARTS if place.beside(known.last.path, part).exists()]
        with atomic_together([place.beside(target, part) for part in parts]) as temporaries:
            for part, temporary in zip(parts, temporaries, strict=True):
                source = place.beside(known.last.path, part)
                shutil.copyfile(source, temporary)
                if not filecmp.cmp(source, temporary, shallow=False):
                    raise StoreError(Problem("store_damaged", values={"detail": StoreDamage.COPY}))
        _thin_out(known.second, store)
    _remember(store, COPIED, store.now().isoformat())
    return target


def drill_is_due(known: Safety, now: datetime) -> bool:
    """Once a month the last copy is brought back to see whether it can be."""
    return known.last is not None and (known.drill is None or now - known.drill.at >= rule.DRILL_AFTER)


def drill(store: Store) -> Drill | None:
    """Bring the newest copy back to a folder of its own, open it, and compare rows and steps with what it was; the
    folder is gone afterwards. None when there is no copy yet."""
    last = next(iter(_own(store)), None)
    if last is None:
        return None
    done = Drill(store.now(), last.path.name, _fault_of(store, last))
    if done.fault:
        LOGGER.error("a drill failed: a copy cannot be brought back")
    _remember(store, DRILLED, {"at": done.at.isoformat(), "copy": done.copy, "fault": done.fault})
    return done


def _fault_of(store: Store, copy: Copy) -> str:
    try:
        with tempfile.TemporaryDirectory(prefix="needfolio-") as folder:
            there = Path(folder) / store.path.name
            restoring.restore(copy.path, there, lambda _: store.data_key)
            tried = Store.unlocked(there, lambda _: store.data_key)
            try:
                if found := tried.faults():
                    return _code(found[0])
                steps = tried.steps()
                with store.read() as session:
                    known = audit.digest_at(session, steps.steps)
                return "" if known == steps.digest else _code(StoreDamage.CHAIN)
            finally:
                tried.close()
    except OSError as error:
        LOGGER.exception("a copy could not be tried")
        return _code(reason_of(error))
    except NeedfolioError as error:
        detail = error.problems[0].values.get("detail")
        return _code(detail if isinstance(detail, StrEnum) else StoreDamage.COPY)


def _code(fault: StrEnum | str) -> str:
    """What is kept of a fault: the code of its words."""
    families: dict[type, str] = {StoreDamage: "store_damage", FileFault: "file_fault"}
    family = families.get(type(fault))
    return f"{family}.{fault}" if family else str(fault)


def _own(store: Store) -> list[Copy]:
    """The copies made by themselves in the store's own folder, the newest first."""
    return [copy for copy in restoring.found(store.path) if copy.kind is CopyKind.AUTO]


def _thin_out(folder: Path, store: Store) -> None:
    copies = {
        copy.at: copy.path
        for copy in restoring.found(store.path, [folder])
        if copy.kind is CopyKind.AUTO and copy.path.parent == folder
    }
    for at in set(copies) - rule.kept(copies):
        backup.remove(copies[at])
    for copy in restoring.found(store.path, [folder]):
        old = copy.kind is CopyKind.BEFORE and store.now() - copy.at > rule.BEFORE_FOR
        if old and copy.path.parent == folder:
            backup.remove(copy.path)


def _remember(store: Store, key: str, value: object) -> None:
    with store.aside() as session:
        session.merge(Setting(key=key, value=value, updated_at=store.now()))
