"""JSON documents given by a user: read strictly, and every fault has a place."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from app.errors import InputError, Place, Problem


def read_json(path: Path) -> Any:
    """Numbers with a fraction come as Decimal. Raises InputError ``no_file`` or ``not_json`` (NaN is not JSON)."""
    place = Place(file=path.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(Problem("no_file", values={"path": str(path)})) from None
    except OSError as error:
        raise InputError(Problem("cannot_read", place, {"reason": error.strerror or str(error)})) from error
    except UnicodeDecodeError:
        raise InputError(Problem("not_json", place, {"line": 1, "detail": "UTF-8"})) from None
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise InputError(Problem("not_json", place, {"line": error.lineno, "detail": error.msg})) from None
    except (ValueError, RecursionError) as error:
        raise InputError(Problem("not_json", place, {"line": "?", "detail": str(error)})) from None


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
