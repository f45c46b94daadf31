"""A folder of weekly files: which belong to the week, which are older, and who ought to have sent one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.enums import FileFault
from app.errors import InputError, Place, Problem, bad_input
from app.services.figures.progress import Figure
from app.services.rules.base.moments import day_of
from app.services.rules.base.weeks import Week, week_of
from app.services.rules.measures.kpis import Unit
from app.services.tables.tabular import read_tables
from app.services.team.rollup import identity, joining, reading
from app.services.team.rollup.findings import Finding, FindingKind, word
from app.services.team.rollup.identity import Decided
from app.services.team.rollup.joining import Joined
from app.services.team.rollup.reading import NotWeekly, WeeklyFile
from app.services.team.rollup.team import BACK, AgentWeek, join
from app.services.team.roster import RosterDraft

Step = Callable[[int, int], None]
DUE = 7 * 24 * 60 + 12 * 60  # minutes after the week's Monday began: noon of the Monday after
COMPARED = ("calls", "appointments", "visits", "meetings", "analyses", "proposals", "closings", "premium", "referrals",
            "services")  # fmt: skip
MOST_AT_ONCE = 4  # files being parsed, each in a process of its own
NAMED_WEEK = re.compile(r"(20\d\d)\s*[-_年]?\s*(?:W|第)\s*(\d{1,2})(?!\d)", re.IGNORECASE)
REMEMBERED = 8  # weeks after which an agent who no longer reports is no longer missed


@dataclass(frozen=True, slots=True)
class Known:
    """Who ought to report (code → name), where the names come from, and reports kept from earlier weeks."""

    agents: Mapping[str, str]
    complete: bool  # the list is the whole team: another code is unknown
    reports: tuple[AgentWeek, ...] = ()
    due_minutes: int = DUE
    decided: Decided = field(default_factory=Decided)
    roster: tuple[RosterDraft, ...] = ()  # where there is one, it says who reports in which week
    joined: Mapping[Week, Joined] = field(default_factory=dict)  # what was joined before, to be added to
    signers: Mapping[str, str] = field(default_factory=dict)  # signing key → code, of those whose cards are known


@dataclass(frozen=True, slots=True)
class Gathered:
    week: Week
    due_at: datetime
    files: list[WeeklyFile]  # of the week, one per agent, control sheet only
    history: list[AgentWeek]
    expected: dict[str, str]
    findings: list[Finding]
    read: int
    first_written: dict[str, datetime]


def due_at(week: Week, minutes: int = DUE) -> datetime:
    """When the week's reports are due, in this machine's own time zone."""
    monday = datetime.combine(week.monday, datetime.min.time())
    return (monday + timedelta(minutes=minutes)).astimezone()


def gather(
    source: Path | Sequence[Path],
    week: Week | None,
    known: Known,
    step: Step,
    *,
    due: datetime | None = None,
    leave_out: Path | None = None,
) -> Gathered:
    """Read every control sheet and sort the files. Raises InputError when none of them is a weekly file of the week."""
    paths = [path for path in joining.workbooks(source) if leave_out is None or path.resolve() != leave_out.resolve()]
    files: list[WeeklyFile] = []
    findings: list[Finding] = []
    problems: list[Problem] = []
    named = dict(known.agents)
    complete = known.complete
    for path, answer in _peeked(paths, week, step):
        if isinstance(answer, WeeklyFile):
            files.append(answer)
        elif isinstance(answer, InputError):
            problems += answer.problems
            findings += [_unreadable(path, problem) for problem in answer.problems]
        elif answer.agents is not None:
            named, complete = named | answer.agents, True
    if not files:
        raise InputError(
            problems
            or [
                Problem(
                    "rollup_empty", Place(), {"path": str(source if isinstance(source, Path) else source[0].parent)}
                )
            ]
        )
    _check_named(files, known.decided)
    week = week or chosen_week(files)
    before = known.joined.get(week)
    if before is not None:
        files += joining.earlier_files(before, source, week)
    told = identity.told_apart(files, known.reports, known.decided)
    files = [file for file, _ in told]
    findings += [one for file, asked in told if file.agent.week == week for one in asked]
    newest, doubles = joining.newest([file for file in files if file.agent.week == week])
    if not newest:
        there = ", ".join(sorted({str(file.agent.week) for file in files}))
        raise bad_input("rollup_no_week", week=str(week), there=there)
    earlier, _ = joining.newest([file for file in files if file.agent.week < week])
    own = {(file.agent.code, file.agent.week): file.agent for file in earlier}
    kept = {(one.code, one.week): one for one in known.reports if one.week < week}
    history = sorted((kept | own).values(), key=lambda one: (one.week, one.code))
    findings += doubles + _later(files, week) + _misnamed(newest)
    due = due or due_at(week, known.due_minutes)
    first = joining.first_written([file for file in files if file.agent.week == week], before)
    expected, belongs = _team(named, known.roster, week) or (
        _from_history(history, week, identity.moved(history, newest)),
        None,
    )
    findings += _attendance(newest, expected, belongs if complete or known.roster else None, history)
    findings += joining.attendance(newest, first, due, doubles)
    findings += _changed(newest, history)
    return Gathered(week, due, newest, history, expected, findings, len(files), first)


def _peeked(
    paths: list[Path], week: Week | None, step: Step
) -> Iterator[tuple[Path, WeeklyFile | InputError | NotWeekly]]:
    """Each file that may matter, in the order of the paths, several read at a time.

    What its own properties call older than the series reaches is left out; only books of the week, or of the
    newest there may be, are kept in memory.
    """
    hints = {path: reading.hint(path) for path in paths}
    newest = week or max((hint for hint in hints.values() if hint), default=None)
    oldest = newest.plus(-BACK) if newest else None
    wanted = [path for path in paths if (hint := hints[path]) is None or oldest is None or hint >= oldest]

    def look(path: Path) -> WeeklyFile | InputError | NotWeekly:
        try:
            file = reading.peek(path)
        except (InputError, NotWeekly) as answer:
            return answer
        return file if newest is None or file.agent.week >= newest else replace(file, book=None)

    with ThreadPoolExecutor(min(MOST_AT_ONCE, os.cpu_count() or 1)) as pool:
        answers = pool.map(look, wanted)
        try:
            for number, (path, answer) in enumerate(zip(wanted, answers, strict=True), start=1):
                step(number, 2 * len(wanted))
                yield path, answer
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def agents_of(path: Path) -> dict[str, str]:
    """Code → name of an agents list. Raises InputError when the file is none."""
    found = reading.agents_list(read_tables(path))
    if found is None:
        raise InputError(
            Problem("rollup_no_list", Place(file=path.name), {"sheets": "、".join(sorted(reading.AGENT_SHEETS))})
        )
    return found


def chosen_week(files: Iterable[WeeklyFile]) -> Week:
    """The newest week there is a file of; a file written before its own week began does not decide."""
    sound = [file.agent.week for file in files if file.agent.week <= week_of(day_of(file.agent.written_at))]
    return max(sound or [file.agent.week for file in files])


def _check_named(files: Iterable[WeeklyFile], decided: Decided) -> None:
    there = {file.path.name for file in files}
    for name in decided.files:
        if name not in there:
            raise bad_input("who_no_file", Place(field="who"), file=name)


def _unreadable(path: Path, problem: Problem) -> Finding:
    place = problem.place
    return Finding(
        FindingKind.UNREADABLE, "unreadable", True, file=path.name, sheet=place.sheet or "", row=place.row,
        values={name: _kept(one) for name, one in problem.values.items()},
        problem=problem.code,
    )  # fmt: skip


def _kept(value: Any) -> Any:
    """A value of an error as it is kept: numbers, texts, and words of the vocabulary."""
    if isinstance(value, FileFault):
        return word(f"file_fault.{value.value}")
    return value if isinstance(value, int | float) else str(value)


def _later(files: Iterable[WeeklyFile], week: Week) -> list[Finding]:
    return [
        file.finding(FindingKind.WRONG_WEEK, "later_week", grave=True, week=str(file.agent.week), wanted=str(week))
        for file in files
        if file.agent.week > week
    ]


def _misnamed(files: Iterable[WeeklyFile]) -> list[Finding]:
    """A name that speaks of another week than the file is of."""
    found = []
    for file in files:
        named = {f"{year}-W{int(week):02d}" for year, week in NAMED_WEEK.findall(file.path.stem)}
        if named and str(file.agent.week) not in named:
            found.append(
                file.finding(FindingKind.WRONG_WEEK, "name_week", named=max(named), week=str(file.agent.week))
            )  # fmt: skip
    return found


def _team(
    named: Mapping[str, str], roster: Iterable[RosterDraft], week: Week
) -> tuple[dict[str, str], set[str]] | None:
    """Who reports in the week (code → name) and who belongs to the team at all; None when nobody has said."""
    listed = {one.code: one.name for one in roster}
    if not (named or listed):
        return None
    due = {one.code: one.name for one in roster if one.reports_in(week)}
    others = {code: name for code, name in named.items() if code not in listed}
    return due | others, {*listed, *named}


def _from_history(history: Iterable[AgentWeek], week: Week, moved: set[str]) -> dict[str, str]:
    return {one.code: one.name for one in history if one.week >= week.plus(-REMEMBERED) and one.code not in moved}


def _attendance(
    files: list[WeeklyFile],
    expected: Mapping[str, str],
    belongs: set[str] | None,
    history: list[AgentWeek],
) -> list[Finding]:
    findings = []
    there = {file.agent.code for file in files}
    last = {one.code: one for one in history}
    for code in sorted(set(expected) - there):
        before = last.get(code)
        findings.append(
            Finding(
                FindingKind.MISSING, "missing_since" if before else "missing", True, code, expected[code],
                values={"last": str(before.week)} if before else {},
            )
        )  # fmt: skip
    unknown = [file for file in files if belongs is not None and file.agent.code not in belongs]
    return findings + [file.finding(FindingKind.UNKNOWN_AGENT, "unknown_agent", grave=True) for file in unknown]


def _changed(files: list[WeeklyFile], history: list[AgentWeek]) -> list[Finding]:
    """Last week as this file tells it against last week's own file."""
    before = {(one.code, one.week): one for one in history}
    findings = []
    for file in files:
        earlier = before.get((file.agent.code, file.agent.week.plus(-1)))
        if earlier is None:
            continue
        was = {figure.definition.code: figure for figure in join(earlier.week, [earlier]).figures}
        for figure in join(file.agent.week, [file.agent]).figures:
            old = was[figure.definition.code]
            if figure.definition.code in COMPARED and figure.last_week != old.actual:
                findings.append(
                    file.finding(
                        FindingKind.CHANGED, "changed", what={"kpi": figure.definition.name},
                        was=_shown(old, old.actual), now=_shown(figure, figure.last_week), week=str(earlier.week),
                    )
                )  # fmt: skip
    return findings


def _shown(figure: Figure, value: Any) -> str:
    if value is None:
        return "—"
    return f"{value / 100:,.2f}" if figure.definition.unit == Unit.MONEY else f"{value:,}"


def with_rows(file: WeeklyFile) -> WeeklyFile:
    """The same file with its lists; what cannot be read any more leaves the figures and a finding."""
    if file.gone:
        lost = file.finding(FindingKind.UNREADABLE, "file_gone", path=str(file.path))
        return replace(file, findings=(lost,))
    try:
        return reading.read(file)
    except InputError as error:
        return replace(file, findings=(_unreadable(file.path, error.problems[0]),))
    except NotWeekly:
        return replace(file, findings=(_unreadable(file.path, Problem("rollup_foreign")),))
