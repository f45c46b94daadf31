"""What the agent says of a week in own words: difficulties, customers' feedback, help wanted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.errors import InputError, Place, Problem
from app.models import WeeklyNote
from app.services.base.store import Actor, Store
from app.services.rules.base.weeks import Week

PARTS = ("difficulties", "feedback", "help")
LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class WeeklyWords:
    difficulties: str = ""
    feedback: str = ""
    help: str = ""

    @property
    def empty(self) -> bool:
        """Nothing was said."""
        return not (self.difficulties or self.feedback or self.help)


def of_week(store: Store, agent_code: str, week: Week) -> WeeklyWords:
    """What the agent said of the week; empty words when nothing was."""
    with store.read() as session:
        return read(session, agent_code, week)


def read(session: Session, agent_code: str, week: Week) -> WeeklyWords:
    """What the agent said of the week; empty words when nothing was."""
    row = session.scalars(_row(agent_code, week)).one_or_none()
    return WeeklyWords(row.difficulties, row.feedback, row.help) if row else WeeklyWords()


def write(store: Store, actor: Actor, agent_code: str, week: Week, words: WeeklyWords) -> WeeklyWords:
    """Keep what is said of the week in place of what was. Raises InputError ``too_long`` on its field."""
    said = {part: str(getattr(words, part)).strip() for part in PARTS}
    if long := [part for part, text in said.items() if len(text) > LONGEST]:
        raise InputError([Problem("too_long", Place(field=part), {"most": LONGEST}) for part in long])
    with store.write(actor, "weekly.words") as session:
        row = session.scalars(_row(agent_code, week)).one_or_none()
        if row is None:
            row = WeeklyNote(agent_code=agent_code, monday=week.monday)
            session.add(row)
        row.difficulties, row.feedback, row.help = (said[part] for part in PARTS)
        session.note(week=str(week))
    return WeeklyWords(**said)


def _row(agent_code: str, week: Week) -> Select[WeeklyNote]:
    return select(WeeklyNote).where(WeeklyNote.agent_code == agent_code, WeeklyNote.monday == week.monday)
