"""What the program was told elsewhere counts as the activity it is, once."""

from __future__ import annotations

from sqlalchemy import select

from app.enums import ActivityKind, ActivityStatus
from app.models import Activity
from app.services.base.store import WriteSession
from app.services.day.activities.commands import fill, insert, refresh_next_step
from app.services.day.activities.rows import ActivityDraft, row_from


def record_done(session: WriteSession, household_id: str, kind: ActivityKind, note: str = "") -> None:
    """Done today: the step planned for it closes, the earliest first. Without one it is added, unless the agent noted
    one of the kind for the family today already: nothing counts twice.
    """
    mine = (
        Activity.household_id == household_id,
        Activity.kind == kind.value,
        Activity.agent_code == session.actor.code,
    )
    steps = select(Activity).where(*mine, Activity.status == ActivityStatus.PLANNED)
    planned = session.scalars(steps.order_by(Activity.on_date, Activity.at_minute, Activity.id).limit(1)).first()
    if planned is not None:
        today = planned.on_date == session.today
        draft = row_from(planned, None).draft(
            status=ActivityStatus.DONE, on_date=session.today, at_minute=planned.at_minute if today else None
        )
        fill(planned, draft, session.now)
        refresh_next_step(session, household_id)
        return
    done = select(Activity.id).where(*mine, Activity.status == ActivityStatus.DONE, Activity.on_date == session.today)
    if session.scalars(done.limit(1)).first() is None:
        insert(session, ActivityDraft(kind, session.today, household_id=household_id, note=note), None)
