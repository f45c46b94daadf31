"""Statutory and market data: shipped with source and date, changed by the user, said to be old when it is."""

from app.services.needs.statutory.files import shipped_bases, shipped_sheet
from app.services.needs.statutory.keeping import (
    change,
    key_of,
    read_bases,
    read_city,
    read_law,
    read_sheet,
    restore,
    sheet_kept,
    sheets,
)
from app.services.needs.statutory.writing import cell_text, cells_of, pasted, row_of, write_cell

__all__ = [
    "cell_text",
    "cells_of",
    "change",
    "key_of",
    "pasted",
    "read_bases",
    "read_city",
    "read_law",
    "read_sheet",
    "restore",
    "row_of",
    "sheet_kept",
    "sheets",
    "shipped_bases",
    "shipped_sheet",
    "write_cell",
]
