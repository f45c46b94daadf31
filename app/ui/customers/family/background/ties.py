"""Who is tied to whom: within the family, and to people of other customers."""

from __future__ import annotations

from typing import Any

from app.enums import Tie
from app.services.people import customers, ties
from app.services.people.customers import HouseholdDetail
from app.services.people.ties import Person, TieRow
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.customers.family.background.section import Section
from app.ui.customers.family.pane import Pane
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.household_field import HouseholdField
from app.ui.widgets.tables.table import Column


class TiesSection(Section):
    """A double click, or Enter, goes to the family of the other person."""

    def __init__(self, pane: Pane) -> None:
        self._language = pane.desk.language
        super().__init__(
            pane,
            self.tr("Relations"),
            self.tr("Nobody is tied to this family yet. Add a relation to another customer: it shows on both sides."),
            self._columns(),
        )
        self.add_relation = self.add_button(self.tr("Add relation"), self.add)
        self.change_button = self.add_button(self.tr("Edit"), self.change, of_row=True)
        self.remove_button = self.add_button(self.tr("Remove"), self.remove, of_row=True)
        self.table.opened.connect(self._go)

    def rows(self, detail: HouseholdDetail) -> list[TieRow]:
        return ties.of_household(self.desk.store, detail.row.id)

    def add(self) -> None:
        form = TieForm(self.desk, self.pane.detail)

        def save(values: Any) -> None:
            ties.tie(
                self.desk.store, self.desk.actor, values["one_id"], form.other(), Tie(values["tie"]), values["note"]
            )

        FormDialog(self, self.tr("New relation"), form, save).exec()

    def change(self) -> None:
        row = self.table.current()
        if not isinstance(row, TieRow):
            return
        form = Form(self._language)
        said = self.tr("{other} is to {one}").format(other=row.other.name, one=row.one.name)
        form.add("tie", said, ChoiceField(labels.choices(Tie, self._language)))
        form.add("note", self.tr("Note"), TextField())
        form.set_values({"tie": row.tie.value, "note": row.note})
        before = row

        def save(values: Any) -> None:
            self._tie(before.one, before.other, Tie(values["tie"]), values["note"])
            self.desk.hub.offer_undo(self.tr("The relation is changed."))

        FormDialog(self, self.tr("Relation"), form, save).exec()

    def remove(self) -> None:
        row = self.table.current()
        if not isinstance(row, TieRow):
            return
        with self.pane.guard():
            ties.untie(self.desk.store, self.desk.actor, row)
            self.desk.hub.offer_undo(self.tr("The relation is removed."))

    def _tie(self, one: Person, other: Person, tie: Tie, note: str) -> None:
        ties.tie(self.desk.store, self.desk.actor, one.id, other.id, tie, note)

    def _go(self, row: TieRow) -> None:
        if row.other.household_id != self.household_id:
            self.desk.choose_household(row.other.household_id)

    def _columns(self) -> list[Column]:
        def family(row: TieRow) -> str:
            return "" if row.other.household_id == row.one.household_id else row.other.family

        return [
            Column("one", self.tr("Person"), lambda row: row.one.name, width=100),
            Column("tie", self.tr("Relation"), lambda row: row.say(self._language), width=100),
            Column("other", self.tr("To whom"), lambda row: row.other.name, width=100),
            Column("family", self.tr("Other customer"), family, width=110),
            Column("note", self.tr("Note"), lambda row: row.note, width=120),
        ]


class TieForm(Form):
    """Who of the family, who of another one (or of the same), and what the other is to the first."""

    def __init__(self, desk: Desk, detail: HouseholdDetail) -> None:
        super().__init__(desk.language)
        self._desk, self._detail = desk, detail
        people = [(member.id, member.name) for member in detail.members]
        self.add("one_id", self.tr("Of this family"), ChoiceField(people))
        hint = self.tr("Empty: somebody of this family.")
        self.household = HouseholdField(desk)
        self.add("household", self.tr("Other customer"), self.household, hint)
        self.person = ChoiceField(people)
        self.add("other_id", self.tr("Person"), self.person)
        self.add("tie", self.tr("Is to the first"), ChoiceField(labels.choices(Tie, desk.language)))
        self.add("note", self.tr("Note"), TextField())
        self.household.line.textChanged.connect(self._offer_people)
        self.person.box.setCurrentIndex(min(1, len(people) - 1))  # nobody is tied to himself

    def other(self) -> str:
        return str(self.person.value())

    def _offer_people(self) -> None:
        """The people of the customer that is named, once the name is whole."""
        chosen = self.household.value()
        if chosen is None and self.household.line.text().strip():
            return
        members = customers.household(self._desk.store, chosen).members if chosen else self._detail.members
        self.person.box.clear()
        for member in members:
            self.person.box.addItem(member.name, member.id)
