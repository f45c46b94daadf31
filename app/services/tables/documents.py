"""JSON documents given by a user: read strictly, and every fault has a place."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from app.enums import JsonFault
from app.errors import InputError, Place, Problem
from app.services.base.file_faults import reason_of
from app.services.tables.json_faults import fault_of

_DIGITS = re.compile(r"\d{1000,}")


def read_json(path: Path) -> Any:
    """Numbers with a fraction come as Decimal. Raises InputError ``no_file``, ``cannot_read``, ``not_json`` (NaN is not
    JSON), ``json_too_deep``, or ``twice`` for a name given twice in one object, of which the last would win unseen."""
    place = Place(file=path.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(Problem("no_file", values={"path": str(path)})) from None
    except OSError as error:
        raise InputError(Problem("cannot_read", place, {"reason": reason_of(error)})) from error
    except UnicodeDecodeError:
        raise InputError(Problem("not_json", place, {"line": 1, "detail": JsonFault.LETTERS})) from None
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise InputError(Problem("not_json", place, {"line": error.lineno, "detail": fault_of(error.msg)})) from None
    except RecursionError:
        raise InputError(Problem("json_too_deep", place)) from None
    except _TwiceError as error:
        raise InputError(Problem("twice", place, {"text": str(error)})) from None
    except _ConstantError as error:
        line = _line_of(text, str(error))
        raise InputError(Problem("not_json", place, {"line": line, "detail": JsonFault.CONSTANT})) from None
    except ValueError as error:  # numbers of thousands of digits
        digits = _DIGITS.search(text)
        line = _line_of(text, digits[0]) if digits else 1
        raise InputError(Problem("not_json", place, {"line": line, "detail": fault_of(str(error))})) from None


class _ConstantError(Exception):
    """NaN and its like."""


class _TwiceError(Exception):
    """A name given twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for number, name in enumerate(names) if name in names[:number]))
    return found


def _line_of(text: str, what: str) -> int:
    return text.count("\n", 0, max(0, text.find(what))) + 1


def _refuse(name: str) -> NoReturn:
    raise _ConstantError(name)


MOST_YEARS = 1000


class Reader:
    """Reads values out of a JSON document and collects what is wrong, each with its path."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, path: str, code: str, **values: Any) -> None:
        """Note a fault at ``path``; reading goes on, so that all faults are told at once."""
        self.problems.append(Problem(code, Place(file=self.file, field=path), values))

    def known(self, value: dict[str, Any], names: tuple[str, ...], path: str) -> None:
        """Note every name that is not one of ``names``."""
        for name in value:
            if name not in names:
                self.wrong(f"{path}.{name}".lstrip("."), "unknown_field", known=", ".join(names))

    def mapping(self, value: Any, path: str) -> dict[str, Any]:
        """An object; an empty one, and a fault, for anything else."""
        if isinstance(value, dict):
            return value
        self.wrong(path, "not_an_object")
        return {}

    def sequence(self, value: Any, path: str) -> list[Any]:
        """A list; an empty one, and a fault, for anything else."""
        if isinstance(value, list):
            return value
        self.wrong(path, "not_a_list")
        return []

    def text(self, value: Any, path: str) -> str:
        """A text that says something and can be written as UTF-8; "", and a fault, for anything else."""
        if isinstance(value, str) and value.strip() and not any("\ud800" <= letter <= "\udfff" for letter in value):
            return value
        self.wrong(path, "not_a_text")
        return ""

    def number(self, value: Any, path: str, *, above: Decimal | None = None) -> Decimal:
        """A JSON number (no text, no true); ``above`` is an open lower bound."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
            self.wrong(path, "not_a_number", text=str(value))
            return Decimal(0)
        number = Decimal(str(value))
        if not number.is_finite() or abs(number) > Decimal("1e15"):
            self.wrong(path, "number_too_large", text=str(value))
            return Decimal(0)
        if above is not None and number <= above:
            self.wrong(path, "not_above", text=str(value), bound=str(above))
            return Decimal(0)
        return number

    def whole(self, value: Any, path: str, least: int = -MOST_YEARS, most: int = MOST_YEARS) -> int:
        """A whole number within the bounds; a fault, and the least that is not negative, for anything else. True is no
        number.
        """
        number = value
        if isinstance(number, Decimal) and number == number.to_integral_value():
            number = int(number)
        if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
            self.wrong(path, "not_a_whole_number", text=str(value), least=least, most=most)
            return max(least, 0)
        return number

    def finish(self) -> None:
        """Raises InputError with every fault noted so far."""
        if self.problems:
            raise InputError(self.problems)
