"""Own commission by month, and line by line why paid is not due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.services.base.product_names import in_english
from app.services.figures import commission
from app.services.figures.commission import RateRow, Row, Standing, out
from app.services.figures.commission.comparing import month_of
from app.services.figures.commission.import_kind import Statement
from app.services.figures.commission.rates_kind import RateTable
from app.services.offers import catalogue
from app.services.rules.figures.commission import OPEN, CommissionReason, CommissionRole
from app.services.tables.imports.kinds import Kind
from app.services.team import overrides
from app.ui.base import formats
from app.ui.base.desk import Desk
from app.ui.base.saving import ask_where
from app.ui.shared.imports.wizard import ImportWizard, Look
from app.ui.widgets.badge import Badge
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField, NumberField, PercentField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.rows_field import Cells, RowsField
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

KINDS = "Excel (*.xlsx);;CSV (*.csv)"
ALL, TO_LOOK_AT = "all", "open"


class CommissionDialog(Dialog):
    """What is to be looked at comes first; a line opens its family."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(self.tr("Own commission"))
        self.resize(980, 620)
        self.notice = Notice(desk.language)
        self.standing = Standing((), None)
        self.choice = ComboBox()
        self.choice.setAccessibleName(self.tr("Which lines"))
        self.choice.activated.connect(self._show)
        self.summary = Label()
        self.summary.setProperty("kind", "heading")
        self.summary.setWordWrap(True)
        english = in_english(desk.store) if desk.language == Language.EN else {}
        self.model = RowTableModel(_columns(desk.language, english))
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.windowTitle())
        self.table.opened.connect(self.open_row)
        self._lay_out()
        self.reload()

    def reload(self) -> None:
        self.standing = overrides.standing(self.desk.store, self.desk.today())
        chosen = self.choice.currentData()
        self.choice.clear()
        self.choice.addItem(self.tr("To look at"), TO_LOOK_AT)
        self.choice.addItem(self.tr("All lines"), ALL)
        for month in self.standing.months():
            text = self.tr("{month} · {count} lines", n=month.lines).format(
                month=f"{month.first:%Y-%m}", count=month.lines
            )
            self.choice.addItem(text, month.first)
        if chosen is None and not any(row.compared.reason in OPEN for row in self.standing.rows):
            chosen = ALL  # an empty list would look as if there were nothing
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
        self._show()

    def shown(self) -> list[Row]:
        """The lines of the choice."""
        wanted = self.choice.currentData()
        rows = self.standing.rows
        if wanted == TO_LOOK_AT:
            return [row for row in rows if row.compared.reason in OPEN]
        return list(rows) if wanted == ALL else [row for row in rows if row.compared.month == wanted]

    def open_row(self, row: Row | None) -> None:
        if row is not None and row.household_id:
            self.accept()
            self.desk.choose_household(row.household_id)
            self.desk.hub.go("customers", row.household_id)

    def edit_rates(self) -> None:
        language = self.desk.language
        products = [
            (one.code, f"{one.name_zh if language == Language.ZH else one.name_en} · {one.code}")
            for one in catalogue.products(self.desk.store)
        ]
        known = {code for code, _ in products}
        kept = commission.all_rates(self.desk.store)
        products += [(row.product, row.product) for row in kept if row.product not in known]
        roles = [(role.value, words.of(role, language)) for role in CommissionRole]
        product = partial(ChoiceField, products, optional=True)
        columns = [
            Cells("product", words.say("commission.rate.product", language), product, stretch=3),
            Cells("role", words.say("commission.rate.role", language), partial(ChoiceField, roles),
                  CommissionRole.OWN.value, 140),
            Cells("year", words.say("commission.rate.year", language), NumberField, 1, 70),
            Cells("rate", words.say("commission.rate.rate", language), PercentField, width=80),
            Cells("holds_from", words.say("commission.rate.holds_from", language), DateField, width=120),
        ]  # fmt: skip
        form = Form(language)
        about = self.tr(
            "Per cent of the year's premium. Without a rate here, a product's first year is what the library says."
        )
        form.add("rates", "", RowsField(columns, add=self.tr("Add a rate")), about)
        first = {"role": CommissionRole.OWN.value, "year": 1}  # a line to begin with, which counts once it is filled
        form.set_values({"rates": [_line(row) for row in kept] or [first]})

        def keep(values: Mapping[str, Any]) -> None:
            commission.put(self.desk.store, self.desk.actor, [_rate(line) for line in values["rates"]])

        if FormDialog(self, self.tr("Commission rates"), form, keep, width=920).exec():
            self.reload()

    def bring_in(self, kind: type[Kind], title: str, about: str, key: str) -> None:
        wizard = ImportWizard(self.desk, self, Look(title, about, kind, key))
        wizard.finished.connect(lambda _: self.reload())
        wizard.open()

    def ask_export(self) -> None:
        name = f"{self.windowTitle()}.xlsx"
        if chosen := ask_where(self, self.desk.preferences, self.windowTitle(), name, KINDS):
            self.export(chosen[0])

    def export(self, path: Path) -> None:
        """The lines shown, and their months."""
        rows = self.shown()
        firsts = sorted({row.compared.month for row in rows}, reverse=True)
        months = [month_of(first, [row for row in rows if row.compared.month == first]) for first in firsts]
        with self.notice.guard():
            out.write(months, rows, path, self.desk.language)
            self.notice.show_done(self.tr("Saved: {path}").format(path=path))

    def _show(self) -> None:
        rows = self.shown()
        self.model.set_rows(rows)
        if not self.standing.rows:
            self.summary.setText(
                self.tr("Nothing is due yet. Enter the rates, then import the insurer's statement of the month.")
            )
            return
        whole = month_of(self.desk.today(), rows)
        text = self.tr("Due {due}, paid {received}, difference {difference} yuan").format(
            due=formats.money(whole.due), received=formats.money(whole.received),
            difference=formats.money(whole.difference),
        )  # fmt: skip
        if whole.unknown:
            more = self.tr("{count} lines without a rate are not in it", n=whole.unknown).format(count=whole.unknown)
            text = f"{text} · △ {more}"
        self.summary.setText(text)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.choice)
        head.addWidget(self.summary, 1)
        line = QHBoxLayout()
        self.rates_button = QPushButton(self.tr("Commission rates…"))
        self.rates_file_button = QPushButton(self.tr("Import rates…"))
        self.statement_button = QPushButton(self.tr("Import a statement…"))
        self.export_button = QPushButton(self.tr("Export…"))
        rates_about = self.tr("Excel or CSV with product code, policy year and rate.")
        about = self.tr(
            "The insurer's statement, Excel or CSV: policy number, month and commission; product, premium, rate, kind "
            "and policy year where there are. The same statement twice changes nothing."
        )
        bring = self.tr("Import a statement"), about, "commission"
        bring_rates = self.tr("Import rates"), rates_about, "commission-rates"
        acts: tuple[tuple[QPushButton, Callable[[], object]], ...] = (
            (self.statement_button, lambda: self.bring_in(Statement, *bring)),
            (self.rates_button, self.edit_rates),
            (self.rates_file_button, lambda: self.bring_in(RateTable, *bring_rates)),
            (self.export_button, self.ask_export),
        )
        for button, act in acts:
            button.clicked.connect(lambda _checked=False, act=act: act())
            button.setAutoDefault(False)
            line.addWidget(button)
        line.addStretch()
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addLayout(line)
        layout.addLayout(self.lay_foot(None))


def _line(row: RateRow) -> dict[str, Any]:
    return {"product": row.product, "role": row.role.value, "year": row.year, "rate": row.rate,
            "holds_from": row.holds_from}  # fmt: skip


def _rate(line: Mapping[str, Any]) -> RateRow:
    """A cell left empty is at fault in the service, not here."""
    year, rate = line["year"], line["rate"]
    return RateRow(
        str(line["product"] or ""), CommissionRole(line["role"]), 0 if year is None else year,
        -1 if rate is None else rate, line["holds_from"],
    )  # fmt: skip


def _columns(language: Language, english: Mapping[str, str]) -> list[Column]:
    def product(row: Row) -> str:
        place = row.compared.place
        return english.get(place.product, row.product) if place else row.product

    def head(code: str) -> str:
        return words.say(f"commission.{code}", language)

    def money(value: int | None) -> str:
        return "—" if value is None else formats.money(value)

    def figure(key: str, get: Callable[[Row], int | None]) -> Column:
        return Column(key, head(f"head.{key}"), get, money, number=True, width=90)

    return [
        Column("month", head("column.month"), lambda row: f"{row.compared.month:%Y-%m}", width=80),
        Column("number", head("column.policy_number"), lambda row: row.number, width=120),
        Column("product", head("column.product"), product, width=170, tip=product),
        Column("reason", head("head.reason"), lambda row: row.compared.reason.value,
               badge=lambda row: _badge(row.compared.reason, language), width=150),
        Column("family", head("head.family"), lambda row: row.household or None, width=90),
        Column("what", head("column.kind"), lambda row: out.what(row, language), width=100),
        figure("due", lambda row: row.compared.due),
        figure("received", lambda row: row.compared.received),
        figure("difference", lambda row: row.compared.difference),
    ]  # fmt: skip


def _badge(reason: CommissionReason, language: Language) -> Badge:
    if reason == CommissionReason.AGREES:
        return Badge("✓", words.of(reason, language), "good")
    tone = ("△", "warn") if reason in OPEN else ("·", "calm")
    return Badge(tone[0], words.of(reason, language), tone[1])
