"""A team of three agents with weeks of work, its weekly files, and how a careless hand would change them."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.workbook.workbook import Workbook

from app.enums import Language
from app.services.base import founding
from app.services.base.store import Actor, Store
from app.services.front import demo
from app.services.rules.base.weeks import Week
from app.services.team.weekly import default_name, export_weekly
from app.words import say
from tests.conftest import CHEAP, NOW, PASSWORD

WEEK = Week(2026, 48)
LAST = Week(2026, 47)
ME = Actor("A001", "李敏")
CODES = ("A001", "A002", "A003")


def team_store(path: Path) -> Store:
    """NOW is a Tuesday of W48: what is written then is in time."""
    store = founding.found(path, PASSWORD, ME, cost=CHEAP, clock=lambda: NOW)
    demo.sample_family(store)
    demo.populate(store, customers=60, agent_count=3, weeks=10, seed=5)
    return store


def write(
    store: Store, folder: Path, week: Week, codes: tuple[str, ...] = CODES, language: Language = Language.ZH
) -> list[Path]:
    paths = []
    for code in codes:
        path = folder / default_name(code, week, Language.ZH)
        export_weekly(store, path, week=week, agent=code, language=language, today=NOW.date())
        paths.append(path)
    return paths


def change(path: Path, edit: Callable[[Workbook], object], to: Path | None = None) -> Path:
    """Open with another program's eyes, edit, save."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    edit(book)
    book.save(to or path)
    return to or path


def sheet(key: str, language: Language = Language.ZH) -> str:
    return say(f"weekly.sheet.{key}", language)


def entry(book: Workbook, key: str, value: object) -> None:
    """Set an entry of the control sheet."""
    for row in book["_control"].iter_rows(max_col=2):
        if row[0].value == key:
            row[1].value = value  # type: ignore[assignment]
            return
    raise AssertionError(key)
