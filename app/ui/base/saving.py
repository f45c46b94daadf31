"""Where a file goes: the one dialog that asks, with a name in the user's language and an ending that fits."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.base.preferences import Preferences

ENDING = re.compile(r"\*(\.\w+)")
EXCEL = "Excel (*.xlsx)"
EXCEL_FOLDER = "excel_folder"


def ask_where(
    parent: QWidget, preferences: Preferences, title: str, name: str, kinds: str, *, folder: str = EXCEL_FOLDER
) -> tuple[Path, str] | None:
    """The path and the kind chosen of ``kinds``, which are written as Qt does; None when nothing was chosen.

    ``folder`` is where the preferences keep the folder. A name without one of the kinds' endings gets that of the kind
    chosen; a file that is there and was not asked about is not taken.
    """
    start = str(Path(preferences.text(folder, str(Path.home()))) / name)
    text, kind = QFileDialog.getSaveFileName(parent, title, start, kinds)
    if not text:
        return None
    path = Path(text)
    preferences.set_text(folder, str(path.parent))
    known = ENDING.findall(kinds)
    if known and path.suffix.lower() not in known:
        path = _free(path, (ENDING.findall(kind) or known)[0])
    return path, kind


def _free(path: Path, ending: str) -> Path:
    """With the ending; with a number where such a file is there, since the dialog asked about another name."""
    found, number = path.with_name(path.name + ending), 2
    while found.exists():
        found, number = path.with_name(f"{path.name} ({number}){ending}"), number + 1
    return found
