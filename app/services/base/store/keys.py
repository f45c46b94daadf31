"""The keyslot: a random data key, wrapped by a key that Argon2id derives from the password.

The password can change without rewriting the store, and the store file alone reveals nothing.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.errors import Problem, StoreError, bad_input
from app.services.base.file_faults import reason_of
from app.services.base.files import atomic
from app.services.base.store import place

LEAST_PASSWORD = 8
FORMAT = 1
# A slot that asks for more was not written by us: opening must not exhaust the machine.
MOST_MEMORY_KIB, MOST_PASSES = 1024 * 1024, 100


@dataclass(frozen=True, slots=True)
class KeyCost:
    """Argon2id's work. The default is the second recommendation of RFC 9106 (64 MiB, 3 passes, 4 lanes)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


def keyslot_path(store: Path) -> Path:
    """The file with the wrapped key: it stands beside the store and moves with it."""
    return place.beside(store, place.KEYS)


def create_key(store: Path, password: str, cost: KeyCost) -> bytes:
    """Make a new 256-bit data key and write its keyslot; returns the key. Raises InputError ``password_short``."""
    key = secrets.token_bytes(32)
    write_keyslot(store, key, password, cost)
    return key


def write_keyslot(store: Path, key: bytes, password: str, cost: KeyCost) -> None:
    """Wrap the key with the password and write it whole or not at all. Raises InputError ``password_short``."""
    check_password(password)
    header: dict[str, Any] = {
        "format": FORMAT,
        "kdf": "argon2id",
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": secrets.token_bytes(16).hex(),
        "nonce": secrets.token_bytes(12).hex(),
    }
    wrapped = AESGCM(derive(password, header)).encrypt(bytes.fromhex(header["nonce"]), key, bound(header))
    with atomic(keyslot_path(store)) as temporary:
        place.own_file(temporary)
        temporary.write_text(json.dumps(header | {"wrapped": wrapped.hex()}, indent=1), encoding="ascii")


def check_password(password: str) -> None:
    """Whether a new password will do. Raises InputError ``password_short``."""
    if len(password) < LEAST_PASSWORD:
        raise bad_input("password_short", least=LEAST_PASSWORD)


def read_key(store: Path, password: str) -> bytes:
    """Unwrap the data key. Raises StoreError ``keys_missing``, ``keys_damaged`` or ``wrong_password``."""
    path = keyslot_path(store)
    if not path.exists():
        raise StoreError(Problem("keys_missing", values={"path": str(path)}))
    try:
        slot = json.loads(path.read_text(encoding="ascii"))
        wrapped = bytes.fromhex(slot.pop("wrapped"))
        if slot["format"] != FORMAT or slot["kdf"] != "argon2id":
            raise ValueError("format")
        if slot["memory_kib"] > MOST_MEMORY_KIB or slot["passes"] > MOST_PASSES:
            raise ValueError("cost")
        wrapping, nonce = derive(password, slot), bytes.fromhex(slot["nonce"])
    except OSError as error:
        raise StoreError(Problem("keys_unread", values={"path": str(path), "reason": reason_of(error)})) from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, HashingError) as error:
        raise StoreError(Problem("keys_damaged", values={"path": str(path)})) from error
    try:
        return AESGCM(wrapping).decrypt(nonce, wrapped, bound(slot))
    except InvalidTag:
        raise StoreError(Problem("wrong_password")) from None


def derive(password: str, header: dict[str, Any]) -> bytes:
    """The key of 32 bytes that Argon2id makes of the password with the salt and cost of the header."""
    return hash_secret_raw(
        password.encode(),
        bytes.fromhex(header["salt"]),
        time_cost=header["passes"],
        memory_cost=header["memory_kib"],
        parallelism=header["lanes"],
        hash_len=32,
        type=Type.ID,
    )


def bound(header: dict[str, Any]) -> bytes:
    """The header is authenticated with the key, so that nobody can weaken the parameters unnoticed."""
    return json.dumps(header, sort_keys=True).encode()
