"""Who this store is to others: a key to sign with and a key to be written to, kept inside the encrypted store."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy.orm import Session

from app.services.base import settings
from app.services.base.store import Actor, Store, WriteSession

KEY = "post.identity"


@dataclass(frozen=True, slots=True)
class Public:
    """The two public keys of somebody. ``key`` names them."""

    sign: bytes
    seal: bytes

    @property
    def key(self) -> str:
        """32 hexadecimal digits; nobody finds other keys of this name."""
        return hashlib.sha256(b"needfolio post keys" + self.sign + self.seal).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Identity:
    """Both private keys. Never shown, never written anywhere but into the store."""

    signing: Ed25519PrivateKey
    sealing: X25519PrivateKey

    @property
    def public(self) -> Public:
        """What others know of it."""
        return Public(self.signing.public_key().public_bytes_raw(), self.sealing.public_key().public_bytes_raw())

    def sign(self, purpose: bytes, content: bytes) -> bytes:
        """64 bytes; ``purpose`` keeps a signature from standing for anything else."""
        return self.signing.sign(purpose + b"\x00" + content)


def own(store: Store, actor: Actor) -> Identity:
    """This store's, made at the first asking."""
    if (found := known(store)) is not None:
        return found
    with store.write(actor, "post.identity") as session:
        return fresh(session)


def fresh(session: WriteSession) -> Identity:
    """New keys in the place of those before, within a unit of work."""
    kept = {
        "sign": Ed25519PrivateKey.generate().private_bytes_raw().hex(),
        "seal": X25519PrivateKey.generate().private_bytes_raw().hex(),
    }
    settings.put(session, KEY, kept)
    return _of(kept)


def known(store: Store) -> Identity | None:
    """This store's, if it ever had one."""
    with store.read() as session:
        return of_session(session)


def of_session(session: Session) -> Identity | None:
    """The same within a unit of work."""
    kept = settings.get(session, KEY)
    return _of(kept) if kept else None


def verified(sign_key: bytes, purpose: bytes, content: bytes, signature: bytes) -> bool:
    """Whether whoever has the key signed just this."""
    try:
        Ed25519PublicKey.from_public_bytes(sign_key).verify(signature, purpose + b"\x00" + content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _of(kept: dict[str, str]) -> Identity:
    signing = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept["sign"]))
    return Identity(signing, X25519PrivateKey.from_private_bytes(bytes.fromhex(kept["seal"])))
