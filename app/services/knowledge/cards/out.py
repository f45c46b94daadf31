"""Cards out: a workbook, a folder of Markdown files, and the blank workbook to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app import words
from app.enums import CardKind, Language, QuestionForm
from app.services.base.file_names import is_folder
from app.services.base.store import Store
from app.services.knowledge.cards import columns, folder
from app.services.knowledge.cards.reading import read
from app.services.rules.knowledge.cards import KNOWN_TAGS
from app.services.tables.blanks import DAY, TEXT, BlankColumn, BlankSheet, write_blank
from app.services.tables.sheets_out import OutSheet, write_tables

ENDINGS = (".xlsx", ".csv")
WIDTHS = {"title_zh": 34.0, "title_en": 34.0, "body_zh": 60.0, "body_en": 60.0, "choices_zh": 30.0, "choices_en": 30.0,
          "words": 26.0}  # fmt: skip
FAMILIES: Mapping[str, type[CardKind] | type[QuestionForm]] = {"kind": CardKind, "form": QuestionForm}
SAMPLES: dict[Language, dict[str, str | float]] = {
    Language.ZH: {"kind": "异议", "title_zh": "我再考虑考虑", "body_zh": "先认同，再问清顾虑……", "stages": "建议书",
                  "skills": "异议处理", "words": "考虑; 想想"},
    Language.EN: {"kind": "objection", "title_en": "Let me think it over", "body_en": "Agree first, then ask …",
                  "words": "think it over; not now"},
}  # fmt: skip


def export_file(store: Store, path: Path, language: Language) -> int:
    """All cards, questions too, in the columns an import reads; into a folder as Markdown files. Returns how many.
    Raises as :func:`exported`."""
    with store.read() as session:
        texts = [columns.texts_of(row, language) for row in read(session)]
    if is_folder(path):
        return folder.write(path, texts)
    heads = [columns.title(name, language) for name in columns.FIELDS]
    rows = [[one[name] for name in columns.FIELDS] for one in texts]
    widths = [WIDTHS.get(name, 14.0) for name in columns.FIELDS]
    sheet = OutSheet(words.say("file_name.cards", language), heads, rows, widths)
    write_tables(path, [sheet], ENDINGS)
    return len(rows)


def write_template(path: Path, language: Language) -> int:
    """A blank workbook (.xlsx) with each column explained; returns how many columns. Raises as :func:`exported`."""
    return write_blank(
        path,
        [BlankSheet(words.say("file_name.cards", language), [_column(name, language) for name in columns.FIELDS])],
        language,
    )


def _column(name: str, language: Language) -> BlankColumn:
    choices: list[str] = []
    if name == "approved":
        choices = [words.say(f"customers.{word}", language) for word in ("yes", "no")]
    elif name in FAMILIES:
        choices = [words.of(one, language) for one in FAMILIES[name]]
    note = words.say(f"template.cards.{name}", language)
    if name in ("stages", "needs", "skills"):
        note += "\n" + "; ".join(words.of(one, language) for one in KNOWN_TAGS[name])
    kind = DAY if name == "valid_until" else TEXT
    return BlankColumn(
        columns.title(name, language), note, SAMPLES[language].get(name), WIDTHS.get(name, 14.0), choices, kind,
        required=name == "kind",
    )  # fmt: skip
