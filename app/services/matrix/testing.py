"""Test cases written for a requirement, and what they came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.enums import LinkRole, NeedType, NodeKind, RunResult, Verified
from app.errors import InputError, Place, Problem, bad_input
from app.models import Need, TestRun, new_id
from app.services.base.store import Actor, Store
from app.services.matrix import evidence_files, numbering, ordering, verification, verifying
from app.services.matrix.verification import Run
from app.services.spine import tracing


@dataclass(frozen=True, slots=True)
class TestRow:
    """A test case of a requirement: what it expects, its last run, and what that says of the requirement today.
    ``evidence_changed``: the file is gone or another one since."""

    __test__ = False

    id: str
    number: str
    description: str
    steps: str
    expected: str
    run: Run | None
    state: Verified
    evidence_changed: bool


@dataclass(frozen=True, slots=True)
class RunDraft:
    """What somebody saw. ``evidence`` is the path of a file, or an address, or empty."""

    result: RunResult
    on_date: date
    tester: str
    note: str = ""
    evidence: str = ""


def of_need(store: Store, need_id: str) -> list[TestRow]:
    """The test cases of a requirement by number; of a test case itself, that one alone. Raises ``not_found``."""
    with store.read() as session:
        need = session.get(Need, need_id)
        if need is None:
            raise bad_input("not_found")
        own = need.type == NeedType.TEST
        ids = {need_id} if own else verifying.tests_of(session, [need_id]).get(need_id, set())
        runs, now = verification.latest(session, ids), verification.said(session, [need_id], ids)
        rows = session.scalars(select(Need).where(Need.id.in_(ids)).order_by(Need.number))
        return [
            TestRow(
                row.id, row.number, row.description, row.notes, row.acceptance, runs.get(row.id),
                verification.one(need_id, row.id, runs.get(row.id), now), _other(runs.get(row.id)),
            )
            for row in rows
        ]  # fmt: skip


def add_case(store: Store, actor: Actor, need_id: str, description: str, steps: str = "", expected: str = "") -> str:
    """A new test case that verifies a requirement, at the end of its matrix; returns its id. Raises ``required`` on
    ``description``, ``not_found``."""
    if not description.strip():
        raise bad_input("required", Place(field="description"))
    with store.write(actor, "need.add", need_id) as session:
        need = session.get(Need, need_id)
        if need is None or need.archived_at is not None:
            raise bad_input("not_found")
        test = Need(
            id=new_id(), matrix_id=need.matrix_id, number=numbering.give(session, need.matrix_id, 1)[0],
            type=NeedType.TEST.value, description=description.strip(), notes=steps.strip(), acceptance=expected.strip(),
            position=ordering.last_place(session, need.matrix_id, None) + 1,
        )  # fmt: skip
        session.add(test)
        session.flush()
        link = tracing.link(session, (NodeKind.NEED, test.id), (NodeKind.NEED, need_id))
        link.role = LinkRole.VERIFIES.value
        return test.id


def record(store: Store, actor: Actor, test_id: str, draft: RunDraft) -> None:
    """Keep what a test came to, with what it and its requirements say now. Raises InputError: ``required`` on
    ``tester``, ``test_to_come`` on ``on_date``, ``not_found`` for what is no test case."""
    problems = []
    if not draft.tester.strip():
        problems.append(Problem("required", Place(field="tester")))
    if draft.on_date > store.today():
        problems.append(Problem("test_to_come", Place(field="on_date")))
    if problems:
        raise InputError(problems)
    with store.write(actor, "need.test", test_id) as session:
        test = session.get(Need, test_id)
        if test is None or test.type != NeedType.TEST or test.archived_at is not None:
            raise bad_input("not_found")
        verified = verifying.verified_by(session, test_id)
        evidence = draft.evidence.strip()
        session.add(TestRun(
            test_id=test_id, result=draft.result.value, on_date=draft.on_date, tester=draft.tester.strip(),
            note=draft.note.strip(), evidence=evidence, evidence_print=evidence_files.print_of(evidence),
            seen=verification.said(session, verified, [test_id]),
        ))  # fmt: skip


def _other(run: Run | None) -> bool:
    return run is not None and evidence_files.is_other(run.evidence, run.evidence_print)
