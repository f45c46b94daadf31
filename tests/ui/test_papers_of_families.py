"""Every paper a customer may get, of ten kinds of family and of families drawn by chance, in both languages: no word of
ours about ourselves, no code, no blank, nothing of another family."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from app.enums import CoverSaid, Language, Relation, RiskProfile, Sex
from app.models import Proposal
from app.services.base import agents, founding
from app.services.base.store import Store
from app.services.care import policy_review
from app.services.front import demo
from app.services.needs import analyses, analysis_records
from app.services.offers import catalogue, proposals, suitability
from app.services.offers.combinations import plan_within
from app.services.offers.suitability import Known, RecordDraft
from app.services.tables.paper import Bars, Bullets, Heading, Paper, Remark, Table, Text
from tests.conftest import CHEAP, NOW
from tests.families import HOMES, Home, Someone, build

OURS = re.compile(
    r"示意数值|请问客户|客户未|请确认|在面谈里|typical figures|Ask whether|Please ask|Answer it in the interview|"
    r"草稿|未填写|未注明|not stated|未命名|示例数据|default|[Dd]raft\b|not given|\bNone\b(?! of)|\bnull\b|\bnan\b|[{}]"
    r"|[a-z]+_[a-z_]+|\b[NCP]\d{5}\b|\b(paper|review|finding|why_open|event|plan|solver)\.\w"
)
IN_CHINESE = re.compile(r"[A-Za-z]{4,}")  # a word of English in a Chinese paper; names of products are Chinese here
DRAWN = 2


def drawn(seed: int) -> Home:
    """A family by chance, of which much was not said."""
    chance = random.Random(seed)
    year = chance.randint(1955, 2002)

    def some(**told: object) -> dict[str, object]:
        return {key: value for key, value in told.items() if chance.random() < 0.7}

    sex = list(Sex)
    income = chance.randint(3, 90) * 10_000
    told = some(income=income, cover_death=chance.randint(0, 80) * 10_000)
    people = [Someone(f"甲{seed}", Relation.SELF, chance.choice(sex), date(year, 3, 4), told)]
    if chance.random() < 0.7:
        told = some(income=chance.randint(0, 60) * 10_000)
        people.append(Someone(f"乙{seed}", Relation.SPOUSE, chance.choice(sex), date(year + 2, 9, 9), told))
    for place in range(chance.randint(0, 3)):
        born = date(min(2026, year + 27 + 3 * place), 1, 1)
        people += [Someone(f"丙{seed}{place}", Relation.CHILD, chance.choice(sex), born)]
    said = some(
        expenses=chance.randint(4, 40) * 10_000, deposits=chance.randint(0, 90) * 10_000,
        mortgage=chance.randint(0, 300) * 10_000, other_debts=chance.randint(0, 9) * 10_000, legacy=500_000,
        parents_support=24_000, retirement_month=8_000, budget=chance.randint(2, 60) * 1_000, worry="death",
        worry_words="怕拖累家里", dream="带孩子去看海",
    )  # fmt: skip
    return Home(f"drawn {seed}", tuple(people), said)


FAMILIES = tuple(replace(home, city="杭州市") for home in (*HOMES, *(drawn(seed) for seed in range(DRAWN))))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("papers") / "papers.db"
    made = founding.found(path, "a password of ours", cost=CHEAP, clock=lambda: NOW)
    catalogue.load_sample(made, agents.me(made))
    yield made
    made.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = founding.found(
        tmp_path_factory.mktemp("sample") / "demo.db", "a password of ours", cost=CHEAP, clock=lambda: NOW
    )
    demo.sample_family(made)
    demo.populate(made, customers=60, agent_count=1, weeks=6, seed=7)
    yield made
    made.close()


@pytest.fixture(scope="module")
def papers(store: Store) -> dict[tuple[str, str, Language], Paper]:
    """By family, kind and language."""
    found: dict[tuple[str, str, Language], Paper] = {}
    actor = agents.me(store)
    for home in FAMILIES:
        id = build(store, actor, home)
        frozen = analyses.before(store, id, None)
        assert frozen is not None
        for language in Language:
            review = policy_review.write_review(policy_review.read_review(store, id), language)
            found[home.key, "review", language] = review
            found[home.key, "record", language] = analysis_records.of_frozen(store, frozen, language)
        based = proposals.basis(store, id, NOW.date())
        for name in ("balanced", "full"):
            budget = based.budget if name == "balanced" else None
            plan = plan_within(based.request, catalogue.products(store), name, budget)
            if not plan.items:
                continue
            row = proposals.save(store, actor, based, plan)
            detail = proposals.read(store, row.id)
            known = Known(RiskProfile.C3, cover=CoverSaid.NONE)
            for language in Language:
                found[home.key, f"proposal {name}", language] = proposals.write_proposal(detail, language)
                found[home.key, f"phone {name}", language] = proposals.write_phone(detail, language)
            if any(person.relation != Relation.CHILD and "income" not in person.said for person in home.people):
                continue  # nobody is assessed whose means are not known
            record = suitability.record(store, actor, row.id, RecordDraft(known, "讲过", "自己要"))
            for language in Language:
                found[home.key, f"suitability {name}", language] = suitability.write_file(record, language)
    return found


def said(paper: Paper) -> Iterator[str]:
    yield from (paper.title, paper.subtitle, *paper.running)
    for label, value in paper.facts:
        yield from (label, value)
    for block in paper.blocks:
        if isinstance(block, Heading | Text):
            yield block.text
        elif isinstance(block, Remark):
            yield from (block.title, block.text)
        elif isinstance(block, Bullets):
            yield from block.items
        elif isinstance(block, Table):
            yield from (column.title for column in block.columns)
            yield from (cell for row in block.rows for cell in row)
        elif isinstance(block, Bars):
            yield from (text for bar in block.bars for text in (bar.label, bar.figure))


def _of_a_customer(kind: str, text: str) -> str:
    """An assessment is filed with the agent, under the number of its proposal."""
    return re.sub(r"\bP\d{5}\b", "", text) if kind.startswith("suitability") else text


def test_no_word_of_ours_no_code_and_no_blank(papers: dict[tuple[str, str, Language], Paper]) -> None:
    assert len({family for family, _, _ in papers}) == len(FAMILIES) and len(papers) > 120
    wrong = {
        (*key, text)
        for key, paper in papers.items()
        for text in said(paper)
        if OURS.search(_of_a_customer(key[1], text)) or (key[2] == Language.ZH and IN_CHINESE.search(text))
    }
    assert wrong == set()


def test_the_proposals_of_the_sample_say_why_and_carry_no_code(sample: Store) -> None:
    with sample.read() as session:
        ids = session.scalars(select(Proposal.id)).all()
    reasons = set()
    for id in ids:
        detail = proposals.read(sample, id)
        still_open = [need for need in detail.facts["needs"] if need["cover"] < need["asked"]]
        assert all(need["why"] for need in still_open), detail.row.number
        reasons |= {need["why"] for need in still_open}
        for language in Language:
            for write in (proposals.write_proposal, proposals.write_phone):
                assert [text for text in said(write(detail, language)) if OURS.search(text)] == []
    assert len(ids) > 10 and reasons == {"affordable", "limits"}


def test_no_paper_names_another_family(papers: dict[tuple[str, str, Language], Paper]) -> None:
    names = {person.name: home.key for home in FAMILIES for person in home.people}
    for (family, *rest), paper in papers.items():
        text = "\n".join(said(paper))
        assert [name for name, home in names.items() if home != family and name in text] == [], rest


def test_above_the_budget_that_was_named_is_said_and_nothing_else_is(
    papers: dict[tuple[str, str, Language], Paper],
) -> None:
    said_so = {"proposal": 0, "phone": 0}
    for (family, kind, language), paper in papers.items():
        name, _, plan = kind.partition(" ")
        if name not in said_so or language != Language.ZH:
            continue
        home = next(one for one in FAMILIES if one.key == family)
        first = [text for text in list(said(paper)) if "高于您说的预算" in text]
        assert plan == "full" or not first, family
        assert first == [] or home.said.get("budget")
        if first:
            said_so[name] += 1
            blocks = [block for block in paper.blocks if isinstance(block, Remark | Table)]
            assert isinstance(blocks[0], Remark) and blocks[0].title == "高于您说的预算", "it stands in the head"
    assert said_so["proposal"] == said_so["phone"] > 5
