"""A book as the table a kind of import takes it for, without a store that remembers headers."""

from __future__ import annotations

from app.services.matrix.import_kind import Requirements
from app.services.people.customers.import_kind import Customers
from app.services.tables.imports.kinds import Kind, Reading
from app.services.tables.tabular import Table, Workbook, guess_header, table_under

CUSTOMERS, REQUIREMENTS = Customers(), Requirements("")


def table_of(book: Workbook, kind: Kind = CUSTOMERS) -> Table:
    sheet = kind.sheet(book)
    found = kind.recognised(Reading(sheet, guess_header(sheet, kind.synonyms())))
    return table_under(book.file, found.sheet, found.header, found.header.columns, month_first=found.month_first)
