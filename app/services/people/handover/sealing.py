"""A package as a file: compressed, and either signed with the giver's key and sealed to the taker's card, or encrypted
with a key that Argon2id derives from a password, for who has no card here."""

from __future__ import annotations

import hashlib
import json
import secrets
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from argon2.exceptions import HashingError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.errors import InputError, Place, Problem, bad_input
from app.services.base.file_faults import reason_of
from app.services.base.files import exported
from app.services.base.post import sealing as post_sealing
from app.services.base.post.identity import Identity, Public
from app.services.base.store.keys import MOST_MEMORY_KIB, MOST_PASSES, KeyCost, bound, check_password, derive

MAGIC = b"NEEDFOLIO HANDOVER 1\n"
SIGNED, PURPOSE = b"NEEDFOLIO HANDOVER SIGNED 1\n", "needfolio handover"
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


def seal_to(path: Path, document: dict[str, Any], own: Identity, to: Public) -> str:
    """Signed with our key and sealed to one card, whole or not at all; returns the digest of what is in it."""
    letter, found = post_sealing.signed(own, {"purpose": PURPOSE, "document": document})
    with exported(path) as temporary:
        temporary.write_bytes(SIGNED + post_sealing.sealed(letter, [to]))
    return found


def is_signed(path: Path) -> bool:
    """Whether it is opened with the own card and no password. Raises InputError ``cannot_read``."""
    return _content(path).startswith(SIGNED)


def unseal_signed(path: Path, own: Identity | None, sign_key: Callable[[str], bytes | None]) -> tuple[Any, str, str]:
    """What is in a signed package, its digest, and whose keys signed it. ``sign_key`` gives the signing key of a card
    that was compared. Raises InputError ``package_not_for_us``, ``package_stranger``, ``package_changed``."""
    place = Place(file=path.name)
    try:
        letter = post_sealing.opened(_content(path)[len(SIGNED) :], own) if own is not None else None
        if letter is None:
            raise bad_input("package_not_for_us", place)
        key = sign_key(letter.sender)
        if key is None:
            raise bad_input("package_stranger", place)
        if not letter.by(key):
            raise bad_input("package_changed", place)
        content = letter.document()
    except post_sealing.NotSound:
        raise bad_input("package_changed", place) from None
    if content.get("purpose") != PURPOSE or not isinstance(content.get("document"), dict):
        raise bad_input("package_strange", place)
    return content["document"], letter.digest, letter.sender


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise bad_input("cannot_read", Place(file=path.name), reason=reason_of(error)) from error


def unseal(path: Path, password: str) -> tuple[dict[str, Any], str]:
    """What is in the package, and its digest. Raises InputError: ``cannot_read``, ``package_strange`` for another kind
    of file, ``package_sealed`` when the password is wrong or a single bit is not as it was.
    """
    place = Place(file=path.name)
    raw = _content(path)
    try:
        if not raw.startswith(MAGIC):
            raise ValueError("magic")
        line, _, body = raw[len(MAGIC) :].partition(b"\n")
        header = json.loads(line)
        if header["memory_kib"] > MOST_MEMORY_KIB or header["passes"] > MOST_PASSES:
            raise ValueError("cost")
        key, nonce = derive(password, header), bytes.fromhex(header["nonce"])
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, HashingError) as error:
        raise bad_input("package_strange", place) from error
    try:
        packed = AESGCM(key).decrypt(nonce, body, bound(header))
        content = _unpacked(packed)
        document = json.loads(content)
    except (InvalidTag, zlib.error, ValueError, RecursionError):
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
