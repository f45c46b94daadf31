"""What a command gets and gives."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import paths, words
from app.enums import Language
from app.errors import Problem, bad_input

if TYPE_CHECKING:
    from app.services.base.store import Store

PASSWORD_FILE = "NEEDFOLIO_PASSWORD_FILE"


@dataclass(frozen=True, slots=True)
class Reply:
    """``document`` is what ``--json`` prints; ``lines`` are for a person; ``code`` is 2 when the input is at fault.

    ``problems`` are what is wrong with parts of the input: each becomes an ``error:`` line, and the exit code 2.
    """

    document: Any
    lines: list[str] = field(default_factory=list)
    code: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a command: its arguments, the language to answer in, and the way to the store."""

    args: argparse.Namespace
    language: Language

    def say(self, code: str, **values: Any) -> str:
        return words.say(code, self.language, **values)

    @property
    def store_path(self) -> Path:
        return self.args.store or paths.default_store()

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store named by ``--store``, or the user's own; open for the block."""
        from app.services.base.store import Store

        opened = Store.open(self.store_path, self.password())
        try:
            yield opened
        finally:
            opened.close()

    def password(self, *, twice: bool = False) -> str:
        """From the file named by NEEDFOLIO_PASSWORD_FILE, else asked for; never from the command line."""
        if name := os.environ.get(PASSWORD_FILE):
            try:
                return Path(name).read_text(encoding="utf-8-sig").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                raise bad_input("password_file", path=name) from error
        if not sys.stdin.isatty():
            raise bad_input("password_needed")
        password = getpass.getpass(self.say("cli.password"))
        if twice and getpass.getpass(self.say("cli.password_again")) != password:
            raise bad_input("passwords_differ")
        return password


Run = Callable[[Call], Reply]


class Commands:
    """The register a command module adds itself to."""

    def __init__(self, subparsers: Any, common: argparse.ArgumentParser, language: Language) -> None:
        self._subparsers = subparsers
        self._common = common
        self.language = language

    def say(self, code: str, **values: Any) -> str:
        return words.say(code, self.language, **values)

    def add(self, name: str, run: Run) -> argparse.ArgumentParser:
        """A command with its help from the words ``cli.<name>``; add arguments to what is returned."""
        text = self.say(f"cli.{name}")
        parser: argparse.ArgumentParser = self._subparsers.add_parser(
            name, help=text, description=text, parents=[self._common]
        )
        parser.set_defaults(run=run)
        return parser
