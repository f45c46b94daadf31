"""Foreign tables: read them, find their header, understand their cells. Every import uses this and nothing else."""

from app.services.tables.tabular.cells import Cell, as_code, as_date, as_decimal, as_text, as_whole, as_yes_no, folded
from app.services.tables.tabular.damage import damage_of
from app.services.tables.tabular.encodings import OTHERS, other_encoding
from app.services.tables.tabular.headers import (
    Header,
    Synonyms,
    find_table,
    first_words,
    guess_header,
    header_at,
    header_key,
    table_under,
)
from app.services.tables.tabular.noticed import Faulty
from app.services.tables.tabular.reading import Row, Sheet, Workbook, read_content, read_pasted, read_tables
from app.services.tables.tabular.records import Record, Table
from app.services.tables.tabular.units import without_unit

__all__ = [
    "OTHERS",
    "Cell",
    "Faulty",
    "Header",
    "Record",
    "Row",
    "Sheet",
    "Synonyms",
    "Table",
    "Workbook",
    "as_code",
    "as_date",
    "as_decimal",
    "as_text",
    "as_whole",
    "as_yes_no",
    "damage_of",
    "find_table",
    "first_words",
    "folded",
    "guess_header",
    "header_at",
    "header_key",
    "other_encoding",
    "read_content",
    "read_pasted",
    "read_tables",
    "table_under",
    "without_unit",
]
