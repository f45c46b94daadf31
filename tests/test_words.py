"""The way back from words to an enum: what a foreign file writes is the value it names, in either language."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import openpyxl
import pytest

from app import words
from app.enums import ActivityKind, Event, Language, Level, NeedStatus, ProductKind, ProductPhase, Sex, Stage
from app.services.matrix.headers import LEVEL_WORDS, STATUS_WORDS
from app.services.offers import catalogue
from app.services.people.customers.columns import OTHER_SEXES
from tests.services.offers.test_catalogue import SAMPLE

READ: dict[type[StrEnum], dict[StrEnum, tuple[str, ...]]] = {
    NeedStatus: {**STATUS_WORDS}, Level: {**LEVEL_WORDS}, Sex: {**OTHER_SEXES}, Stage: {}, Event: {}, ProductKind: {},
    ProductPhase: {}, ActivityKind: {},
}  # fmt: skip


@pytest.mark.parametrize("kind", READ)
def test_what_a_value_is_called_means_it_and_nothing_else(kind: type[StrEnum]) -> None:
    also = READ[kind]
    for value in kind:
        called = [value.value, *(words.of(value, language) for language in Language), *also.get(value, ())]
        for name in called:
            assert words.meant(kind, f" {name.upper()} ", also) == value, name
    assert words.meant(kind, "", also) is None and words.meant(kind, "没有的词", also) is None


@pytest.mark.parametrize("language", list(Language))
def test_words_of_one_language_lead_back(language: Language) -> None:
    found = words.by_words(ActivityKind, language)
    assert {value: said for said, value in found.items()} == {kind: words.of(kind, language) for kind in ActivityKind}


def test_a_catalogue_may_name_kind_and_event_in_english(tmp_path: Path) -> None:
    """Only Chinese words and codes were known: “Critical illness” became an event of its own, “Main” was refused."""
    book = openpyxl.load_workbook(SAMPLE)
    titles = {sheet: [cell.value for cell in book[sheet][1]] for sheet in ("products", "covers")}
    for sheet, column, kind in (("products", "kind", ProductKind), ("covers", "event", Event)):
        for row in book[sheet].iter_rows(min_row=2):
            cell = row[titles[sheet].index(column)]
            cell.value = words.of(kind(cell.value), Language.EN)
    path = tmp_path / "english.xlsx"
    book.save(path)
    assert catalogue.read_catalogue(path) == catalogue.read_catalogue(SAMPLE)
