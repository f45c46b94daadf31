"""The keyslot file: one random data key, wrapped once for each way in.

    {"format": 2, "store": "…", "slots": [{"role": "password", "account": "A001", "version": 1, …, "wrapped": "…"}]}

Each slot is sealed to the store it belongs to, whose it is, its version and its parameters, so that none can be
weakened, exchanged or taken from elsewhere. A slot is rewritten alone; the file before it is kept until the new one has
opened the store once.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import InputError, Problem, StoreError
from app.services.base.file_faults import reason_of
from app.services.base.files import atomic
from app.services.base.store import place
from app.services.base.store.passwords import normalised

FORMAT = 2
PASSWORD, RECOVERY, ESCROW = "password", "recovery", "escrow"
# A slot that asks for more was not written by us: opening must not exhaust the machine.
MOST_MEMORY_KIB, MOST_PASSES, MOST_LANES, MOST_SLOTS, MOST_BYTES = 1024 * 1024, 100, 64, 32, 256 * 1024
Slot = dict[str, Any]
Wrapping = Callable[[Mapping[str, Any]], bytes]
"""Gives the key a slot is wrapped with, from its parameters."""
BROKEN = (ValueError, KeyError, TypeError, AttributeError, OverflowError, HashingError, RecursionError)


@dataclass(frozen=True, slots=True)
class KeyCost:
    """Argon2id's work. The default is the second recommendation of RFC 9106 (64 MiB, 3 passes, 4 lanes)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class SlotFile:
    """The ways into one store; ``store`` is a random name that each slot is sealed to."""

    store: str
    slots: tuple[Slot, ...]

    def of(self, role: str) -> Iterator[Slot]:
        """The slots of this role."""
        return (slot for slot in self.slots if slot.get("role") == role)


def keyslot_path(store: Path) -> Path:
    """The file with the wrapped key: it stands beside the store and moves with it."""
    return place.beside(store, place.KEYS)


def new_file() -> SlotFile:
    """No way in yet."""
    return SlotFile(secrets.token_hex(16), ())


def read(path: Path) -> SlotFile:
    """Raises StoreError ``keys_missing``, ``keys_damaged`` or ``keys_unread``."""
    if not path.exists():
        raise StoreError(Problem("keys_missing", values={"path": str(path)}))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("size")
        kept = json.loads(path.read_text(encoding="ascii"))
        slots = tuple(dict(slot) for slot in kept["slots"])
        if set(kept) != {"format", "store", "slots"} or kept["format"] != FORMAT:
            raise ValueError("format")
        if not isinstance(kept["store"], str) or not 0 < len(slots) <= MOST_SLOTS:
            raise ValueError("slots")
    except OSError as error:
        raise StoreError(Problem("keys_unread", values={"path": str(path), "reason": reason_of(error)})) from error
    except BROKEN as error:
        raise damaged(path) from error
    return SlotFile(kept["store"], slots)


def write(store: Path, file: SlotFile) -> None:
    """Whole or not at all. What stood there is kept as the generation before."""
    path, before = keyslot_path(store), place.beside(store, place.OLD_KEYS)
    if path.exists():
        with atomic(before) as temporary:
            place.own_file(temporary)
            shutil.copyfile(path, temporary)
    with atomic(path) as temporary:
        place.own_file(temporary)
        content = {"format": FORMAT, "store": file.store, "slots": list(file.slots)}
        temporary.write_text(json.dumps(content, indent=1), encoding="ascii")


def proven(store: Path) -> None:
    """The file in use has opened its store: the generation before it, and the password it still knew, go."""
    with suppress(OSError):
        place.beside(store, place.OLD_KEYS).unlink(missing_ok=True)


def bring_back(store: Path) -> None:
    """The generation before takes the place of a file nobody can read. Where nothing can be written it is used as it
    lies."""
    with suppress(InputError, OSError), atomic(keyslot_path(store)) as temporary:
        place.own_file(temporary)
        shutil.copyfile(place.beside(store, place.OLD_KEYS), temporary)


def put(file: SlotFile, slot: Slot) -> SlotFile:
    """The slot takes the place of the one of its role and account."""
    same = (slot["role"], slot["account"])
    return SlotFile(file.store, (*(one for one in file.slots if (one.get("role"), one.get("account")) != same), slot))


def without(file: SlotFile, role: str) -> SlotFile:
    """No slot of this role any more."""
    return SlotFile(file.store, tuple(slot for slot in file.slots if slot.get("role") != role))


def wrapped(file: SlotFile, key: bytes, role: str, account: str, parameters: Mapping[str, Any], by: Wrapping) -> Slot:
    """A new slot of this role and account around the data key; its version is one more than the last one's."""
    last = max((slot.get("version", 0) for slot in file.of(role) if slot.get("account") == account), default=0)
    head = {"role": role, "account": account, "version": last + 1, **parameters, "nonce": secrets.token_bytes(12).hex()}
    sealed = AESGCM(by(head)).encrypt(bytes.fromhex(head["nonce"]), key, _bound(file, head))
    return head | {"wrapped": sealed.hex()}


def opened(file: SlotFile, slot: Slot, by: Wrapping) -> bytes | None:
    """The data key in this slot; None when what it is tried with does not fit. Raises one of ``BROKEN`` for a slot
    nobody could open."""
    head = {name: value for name, value in slot.items() if name != "wrapped"}
    sealed, nonce = bytes.fromhex(slot["wrapped"]), bytes.fromhex(head["nonce"])
    wrapping = by(head)
    try:
        return AESGCM(wrapping).decrypt(nonce, sealed, _bound(file, head))
    except InvalidTag:
        return None


def by_password(password: str) -> Wrapping:
    """Argon2id of the password."""

    def wrapping(slot: Mapping[str, Any]) -> bytes:
        if slot["kdf"] != "argon2id":
            raise ValueError("kdf")
        return derive(password, slot)

    return wrapping


def by_secret(secret: bytes, purpose: str) -> Wrapping:
    """HKDF of a secret that is random itself: the recovery key, or what two keys agreed on."""

    def wrapping(slot: Mapping[str, Any]) -> bytes:
        salt = bytes.fromhex(slot["salt"])
        return HKDF(SHA256(), 32, salt, f"needfolio {purpose} {slot['account']}".encode()).derive(secret)

    return wrapping


def password_parameters(cost: KeyCost) -> dict[str, Any]:
    """Those of a new password slot."""
    work = {"memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes}
    return {"kdf": "argon2id", **work, "salt": secrets.token_bytes(16).hex()}


def derive(password: str, parameters: Mapping[str, Any]) -> bytes:
    """The key of 32 bytes that Argon2id makes of the password (NFKC) with the salt and cost given. Raises ValueError
    for a cost no slot of ours has."""
    memory, passes, lanes = parameters["memory_kib"], parameters["passes"], parameters["lanes"]
    if memory > MOST_MEMORY_KIB or passes > MOST_PASSES or lanes > MOST_LANES:
        raise ValueError("cost")
    return hash_secret_raw(
        normalised(password).encode(),
        bytes.fromhex(parameters["salt"]),
        time_cost=passes,
        memory_cost=memory,
        parallelism=lanes,
        hash_len=32,
        type=Type.ID,
    )


def damaged(path: Path) -> StoreError:
    """What is said of a file nobody could open."""
    return StoreError(Problem("keys_damaged", values={"path": str(path)}))


def _bound(file: SlotFile, head: Mapping[str, Any]) -> bytes:
    """What a slot is sealed to: its store and all it says."""
    return json.dumps({"store": file.store, **head}, sort_keys=True).encode()
