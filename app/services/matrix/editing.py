"""Edit a need's own fields: one unit of work, one row back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from app.enums import Level, NeedStatus, NeedType, NodeKind
from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import Need, TraceLink
from app.services.base.store import Actor, Store, WriteSession
from app.services.matrix.listing import MatrixRow, read_one
from app.services.spine import tracing

ENUMS = {"status": NeedStatus, "importance": Level, "urgency": Level}
DATES = ("planned_start", "planned_finish", "actual_start", "actual_finish", "declined_until")
TEXTS = (
    "notes", "owner_name", "owner_code", "description", "declined_reason", "rationale", "stakeholder", "limits",
    "acceptance",
)  # fmt: skip
FIELDS = (*ENUMS, *DATES, *TEXTS, "type")


def update_need(
    store: Store, actor: Actor, need_id: str, changes: Mapping[str, Any], version: int | None = None
) -> MatrixRow:
    """Change some of FIELDS. A done need gets its actual finish, one under way its start; moving the planned finish
    counts as a reschedule. Raises InputError naming the field, ConflictError when it changed since ``version``."""
    with store.write(actor, "need.update", need_id) as session:
        need = session.get(Need, need_id)
        if need is None:
            raise bad_input("not_found")
        if version is not None and need.version != version:
            raise ConflictError(Problem("changed_meanwhile"))
        apply(session, need, changes)
        session.note(fields=sorted(changes))
        tracing.touched(session, NodeKind.NEED, [need_id])
        return read_one(session, need_id, session.today)


def apply(session: WriteSession, need: Need, changes: Mapping[str, Any]) -> None:
    """Set the fields after checking all of them."""
    if problems := [p for name, value in changes.items() if (p := _problem(name, value)) is not None]:
        raise InputError(problems)
    first = changes.get("planned_start", need.planned_start)
    last = changes.get("planned_finish", need.planned_finish)
    if first and last and last < first:
        raise bad_input("finish_before_start", Place(field="planned_finish"), first=first.isoformat())
    if "planned_finish" in changes and need.planned_finish and changes["planned_finish"] != need.planned_finish:
        need.reschedules += 1
    for name, value in changes.items():
        setattr(need, name, value.strip() if isinstance(value, str) else value)
    today = session.today
    if changes.get("status") == NeedStatus.DONE and need.actual_finish is None:
        need.actual_finish = today
    if changes.get("status") in (NeedStatus.IN_PROGRESS, NeedStatus.DONE) and need.actual_start is None:
        need.actual_start = today
    if "status" in changes and changes["status"] != NeedStatus.DONE and "actual_finish" not in changes:
        need.actual_finish = None


def decline(
    store: Store, actor: Actor, need_id: str, reason: str, until: date | None, version: int | None = None
) -> MatrixRow:
    """The customer does not want this need answered, up to and including ``until`` (None: for good); then it is open
    again. Raises InputError at ``declined_reason`` without a reason, at ``declined_until`` for a day that is past."""
    problems = []
    if not reason.strip():
        problems.append(Problem("required", Place(field="declined_reason")))
    if until is not None and until < store.today():
        problems.append(Problem("date_past", Place(field="declined_until")))
    if problems:
        raise InputError(problems)
    return update_need(store, actor, need_id, {"declined_reason": reason, "declined_until": until}, version)


def take_back_decline(store: Store, actor: Actor, need_id: str, version: int | None = None) -> MatrixRow:
    """The need is wanted after all."""
    return update_need(store, actor, need_id, {"declined_reason": "", "declined_until": None}, version)


def _problem(name: str, value: Any) -> Problem | None:
    place = Place(field=name)
    if name not in FIELDS:
        return Problem("unknown_field", place, {"known": ", ".join(FIELDS)})
    if name in ENUMS and value not in list(ENUMS[name]):
        return Problem("not_a_choice", place, {"text": str(value), "choices": ", ".join(ENUMS[name])})
    if name == "type" and value and value not in list(NeedType):
        return Problem("not_a_choice", place, {"text": str(value), "choices": ", ".join(NeedType)})
    if name in DATES and value is not None and not isinstance(value, date):
        return Problem("not_a_date", place, {"text": str(value)})
    return None


def remove_need(store: Store, actor: Actor, need_id: str) -> int:
    """Take a need out of the matrix. What is linked to it stays, and each link is listed as broken until the need
    comes back (:func:`bring_back`) or the link is taken out. Returns how many links broke."""
    with store.write(actor, "need.remove", need_id) as session:
        need = session.get(Need, need_id)
        if need is None or need.archived_at is not None:
            raise bad_input("not_found")
        need.archived_at = session.now
        return tracing.touched(session, NodeKind.NEED, [need_id])


def bring_back(store: Store, actor: Actor, link_ids: Sequence[str]) -> int:
    """The needs these broken links miss come back, and their links hold again. Returns how many there were; links that
    miss something else stay as they are."""
    with store.write(actor, "need.bring_back") as session:
        links = select(TraceLink).where(TraceLink.id.in_(link_ids))
        ends = {end for link in session.scalars(links) for end in (link.source_id, link.target_id)}
        gone = session.scalars(select(Need).where(Need.id.in_(ends), Need.archived_at.is_not(None))).all()
        for need in gone:
            need.archived_at = None
        tracing.touched(session, NodeKind.NEED, [need.id for need in gone])
        session.note(needs=len(gone))
        return len(gone)
