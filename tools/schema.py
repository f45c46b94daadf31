"""``python -m tools.schema update | check``: the first migration, written from the models, for dev.py.

Until the first release the first schema is edited: models change, and ``dev.py schema`` writes it anew. From then on it
stays as it is and a change of the models is a migration of its own, which the tool sees by there being one.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from app.models import Base
from app.services.base.store.migrate import revisions
from tools.report import ROOT, report

FOLDER = Path("app/models/migrations/first")
HEAD = '''"""The first schema: the tables of ``{home}``. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

import sqlalchemy as sa

from app.models.migrations.first.frame import {names}
'''
PACKAGE = '''"""The first schema: a module for each one of app/models. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

from app.models.migrations.first import {names}
from app.models.migrations.first.frame import SCHEMA

PARTS = ({names},)

__all__ = ["PARTS", "SCHEMA"]
'''
KEPT = "frame.py"  # the one file of the folder that people write


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            if len(revisions()) > 1:
                return report(["the first schema is frozen: a change of the models is a migration of its own"])
            write(ROOT)
            return 0
        case ["check"]:
            return report(faults(ROOT))
    print(__doc__)
    return 2


def faults(root: Path) -> Iterator[str]:
    """Files that are not as the models have them; none once there is a later migration."""
    if len(revisions()) > 1:
        return
    wanted = files()
    there = {file.name: file.read_text(encoding="utf-8") for file in (root / FOLDER).glob("*.py") if file.name != KEPT}
    for name in sorted(wanted.keys() | there.keys()):
        if wanted.get(name) != there.get(name):
            yield f"{(FOLDER / name).as_posix()} is not as the models have it: run python3 dev.py schema"


def write(root: Path) -> None:
    wanted = files()
    for file in (root / FOLDER).glob("*.py"):
        if file.name != KEPT and file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        (root / FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


def files() -> dict[str, str]:
    """The text of every file by its name."""
    homes = by_home()
    names = {home: "_".join(home.split(".")[2:]) for home in homes}
    found = {f"{names[home]}.py": module(home, tables) for home, tables in homes.items()}
    found["__init__.py"] = PACKAGE.format(names=", ".join(names.values()))
    return {name: formatted(text) for name, text in found.items()}


def by_home() -> dict[str, list[sa.Table]]:
    """The tables of each module of app/models, both by name."""
    found: dict[str, list[sa.Table]] = {}
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        assert isinstance(table, sa.Table)
        found.setdefault(mapper.class_.__module__, []).append(table)
    return {home: sorted(found[home], key=lambda table: table.name) for home in sorted(found)}


def module(home: str, tables: list[sa.Table]) -> str:
    body = "\n".join(table_text(table) for table in tables)
    names = ", ".join(name for name in ("DOCUMENT", "NUMBER", "SCHEMA") if name in body)
    return HEAD.format(home=home, names=names) + "\n" + body


def table_text(table: sa.Table) -> str:
    parts = [f'"{table.name}"', "SCHEMA", *(column_text(column) for column in table.c), *constraint_texts(table)]
    parts += [index_text(index) for index in sorted(table.indexes, key=lambda index: str(index.name))]
    return "sa.Table(" + ", ".join(parts) + ",)\n"


def column_text(column: sa.Column[object]) -> str:
    assert column.server_default is None and column.computed is None and column.identity is None, column
    return f'sa.Column("{column.name}", {type_text(column)}, nullable={column.nullable})'


def type_text(column: sa.Column[object]) -> str:
    kind = column.type
    if isinstance(kind, sa.TypeDecorator):
        kind = kind.impl_instance
    if isinstance(kind, sa.JSON):
        return "DOCUMENT"
    if isinstance(kind, sa.BigInteger):
        return "NUMBER"
    if isinstance(kind, sa.Text):
        return "sa.Text()"
    if isinstance(kind, sa.String):
        return f"sa.String({kind.length})"
    for plain in (sa.Boolean, sa.Date, sa.DateTime, sa.Float, sa.LargeBinary):
        if type(kind) is plain:
            return f"sa.{plain.__name__}()"
    raise TypeError(f"{column}: the first schema has no word for {kind!r}")


def constraint_texts(table: sa.Table) -> Iterator[str]:
    """Key, links, what is unique, what is checked; each by name."""
    order = [sa.PrimaryKeyConstraint, sa.ForeignKeyConstraint, sa.UniqueConstraint, sa.CheckConstraint]
    for one in sorted(table.constraints, key=lambda one: (order.index(type(one)), str(one.name))):
        if isinstance(one, sa.ForeignKeyConstraint):
            here, there = [f'"{c}"' for c in one.column_keys], [f'"{e.target_fullname}"' for e in one.elements]
            rule = f', ondelete="{one.ondelete}"' if one.ondelete else ""
            yield f'sa.ForeignKeyConstraint([{", ".join(here)}], [{", ".join(there)}], name="{one.name}"{rule})'
        elif isinstance(one, sa.CheckConstraint):
            yield f'sa.CheckConstraint({str(one.sqltext)!r}, name="{one.name}")'
        elif isinstance(one, sa.PrimaryKeyConstraint | sa.UniqueConstraint):
            columns = ", ".join(f'"{column.name}"' for column in one.columns)
            yield f'sa.{type(one).__name__}({columns}, name="{one.name}")'


def index_text(index: sa.Index) -> str:
    columns = ", ".join(f'"{column.name}"' for column in index.columns)
    only = index.info.get("dialect")
    unique, one = ", unique=True" if index.unique else "", f'.ddl_if(dialect="{only}")' if only else ""
    return f'sa.Index("{index.name}", {columns}{unique}){one}'


def formatted(text: str) -> str:
    command = [sys.executable, "-m", "ruff", "format", "--quiet", "--stdin-filename", "first.py", "-"]
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True, cwd=ROOT).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
