"""A package: signed by who wrote it, then encrypted for those it is for. One flipped bit, and it is none.

head line (JSON): ephemeral key, for each recipient the content key wrapped
body: AES-GCM over the compressed letter, bound to the head line
letter: name of the sender's keys, signature, document (JSON)
"""

from __future__ import annotations

import hashlib
import json
import secrets
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.services.base.post.identity import Identity, Public, verified

PURPOSE = b"needfolio post letter 1"
NAME, SIGNATURE, NONCE = 16, 64, bytes(12)
LARGEST = 64 * 1024 * 1024  # bytes of a letter unpacked
MOST_RECIPIENTS, LONGEST_HEAD = 1_000, 512 * 1024


class NotSound(Exception):
    """It is no package, or not as it was written."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a package held. ``sender`` names the keys; it is believed once :meth:`by` says so."""

    sender: str
    signature: bytes
    content: bytes

    def by(self, sign_key: bytes) -> bool:
        """Whether whoever has this key signed it."""
        return verified(sign_key, PURPOSE, self.content, self.signature)

    @property
    def digest(self) -> str:
        """SHA-256 of what was signed: the name of the package in its row."""
        return digest(self.content)

    def document(self) -> dict[str, Any]:
        """Raises NotSound. Only to be asked once the signature is believed."""
        try:
            found = json.loads(self.content)
        except (ValueError, RecursionError):
            raise NotSound from None
        if not isinstance(found, dict):
            raise NotSound
        return found


def digest(content: bytes) -> str:
    """SHA-256 as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def signed(identity: Identity, document: dict[str, Any]) -> tuple[bytes, str]:
    """The letter, and the digest of what was signed."""
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return bytes.fromhex(identity.public.key) + identity.sign(PURPOSE, content) + content, digest(content)


def sealed(letter: bytes, recipients: Iterable[Public]) -> bytes:
    """The package for those recipients and nobody else."""
    key, one = secrets.token_bytes(32), X25519PrivateKey.generate()
    ephemeral = one.public_key().public_bytes_raw()
    head = {
        "ephemeral": ephemeral.hex(),
        "nonce": secrets.token_bytes(12).hex(),
        "to": [[public.key, _wrap(one, ephemeral, public, key).hex()] for public in recipients],
    }
    line = json.dumps(head, sort_keys=True).encode()
    return line + b"\n" + AESGCM(key).encrypt(bytes.fromhex(str(head["nonce"])), zlib.compress(letter, 6), line)


def opened(package: bytes, identity: Identity) -> Letter | None:
    """The letter in it; None where it is for others. Raises NotSound."""
    line, newline, body = package[:LONGEST_HEAD].partition(b"\n")
    body += package[LONGEST_HEAD:]
    try:
        head = json.loads(line)
        ephemeral, nonce, wrapped = bytes.fromhex(head["ephemeral"]), bytes.fromhex(head["nonce"]), head["to"]
        mine = next((w for key, w in wrapped if key == identity.public.key), None)
        if not newline or len(wrapped) > MOST_RECIPIENTS:
            raise NotSound
        if mine is None:
            return None
        key = _unwrap(identity, ephemeral, bytes.fromhex(mine))
        letter = _unpacked(AESGCM(key).decrypt(nonce, body, line))
    except (ValueError, KeyError, TypeError, AttributeError, InvalidTag, zlib.error, RecursionError):
        raise NotSound from None
    if len(letter) < NAME + SIGNATURE:
        raise NotSound
    return Letter(letter[:NAME].hex(), letter[NAME : NAME + SIGNATURE], letter[NAME + SIGNATURE :])


def _wrap(one: X25519PrivateKey, ephemeral: bytes, public: Public, key: bytes) -> bytes:
    shared = one.exchange(X25519PublicKey.from_public_bytes(public.seal))
    return AESGCM(_wrapping(shared, ephemeral, public)).encrypt(NONCE, key, None)  # each key of wrapping is used once


def _unwrap(identity: Identity, ephemeral: bytes, wrapped: bytes) -> bytes:
    shared = identity.sealing.exchange(X25519PublicKey.from_public_bytes(ephemeral))
    return AESGCM(_wrapping(shared, ephemeral, identity.public)).decrypt(NONCE, wrapped, None)


def _wrapping(shared: bytes, ephemeral: bytes, public: Public) -> bytes:
    return HKDF(SHA256(), 32, ephemeral + public.seal, b"needfolio post wrapping 1").derive(shared)


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(packed, LARGEST)
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ValueError("size")
    return content
