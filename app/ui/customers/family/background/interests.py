"""What the family and its people like, prefer, or do not want."""

from __future__ import annotations

from typing import Any

from app.enums import InterestKind
from app.services.people import interests
from app.services.people.customers import HouseholdDetail
from app.services.people.interests import InterestDraft, InterestRow
from app.ui.base import labels
from app.ui.customers.family.background.section import Section
from app.ui.customers.family.pane import Pane
from app.ui.widgets.badge import Badge
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.tables.table import Column

MARKS = {InterestKind.AVOID: ("⚠", "warn"), InterestKind.PRODUCT: ("◆", "accent")}


class InterestsSection(Section):
    """What to avoid stands first."""

    def __init__(self, pane: Pane) -> None:
        self._language = pane.desk.language
        super().__init__(
            pane,
            self.tr("Interests and preferences"),
            self.tr("Nothing is known yet: hobbies, topics, products preferred, when and how to call, what to avoid."),
            self._columns(),
        )
        self.add_interest = self.add_button(self.tr("Add interest"), lambda: self._ask(None))
        self.change_button = self.add_button(self.tr("Edit"), self.change, of_row=True)
        self.remove_button = self.add_button(self.tr("Remove"), self.remove, of_row=True)
        self.table.opened.connect(lambda _: self.change())

    def rows(self, detail: HouseholdDetail) -> list[InterestRow]:
        return interests.of_household(self.desk.store, detail.row.id)

    def change(self) -> None:
        if isinstance(row := self.table.current(), InterestRow) and self.pane.editable:
            self._ask(row)

    def remove(self) -> None:
        row = self.table.current()
        if not isinstance(row, InterestRow):
            return
        with self.pane.guard():
            interests.remove(self.desk.store, self.desk.actor, row.id)

            self.desk.hub.offer_undo(self.tr("{name} is removed.").format(name=row.text))

    def _ask(self, row: InterestRow | None) -> None:
        form = Form(self._language)
        people = [(member.id, member.name) for member in self.pane.detail.members]
        form.add("kind", self.tr("Kind"), ChoiceField(labels.choices(InterestKind, self._language)))
        form.add("text", self.tr("What"), TextField())
        form.add("member_id", self.tr("Whose"), ChoiceField(people, optional=True), self.tr("Empty: the whole family."))
        if row is not None:
            form.set_values({"kind": row.kind.value, "text": row.text, "member_id": row.member_id})

        def save(values: Any) -> None:
            draft = InterestDraft(InterestKind(values["kind"]), values["text"], values["member_id"])
            if row is None:
                interests.add(self.desk.store, self.desk.actor, self.household_id, draft)
            else:
                interests.change(self.desk.store, self.desk.actor, row.id, draft)

        FormDialog(self, self.tr("Interest or preference"), form, save).exec()

    def _columns(self) -> list[Column]:
        def kind(row: InterestRow) -> Badge:
            mark, tone = MARKS.get(row.kind, ("●", "calm"))
            return Badge(mark, labels.of(row.kind, self._language), tone)

        def whose(row: InterestRow) -> str:
            return row.member or self.tr("the family")

        return [
            Column("kind", self.tr("Kind"), lambda row: row.kind.value, width=130, badge=kind),
            Column("text", self.tr("What"), lambda row: row.text, width=240, tip=lambda row: row.text),
            Column("whose", self.tr("Whose"), whose, width=100),
        ]
