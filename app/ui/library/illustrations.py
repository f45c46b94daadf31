"""The insurer's own tables of a product: cash values, payments, and apart from them what is not guaranteed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from app.enums import Sex
from app.services.offers import illustrations
from app.services.offers.catalogue import ProductRow
from app.services.offers.illustrations import Illustration, IllustrationDraft, ValueLine
from app.services.tables.tabular import Workbook, read_pasted, read_tables
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField, MoneyField, NumberField, PercentField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.rows_field import Cells, RowsField
from app.ui.widgets.notice import Notice
from app.ui.widgets.tables.list_dialog import ListDialog
from app.ui.widgets.tables.table import Column

TABLES = "*.xlsx *.xls *.xlsb *.ods *.csv *.tsv *.txt"
PARTS = ("cash", "paid", "extra")
HUNDREDTHS = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    one: Illustration


class IllustrationsDialog(ListDialog):
    """One table for each sex and age; those of former versions stay to be looked at and count no more."""

    def __init__(self, desk: Desk, row: ProductRow, parent: QWidget) -> None:
        self._row = row
        language = desk.language
        about = self.tr(
            "Copied from the insurer's own illustration for one person: used for exactly this sex and age, in "
            "proportion to the sum, and only for the version sold now."
        )

        def state(line: Line) -> str:
            return self.tr("used") if line.one.current else self.tr("version {number}").format(number=line.one.edition)

        super().__init__(
            desk, parent, self.tr("Values of {product}").format(product=row.name(language)), about,
            [
                Column("sex", self.tr("Sex"), lambda one: labels.of(one.one.draft.sex, language), width=60),
                Column("age", self.tr("Age"), lambda one: one.one.draft.age, number=True, width=60),
                Column("sum", self.tr("For a sum of"), lambda one: one.one.draft.sum, formats.money, number=True,
                       width=110),
                Column("rate", self.tr("Illustrated rate"), lambda one: one.one.draft.rate,
                       lambda rate: "—" if rate is None else f"{rate * 100:g}%", number=True, width=110),
                Column("years", self.tr("Years"), lambda one: len(one.one.draft.lines), number=True, width=70),
                Column("source", self.tr("Source"), lambda one: one.one.draft.source, width=200),
                Column("state", self.tr("State"), state, width=90),
            ],
        )  # fmt: skip
        self.add_button(self.tr("Add a table…"), lambda: self._ask(None))
        self.edit_button = self.add_button(self.tr("Edit…"), self.edit)
        self.gone_button = self.add_button(self.tr("Remove"), self.remove)
        self.reload()

    def rows(self) -> Sequence[Line]:
        found = [Line(one.id, one) for one in illustrations.of_product(self.desk.store, self._row.id)]
        for button in (self.edit_button, self.gone_button):
            button.setEnabled(bool(found))
        return found

    def edit(self) -> None:
        line = self.table.current()
        if isinstance(line, Line):
            self._ask(line.one)

    def remove(self) -> None:
        line = self.table.current()
        if isinstance(line, Line):
            with self.notice.guard():
                illustrations.remove(self.desk.store, self.desk.actor, line.id)
                self.reload()

    def _ask(self, one: Illustration | None) -> None:
        IllustrationDialog(self.desk, self._row, one, self).exec()
        self.reload()


class IllustrationDialog(FormDialog):
    """Typed, pasted from a spreadsheet or read from a file; nothing is kept before it is saved."""

    def __init__(self, desk: Desk, row: ProductRow, one: Illustration | None, parent: QWidget) -> None:
        form = Form(desk.language, columns=2)
        form.add("sex", self.tr("Sex"), ChoiceField(labels.choices(Sex, desk.language)))
        form.add("age", self.tr("Age"), NumberField())
        form.add("sum", self.tr("For a sum of (yuan)"), MoneyField())
        hint = self.tr("Empty where all is guaranteed. The ceiling in force is checked.")
        form.add("rate", self.tr("Illustrated rate"), PercentField(), hint)
        form.add("source", self.tr("Source"), TextField(self.tr("Illustration of the insurer")))
        form.add("shown_on", self.tr("Its day"), DateField())
        columns = [
            Cells("year", self.tr("Policy year"), NumberField, None, 90),
            Cells("cash", self.tr("Cash value, guaranteed"), MoneyField, stretch=1),
            Cells("paid", self.tr("Paid while living, guaranteed"), MoneyField, stretch=1),
            Cells("extra", self.tr("Not guaranteed"), MoneyField, stretch=1),
        ]
        self.lines = RowsField(columns, self.tr("Add a year"))
        form.add("lines", "", self.lines, self.tr("Yuan, at the end of each policy year."), wide=True)
        form.set_values(_values(one, desk))

        def save(values: Mapping[str, Any]) -> None:
            illustrations.set_illustration(desk.store, desk.actor, row.id, _draft(values, desk))

        super().__init__(parent, row.name(desk.language), form, save, width=760)
        self.notice = Notice(desk.language)
        self.column.insertWidget(0, self.notice)
        for place, (text, act) in enumerate(((self.tr("Paste"), self.paste), (self.tr("From a file…"), self.choose))):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self.foot_line.insertWidget(place, button)

    def paste(self) -> None:
        self._take(lambda: read_pasted(QApplication.clipboard().text(), self.tr("What was pasted")))

    def choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), "", TABLES)
        if path:
            self._take(lambda: read_tables(Path(path)))

    def _take(self, read: Callable[[], Workbook]) -> None:
        with self.notice.guard():
            self.lines.set_value(_lines(illustrations.read_lines(read())))
            self.lines.edited.emit()


def _values(one: Illustration | None, desk: Desk) -> dict[str, Any]:
    if one is None:
        return {"shown_on": desk.today(), "lines": [dict.fromkeys(("year", *PARTS))]}
    draft = one.draft
    return {
        "sex": draft.sex.value, "age": draft.age, "sum": draft.sum, "source": draft.source, "shown_on": draft.shown_on,
        "rate": None if draft.rate is None else int(draft.rate * HUNDREDTHS), "lines": _lines(draft.lines),
    }  # fmt: skip


def _lines(lines: Sequence[ValueLine]) -> list[dict[str, Any]]:
    return [{"year": one.year, **{name: getattr(one, name) for name in PARTS}} for one in lines]


def _draft(values: Mapping[str, Any], desk: Desk) -> IllustrationDraft:
    lines = [one for one in values["lines"] if any(one[name] is not None for name in ("year", *PARTS))]
    return IllustrationDraft(
        Sex(values["sex"]), -1 if values["age"] is None else values["age"], values["sum"] or 0, values["source"],
        values["shown_on"] or desk.today(),
        tuple(ValueLine(one["year"] or 0, *(one[name] for name in PARTS)) for one in lines),
        None if values["rate"] is None else Decimal(values["rate"]) / HUNDREDTHS,
    )  # fmt: skip
