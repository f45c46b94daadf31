"""A package as a file: compressed, encrypted with a key that Argon2id derives from its password, and authenticated."""

from __future__ import annotations

import hashlib
import json
import secrets
import zlib
from pathlib import Path
from typing import Any

from argon2.exceptions import HashingError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.errors import InputError, Place, Problem, bad_input
from app.services.base.file_faults import reason_of
from app.services.base.files import exported
from app.services.base.store.keys import MOST_MEMORY_KIB, MOST_PASSES, KeyCost, bound, check_password, derive

MAGIC = b"NEEDFOLIO HANDOVER 1\n"
LARGEST = 1 << 30  # bytes unpacked; beyond that it is no package of ours
ENDING = ".nfh"


def digest(content: bytes) -> str:
    """SHA-256 as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def seal(path: Path, document: dict[str, Any], password: str, cost: KeyCost | None = None) -> str:
    """Write it whole or not at all; returns the digest of what is in it. Raises InputError as ``check_password``."""
    check_password(password, field="password")
    cost = cost or KeyCost()
    header: dict[str, Any] = {
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": secrets.token_bytes(16).hex(),
        "nonce": secrets.token_bytes(12).hex(),
    }
    content = json.dumps(document, ensure_ascii=False, sort_keys=True).encode()
    key = derive(password, header)
    body = AESGCM(key).encrypt(bytes.fromhex(header["nonce"]), zlib.compress(content, 6), bound(header))
    with exported(path) as temporary:
        temporary.write_bytes(MAGIC + json.dumps(header).encode() + b"\n" + body)
    return digest(content)


def unseal(path: Path, password: str) -> tuple[dict[str, Any], str]:
    """What is in the package, and its digest. Raises InputError: ``cannot_read``, ``package_strange`` for another kind
    of file, ``package_sealed`` when the password is wrong or a single bit is not as it was.
    """
    place = Place(file=path.name)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise bad_input("cannot_read", place, reason=reason_of(error)) from error
    try:
        if not raw.startswith(MAGIC):
            raise ValueError("magic")
        line, _, body = raw[len(MAGIC) :].partition(b"\n")
        header = json.loads(line)
        if header["memory_kib"] > MOST_MEMORY_KIB or header["passes"] > MOST_PASSES:
            raise ValueError("cost")
        key, nonce = derive(password, header), bytes.fromhex(header["nonce"])
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, HashingError) as error:
        raise bad_input("package_strange", place) from error
    try:
        packed = AESGCM(key).decrypt(nonce, body, bound(header))
        content = _unpacked(packed)
        document = json.loads(content)
    except (InvalidTag, zlib.error, ValueError):
        raise InputError(Problem("package_sealed", place)) from None
    if not isinstance(document, dict):
        raise bad_input("package_strange", place)
    return document, digest(content)


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(packed, LARGEST)
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ValueError("size")
    return content
