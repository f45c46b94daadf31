"""The proposal on one page for the phone: what it says, how long it gets, and that it needs nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from app import words
from app.cli.main import main
from app.enums import Event, Language, ProposalState, Relation, Sex
from app.services.base import agents
from app.services.base.store import Actor, Store
from app.services.front import demo
from app.services.needs import analyses
from app.services.offers import catalogue, proposals
from app.services.offers.combinations import plan_within
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import CoverRow, PolicyDraft
from app.services.rules.offers.combinations import NeedGap, Request
from app.services.rules.offers.eligibility import Person
from app.services.tables.paper import Bullets, Heading, Paper, Table, write_web
from app.services.tables.paper.web import to_web
from app.ui.base.preferences import Preferences
from app.ui.shared.paper import PaperDialog, write_picture
from tests.conftest import PASSWORD

SCREENS = 3 * 844
YUAN, WAN = 100, 1_000_000
BOTH = pytest.mark.parametrize("language", list(Language))


@pytest.fixture
def kept(store: Store, actor: Actor) -> proposals.ProposalDetail:
    """The sample family's balanced plan, kept."""
    home = demo.sample_family(store)
    based = proposals.basis(store, home, store.today())
    plan = plan_within(based.request, catalogue.products(store), "balanced", based.budget)
    return proposals.read(store, proposals.save(store, actor, based, plan).id)


def tables(paper: Paper) -> list[Table]:
    return [block for block in paper.blocks if isinstance(block, Table)]


def test_needed_less_there_is_missing_and_comes_from_the_analysis(store: Store, kept: proposals.ProposalDetail) -> None:
    paper = proposals.write_phone(kept, Language.ZH)
    parts = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert parts == ["您说的话", "您已有的保障", "按您确认的先后（万元）", "方案", "还没有补上的"]
    gaps = tables(paper)[0]
    figures = {row[0].split(". ")[1]: [float(cell.replace("—", "0").replace(",", "")) for cell in row[1:4]]
               for row in gaps.rows}  # fmt: skip
    assert figures["王芳 · 身故"][1] == 10.0, "her whole life policy, told in the interview and on record, once"
    frozen = analyses.before(store, kept.row.household_id, None)
    assert frozen is not None
    for need in frozen.result["needs"]:  # recounted from the worksheet's lines
        name = f"{frozen.names[need['member']]} · {kept_event(need['event'])}"
        if name in figures:
            lines = [(1 if line["sign"] == "+" else -1, line["label"], line["value"])
                     for line in need["worksheet"]["lines"]]  # fmt: skip
            wanted = sum(sign * value for sign, label, value in lines if not label.startswith("cover"))
            assert figures[name][0] == pytest.approx(wanted / 10_000, abs=0.06), name
            assert figures[name][2] == pytest.approx(need["gap"] / 10_000, abs=0.06), name
    for wanted, there, missing in figures.values():
        assert wanted - there == pytest.approx(missing, abs=0.11)


def kept_event(event: str) -> str:
    return words.say(f"event.{event}", Language.ZH)


def test_it_says_prices_people_and_days_and_no_number_of_ours(kept: proposals.ProposalDetail) -> None:
    for language in Language:
        text = to_web(proposals.write_phone(kept, language))
        assert f"{kept.row.premium / 100:,.2f}" in text
        assert "他要是有个三长两短" in text
        assert all(need["number"] not in text for need in kept.facts["needs"])
        assert kept.row.number not in text
        assert not re.search(r"草稿|未填写|[Dd]raft|not given|None|\{", re.sub(r"(?s)<style>.*?</style>", "", text))
        open_ = [need for need in kept.facts["needs"] if need["cover"] < need["asked"]]
        assert open_ and str(open_[0]["planned"]) in text


class Page(HTMLParser):
    """What a page asks for, and whether its tags close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.asked += [value for name, value in attrs if name in ("src", "href") and value]
        if tag not in ("meta", "br", "col", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@BOTH
def test_the_web_page_asks_for_nothing_runs_nothing_and_is_whole(
    kept: proposals.ProposalDetail, language: Language
) -> None:
    facts = {**kept.facts, "household": "<script>alert(1)</script>", "words": ["<b>粗</b>"]}
    text = to_web(proposals.write_phone(replace(kept, facts=facts), language))
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == [] and page.asked == []
    assert "<script" not in text and "<b>粗" not in text and "http" not in text and "url(" not in text
    assert ("width=device-width" in text and "非保险公司宣传材料" in text) or language == Language.EN


NAMES = st.text("王李欧阳慕容芳强婷雨Aa· ", min_size=1, max_size=12).filter(str.strip)
PRODUCTS = st.text("安康优享终身重大疾病保险至尊版（）2026 ", min_size=1, max_size=30).filter(str.strip)
MONEY = st.integers(1, 30_000).map(lambda thousand: thousand * 1_000 * YUAN)


@st.composite
def families(draw: st.DrawFn) -> dict[str, Any]:
    """Frozen facts of any size: long names, many needs, policies, items, sayings."""
    people = [
        {"id": f"m{n}", "name": name, "relation": "self", "sex": "F", "age": 40}
        for n, name in enumerate(draw(st.lists(NAMES, min_size=1, max_size=7)))
    ]
    who = st.sampled_from([one["id"] for one in people])
    events = st.sampled_from([event.value for event in Event])

    def need(rank: int) -> dict[str, Any]:
        gap, held = draw(MONEY), draw(MONEY) if draw(st.booleans()) else 0
        return {"id": f"n{rank}", "number": f"N{rank:05}", "member": draw(who), "event": draw(events), "gap": gap,
                "in_force": held, "on_its_way": 0, "asked": max(0, gap - held), "elsewhere": draw(st.just(0) | MONEY),
                "cover": draw(MONEY) if draw(st.booleans()) else 0, "why": "budget", "missing": [], "rank": rank,
                "planned": "2027-01-31" if draw(st.booleans()) else None}  # fmt: skip

    products = {
        f"X{n}": {"name_zh": name, "name_en": name * 2, "insurer": "示例人寿", "kind": "main", "pay_years": "20",
                  "term": "to70", "facts": {}, "waiting_days": 90, "cooling_off_days": 15}
        for n, name in enumerate(draw(st.lists(PRODUCTS, min_size=1, max_size=16)))
    }  # fmt: skip
    items = [
        {"product": code, "insured": draw(who), "sum": draw(MONEY), "premium": draw(st.integers(1, 9_999_999)),
         "years": draw(st.sampled_from([1, 20])), "long": draw(st.booleans()), "answers": [],
         "amounts": [[draw(events), 1]]}
        for code in products
    ]  # fmt: skip
    held = [
        {"member": draw(who), "insurer": "别家人寿", "product": name, "covers": [[draw(events), draw(MONEY)]] * n,
         "until": None, "group": False}
        for n, name in enumerate(draw(st.lists(PRODUCTS, max_size=9)))
    ]  # fmt: skip
    return {
        "household": draw(NAMES), "people": people, "needs": [need(n) for n in range(1, draw(st.integers(0, 24)) + 1)],
        "settled": [], "products": products, "items": items, "held": held, "schedule": [], "analysis": None,
        "words": draw(st.lists(st.text("怕孩子没人管，房贷还不上。a ", max_size=400), max_size=5)),
        "budget": draw(st.none() | st.integers(0, 9_999_999)), "income": 0,
        "agent": {"code": "A001", "name": draw(NAMES), "licence": draw(st.sampled_from(["", "00012345678901234567"])),
                  "grade": "P5"},
    }  # fmt: skip


@pytest.mark.usefixtures("qapp")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=families(), language=st.sampled_from(list(Language)))
def test_no_family_is_longer_than_three_screens(
    tmp_path: Path, kept_row: proposals.ProposalRow, facts: dict[str, Any], language: Language
) -> None:
    detail = proposals.ProposalDetail(replace(kept_row, premium=sum(i["premium"] for i in facts["items"])), None, facts)
    height = write_picture(proposals.write_phone(detail, language), tmp_path / "p.png")
    image = QImage(str(tmp_path / "p.png"))
    assert image.width() == 390 * 3
    assert height <= SCREENS, (height, facts)


@pytest.mark.usefixtures("qapp")
@BOTH
def test_nor_is_a_family_that_has_most_of_everything(
    tmp_path: Path, kept_row: proposals.ProposalRow, language: Language
) -> None:
    """Names, products and amounts that are all long."""
    people = [{"id": f"m{n}", "name": f"欧阳慕容芳{n}", "relation": "self", "sex": "F", "age": 40} for n in range(6)]
    amount = 123_456_700
    needs = [
        {"id": f"n{n}", "number": "", "member": f"m{n % 6}", "event": Event.CRITICAL_ILLNESS.value, "gap": amount,
         "asked": amount, "elsewhere": amount, "cover": 0, "why": "budget", "missing": [], "rank": n,
         "planned": "2027-01-31"}
        for n in range(1, 30)
    ]  # fmt: skip
    long = "安康优享终身重大疾病保险（至尊版）2026"
    product = {"name_zh": long, "name_en": "Lifelong critical illness, supreme 2026", "insurer": "", "kind": "main",
               "pay_years": "20", "term": "to70", "facts": {}, "waiting_days": 90, "cooling_off_days": 15}  # fmt: skip
    item = {"product": "X", "insured": "m1", "sum": amount, "premium": amount, "years": 20, "long": True,
            "answers": [], "amounts": [[Event.CRITICAL_ILLNESS.value, 1]]}  # fmt: skip
    held = {"member": "m1", "insurer": "别家", "product": long, "until": None, "group": False,
            "covers": [["critical_illness", amount], ["death", amount], ["accident", amount]]}  # fmt: skip
    facts = {
        "household": "欧阳慕容芳", "people": people, "needs": needs, "settled": [], "products": {"X": product},
        "items": [item] * 20, "held": [held] * 20, "schedule": [], "analysis": None,
        "words": ["怕孩子没人管，" * 40] * 5,
        "budget": 10_000, "income": 0, "agent": {"code": "", "name": "欧阳慕容芳", "licence": "0" * 26, "grade": "P5"},
    }  # fmt: skip
    detail = proposals.ProposalDetail(replace(kept_row, premium=20 * amount), None, facts)
    assert write_picture(proposals.write_phone(detail, language), tmp_path / "p.png") <= SCREENS


@pytest.fixture
def kept_row() -> proposals.ProposalRow:
    return proposals.ProposalRow(
        "p", "P00001", "h", "balanced", ProposalState.DRAFT, date(2026, 11, 24), 0, 0.0, 0, "", None, 1
    )


def test_a_plan_above_the_budget_says_so_at_the_top(kept: proposals.ProposalDetail) -> None:
    facts = {**kept.facts, "budget": kept.row.premium - 5_000 * YUAN}
    page = proposals.write_phone(replace(kept, facts=facts), Language.ZH)
    assert "多 5,000 元" in page.blocks[0].text  # type: ignore[union-attr]
    assert not isinstance(proposals.write_phone(kept, Language.ZH).blocks[0], type(page.blocks[0]))


def test_policies_of_other_insurers_are_on_it(store: Store, actor: Actor, kept: proposals.ProposalDetail) -> None:
    detail = customers.household(store, kept.row.household_id)
    cover = (CoverRow(Event.CRITICAL_ILLNESS, 30 * WAN),)
    policies.add(store, actor, detail.row.id, PolicyDraft(detail.members[0].id, "如意重疾", cover, insurer="别家人寿"))
    based = proposals.basis(store, detail.row.id, store.today())
    plan = plan_within(based.request, catalogue.products(store), "balanced", based.budget)
    again = proposals.read(store, proposals.save(store, actor, based, plan).id)
    told = [line for block in proposals.write_phone(again, Language.ZH).blocks if isinstance(block, Bullets)
            for line in block.items]  # fmt: skip
    assert "王芳：如意重疾（重疾 30 万）" in told


def test_goods_have_no_words_of_insurance(store: Store, actor: Actor) -> None:
    catalogue.load_sample(store, actor, catalogue.GOODS)
    home = customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", Relation.SELF, Sex.FEMALE))).id
    me = customers.household(store, home).members[0].id
    needs = (NeedGap("n1", me, "calls", 2 * YUAN, Fraction(3)),)
    request = Request(date(2026, 11, 24), (Person(me),), needs, 8_000 * YUAN)
    lines = tuple(proposals.NeedLine(n.key, n.key, me, "王芳", n.event, n.gap) for n in needs)
    based = proposals.Basis(home, "王芳", request, lines, {me: "王芳"}, 8_000 * YUAN, True, 0)
    plan = plan_within(request, catalogue.products(store), "balanced", 8_000 * YUAN)
    detail = proposals.read(store, proposals.save(store, actor, based, plan).id)
    for language in Language:
        text = to_web(proposals.write_phone(detail, language))
        for word in ("保额", "被保险人", "犹豫期", "保险公司", "insure", "Cooling"):
            assert word not in text


@pytest.mark.usefixtures("qapp")
@BOTH
def test_the_window_shows_it_and_saves_it_both_ways(
    kept: proposals.ProposalDetail, language: Language, tmp_path: Path
) -> None:
    preferences = Preferences(tmp_path / "preferences.json")
    page = proposals.write_phone(kept, language)
    whole = PaperDialog(None, proposals.write_proposal(kept, language), "P", preferences, page)  # type: ignore[arg-type]
    assert list(whole.buttons) == [".pdf", ".docx", ".png"] and not whole.phone_button.isHidden()
    dialog = PaperDialog(whole, page, "P", preferences)
    assert list(dialog.buttons) == [".png", ".html"] and dialog.phone_button.isHidden()
    dialog.save(tmp_path / "a.png", write_picture)
    dialog.save(tmp_path / "a.html", write_web)
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == to_web(page)
    assert QImage(str(tmp_path / "a.png")).width() == 1170
    whole.deleteLater()


def test_the_command_writes_it_and_says_what_is_wrong(
    store: Store, kept: proposals.ProposalDetail, store_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    number, items = kept.row.number, len(kept.facts["items"])
    agents.change_profile(store, agents.me(store), replace(agents.profile(store), licence="0003301234"))
    store.close()
    (tmp_path / "password.txt").write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(tmp_path / "password.txt"))
    out = tmp_path / "方案.html"
    usual = ["export", "proposal", "--store", str(store_file), "--out", str(out), "--language", "zh"]
    for wrong, said in (((), "--proposal"), (("--proposal", "P9"), "P9"), (("--format", "jira"), "jira")):
        assert main([*usual, *wrong]) == 2
        assert said in capsys.readouterr().err
    assert main(["export", "matrix", "--store", str(store_file), "--out", "m.csv", "--format", "phone"]) == 2
    assert "phone" in capsys.readouterr().err
    assert not out.exists()
    assert main([*usual, "--proposal", number.lower(), "--format", "phone", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == items
    text = out.read_text(encoding="utf-8")
    assert "0003301234" in text and "手机" not in text and "您说的话" in text
