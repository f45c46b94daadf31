"""How every workbook is begun and ended: rows leave memory at once, text stays text, a full disk is an OSError."""

from __future__ import annotations

from pathlib import Path
from typing import Any

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def begin(path: Path) -> Any:
    """An xlsxwriter workbook; its rows are written from top to bottom."""
    import xlsxwriter

    return xlsxwriter.Workbook(str(path), OPTIONS)


def end(book: Any) -> None:
    """Write the file. Raises OSError: the library wraps it in an exception of its own, which nobody else knows."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error)) from error
