"""Every public function of the services states its promise: none is without a docstring, whatever comes later.

A method that keeps the promise of a base class or of a protocol it names may leave the words there.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cached_property
from types import FunctionType, ModuleType

import pytest

import app.services

METHODS = (FunctionType, staticmethod, classmethod, property, cached_property)
FAMILIES = [found.name for found in pkgutil.iter_modules(app.services.__path__)]


def modules(family: str) -> Iterator[ModuleType]:
    package = importlib.import_module(f"app.services.{family}")
    yield package
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def promises(module: ModuleType) -> Iterator[tuple[str, str | None]]:
    """The module's own public functions, and the methods and properties of its public classes, with what they say.
    What a dataclass generates is not there.
    """
    for name, thing in vars(module).items():
        if name.startswith("_") or getattr(thing, "__module__", "") != module.__name__:
            continue
        if inspect.isclass(thing):
            for part, kept in vars(thing).items():
                if not part.startswith("_") and isinstance(kept, METHODS):
                    said = (vars(base)[part].__doc__ for base in thing.__mro__ if part in vars(base))
                    yield f"{name}.{part}", next(filter(None, said), None)
        elif callable(thing):
            yield name, inspect.unwrap(thing).__doc__


def undocumented(family: str) -> list[str]:
    return [f"{module.__name__}.{name}" for module in modules(family) for name, said in promises(module) if not said]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_public_function_of_a_family_says_what_it_does(family: str) -> None:
    assert undocumented(family) == []


def test_a_function_without_words_is_seen() -> None:
    class Kept:
        """Has one."""

        @property
        def silent(self) -> int:
            return 1

        def spoken(self) -> int:
            """Says so."""
            return 1

    class Heir(Kept):
        """Keeps the promise of its base."""

        def spoken(self) -> int:
            return 2

    def quiet() -> None: ...

    module = ModuleType("here")
    for thing in (Kept, Heir, quiet):
        thing.__module__ = "here"
        setattr(module, thing.__name__, thing)
    found = {name for name, said in promises(module) if not said}
    assert found == {"Kept.silent", "quiet"}
    assert {"store", "keys"} <= {module.__name__.rpartition(".")[2] for module in modules("base")}
    assert sum(1 for family in FAMILIES for module in modules(family) for _ in promises(module)) > 1_400
