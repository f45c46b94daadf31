"""Test cases and what they show: states, changes that ask again, evidence, findings, and links that go in a circle."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest

from app.cli.main import main
from app.enums import LinkRole, NodeKind, RunResult, Verified
from app.errors import InputError
from app.services.matrix import editing, entering, links, named, putting_away, report, testing, verification
from app.services.matrix import index as indexes
from app.services.matrix.blocks import NewNeed
from app.services.matrix.findings import FindingKind
from app.services.matrix.links import LinkDraft
from app.services.matrix.named import MatrixDraft
from app.services.matrix.testing import RunDraft
from tests.conftest import PASSWORD
from tests.services.chains import TODAY, ChainStore, chain, chain_file

__all__ = ["chain", "chain_file"]
NAME = "预约小程序"
PASS, FAIL = RunDraft(RunResult.PASSED, TODAY, "李敏"), RunDraft(RunResult.FAILED, TODAY, "李敏", "点不开")


@pytest.fixture
def needs(chain: ChainStore) -> list[str]:
    named.create(chain.store, chain.actor, MatrixDraft(NAME))
    return entering.add(chain.store, chain.actor, NAME, [NewNeed("选时间"), NewNeed("改期"), NewNeed("取消")])


def states(chain: ChainStore, ids: list[str]) -> list[Verified]:
    with chain.store.read() as session:
        return list(verification.states(session, ids).values())


def join(chain: ChainStore, source: str, target: str, role: LinkRole) -> str:
    ends = (NodeKind.NEED, source), (NodeKind.NEED, target)
    return links.add(chain.store, chain.actor, LinkDraft(*ends, role=role.value))


def test_a_requirement_is_as_good_as_the_worst_of_its_tests(chain: ChainStore, needs: list[str]) -> None:
    one = testing.add_case(chain.store, chain.actor, needs[0], "能选到空闲时间", "打开；点日期", "列出空闲")
    two = testing.add_case(chain.store, chain.actor, needs[0], "选不到被占的")
    assert states(chain, needs) == [Verified.NOT_RUN, Verified.NO_TEST, Verified.NO_TEST]
    testing.record(chain.store, chain.actor, one, PASS)
    assert states(chain, needs[:1]) == [Verified.NOT_RUN]
    testing.record(chain.store, chain.actor, two, FAIL)
    assert states(chain, needs[:1]) == [Verified.FAILED]
    testing.record(chain.store, chain.actor, two, PASS)
    assert states(chain, needs[:1]) == [Verified.PASSED]
    testing.record(chain.store, chain.actor, two, RunDraft(RunResult.FAILED, TODAY - timedelta(days=1), "补登"))
    assert states(chain, needs[:1]) == [Verified.PASSED]  # the later day counts, whenever it was written down
    join(chain, needs[1], two, LinkRole.VERIFIES)  # the other way round is meant the same
    assert states(chain, needs) == [Verified.PASSED, Verified.AGAIN, Verified.NO_TEST]  # no run saw this one
    editing.remove_need(chain.store, chain.actor, two)
    assert states(chain, needs) == [Verified.PASSED, Verified.NO_TEST, Verified.NO_TEST]


def test_a_changed_requirement_asks_again_and_restored_it_does_not(chain: ChainStore, needs: list[str]) -> None:
    test = testing.add_case(chain.store, chain.actor, needs[0], "能选到", "打开；点日期")
    testing.record(chain.store, chain.actor, test, PASS)
    for changes, expected in (
        ({"notes": "无关"}, Verified.PASSED), ({"acceptance": "两次点击"}, Verified.AGAIN),
        ({"acceptance": " "}, Verified.PASSED), ({"status": "done"}, Verified.PASSED),
    ):  # fmt: skip
        editing.update_need(chain.store, chain.actor, needs[0], changes)
        assert states(chain, needs[:1]) == [expected], changes
    editing.update_need(chain.store, chain.actor, test, {"notes": "别的步骤"})
    assert states(chain, needs[:1]) == [Verified.AGAIN]
    testing.record(chain.store, chain.actor, test, PASS)
    assert states(chain, needs[:1]) == [Verified.PASSED]


def test_the_evidence_is_told_when_the_file_is_another_one(chain: ChainStore, needs: list[str], tmp_path: Path) -> None:
    file = tmp_path / "截图.png"
    file.write_bytes(b"as it was")
    test = testing.add_case(chain.store, chain.actor, needs[0], "能选到")
    told = []
    for evidence in (str(file), "https://example.com/run/1", "", "没有这个文件.txt"):
        testing.record(chain.store, chain.actor, test, RunDraft(RunResult.PASSED, TODAY, "李敏", evidence=evidence))
        told.append(testing.of_need(chain.store, needs[0])[0].evidence_changed)
    assert told == [False] * 4
    testing.record(chain.store, chain.actor, test, RunDraft(RunResult.PASSED, TODAY, "李敏", evidence=str(file)))
    file.write_bytes(b"another")
    assert testing.of_need(chain.store, test)[0].evidence_changed
    file.unlink()
    assert testing.of_need(chain.store, test)[0].evidence_changed


def test_what_is_wrong_with_a_run_is_said_by_its_field(chain: ChainStore, needs: list[str]) -> None:
    test = testing.add_case(chain.store, chain.actor, needs[0], "能选到")
    bad = RunDraft(RunResult.PASSED, chain.store.today() + timedelta(days=1), " ")
    with pytest.raises(InputError) as told:
        testing.record(chain.store, chain.actor, test, bad)
    assert {(p.code, p.place.field) for p in told.value.problems} == {
        ("required", "tester"),
        ("test_to_come", "on_date"),
    }
    with pytest.raises(InputError, match="not_found"):
        testing.record(chain.store, chain.actor, needs[0], PASS)
    with pytest.raises(InputError, match="required"):
        testing.add_case(chain.store, chain.actor, needs[0], "  ")
    assert states(chain, needs[:1]) == [Verified.NOT_RUN]


def test_every_number_is_recomputed_plainly(chain: ChainStore) -> None:
    """Random tests, links and runs against a count that knows nothing of the service."""
    named.create(chain.store, chain.actor, MatrixDraft(NAME))
    rng = random.Random(7)
    ids = entering.add(chain.store, chain.actor, NAME, [NewNeed(f"需求{n}") for n in range(12)])
    tests = entering.add(chain.store, chain.actor, NAME, [NewNeed(f"用例{n}", type="test") for n in range(8)])
    verifies: set[tuple[str, str]] = set()
    for test in tests:
        for need in rng.sample(ids, rng.randint(0, 4)):
            join(chain, test, need, LinkRole.VERIFIES)
            verifies.add((test, need))
    runs = {test: rng.choice((None, RunResult.PASSED, RunResult.FAILED, RunResult.BLOCKED)) for test in tests}
    for test, result in runs.items():
        if result is not None:
            testing.record(chain.store, chain.actor, test, RunDraft(result, TODAY, "测试员"))
    changed = set(rng.sample(ids, 3))
    for need in changed:
        editing.update_need(chain.store, chain.actor, need, {"description": f"改了{need}"})

    def plainly(need: str) -> Verified:
        results = [runs[test] for test, other in verifies if other == need]
        if not results:
            return Verified.NO_TEST
        if RunResult.FAILED in results:
            return Verified.FAILED
        if RunResult.PASSED in results and need in changed:
            return Verified.AGAIN
        return Verified.NOT_RUN if set(results) - {RunResult.PASSED} else Verified.PASSED

    assert dict(zip(ids, states(chain, ids), strict=True)) == {need: plainly(need) for need in ids}
    state = report.state(chain.store, TODAY, NAME)
    assert {s: {e.id for e in some} for s, some in state.verified.items()} == {
        s: {need for need in ids if plainly(need) == s} for s in Verified
    }
    untested = {one.item_id for one in state.by_kind[FindingKind.NO_TEST]}
    assert untested == {need for need in ids if plainly(need) == Verified.NO_TEST}
    still = {one.item_id for one in state.by_kind[FindingKind.TEST_OPEN]}
    assert still == {need for need in ids if plainly(need) not in (Verified.NO_TEST, Verified.PASSED)}


def test_a_matrix_without_test_cases_says_nothing_of_tests(chain: ChainStore, needs: list[str]) -> None:
    state = report.state(chain.store, TODAY, NAME)
    assert not any(state.verified.values()) and not state.by_kind[FindingKind.NO_TEST]
    assert len(indexes.index(chain.store, TODAY, NAME).entries) == len(needs)


def test_the_command_counts_what_is_verified(
    chain: ChainStore,
    needs: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    test = testing.add_case(chain.store, chain.actor, needs[0], "能选到")
    testing.record(chain.store, chain.actor, test, PASS)
    path = chain.store.path
    chain.store.close()
    secret = tmp_path / "password"
    secret.write_text(PASSWORD)
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(secret))
    monkeypatch.setenv("NEEDFOLIO_HOME", str(tmp_path / "home"))
    assert main(["trace", "--store", str(path), "--matrix", NAME, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["verification"]
    assert {name: block["count"] for name, block in told.items()} == {
        "passed": 1, "failed": 0, "again": 0, "not_run": 0, "no_test": 2,
    }  # fmt: skip
    assert main(["trace", "--store", str(path), "--matrix", NAME]) == 0
    assert "测试通过: 1" in capsys.readouterr().out


def test_a_deleted_matrix_takes_its_runs_along(chain: ChainStore, needs: list[str]) -> None:
    test = testing.add_case(chain.store, chain.actor, needs[0], "能选到")
    testing.record(chain.store, chain.actor, test, PASS)
    id = next(info.id for info in named.matrices(chain.store) if info.code == NAME)
    putting_away.remove(chain.store, chain.actor, id)
    with chain.store.read() as session:
        assert verification.latest(session, [test]) == {}


def test_what_depends_on_itself_is_refused_with_the_way_round(chain: ChainStore, needs: list[str]) -> None:
    a, b, c = needs
    join(chain, a, b, LinkRole.DEPENDS)
    join(chain, b, c, LinkRole.DEPENDS)
    with pytest.raises(InputError) as told:
        join(chain, c, a, LinkRole.DEPENDS)
    assert told.value.problems[0].code == "link_circle"
    assert told.value.problems[0].values["way"] == "R003 → R001 → R002 → R003"
    join(chain, c, a, LinkRole.CONFLICTS)  # that may go both ways
    with pytest.raises(InputError, match="link_circle"):
        join(chain, b, a, LinkRole.DEPENDS)
