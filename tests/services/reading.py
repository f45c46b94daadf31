"""What tests of imports share: files taken in as the command line takes them, and a book as the table of a kind."""

from __future__ import annotations

from app.services.front import imports
from app.services.matrix.import_kind import Requirements
from app.services.people.customers.import_kind import Customers
from app.services.tables.imports.kinds import Kind, Reading
from app.services.tables.tabular import Table, Workbook, guess_header, table_under

import_customers, import_matrix, import_catalogue = (
    imports.entry(kind).import_file for kind in ("customers", "matrix", "catalogue")
)
CUSTOMERS, REQUIREMENTS = Customers(), Requirements("")


def table_of(book: Workbook, kind: Kind = CUSTOMERS) -> Table:
    """Without a store that remembers headers."""
    sheet = kind.sheet(book)
    found = kind.recognised(Reading(sheet, guess_header(sheet, kind.synonyms())))
    return table_under(book.file, found.sheet, found.header, found.header.columns, month_first=found.month_first)
