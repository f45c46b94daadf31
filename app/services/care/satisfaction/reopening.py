"""Feedback that opens a need again: its status, a note at its follow-up, its links, and a line in the matrix's log."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app import words
from app.enums import EntryKind, Language, NeedStatus, NodeKind
from app.errors import Place, bad_input
from app.models import Feedback, Household, Need
from app.services.base.store import Actor, Store, WriteSession
from app.services.care.satisfaction import keeping
from app.services.matrix import changes
from app.services.spine import tracing

STAGE, PART = "follow_up", "progress"


def reopen_need(
    store: Store, actor: Actor, feedback_id: str, need_id: str, reason: str, language: Language = Language.ZH
) -> keeping.Feedback:
    """Link the feedback to a need of the same family; the need is under way again whatever it was, with ``reason``
    at its follow-up and in the log. Raises InputError: ``required`` at "reason", ``not_found`` at "need_id",
    ``feedback_reopened`` when this feedback opened one already."""
    if not reason.strip():
        raise bad_input("required", Place(field="reason"))
    with store.write(actor, "feedback.reopen") as session:
        row, need = session.get(Feedback, feedback_id), session.get(Need, need_id)
        if row is None:
            raise bad_input("not_found")
        if need is None or need.archived_at is not None or need.household_id != row.household_id:
            raise bad_input("not_found", Place(field="need_id"))
        if row.need_id is not None:
            raise bad_input("feedback_reopened")
        _open_again(session, need, row, reason.strip(), language)
        title = words.say("feedback.log_title", language, number=need.number)
        node = (NodeKind.NEED, need.id)
        entry = changes.write(
            session, EntryKind.CHANGE, title, [node], reason=_told(row, reason, language), matrix_id=need.matrix_id,
            meeting=None,
        )  # fmt: skip
        tracing.touched(session, NodeKind.NEED, [need.id])
        row.need_id = need.id
        session.note(need=need.number, change=entry.number)
        session.flush()
        return keeping.row_of(row, session.get_one(Household, row.household_id).name, need.number)


def reopened_of(store: Store, need_id: str) -> list[keeping.Feedback]:
    """The feedback that opened a need again, the latest first."""
    rows = (
        select(Feedback, Household.name, Need.number)
        .join(Household, Household.id == Feedback.household_id)
        .join(Need, Need.id == Feedback.need_id)
        .where(Feedback.need_id == need_id)
        .order_by(Feedback.on_date.desc(), Feedback.id.desc())
    )
    with store.read() as session:
        return [keeping.row_of(row, name, number) for row, name, number in session.execute(rows)]


def _open_again(session: WriteSession, need: Need, row: Feedback, reason: str, language: Language) -> None:
    need.status, need.actual_finish = NeedStatus.IN_PROGRESS.value, None
    need.declined_reason, need.declined_until = "", None
    if need.actual_start is None:
        need.actual_start = session.today
    notes: dict[str, dict[str, Any]] = {name: dict(parts) for name, parts in need.stage_notes.items()}
    said = notes.setdefault(STAGE, {}).get(PART, "")
    line = f"{row.on_date.isoformat()} {_told(row, reason, language)}"
    notes[STAGE][PART] = f"{said}\n{line}".strip()
    need.stage_notes = notes
    session.flush()


def _told(row: Feedback, reason: str, language: Language) -> str:
    moment = words.say(f"moment.{row.moment}", language)
    return words.say("feedback.reopened_by", language, moment=moment, reason=reason.strip())
