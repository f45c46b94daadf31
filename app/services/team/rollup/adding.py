"""Roll up and remember: a folder more of a week is added to it, unless it is to stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.enums import Language
from app.services.base.file_names import default_name
from app.services.base.store import Actor, Store
from app.services.rules.base.weeks import Week
from app.services.team.rollup import joining, keeping, making, workbook
from app.services.team.rollup.findings import FindingKind
from app.services.team.rollup.folder import Known, Step
from app.services.team.rollup.keeping import KeptWeek
from app.services.team.rollup.result import RolledUp
from app.services.team.weekly import template
from app.services.team.weekly.layout import Layout


@dataclass(frozen=True, slots=True)
class Added:
    """The week as it now stands; ``before``: how many reports it had, None when it was not kept yet. ``newer`` are
    the codes of those whose earlier file was replaced."""

    kept: KeptWeek
    rolled: RolledUp
    out: Path
    before: int | None
    newer: tuple[str, ...]


def roll_up_and_keep(
    store: Store,
    actor: Actor,
    source: Path | Sequence[Path],
    *,
    language: Language,
    week: Week | None = None,
    out: Path | None = None,
    alone: bool = False,
    known: Known | None = None,
    due: datetime | None = None,
    layout: Layout | None = None,
    step: Step = making.no_step,
) -> Added:
    """Check and join the files with those the week was joined from before (``alone``: without them), write the team
    workbook – to ``out``, else where the week's was, else beside the files – and remember the week as one step that
    can be taken back.

    Raises InputError as :func:`making.roll_up`, ``cannot_write`` when the workbook cannot be saved; nothing is kept
    then.
    """
    known = keeping.known(store, known or Known({}, False))
    if alone:
        known = replace(known, joined={})
    rolled = making.roll_up(source, None, language=language, week=week, due=due, known=known, step=step)
    week = rolled.team.week
    before = known.joined.get(week)
    place = source if isinstance(source, Path) else source[0].parent
    there = keeping.workbook_path(store, week)
    if out is None:
        out = (there.parent if before and there and there.parent.is_dir() else place) / workbook_name(week, language)
    sheets = workbook.write(out, rolled, language, layout or template.of_store(store), step)
    batches = joining.batches_with(before, source)
    keeping.keep(store, actor, rolled, place, known.decided.files, batches=batches, workbook=out)
    kept = keeping.of_week(store, week)
    assert kept is not None
    newer = tuple(rolled.agents_with(FindingKind.NEWER)) if before else ()
    return Added(kept, replace(rolled, out=out, sheets=sheets), out, len(before.reports) if before else None, newer)


def workbook_name(week: Week, language: Language) -> str:
    """The name of the team's workbook for a week."""
    return default_name("team_weekly", ".xlsx", language, week=week)
