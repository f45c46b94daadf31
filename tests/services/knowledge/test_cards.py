"""Cards are kept with versions, found by what people type, and come in and out without loss; every bad row is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app import words
from app.cli.main import main
from app.enums import CardKind, CardOutcome, CardState, Language, QuestionForm
from app.errors import ConflictError, InputError
from app.services.base.store import Actor, Store
from app.services.front import imports
from app.services.knowledge import cards
from app.services.knowledge.cards import CardFilter, Listing, out
from app.services.rules.knowledge import markdown
from app.services.rules.knowledge.cards import CardDraft, Question, from_document, tidied, to_document
from tests.conftest import PASSWORD

THINK = CardDraft(
    CardKind.OBJECTION, "我再考虑考虑", "Let me think it over", "先认同。\n\n再问：*还差什么*？", "Agree first.",
    stages=("S4",), needs=("critical_illness",), skills=("objection",), words=("考虑", "再说"), source="内训",
    valid_until=date(2027, 6, 30), code="OBJ1",
)  # fmt: skip
SINGLE = Question(QuestionForm.SINGLE, ("B",), ("先报价", "先问需求"), ("Price first", "Needs first"), opens="OBJ1")


def asked(question: Question, title: str = "先做什么？", code: str = "") -> CardDraft:
    return CardDraft(CardKind.QUESTION, title, question=question, code=code)


def found(store: Store, text: str = "", **more: object) -> list[str]:
    listing = Listing(store, CardFilter(text, **more))  # type: ignore[arg-type]
    return [row.draft.code for row in listing.page(0, listing.count(), "title", False)]


def brought(store: Store, actor: Actor, path: Path, *, dry_run: bool = False):  # type: ignore[no-untyped-def]
    return imports.entry("cards").import_file(store, actor, path, dry_run=dry_run)


def everything(store: Store) -> dict[str, tuple[CardDraft, CardState]]:
    listing = Listing(store)
    rows = listing.page(0, listing.count(), "title", False)
    return {row.draft.code: (row.draft, row.state) for row in rows}


def test_a_card_is_a_draft_until_somebody_approves_it_and_a_change_asks_again(store: Store, actor: Actor) -> None:
    row = cards.add(store, actor, THINK)
    assert (row.state, row.draft, row.edition) == (CardState.DRAFT, THINK, 1)
    row = cards.approve(store, actor, row.id)
    assert (row.state, row.approved_by, row.approved_on) == (CardState.APPROVED, "A001", date(2026, 11, 24))
    changed = cards.edit(
        store, actor, row.id, tidied(CardDraft(CardKind.SCRIPT, "先认同")), row.edition, approved=False
    )
    assert (changed.state, changed.edition, changed.draft.code) == (CardState.DRAFT, 2, "OBJ1")
    past = cards.history(store, row.id)
    assert [(one.edition, one.draft.kind, one.by) for one in past] == [
        (2, CardKind.SCRIPT, ""), (1, CardKind.OBJECTION, "A001"),
    ]  # fmt: skip
    assert cards.restore(store, actor, row.id, 1).draft == THINK
    with pytest.raises(ConflictError):
        cards.edit(store, actor, row.id, THINK, 1, approved=True)
    assert cards.withdraw(store, actor, cards.approve(store, actor, row.id).id).state == CardState.DRAFT


def test_a_card_is_found_by_title_pinyin_initials_text_and_what_customers_say(store: Store, actor: Actor) -> None:
    cards.add(store, actor, THINK, approved=True)
    cards.add(store, actor, CardDraft(CardKind.TECHNIQUE, "开放式提问", body_zh="您怎么看？"))
    for text in ("考虑", "wozaikaolv", "wzklkl", "think over", "再说", "obj1", "还差什么", "AGREE"):
        assert found(store, text) == ["OBJ1"], text
    assert found(store, "100%") == [] and len(found(store)) == 2
    assert found(store, kind=CardKind.TECHNIQUE) == ["K0001"] == found(store, state=CardState.DRAFT)
    assert found(store, tag=("stages", "S4")) == ["OBJ1"] and found(store, tag=("needs", "death")) == []


def test_use_is_counted_and_what_came_of_it_as_the_agent_said(store: Store, actor: Actor) -> None:
    row = cards.add(store, actor, THINK)
    for outcome in (CardOutcome.MOVED, CardOutcome.STAYED, CardOutcome.OPEN, CardOutcome.MOVED):
        cards.use(store, actor, row.id, outcome)
    row = cards.one(store, row.id)
    assert (row.used, row.moved) == (4, 2)
    cards.remove(store, actor, row.id)
    assert found(store) == []
    with pytest.raises(InputError):
        cards.use(store, actor, row.id, CardOutcome.OPEN)


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (CardDraft(CardKind.SCRIPT, "  "), "required", "title_zh"),
        (CardDraft(CardKind.SCRIPT, "题" * 121), "too_long", "title_zh"),
        (CardDraft(CardKind.SCRIPT, "题", needs=("shark",)), "card_tag", "needs"),
        (CardDraft(CardKind.SCRIPT, "题", stages=("S9",)), "card_tag", "stages"),
        (CardDraft(CardKind.SCRIPT, "题", code="OBJ1"), "card_code", "code"),
        (CardDraft(CardKind.QUESTION, "题"), "required", "form"),
        (asked(Question(QuestionForm.SINGLE, (), ("一", "二"))), "question_unanswered", "right"),
        (asked(Question(QuestionForm.SINGLE, ("A", "B"), ("一", "二"))), "question_one_right", "right"),
        (asked(Question(QuestionForm.MULTIPLE, ("A", "C"), ("一", "二"))), "question_letter", "right"),
        (asked(Question(QuestionForm.SINGLE, ("A",), ("一",))), "question_choices", "choices_zh"),
        (asked(Question(QuestionForm.SINGLE, ("A",), ("一", "二"), ("one",))), "question_choices_differ", "choices_en"),
        (asked(Question(QuestionForm.TRUE_FALSE, ("maybe",))), "question_true_false", "right"),
        (asked(Question(QuestionForm.FILL, ("30",), opens="NONE")), "card_opens", "opens"),
    ],
)
def test_what_is_wrong_with_a_card_is_said_at_its_field(
    store: Store, actor: Actor, draft: CardDraft, code: str, field: str
) -> None:
    cards.add(store, actor, THINK)
    with pytest.raises(InputError) as refused:
        cards.add(store, actor, draft)
    assert [(one.code, one.place.field) for one in refused.value.problems] == [(code, field)]
    assert all(words.known(f"error.{one.code}") for one in refused.value.problems)
    assert found(store) == ["OBJ1"]


def test_an_answer_is_right_by_its_letters_or_by_any_of_the_texts() -> None:
    several = Question(QuestionForm.MULTIPLE, ("A", "C"), ("一", "二", "三"))
    assert several.is_right(["c", "A"]) and not several.is_right(["A"]) and not several.is_right(["A", "B", "C"])
    gap = Question(QuestionForm.FILL, ("30 天", "thirty days"))
    assert (
        gap.is_right(["３０天"])
        and gap.is_right(["Thirty Days"])
        and not gap.is_right([" "])
        and not gap.is_right(["3"])
    )


def test_a_bank_comes_in_from_excel_and_the_same_file_twice_changes_nothing(
    store: Store, actor: Actor, tmp_path: Path
) -> None:
    text = (
        "类型,题型,题干,选项,答案,解析,答错看,阶段,需求类别,客户的话,有效期至,已审核\n"
        "异议,,太贵了,,,换成每天多少钱,,建议书,重疾,贵;预算,2027-12-31,是\n"
        "题目,单选,第一步做什么？,A. 报价|B. 问需求,B,先问后答,,,,,,是\n"
        "题目,多选,哪些是开放式问题？,怎么看|是不是|为什么,AC,,,,,,,\n"
        "题目,判断,保险能保证收益,,错,,,,,,,\n"
        "题目,填空,犹豫期一般是几天？,,15|十五,,,,,,,\n"
    )
    path = tmp_path / "bank.csv"
    path.write_text(text, encoding="utf-8")
    assert brought(store, actor, path, dry_run=True).added == 5 and found(store) == []
    report = brought(store, actor, path)
    assert (report.added, report.rejected) == (5, ())
    rows = {draft.title_zh: (draft, state) for draft, state in everything(store).values()}
    price, state = rows["太贵了"]
    assert (price.stages, price.needs, price.words, state) == (
        ("S4",),
        ("critical_illness",),
        ("贵", "预算"),
        "approved",
    )
    single = rows["第一步做什么？"][0].question
    assert single == Question(QuestionForm.SINGLE, ("B",), ("报价", "问需求"))
    assert rows["犹豫期一般是几天？"][0].question == Question(QuestionForm.FILL, ("15", "十五"))
    assert rows["保险能保证收益"][1] == CardState.DRAFT
    again = brought(store, actor, path)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 5)
    imports.undo(store, actor, report.batch or "")
    assert found(store) == []


def test_every_bad_row_is_named_and_the_good_ones_come_in(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(
        "编号,类型,题型,标题,选项,答案,需求类别,产品,有效期至\n"
        "a,技巧,,好卡,,,,,\n"
        "b,魔法,,坏类型,,,,,\n"
        "c,话术,,坏标签,,,鲨鱼,,\n"
        "d,话术,,坏产品,,,,X9,\n"
        "e,题目,单选,没有答案,一|二,,,,\n"
        "f,话术,,坏日期,,,,,不知道\n"
        "a,技巧,,又来一次,,,,,\n"
        ",技巧,,,,,,,\n",
        encoding="utf-8",
    )
    report = brought(store, actor, path)
    assert report.added == 1 and found(store) == ["a"]
    told = [(one.place.row, one.place.column, one.code) for one in report.problems]
    assert told == [
        (3, "类型", "card_kind"), (4, "需求类别", "card_tag"), (5, "产品", "card_product"),
        (6, "答案", "question_unanswered"), (7, "有效期至", "not_a_date"), (8, "编号", "card_twice"),
        (9, "标题", "required"),
    ]  # fmt: skip
    assert all("error." not in words.explain(one, language) for one in report.problems for language in Language)


@pytest.mark.parametrize("language", list(Language))
def test_what_goes_out_as_excel_or_markdown_comes_back_unchanged(
    store: Store, actor: Actor, tmp_path: Path, language: Language
) -> None:
    cards.add(store, actor, THINK, approved=True)
    cards.add(store, actor, asked(SINGLE, code="Q1"))
    cards.add(store, actor, asked(Question(QuestionForm.TRUE_FALSE, ("false",)), "保证收益", "Q2"), approved=True)
    cards.add(store, actor, asked(Question(QuestionForm.FILL, ("15", "十五 天")), "几天", "Q/3"))
    before = everything(store)
    folder = tmp_path / "cards"
    folder.mkdir()
    for path in (tmp_path / "cards.xlsx", tmp_path / "cards.csv", folder):
        assert out.export_file(store, path, language) == 4
        report = brought(store, actor, path)
        assert (report.unchanged, report.added, report.updated, report.problems) == (4, 0, 0, ()), path
    for id in [row.id for row in Listing(store).page(0, 9, "title", False)]:
        cards.remove(store, actor, id)
    assert brought(store, actor, folder).added == 4
    assert everything(store) == before


def test_a_folder_of_notes_comes_in_and_a_bad_file_is_named(store: Store, actor: Actor, tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text("---\n类型: 技巧\n标题: 复述\n技能: 需求面谈\n---\n您是说……\n", encoding="utf-8")
    (tmp_path / "2.md").write_text("# 没有类型\n正文\n", encoding="utf-8")
    report = brought(store, actor, tmp_path)
    assert report.added == 1
    assert [(one.place.file, one.place.row, one.code) for one in report.problems] == [("2.md", None, "required")]
    row = cards.of_code(store, "K0001")
    assert row is not None and (row.draft.body_zh, row.draft.skills) == ("您是说……", ("interview",))
    (tmp_path / "3.md").write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(InputError) as refused:
        brought(store, actor, tmp_path)
    assert [(one.code, one.place.file) for one in refused.value.problems] == [("markdown_letters", "3.md")]


LINES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(
    lambda text: not text.startswith("- ")
)


@given(st.dictionaries(st.sampled_from(["code", "title_zh", "choices_zh", "words"]), LINES), LINES, LINES)
def test_any_fields_and_texts_come_back_from_markdown(fields: dict[str, str], chinese: str, english: str) -> None:
    card = fields | {"body_zh": f"一 {chinese}\n\n- {english}", "body_en": english, "choices_en": "one\ntwo"}
    assert markdown.parsed(markdown.written(card)) == card


def test_a_document_of_a_card_is_the_card() -> None:
    for draft in (THINK, asked(SINGLE)):
        assert from_document(to_document(draft)) == draft


def test_the_command_line_brings_cards_in_and_out(
    store: Store, store_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store.close()
    secret = tmp_path / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(secret))
    base = ["--store", str(store_file)]
    blank = tmp_path / "blank.xlsx"
    assert main(["export", "template-cards", "--out", str(blank), *base]) == 0
    book = load_workbook(blank)
    page = book.worksheets[0]
    heads = [str(cell.value) for cell in page[1]]
    for name, value in (("卡片类型", "面谈技巧"), ("中文标题", "沉默三秒"), ("已审核", "是")):
        page.cell(3, heads.index(name) + 1, value)
    book.save(blank)
    assert main(["import", "cards", str(blank), *base]) == 0
    folder = tmp_path / "md"
    folder.mkdir()
    assert main(["export", "cards", "--out", str(folder), *base]) == 0
    assert [one.name for one in folder.iterdir()] == ["K0001.md"]
    assert "沉默三秒" in (folder / "K0001.md").read_text(encoding="utf-8")
    (folder / "bad.md").write_text("---\n类型: 题目\n标题: 没答案\n题型: 判断\n---\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["import", "cards", str(folder), *base]) == 2
    assert "bad.md" in capsys.readouterr().err
