"""Who is who: two stores that use one agent code are told apart, and the lead says once whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.services.base import recoding, settings
from app.services.base.store import Actor, Store, WriteSession
from app.services.team.rollup.findings import Finding, FindingKind
from app.services.team.rollup.reading import WeeklyFile
from app.services.team.rollup.team import AgentWeek

DECIDED = "team.identities"


@dataclass(frozen=True, slots=True)
class Decided:
    """What the lead has said: whose a file is, by how its store names itself, or by its own name for this time."""

    keys: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def code(self, file: WeeklyFile) -> str | None:
        """The agent's code in the team; None when nothing was said of it."""
        return self.files.get(file.path.name) or self.keys.get(key_of(file.agent))


def key_of(agent: AgentWeek) -> str:
    """How the store that wrote the report names itself: its code, its identity, its agent's name."""
    return "|".join((agent.own_code, agent.store_id, agent.name))


def told_apart(
    files: Sequence[WeeklyFile], reports: Iterable[AgentWeek], decided: Decided
) -> list[tuple[WeeklyFile, list[Finding]]]:
    """Each file under the code it counts for, with what is to be asked.

    A code belongs to whoever used it first. The same name from another store counts as the same person, whose newest
    file counts; another name from another store counts as somebody else, so that no work is lost before the lead has
    decided.
    """
    told: list[tuple[WeeklyFile, list[Finding]]] = []
    owners: dict[str, AgentWeek] = {}
    for report in sorted(reports, key=lambda one: (one.week, one.written_at)):
        owners.setdefault(report.code, report)
    apart: dict[str, str] = {}
    for file in sorted(files, key=lambda one: (one.agent.week, one.agent.written_at, one.path.name)):
        key, said = key_of(file.agent), decided.code(file)
        if said is not None:
            told.append((_under(file, said), []))
            owners[said] = told[-1][0].agent if said not in owners else owners[said]
            continue
        owner = owners.setdefault(file.agent.code, file.agent)
        question = _question(file.agent, owner)
        if question == "two_people":
            apart.setdefault(key, _free(file.agent.code, {*owners, *apart.values()}))
            file = _under(file, apart[key])
        told.append((file, [_finding(file, key, owner, question)] if question else []))
    return told


def moved(history: Iterable[AgentWeek], files: Iterable[WeeklyFile]) -> set[str]:
    """Codes of earlier weeks whose store and agent write under another code now."""
    now = {(file.agent.store_id, file.agent.name): file.agent.code for file in files if file.agent.store_id}
    return {one.code for one in history if now.get((one.store_id, one.name), one.code) != one.code}


def _question(agent: AgentWeek, owner: AgentWeek) -> str:
    """What is to be asked; "" when it is plainly the owner of the code."""
    same_name = not agent.name or not owner.name or agent.name.casefold() == owner.name.casefold()
    if agent.store_id and agent.store_id == owner.store_id:
        return "" if same_name else "other_name"
    if same_name:
        return "two_stores" if agent.store_id and owner.store_id else ""
    return "two_people"


def _finding(file: WeeklyFile, key: str, owner: AgentWeek, question: str) -> Finding:
    return file.finding(
        FindingKind.IDENTITY, question, grave=question != "other_name", key=key, owned=owner.code, other=owner.name,
        counted=file.agent.code,
    )  # fmt: skip


def _under(file: WeeklyFile, code: str) -> WeeklyFile:
    agent = file.agent
    entries = {**agent.entries, "agent.code": code, "agent.own_code": agent.own_code}
    return replace(file, agent=AgentWeek(entries))


def _free(code: str, taken: set[str]) -> str:
    number = 2
    while f"{code}-{number}" in taken:
        number += 1
    return f"{code}-{number}"


def decide(store: Store, actor: Actor, key: str, code: str) -> None:
    """Whoever names himself ``key`` is agent ``code`` of the team, now and in all later files. Raises InputError as
    :func:`recoding.checked`."""
    with store.write(actor, "team.identity") as session:
        keep(session, {key: code})


def keep(session: WriteSession, decided: Mapping[str, str]) -> None:
    """The same for several, within a unit of work."""
    known: dict[str, str] = dict(settings.get(session, DECIDED, {}))
    for key, code in decided.items():
        known[key] = recoding.checked(code)
    settings.put(session, DECIDED, known)


def decided_in(store: Store) -> Decided:
    """What was decided in this store."""
    return Decided(settings.read(store, DECIDED, {}))
