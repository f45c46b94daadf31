"""What the program itself never uses: ``python -m tools.unused`` lists functions, classes and constants of ``app`` that
only tests, or nothing, name. What only unused code uses is unused too.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Symbol = tuple[str, str]  # module, name
ROOT = Path(__file__).parents[1]


@dataclass(slots=True)
class Module:
    """Names a module defines, names it borrows, from where and as what there."""

    name: str
    own: dict[str, ast.stmt] = field(default_factory=dict)
    borrowed: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    rest: list[ast.stmt] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)


class Program:
    """All modules under ``root``/app, and which symbols each piece of code names."""

    def __init__(self, root: Path = ROOT) -> None:
        self.modules = {module.name: module for module in map(_read, _files(root))}
        self.texts = {text for module in self.modules.values() for text in module.texts}

    def unused(self) -> list[Symbol]:
        """Symbols nothing names, by module and name, as often looked for as some are found."""
        uses: dict[Symbol | None, set[Symbol]] = defaultdict(set)
        for module in self.modules.values():
            for statement in module.rest:
                uses[None] |= set(self._named(module, statement))
            for name, statement in module.own.items():
                uses[module.name, name] = set(self._named(module, statement))
        gone: list[Symbol] = []
        while True:
            named = {one for user, symbols in uses.items() for one in symbols if one != user}
            found = [one for one in uses if one is not None and one not in named and not self._is_entry(one)]
            if not found:
                return sorted(gone)
            gone += found
            for one in found:
                del uses[one]

    def _is_entry(self, symbol: Symbol) -> bool:
        """Named in a text (a page loaded by name), registered by a decorator, or wanted by Python or a library."""
        module, name = symbol
        statement = self.modules[module].own[name]
        decorated = isinstance(statement, ast.FunctionDef) and bool(statement.decorator_list)
        loaded = isinstance(statement, ast.ClassDef) and (name in self.texts or module.startswith("app.models."))
        page = module.startswith("app.ui.") and module.endswith(".page") and name.endswith("Page")
        command = module.startswith("app.cli.") and name == "register"
        return decorated or loaded or page or command or name.startswith("__") or ".migrations." in module

    def _named(self, module: Module, statement: ast.stmt) -> Iterator[Symbol]:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name):
                if node.id in module.own:
                    yield module.name, node.id
                elif node.id in module.borrowed:
                    for borrowed in module.borrowed[node.id]:
                        yield from self._home(*borrowed)
            elif isinstance(node, ast.Attribute):
                for owner in self._modules_of(module, node.value):
                    yield from self._home(owner, node.attr)

    def _modules_of(self, module: Module, node: ast.expr) -> Iterator[str]:
        """The modules an expression may be; one name is often borrowed anew inside functions."""
        if isinstance(node, ast.Name) and node.id in module.borrowed:
            found = [f"{base}.{name}".rstrip(".") for base, name in module.borrowed[node.id]]
        elif isinstance(node, ast.Attribute):
            found = [f"{owner}.{node.attr}" for owner in self._modules_of(module, node.value)]
        else:
            found = []
        yield from (name for name in found if name in self.modules)

    def _home(self, module: str, name: str) -> Iterator[Symbol]:
        """Where a name that is handed on was written."""
        if module not in self.modules:
            return
        here = self.modules[module]
        if name in here.own:
            yield module, name
        elif name in here.borrowed:
            for borrowed in here.borrowed[name] - {(module, name)}:
                yield from self._home(*borrowed)


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted((root / "app").rglob("*.py")):
        parts = file.relative_to(root).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), file


def _read(found: tuple[str, Path]) -> Module:
    name, file = found
    module, tree = Module(name), ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for one in node.names:
                module.borrowed[one.asname or one.name].add((node.module, one.name))
        elif isinstance(node, ast.Import):
            for one in node.names:
                module.borrowed[one.asname or one.name].add((one.name, ""))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            module.texts.add(node.value)
    exported = _exported(tree)
    module.texts -= exported
    for statement in tree.body:
        names = list(_defined(statement))
        if "__all__" in names:
            continue
        module.own |= dict.fromkeys(names, statement)
        if not names and not isinstance(statement, ast.Import | ast.ImportFrom):
            module.rest.append(statement)
    return module


def _defined(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        yield statement.name
    elif isinstance(statement, ast.Assign | ast.AnnAssign):
        for target in statement.targets if isinstance(statement, ast.Assign) else [statement.target]:
            yield from (node.id for node in ast.walk(target) if isinstance(node, ast.Name))


def _exported(tree: ast.Module) -> set[str]:
    for statement in tree.body:
        if "__all__" in _defined(statement) and isinstance(statement, ast.Assign):
            return set(ast.literal_eval(statement.value))
    return set()


if __name__ == "__main__":
    for where, what in Program().unused():
        print(f"{where}: {what}")
