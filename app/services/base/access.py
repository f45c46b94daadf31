"""Who gets in: changing the password, the recovery key, and a new data key after a laptop was lost."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from app.enums import StoreDamage
from app.errors import Place, Problem, StoreError, bad_input
from app.services.base import agents, backup
from app.services.base.store import Actor, KeyCost, Store, copies, head, keys, place, recovery, staging, tries
from app.services.base.store.lock import held
from app.services.base.store.passwords import check_password
from app.services.base.store.slots import ESCROW, RECOVERY


@dataclass(frozen=True, slots=True)
class Access:
    """Which ways in there are besides the password. ``escrow`` names the lead who could help, "" for nobody."""

    recovery: bool
    escrow: str


def state(store: Store) -> Access:
    """The ways into this store. Raises StoreError when its key file cannot be read."""
    ways = keys.ways_in(store.path)
    return Access(bool(ways[RECOVERY]), next(iter(ways[ESCROW]), ""))


def change_password(store: Store, actor: Actor, old: str, new: str, *, cost: KeyCost | None = None) -> None:
    """One slot is rewritten, not the store. Copies made before still open with the old password. Raises InputError
    ``wrong_password`` at ``old``, and at ``new`` as ``check_password``."""
    check_password(new, _about(store), field="new")
    confirm(store, old)
    with store.write(actor, "access.password"):
        keys.write_keyslot(store.path, store.data_key, new, cost)


def confirm(store: Store, password: str, field: str = "old") -> None:
    """Raises InputError ``wrong_password`` at ``field`` for a password that does not open this store."""
    try:
        keys.read_key(store.path, password)
    except StoreError as error:
        if error.problems[0].code != "wrong_password":
            raise
        raise bad_input("wrong_password", Place(field=field)) from None


def new_recovery_key() -> str:
    """160 random bits to be shown once; it opens nothing before it is kept."""
    return recovery.new()


def keep_recovery_key(store: Store, actor: Actor, text: str, group: int, typed: str) -> None:
    """From now on it opens the store, and one made before does not. ``typed`` is its ``group`` (from 0) as written
    down: what was never written down is worth nothing. Raises InputError ``recovery_group``."""
    if recovery.plain(typed) != recovery.groups(text)[group]:
        raise bad_input("recovery_group", Place(field="group"), number=group + 1)
    with store.write(actor, "access.recovery"):
        keys.keep_recovery(store.path, store.data_key, text)


def recover(path: Path, text: str, new: str, *, cost: KeyCost | None = None) -> None:
    """A new password by the recovery key, for a store that is not open. Raises InputError ``recovery_shape`` or of the
    password, StoreError ``wrong_recovery``, ``recovery_none``, ``store_in_use``."""
    path = place.real(path)
    recovery.read(text)
    check_password(new, field="new")
    if not path.exists() and not staging.is_waiting(path):
        raise StoreError(Problem("store_missing", values={"path": str(path)}))
    with held(path):
        staging.settle(path)
        keys.write_keyslot(path, keys.recovered_key(path, text), new, cost)
        tries.opened(path)


def new_data_key(path: Path, password: str, *, cost: KeyCost | None = None) -> Path | None:
    """Encrypt the whole store with a new key, after somebody may have had the old one: written anew, compared, then put
    in its place in one step. The password stays; the recovery key and the escrow must be made anew. What was is kept
    under ``backups``, its path is returned: whoever has the old key opens that, and every older copy. Raises StoreError
    as opening does.
    """
    path = place.real(path)
    with held(path):
        staged = staging.begin(path)
        try:
            old, new = keys.read_key(path, password), secrets.token_bytes(32)
            place.own_file(staged)
            last = copies.rewritten(path, old, staged, new)
            if copies.faults(staged, new) or copies.last_step(staged, new) != last:
                raise StoreError(Problem("store_damaged", values={"detail": StoreDamage.COPY}))
            keys.write_keyslot(staged, new, password, cost, checked=False)
            place.own_file(head.head_path(staged))
            head.head_path(staged).write_bytes(head.whole(last, new))
            return staging.finish(path, f"{path.stem}-replaced-{backup.stamp()}{path.suffix}")
        except BaseException:
            staging.throw_away(path)
            raise


def _about(store: Store) -> list[str]:
    row = agents.profile(store)
    return [row.code, row.name, row.licence, row.team]
