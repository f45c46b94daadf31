"""Every action the program can commit, read from its source: what a call of ``store.write`` is given, and what is
passed to the helpers that hand it on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
Function = ast.FunctionDef | ast.AsyncFunctionDef
PLACE = 1  # store.write(actor, ACTION, ...)


def actions() -> dict[str, list[str]]:
    """By action the places that commit it; ``order.*`` where the verb is only known when the program runs. Raises
    ValueError naming a place whose action cannot be told."""
    found: dict[str, list[str]] = {}
    for path in sorted(APP.rglob("*.py")):
        for action, line in _of_module(ast.parse(path.read_text(encoding="utf-8")), path):
            found.setdefault(action, []).append(f"{path.relative_to(APP.parent).as_posix()}:{line}")
    return found


def _of_module(tree: ast.Module, path: Path) -> Iterator[tuple[str, int]]:
    for scope in ast.walk(tree):
        if not isinstance(scope, ast.Module | Function):
            continue
        for call in _calls_in(scope):
            if not _writes(call):
                continue
            given = call.args[PLACE]
            known = list(_named(given)) or list(_handed_on(tree, scope, given))
            if not known:
                raise ValueError(f"{path}:{call.lineno}: which action is this?")
            for action in known:
                yield action, call.lineno


def _calls_in(scope: ast.Module | Function) -> Iterator[ast.Call]:
    """Those of the scope itself, without those of the functions in it."""
    waiting: list[ast.AST] = list(scope.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Function):
            waiting += [*node.decorator_list]
            continue
        if isinstance(node, ast.Call):
            yield node
        waiting += list(ast.iter_child_nodes(node))


def _writes(call: ast.Call) -> bool:
    """``store.write(...)``, however the store is reached; a painter's or a workbook's ``write`` is another matter."""
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr != "write" or len(call.args) <= PLACE:
        return False
    owner = function.value
    return (owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")).strip("_") == "store"


def _named(given: ast.expr) -> Iterator[str]:
    match given:
        case ast.Constant(value=str(action)):
            yield action
        case ast.IfExp(body=body, orelse=other):
            yield from _named(body)
            yield from _named(other)
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), ast.FormattedValue(value=verb)]) if "." in start:
            yield from [start + end for end in _named(verb)] or [start.partition(".")[0] + ".*"]


def _handed_on(tree: ast.Module, scope: ast.Module | Function, given: ast.expr) -> Iterator[str]:
    """The action is a parameter: what the callers in this module pass."""
    if not isinstance(given, ast.Name) or isinstance(scope, ast.Module):
        return
    names = [argument.arg for argument in scope.args.args]
    if given.id not in names:
        return
    place = names.index(given.id)
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == scope.name:
            passed = next((word.value for word in call.keywords if word.arg == given.id), None)
            if passed is None and place < len(call.args):
                passed = call.args[place]
            if passed is not None:
                yield from _named(passed)
