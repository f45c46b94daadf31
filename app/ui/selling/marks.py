"""How sales and orders are marked: mark + word + colour, and the words around them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from app.enums import OrderState, Stage
from app.services.rules.spine.sales import LOST, WON
from app.services.selling.opportunities import OpportunityRow
from app.services.selling.orders import OrderRow, say_state
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.badge import Badge

ORDER_MARKS = {
    OrderState.DRAFT: ("○", "calm"),
    OrderState.SUBMITTED: ("➤", "accent"),
    OrderState.RETURNED: ("↩", "bad"),
    OrderState.APPROVED: ("✓", "accent"),
    OrderState.UNDERWRITING: ("◐", "accent"),
    OrderState.MAKING: ("◐", "accent"),
    OrderState.SHIPPED: ("◑", "accent"),
    OrderState.ISSUED: ("●", "good"),
    OrderState.DELIVERED: ("●", "good"),
    OrderState.RECEIPTED: ("●", "good"),
    OrderState.COMPLETED: ("★", "good"),
    OrderState.WITHDRAWN: ("✕", "bad"),
    OrderState.DECLINED: ("✕", "bad"),
}


def order_badge(row: OrderRow, desk: Desk) -> Badge:
    mark, tone = ORDER_MARKS[row.state]
    return Badge(mark, say_state(row.kind, row.state, desk.language), tone)


def stage_badge(row: OpportunityRow, desk: Desk) -> Badge:
    if row.stage in LOST:
        mark, tone = "✕", "bad"
    elif row.stage == Stage.PAUSED:
        mark, tone = "‖", "warn"
    elif row.stage in WON:
        mark, tone = "★", "good"
    else:
        mark, tone = "●", "accent"
    return Badge(mark, labels.of(row.stage, desk.language), tone)


def step_badge(row: OpportunityRow, today: date) -> Badge:
    """The next-step dot: red overdue, green today, grey planned, yellow none; nothing once the sale has ended."""
    on = row.next_step_on
    if on is None:
        if not row.open:
            return Badge("–", "", "calm")
        return Badge("△", QCoreApplication.translate("NextStep", "none planned"), "warn")
    day = f"{on:%m-%d}" if on.year == today.year else on.isoformat()
    if on < today:
        return Badge("⚠", QCoreApplication.translate("NextStep", "overdue {day}").format(day=day), "bad")
    if on == today:
        return Badge("◉", QCoreApplication.translate("NextStep", "today"), "good")
    return Badge("○", day, "calm")


def short_days(count: int) -> str:
    return QCoreApplication.translate("Selling", "{count} d").format(count=count)


def days(count: int) -> str:
    return QCoreApplication.translate("Selling", "{count} days", None, count).format(count=count)
