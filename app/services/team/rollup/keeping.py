"""A roll-up remembered in the lead's store: for the team tab, next week's comparison, coaching and reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import Place, bad_input
from app.models import TeamReport, TeamWeek
from app.services.base import agents, settings
from app.services.base.store import Actor, Store
from app.services.rules.base.weeks import Week, week_of
from app.services.team.approvals import requests as approvals
from app.services.team.rollup import identity, signed
from app.services.team.rollup.findings import Finding, FindingKind, from_kept
from app.services.team.rollup.folder import DUE, Known, due_at
from app.services.team.rollup.joining import Batch, Joined
from app.services.team.rollup.reading import WeeklyFile
from app.services.team.rollup.result import RolledUp
from app.services.team.rollup.team import AgentWeek, Team, join, orders_of
from app.services.team.roster import keeping as roster

DUE_MINUTES = "team.due_minutes"
LEAST_ACCOUNTS = 2  # a store of one agent says nothing of a team


@dataclass(frozen=True, slots=True)
class KeptWeek:
    """A team's week as it was last rolled up; ``paths`` is agent code → the file, to read rows from."""

    team: Team
    findings: tuple[Finding, ...]
    expected: dict[str, str]
    due_at: datetime
    folder: Path
    paths: dict[str, Path]
    batches: tuple[Batch, ...] = ()
    workbook: Path | None = None
    earlier: tuple[AgentWeek, ...] = ()  # every report kept of the weeks before, the oldest first

    def agents_with(self, kind: FindingKind) -> list[str]:
        """The codes of the agents with such a finding."""
        return sorted({one.agent for one in self.findings if one.kind == kind and one.agent})


def actor_of(store: Store) -> Actor:
    """Who rolls up: the agent at this store."""
    return agents.me(store)


def known(store: Store, listed: Known) -> Known:
    """What the store knows: its roster, or else its accounts where it has a team's; and the reports of earlier
    weeks."""
    accounts = {row.code: row.name for row in agents.everyone(store)}
    whole = len(accounts) >= LEAST_ACCOUNTS
    decided = identity.Decided(identity.decided_in(store).keys, listed.decided.files)
    with store.read() as session:
        earlier = tuple(reports(session))
        listed_here = tuple(roster.row_of(one).draft for one in roster.members(session))
        before = joined(session)
    due, keys = due_minutes(store), signed.signers(store)
    if listed.agents:
        return Known(listed.agents, True, earlier, due, decided, joined=before, signers=keys)
    if listed_here:
        return Known({}, True, earlier, due, decided, listed_here, before, keys)
    return Known(accounts if whole else {}, whole, earlier, due, decided, joined=before, signers=keys)


def joined(session: Session) -> dict[Week, Joined]:
    """What each week kept was joined from."""
    weeks = session.execute(select(TeamWeek.monday, TeamWeek.sources))
    batches = {monday: _batches(sources) for monday, sources in weeks}
    rows = select(TeamReport).where(TeamReport.monday.in_(list(batches)))
    found: dict[Week, Joined] = {}
    for row in session.scalars(rows):
        one = found.setdefault(week_of(row.monday), Joined(batches[row.monday], {}, {}, {}))
        one.reports[row.agent_code] = AgentWeek(row.figures)
        one.first[row.agent_code] = row.first_written_at or row.written_at
        if row.path:
            one.paths[row.agent_code] = Path(row.path)
    return found


def _batches(sources: Iterable[Iterable[str]]) -> tuple[Batch, ...]:
    return tuple(tuple(Path(path) for path in batch) for batch in sources)


def reports(session: Session, codes: Iterable[str] | None = None) -> list[AgentWeek]:
    """Every kept report, the oldest first."""
    rows = select(TeamReport.figures).order_by(TeamReport.monday, TeamReport.agent_code)
    if codes is not None:
        rows = rows.where(TeamReport.agent_code.in_(list(codes)))
    return [AgentWeek(figures) for figures in session.scalars(rows)]


def keep(
    store: Store,
    actor: Actor,
    rolled: RolledUp,
    folder: Path,
    files: Mapping[str, str] | None = None,
    *,
    batches: Sequence[Batch] = (),
    workbook: Path | None = None,
) -> None:
    """Put the week in place of what was kept of it, and older reports that were not known yet beside it. ``files`` is
    file name → the agent it was said to be of: remembered for later files. ``batches`` is what it was joined from."""
    late = set(rolled.agents_with(FindingKind.LATE))
    with store.write(actor, "team.rollup") as session:
        week = rolled.team.week
        session.execute(delete(TeamReport).where(TeamReport.monday == week.monday))
        row = session.scalars(select(TeamWeek).where(TeamWeek.monday == week.monday)).one_or_none()
        if row is None:
            row = TeamWeek(monday=week.monday)
            session.add(row)
        row.folder, row.due_at, row.expected = str(folder), rolled.due_at, dict(rolled.expected)
        row.findings = [one.kept() for one in rolled.findings]
        row.sources = [[str(path) for path in batch] for batch in batches or [(folder,)]]
        row.workbook = str(workbook or "")
        named = {file.path.name: file.agent for file in rolled.files}
        identity.keep(
            session, {identity.key_of(named[name]): code for name, code in (files or {}).items() if name in named}
        )
        for file in rolled.files:
            report = _report(file.agent, str(file.path), late=file.agent.code in late)
            report.first_written_at = rolled.first_written.get(file.agent.code)
            session.add(report)
            approvals.take_in(session, _asked(file))
        there = {(code, monday) for code, monday in session.execute(select(TeamReport.agent_code, TeamReport.monday))}
        for agent in rolled.history:
            if (agent.code, agent.week.monday) not in there:
                session.add(_report(agent, "", late=agent.written_at > due_at(agent.week)))
        session.note(week=str(week), agents=len(rolled.files), findings=len(rolled.findings))


def _asked(file: WeeklyFile) -> approvals.Asked:
    agent = file.agent
    return approvals.Asked(agent.store_id, agent.code, agent.name, agent.written_at, file.path, orders_of(agent))


def _report(agent: AgentWeek, path: str, *, late: bool) -> TeamReport:
    return TeamReport(
        agent_code=agent.code,
        monday=agent.week.monday,
        agent_name=agent.name,
        team=agent.team,
        path=path,
        written_at=agent.written_at,
        late=late,
        figures=dict(agent.entries),
    )


def weeks_kept(store: Store) -> list[Week]:
    """The weeks that were rolled up, the newest first."""
    with store.read() as session:
        mondays = session.scalars(select(TeamWeek.monday).order_by(TeamWeek.monday.desc()))
        return [week_of(monday) for monday in mondays]


def of_week(store: Store, week: Week) -> KeptWeek | None:
    """The team's week as kept; None when it was never rolled up."""
    with store.read() as session:
        return read(session, week)


def read(session: Session, week: Week) -> KeptWeek | None:
    """A week as it was rolled up, joined anew with the weeks before it; None when it was not."""
    row = session.scalars(select(TeamWeek).where(TeamWeek.monday == week.monday)).one_or_none()
    if row is None:
        return None
    own = session.execute(
        select(TeamReport.agent_code, TeamReport.path, TeamReport.figures)
        .where(TeamReport.monday == week.monday)
        .order_by(TeamReport.agent_code)
    ).all()
    earlier = [one for one in reports(session) if one.week < week]
    return KeptWeek(
        team=join(week, [AgentWeek(figures) for _, _, figures in own], earlier, row.expected),
        findings=tuple(from_kept(one) for one in row.findings),
        expected=dict(row.expected),
        due_at=row.due_at,
        folder=Path(row.folder),
        paths={code: Path(path) for code, path, _ in own if path},
        batches=_batches(row.sources),
        workbook=Path(row.workbook) if row.workbook else None,
        earlier=tuple(earlier),
    )


def file_of(store: Store, report_id: str) -> Path:
    """The weekly file a report was read from. Raises InputError ``rollup_file_gone`` where it is no more, ``not_found``
    for a report that is not kept."""
    with store.read() as session:
        report = session.get(TeamReport, report_id)
        if report is None:
            raise bad_input("not_found")
        path, code = Path(report.path), report.agent_code
    if not path.is_file():
        raise bad_input("rollup_file_gone", Place(file=path.name or None), agent=code)
    return path


def workbook_path(store: Store, week: Week) -> Path | None:
    """Where the team workbook of a week was written last; None when it never was."""
    with store.read() as session:
        found = session.scalar(select(TeamWeek.workbook).where(TeamWeek.monday == week.monday))
    return Path(found) if found else None


def due_minutes(store: Store) -> int:
    """Minutes after the week's Monday began; noon of the Monday after unless set."""
    return int(settings.read(store, DUE_MINUTES, DUE))


def set_due_minutes(store: Store, actor: Actor, minutes: int) -> None:
    """When reports are due: minutes after the week's Monday began."""
    settings.write(store, actor, DUE_MINUTES, minutes)
