"""A week joined in several steps: what came before stays, a newer file replaces an older one and is told.

Three things are told apart: a copy, a newer file of somebody who had reported in time, and a report that was late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from app.errors import InputError, bad_input
from app.services.rules.base.weeks import Week
from app.services.team.rollup import reading
from app.services.team.rollup.findings import Finding, FindingKind
from app.services.team.rollup.reading import NotWeekly, WeeklyFile
from app.services.team.rollup.team import AgentWeek

ENDINGS = (".xlsx", ".xlsm", ".xls")
Batch = tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """What a week was joined from: ``batches`` of folders or files in the order they came, and each agent's report
    with its file and the time of the first one."""

    batches: tuple[Batch, ...] = ()
    reports: dict[str, AgentWeek] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    first: dict[str, datetime] = field(default_factory=dict)


def workbooks(source: Path | Sequence[Path]) -> list[Path]:
    """Every workbook of the folder and its folders, or of the files named; what is open or unfinished is left out."""
    if isinstance(source, Path):
        if not source.is_dir():
            raise bad_input("rollup_no_folder", path=str(source))
        paths = list(source.rglob("*"))
    else:
        paths = [inner for path in source for inner in (path.rglob("*") if path.is_dir() else [path])]
    return sorted(
        path
        for path in paths
        if path.suffix.lower() in ENDINGS and path.is_file() and not path.name.startswith(("~$", "."))
    )


def batch_of(source: Path | Sequence[Path]) -> Batch:
    """What is joined at once."""
    return (source,) if isinstance(source, Path) else tuple(source)


def batches_with(before: Joined | None, source: Path | Sequence[Path]) -> list[Batch]:
    """All that the week is joined from, ``source`` last; it is in the list once."""
    own = batch_of(source)
    return [*(batch for batch in (before.batches if before else ()) if batch != own), own]


def earlier_files(before: Joined, source: Path | Sequence[Path], week: Week) -> list[WeeklyFile]:
    """The files of the week that came before ``source``: read again where they are, else the figures as they were
    kept. What is no longer in a folder that is still there was taken out of it and does not count."""
    own = batch_of(source)
    read_now = {path.resolve() for path in workbooks(source)}
    batches = [batch for batch in before.batches if batch != own]
    there = [path for batch in batches for path in batch if path.exists()]
    paths = {path.resolve(): path for path in (*workbooks(there), *before.paths.values()) if path.is_file()}
    files = [file for at, path in sorted(paths.items()) if at not in read_now if (file := _looked_at(path, week))]
    present = {(file.agent.own_code, file.agent.store_id, file.agent.name) for file in files}
    folders = [path.resolve() for path in (*own, *there) if path.is_dir()]
    for code, report in before.reports.items():
        path = before.paths.get(code)
        taken_out = path is None or path.exists() or any(path.resolve().is_relative_to(one) for one in folders)
        if not taken_out and path is not None and (report.own_code, report.store_id, report.name) not in present:
            files.append(WeeklyFile(path, AgentWeek(report.as_written()), joined=True))
    return files


def _looked_at(path: Path, week: Week) -> WeeklyFile | None:
    hint = reading.hint(path)
    if hint is not None and hint != week:
        return None
    try:
        file = reading.peek(path)
    except (InputError, NotWeekly):
        return None  # told when it was joined
    return replace(file, joined=True) if file.agent.week == week else None


def newest(files: Iterable[WeeklyFile]) -> tuple[list[WeeklyFile], list[Finding]]:
    """One file per agent and week, the one written last; the others are told. What came before is not told twice."""
    best: dict[tuple[str, Week], WeeklyFile] = {}
    findings = []
    for file in sorted(files, key=lambda one: (one.agent.written_at, one.sound, not one.joined, one.path.name)):
        key = (file.agent.code, file.agent.week)
        older = best.get(key)
        best[key] = file
        if older is None:
            continue
        same = older.agent.as_written() == file.agent.as_written()
        at = {"written": minute(older.agent.written_at), "later": minute(file.agent.written_at)}
        if same and not older.joined:
            findings.append(file.finding(FindingKind.DUPLICATE, "copy", other=older.path.name, **at))
        elif not same and file.joined and not older.joined:
            findings.append(older.finding(FindingKind.DUPLICATE, "older", other=file.path.name, **at))
        elif not same and not older.joined:
            findings.append(file.finding(FindingKind.DUPLICATE, "duplicate", grave=True, other=older.path.name, **at))
    return sorted(best.values(), key=lambda file: file.agent.code), findings


def first_written(files: Iterable[WeeklyFile], before: Joined | None) -> dict[str, datetime]:
    """By agent when the first file of the week was written: whoever sends a better one later was in time."""
    first = dict(before.first) if before else {}
    for file in files:
        code, written = file.agent.code, file.agent.written_at
        first[code] = min(first.get(code, written), written)
    return first


def attendance(
    files: Iterable[WeeklyFile], first: Mapping[str, datetime], due: datetime, doubles: Iterable[Finding]
) -> list[Finding]:
    """Who was late, and whose file replaced an earlier one; ``doubles`` are told already."""
    findings = []
    told = {one.agent for one in doubles if one.code == "duplicate"}
    for file in files:
        written, begun = file.agent.written_at, first[file.agent.code]
        if begun > due:
            findings.append(file.finding(FindingKind.LATE, "late", written=minute(begun), due=minute(due)))
        elif written > begun and (written > due or file.agent.code not in told):
            code = "newer_after_due" if written > due else "newer"
            values = {"first": minute(begun), "written": minute(written), "due": minute(due)}
            findings.append(file.finding(FindingKind.NEWER, code, **values))
    return findings


def minute(when: datetime) -> str:
    """As findings say it, in this machine's own time zone."""
    return f"{when.astimezone():%Y-%m-%d %H:%M}"
