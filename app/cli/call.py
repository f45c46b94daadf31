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
NEW_PASSWORD_FILE = "NEEDFOLIO_NEW_PASSWORD_FILE"
RECOVERY_FILE = "NEEDFOLIO_RECOVERY_FILE"


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
    def store(self, password: str | None = None) -> Iterator[Store]:
        """The store named by ``--store``, or the user's own; open for the block."""
        from app.services.base.store import Store

        opened = Store.open(self.store_path, self.password() if password is None else password)
        try:
            yield opened
        finally:
            opened.close()

    def password(self, *, twice: bool = False) -> str:
        """From the file named by NEEDFOLIO_PASSWORD_FILE, else asked for; never from the command line."""
        return self._secret(PASSWORD_FILE, "cli.ask_password", twice=twice)

    def new_password(self) -> str:
        """The one that is to hold from now on: from the file named by NEEDFOLIO_NEW_PASSWORD_FILE, else asked for."""
        return self._secret(NEW_PASSWORD_FILE, "cli.new_password", twice=True)

    def recovery_key(self) -> str:
        """From the file named by NEEDFOLIO_RECOVERY_FILE, else asked for."""
        return self._secret(RECOVERY_FILE, "cli.recovery_key")

    def _secret(self, variable: str, ask: str, *, twice: bool = False) -> str:
        if name := os.environ.get(variable):
            try:
                return Path(name).read_text(encoding="utf-8-sig").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                raise bad_input("password_file", path=name, variable=variable) from error
        if not _somebody_is_there():
            raise bad_input("password_needed", variable=variable)
        secret = getpass.getpass(self.say(ask))
        if twice and getpass.getpass(self.say("cli.password_again")) != secret:
            raise bad_input("passwords_differ")
        return secret


def _somebody_is_there() -> bool:
    """Whether a question can be answered. Windows takes NUL, where a scheduler's commands read from, for a terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        mode, console = ctypes.c_uint32(), ctypes.c_void_p(msvcrt.get_osfhandle(sys.stdin.fileno()))
        return bool(ctypes.windll.kernel32.GetConsoleMode(console, ctypes.byref(mode)))
    return True


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
