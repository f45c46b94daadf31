"""The contract's papers: kept within the encrypted store, and given out again byte by byte."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from app.errors import Place, bad_input
from app.models import Policy, PolicyFile
from app.services.base.file_faults import reason_of
from app.services.base.files import exported
from app.services.base.store import Actor, Store
from app.services.rules.base.moments import day_of

MOST_BYTES = 10 * 1024 * 1024
MARK = b"%PDF-"


@dataclass(frozen=True, slots=True)
class FileRow:
    """``size`` in bytes; ``on`` is the day it was put in."""

    id: str
    name: str
    size: int
    on: date


def files_of(store: Store, policy_id: str) -> tuple[FileRow, ...]:
    """The oldest first, without what is in them."""
    columns = (PolicyFile.id, PolicyFile.name, PolicyFile.size, PolicyFile.created_at)
    query = select(*columns).where(PolicyFile.policy_id == policy_id).order_by(PolicyFile.id)
    with store.read() as session:
        return tuple(FileRow(id, name, size, day_of(at)) for id, name, size, at in session.execute(query))


def add_file(store: Store, actor: Actor, policy_id: str, path: Path) -> FileRow:
    """Keep a copy of a PDF in the store. Raises InputError ``file_not_pdf``, ``file_too_large`` with both sizes in
    megabytes, ``file_twice`` for the same bytes again, ``no_file``, ``cannot_read``."""
    content = _read(path)
    digest = hashlib.sha256(content).hexdigest()
    with store.write(actor, "policy.attach") as session:
        policy = session.get(Policy, policy_id)
        if policy is None:
            raise bad_input("not_found")
        session.subject = policy.household_id
        same = (PolicyFile.policy_id == policy_id, PolicyFile.digest == digest)
        if (name := session.scalar(select(PolicyFile.name).where(*same))) is not None:
            raise bad_input("file_twice", Place(file=path.name), name=name)
        row = PolicyFile(
            policy_id=policy_id, name=path.name[-120:], size=len(content), digest=digest,
            content=base64.b64encode(content).decode("ascii"),
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.note(policy=policy_id, file=row.id)
        return FileRow(row.id, row.name, row.size, session.today)


def save_file(store: Store, file_id: str, path: Path) -> None:
    """Write the paper to ``path``, as it came. Raises InputError as every export does, ``not_found``."""
    with store.read() as session:
        row = session.get(PolicyFile, file_id)
        if row is None:
            raise bad_input("not_found")
        content = base64.b64decode(row.content)
    with exported(path, ".pdf") as temporary:
        temporary.write_bytes(content)


def remove_file(store: Store, actor: Actor, file_id: str) -> None:
    """Take a paper out of the store. Raises InputError ``not_found``."""
    with store.write(actor, "policy.detach") as session:
        row = session.get(PolicyFile, file_id)
        if row is None:
            raise bad_input("not_found")
        session.subject = session.get_one(Policy, row.policy_id).household_id
        session.note(policy=row.policy_id, file=row.id)
        session.delete(row)


def _read(path: Path) -> bytes:
    place = Place(file=path.name)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            megabytes = 1024 * 1024
            raise bad_input(
                "policy_file_size", place, size=f"{size / megabytes:.1f}", most=f"{MOST_BYTES // megabytes}"
            )  # fmt: skip
        content = path.read_bytes()
    except FileNotFoundError:
        raise bad_input("no_file", path=str(path)) from None
    except OSError as error:
        raise bad_input("cannot_read", place, reason=reason_of(error)) from error
    if not content.startswith(MARK):
        raise bad_input("file_not_pdf", place)
    return content
