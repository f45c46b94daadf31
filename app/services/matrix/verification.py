"""Which requirements their tests show to be met: passed, failed, to be run again, not run, without a test.

A test case is a need of that type; a link with the role "verifies" between it and a requirement, whichever way round,
says what it is for. Nothing is stored but the runs: what holds of them is read against what both say now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import NodeKind, RunResult, Verified
from app.models import TestRun
from app.services.base.pieces import pieces
from app.services.matrix import verifying
from app.services.rules.spine.fingerprints import differences
from app.services.spine import tracing
from app.services.spine.tracing.contents import Fields, contents

STEPS = "notes"  # of a test case: what is done, step by step


@dataclass(frozen=True, slots=True)
class Run:
    """The latest run of a test."""

    result: RunResult
    on_date: date
    tester: str
    note: str
    evidence: str
    evidence_print: str
    seen: Mapping[str, Fields]


def latest(session: Session, tests: Iterable[str]) -> dict[str, Run]:
    """The last run of each test, by its day and then as it was recorded."""
    found: dict[str, Run] = {}
    for some in pieces(tests):
        query = select(TestRun).where(TestRun.test_id.in_(some)).order_by(TestRun.on_date, TestRun.id)
        for row in session.scalars(query):
            found[row.test_id] = Run(
                RunResult(row.result), row.on_date, row.tester, row.note, row.evidence, row.evidence_print, row.seen
            )
    return found


def said(session: Session, ids: Collection[str], tests: Collection[str]) -> dict[str, Fields]:
    """What requirements and tests say now, as runs remember it; of a test its steps as well."""
    names = tracing.rules(session).fields[NodeKind.NEED]
    found = contents(session, NodeKind.NEED, ids, names)
    return found | contents(session, NodeKind.NEED, tests, (*dict.fromkeys((*names, STEPS)),))


def states(session: Session, ids: Collection[str]) -> dict[str, Verified]:
    """How far each of these requirements is verified, in a constant number of queries."""
    by_need = verifying.tests_of(session, ids)
    tests = {test for some in by_need.values() for test in some}
    runs, now = latest(session, tests), said(session, list(by_need), tests)
    return {id: state_of([one(id, test, runs.get(test), now) for test in by_need.get(id, ())]) for id in ids}


def one(need_id: str, test_id: str, run: Run | None, now: Mapping[str, Fields]) -> Verified:
    """What one test says of a requirement today."""
    if run is None or run.result == RunResult.BLOCKED:
        return Verified.NOT_RUN
    if run.result == RunResult.FAILED:
        return Verified.FAILED
    changed = any(_differs(run.seen.get(id), now.get(id)) for id in (need_id, test_id))
    return Verified.AGAIN if changed else Verified.PASSED


def state_of(tests: Collection[Verified]) -> Verified:
    """Of a requirement with these tests: the worst counts."""
    if not tests:
        return Verified.NO_TEST
    order = (Verified.FAILED, Verified.AGAIN, Verified.NOT_RUN, Verified.PASSED)
    return next(state for state in order if state in tests)


def _differs(then: Fields | None, now: Fields | None) -> bool:
    """Only what was remembered is compared; what a run never saw was not tested."""
    if then is None or now is None:
        return True
    return bool(differences(then, {name: now.get(name) for name in then}))
