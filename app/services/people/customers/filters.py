"""Which customers: a filter of the list as a value, and as the document a saved view keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from app.enums import FieldTest, NeedFilter, Stage
from app.errors import Place, bad_input


@dataclass(frozen=True, slots=True)
class FieldCondition:
    """A field of the user's own compared with a canonical text; ``edge`` is that text's rank, what least and most
    compare
    (services/rules/custom_values)."""

    field_id: str
    test: FieldTest
    text: str = ""
    edge: int | None = None


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """Empty parts ask nothing; parts are joined by "and", choices within one part by "or", tags by "and".

    Ages are the customer's in completed years; ``birthday_months`` (1 to 12) are of anybody in the family;
    ``no_contact_days`` finds those without an activity done in so many days; "" among the classes or sources is
    "none given".
    """

    text: str = ""
    tags: tuple[str, ...] = ()
    without_tags: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    sources: tuple[str, ...] = ()
    city: str = ""
    age_from: int | None = None
    age_to: int | None = None
    birthday_months: tuple[int, ...] = ()
    no_contact_days: int | None = None
    need: NeedFilter | None = None
    need_event: str = ""
    interest: str = ""
    referred: bool | None = None
    custom: tuple[FieldCondition, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it lets everybody through."""
        return self == CustomerFilter()

    def document(self) -> dict[str, Any]:
        """What says something, as JSON keeps it."""
        found: dict[str, Any] = {}
        for part in fields(self):
            value = getattr(self, part.name)
            if value not in ("", (), None):
                found[part.name] = _plain(value)
        return found


def of_document(document: Mapping[str, Any]) -> CustomerFilter:
    """Raises InputError ``filter_unreadable`` at the part: an older program must not read a newer view as another."""
    values: dict[str, Any] = {}
    known = {part.name for part in fields(CustomerFilter)}
    for name, value in document.items():
        if name not in known:
            raise bad_input("filter_unreadable", Place(field=str(name)))
        try:
            values[name] = _whole(name, value)
        except (ValueError, TypeError, KeyError):
            raise bad_input("filter_unreadable", Place(field=name)) from None
    return CustomerFilter(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, FieldCondition):
        return {"field": value.field_id, "test": value.test.value, "text": value.text, "edge": value.edge}
    return value.value if isinstance(value, StrEnum) else value


def _whole(name: str, value: Any) -> Any:
    if name == "custom":
        return tuple(
            FieldCondition(one["field"], FieldTest(one["test"]), _text(one["text"]), one.get("edge")) for one in value
        )
    if name == "stages":
        return tuple(Stage(one) for one in value)
    if name == "need":
        return NeedFilter(value)
    if name == "birthday_months":
        return tuple(_number(one) for one in value)
    if name in ("age_from", "age_to", "no_contact_days"):
        return _number(value)
    if name == "referred":
        if not isinstance(value, bool):
            raise ValueError(name)
        return value
    if name in ("tags", "without_tags", "classes", "sources"):
        return tuple(_text(one) for one in value)
    return _text(value)


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value
