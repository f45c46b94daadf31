"""Where a catalogue's three tables are: sheets of a workbook, or CSV files side by side, in a folder or in a zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from app.errors import InputError, Place, Problem
from app.services.base.file_faults import reason_of
from app.services.base.file_names import is_folder
from app.services.offers.catalogue import columns, one_sheet
from app.services.tables.tabular import Sheet, Workbook, damage_of, read_content, read_tables

TEXTS = (".csv", ".tsv", ".txt")
LARGEST_PART = 20 * 1024 * 1024
Step = Callable[[], None]


def read_book(path: Path, *, encoding: str = "", step: Step = lambda: None) -> Workbook:
    """The tables as one workbook. Of CSV files, ``products.csv`` (产品.csv) stands beside ``covers.csv`` and
    ``rates.csv``; any other ``NAME.csv`` beside ``NAME-covers.csv`` and ``NAME-rates.csv``; a folder or a zip holds the
    three. A single sheet that lists products is made into them (:mod:`one_sheet`). Raises InputError naming the file
    that is missing or cannot be read.
    """
    if is_folder(path):
        return _joined(path.name, _of_folder(path, encoding))
    if path.suffix.lower() in TEXTS:
        alone = not any(part.exists() for name, part in parts_of(path).items() if name != "products")
        if alone and path.exists():
            return one_sheet.prepared(read_tables(path, encoding=encoding, step=step))
        return _joined(path.name, _beside(path, encoding))
    if path.suffix.lower() == ".zip":
        return _joined(path.name, _of_zip(path, encoding))
    return one_sheet.prepared(read_tables(path, encoding=encoding, step=step))


def parts_of(path: Path) -> dict[str, Path]:
    """The three files a CSV stands for, by sheet."""
    wanted = {name: {name, *columns.SHEET_WORDS[name]} for name in columns.SHEETS}
    if path.stem.casefold() in wanted["products"]:
        there = {one.stem.casefold(): one for one in path.parent.glob(f"*{path.suffix}")}
        found = {
            name: next((there[word] for word in words if word in there), path.with_stem(name))
            for name, words in wanted.items()
        }
        return found | {"products": path}
    return {"products": path, **{name: path.with_stem(f"{path.stem}-{name}") for name in ("covers", "rates")}}


def _beside(path: Path, encoding: str) -> Iterator[tuple[str, Sheet]]:
    for name, part in parts_of(path).items():
        if part.exists() or name == "products":
            yield name, read_tables(part, encoding=encoding).sheets[0]


def _of_folder(path: Path, encoding: str) -> Iterator[tuple[str, Sheet]]:
    for part in sorted(path.iterdir()):
        name = _sheet_of(part.name)
        if name:
            yield name, read_tables(part, encoding=encoding).sheets[0]


def _of_zip(path: Path, encoding: str) -> Iterator[tuple[str, Sheet]]:
    place = Place(file=path.name)
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            for part in archive.infolist():
                name = _sheet_of(Path(part.filename).name)
                if not name:
                    continue
                with archive.open(part) as file:
                    content = file.read(LARGEST_PART + 1)
                if len(content) > LARGEST_PART:
                    raise InputError(Problem("table_too_large", place, {"limit": LARGEST_PART // 1024 // 1024}))
                yield name, read_content(content, f"{path.name}/{part.filename}", encoding=encoding).sheets[0]
    except FileNotFoundError:
        raise InputError(Problem("no_file", values={"path": str(path)})) from None
    except OSError as error:
        raise InputError(Problem("cannot_read", place, {"reason": reason_of(error)})) from error
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise InputError(Problem("table_damaged", place, {"reason": damage_of(error)})) from error


def _sheet_of(file: str) -> str:
    """Which table a file name stands for: its whole name, or what follows the last hyphen; "" for none."""
    path = Path(file)
    if path.suffix.lower() not in TEXTS:
        return ""
    word = path.stem.casefold().rsplit("-", 1)[-1].strip()
    return next((name for name, words in columns.SHEET_WORDS.items() if word in {name, *words}), "")


def _joined(file: str, parts: Iterator[tuple[str, Sheet]]) -> Workbook:
    return Workbook(file, tuple(replace(sheet, name=name) for name, sheet in parts))
