"""The blank list of customers: every column an import reads, explained, with a sample row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app import words
from app.enums import FieldKind, Language, Sex, Stage
from app.services.base.store import Store
from app.services.people import custom_fields
from app.services.people.custom_fields import FieldRow
from app.services.people.customers import columns
from app.services.people.customers.fields import FIELDS, CustomerField, FieldIs
from app.services.tables.blanks import DAY, MONEY, TEXT, WHOLE, BlankColumn, BlankSheet, write_blank

SAMPLES: dict[Language, dict[str, str | float]] = {
    Language.ZH: {"name": "王小明", "phone": "13800000000", "sex": "男", "birth_date": "1990-05-20", "income": 120000,
                  "occupation": "教师", "occupation_class": 1, "social_insurance": "是", "city": "杭州",
                  "tags": "老客户;转介绍"},
    Language.EN: {"name": "Wang Xiaoming", "phone": "13800000000", "sex": "Male", "birth_date": "1990-05-20",
                  "income": 120000, "occupation": "teacher", "occupation_class": 1, "social_insurance": "yes",
                  "city": "Hangzhou", "tags": "old customer;referred"},
}  # fmt: skip
LEAST = 13.0


def write_template(store: Store, path: Path, language: Language) -> int:
    """A blank workbook (.xlsx) with the fields of the user's own; returns how many columns. Raises as
    :func:`exported`."""
    own = custom_fields.fields(store)
    found = [_column(field, language) for field in FIELDS] + [_own(field, language) for field in own]
    name = words.say("file_name.customers", language)
    return write_blank(path, [BlankSheet(name, found)], language)


def _column(field: CustomerField, language: Language) -> BlankColumn:
    choices = {
        FieldIs.SEX: [words.of(sex, language) for sex in Sex],
        FieldIs.STAGE: [words.of(stage, language) for stage in Stage],
        FieldIs.YES_NO: [words.say(f"customers.{word}", language) for word in ("yes", "no")],
    }
    kind = {FieldIs.MONEY: MONEY, FieldIs.WHOLE: WHOLE}.get(field.kind, TEXT)
    noted = f"template.customers.{field.name}"
    code = noted if words.known(noted) else "template.customers." + ("money" if kind == MONEY else "text")
    return BlankColumn(
        columns.header(field.name, language), words.say(code, language), SAMPLES[language].get(field.name),
        max(LEAST, field.width), choices.get(field.kind, ()), kind,
        field.within[-1] if field.within else None, field.name == "name",
    )  # fmt: skip


def _own(field: FieldRow, language: Language) -> BlankColumn:
    choices: Sequence[str] = field.choices
    if field.kind == FieldKind.YES_NO:
        choices = [words.say(f"customers.{word}", language) for word in ("yes", "no")]
    kind = {FieldKind.MONEY: MONEY, FieldKind.DATE: DAY}.get(field.kind, TEXT)
    return BlankColumn(field.name, words.say("template.customers.own", language), None, 16.0, choices, kind)
