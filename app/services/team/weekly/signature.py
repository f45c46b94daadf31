"""Who wrote a weekly workbook: its control sheet is signed with the key the agent's post is signed with.

The seal of the control sheet covers the seals of all sheets; the signature covers that seal and how far the store had
come, so that nobody else can write a workbook in somebody's name. A store that never had keys writes none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.services.base.post import identity
from app.services.base.store import audit

PURPOSE = b"needfolio weekly workbook 1"
KEY, STEPS, HEAD, TEXT = "signed.key", "signed.steps", "signed.head", "signature"
NAMES = (KEY, STEPS, HEAD, TEXT)


def entries(session: Session, found: Mapping[str, Any]) -> dict[str, Any]:
    """What stands below the entries of a control sheet; nothing where the store has no keys."""
    own = identity.of_session(session)
    if own is None:
        return {}
    head = audit.last(session)
    added: dict[str, Any] = {KEY: own.public.sign.hex(), STEPS: head.steps, HEAD: head.digest}
    return added | {TEXT: own.sign(PURPOSE, _content({**found, **added})).hex()}


def without(found: Mapping[str, Any]) -> dict[str, Any]:
    """The entries the seal of the control sheet is made over."""
    return {key: value for key, value in found.items() if key not in NAMES}


def is_signed(found: Mapping[str, Any]) -> bool:
    """Whether it says to be."""
    return bool(found.get(TEXT))


def signer(found: Mapping[str, Any]) -> str | None:
    """The key that signed just these entries; None where they are not signed, or not by the key they name."""
    try:
        key, signature = bytes.fromhex(str(found[KEY])), bytes.fromhex(str(found[TEXT]))
        return key.hex() if identity.verified(key, PURPOSE, _content(found), signature) else None
    except (KeyError, ValueError):
        return None


def _content(found: Mapping[str, Any]) -> bytes:
    """The steps are a number, however a program that saved the file again has written it."""
    return f"{found['seal']}|{int(float(found[STEPS]))}|{found[HEAD]}|{found[KEY]}".encode()
