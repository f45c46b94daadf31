"""Help by the lead: a slot sealed to the lead's key, only where the agent asked for it, and always shown.

The lead's card is a public X25519 key as a line of text; its words are compared aloud before it is taken. The agent's
data key is sealed to it in one more slot. Who lost password and recovery key sends the key file – not the data – to the
lead, whose program writes a new password into it and never shows the key. The lead alone, without the agent's data,
reads nothing with it.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from app.errors import Place, Problem, StoreError, bad_input
from app.services.base import settings
from app.services.base.store import Actor, KeyCost, Store, keys, slots
from app.services.base.store.passwords import check_password
from app.services.base.store.slots import ESCROW, keyslot_path

KEY = "escrow.key"
HEAD = "NFE1-"
KEY_BYTES, CHECK_BYTES = 32, 4


def card(store: Store, actor: Actor) -> str:
    """The lead's card, made at the first asking; the private key stays in the lead's own encrypted store."""
    kept = settings.read(store, KEY)
    if not kept:
        kept = X25519PrivateKey.generate().private_bytes_raw().hex()
        settings.write(store, actor, KEY, kept)
    public = X25519PrivateKey.from_private_bytes(bytes.fromhex(kept)).public_key().public_bytes_raw()
    return HEAD + base64.urlsafe_b64encode(public + _check(public)).decode().rstrip("=")


def spoken(text: str) -> str:
    """Six groups of four digits to be compared aloud: the card is the lead's and nobody else's. Raises InputError
    ``escrow_card``."""
    number = int.from_bytes(hashlib.sha256(b"needfolio card" + _public(text)).digest())
    digits = f"{number % 10**24:024}"
    return " ".join(digits[start : start + 4] for start in range(0, 24, 4))


def opt_in(store: Store, actor: Actor, text: str, lead: str) -> None:
    """From now on the lead with this card could help. Raises InputError ``escrow_card``, ``required`` at ``lead``."""
    public, lead = _public(text), lead.strip()
    if not lead:
        raise bad_input("required", Place(field="lead"))
    one = X25519PrivateKey.generate()
    parameters = {
        "kdf": "x25519-hkdf-sha256",
        "lead": public.hex(),
        "ephemeral": one.public_key().public_bytes_raw().hex(),
        "salt": secrets.token_bytes(16).hex(),
    }
    shared = one.exchange(X25519PublicKey.from_public_bytes(public))
    with store.write(actor, "access.escrow"):
        file = slots.without(slots.read(keyslot_path(store.path)), ESCROW)
        slot = slots.wrapped(file, store.data_key, ESCROW, lead, parameters, slots.by_secret(shared, ESCROW))
        slots.write(store.path, slots.put(file, slot))


def opt_out(store: Store, actor: Actor) -> None:
    """Nobody could help any more, with this key file; with copies of it that were made before, still."""
    with store.write(actor, "access.escrow"):
        slots.write(store.path, slots.without(slots.read(keyslot_path(store.path)), ESCROW))


def help_with(store: Store, keys_file: Path, password: str, *, cost: KeyCost | None = None) -> None:
    """At the lead's: write a new password into an agent's key file. The agent puts the file back beside the data, opens
    it with that password and changes it. Raises StoreError ``escrow_none`` where the file is not sealed to this lead's
    card, and as reading a key file does."""
    check_password(password, field="new")
    kept, file = settings.read(store, KEY), slots.read(keys_file)
    own = X25519PrivateKey.from_private_bytes(bytes.fromhex(kept)) if kept else None
    key = None
    for slot in file.of(ESCROW) if own else ():
        try:
            shared = own.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(slot["ephemeral"]))) if own else b""
            key = key or slots.opened(file, slot, slots.by_secret(shared, ESCROW))
        except slots.BROKEN:
            continue
    if key is None:
        raise StoreError(Problem("escrow_none", values={"path": str(keys_file)}))
    keys.write_keyslot(_store_of(keys_file), key, password, cost)


def _store_of(keys_file: Path) -> Path:
    """The store a key file stands beside, whether it is there or not. Raises InputError ``escrow_file``."""
    store = keys_file.with_name(keys_file.name.removesuffix(".keys"))
    if keyslot_path(store) != keys_file:
        raise bad_input("escrow_file", Place(field="file"), path=str(keys_file))
    return store


def _public(text: str) -> bytes:
    plain = "".join(text.split())
    try:
        content = base64.urlsafe_b64decode(plain.removeprefix(HEAD) + "=" * (-len(plain.removeprefix(HEAD)) % 4))
    except ValueError:
        content = b""
    public = content[:KEY_BYTES]
    if not plain.startswith(HEAD) or len(content) != KEY_BYTES + CHECK_BYTES or _check(public) != content[KEY_BYTES:]:
        raise bad_input("escrow_card", Place(field="card"))
    return public


def _check(public: bytes) -> bytes:
    return hashlib.sha256(b"needfolio card check" + public).digest()[:CHECK_BYTES]
