"""What a family says of a kind of thing that packages bring. Families own their kinds; ``front/post`` lists them.

A thing has parts by keys – a product, a template, a target – and each is a JSON value. Where both sides keep the same
kind of parts, one rule compares them, shows what differs and puts in what was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.enums import Language
from app.services.base.store import Actor, Store, WriteSession

Parts = Mapping[str, Any]
BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, RecursionError)
"""What reading a part raises that is not as this program writes it."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Whose things are meant, and on which day. ``own`` is the code of who works here, ``other`` that of the one at the
    other end; ``agent`` is the one of both who is led. Files that come are put into ``place``."""

    own: str
    other: str
    agent: str
    today: date
    place: Path


@dataclass(frozen=True, slots=True)
class Told:
    """A part in the reader's language: its name, and one line for each thing in it that differs."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemKind:
    """``down``: a lead may send it to agents; ``up``: an agent to the lead.

    ``parts`` gives what is here; ``check`` looks a part over that came and raises InputError or one of ``BROKEN``;
    ``put`` writes the chosen ones; ``tell`` says what a part would become: before (None: there is none) and after.
    ``lasting`` leaves out of what is sent what nobody needs any more. A ``letter`` is kept as it came and read; what
    was read before is what is here of it. Where taking it is a use case of its own, ``look`` says what would become of
    each part here, and ``act`` does it before the thing counts as taken; done twice it does nothing the second time.
    What is sent of a ``whole`` kind is all there is: a part that came before and is not in it was taken out there, and
    ``put`` is given None for it. ``sent`` hears, within the unit of work, what of it went into a package.
    """

    key: str
    down: bool
    up: bool
    parts: Callable[[Session, Sides], dict[str, Any]]
    check: Callable[[str, Any], None]
    put: Callable[[WriteSession, Parts, Sides], None]
    tell: Callable[[str, Any, Any, Language], Told]
    lasting: Callable[[Any, date], bool] = lambda _value, _today: True
    letter: bool = False
    offered: bool = True  # sent without being asked for, when it changed
    look: Callable[[Store, Parts, Language], Mapping[str, str]] | None = None
    act: Callable[[Store, Actor, Parts], None] | None = None
    whole: bool = False
    sent: Callable[[WriteSession, Parts], None] | None = None


def is_text(value: Any, most: int, *, empty: bool = True) -> bool:
    """Whether it is a text that may stand in a record."""
    return isinstance(value, str) and len(value) <= most and (empty or bool(value.strip()))
