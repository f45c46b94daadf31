"""The use case: a folder in, one checked team workbook out."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from app.enums import Language
from app.services.base import agents
from app.services.base.file_names import check_target
from app.services.base.store import Store
from app.services.rules.base.weeks import Week
from app.services.team.rollup import checks, folder, signed, workbook
from app.services.team.rollup.findings import Finding, FindingKind, ordered
from app.services.team.rollup.folder import Known, Step
from app.services.team.rollup.reading import WeeklyFile
from app.services.team.rollup.result import RolledUp
from app.services.team.rollup.team import common, join
from app.services.team.weekly import template
from app.services.team.weekly.layout import Layout

NOBODY = Known({}, False)


def no_step(done: int, total: int) -> None:
    """For those who show no progress."""


def roll_up(
    source: Path | Sequence[Path],
    out: Path | None,
    *,
    language: Language,
    week: Week | None = None,
    due: datetime | None = None,
    known: Known | None = None,
    layout: Layout | None = None,
    step: Step = no_step,
) -> RolledUp:
    """Check and join the weekly files of ``source``; write the team workbook to ``out`` unless that is None.

    The same files give the same workbook. Without ``week`` it is the newest there is; ``due`` is noon of the Monday
    after, local time. A file that cannot be read is a finding and the others count; InputError when none can, when
    there is none of the week, and as :func:`exported` for ``out``. ``step`` may raise to cancel: nothing is left then.
    """
    if out is not None:
        check_target(out, workbook.ENDINGS)
    found = folder.gather(source, week, known or NOBODY, step, due=due, leave_out=out)
    files: list[WeeklyFile] = []
    findings = list(found.findings)
    for number, file in enumerate(found.files):
        step(len(found.files) + number, 2 * len(found.files))
        whole = folder.with_rows(file)
        files.append(whole)
        findings += checks.of_file(whole)
        findings += signed.of_file(whole, (known or NOBODY).signers)
    shared = common([file.agent for file in files])
    findings += [one for file in files for one in _definitions(file, shared.version)]
    team = join(found.week, [file.agent for file in files], found.history, found.expected)
    result = RolledUp(
        team, tuple(files), tuple(ordered(findings)), found.expected, tuple(found.history), found.due_at, found.read,
        found.first_written,
    )  # fmt: skip
    if out is None:
        return result
    sheets = workbook.write(out, result, language, layout, step)
    return replace(result, out=out, sheets=sheets)


def roll_up_store(
    store: Store,
    out: Path,
    *,
    week: Week,
    language: Language,
    today: date,
    layout: Layout | None = None,
    step: Step = no_step,
) -> RolledUp:
    """The team workbook of all agents of one store, made through the same files and the same checks.

    It is laid out as ``layout`` says, or else as the store's own template does.
    """
    from app.services.team.weekly import default_name, export_weekly

    with tempfile.TemporaryDirectory() as name:
        everyone = agents.everyone(store)
        for number, agent in enumerate(everyone):
            step(number, len(everyone))
            path = Path(name) / default_name(agent.code, week, language)
            export_weekly(store, path, week=week, agent=agent.code, language=language, today=today)
        known = Known({agent.code: agent.name for agent in everyone}, True)
        due = max(folder.due_at(week), store.now())
        return roll_up(
            Path(name),
            out,
            language=language,
            week=week,
            due=due,
            known=known,
            layout=layout or template.of_store(store),
            step=step,
        )


def _definitions(file: WeeklyFile, own: str) -> list[Finding]:
    theirs = str(file.agent.entries["kpi_version"])
    if own == theirs:
        return []
    return [file.finding(FindingKind.DEFINITIONS, "definitions", grave=True, own=own, theirs=theirs)]
