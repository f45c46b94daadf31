"""After the needs are confirmed, which counts as the analysis it is: what comes next is planned before one leaves."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.enums import ActivityKind, ActivityStatus
from app.services.day import activities
from app.services.day.activities import ActivityRow
from app.services.rules.day.next_steps import usual
from app.ui.base.desk import Desk
from app.ui.widgets.forms.activity_form import NextStepDialog


def plan_next(desk: Desk, parent: QWidget, household_id: str, note: str) -> NextStepDialog:
    """Offer the next step of the analysis just recorded, in a dialog that is open when this returns. Nothing planned
    must be chosen, as after any activity; ``note`` is suggested where the analysis has none."""
    day = desk.today()
    done = [
        row for row in activities.for_household(desk.store, household_id)
        if (row.kind, row.status, row.on_date) == (ActivityKind.ANALYSIS, ActivityStatus.DONE, day)
        and row.agent_code == desk.actor.code
    ]  # fmt: skip
    row = done[-1]
    dialog = NextStepDialog(desk, parent, replace(row, note=row.note or note), usual(row.kind, day))
    dialog.accepted.connect(lambda: _keep(desk, row, dialog))
    dialog.open()
    return dialog


def _keep(desk: Desk, row: ActivityRow, dialog: NextStepDialog) -> None:
    if dialog.note() != row.note:
        activities.change(desk.store, desk.actor, row.id, row.version, row.draft(note=dialog.note()))
    if (following := dialog.following()) is not None:
        activities.follow(desk.store, desk.actor, row.id, following)
