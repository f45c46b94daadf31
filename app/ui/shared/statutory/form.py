"""One sheet of statutory or market data: its source and days, its figures, its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app import words
from app.errors import InputError
from app.services.needs import statutory
from app.services.rules.needs.statutory import LAYOUTS, CellForm, Sheet
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import DateField, NotesField, NumberField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.grid_field import GridField

WIDE, NARROW = 90, 122


class StatuteForm(FormDialog):
    """What is saved counts as checked today, unless another day is given."""

    def __init__(self, desk: Desk, sheet: Sheet, parent: QWidget) -> None:
        self.desk, self.sheet = desk, sheet
        language = desk.language
        form = Form(language)
        super().__init__(parent, words.of(sheet.code, language), form, self._keep, width=960)
        self._layout = LAYOUTS[sheet.code]
        form.add("valid_from", self.tr("Holds since"), DateField())
        form.add("checked_on", self.tr("Checked on"), DateField())
        form.add("good_months", self.tr("Good for months"), NumberField())
        for cell in self._layout.figures:
            form.add(cell.name, words.say(f"statute_field.{cell.name}", language), TextField())
        form.add("source", self.tr("Source"), NotesField(height=56))
        self.rows = self._grid()
        if self.rows is not None:
            form.add("rows", self.tr("Table"), self.rows)
        figures = {
            cell.name: statutory.cell_text(cell, sheet.figures[cell.name], language) for cell in self._layout.figures
        }
        form.set_values(
            {"valid_from": sheet.valid_from, "checked_on": desk.today(), "good_months": sheet.good_months,
             "source": sheet.source, **figures}
            | ({} if self.rows is None else {"rows": statutory.cells_of(sheet, language)})
        )  # fmt: skip

    def _grid(self) -> GridField | None:
        columns, language = self._layout.columns, self.desk.language
        if not columns:
            return None
        titles = [words.say(f"statute_field.{cell.name}", language) for cell in columns]
        widths = [WIDE if cell.form in (CellForm.FIXED, CellForm.TEXT) else NARROW for cell in columns]
        return GridField(self.tr("Table"), titles, statutory.pasted, language, widths)

    def _keep(self, values: Mapping[str, Any]) -> None:
        sheet = self.sheet
        wanted = replace(
            sheet,
            source=values["source"],
            valid_from=values["valid_from"] or sheet.valid_from,
            checked_on=values["checked_on"] or self.desk.today(),
            good_months=values["good_months"] or 0,
            figures={c.name: statutory.write_cell(c, values[c.name]) for c in self._layout.figures},
            rows=tuple(statutory.row_of(sheet.code, cells) for cells in values.get("rows") or ()),
            to_check=False,
        )
        try:
            statutory.change(self.desk.store, self.desk.actor, wanted)
        except InputError as error:
            if self.rows is not None:
                self.rows.show_problems([p for p in error.problems if p.place.field == "rows"])
            raise
