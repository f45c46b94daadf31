"""After the needs are confirmed: the analysis is recorded, and what comes next is planned before one leaves."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.enums import ActivityKind, ActivityStatus
from app.services.day import activities
from app.services.day.activities import ActivityDraft, ActivityRow
from app.services.rules.day.next_steps import usual
from app.ui.base.desk import Desk
from app.ui.widgets.forms.activity_form import NextStepDialog


def plan_next(desk: Desk, parent: QWidget, household_id: str, note: str) -> NextStepDialog:
    """Offer the next step in a dialog that is open when this returns. A planned analysis becomes the one that was done;
    without one it is recorded. Nothing planned must be chosen, as after any activity."""
    day = desk.today()
    known = activities.for_household(desk.store, household_id)
    planned = [row for row in known if row.kind == ActivityKind.ANALYSIS and row.status == ActivityStatus.PLANNED]
    draft = ActivityDraft(ActivityKind.ANALYSIS, day, ActivityStatus.DONE, household_id, note=note)
    row = planned[-1] if planned else activities.add(desk.store, desk.actor, draft)
    dialog = NextStepDialog(desk, parent, row if row.note else replace(row, note=note), usual(row.kind, day))
    dialog.accepted.connect(lambda: _keep(desk, row, draft, dialog))
    dialog.open()
    return dialog


def _keep(desk: Desk, row: ActivityRow, draft: ActivityDraft, dialog: NextStepDialog) -> None:
    store, actor, following = desk.store, desk.actor, dialog.following()
    if row.status == ActivityStatus.PLANNED:
        activities.finish(
            store, actor, row.id, row.version, on_date=draft.on_date, note=dialog.note(), following=following
        )
    else:
        if dialog.note() != draft.note:
            activities.change(store, actor, row.id, row.version, replace(draft, note=dialog.note()))
        if following is not None:
            activities.follow(store, actor, row.id, following)
