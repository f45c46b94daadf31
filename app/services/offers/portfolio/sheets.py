"""The portfolio as tables in words, the same in the window and in the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from app import words
from app.enums import Language
from app.services.offers.portfolio.reading import Portfolio
from app.services.rules.offers.portfolio import FEW_HOUSEHOLDS, Candidate
from app.services.tables.crosstab import meetings
from app.services.tables.sheets_out import OutSheet, Value, write_tables

FORMATS = {"percent": "0.0%", "ratio": "0.00"}
WIDE, NARROW = 34, 14
BY_FAMILIES = ("candidates", "together", "crossed")  # read from families that have a product


@dataclass(frozen=True, slots=True)
class Sheet:
    """``kinds`` of the columns: text, count, percent (a share of 1), ratio or date; ``key`` is the same in every
    language."""

    key: str
    title: str
    headers: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "segments": (("segment", "text"), ("product", "text"), ("buyers", "count"), ("people", "count"),
                 ("share", "percent")),
    "needs": (("event", "text"), ("needs", "count"), ("open", "count"), ("on_sale", "count"),
              ("unanswered", "count")),
    "unasked": (("product", "text"), ("asked", "count"), ("proposed", "count"), ("sold", "count"), ("last", "date")),
    "candidates": (("act", "text"), ("subject", "text"), ("reason", "text")),
    "together": (("first", "text"), ("second", "text"), ("together", "count"), ("households", "count"),
                 ("support", "percent"), ("confidence", "percent"), ("back", "percent"), ("lift", "ratio")),
}  # fmt: skip


def sheets(found: Portfolio, by: str, language: Language) -> tuple[Sheet, ...]:
    """Who buys what by one segment, needs, products nobody asks for, candidates, products sold together."""
    rows: dict[str, Sequence[tuple[Value, ...]]] = {
        "segments": [
            (segment_word(by, row.value, language), _name(found, row.product, language), row.buyers, row.people,
             _share(row.share))
            for row in found.segments[by][1]
        ],
        "needs": [
            (_event(row.event, language), row.needs, row.open, row.on_sale, row.unanswered) for row in found.needs
        ],
        "unasked": [
            (_name(found, row.product, language), row.asked, row.proposed, row.sold, row.last)
            for row in found.unasked
        ],
        "candidates": [_candidate(found, row, language) for row in found.candidates],
        "together": [
            (_name(found, row.first, language), _name(found, row.second, language), row.together, row.households,
             _share(row.support), _share(row.confidence), _share(row.back), _share(row.lift))
            for row in found.pairs
        ],
    }  # fmt: skip
    return tuple(_sheet(key, tuple(rows[key]), language) for key in COLUMNS)


def note(found: Portfolio, key: str, language: Language) -> str:
    """How the table of this key is counted, and that few families may be chance."""
    told = words.say(f"portfolio.note.{key}", language)
    few = few_words(found, language) if key in BY_FAMILIES else ""
    return f"{told}{'' if language == Language.ZH else ' '}{few}" if few else told


def few_words(found: Portfolio, language: Language) -> str:
    """That the families are too few to judge by; "" when they are enough."""
    if not found.few:
        return ""
    return words.say("portfolio.few", language, count=found.households, least=FEW_HOUSEHOLDS)


def export_file(found: Portfolio, path: Path, by: str, language: Language) -> int:
    """One sheet each and one of notes; csv holds the first. Returns how many rows without the notes; InputError
    ``cannot_write``."""
    tables, met = sheets(found, by, language), crossed(found, language)
    write_tables(path, [*(_out(table) for table in tables), _met(met), _notes(found, (*tables, met), language)])
    return sum(len(table.rows) for table in (*tables, met))


def crossed(found: Portfolio, language: Language) -> Sheet:
    """Needs down, products across: how many families with the need have the product. Only the workbook has it: it is
    as wide as the catalogue, and pandas, which counts it, takes longer to load than the window may stand still."""
    met = meetings(found.asking, found.holding)
    first = [words.say(f"portfolio.column.{name}", language) for name in ("event", "families")]
    headers = (*first, *(_name(found, code, language) for code in met.columns))
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (_event(event, language), places, *counts)
        for event, places, counts in zip(met.rows, met.places, met.counts, strict=True)
    )
    kinds = ("text", *["count"] * (len(headers) - 1))
    return Sheet("crossed", words.say("portfolio.sheet.crossed", language), headers, kinds, rows)


def _met(table: Sheet) -> OutSheet:
    return OutSheet(table.title, table.headers, table.rows, [WIDE, *[NARROW] * (len(table.headers) - 1)],
                    frozen_columns=2)  # fmt: skip


def _notes(found: Portfolio, tables: Sequence[Sheet], language: Language) -> OutSheet:
    headers = [words.say(f"portfolio.column.{name}", language) for name in ("table", "note")]
    rows = [(table.title, note(found, table.key, language)) for table in tables]
    return OutSheet(words.say("portfolio.sheet.notes", language), headers, rows, [WIDE, 3 * WIDE])


def segment_word(by: str, value: str, language: Language) -> str:
    """What a segment is called; free words of education and occupation are shown as they are."""
    if not value:
        return words.say("portfolio.unknown", language)
    if by == "age":
        return words.say("portfolio.band", language, ages=value.replace("-", "–"))
    family = {"sex": "sex", "stage": "life_stage"}.get(by)
    return words.say(f"{family}.{value}", language) if family else value


def _sheet(key: str, rows: tuple[tuple[Value, ...], ...], language: Language) -> Sheet:
    headers = tuple(words.say(f"portfolio.column.{name}", language) for name, _ in COLUMNS[key])
    kinds = tuple(kind for _, kind in COLUMNS[key])
    return Sheet(key, words.say(f"portfolio.sheet.{key}", language), headers, kinds, rows)


def _out(table: Sheet) -> OutSheet:
    formats = {at: FORMATS[kind] for at, kind in enumerate(table.kinds) if kind in FORMATS}
    widths = [WIDE if kind == "text" else NARROW for kind in table.kinds]
    if table.key == "candidates":
        widths[-1] = 3 * WIDE
    return OutSheet(table.title, table.headers, table.rows, widths, formats)


def _candidate(found: Portfolio, row: Candidate, language: Language) -> tuple[Value, ...]:
    act = words.say("portfolio.introduce" if row.introduce else "portfolio.retire", language)
    subject = _event(row.subject, language) if row.introduce else _name(found, row.subject, language)
    told = [words.say(f"portfolio.reason.{code}", language, **row.numbers) for code in row.reasons]
    return act, subject, ("；" if language == Language.ZH else "; ").join(told)


def _name(found: Portfolio, code: str, language: Language) -> str:
    return next((row.name(language) or code for row in found.products if row.product.code == code), code)


def _event(event: str, language: Language) -> str:
    return words.say(f"event.{event}", language) if words.known(f"event.{event}") else event


def _share(value: Fraction) -> float:
    return float(value)
