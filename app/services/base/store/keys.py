"""The ways to the data key: the password, and the recovery key for whoever lost it.

The store is encrypted with a random key that never changes with a password; each way in holds it wrapped
(:mod:`slots`). The store file alone reveals nothing.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.errors import Problem, StoreError
from app.log import LOGGER
from app.services.base.store import place, recovery, slots, tries
from app.services.base.store.passwords import check_password
from app.services.base.store.slots import (
    MOST_MEMORY_KIB,
    MOST_PASSES,
    PASSWORD,
    RECOVERY,
    KeyCost,
    SlotFile,
    Wrapping,
    derive,
    keyslot_path,
)

__all__ = ["MOST_MEMORY_KIB", "MOST_PASSES", "KeyCost", "bound", "check_password", "derive", "keyslot_path"]
OWNER = "owner"
"""The account of a store's one password; a store of several people names them."""


def create_key(store: Path, password: str, cost: KeyCost) -> bytes:
    """Make a new 256-bit data key and write its keyslot; returns the key. Raises InputError as check_password."""
    key = secrets.token_bytes(32)
    write_keyslot(store, key, password, cost)
    return key


def write_keyslot(
    store: Path,
    key: bytes,
    password: str,
    cost: KeyCost | None = None,
    *,
    account: str = OWNER,
    checked: bool = True,
) -> None:
    """Wrap the key with the password, in the place of the account's password before; the other ways in stay as they
    are. Raises InputError as check_password, unless it is a password that was taken before (``checked`` False)."""
    if checked:
        check_password(password)
    file = slots.read(keyslot_path(store)) if keyslot_path(store).exists() else slots.new_file()
    parameters = slots.password_parameters(cost or KeyCost())
    slot = slots.wrapped(file, key, PASSWORD, account, parameters, slots.by_password(password))
    slots.write(store, slots.put(file, slot))


def read_key(store: Path, password: str, *, counted: bool = False) -> bytes:
    """Unwrap the data key. Raises StoreError ``keys_missing``, ``keys_damaged``, ``keys_unread`` or ``wrong_password``.

    ``counted``: wrong ones are counted beside the store, and after some of them one waits (``password_wait``)."""
    if counted:
        tries.check(store)
    try:
        key = _unwrapped(store, PASSWORD, slots.by_password(password), "wrong_password")
    except StoreError as error:
        if counted and error.problems[0].code == "wrong_password":
            tries.failed(store)
        raise
    if counted:
        tries.opened(store)
    return key


def keep_recovery(store: Path, key: bytes, text: str) -> None:
    """The recovery key opens the store from now on; one that did before does not any more. Raises InputError
    ``recovery_shape``."""
    secret, file = recovery.read(text), slots.read(keyslot_path(store))
    parameters = {"kdf": "hkdf-sha256", "salt": secrets.token_bytes(16).hex()}
    slot = slots.wrapped(file, key, RECOVERY, OWNER, parameters, slots.by_secret(secret, RECOVERY))
    slots.write(store, slots.put(file, slot))


def recovered_key(store: Path, text: str) -> bytes:
    """The data key by the recovery key. Raises InputError ``recovery_shape`` and StoreError ``wrong_recovery``,
    ``recovery_none``, or as :func:`read_key`."""
    secret = recovery.read(text)
    if not ways_in(store)[RECOVERY]:
        raise StoreError(Problem("recovery_none"))
    return _unwrapped(store, RECOVERY, slots.by_secret(secret, RECOVERY), "wrong_recovery")


def ways_in(store: Path) -> dict[str, list[str]]:
    """The accounts that have a way in, by role."""
    file = slots.read(keyslot_path(store))
    roles = (PASSWORD, RECOVERY, slots.ESCROW)
    return {role: [str(slot.get("account")) for slot in file.of(role)] for role in roles}


def bound(header: Mapping[str, Any]) -> bytes:
    """A header is authenticated with what it stands before, so that nobody can weaken its parameters unnoticed."""
    return json.dumps(header, sort_keys=True).encode()


def _unwrapped(store: Path, role: str, by: Wrapping, refused: str) -> bytes:
    """By the file in use, or the generation before it where that one is torn."""
    fault: StoreError | None = None
    for path, file in _generations(store):
        try:
            if (key := _tried(path, file, role, by)) is not None:
                if path != keyslot_path(store):
                    LOGGER.warning("the keyslots of the generation before are in use: the newer ones are damaged")
                    slots.bring_back(store)
                else:
                    slots.proven(store)
                return key
        except StoreError as error:
            fault = fault or error
            continue
        break  # a whole file that does not know what was tried is believed
    raise fault or StoreError(Problem(refused))


def _generations(store: Path) -> Iterator[tuple[Path, SlotFile]]:
    """Those that can be read. Raises what is wrong with the file in use when there is no other."""
    path, before = keyslot_path(store), place.beside(store, place.OLD_KEYS)
    try:
        yield path, slots.read(path)
    except StoreError:
        if not before.exists():
            raise
    if before.exists():
        yield before, slots.read(before)


def _tried(path: Path, file: SlotFile, role: str, by: Wrapping) -> bytes | None:
    """Raises StoreError ``keys_damaged`` when no slot of the role could be tried at all."""
    sound = 0
    for slot in file.of(role):
        try:
            key = slots.opened(file, slot, by)
        except slots.BROKEN:
            continue
        sound += 1
        if key is not None:
            return key
    if not sound:
        raise slots.damaged(path)
    return None
