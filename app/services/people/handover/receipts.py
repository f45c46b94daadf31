"""The receipt: written by who took a package, read by who gave it. It knows the digest only the package can tell."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import select

from app.errors import Place, bad_input
from app.models import Handover
from app.services.base.file_faults import reason_of
from app.services.base.files import exported
from app.services.base.store import Actor, Store
from app.services.people.handover.keeping import HandoverRow, row_of

KIND = "needfolio handover receipt"
LARGEST = 1 << 20


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
    with exported(path, ".json") as temporary:
        temporary.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def confirm(store: Store, actor: Actor, path: Path) -> HandoverRow:
    """Note on our hand-over that it was received. Raises InputError ``receipt_strange`` for another file, and
    ``receipt_other`` for one that is of no package of ours.
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
    except OSError as error:
        raise bad_input("cannot_read", place, reason=reason_of(error)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise bad_input("receipt_strange", place) from error
    with store.write(actor, "handover.confirm") as session:
        found = session.scalar(select(Handover).where(Handover.package == package, Handover.direction == "out"))
        if found is None or found.digest != digest:
            raise bad_input("receipt_other", place)
        found.received_at = found.received_at or session.now
        found.other_code, found.other_name = code[:40], name[:120] or found.other_name
        session.note(package=package)
        return row_of(found)
