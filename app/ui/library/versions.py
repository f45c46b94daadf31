"""All versions of a product: what changed, when, by whom and why; a former one can be made the newest again."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language, Sex
from app.services.offers import catalogue
from app.services.offers.catalogue import ProductRow, VersionRow
from app.services.rules.offers.products import Product
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

MOST_RATES = 12


class VersionsDialog(Dialog):
    """``restored`` is the row when a former version was taken up again."""

    def __init__(self, desk: Desk, row: ProductRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.row = desk, row
        self.restored: ProductRow | None = None
        self.setWindowTitle(self.tr("Versions of {name}").format(name=row.name(desk.language)))
        self.resize(820, 520)
        hint = Label(self.tr("A proposal keeps the price of the version it was made with."))
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Versions"))
        self.table.chosen.connect(self._show)
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setAccessibleName(self.tr("What changed"))
        self.button = QPushButton(self.tr("Take this version up again"))
        self.button.clicked.connect(self.take_up)
        layout = QVBoxLayout(self)
        layout.addWidget(hint)
        layout.addWidget(self.table, 3)
        layout.addWidget(self.told, 2)
        layout.addLayout(self.lay_foot(None, self.button))
        self.rows = catalogue.history(desk.store, row.id)
        self.model.set_rows(self.rows)
        self.table.setCurrentIndex(self.model.index(0, 0))

    def take_up(self) -> None:
        version: VersionRow = self.table.current()
        note = self.tr("version {edition} again").format(edition=version.edition)
        self.restored = catalogue.restore(self.desk.store, self.desk.actor, self.row.id, version.product, note)
        self.accept()

    def _show(self, version: VersionRow | None) -> None:
        self.button.setEnabled(version is not None and version.until is not None)
        before = next((row for row in self.rows if version and row.edition == version.edition - 1), None)
        if version is None or before is None:
            self.told.setPlainText(self.tr("The first version.") if version else "")
            return
        lines = [
            f"{words.say(f'product_field.{name}', self.desk.language)}:  "
            f"{said(before.product, name, self.desk.language)}  →  {said(version.product, name, self.desk.language)}"
            for name in version.changed
            if name != "rates"
        ]
        if "rates" in version.changed:
            lines += self._rates(before.product, version.product)
        self.told.setPlainText("\n".join(lines))

    def _rates(self, before: Product, after: Product) -> list[str]:
        old = {(rate.sex, rate.age_from, rate.age_to): rate.rate for rate in before.rates}
        new = {(rate.sex, rate.age_from, rate.age_to): rate.rate for rate in after.rates}
        differ = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        lines = [self.tr("Rates that differ: {count}").format(count=len(differ))]
        for sex, first, last in differ[:MOST_RATES]:
            pair = [f"{rate.normalize():f}" if (rate := each.get((sex, first, last))) else "—" for each in (old, new)]
            ages = f"{first}" if first == last else f"{first}–{last}"
            lines.append(f"    {sex or ''} {ages}:  {pair[0]}  →  {pair[1]}")
        return lines if len(differ) <= MOST_RATES else [*lines, "    …"]

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def why(row: VersionRow) -> str:
            return " · ".join(filter(None, (labels.of(row.cause, language) if row.cause else "", row.note)))

        def changed(row: VersionRow) -> str:
            return labels.listed((words.say(f"product_field.{name}", language) for name in row.changed), language)

        def day(row: VersionRow) -> str:
            return f"{row.since.astimezone():%Y-%m-%d %H:%M}"

        def until(row: VersionRow) -> str:
            return self.tr("now") if row.until is None else f"{row.until.astimezone():%Y-%m-%d %H:%M}"

        return [
            Column("edition", self.tr("Version"), lambda row: row.edition, number=True, width=70),
            Column("since", self.tr("In use from"), day, width=130),
            Column("until", self.tr("In use until"), until, width=130),
            Column("by", self.tr("By"), lambda row: row.by, width=70),
            Column("why", self.tr("Why"), why, width=150, tip=why),
            Column("changed", self.tr("Changed"), changed, width=180, tip=changed),
        ]


def said(product: Product, name: str, language: Language) -> str:
    """A field of a product in words; "—" where there is nothing."""
    value = getattr(product, name)
    if name.startswith("sum_"):
        return formats.money(value)
    if name == "covers":
        covers = (f"{labels.event(c.event, language)} ×{c.factor.normalize():f}" for c in value)
        return labels.listed(covers, language) or "—"
    if name == "category":
        return catalogue.say_category(value, language) or "—"
    if name == "pay_years":
        once = product.term not in ("", "1") or not product.covers
        return catalogue.say_pay(value, language, once=once) if value else "—"
    if name == "term":
        return catalogue.say_term(value, language)
    if name == "sex":
        return labels.of(Sex(value), language) if value else "—"
    if name in ("kind", "phase"):
        return labels.of(value, language) if value else "—"
    if name == "facts":
        return labels.listed(
            (words.say(f"product_field.{key.removesuffix('_en')}", language) for key in value), language
        )
    if name in ("rate_unit", "max_ratio_to_main") and value is not None:
        return f"{value.normalize():f}"
    if name == "commission_rate" and value is not None:
        return f"{value / 100:g}%"
    if isinstance(value, bool):
        return "✓" if value else "—"
    return "—" if value in (None, "", ()) else ", ".join(value) if isinstance(value, tuple) else str(value)
