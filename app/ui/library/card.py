"""One product of the library: what it covers, for whom, and what it costs by age."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.enums import Language
from app.services.offers.catalogue import ProductRow
from app.services.offers.catalogue.telling import said
from app.services.rules.offers.products import Product
from app.ui.base import formats, labels
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


class ProductCard(QFrame):
    """Facts that are empty are left out."""

    def __init__(self, row: ProductRow, language: Language, today: date) -> None:
        super().__init__()
        self._language = language
        product = row.product
        self.setProperty("kind", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        name = Label(row.name(language))
        name.setProperty("kind", "title")
        name.setWordWrap(True)
        layout.addWidget(name)
        on_sale = row.on_sale(today)
        state = Label(("✓ " + self.tr("on sale")) if on_sale else ("✕ " + self.tr("not on sale")))
        state.setProperty("kind", "good" if on_sale else "wrong")
        layout.addWidget(state)
        for title, value in self._facts(product):
            if value:
                head = f"<span style='color:palette(placeholder-text)'>{title}</span>"
                line = Label(f"{head}&nbsp;&nbsp;{_escape(value)}")
                line.setTextFormat(Qt.TextFormat.RichText)
                line.setWordWrap(True)
                layout.addWidget(line)
        layout.addWidget(self._rates(product), 1)

    def _facts(self, product: Product) -> list[tuple[str, str]]:
        language = self._language
        covers = labels.listed(
            (f"{labels.event(c.event, language)} ×{c.factor.normalize():f}" for c in product.covers), language
        )
        ages = ages_of(product)
        sums = (
            f"{formats.money(product.sum_min)} – {formats.money(product.sum_max)} / {formats.money(product.sum_step)}"
        )
        return [
            (
                self.tr("Code"),
                "　".join(
                    part
                    for part in (
                        product.code,
                        labels.of(product.kind, language),
                        said(product, "category", language),
                        product.grade.value,
                    )
                    if part != "—"
                ),
            ),
            (self.tr("Insurer"), product.fact("insurer", language) or product.insurer),
            (self.tr("Covers"), covers),
            (self.tr("Issue ages"), ages),
            (self.tr("Sums (least – most / step)"), sums if product.covers else ""),
            (self.tr("Paid for / covered for"), _times(product, language)),
            (self.tr("Accompanies"), ", ".join(product.mains)),
            (self.tr("Features"), product.fact("features", language)),
            (self.tr("Selling points"), product.fact("selling_points", language)),
            (self.tr("Exclusions"), product.fact("exclusions", language)),
            (self.tr("After sale"), product.fact("after_sale", language)),
            (self.tr("Not guaranteed"), product.fact("non_guaranteed", language)),
        ]

    def _rates(self, product: Product) -> QWidget:
        """Every fifth age, women and men: enough to see the shape; the export has all."""
        rows = []
        for age in sorted(
            {rate.age_from for rate in product.rates if rate.age_from % 5 == 0 or len(product.rates) < 6}
        ):
            by_sex = {
                sex: next(
                    (r.rate for r in product.rates if r.sex in (None, sex) and r.age_from <= age <= r.age_to), None
                )
                for sex in ("F", "M")
            }
            rows.append(RateRow(f"{age}", age, by_sex["F"], by_sex["M"]))
        unit = f"{product.rate_unit.normalize():f}"
        model = RowTableModel(
            [
                Column("age", self.tr("Age"), lambda row: row.age, number=True, width=56),
                Column(
                    "women",
                    self.tr("Women, per {unit}").format(unit=unit),
                    lambda row: row.women,
                    number=True,
                    width=112,
                ),
                Column(
                    "men", self.tr("Men, per {unit}").format(unit=unit), lambda row: row.men, number=True, width=112
                ),
            ]
        )
        model.set_rows(rows)
        view = TableView(model)
        view.setMinimumHeight(220)
        view.setAccessibleName(self.tr("Rates"))
        return view


class RateRow:
    def __init__(self, id: str, age: int, women: object, men: object) -> None:
        self.id, self.age, self.women, self.men = id, age, women, men


def _times(product: Product, language: Language) -> str:
    both = said(product, "pay_years", language), said(product, "term", language)
    return "" if both == ("—", "—") else " / ".join(both)


def ages_of(product: Product) -> str:
    """The ages it is sold to; open at the end when there is no most."""
    return f"{product.age_min or 0}–{'' if product.age_max is None else product.age_max}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
