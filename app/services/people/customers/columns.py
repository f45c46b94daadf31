"""The columns of a customers' table, in and out: their headers, what else they go by, how a cell is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app import words
from app.enums import FieldKind, Language, Sex, Stage
from app.errors import bad_input
from app.services.people import labels
from app.services.people.custom_fields import PREFIX, FieldRow, canonical
from app.services.people.customers.fields import BY_NAME, FIELDS, CustomerField, FieldIs, Kept, kept_in, of_kind
from app.services.rules.base.id_numbers import masked, read_id_number
from app.services.rules.base.masks import mask_phone
from app.services.rules.needs import finances
from app.services.tables.imports.kinds import Closed, closed_enum
from app.services.tables.tabular import Record

MEMBER_FIELDS = tuple(field.name for field in kept_in(Kept.MEMBER))
CONTACT_FIELDS = tuple(field.name for field in kept_in(Kept.HOUSEHOLD))
NAMES = tuple(field.name for field in FIELDS)
EXPORTED = tuple(field.name for field in FIELDS if not field.secret)
MONEY = of_kind(FieldIs.MONEY)

OTHER_SEXES = {
    Sex.MALE: ("先生", "男士", "男性", "mr", "mr."),
    Sex.FEMALE: ("女士", "小姐", "女性", "ms", "ms.", "mrs", "mrs."),
}


def header(field: str, language: Language, own: Sequence[FieldRow] = ()) -> str:
    """The column's title in our own files; ``own`` are the fields of the user's own."""
    if field.startswith(PREFIX):
        return next((one.name for one in own if one.key == field), field)
    family = "finance" if field in finances.KEYS else "customers.column"
    return words.say(f"{family}.{field}", language)


def say_change(field: str, value: Any, language: Language, own: Sequence[FieldRow] = ()) -> str:
    """A cell's value as a person reads it in the preview of an import."""
    if value in (None, "", ()):
        return "—"
    if field.startswith(PREFIX):
        return next((one.say(value, language) for one in own if one.key == field), str(value))
    return say(BY_NAME[field], value, language)


def say(field: CustomerField, value: Any, language: Language) -> str:
    """What is kept as a person reads it, secrets masked; a dash for nothing."""
    if value in (None, "", ()):
        return "—"
    match field.kind:
        case FieldIs.MONEY:
            return f"{value / 100:,.2f}".removesuffix(".00")
        case FieldIs.STAGE:
            return words.of(Stage(value), language)
        case FieldIs.SEX:
            return words.of(Sex(value), language)
        case FieldIs.YES_NO:
            return words.say("customers.yes" if value else "customers.no", language)
        case FieldIs.ID_NUMBER:
            return masked(str(value))
        case FieldIs.PHONE:
            return mask_phone(str(value))
        case FieldIs.TAGS:
            return ("、" if language == Language.ZH else ", ").join(value)
        case _:
            return str(value)


def synonyms(own: Sequence[FieldRow] = ()) -> dict[str, tuple[str, ...]]:
    """By field, its headers; a field of the user's own goes by its name."""
    known: dict[str, tuple[str, ...]] = {}
    for field in FIELDS:
        own_words = (header(field.name, Language.ZH), header(field.name, Language.EN))
        mobile_first = field.kind == FieldIs.PHONE  # a list with 电话 and 手机 means the landline by the first
        known[field.name] = (*field.headers, *own_words) if mobile_first else (*own_words, *field.headers)
    return known | {field.key: (field.name,) for field in own}


def closed(own: Sequence[FieldRow] = ()) -> dict[str, Closed]:
    """By field, those that have a list of values: sex and stage, and the choices of fields of the user's own."""
    found = {name: closed_enum(Sex, lambda text: words.meant(Sex, text, OTHER_SEXES)) for name in of_kind(FieldIs.SEX)}
    found |= {name: closed_enum(Stage) for name in of_kind(FieldIs.STAGE)}
    return found | {one.key: _own_choices(one.choices) for one in own if one.choices}


def _own_choices(choices: Sequence[str]) -> Closed:
    known = {choice.casefold(): choice for choice in choices}
    return Closed(lambda text: known.get(text.strip().casefold()), lambda _: [(choice, choice) for choice in choices])


def _text(record: Record, field: str) -> str:
    return record.text(field)


def _code(record: Record, field: str) -> str:
    found = record.code(field)
    return found[1:] if found[:1] == "'" else found


def _id_number(record: Record, field: str) -> str:
    found = _code(record, field)
    try:
        return read_id_number(found).text if found else ""
    except ValueError:
        raise bad_input("id_number_wrong", record.place(field), text=masked(found)) from None


def _sex(record: Record, field: str) -> Sex | None:
    found = record.text(field)
    sex = words.meant(Sex, found, OTHER_SEXES)
    if found and sex is None:
        raise bad_input("unknown_sex", record.place(field), text=found)
    return sex


def _stage(record: Record, field: str) -> Stage | None:
    found = record.text(field)
    if not found:
        return None
    if (stage := words.meant(Stage, found)) is not None:
        return stage
    raise bad_input("unknown_stage", record.place(field), text=found, choices=tuple(Stage))


def _money(record: Record, field: str) -> int | None:
    amount = record.fen(field)
    if amount is not None and amount < 0:
        raise bad_input("negative", record.place(field))
    return amount


def _tags(record: Record, field: str) -> tuple[str, ...] | None:
    found = record.text(field)
    parts = found.replace("；", ";").replace("、", ";").replace("，", ";").replace(",", ";").split(";")
    return tuple(dict.fromkeys(word for part in parts if (word := labels.tidy(part)))) or None


def read_own(record: Record, field: FieldRow) -> str:
    """The cell as the field keeps it; "" for an empty one. Raises InputError at the cell."""
    place = record.place(field.key)
    if not record.text(field.key):
        return ""
    if field.kind == FieldKind.MONEY:
        return canonical(field, record.fen(field.key), place)
    if field.kind == FieldKind.DATE:
        return canonical(field, record.day(field.key), place)
    return canonical(field, record.yes(field.key) if field.kind == FieldKind.YES_NO else record.text(field.key), place)


@dataclass(frozen=True, slots=True)
class Cells:
    """The filled cells of one row, read; a field that is not there leaves the record as it is."""

    values: dict[str, Any]

    def get(self, field: str, default: Any = None) -> Any:
        """The value of a filled cell; ``default`` for an empty one."""
        return self.values.get(field, default)


_READ: dict[FieldIs, Callable[[Record, str], Any]] = {
    FieldIs.TEXT: _text,
    FieldIs.NOTES: _text,
    FieldIs.CODE: _code,
    FieldIs.PHONE: _code,
    FieldIs.ID_NUMBER: _id_number,
    FieldIs.SEX: _sex,
    FieldIs.DATE: lambda record, field: record.day(field),
    FieldIs.WHOLE: lambda record, field: record.whole(field),
    FieldIs.MONEY: _money,
    FieldIs.YES_NO: lambda record, field: record.yes(field),
    FieldIs.TAGS: _tags,
    FieldIs.CLASS: lambda record, field: labels.tidy(record.text(field)),
    FieldIs.STAGE: _stage,
}
READERS = {field.name: _READ[field.kind] for field in FIELDS}
"""How the cell of each field is read: the value as it is kept, None or "" for an empty one; InputError at the cell."""
