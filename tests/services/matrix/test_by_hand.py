"""Requirements of a named matrix by hand: numbers, blocks, order, parents, goals; a matrix put away and deleted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.enums import Language, NeedStatus, NodeKind
from app.errors import InputError
from app.models import AuditRow, Need, TraceLink
from app.services import matrix
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Store
from app.services.base.undo import take_back
from app.services.matrix import (
    baselines,
    copying,
    describing,
    editing,
    entering,
    findings,
    links,
    named,
    ordering,
    outline,
    putting_away,
)
from app.services.matrix import index as indexes
from app.services.matrix.blocks import NewNeed, lines_of
from app.services.matrix.findings import FindingKind
from app.services.matrix.links import LinkDraft
from app.services.matrix.named import MatrixDraft
from tests.services.chains import TODAY, ChainStore, chain, chain_file
from tests.services.reading import import_matrix

__all__ = ["chain", "chain_file"]
NAME = "预约小程序"


@dataclass(frozen=True)
class Below:
    id: str
    parent_id: str | None
    level: int = 0


@pytest.fixture
def project(chain: ChainStore) -> ChainStore:
    named.create(chain.store, chain.actor, MatrixDraft(NAME))
    return chain


def write(one: ChainStore, *lines: NewNeed | str, after: str | None = None) -> list[str]:
    found = [NewNeed(line) if isinstance(line, str) else line for line in lines]
    return entering.add(one.store, one.actor, NAME, found, after)


def last(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.max(AuditRow.id))) or 0


def seen(store: Store) -> list[tuple[str, int]]:
    return [(entry.number, entry.level) for entry in indexes.index(store, TODAY, NAME).entries]


# -- numbers ------------------------------------------------------------------------------------------------
def test_a_number_is_proposed_and_never_used_twice(project: ChainStore) -> None:
    assert entering.proposed(project.store, NAME) == "R001"
    _, second = write(project, "客户能自己选时间", "代理人收到提醒")
    editing.remove_need(project.store, project.actor, second)
    assert entering.proposed(project.store, NAME) == "R003"
    write(project, NewNeed("改期", number="APP-017"), NewNeed("取消"))
    assert [row.number for row in matrix.rows(project.store, TODAY, matrix=NAME)] == ["R001", "APP-017", "R003"]
    with pytest.raises(InputError) as told:
        write(project, "好的一行", NewNeed("坏的一行", number="R002"), NewNeed(" "))
    assert {(p.code, p.place.row, p.place.field) for p in told.value.problems} == {
        ("number_taken", 2, "number"), ("required", 3, "description"),
    }  # fmt: skip
    assert len(seen(project.store)) == 3


def test_numbers_go_on_as_the_matrix_began_them(project: ChainStore) -> None:
    write(project, NewNeed("一", number="SRS-0098"), NewNeed("二", number="SRS-0099"), NewNeed("三", number="X1"))
    write(project, "四", "五")
    assert [number for number, _ in seen(project.store)][3:] == ["SRS-0100", "SRS-0101"]


def test_a_number_chosen_in_the_same_block_is_not_given_as_well(project: ChainStore) -> None:
    write(project, NewNeed("选的", number="R001"), "给的", NewNeed("也选", number="R005"), "再给")
    numbers = [number for number, _ in seen(project.store)]
    assert len(set(numbers)) == 4 and numbers[0] == "R001"


def test_customers_needs_are_not_written_by_hand(project: ChainStore) -> None:
    with pytest.raises(InputError, match="needs_by_interview"):
        entering.add(project.store, project.actor, ALL_CUSTOMERS, [NewNeed("凭空的需求")])
    with pytest.raises(InputError, match="needs_by_interview"):
        copying.duplicate(project.store, project.actor, project.need)


# -- blocks -------------------------------------------------------------------------------------------------
def test_a_pasted_block_keeps_its_outline() -> None:
    block = "预约\n\t选时间\n\t\t只给空闲时间\n\t改期\n\n  \n取消\r\n    要写原因\n"
    assert [(line.description, line.level) for line in lines_of(block)] == [
        ("预约", 0), ("选时间", 1), ("只给空闲时间", 2), ("改期", 1), ("取消", 0), ("要写原因", 1),
    ]  # fmt: skip
    assert lines_of(" \n\t\n") == []


@given(st.lists(st.integers(0, 6), max_size=25))
def test_a_line_never_stands_deeper_than_one_below_the_line_before(depths: list[int]) -> None:
    levels = [line.level for line in lines_of("\n".join("\t" * depth + f"第{at}条" for at, depth in enumerate(depths)))]
    assert len(levels) == len(depths)
    assert all(after <= before + 1 for before, after in zip([-1, *levels], levels, strict=False))


def test_a_block_goes_in_whole_below_what_it_follows(project: ChainStore) -> None:
    (last,) = write(project, "目标")
    write(project, *lines_of("甲\n\t乙\n\t丙"), after=last)
    write(project, NewNeed("丁", level=9), after=None)
    assert seen(project.store) == [("R001", 0), ("R002", 0), ("R003", 1), ("R004", 1), ("R005", 0)]
    write(project, NewNeed("戊", level=1), after=last)
    assert seen(project.store)[:2] == [("R001", 0), ("R006", 1)]


# -- order --------------------------------------------------------------------------------------------------
def test_moving_indenting_and_coming_out(project: ChainStore) -> None:
    a, b, c = write(project, "甲", "乙", "丙")
    store, actor = project.store, project.actor
    assert ordering.move(store, actor, c, -1) and [n for n, _ in seen(store)] == ["R001", "R003", "R002"]
    assert not ordering.move(store, actor, a, -1)
    assert ordering.indent(store, actor, c) and ordering.indent(store, actor, b)
    assert seen(store) == [("R001", 0), ("R003", 1), ("R002", 1)]
    assert not ordering.indent(store, actor, c)
    assert ordering.outdent(store, actor, c)
    assert seen(store) == [("R001", 0), ("R002", 1), ("R003", 0)]
    assert not ordering.outdent(store, actor, c)
    copy = copying.duplicate(store, actor, b)
    assert (copy.number, copy.parent, copy.level) == ("R004", "R001", 1)
    assert seen(store) == [("R001", 0), ("R002", 1), ("R004", 1), ("R003", 0)]


def test_nothing_stands_below_itself(project: ChainStore) -> None:
    a, b, c = write(project, NewNeed("甲"), NewNeed("乙", 1), NewNeed("丙", 2))
    for number in ("R001", "R003"):
        with pytest.raises(InputError) as told:
            ordering.set_parent(project.store, project.actor, a, number)
        assert (told.value.problems[0].code, told.value.problems[0].place.field) == ("need_below_itself", "parent")
    with pytest.raises(InputError, match="parent_not_there"):
        ordering.set_parent(project.store, project.actor, c, "R999")
    describing.describe(project.store, project.actor, c, {"acceptance": "三次点击以内"}, "R001")
    row = matrix.one(project.store, c, TODAY)
    assert (row.parent, row.level, row.acceptance) == ("R001", 1, "三次点击以内")
    with pytest.raises(InputError):
        describing.describe(project.store, project.actor, b, {"acceptance": "不该留下"}, "R777")
    assert matrix.one(project.store, b, TODAY).acceptance == ""


@given(st.lists(st.integers(-1, 11), min_size=1, max_size=12))
def test_an_outline_loses_nothing_and_puts_each_below_its_parent(parents: list[int]) -> None:
    """Rings and parents that are not there, too."""
    needs = [Below(str(at), None if parent < 0 else str(parent)) for at, parent in enumerate(parents)]
    found = outline.outlined(needs)
    assert sorted(need.id for need in found) == sorted(need.id for need in needs)
    path: list[str] = []
    for need in found:
        del path[need.level :]
        assert need.level == len(path)
        if need.level:
            assert need.parent_id == path[-1]
        path.append(need.id)


# -- goals --------------------------------------------------------------------------------------------------
def test_a_requirement_that_serves_no_goal_is_found(project: ChainStore) -> None:
    def found() -> list[str]:
        with project.store.read() as session:
            state = findings.find(session, indexes.read_index(session, TODAY, NAME))
        return [finding.text[0].split()[0] for finding in state[FindingKind.NO_GOAL]]

    ids = write(project, "没有目标的矩阵不逐行唠叨", NewNeed("下级", 1), NewNeed("续保率提高", type="goal"),
                NewNeed("提醒", 1), NewNeed("短信", 2), NewNeed("风险", type="risk"))  # fmt: skip
    assert found() == ["R001", "R002"]
    ordering.set_parent(project.store, project.actor, ids[0], "R003")
    assert found() == []
    ordering.set_parent(project.store, project.actor, ids[3], "")
    assert found() == ["R004", "R005"]
    editing.update_need(project.store, project.actor, ids[3], {"status": NeedStatus.DROPPED})
    assert found() == ["R005"]


def test_acceptance_matters_to_links_and_rationale_does_not(project: ChainStore) -> None:
    a, _ = write(project, "甲", "乙")
    link = links.add_note(project.store, project.actor, a, NodeKind.NOTE, "说明", "全文")

    def suspect() -> bool:
        with project.store.read() as session:
            return session.get_one(TraceLink, link).suspect

    editing.update_need(project.store, project.actor, a, {"rationale": "因为", "type": "goal"})
    assert not suspect()
    editing.update_need(project.store, project.actor, a, {"acceptance": "两秒内"})
    assert suspect()
    editing.update_need(project.store, project.actor, a, {"acceptance": ""})
    assert not suspect()


# -- exchange -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
def test_all_that_is_written_by_hand_goes_out_and_comes_back(
    project: ChainStore, tmp_path: Path, ending: str, language: Language
) -> None:
    said = {"rationale": "电话占时间", "stakeholder": "王主管", "limits": "不存身份证号", "acceptance": "90% 两分钟内"}
    _, b = write(project, NewNeed("目标", type="goal"), NewNeed("自助预约", 1, type="requirement"))
    editing.update_need(project.store, project.actor, b, said)
    path = tmp_path / f"m.{ending}"
    matrix.export_file(project.store, path, language, TODAY, NAME)
    same = import_matrix(project.store, project.actor, path, matrix=NAME)
    assert (same.added, same.updated, same.unchanged, same.rejected) == (0, 0, 2, ())
    other = import_matrix(project.store, project.actor, path, matrix="另一个")
    assert (other.added, other.rejected) == (2, ())
    rows = matrix.rows(project.store, TODAY, matrix="另一个")
    assert [(row.number, row.type, row.parent) for row in rows] == [
        ("R001", "goal", ""),
        ("R002", "requirement", "R001"),
    ]
    assert {name: getattr(rows[1], name) for name in said} == said


# -- putting away -------------------------------------------------------------------------------------------
def test_a_matrix_is_archived_found_again_and_refuses_an_import_meanwhile(project: ChainStore, tmp_path: Path) -> None:
    write(project, "甲")
    path = tmp_path / "m.xlsx"
    matrix.export_file(project.store, path, Language.ZH, TODAY, NAME)
    id = next(info.id for info in named.matrices(project.store) if info.code == NAME)
    putting_away.archive(project.store, project.actor, id)
    assert NAME not in [info.code for info in named.matrices(project.store)]
    assert [info.code for info in named.matrices(project.store, archived=True)] == [NAME]
    with pytest.raises(InputError, match="matrix_put_away"):
        import_matrix(project.store, project.actor, path, matrix=NAME)
    assert putting_away.bring_back(project.store, project.actor, id) == NAME
    assert len(seen(project.store)) == 1


def test_a_deleted_matrix_takes_all_of_its_own_and_comes_back_whole(project: ChainStore) -> None:
    a, b, _ = write(project, NewNeed("甲"), NewNeed("乙", 1), NewNeed("丙", 2))
    links.add(project.store, project.actor, LinkDraft((NodeKind.NEED, a), (NodeKind.NEED, b), role="depends"))
    baselines.take(project.store, project.actor, "第一版", matrix=NAME)
    id = next(info.id for info in named.matrices(project.store) if info.code == NAME)
    told = putting_away.contents(project.store, id)
    assert (told.needs, told.open, told.links, told.baselines) == (3, 3, 1, 1)
    before = seen(project.store)
    others = len(matrix.rows(project.store, TODAY))
    putting_away.remove(project.store, project.actor, id)
    with project.store.read() as session:
        assert session.get(Need, a) is None
    assert len(matrix.rows(project.store, TODAY)) == others
    take_back(project.store, project.actor, last(project.store))
    assert seen(project.store) == before
    assert putting_away.contents(project.store, id) == told
    built_in = named.matrices(project.store)[0].id
    with pytest.raises(InputError, match="matrix_built_in"):
        putting_away.remove(project.store, project.actor, built_in)
