"""An import's rows into the matrix, in one unit of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Table, bindparam, select, update

from app.enums import NodeKind, Verdict
from app.models import Matrix, Need, TraceLink
from app.services.base.store import Actor, Store, WriteSession
from app.services.matrix import basis
from app.services.matrix.editing import FIELDS, apply
from app.services.matrix.headers import NO_FIELDS, PARENT, ROLES
from app.services.matrix.parents import in_ring, parent_of
from app.services.spine import tracing
from app.services.tables.imports.batches import Keeper
from app.services.tables.imports.plan import ImportPlan, PlanRow

KIND = "matrix"
Step = Callable[[int, int], None]


def write_plan(
    store: Store, actor: Actor, plan: ImportPlan, name: str, about: Mapping[str, Any], step: Step
) -> str | None:
    """Write the added and updated rows; returns the id to undo by, or None when there was nothing to write.

    The matrix is made where there is none of that name or code. What came in is remembered as the basis of the next
    exchange, of unchanged rows too.
    """
    fresh, changed = plan.of(Verdict.ADDED), plan.of(Verdict.UPDATED)
    same = plan.of(Verdict.UNCHANGED)
    with store.write(actor, "matrix.import") as session:
        matrix, made = _matrix(session, name, about)
        if not (fresh or changed):
            basis.remember(session, matrix.id, _exchanged(same))
            return None
        keeper = Keeper(session, KIND, plan.file, matrix.id)
        for number, row in enumerate(changed):
            if number % 100 == 0:
                step(number, len(changed) + len(fresh))
            assert row.target is not None
            need = session.get_one(Need, row.target)
            keeper.before(need)
            changes = {field: new for field, (_, new) in row.fields.items() if field in FIELDS}
            apply(session, need, _begun(changes, need))
        added = [_new(session, matrix.id, row) for row in fresh]
        session.flush()
        ids = {
            row[0]: row[1] for row in session.execute(select(Need.number, Need.id).where(Need.matrix_id == matrix.id))
        }
        _set_parents(session, ids, fresh, changed)
        _relate(session, keeper, ids, [*fresh, *changed])
        tracing.touched(session, NodeKind.NEED, [row.target for row in changed if row.target])
        basis.remember(session, matrix.id, _exchanged([*fresh, *changed, *same]))
        batch = keeper.finish(
            [need.id for need in added], added=len(fresh), updated=len(changed), made_matrix=int(made)
        )
        step(1, 1)
    return batch


def _new(session: WriteSession, matrix_id: str, row: PlanRow) -> Need:
    values: dict[str, Any] = row.payload
    need = Need(
        matrix_id=matrix_id,
        number=row.name,
        event=values.get("event") or "",
        gap=values.get("gap") or 0,
        household_id=values.get("household_id"),
        importance="middle",
        urgency="middle",
        status="not_started",
        reschedules=0,
    )
    given = {name: value for name, value in values.items() if name in FIELDS and value not in (None, "")}
    apply(session, need, _begun(given, need))
    session.add(need)
    return need


def _begun(changes: dict[str, Any], need: Need) -> dict[str, Any]:
    """What a file says was finished on a day had begun by then, whenever it comes in."""
    finish = changes.get("actual_finish")
    if finish is None or changes.get("actual_start") or need.actual_start:
        return changes
    planned = changes.get("planned_start") or need.planned_start
    return changes | {"actual_start": min(planned, finish) if planned else finish}


def _relate(session: WriteSession, keeper: Keeper, ids: Mapping[str, str], rows: list[PlanRow]) -> None:
    """Links between needs that the rows name; of those that are there already only the role, where a row says more."""
    wanted = {
        (ids[row.name], ids[other]): role
        for row in rows
        for other, role in (row.payload.get(ROLES) or {}).items()
        if other in ids
    }
    if not wanted:
        return
    ends = [((NodeKind.NEED, source), (NodeKind.NEED, target)) for source, target in wanted]
    fresh = tracing.link_all(session, ends)
    keeper.made(TraceLink, [link.id for link in fresh])
    made = {link.id for link in fresh}
    for link in tracing.links_between(session, ends):
        role = wanted[link.source_id, link.target_id]
        if link.role == role:
            continue
        if link.id not in made:
            keeper.before(link)
        link.role = role
    session.flush()


def _set_parents(session: WriteSession, ids: Mapping[str, str], fresh: list[PlanRow], changed: list[PlanRow]) -> None:
    parents = {row.name: parent_of(row.name, str(row.payload.get(PARENT) or "")) for row in [*fresh, *changed]}
    found = {
        ids[number]: ids[parent] for number, parent in parents.items() if parent in ids and not in_ring(number, parents)
    }
    new = [{"child": ids[row.name], "parent": found[ids[row.name]]} for row in fresh if ids[row.name] in found]
    if new:  # part of their birth, no change of theirs: the version stays the first
        table = Need.__table__
        assert isinstance(table, Table)
        born = update(table).where(table.c.id == bindparam("child")).values(parent_id=bindparam("parent"))
        session.execute(born, new)
    for row in changed:
        need = session.get_one(Need, ids[row.name])
        if (parent := found.get(need.id)) and parent != need.parent_id:
            need.parent_id = parent
    session.flush()


def _exchanged(rows: list[PlanRow]) -> dict[str, dict[str, Any]]:
    return {
        row.name: {name: value for name, value in (row.payload or {}).items() if name not in NO_FIELDS} for row in rows
    }


def _matrix(session: WriteSession, name: str, about: Mapping[str, Any]) -> tuple[Matrix, bool]:
    found = session.scalars(select(Matrix).where((Matrix.code == name) | (Matrix.name == name))).first()
    if found is not None:
        return found, False
    made = Matrix(code=name[:40], name=name, **{key: value for key, value in about.items() if value not in (None, "")})
    session.add(made)
    session.flush()
    return made, True
