"""The proposal and the suitability file as documents: written in three formats, reopened by another reader."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtGui import QImage

from app.enums import CoverSaid, Language, Relation, RiskProfile, Sex
from app.services.base.store import Actor, Store
from app.services.needs import interviews
from app.services.needs.interviews import AnswerRow
from app.services.offers import catalogue, proposals, suitability
from app.services.offers.combinations import combine
from app.services.offers.suitability import Known, RecordDraft
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.tables.paper import Paper, write_word
from app.ui.shared.paper import write_pdf, write_picture

YUAN = 100
OTHER = "赵不该出现"
RULE = "非保险公司宣传材料，利益以合同条款为准。"


@pytest.fixture
def kept(store: Store, actor: Actor) -> proposals.ProposalRow:
    catalogue.load_sample(store, actor)
    other = MemberDraft(OTHER, Relation.SELF, Sex.MALE, date(1980, 1, 1), "13911112222")
    customers.add(store, actor, HouseholdDraft(other))
    draft = HouseholdDraft(
        MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1989, 5, 2), "13800001234", income=180_000 * YUAN),
        (MemberDraft("李小雨", Relation.CHILD, Sex.FEMALE, date(2020, 3, 9)),),
    )
    household_id = customers.add(store, actor, draft).id
    interview = interviews.start(store, actor, household_id)
    answers = [AnswerRow("consent", "", True), AnswerRow("expenses", "", 90_000 * YUAN),
               AnswerRow("budget", "", 12_000 * YUAN)]  # fmt: skip
    interviews.save_answers(store, actor, interview.id, answers)
    interviews.confirm(store, actor, interview.id)
    based = proposals.basis(store, household_id, date(2026, 11, 24))
    plan = combine(based.request, catalogue.products(store), points=2).plans[1]
    item = plan.items[0]
    change = proposals.Changed(proposals.ChangeOf.PINNED, item.product, item.insured, item.sum, "先生先保 <虚构>")
    return proposals.save(store, actor, based, plan, [change])


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def papers(store: Store, actor: Actor, kept: proposals.ProposalRow, language: Language) -> dict[str, Paper]:
    record = suitability.record(
        store, actor, kept.id, RecordDraft(Known(RiskProfile.C3, cover=CoverSaid.NONE), "说", "要")
    )
    detail = proposals.read(store, kept.id)
    return {
        "proposal": proposals.write_proposal(detail, language),
        "file": suitability.write_file(record, language),
    }


@pytest.mark.parametrize("language", list(Language))
def test_both_papers_in_three_formats(
    store: Store, actor: Actor, kept: proposals.ProposalRow, language: Language, tmp_path: Path
) -> None:
    for name, paper in papers(store, actor, kept, language).items():
        word, pdf, picture = (tmp_path / f"{name}{ending}" for ending in (".docx", ".pdf", ".png"))
        write_word(paper, word)
        pages = write_pdf(paper, pdf)
        write_picture(paper, picture)
        text = text_of(word)
        assert "{" not in text
        assert not re.search(r"\b(paper|suit|finding)\.\w", text), "a code without words"
        foot = docx.Document(str(word)).sections[0].footer.paragraphs[0].text
        assert RULE in foot
        assert all(line in foot for line in paper.running)
        assert pages == len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())) >= 2
        assert QImage(str(picture)).height() > QImage(str(picture)).width()
        assert OTHER not in text
        assert "13800001234" not in text, "a paper that may be passed on carries no phone"


@pytest.mark.parametrize("language", list(Language))
def test_the_proposal_says_the_kept_prices_and_what_stays_open(
    store: Store, actor: Actor, kept: proposals.ProposalRow, language: Language, tmp_path: Path
) -> None:
    paper = papers(store, actor, kept, language)["proposal"]
    write_word(paper, tmp_path / "p.docx")
    text = text_of(tmp_path / "p.docx")
    facts = proposals.read(store, kept.id).facts
    assert f"{kept.premium / 100:,.2f}" in text
    for item in facts["items"]:
        assert f"{item['premium'] / 100:,.2f}" in text
        assert facts["products"][item["product"]]["name_zh" if language == Language.ZH else "name_en"] in text
    left = [need for need in facts["needs"] if need["cover"] < need["gap"]]
    assert left
    for need in left:
        assert f"{(need['gap'] - need['cover']) / 100:,.0f}" in text
    assert "先生先保 <虚构>" in text
    assert sum(item["premium"] for item in facts["items"]) == kept.premium
    assert facts["schedule"][0][2] == kept.premium, "the first year costs what was priced"


def test_a_paper_does_not_change_with_the_catalogue_or_the_family(
    store: Store, actor: Actor, kept: proposals.ProposalRow
) -> None:
    before = proposals.write_proposal(proposals.read(store, kept.id), Language.ZH)
    member = customers.household(store, kept.household_id).members[0]
    customers.update_member(store, actor, member.id, MemberDraft("王方", Relation.SELF), member.version)
    with store.write(actor, "test.reprice") as session:
        from sqlalchemy import delete, update

        from app.models import Product, ProductRate

        session.execute(delete(ProductRate))
        session.execute(update(Product).values(name_zh="别的名字"))
    assert proposals.write_proposal(proposals.read(store, kept.id), Language.ZH) == before


def test_a_proposal_of_an_older_version_is_told_from_todays_catalogue(
    store: Store, actor: Actor, kept: proposals.ProposalRow
) -> None:
    with store.write(actor, "test.older") as session:
        from app.models import Proposal

        session.get_one(Proposal, kept.id).facts = {}
    detail = proposals.read(store, kept.id)
    assert sum(item["premium"] for item in detail.facts["items"]) == kept.premium
    assert "王芳" in proposals.write_proposal(detail, Language.ZH).title


def test_goods_are_counted_and_carry_no_words_of_insurance(store: Store, actor: Actor, tmp_path: Path) -> None:
    from fractions import Fraction

    from app.services.rules.offers.combinations import NeedGap, Request
    from app.services.rules.offers.eligibility import Person

    catalogue.load_sample(store, actor, catalogue.GOODS)
    household_id = customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", Relation.SELF))).id
    me = customers.household(store, household_id).members[0].id
    needs = (NeedGap("n1", me, "calls", 2 * YUAN, Fraction(3)), NeedGap("n2", me, "photos", 1 * YUAN, Fraction(1)))
    request = Request(date(2026, 11, 24), (Person(me),), needs, 8_000 * YUAN)
    lines = tuple(proposals.NeedLine(n.key, n.key, me, "王芳", n.event, n.gap) for n in needs)
    based = proposals.Basis(household_id, "王芳", request, lines, {me: "王芳"}, 8_000 * YUAN, True, 0)
    plan = combine(request, catalogue.products(store), points=2).plans[1]
    row = proposals.save(store, actor, based, plan)
    detail = proposals.read(store, row.id)
    for language in Language:
        paper = proposals.write_proposal(detail, language)
        write_word(paper, tmp_path / "g.docx")
        text = text_of(tmp_path / "g.docx")
        for word in ("保额", "被保险人", "犹豫期", "Sum insured", "Insured", "Cooling-off"):
            assert word not in text
        assert RULE not in "\n".join(paper.running)
    assert suitability.assess_proposal(store, actor, detail, Known()).missing == ("means",)
