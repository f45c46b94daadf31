"""The blank catalogue: its three sheets with every column explained, and one sample product that stays out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from app import words
from app.enums import Event, Grade, Language, ProductKind, ProductPhase, Sex
from app.services.offers.catalogue import columns
from app.services.offers.catalogue.wording import CATEGORIES, say_category
from app.services.tables.blanks import TEXT, BlankColumn, BlankSheet, write_blank

WIDE = {"code": 18.0, "name_zh": 24.0, "name_en": 24.0, **dict.fromkeys(columns.FACTS, 26.0)}
SAMPLES: dict[str, Mapping[str, str | float]] = {
    "products": {"name_zh": "安心重疾险", "insurer": "某某人寿", "age_min": 18, "age_max": 55, "pay_years": "20",
                 "sum_min": 100000, "sum_max": 1000000, "sum_step": 10000, "rate_unit": 1000,
                 "grade": "P1", "waiting_days": 90, "cooling_off_days": 15},
    "covers": {"factor": 1},
    "rates": {"age_from": 18, "age_to": 55, "rate": 12.5},
}  # fmt: skip


def write_template(path: Path, language: Language) -> int:
    """A blank workbook (.xlsx); returns how many columns its sheets have. Raises as :func:`exported`."""
    return write_blank(path, [_sheet(name, language) for name in columns.SHEETS], language)


def _sheet(name: str, language: Language) -> BlankSheet:
    synonyms, required = columns.SHEETS[name]
    title = columns.SHEET_WORDS[name][0] if language == Language.ZH else name
    return BlankSheet(title, [_column(name, field, field in required, language) for field in synonyms])


def _column(sheet: str, field: str, required: bool, language: Language) -> BlankColumn:
    known = f"template.catalogue.{field}"
    choices = _choices(field, language)
    generic = "choice" if choices else "number" if field in NUMBERS else "text"
    note = words.say(known if words.known(known) else f"template.catalogue.{generic}", language)
    sample = SAMPLES[sheet].get(field, choices[0] if choices and (required or field == "category") else None)
    title = columns.SHEETS[sheet][0][field][0] if language == Language.ZH else field
    return BlankColumn(title, note, sample, WIDE.get(field, 13.0), choices, "number" if field in NUMBERS else TEXT,
                       None, required)  # fmt: skip


NUMBERS = (
    "age_min", "age_max", "occupation_max", "age_plus_pay_max", "sum_min", "sum_max", "sum_step", "rate_unit",
    "max_ratio_to_main", "cooling_off_days", "waiting_days", "commission_rate", "deductible", "renewal_years",
    "factor", "age_from", "age_to", "rate",
)  # fmt: skip


def _choices(field: str, language: Language) -> Sequence[str]:
    if field == "kind":
        return [words.of(kind, language) for kind in ProductKind]
    if field == "category":
        return [say_category(category, language) for category in CATEGORIES]
    if field == "sex":
        return ["any", *(words.of(sex, language) for sex in Sex)] if language == Language.EN else [
            "不限", *(words.of(sex, language) for sex in Sex)]  # fmt: skip
    if field == "grade":
        return [grade.value for grade in Grade]
    if field == "phase":
        return [words.of(phase, language) for phase in ProductPhase]
    if field in ("indemnity", "early"):
        return [words.say(f"customers.{word}", language) for word in ("yes", "no")]
    return [words.of(event, language) for event in Event] if field == "event" else ()
