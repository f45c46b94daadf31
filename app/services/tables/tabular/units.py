"""The unit a header says its numbers are in: 年收入(万), 保额（千元）, 金额/万元; or a line above: 单位：万元."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from app.services.rules.base.spoken_numbers import TIMES
from app.services.tables.tabular.cells import folded

_WORDS = "|".join(sorted((re.escape(word) for word in TIMES), key=len, reverse=True))
_SAYS = re.compile(rf"(?:单位|unit)?[:：]?\s*(?:人民币|rmb|cny)?\s*({_WORDS})?\s*(元|yuan)?")
_BRACKETS = re.compile(r"[(\[【（]([^)\]】）]*)[)\]】）]")
_AFTER_SLASH = re.compile(r"[/,、]\s*([^/,、]+)$")
_ABOVE = re.compile(r"(?:金额)?(?:单位|unit)\s*[:：]\s*(.+)")


def unit_of(title: str) -> Decimal | None:
    """How many yuan 1 stands for under this header; None where it says nothing of it."""
    text = folded(title)
    told = [*_BRACKETS.findall(text), *_AFTER_SLASH.findall(text)]
    return next((unit for part in told if (unit := _unit(part)) is not None), None)


def unit_above(texts: Iterable[str]) -> Decimal | None:
    """The unit that a line above the header says for the whole table."""
    found = (_unit(match[1]) for text in texts if (match := _ABOVE.search(folded(text).strip("()（）"))))
    return next((unit for unit in found if unit is not None), None)


def without_unit(title: str) -> str:
    """The title less its brackets, and less a unit behind a slash."""
    bare = _BRACKETS.sub("", title)
    match = _AFTER_SLASH.search(bare)
    return bare[: match.start()] if match and _unit(folded(match[1])) is not None else bare


def has_unit(text: str) -> bool:
    """Whether an amount says its own unit: 30万, 十二万五 and 300元 do, 30 does not."""
    return bool(re.search(rf"{_WORDS}|[元块%]|yuan", folded(text)))


def _unit(text: str) -> Decimal | None:
    match = _SAYS.fullmatch(text.strip())
    if match is None or not (match[1] or match[2]):
        return None
    return Decimal(TIMES.get(match[1] or "", 1))
