"""What joins two needs: read from other tools, shown, and written out so that it comes back into any store."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from app.enums import Language, NodeKind
from app.models import Matrix, Need, TraceLink
from app.services import matrix
from app.services.base.store import Actor, Store
from app.services.front import imports
from app.services.matrix import chain, roles
from app.services.tables.tabular import read_tables
from tests.services.matrix.test_matrix_foreign import NAME, TODAY, reqif, written
from tests.services.people.test_customer_import import contents
from tests.services.reading import import_matrix


def joined(store: Store, name: str = NAME) -> dict[tuple[str, str], str]:
    """(number, number) → role."""
    with store.read() as session:
        query = select(Need.id, Need.number).join(Matrix, Matrix.id == Need.matrix_id).where(Matrix.name == name)
        numbers = {row.id: row.number for row in session.execute(query)}
        links = session.scalars(select(TraceLink).where(TraceLink.source_kind == NodeKind.NEED))
        return {
            (numbers[link.source_id], numbers[link.target_id]): link.role
            for link in links
            if link.source_id in numbers and link.target_id in numbers
        }


@pytest.mark.parametrize(("said", "role"), [
    ("refines", "refines"), ("Depends_On", "depends"), ("细化", "refines"), ("is blocked by", "is blocked by"),
    ("related", ""), ("relates to", ""), ("关联", ""), ("derived from", "derives"), ("a;b(c)+d", "a b c d"), ("", ""),
])  # fmt: skip
def test_words_of_other_tools(said: str, role: str) -> None:
    assert roles.role_of(said) == role


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("role", ["", "refines", "depends", "refines+conflicts", "is blocked by+duplicates"])
def test_a_cell_is_read_as_it_is_written(role: str, language: Language) -> None:
    cell = roles.in_cell("R(1)", role, language)
    assert roles.from_cell(cell) == ("R(1)", role) if role else cell == "R(1)"


def test_the_kind_of_a_relation_is_kept_and_told(store: Store, actor: Actor, tmp_path: Path) -> None:
    text = reqif(["K1", "K2", "K3"], [("o0", "o2"), ("o1", "o2"), ("o1", "o1")]).replace(
        'LONG-NAME="satisfies"', 'LONG-NAME="is blocked by"'
    )
    path = tmp_path / "a.reqif"
    path.write_text(text, encoding="utf-8")
    report = import_matrix(store, actor, path, matrix=NAME)
    assert joined(store) == {("K1", "K3"): "is blocked by", ("K2", "K3"): "is blocked by"}
    told = {problem.code: problem.values for problem in report.warnings}
    assert told["reqif_relations"] == {"count": 2, "types": ("is blocked by",)}
    assert told["reqif_relation_self"]["number"] == "K2"


def test_a_relation_to_the_parent_is_kept_beside_it(store: Store, actor: Actor, tmp_path: Path) -> None:
    rows = (("编号", "描述", "上级需求", "关联需求"), ("A", "a", "", ""), ("B", "b", "A", "A (refines)"))
    import_matrix(store, actor, written(tmp_path / "a.csv", *rows), matrix=NAME)
    assert joined(store) == {("B", "A"): "refines"}


def test_a_role_comes_later_and_is_taken_back(store: Store, actor: Actor, tmp_path: Path) -> None:
    head = ("编号", "描述", "关联需求")
    rows = (head, ("A", "a", "B"), ("B", "b", ""))
    import_matrix(store, actor, written(tmp_path / "a.csv", *rows), matrix=NAME)
    before = contents(store)
    more = written(tmp_path / "b.csv", head, ("A", "a", "B（细化）; C"), ("B", "b", ""))
    report = import_matrix(store, actor, more, matrix=NAME)
    assert (report.updated, joined(store)) == (1, {("A", "B"): "refines"})
    less = written(tmp_path / "c.csv", head, ("A", "a", "B"), ("B", "b", ""))
    assert import_matrix(store, actor, less, matrix=NAME).unchanged == 2, "what is not said is not taken away"
    assert report.batch is not None
    imports.undo(store, actor, report.batch)
    assert {**contents(store), "exchange_basis": []} == {**before, "exchange_basis": []}


def test_both_ends_say_the_role(store: Store, actor: Actor, tmp_path: Path) -> None:
    rows = (("编号", "描述", "关联需求"), ("A", "a", "B (refines)"), ("B", "b", ""))
    import_matrix(store, actor, written(tmp_path / "a.csv", *rows), matrix=NAME)
    with store.read() as session:
        ids = {row.number: row.id for row in session.execute(select(Need.number, Need.id))}
    (from_a,), (from_b,) = (chain.chain_of(store, ids[one]).entries for one in "AB")
    assert (from_a.says(Language.ZH), from_b.says(Language.EN)) == ("B b（细化）", "A a (← refines)")


@pytest.mark.parametrize("seed", range(3))
def test_roles_come_back_from_every_format(store: Store, actor: Actor, tmp_path: Path, seed: int) -> None:
    draw = Random(seed)
    kinds = ("", "refines", "depends", "is blocked by", "refines+conflicts", "甲乙")
    numbers = [f"{draw.choice(('N', 'R(1).', '需'))}{at}" for at in range(8)]
    rows = [("编号", "描述", "上级需求", "关联需求")]
    for at, number in enumerate(numbers):
        others = draw.sample([one for one in numbers if one != number], 2)
        cell = "; ".join(roles.in_cell(one, draw.choice(kinds), draw.choice(list(Language))) for one in others)
        rows.append((number, f"需求{at}", draw.choice(["", *numbers[:at]]), cell))
    import_matrix(store, actor, written(tmp_path / "a.csv", *rows), matrix=NAME)
    found = joined(store)
    assert len(found) == 16 and len(set(found.values())) > 2
    for name, language in (("a.xlsx", Language.ZH), ("b.csv", Language.EN), ("c.reqif", Language.ZH)):
        path = tmp_path / name
        if name.endswith(".reqif"):
            matrix.export_reqif(store, path, TODAY, NAME)
            assert read_tables(path).sheets
        else:
            matrix.export_file(store, path, language, TODAY, NAME)
        assert import_matrix(store, actor, path, matrix=NAME).unchanged == 8
        import_matrix(store, actor, path, matrix=name)
        assert joined(store, name) == found
        assert import_matrix(store, actor, path, matrix=name).unchanged == 8
