"""How every workbook is written: rows leave memory at once, text stays text, a full disk is an OSError."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    """An xlsxwriter workbook; its rows are written from top to bottom. The file is written when the block succeeds.

    Raises OSError: the library wraps it in an exception of its own, which nobody else knows. The rows that left memory
    are in a folder that is gone afterwards, whatever happened.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with tempfile.TemporaryDirectory(prefix="needfolio-", ignore_cleanup_errors=True) as folder:
        book = xlsxwriter.Workbook(str(path), OPTIONS | {"tmpdir": folder})
        try:
            yield book
            book.close()
        except FileCreateError as error:
            raise error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error)) from error
        finally:
            for sheet in book.worksheets():
                with suppress(OSError, ValueError):  # what could not be written cannot be flushed either
                    sheet.row_data_fh.close()
