"""The composition root: decides between the window and the command line, and joins the parts."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from app import paths
from app.log import start_log

if TYPE_CHECKING:
    from app.services.base.restoring import Copy, Preview
    from app.services.base.store import Actor, Store


def main(arguments: list[str]) -> int:
    """``python -m app [--self-test] [--store FILE]`` is the window; anything else is a command."""
    if arguments[:1] == ["--read-table"]:  # how a frozen program starts the process that parses a foreign file
        from app.services.tables.tabular.child import serve

        return serve()
    from app.services.base import temporary

    if "--self-test" not in arguments:  # which has a folder of its own, and leaves nothing
        temporary.begin()
    if not wants_window(arguments):
        from app.cli.main import main as command_line

        return command_line(arguments)
    parser = argparse.ArgumentParser(prog=paths.program())
    parser.add_argument("--store", type=Path, default=paths.default_store())
    parser.add_argument("--self-test", action="store_true")
    args = parser.parse_args(arguments)
    if args.self_test:
        return _self_test()
    from app.ui.shell.start import run

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
    """How a frozen build proves itself: on a store of its own, in a folder that is gone afterwards."""
    from app.ui.shell.start import self_test

    faults: list[type[BaseException]] = []

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        faults.append(kind)  # Qt goes on after a fault in a slot; here it has to count
        sys.__excepthook__(kind, error, trace)

    sys.excepthook = note
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "needfolio.db"
        self_test(Gate(path), Path(folder) / "window.ini")
        _use_what_loads_late(path)
    return 1 if faults else 0


def _use_what_loads_late(path: Path) -> None:
    """Solver, Excel and the check of the store: what no tab needs merely to open."""
    from datetime import date

    from app.enums import Language
    from app.services.base import agents
    from app.services.base.store import Store
    from app.services.offers import catalogue, combinations, proposals
    from app.services.people import customers
    from app.services.rules.base.weeks import week_of
    from app.services.team import weekly
    from app.ui.shell.start import SELF_TEST_PASSWORD

    store = Store.open(path, SELF_TEST_PASSWORD)
    try:
        today = date.today()  # noqa: DTZ011 - the user's own day
        family = customers.search(store, "王芳")[0]
        plans = combinations.combine(proposals.basis(store, family.id, today).request, catalogue.products(store))
        print(f"ok plans {len(plans.plans)}")
        code = agents.me(store).code
        weekly.export_weekly(
            store, path.with_name("week.xlsx"), week=week_of(today), agent=code, language=Language.ZH, today=today
        )
        catalogue.export_file(store, path.with_name("catalogue.xlsx"))
        catalogue.read_file(path.with_name("catalogue.xlsx"))
        print("ok workbooks")
        if found := store.faults():
            raise RuntimeError(found[0].value)
        print("ok store")
    finally:
        store.close()


def _log_and_go_on(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """A fault in a slot must not end the agent's day; the log says where, never with whose data."""
    from app.log import LOGGER

    LOGGER.error("a fault in the window", exc_info=(kind, error, None) if trace is None else (kind, error, trace))  # type: ignore[arg-type]


class Gate:
    """The window's way to the store."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def exists(self) -> bool:
        return self._path.exists() or paths.journal_of(self._path).exists()

    def warm_up(self) -> None:
        pass

    def create(self, password: str, name: str, code: str, sample: bool) -> tuple[Store, Actor]:
        from app.services.base import agents, founding, recoding
        from app.services.base.store import Actor
        from app.services.front import demo

        own = recoding.checked(code) if code else recoding.provisional()
        store = founding.found(self._path, password, Actor(own, name or founding.FIRST_AGENT.name))
        if sample:
            demo.sample_family(store)
        return store, agents.me(store)

    def open(self, password: str, as_it_is: bool = False) -> tuple[Store, Actor]:
        from app.services.base import agents
        from app.services.base.store import Store

        store = Store.open(self._path, password, as_it_is=as_it_is)
        try:
            return store, agents.me(store)
        except BaseException:
            store.close()
            raise

    def put_aside(self) -> Path:
        from app.services.base import restoring

        return restoring.put_aside(self._path)

    def recover(self, recovery_key: str, password: str) -> None:
        from app.services.base import access

        access.recover(self._path, recovery_key, password)

    def copies(self) -> list[Copy]:
        from app.services.base import restoring

        return restoring.found(self._path)

    def preview(self, copy: Path, password: str) -> Preview:
        from app.services.base import restoring

        return restoring.preview(copy, restoring.by_password(password))

    def restore(self, copy: Path, password: str) -> Path | None:
        from app.services.base import restoring

        return restoring.restore(copy, self._path, restoring.by_password(password))

    def renew(self, password: str) -> tuple[Store, Actor, Path | None]:
        from app.services.base import access

        kept = access.new_data_key(self._path, password)
        return *self.open(password), kept

    def restore_own(self, copy: Path, key: bytes) -> tuple[Store, Actor, Path | None]:
        from app.services.base import agents, restoring
        from app.services.base.store import Store

        kept = restoring.restore(copy, self._path, restoring.by_key(key))
        store = Store.unlocked(self._path, lambda _: key)
        return store, agents.me(store), kept
