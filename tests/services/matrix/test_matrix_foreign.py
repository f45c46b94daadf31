"""Requirement tables of other tools, and of our own into another matrix: identity, parents and links are kept."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from app.enums import Language, NodeKind
from app.errors import InputError
from app.models import Matrix, Need, TraceLink
from app.services import matrix
from app.services.base.store import Actor, Store
from app.services.front import imports
from app.services.matrix import importing, links
from app.services.tables.reports import ImportReport
from tests.services.people.test_customer_import import contents
from tests.services.reading import import_matrix

TODAY, NAME = date(2026, 11, 24), "外来需求"


def written(path: Path, *rows: tuple[Any, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def shape(store: Store, name: str = NAME) -> dict[str, tuple[str, frozenset[str]]]:
    """Number → parent, related needs."""
    with store.read() as session:
        query = select(Need).join(Matrix, Matrix.id == Need.matrix_id).where(Matrix.name == name)
        found = {need.id: need for need in session.scalars(query)}
        numbers = {id: need.number for id, need in found.items()}
        beside: dict[str, set[str]] = {}
        for link in session.scalars(select(TraceLink).where(TraceLink.source_kind == NodeKind.NEED)):
            if link.target_kind == NodeKind.NEED and link.source_id in numbers:
                beside.setdefault(link.source_id, set()).add(numbers[link.target_id])
        return {
            need.number: (numbers.get(need.parent_id or "", ""), frozenset(beside.get(id, ())))
            for id, need in found.items()
        }


def codes(report: ImportReport) -> list[str]:
    return [problem.code for problem in report.warnings]


def linked(*others: str) -> frozenset[str]:
    return frozenset(others)


def test_several_parents_in_one_cell(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.csv",
        ("UID", "Text", "Links"),
        ("SYS1", "one", ""), ("SYS2", "two", ""), ("SYS3", "three", ""),
        ("SRS1", "by semicolon", "SYS1; SYS2"),
        ("SRS2", "by line, one of them missing", "SYS9\nSYS3"),
        ("SRS3", "with the print of Doorstop", "SYS1:9f2cAb_-=\nSYS2:kk"),
        ("SRS4", "by comma and spaces", "SYS1，SYS3、SYS2"),
        ("SRS5", "by blanks", "SYS2 SYS3"),
    )  # fmt: skip
    report = import_matrix(store, actor, path, matrix=NAME)
    assert (report.added, report.rejected) == (8, ())
    assert shape(store) == {
        "SYS1": ("", linked()), "SYS2": ("", linked()), "SYS3": ("", linked()),
        "SRS1": ("SYS1", linked("SYS2")), "SRS2": ("SYS3", linked()), "SRS3": ("SYS1", linked("SYS2")),
        "SRS4": ("SYS1", linked("SYS2", "SYS3")), "SRS5": ("SYS2", linked("SYS3")),
    }  # fmt: skip
    told = [(problem.code, problem.place.row, problem.values) for problem in report.warnings]
    assert told == [("need_parent_unknown", 6, {"number": "SRS2", "other": "SYS9"})]
    assert import_matrix(store, actor, path, matrix=NAME).unchanged == 8
    chain = matrix.chain_of(store, id_of(store, "SYS2"))
    assert len(chain.entries) == 3, "a link is read from both ends"


def id_of(store: Store, number: str) -> str:
    with store.read() as session:
        return str(session.scalar(select(Need.id).where(Need.number == number)))


@pytest.mark.parametrize(
    ("headers", "row"),
    [
        (("UID", "STATEMENT", "PARENT", "COMMENT"), ("R-2", "shall", "R-1", "why")),  # StrictDoc
        (("uid", "text", "links", "remarks"), ("R-2", "shall", "R-1:abc", "why")),  # Doorstop
        (("Custom field (Requirement ID)", "Summary", "Custom field (Parent ID)", "Comment"),
         ("R-2", "shall", "R-1", "why")),  # Jira
        (("#", "Subject", "Parent task", "Comments"), ("R-2", "shall", "R-1", "why")),  # Redmine, cut down
        (("需求编号", "需求描述", "父需求", "备注"), ("R-2", "shall", "R-1", "why")),
    ],
)  # fmt: skip
def test_headers_as_other_tools_write_them(
    store: Store, actor: Actor, tmp_path: Path, headers: tuple[str, ...], row: tuple[str, ...]
) -> None:
    path = written(tmp_path / "a.csv", headers, ("R-1", "top", "", ""), row)
    report = import_matrix(store, actor, path, matrix=NAME)
    assert (report.added, codes(report)) == (2, [])
    assert shape(store) == {"R-1": ("", linked()), "R-2": ("R-1", linked())}
    with store.read() as session:
        need = session.scalars(select(Need).where(Need.number == "R-2")).one()
        assert (need.description, need.notes) == ("shall", "why")


def test_undo_takes_the_links_of_an_import_with_it_and_none_made_by_hand(
    store: Store, actor: Actor, tmp_path: Path
) -> None:
    path = written(tmp_path / "a.csv", ("编号", "描述", "上级需求"), ("A", "a", ""), ("B", "b", ""), ("C", "c", "A; B"))
    before = contents(store)
    report = import_matrix(store, actor, path, matrix=NAME)
    assert report.batch is not None
    assert imports.undo(store, actor, report.batch) == 3
    assert contents(store) == before | {"exchange_basis": contents(store)["exchange_basis"]}
    report = import_matrix(store, actor, path, matrix=NAME)
    assert report.batch is not None
    ends = (NodeKind.NEED, id_of(store, "B")), (NodeKind.NEED, id_of(store, "A"))
    links.add(store, actor, links.LinkDraft(*ends))
    with pytest.raises(InputError) as raised:
        imports.undo(store, actor, report.batch)
    assert {problem.code for problem in raised.value.problems} == {"import_row_used"}


def test_a_table_that_says_nothing_of_needs_is_an_error(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", ("序号", "姓名", "手机"), ("1", "甲", "13911110001"), ("2", "乙", ""))
    with pytest.raises(InputError) as raised:
        import_matrix(store, actor, path, matrix=NAME)
    assert raised.value.problems[0].code == "matrix_no_content"
    assert shape(store) == {}
    known = written(tmp_path / "b.csv", ("编号", "描述"), ("1", "甲"))
    import_matrix(store, actor, known, matrix=NAME)
    states = written(tmp_path / "c.csv", ("编号", "状态"), ("1", "进行中"))
    assert import_matrix(store, actor, states, matrix=NAME).updated == 1, "what is known may be told in part"


def test_foreign_states_are_mapped_and_remembered(store: Store, actor: Actor, tmp_path: Path) -> None:
    rows = (("ID", "Description", "Status"), ("Q1", "a", "Parked"), ("Q2", "b", "Verified"))
    path = written(tmp_path / "a.csv", *rows)
    assert len(import_matrix(store, actor, path, matrix=NAME).rejected) == 2
    given = {"status:Parked": "搁置", "状态:verified": "done"}
    assert import_matrix(store, actor, path, matrix=NAME, mapping=given).added == 2
    more = written(tmp_path / "b.csv", *rows, ("Q3", "c", "PARKED"))
    report = import_matrix(store, actor, more, matrix=NAME)
    assert (report.added, report.unchanged, report.rejected) == (1, 2, ())
    for wrong, code in (({"status:Parked": "歇着"}, "words_unknown"), ({"notes:a": "b"}, "not_a_list_field")):
        with pytest.raises(InputError) as raised:
            import_matrix(store, actor, more, matrix=NAME, mapping=wrong)
        assert raised.value.problems[0].code == code


def reqif(foreign: list[str], relations: list[tuple[str, str]]) -> str:
    """A small file as tools write it; the objects are ``o0``, ``o1`` …"""
    stamp, uri = 'LAST-CHANGE="2026-11-01T00:00:00Z"', "http://www.omg.org/spec/ReqIF/20110401/reqif.xsd"
    text = "<TYPE><DATATYPE-DEFINITION-STRING-REF>s</DATATYPE-DEFINITION-STRING-REF></TYPE>"
    string = "ATTRIBUTE-DEFINITION-STRING"
    attributes = "".join(
        f'<{string} IDENTIFIER="{id}" {stamp} LONG-NAME="{name}">{text}</{string}>'
        for id, name in (("a", "ReqIF.ForeignID"), ("b", "ReqIF.Text"))
    )

    def value(id: str, said: str) -> str:
        ref = f"<ATTRIBUTE-DEFINITION-STRING-REF>{id}</ATTRIBUTE-DEFINITION-STRING-REF>"
        return (f'<ATTRIBUTE-VALUE-STRING THE-VALUE="{said}"><DEFINITION>{ref}</DEFINITION></ATTRIBUTE-VALUE-STRING>'
                if said else "")  # fmt: skip

    objects = "".join(
        f'<SPEC-OBJECT IDENTIFIER="o{at}" {stamp}><TYPE><SPEC-OBJECT-TYPE-REF>t</SPEC-OBJECT-TYPE-REF></TYPE>'
        f"<VALUES>{value('a', number)}{value('b', f'text {at}')}</VALUES></SPEC-OBJECT>"
        for at, number in enumerate(foreign)
    )
    related = "".join(
        f'<SPEC-RELATION IDENTIFIER="r{at}" {stamp}><TYPE><SPEC-RELATION-TYPE-REF>rt</SPEC-RELATION-TYPE-REF></TYPE>'
        f"<SOURCE><SPEC-OBJECT-REF>{a}</SPEC-OBJECT-REF></SOURCE>"
        f"<TARGET><SPEC-OBJECT-REF>{b}</SPEC-OBJECT-REF></TARGET></SPEC-RELATION>"
        for at, (a, b) in enumerate(relations)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><REQ-IF xmlns="{uri}"><THE-HEADER><REQ-IF-HEADER IDENTIFIER="h">'
        "<CREATION-TIME>2026-11-01T00:00:00Z</CREATION-TIME><REQ-IF-TOOL-ID>x</REQ-IF-TOOL-ID>"
        "<REQ-IF-VERSION>1.0</REQ-IF-VERSION><SOURCE-TOOL-ID>x</SOURCE-TOOL-ID><TITLE>t</TITLE></REQ-IF-HEADER>"
        "</THE-HEADER><CORE-CONTENT><REQ-IF-CONTENT><DATATYPES>"
        f'<DATATYPE-DEFINITION-STRING IDENTIFIER="s" {stamp} LONG-NAME="s" MAX-LENGTH="99"/></DATATYPES><SPEC-TYPES>'
        f'<SPEC-OBJECT-TYPE IDENTIFIER="t" {stamp} LONG-NAME="t"><SPEC-ATTRIBUTES>{attributes}</SPEC-ATTRIBUTES>'
        f'</SPEC-OBJECT-TYPE><SPEC-RELATION-TYPE IDENTIFIER="rt" {stamp} LONG-NAME="satisfies"/></SPEC-TYPES>'
        f"<SPEC-OBJECTS>{objects}</SPEC-OBJECTS><SPEC-RELATIONS>{related}</SPEC-RELATIONS></REQ-IF-CONTENT>"
        "</CORE-CONTENT></REQ-IF>"
    )


@pytest.mark.parametrize(
    ("foreign", "numbers"),
    [
        (["K1", "K1", "K2"], ["o0", "o1", "o2"]),
        (["K1", "", "K2"], ["K1", "o1", "K2"]),
        (["K1", "K3", "K2"], ["K1", "K3", "K2"]),
    ],
)
def test_reqif_keeps_identity_and_relations(
    store: Store, actor: Actor, tmp_path: Path, foreign: list[str], numbers: list[str]
) -> None:
    path = tmp_path / "a.reqif"
    path.write_text(reqif(foreign, [("o0", "o2"), ("o1", "o2"), ("o2", "o7")]), encoding="utf-8")
    report = import_matrix(store, actor, path, matrix=NAME)
    assert (report.added, report.rejected) == (3, ())
    first, second, third = numbers
    assert shape(store) == {first: ("", linked(third)), second: ("", linked(third)), third: ("", linked())}
    told = {problem.code: problem.values for problem in report.warnings}
    assert told["reqif_relation_lost"] == {"relation": "r2", "source": "o2", "target": "o7"}
    assert told["reqif_relations"] == {"count": 2, "types": ("satisfies",)}
    assert ("reqif_identifiers" in told) == (len(set(foreign)) < 3)
    assert import_matrix(store, actor, path, matrix=NAME).unchanged == 3


def filled(store: Store, actor: Actor, seed: int) -> int:
    """A matrix of needs with parents, links, states, days and notes of many lines."""
    random = Random(seed)
    words_, rows = ("甲", "=1+1", "'引", 'a,b;"c"', "一\n二", "001", "3.10", "＋x", ""), []
    numbers = [f"{random.choice(('N', 'R.', '需'))}{at}" for at in range(14)]
    for at, number in enumerate(numbers):
        above = "; ".join(random.sample(numbers[:at], min(at, random.randint(0, 3))))
        start = date(2026, random.randint(1, 6), random.randint(1, 28))
        rows.append((number, random.choice(words_) + "需求", above, "; ".join(random.sample(numbers, 2)),
                     random.choice(("未开始", "进行中", "搁置")), random.choice(("高", "中", "低")), start.isoformat(),
                     random.choice(words_)))  # fmt: skip
    heads = ("编号", "描述", "上级需求", "关联需求", "状态", "重要性", "计划开始", "备注")
    path = written(store.path.parent / f"seed{seed}.csv", heads, *rows)
    return import_matrix(store, actor, path, matrix=NAME).added


@pytest.mark.parametrize("seed", range(3))
def test_exchange_into_another_matrix_and_back_is_no_change(
    store: Store, actor: Actor, tmp_path: Path, seed: int
) -> None:
    count = filled(store, actor, seed)
    assert any(related for _, related in shape(store).values())
    for ending, language in ((".xlsx", Language.ZH), (".csv", Language.EN), (".reqif", Language.ZH)):
        path, other = tmp_path / f"需求{ending}", f"另一个{ending}"
        if ending == ".reqif":
            matrix.export_reqif(store, path, TODAY, NAME)
        else:
            matrix.export_file(store, path, language, TODAY, NAME)
        same = import_matrix(store, actor, path, matrix=NAME)
        assert (same.unchanged, same.updated, same.added, same.rejected) == (count, 0, 0, ())
        copy = import_matrix(store, actor, path, matrix=other)
        assert (copy.added, copy.rejected) == (count, ())
        assert shape(store, other) == shape(store)
        assert fields(store, other) == fields(store, NAME)
        again = import_matrix(store, actor, path, matrix=other)
        assert (again.unchanged, again.updated, again.added) == (count, 0, 0)


def fields(store: Store, name: str) -> dict[str, tuple[Any, ...]]:
    with store.read() as session:
        query = select(Need).join(Matrix, Matrix.id == Need.matrix_id).where(Matrix.name == name)
        return {
            need.number: (need.description, need.notes, need.status, need.importance, need.planned_start)
            for need in session.scalars(query)
        }


def test_a_parent_that_is_still_named_stays(store: Store, actor: Actor, tmp_path: Path) -> None:
    head, above = ("编号", "描述", "上级需求"), (("A", "a", ""), ("B", "b", ""))
    import_matrix(store, actor, written(tmp_path / "a.csv", head, *above, ("C", "c", "A")), matrix=NAME)
    report = import_matrix(store, actor, written(tmp_path / "b.csv", head, *above, ("C", "c", "B; A")), matrix=NAME)
    assert (report.updated, report.unchanged) == (1, 2)
    assert shape(store)["C"] == ("A", linked("B"))
    assert importing.CONTENT == ("description", "event")
