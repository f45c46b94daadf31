"""Named matrices besides "all customers' needs": a campaign, a launch, the requirements of a project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import InputError, Place, Problem, bad_input
from app.models import Matrix, Need
from app.services.base.store import Actor, Store


@dataclass(frozen=True, slots=True)
class MatrixDraft:
    name: str
    purpose: str = ""
    owner: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class MatrixInfo:
    """``code`` is what commands and files call it; ``needs`` how many it has."""

    id: str
    code: str
    draft: MatrixDraft
    needs: int
    version: int
    archived: bool = False


def matrices(store: Store, *, archived: bool = False) -> list[MatrixInfo]:
    """The built-in one first, then by name; or those that were put away."""
    with store.read() as session:
        counts = select(Need.matrix_id, func.count()).where(Need.archived_at.is_(None)).group_by(Need.matrix_id)
        needs: dict[str, int] = {row[0]: row[1] for row in session.execute(counts)}
        away = Matrix.archived_at.is_not(None) if archived else Matrix.archived_at.is_(None)
        rows = session.scalars(select(Matrix).where(away).order_by(Matrix.id)).all()
        found = [_info(row, needs.get(row.id, 0)) for row in rows]
    if archived:
        return sorted(found, key=lambda info: info.draft.name)
    return found[:1] + sorted(found[1:], key=lambda info: info.draft.name)


def create(store: Store, actor: Actor, draft: MatrixDraft) -> MatrixInfo:
    """A new, empty matrix; its code is its name. Raises InputError: ``required``, ``matrix_exists``,
    ``ends_before_start``."""
    with store.write(actor, "matrix.create") as session:
        row = Matrix(code=draft.name.strip()[:40])
        _fill(session, row, draft)
        session.add(row)
        session.flush()
        session.note(matrix=row.code)
        return _info(row, 0)


def change(store: Store, actor: Actor, matrix_id: str, draft: MatrixDraft) -> MatrixInfo:
    """The code stays. Raises as :func:`create`."""
    with store.write(actor, "matrix.change") as session:
        row = session.get(Matrix, matrix_id)
        if row is None:
            raise bad_input("not_found")
        _fill(session, row, draft)
        session.flush()
        count = select(func.count()).select_from(Need).where(Need.matrix_id == row.id, Need.archived_at.is_(None))
        return _info(row, session.scalar(count) or 0)


def _fill(session: Session, row: Matrix, draft: MatrixDraft) -> None:
    name, problems = draft.name.strip(), []
    if not name:
        problems.append(Problem("required", Place(field="name")))
    taken = select(Matrix.id).where((Matrix.name == name) | (Matrix.code == name[:40]), Matrix.id != (row.id or ""))
    if name and session.scalar(taken.limit(1)):
        problems.append(Problem("matrix_exists", Place(field="name"), {"name": name}))
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        problems.append(Problem("ends_before_start", Place(field="ends_on")))
    if problems:
        raise InputError(problems)
    row.name, row.purpose, row.owner = name, draft.purpose.strip(), draft.owner.strip()
    row.starts_on, row.ends_on = draft.starts_on, draft.ends_on


def _info(row: Matrix, needs: int) -> MatrixInfo:
    return MatrixInfo(
        row.id, row.code, MatrixDraft(row.name, row.purpose, row.owner, row.starts_on, row.ends_on), needs, row.version,
        row.archived_at is not None,
    )  # fmt: skip
