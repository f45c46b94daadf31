"""Training done by an agent: a course, a practice, a visit together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.enums import Skill
from app.errors import InputError, Place, Problem, bad_input
from app.models import Training
from app.services.base.store import Actor, Store

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class TrainingDraft:
    """``minutes`` None is not noted."""

    on_date: date | None
    skill: Skill
    title: str
    minutes: int | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class TrainingRow:
    id: str
    agent_code: str
    on_date: date
    skill: Skill
    title: str
    minutes: int | None
    result: str


def add(store: Store, actor: Actor, agent_code: str, draft: TrainingDraft) -> TrainingRow:
    """Raises InputError on ``title``, ``on_date`` or ``minutes``."""
    problems = []
    if not draft.title.strip():
        problems.append(Problem("required", Place(field="title")))
    if len(draft.title) > LONGEST_TITLE:
        problems.append(Problem("too_long", Place(field="title"), {"most": LONGEST_TITLE}))
    if draft.on_date is None:
        problems.append(Problem("required", Place(field="on_date")))
    if draft.minutes is not None and draft.minutes < 0:
        problems.append(Problem("negative", Place(field="minutes")))
    if problems or draft.on_date is None:
        raise InputError(problems)
    with store.write(actor, "training.add") as session:
        row = Training(
            agent_code=agent_code, on_date=draft.on_date, skill=draft.skill.value, title=draft.title.strip(),
            minutes=draft.minutes, result=draft.result.strip(),
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.note(training=row.id)
        return _row(row)


def remove(store: Store, actor: Actor, training_id: str) -> None:
    """Raises InputError ``not_found``."""
    with store.write(actor, "training.remove") as session:
        row = session.get(Training, training_id)
        if row is None:
            raise bad_input("not_found")
        session.delete(row)


def of_agent(store: Store, agent_code: str, first: date | None = None, last: date | None = None) -> list[TrainingRow]:
    """The newest first; between two days when they are given."""
    rows = select(Training).where(Training.agent_code == agent_code)
    if first is not None:
        rows = rows.where(Training.on_date >= first)
    if last is not None:
        rows = rows.where(Training.on_date <= last)
    with store.read() as session:
        return [_row(row) for row in session.scalars(rows.order_by(Training.on_date.desc(), Training.id.desc()))]


def _row(row: Training) -> TrainingRow:
    return TrainingRow(row.id, row.agent_code, row.on_date, Skill(row.skill), row.title, row.minutes, row.result)
