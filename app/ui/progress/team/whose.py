"""Whose figures Progress shows: one's own, the team's, or those of one agent. Only for who leads a team."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.services.base import agents
from app.services.team.rollup import sight
from app.ui.base.desk import Desk
from app.ui.widgets.boxes import ComboBox

OWN, TEAM = "", "*"  # no agent code is a star


class Whose(ComboBox):
    """``changed`` says that :attr:`chosen` is another one; hidden from who leads no team."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._offered: tuple[dict[str, str], bool] | None = None
        self.setAccessibleName(self.tr("Whose figures"))
        self.setToolTip(self.tr("Your own work, or the weekly files of your team"))
        self.activated.connect(lambda _: self.changed.emit())
        self.hide()  # until it is known whether there is anything to choose

    @property
    def chosen(self) -> str:
        """An agent code, :data:`TEAM`, or :data:`OWN`."""
        return str(self.currentData() or OWN)

    @property
    def agent(self) -> str:
        """The one agent looked at; "" where it is the whole team."""
        return "" if self.chosen == TEAM else self.chosen

    def offer(self) -> None:
        """Those there are now; who is chosen stays chosen while he is one of them."""
        leads = agents.leads_a_team(self._desk.store)
        people = sight.people(self._desk.store) if leads else {}
        self.setVisible(leads)
        if (people, leads) == self._offered:
            return
        now, self._offered = self.chosen, (people, leads)
        self.clear()
        self.addItem(self.tr("Own work"), OWN)
        if leads:
            self.addItem(self.tr("The whole team"), TEAM)
        for code, name in people.items():
            self.addItem(name if name == code else f"{name} · {code}", code)
        self.setCurrentIndex(max(0, self.findData(now)))
