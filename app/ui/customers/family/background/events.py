"""What happened in the family: each a reason to talk until its needs are analysed again."""

from __future__ import annotations

from app.services.needs import life_events
from app.services.needs.life_events import LifeEventRow
from app.services.people.customers import HouseholdDetail
from app.ui.base import formats, labels
from app.ui.customers.family.background.section import Section
from app.ui.customers.family.pane import Pane
from app.ui.widgets.badge import Badge
from app.ui.widgets.forms.life_event_form import ask_event
from app.ui.widgets.tables.table import Column


class EventsSection(Section):
    def __init__(self, pane: Pane) -> None:
        self._language = pane.desk.language
        super().__init__(
            pane,
            self.tr("Life events"),
            self.tr("Nothing was recorded: a marriage, a child, a mortgage, a new job – each moves the needs."),
            self._columns(),
        )
        self.add_event = self.add_button(self.tr("Record event"), self.add)
        self.aside_button = self.add_button(self.tr("Set aside"), self.set_aside, of_row=True)
        self.remove_button = self.add_button(self.tr("Recorded by mistake"), self.take_back, of_row=True)

    def rows(self, detail: HouseholdDetail) -> list[LifeEventRow]:
        return life_events.of_household(self.desk.store, detail.row.id)

    def add(self) -> None:
        people = [(member.id, member.name) for member in self.pane.detail.members]
        ask_event(self, self.desk, self.household_id, people)

    def set_aside(self) -> None:
        if isinstance(row := self.table.current(), LifeEventRow):
            with self.pane.guard():
                life_events.set_aside(self.desk.store, self.desk.actor, row.id)

    def take_back(self) -> None:
        if isinstance(row := self.table.current(), LifeEventRow):
            with self.pane.guard():
                life_events.take_back(self.desk.store, self.desk.actor, row.id)

    def _columns(self) -> list[Column]:
        def state(row: LifeEventRow) -> Badge:
            return Badge("△", self.tr("to talk about"), "warn") if row.open else Badge("✓", self.tr("settled"), "calm")

        def touches(row: LifeEventRow) -> str:
            return labels.listed((labels.of(event, self._language) for event in row.touches), self._language)

        return [
            Column("on", self.tr("Day"), lambda row: row.happened_on, formats.day, width=92),
            Column("kind", self.tr("Happening"), lambda row: labels.of(row.kind, self._language), width=110),
            Column("who", self.tr("Who"), lambda row: row.member, width=74),
            Column("touches", self.tr("Moves the needs"), touches, width=180, tip=touches),
            Column("state", self.tr("Status"), lambda row: row.open, width=110, badge=state),
            Column("note", self.tr("Note"), lambda row: row.note, width=110, tip=lambda row: row.note),
        ]
