"""The list of import kinds: what a family registers is what it writes into its batches, and what the command offers."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.main import build_parser
from app.enums import Language, Relation
from app.models import Base
from app.services.base.store import Actor, Store
from app.services.front import imports
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.tables.imports.records import Records

FILES = {
    "cards": "卡片类型,中文标题,正文\n话术卡,开场白,您好\n",
    "customers": "姓名,电话\n王芳,13800001111\n",
    "catalogue": "code,name_zh,kind,sum_min,sum_step,rate_unit\nX1,新品,main,10000,1000,1000\n",
    "commission": "保单号,结算月,佣金\nP1,2026-10,200\n",
    "commission-rates": "产品代码,保单年度,佣金率\nL1,1,40%\n",
    "roster": "工号,姓名\nA001,李敏\n",
    "policies": "客户,产品,保单号\n王芳,终身寿险,D1\n",
    "matrix": "编号,描述\nR1,要一张报表\n",
}
BESIDE = {"x-covers.csv": "code,event,factor\nX1,death,1\n", "x-rates.csv": "code,age_from,age_to,rate\nX1,0,65,5\n"}


@pytest.mark.parametrize("kind", list(imports.KINDS))
def test_what_a_kind_brought_in_is_found_by_its_key_and_taken_back(
    store: Store, actor: Actor, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "x.csv"
    for name, text in {path.name: FILES[kind], **BESIDE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    entry = imports.entry(kind)
    if kind == "policies":  # of a family that is known
        customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", Relation.SELF)))
    report = entry.import_file(store, actor, path, matrix="新系统" if kind == "matrix" else None)
    assert (report.added, report.rejected) == (1, ())
    found = imports.batches(store, kind)
    assert [one.id for one in found] == [report.batch] and entry.key == kind
    assert imports.undo(store, actor, found[0].id) == 1
    with store.read() as session:
        assert session.query(entry.records.model).count() == 0


def test_the_command_offers_every_kind() -> None:
    parser = build_parser(Language.EN)
    for kind in imports.KINDS:
        assert parser.parse_args(["import", kind, "x.csv"]).kind == kind


@pytest.mark.parametrize("kind", list(imports.KINDS))
def test_what_goes_with_a_record_is_a_table_that_points_at_it_or_at_its_people(kind: str) -> None:
    """A table renamed would turn every import of the kind into one that cannot be taken back."""
    records: Records = imports.entry(kind).records
    assert records.parts <= set(Base.metadata.tables)
