"""An import without questions, the command line's: what the wizard guesses, and what was said beforehand over it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.enums import Language, Verdict
from app.errors import InputError, Place, Problem
from app.services.base.store import Actor, Store
from app.services.tables.imports.job import ImportJob
from app.services.tables.imports.kinds import Kind
from app.services.tables.imports.plan import REST
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import folded


def import_file(
    store: Store,
    actor: Actor,
    kind: Kind,
    path: Path,
    *,
    dry_run: bool = False,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    encoding: str = "",
    rest: bool = False,
) -> ImportReport:
    """As :class:`FileImport`. What ``mapping`` says is remembered for files with these headers, once it was written."""
    job = ImportJob.start(store, kind, kind.read(path, encoding, lambda: None), sheet)
    said = dict(mapping or {})
    job.map_columns({_field(kind, name): header for name, header in said.items() if ":" not in name})
    job.map_words(_words(kind, {name: word for name, word in said.items() if ":" in name}))
    job.check()
    if rest:
        plan = job.plan(store)
        job.decisions |= {row.number: REST for row in plan.of(Verdict.REJECTED) if row.rest}
    if dry_run:
        return job.plan(store).report(dry_run=True)
    return job.write(store, actor, remember=bool(said))


def _field(kind: Kind, name: str) -> str:
    """The field a person means: by its own name, or by its title in either language."""
    if name in kind.synonyms():
        return name
    key = folded(name)
    titles = ((field, kind.title(field, language)) for field in kind.synonyms() for language in Language)
    return next((field for field, title in titles if folded(title) == key), name)


def _words(kind: Kind, said: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """``status:Active`` → 进行中 by field. Raises InputError ``not_a_list_field`` or ``words_unknown``."""
    closed, problems = kind.closed(), list[Problem]()
    found: dict[str, dict[str, str]] = {}
    for name, meant in said.items():
        field, _, word = name.partition(":")
        field = _field(kind, field.strip())
        if field not in closed:
            known = tuple(closed)
            problems.append(Problem("not_a_list_field", Place(), {"field": field, "known": known}))
        elif closed[field].means(meant) is None:
            choices = tuple(label for _, label in closed[field].choices(Language.ZH))
            problems.append(Problem("words_unknown", Place(), {"text": meant, "choices": choices}))
        else:
            found.setdefault(field, {})[folded(word)] = meant
    if problems:
        raise InputError(problems)
    return found
