"""An import without questions, the command line's: what the wizard guesses, and what was said beforehand over it.
The one way in for every kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.enums import Language, Verdict
from app.errors import InputError, Place, Problem
from app.services.base.store import Actor, Store
from app.services.tables.imports.job import ImportJob
from app.services.tables.imports.kinds import Kind
from app.services.tables.imports.plan import REST
from app.services.tables.imports.records import Records
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import folded


@dataclass(frozen=True, slots=True)
class KindEntry:
    """All that a list of kinds keeps of one; a family has one for each kind it owns.

    ``kind`` makes it for a store; the matrix is the one requirements go into, other kinds leave it aside. ``records``
    says how what was brought in is taken back.
    """

    key: str
    kind: Callable[[Store, str | None], Kind]
    records: Records

    def import_file(
        self,
        store: Store,
        actor: Actor,
        path: Path,
        *,
        dry_run: bool = False,
        mapping: Mapping[str, str] | None = None,
        sheet: str | None = None,
        matrix: str | None = None,
        encoding: str = "",
        rest: bool = False,
    ) -> ImportReport:
        """A file in, a report out. Bad rows are named and left out, the others written in one unit of work.

        ``mapping`` is field to header, and ``field:word`` to what a word of a closed list means; it is remembered for
        files with these headers once it was written. ``encoding`` is of a text file, "" is guessed. ``dry_run`` writes
        nothing. ``rest`` takes of a row with bad cells what is sound. Raises InputError for a file that is no such
        table.
        """
        kind = self.kind(store, matrix)
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
