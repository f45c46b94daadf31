"""A proposal in which the customer finds herself: her words, her order, what she has, and no words of ours about us."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.enums import Event, Grade, Language, Relation, Sex
from app.services.base import agents
from app.services.base.store import Actor, Store
from app.services.needs import interviews
from app.services.needs.interviews import AnswerRow
from app.services.offers import catalogue, proposals
from app.services.offers.combinations import plan_within
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import CoverRow, PolicyDraft
from app.services.tables.paper import Bullets, Heading, Paper, Remark, Table, Text

DAY = date(2026, 11, 24)
YUAN, WAN = 100, 1_000_000


@pytest.fixture
def family(store: Store, actor: Actor) -> str:
    catalogue.load_sample(store, actor)
    draft = HouseholdDraft(
        MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1989, 5, 2), income=180_000 * YUAN),
        (MemberDraft("李小雨", Relation.CHILD, Sex.FEMALE, date(2020, 3, 9)),),
    )
    home = customers.add(store, actor, draft).id
    me = customers.household(store, home).members[0].id
    covers = (CoverRow(Event.CRITICAL_ILLNESS, 30 * WAN), CoverRow(Event.DEATH, 5 * WAN))
    held = PolicyDraft(me, "如意重疾", covers, insurer="别家人寿", ends_on=date(2049, 5, 2))
    policies.add(store, actor, home, held)
    policies.add(store, actor, home, replace(held, product_name="过期的", ends_on=date(2020, 1, 1)))
    interview = interviews.start(store, actor, home)
    key = next(
        question.key
        for question in interview.template.questions
        if question.kind == "notes" and question.scope == "household"
    )
    interviews.save_answers(store, actor, interview.id, [
        AnswerRow("consent", "", True), AnswerRow("expenses", "", 90_000 * YUAN),
        AnswerRow("budget", "", 3_000 * YUAN), AnswerRow(key, "", "怕孩子没人管 <虚构>"),
    ])  # fmt: skip
    interviews.confirm(store, actor, interview.id)
    return home


def detail_of(store: Store, actor: Actor, home: str, budget: int | None) -> proposals.ProposalDetail:
    based = proposals.basis(store, home, DAY)
    plan = plan_within(based.request, catalogue.products(store), "full", budget)
    return proposals.read(store, proposals.save(store, actor, based, plan).id)


def said(paper: Paper) -> str:
    found = [paper.title, paper.subtitle, *paper.running, *(f"{a} {b}" for a, b in paper.facts)]
    for block in paper.blocks:
        if isinstance(block, Bullets):
            found += block.items
        elif isinstance(block, Table):
            found += [cell for row in block.rows for cell in row]
        elif isinstance(block, Text | Heading):
            found.append(block.text)
        elif isinstance(block, Remark):
            found += [block.title, block.text]
    return "\n".join(found)


def test_it_begins_with_her_words_and_order_and_what_she_has_of_all_insurers(
    store: Store, actor: Actor, family: str
) -> None:
    detail = detail_of(store, actor, family, None)
    paper = proposals.write_proposal(detail, Language.ZH)
    text = said(paper)
    first, words, *_ = paper.blocks
    assert first == Heading("您说的话，和您的先后") and isinstance(words, Bullets) and "怕孩子没人管" in words.items[0]
    parts = ("“怕孩子没人管 <虚构>”", "1. ", "别家人寿 · 如意重疾", "这份建议书怎么读", "一眼看全", "需求与缺口")
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    assert "重疾 30 万" in text and "2049-05-02" in text
    assert "过期的" not in text
    first = min(detail.facts["needs"], key=lambda need: need["rank"])
    assert f"1. {first_name(detail, first)}" in text


def first_name(detail: proposals.ProposalDetail, need: dict[str, object]) -> str:
    return next(str(one["name"]) for one in detail.facts["people"] if one["id"] == need["member"])


def test_no_word_of_ours_about_us_is_on_it(store: Store, actor: Actor, family: str) -> None:
    detail = detail_of(store, actor, family, None)
    for language, strange in ((Language.ZH, ("草稿", "未填写")), (Language.EN, ("Draft", "draft", "not given"))):
        text = said(proposals.write_proposal(detail, language))
        assert not [word for word in strange if word in text]
        assert not [need["number"] for need in detail.facts["needs"] if need["number"] in text]
    agents.change_profile(store, actor, replace(agents.profile(store), licence="00001234", grade=Grade.P5))
    assert "00001234" in said(proposals.write_proposal(proposals.licensed(store, detail), Language.ZH))


def test_a_plan_above_the_budget_she_named_says_so(store: Store, actor: Actor, family: str) -> None:
    dear, within = detail_of(store, actor, family, None), detail_of(store, actor, family, 3_000 * YUAN)
    assert dear.row.premium > 3_000 * YUAN >= within.row.premium
    more = f"{(dear.row.premium - 3_000 * YUAN) / 100:,.2f}".removesuffix(".00")
    for detail, above in ((dear, True), (within, False)):
        text = said(proposals.write_proposal(detail, Language.ZH))
        assert ("高于您说的预算" in text) == above
        assert not above or f"多 {more} 元" in text


def test_what_stays_open_is_taken_up_again_on_a_day(store: Store, actor: Actor, family: str) -> None:
    detail = detail_of(store, actor, family, 500 * YUAN)
    open_ = next(need for need in detail.facts["needs"] if need["planned"] and need["cover"] < need["asked"])
    assert f"计划 {open_['planned']} 前再谈" in said(proposals.write_proposal(detail, Language.ZH))
