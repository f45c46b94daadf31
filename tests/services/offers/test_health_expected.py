"""From a note on health to the page, the paper, the order and the command line: an expectation, and then the result."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from decimal import Decimal as D
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from app import paths, words
from app.cli.main import main
from app.enums import Event, HealthSource, HealthTreatment, Language, ProductKind, Underwriting
from app.services.base.store import Actor, Store
from app.services.offers import catalogue, proposals
from app.services.offers.health import expectations
from app.services.people import health
from app.services.people.health import ConsentDraft, NoteDraft
from app.services.rules.base.weeks import week_of
from app.services.rules.offers.combinations import Item
from app.services.rules.offers.health import lines_of
from app.services.rules.people.health import Asked
from app.services.selling import orders
from app.services.tables.paper.html import to_html
from app.services.team.weekly import export_weekly
from tests.services.selling_family import TODAY, analysed, family, proposed
from tests.services.suited import accept

MARK = "XQ7病历号"


@pytest.fixture
def home(store: Store, actor: Actor) -> str:
    catalogue.load_sample(store, actor)
    id = family(store, actor)
    analysed(store, actor, id, no_debts=True)
    return id


def html(detail: proposals.ProposalDetail, language: Language) -> str:
    return unescape(to_html(proposals.write_proposal(detail, language), 780))


def told(store: Store, actor: Actor, home: str, condition: str = "heart_disease", **values: int) -> str:
    me = health.of_household(store, home)[0].member_id
    health.consent(store, actor, me, ConsentDraft())
    figures = {name: D(value) for name, value in values.items()}
    draft = NoteDraft(
        condition, HealthTreatment.WATCHED, HealthSource.SAID, date(2026, 11, 1), values=figures, notes=MARK
    )
    health.add(store, actor, me, draft)
    return me


@pytest.mark.usefixtures("home")
def test_a_product_asks_after_health_by_what_it_covers(store: Store) -> None:
    for product in catalogue.products(store):
        events = {cover.event for cover in product.covers}
        silent = product.city or events <= {Event.ACCIDENT, Event.RETIREMENT, Event.EDUCATION}
        assert bool(lines_of(product)) == (not silent or product.kind == ProductKind.WAIVER), product.code


def test_the_plan_of_who_was_not_asked_expects_nothing(store: Store, actor: Actor, home: str) -> None:
    row = proposed(store, actor, home)
    detail = proposals.read(store, row.id)
    assert detail.facts["health"] == []
    assert words.say("paper.health", Language.ZH) not in html(detail, Language.ZH)


def test_expected_on_the_page_and_the_paper_and_beside_the_result(store: Store, actor: Actor, home: str) -> None:
    me = told(store, actor, home)
    based = proposals.basis(store, home, TODAY)
    assert based.health[me][0] == Asked.TOLD
    row = proposed(store, actor, home)
    detail = proposals.read(store, row.id)
    mine = [one for one in detail.facts["health"] if one["insured"] == me]
    assert mine and {one["result"] for one in mine} == {"declined"}
    assert {one["insured"] for one in detail.facts["health"]} == {me}  # the child was not asked
    for language, said in ((Language.ZH, "预计拒保"), (Language.EN, "Expected: Declined")):
        text = html(detail, language)
        assert said in text and words.say("health.note", language) in text
        assert "冠心病" not in text and "Coronary" not in text  # results, never what they come from
    accept(store, actor, row.id)
    order = orders.from_proposal(store, actor, row.id)
    lines = {(line.product_code, line.member_id): line.expected for line in order.lines}
    for one in mine:
        assert lines[one["product"], me] == Underwriting.DECLINED
    assert MARK not in json.dumps([detail.facts, order.row.number], ensure_ascii=False, default=str)


def test_a_withdrawn_consent_takes_the_expectation_from_proposals_and_orders(
    store: Store, actor: Actor, home: str
) -> None:
    me = told(store, actor, home)
    row = proposed(store, actor, home)
    accept(store, actor, row.id)
    order = orders.from_proposal(store, actor, row.id).row.id
    health.withdraw(store, actor, me)
    assert proposals.read(store, row.id).facts["health"] == []
    assert {line.expected for line in orders.detail(store, order).lines} == {None}


def test_a_waiver_looks_at_who_pays(store: Store, actor: Actor, home: str) -> None:
    me = told(store, actor, home)
    based = proposals.basis(store, home, TODAY)
    waiver = next(one for one in catalogue.products(store) if one.kind == ProductKind.WAIVER)
    child = next(person.key for person in based.request.people if person.key != me)

    found = expectations(
        [Item(waiver.code, child, 1000_00, 10_00, ())], {waiver.code: waiver}, based.request, based.health
    )
    assert found[0].expectation.result == Underwriting.DECLINED


@pytest.mark.parametrize("language", list(Language))
def test_it_is_in_no_weekly_file(store: Store, actor: Actor, home: str, language: Language, tmp_path: Path) -> None:
    told(store, actor, home)
    proposed(store, actor, home)
    path = tmp_path / "week.xlsx"
    export_weekly(store, path, week=week_of(TODAY), agent=actor.code, language=language, today=TODAY)
    with zipfile.ZipFile(path) as book:
        inside = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist() if name.endswith("xml"))
    for secret in (MARK, "冠心病", "Coronary", "heart_disease"):
        assert secret not in inside


# -- the command line -----------------------------------------------------------------------------------------


def combined(tmp_path: Path, capsys: pytest.CaptureFixture[str], health_told: Any, *more: str) -> tuple[int, str]:
    member = {"key": "p1", "sex": "M", "age": 35, "occupation_class": 1}
    if health_told is not None:
        member["health"] = health_told
    document = {
        "as_of": "2026-11-24", "budget": 8000, "members": [member],
        "needs": [{"key": "n1", "member": "p1", "event": "critical_illness", "gap": 300000}],
    }  # fmt: skip
    path = tmp_path / "request.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    sample = str(paths.resource("catalogues", "sample-insurer.xlsx"))
    code = main(["combine", str(path), "--catalogue", sample, *more])
    out = capsys.readouterr()
    return code, out.out + out.err


def test_combine_says_what_may_be_expected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nodule = {"condition": "甲状腺结节", "values": {"grade": 3}}
    code, said = combined(tmp_path, capsys, [nodule, {"condition": "高血压", "values": {"systolic": 150}}], "--json")
    assert code == 0
    expected = json.loads(said)["plans"][1]["expected"]
    illness = next(one for one in expected if one["product"].startswith("C"))
    assert illness["result"] is None
    assert illness["because"] == [
        {"condition": "thyroid_nodule", "result": "exclusion", "ask": []},
        {"condition": "hypertension", "result": None, "ask": ["diastolic"]},
    ]
    code, said = combined(tmp_path, capsys, [nodule])
    assert "预计除外承保" in said and words.say("health.note", Language.ZH) in said
    code, said = combined(tmp_path, capsys, [])
    assert "预计标准体承保" in said
    code, said = combined(tmp_path, capsys, None, "--json")
    assert "expected" not in json.loads(said)["plans"][0]


@pytest.mark.parametrize(
    ("bad", "path"),
    [
        ([{"condition": "痛风", "values": {"grade": 1}}], "members[0].health[0].values.grade"),
        ([{"condition": "痛风", "since": "昨天"}], "members[0].health[0].since"),
        ([{"condition": "痛风", "treatment": "x"}], "members[0].health[0].treatment"),
        ([{"condition": ""}], "members[0].health[0].condition"),
        ([{"condition": "痛风", "values": {"uric_acid": -1}}], "members[0].health[0].values.uric_acid"),
        ({}, "members[0].health"),
    ],
)
def test_every_fault_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], bad: Any, path: str) -> None:
    code, said = combined(tmp_path, capsys, bad)
    assert code == 2 and path in said and "Traceback" not in said
