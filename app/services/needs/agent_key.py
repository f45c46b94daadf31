"""The agent's key to the customer view: the store's password, and a PIN if one is chosen.

It keeps a family from wandering into other people's data while the screen is theirs; it does not protect the file,
which the password does. So a wrong one never locks anything for good.
"""

from __future__ import annotations

import re

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.errors import Place, StoreError, bad_input
from app.services.base import settings
from app.services.base.store import Actor, Store
from app.services.base.store.keys import read_key

SETTING = "customer_view.pin"
PIN = re.compile(r"[0-9]{4,12}")
_HASHER = PasswordHasher(time_cost=2, memory_cost=16 * 1024, parallelism=2)


def has_pin(store: Store) -> bool:
    """Whether a PIN opens the way back from the customer view."""
    return bool(settings.read(store, SETTING))


def choose_pin(store: Store, actor: Actor, pin: str) -> None:
    """Four to twelve digits; empty takes the PIN away. Raises InputError ``pin_shape`` at ``pin``."""
    if pin and not PIN.fullmatch(pin):
        raise bad_input("pin_shape", Place(field="pin"))
    with store.write(actor, "pin.choose") as session:
        settings.put(session, SETTING, _HASHER.hash(pin) if pin else "")


def opens(store: Store, text: str) -> bool:
    """Whether this is the PIN or the store's password. Deriving a key takes a moment: for a worker."""
    kept = settings.read(store, SETTING)
    if kept and PIN.fullmatch(text):
        try:
            return _HASHER.verify(kept, text)
        except (VerificationError, InvalidHashError):
            pass  # it may still be the password
    try:
        read_key(store.path, text)
    except StoreError:
        return False
    return True
