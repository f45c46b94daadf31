"""The weekly workbook as a kind of thing the post carries: the file itself, put where the lead rolls up from."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app import words
from app.enums import Language
from app.errors import bad_input
from app.services.base import file_names
from app.services.base.files import exported
from app.services.base.post.kinds import ItemKind, Parts, Sides, Told
from app.services.base.post.sending import Item
from app.services.base.store import WriteSession, place
from app.services.rules.base import weeks

KEY, LARGEST = "weekly", 16 * 1024 * 1024
NAMES = {"name", "sha256", "file"}


def written(path: Path, week: weeks.Week) -> Item:
    """The workbook at ``path`` as it goes along. Raises OSError."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    file = base64.b64encode(content).decode()
    return Item(KEY, {str(week): {"name": path.name, "sha256": digest, "file": file}})


def _parts(_session: Session, _sides: Sides) -> dict[str, Any]:
    return {}


def _check(key: str, value: Any) -> None:
    content = _content(value)
    name = value["name"]
    plain = Path(name).name == name and not any(letter in name for letter in file_names.FORBIDDEN)
    if str(weeks.parse(key)) != key or set(value) != NAMES or not plain or not name.endswith(".xlsx"):
        raise ValueError(key)
    if hashlib.sha256(content).hexdigest() != value["sha256"] or not zipfile.is_zipfile(BytesIO(content)):
        raise ValueError(key)


def _content(value: Any) -> bytes:
    text = value["file"]
    if len(text) > LARGEST:
        raise ValueError
    return base64.b64decode(text, validate=True)


def _put(_session: WriteSession, parts: Parts, sides: Sides) -> None:
    """A newer one of the same week takes the place of the one before."""
    for key, value in parts.items():
        folder = sides.place / key
        place.own_folder(folder)
        if not folder.is_dir():
            raise bad_input("post_folder", path=str(folder))
        with exported(folder / f"{_plain(sides.other)}_{key}.xlsx", ".xlsx") as temporary:
            temporary.write_bytes(_content(value))


def _plain(code: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in code)[:40]


def _tell(key: str, _before: Any, after: Any, language: Language) -> Told:
    return Told(words.say("post_weekly.title", language, week=key), (str(after["name"]),))


ENTRY = ItemKind(KEY, False, True, _parts, _check, _put, _tell, letter=True, offered=False)
