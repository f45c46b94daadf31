"""A folder of Markdown files as a table of cards, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.errors import InputError, Place, Problem
from app.services.base.file_faults import reason_of
from app.services.base.file_names import clean, is_folder
from app.services.base.files import exported_together
from app.services.knowledge.cards.columns import field_of
from app.services.rules.knowledge import markdown
from app.services.tables.tabular import Row, Sheet, Workbook

ENDING = ".md"
LARGEST = 1024 * 1024


def read(path: Path, step: Callable[[], None]) -> Workbook:
    """One file, or all Markdown files of a folder by name: each is a row. Raises InputError ``cards_no_markdown`` for
    a folder without one, ``cannot_read``, ``markdown_large``, ``markdown_letters`` naming the file."""
    files = sorted(one for one in path.iterdir() if one.suffix.lower() == ENDING) if is_folder(path) else [path]
    if not files:
        raise InputError(Problem("cards_no_markdown", Place(file=path.name)))
    cards: list[dict[str, str]] = []
    for file in files:
        found = {field_of(name): text for name, text in markdown.parsed(_text(file)).items()}
        cards.append(found | {"(markdown)": file.name})
        step()
    heads = list(dict.fromkeys(name for card in cards for name in card))
    rows = [Row(1, tuple(heads))]
    rows += [Row(at, tuple(card.get(name) or None for name in heads)) for at, card in enumerate(cards, 2)]
    return Workbook(path.name, (Sheet("", tuple(rows)),))


def write(path: Path, cards: Sequence[Mapping[str, str]]) -> int:
    """A file for each card in the folder, named by its code; all are written or none. Raises as :func:`exported`."""
    taken: dict[str, Path] = {}
    for card in cards:
        name = base = clean(card["code"])
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{base}-{number}"
        taken[name.casefold()] = path / f"{name}{ENDING}"
    if not taken:
        return 0
    with exported_together(list(taken.values()), ENDING) as temporaries:
        for temporary, card in zip(temporaries, cards, strict=True):
            temporary.write_text(markdown.written(card), encoding="utf-8", newline="\n")
    return len(taken)


def _text(file: Path) -> str:
    place = Place(file=file.name)
    try:
        if file.stat().st_size > LARGEST:
            raise InputError(Problem("markdown_large", place, {"limit": LARGEST // 1024}))
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(Problem("no_file", values={"path": str(file)})) from None
    except UnicodeDecodeError:
        raise InputError(Problem("markdown_letters", place)) from None
    except OSError as error:
        raise InputError(Problem("cannot_read", place, {"reason": reason_of(error)})) from error
