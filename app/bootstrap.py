"""The composition root: decides between the window and the command line, and joins the parts."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.log import start_log

if TYPE_CHECKING:
    from app.services.store import Actor, Store


def main(arguments: list[str]) -> int:
    """``python -m app [--self-test] [--store FILE]`` is the window; anything else is a command."""
    if not wants_window(arguments):
        from app.cli.main import main as command_line

        return command_line(arguments)
    parser = argparse.ArgumentParser(prog="python -m app")
    parser.add_argument("--store", type=Path, default=paths.default_store())
    parser.add_argument("--self-test", action="store_true")
    args = parser.parse_args(arguments)
    if args.self_test:
        return _self_test()
    from app.ui.start import run

    start_log(args.store.parent)
    sys.excepthook = _log_and_go_on
    return run(Gate(args.store), args.store.parent / "window.ini")


def wants_window(arguments: list[str]) -> bool:
    """The window takes options only; ``--help`` is the command line's, which tells of both."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--store":
            next(rest, None)
        elif not argument.startswith("--store=") and argument != "--self-test":
            return False
    return True


def _self_test() -> int:
    from app.ui.start import self_test

    with tempfile.TemporaryDirectory() as folder:
        return self_test(Gate(Path(folder) / "needfolio.db"), Path(folder) / "window.ini")


def _log_and_go_on(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """A fault in a slot must not end the agent's day; the log says where, never with whose data."""
    from app.log import LOGGER

    LOGGER.error("a fault in the window", exc_info=(kind, error, None) if trace is None else (kind, error, trace))  # type: ignore[arg-type]


class Gate:
    """The window's way to the store."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def exists(self) -> bool:
        return self._path.exists()

    def warm_up(self) -> None:
        import app.services.customers
        import app.services.store  # noqa: F401

    def create(self, password: str, name: str, sample: bool) -> tuple[Store, Actor]:
        from app.services import agents, demo, founding
        from app.services.store import Actor

        store = founding.found(
            self._path, password, Actor(founding.FIRST_AGENT.code, name or founding.FIRST_AGENT.name)
        )
        if sample:
            demo.sample_family(store)
        return store, agents.me(store)

    def open(self, password: str) -> tuple[Store, Actor]:
        from app.services import agents
        from app.services.store import Store

        store = Store.open(self._path, password)
        return store, agents.me(store)
