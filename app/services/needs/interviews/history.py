"""The history of an answer: who changed it when, from what to what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app.enums import AnswerSource, AnswerState
from app.models import Answer, AnswerChange
from app.services.base.store import Store, WriteSession
from app.services.needs.interviews.rows import ChangeRow, Place, Was

ONE_ACT = timedelta(minutes=2)
"""Answers are saved while they are typed: what one person changes again within this time is one change."""


def history_of(store: Store, interview_id: str, place: Place) -> list[ChangeRow]:
    """The changes of one answer, the latest first; the way it was filled in at the start is none."""
    with store.read() as session:
        rows = session.scalars(_changes(interview_id, place).order_by(AnswerChange.id.desc())).all()
        return [
            ChangeRow(row.changed_at, row.agent_code, row.agent_name, _read(row.old), _read(row.new)) for row in rows
        ]


def state_of(row: Answer | None) -> dict[str, Any]:
    """An answer as it is kept in its history; empty for none."""
    if row is None:
        return {}
    return {"value": row.value, "state": row.state, "source": row.source, "on": row.answered_on.isoformat()}


def record(session: WriteSession, interview_id: str, place: Place, old: dict[str, Any], new: dict[str, Any]) -> None:
    """Keep a change; typing on joins the change begun a moment ago, and going back to what was leaves none."""
    last = session.scalars(_changes(interview_id, place).order_by(AnswerChange.id.desc()).limit(1)).first()
    joins = (
        last is not None
        and last.agent_code == session.actor.code
        and last.new == old
        and session.now - last.changed_at <= ONE_ACT
    )
    if last is not None and joins:
        if last.old == new:
            session.delete(last)
        else:
            last.new, last.changed_at = new, session.now
        return
    session.add(
        AnswerChange(
            interview_id=interview_id,
            question=place[0],
            member_id=place[1],
            agent_code=session.actor.code,
            agent_name=session.actor.name,
            changed_at=session.now,
            old=old,
            new=new,
        )
    )


def _changes(interview_id: str, place: Place) -> Any:
    return select(AnswerChange).where(
        AnswerChange.interview_id == interview_id,
        AnswerChange.question == place[0],
        AnswerChange.member_id == place[1],
    )


def _read(kept: dict[str, Any]) -> Was | None:
    if not kept:
        return None
    on = date.fromisoformat(kept["on"])
    return Was(kept["value"], AnswerState(kept["state"]), AnswerSource(kept["source"]), on)
