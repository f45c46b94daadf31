"""Targets in words: which period, how much, and where a target comes from."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.enums import Language, Metric, PeriodKind
from app.services.rules.base.periods import Period
from app.services.rules.figures.targets import Aim, Origin
from app.ui.base import formats


def amount(metric: Metric, value: int) -> str:
    """A count, or yuan; nothing for 0."""
    if not value:
        return ""
    return formats.money(value) if metric == Metric.PREMIUM else f"{value:,}"


class TargetWords(QObject):
    """A QObject for its tr()."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def period(self, period: Period) -> str:
        """``2026-11   10-26 – 11-25``; a year's days are given with their years."""
        form = "%Y-%m-%d" if period.first.year != period.last.year else "%m-%d"
        days = f"{period.first.strftime(form)} – {period.last.strftime(form)}"
        return days if period.kind == PeriodKind.RANGE else f"{period.label}   {days}"

    def origin(self, aim: Aim) -> str:
        """Where a target in force comes from; nothing where it is set for this period or for none."""
        if aim.origin == Origin.GOES_ON and aim.since:
            return self.tr("set for the week of {day}, goes on").format(day=aim.since.isoformat())
        if aim.origin == Origin.SHARE:
            parts = [
                self.tr("{value} of {period} × {days}/{of} working days").format(
                    value=amount(aim.metric, share.value), period=share.period.label, days=share.days, of=share.of
                )
                for share in aim.shares
            ]
            return " + ".join(parts)
        if aim.origin == Origin.PARTS:
            first, last = aim.shares[0].period.label, aim.shares[-1].period.label
            return self.tr("sum of {first} to {last}").format(first=first, last=last)
        return self.tr("set for this period") if aim.origin == Origin.OWN else ""
