"""Foreign tables: read them, find their header, understand their cells. Every import uses this and nothing else."""

from app.services.tabular.cells import Cell, as_date, as_decimal, as_text, as_whole, as_yes_no
from app.services.tabular.headers import Record, Synonyms, Table, find_table, header_key
from app.services.tabular.reading import Row, Sheet, Workbook, read_tables

__all__ = [
    "Cell",
    "Record",
    "Row",
    "Sheet",
    "Synonyms",
    "Table",
    "Workbook",
    "as_date",
    "as_decimal",
    "as_text",
    "as_whole",
    "as_yes_no",
    "find_table",
    "header_key",
    "read_tables",
]
