"""Campaigns with their plan, cost and result, beside the reviews."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.team.reviews import campaigns
from app.services.team.reviews.campaigns import CampaignDraft, CampaignRow
from app.ui.base import formats
from app.ui.base.desk import Desk
from app.ui.team.amounts import count, money
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField, MoneyField, NotesField, NumberField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

COLUMNS = ("title", "when", "cost", "cases", "per", "planned", "back")


class CampaignsPane(QWidget):
    """``people`` gives the agents a campaign may be for, by code and name."""

    def __init__(self, desk: Desk, people: Callable[[], list[tuple[str, str]]]) -> None:
        super().__init__()
        self.desk, self._people = desk, people
        self.rows = RowTableModel(self._columns())
        self.table = TableView(self.rows)
        self.table.setAccessibleName(self.tr("Campaigns"))
        ColumnChoice(self.table, desk.preferences, "campaigns/columns", COLUMNS)
        self.table.opened.connect(self.edit)
        self.add_button = QPushButton(self.tr("Plan a campaign"))
        self.add_button.clicked.connect(lambda: self.edit(None))
        title = Label(self.tr("Campaigns: plan, cost, result"))
        title.setProperty("kind", "heading")
        line = QHBoxLayout()
        line.addWidget(title)
        line.addStretch()
        line.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.table, 1)

    def reload(self) -> None:
        self.rows.set_rows(campaigns.listing(self.desk.store))

    def edit(self, row: CampaignRow | None) -> None:
        """A new one, or the plan and the result of one there is."""
        form = self._form()
        form.set_values(_values(row.draft) if row else {"starts_on": self.desk.today()})

        def save(values: Mapping[str, Any]) -> None:
            draft = CampaignDraft(**values)
            if row is None:
                campaigns.add(self.desk.store, self.desk.actor, draft)
            else:
                campaigns.change(self.desk.store, self.desk.actor, row.id, row.version, draft)
            self.reload()

        FormDialog(self, self.tr("Campaign"), form, save).exec()

    def _form(self) -> Form:
        form = Form(self.desk.language, columns=2)
        form.add("title", self.tr("Campaign name"), TextField())
        form.add("agent_code", self.tr("For"), ChoiceField([("", self.tr("The whole team")), *self._people()]))
        form.add("starts_on", self.tr("Begins"), DateField())
        form.add("ends_on", self.tr("Ends"), DateField())
        form.add("aim", self.tr("Aim"), NotesField(height=48))
        form.add("planned_cost", self.tr("Planned cost"), MoneyField())
        form.add("cost", self.tr("Actual cost"), MoneyField())
        form.add("people", self.tr("Customers reached"), NumberField())
        form.add("cases", self.tr("Policies closed"), NumberField())
        form.add("premium", self.tr("Premium closed"), MoneyField())
        form.add("result", self.tr("Result"), NotesField(height=48))
        return form

    def _columns(self) -> list[Column]:
        return [
            Column("title", self.tr("Campaign name"), lambda row: row.draft.title, width=110,
                   tip=lambda row: row.draft.aim),
            Column("when", self.tr("Begins"), lambda row: row.draft.starts_on, formats.day, width=92),
            Column("planned", self.tr("Planned cost"), lambda row: row.draft.planned_cost, formats.money, number=True,
                   width=106),
            Column("cost", self.tr("Actual cost"), lambda row: row.draft.cost, formats.money, number=True, width=96),
            Column("cases", self.tr("Policies"), lambda row: row.draft.cases, count, number=True, width=70),
            Column("per", self.tr("Cost a policy"), lambda row: row.cost_per_case, money, number=True, width=106),
            Column("back", self.tr("Premium a yuan"), lambda row: row.premium_per_cost,
                   lambda value: "—" if value is None else f"{value:,.1f}", number=True, width=126),
        ]  # fmt: skip


def _values(draft: CampaignDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in draft.__dataclass_fields__}
