"""Two to four products side by side, what differs in bold, with the premium each would cost one person."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from app import words
from app.enums import Sex
from app.services.offers.catalogue import ProductRow
from app.services.offers.catalogue.telling import said
from app.services.rules.offers.pricing import explain_price
from app.services.rules.offers.products import Product
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox, SpinBox
from app.ui.widgets.plain import Label

LEAST, MOST = 2, 4
FIELDS = ("code", "kind", "category", "covers", "age_min", "age_max", "sex", "occupation_max", "pay_years", "term",
          "age_plus_pay_max", "sum_min", "sum_max", "sum_step", "rate_unit", "mains", "max_ratio_to_main", "indemnity",
          "waiting_days", "cooling_off_days", "grade", "phase", "on_sale_from", "on_sale_to")  # fmt: skip
TEXTS = ("insurer", "features", "selling_points", "exclusions", "after_sale", "non_guaranteed")


class CompareDialog(Dialog):
    """The premium is of the least sum of each product, for the age and sex chosen."""

    def __init__(self, desk: Desk, rows: Sequence[ProductRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.rows = desk, rows[:MOST]
        self.setWindowTitle(self.tr("Compare products"))
        self.resize(940, 620)
        self.age = SpinBox()
        self.age.setRange(0, 100)
        self.age.setValue(30)
        self.age.setAccessibleName(self.tr("Age"))
        self.sex = ComboBox()
        self.sex.setAccessibleName(words.say("product_field.sex", desk.language))
        for value, text in labels.choices(Sex, desk.language):
            self.sex.addItem(text, value)
        self.age.valueChanged.connect(self.show_all)
        self.sex.activated.connect(self.show_all)
        self.told = QTextBrowser()
        self.told.setAccessibleName(self.tr("Compare products"))
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Premium of the least sum, at the age of")))
        head.addWidget(self.age)
        head.addWidget(self.sex)
        head.addStretch()
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.told, 1)
        layout.addLayout(self.lay_foot(None))
        self.show_all()

    def show_all(self) -> None:
        products = [row.product for row in self.rows]
        names = "".join(f"<th align='left'>{escape(row.name(self.desk.language))}</th>" for row in self.rows)
        lines = [self._line("price", [self._price(product) for product in products])]
        lines += [
            self._line(name, [said(product, name, self.desk.language) for product in products]) for name in FIELDS
        ]
        lines += [self._line(name, [self._text(product, name) for product in products]) for name in TEXTS]
        self.told.setHtml(f"<table cellpadding='6' width='98%'><tr><th></th>{names}</tr>{''.join(lines)}</table>")

    def _line(self, name: str, values: Sequence[str]) -> str:
        """Nothing where no product says anything; bold where they do not all say the same."""
        if set(values) == {"—"}:
            return ""
        differ = len(set(values)) > 1
        cells = "".join(f"<td>{f'<b>{escape(v)}</b>' if differ else escape(v)}</td>" for v in values)
        return f"<tr><td>{escape(words.say(f'product_field.{name}', self.desk.language))}</td>{cells}</tr>"

    def _price(self, product: Product) -> str:
        found = explain_price(product, product.sum_min, self.sex.currentData(), self.age.value())
        if found is None or not product.sum_min:
            return "—"
        return f"{formats.money(found.premium, cents=True)} / {formats.money(product.sum_min)}"

    def _text(self, product: Product, name: str) -> str:
        return product.fact(name, self.desk.language) or (product.insurer if name == "insurer" else "") or "—"
