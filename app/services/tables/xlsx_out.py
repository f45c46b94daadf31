"""How every workbook is written: rows leave memory at once, text stays text, a full disk is an OSError."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class _Sink:
    """What the library writes into. After the first fault it takes everything and keeps nothing: the library's archive
    writes its end once more when it is thrown away, and would complain to nobody."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.fault: OSError | None = None

    def _tried(self, act: Callable[..., int | None], *given: Any) -> int:
        if self.fault is None and not self._file.closed:
            try:
                return act(*given) or 0
            except OSError as error:
                self.fault = error
        return 0

    def write(self, data: bytes) -> int:
        self._tried(self._file.write, data)
        return len(data)

    def seek(self, *where: int) -> int:
        return self._tried(self._file.seek, *where)

    def tell(self) -> int:
        return self._tried(self._file.tell)

    def flush(self) -> None:
        self._tried(self._file.flush)

    def close(self) -> None:
        """Raises OSError for what could not be written."""
        try:
            self._file.close()
        except OSError as error:
            self.fault = self.fault or error
        if self.fault is not None:
            raise self.fault


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    """An xlsxwriter workbook; its rows are written from top to bottom. The file is written when the block succeeds.

    Raises OSError: the library wraps it in an exception of its own, which nobody else knows. The rows that left memory
    are in a folder that is gone afterwards, whatever happened.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with tempfile.TemporaryDirectory(prefix="needfolio-", ignore_cleanup_errors=True) as folder:
        sink = _Sink(path.open("wb"))
        book = xlsxwriter.Workbook(sink, OPTIONS | {"tmpdir": folder})
        try:
            yield book
            book.close()
            sink.close()
        except FileCreateError as error:
            raise error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error)) from error
        finally:
            with suppress(OSError):
                sink.close()
            for sheet in book.worksheets():
                with suppress(OSError, ValueError):  # what could not be written cannot be flushed either
                    sheet.row_data_fh.close()
