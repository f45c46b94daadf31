"""The wizard for each kind of import: the same steps with their own words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import InputError, Place, Problem
from app.services.base.founding import ALL_CUSTOMERS
from app.services.knowledge.cards import out as blank_cards
from app.services.knowledge.cards.import_kind import Cards
from app.services.matrix import named
from app.services.matrix.import_kind import Requirements
from app.services.offers.catalogue import blank as blank_catalogue
from app.services.offers.catalogue.import_kind import Catalogue
from app.services.people.customers import blank
from app.services.people.customers.import_kind import Customers
from app.services.people.policies.import_kind import Policies
from app.services.tables.imports.kinds import Kind
from app.ui.base.desk import Desk
from app.ui.shared.imports.wizard import ImportWizard, Look
from app.ui.shared.marks import own_fields
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.fields import DateField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label


def customers_wizard(desk: Desk, parent: QWidget | None) -> ImportWizard:
    about = QCoreApplication.translate(
        "ImportOpeners",
        "Excel or CSV, in any order and with any headers; exports of HubSpot, Pipedrive and Salesforce are known. "
        "Nothing is written before you have seen it.",
    )
    title = QCoreApplication.translate("ImportOpeners", "Import customers")

    def kind() -> Kind:
        return Customers(own_fields(desk))

    def template(path: Path) -> int:
        return blank.write_template(desk.store, path, desk.language)

    return ImportWizard(desk, parent, Look(title, about, kind, "customers", blank=template))


def policies_wizard(desk: Desk, parent: QWidget | None) -> ImportWizard:
    about = QCoreApplication.translate(
        "ImportOpeners",
        "Excel or CSV: a row for each product and insured, of families that are known. Riders find their main by the "
        "policy number; beneficiaries as “Name(relation) 50%; …”.",
    )
    title = QCoreApplication.translate("ImportOpeners", "Import policies")
    return ImportWizard(desk, parent, Look(title, about, Policies, "policies"))


def catalogue_wizard(desk: Desk, parent: QWidget | None) -> ImportWizard:
    about = QCoreApplication.translate(
        "ImportOpeners",
        "An Excel workbook with the sheets products, covers and rates, or an ordinary list with a column of rates for "
        "each age. Products you have stay.",
    )
    title = QCoreApplication.translate("ImportOpeners", "Import products")

    def template(path: Path) -> int:
        return blank_catalogue.write_template(path, desk.language)

    return ImportWizard(desk, parent, Look(title, about, Catalogue, "catalogue", blank=template))


def cards_wizard(desk: Desk, parent: QWidget | None) -> ImportWizard:
    about = QCoreApplication.translate(
        "ImportOpeners",
        "Excel, CSV or a Markdown file: a row for each card or question. A card you have is known by its code, or by "
        "kind and title; empty cells change nothing.",
    )
    title = QCoreApplication.translate("ImportOpeners", "Import cards and questions")

    def template(path: Path) -> int:
        return blank_cards.write_template(path, desk.language)

    return ImportWizard(desk, parent, Look(title, about, Cards, "cards", blank=template))


def matrix_wizard(desk: Desk, parent: QWidget | None, name: str | None = None) -> ImportWizard:
    """``name`` is the matrix chosen at first: its code or name."""
    about = QCoreApplication.translate(
        "ImportOpeners",
        "A requirement table in Excel or CSV, an export of Jira or Redmine, or ReqIF. A newer version of a table shows "
        "what was added, changed and is gone; nothing is deleted.",
    )
    title = QCoreApplication.translate("ImportOpeners", "Import needs")
    picker = MatrixPicker(desk, name)
    return ImportWizard(desk, parent, Look(title, about, picker.kind, "matrix", picker))


class MatrixPicker(QFrame):
    """Which matrix the table goes into; a new one says what it is for."""

    def __init__(self, desk: Desk, name: str | None) -> None:
        super().__init__()
        self.choice = ComboBox()
        self.choice.setAccessibleName(self.tr("Matrix"))
        for info in named.matrices(desk.store):
            title = self.tr("All customers' needs") if info.code == ALL_CUSTOMERS else info.draft.name
            self.choice.addItem(title, info.code)
        self.choice.addItem(self.tr("＋ A new matrix"), None)
        known = max(self.choice.findData(name), self.choice.findText(name)) if name else 0
        self.choice.setCurrentIndex(max(0, known))
        self.choice.activated.connect(self._show_form)
        self.form = Form(desk.language, columns=2)
        self.form.add("name", self.tr("Name"), TextField())
        self.form.add("purpose", self.tr("Purpose"), TextField())
        self.form.add("owner", self.tr("Owner"), TextField())
        self.form.add("starts_on", self.tr("From"), DateField())
        self.form.add("ends_on", self.tr("To"), DateField())
        line = QHBoxLayout()
        line.addWidget(Label(self.tr("Into the matrix")))
        line.addWidget(self.choice, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.form)
        self._show_form()

    def kind(self) -> Kind:
        """Raises InputError for a new matrix without a name, or with a field that cannot be read."""
        if self.choice.currentData() is not None:
            return Requirements(str(self.choice.currentData()))
        if problems := self.form.problems():
            raise InputError(problems)
        values = self.form.values()
        name = str(values.pop("name") or "").strip()
        if not name:
            problem = Problem("required", Place(field="name"))
            self.form.show_problems([problem])
            raise InputError(problem)
        return Requirements(name, values)

    def _show_form(self) -> None:
        self.form.setVisible(self.choice.currentData() is None)
