"""The receipt: written by who took a package, read by who gave it. It knows the digest only the package can tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.errors import Place, bad_input
from app.models import Handover
from app.services.base.file_faults import reason_of
from app.services.base.files import exported
from app.services.base.post import identity, peers
from app.services.base.store import Actor, Store
from app.services.people.handover.keeping import HandoverRow, row_of

KIND = "needfolio handover receipt"
LARGEST = 1 << 20
PURPOSE = b"needfolio handover receipt 1"


def write_receipt(store: Store, handover_id: str, by: Actor, path: Path) -> None:
    """Codes and counts only: no names. Raises InputError ``not_found`` or ``cannot_write``."""
    with store.read() as session:
        row = session.get(Handover, handover_id)
        if row is None or row.direction != "in" or row.received_at is None:
            raise bad_input("not_found")
        content = {
            "kind": KIND,
            "package": row.package,
            "digest": row.digest,
            "received_at": row.received_at.isoformat(),
            "by": {"code": by.code, "name": by.name},
            "households": [one["code"] for one in row.households],
            "rows": sum(int(count) for count in row.counts.values()),
        }
    own = identity.known(store)
    if own is not None:
        content |= {"key": own.public.key, "signature": own.sign(PURPOSE, _told(content)).hex()}
    with exported(path, ".json") as temporary:
        temporary.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def confirm(store: Store, actor: Actor, path: Path) -> HandoverRow:
    """Note on our hand-over that it was received. Raises InputError ``receipt_strange`` for another file,
    ``receipt_other`` for one that is of no package of ours, and ``receipt_unsigned`` where the package was sealed to a
    card and the receipt is not signed with its key.
    """
    place = Place(file=path.name)
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError("size")
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["kind"] != KIND:
            raise ValueError("kind")
        package, digest, by = str(content["package"]), str(content["digest"]), content["by"]
        code, name = str(by["code"]), str(by["name"])
        key, signature = str(content.pop("key", "")), bytes.fromhex(content.pop("signature", ""))
    except OSError as error:
        raise bad_input("cannot_read", place, reason=reason_of(error)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise bad_input("receipt_strange", place) from error
    signer = peers.sign_key(store, key)
    signed = signer is not None and identity.verified(signer, PURPOSE, _told(content), signature)
    with store.write(actor, "handover.confirm") as session:
        found = session.scalar(select(Handover).where(Handover.package == package, Handover.direction == "out"))
        if found is None or found.digest != digest:
            raise bad_input("receipt_other", place)
        if found.other_key and not (signed and key == found.other_key):
            raise bad_input("receipt_unsigned", place, name=found.other_name)
        found.received_at = found.received_at or session.now
        found.other_code, found.other_name = code[:40], name[:120] or found.other_name
        session.note(package=package)
        return row_of(found)


def _told(content: dict[str, Any]) -> bytes:
    """What is signed of a receipt."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
