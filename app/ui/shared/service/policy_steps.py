"""One policy service (保全) wherever it is shown: its state, what it asks for, its next step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app import words
from app.enums import Language, ServiceKind, ServiceState
from app.services.rules.selling.services import NEED_REASON
from app.services.selling import policy_services
from app.services.selling.policy_services import ServiceRow
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.widgets.badge import Badge
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import DateField, NotesField
from app.ui.widgets.forms.form import Form

STATES = {
    ServiceState.DRAFT: ("○", "calm"), ServiceState.SUBMITTED: ("➤", "accent"), ServiceState.RETURNED: ("↩", "bad"),
    ServiceState.DONE: ("★", "good"), ServiceState.REFUSED: ("✕", "bad"), ServiceState.WITHDRAWN: ("✕", "calm"),
}  # fmt: skip


def state_badge(row: ServiceRow, desk: Desk) -> Badge:
    """How far it is."""
    mark, tone = STATES[row.state]
    return Badge(mark, labels.of(row.state, desk.language), tone)


def late_badge(row: ServiceRow, desk: Desk) -> Badge | None:
    """The day, where the insurer should have answered by now."""
    return Badge("⚠", formats.day(row.due_on), "bad") if row.late(desk.today()) else None


def said(row: ServiceRow, language: Language) -> str:
    """What is asked for in a few words."""
    asked = row.asked
    match row.kind:
        case ServiceKind.ADDRESS:
            return str(asked["address"])
        case ServiceKind.BENEFICIARY:
            named = [f"{one['name']} {formats.hundredths(one['share'])}%" for one in asked.get("beneficiaries", ())]
            return labels.listed(named, language)
        case _:
            amounts = [formats.money(asked[name]) for name in ("sum", "premium", "amount") if name in asked]
            return " / ".join(amounts)


def ask_step(parent: QWidget, desk: Desk, row: ServiceRow, state: ServiceState) -> None:
    """Take a step: the day, and a reason where one is needed."""

    def save(values: Mapping[str, Any]) -> None:
        policy_services.move(
            desk.store, desk.actor, row.id, state, row.version, on=values["on"], reason=values["reason"]
        )  # fmt: skip

    form = Form(desk.language)
    form.add("on", QCoreApplication.translate("PolicySteps", "Day"), DateField())
    form.add("reason", QCoreApplication.translate("PolicySteps", "Reason"), NotesField())
    form.show_field("reason", state in NEED_REASON)
    form.set_values({"on": desk.today()})
    title = f"{words.say(f'service_step.{state.value}', desk.language)} · {row.number}"
    FormDialog(parent, title, form, save).exec()
