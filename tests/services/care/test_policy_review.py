"""The family's policy review: every figure recounted plainly, and nothing on the paper a family should not read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.main import main
from app.enums import BeneficiaryRelation, Event, Language, PolicyStatus, ProductKind, Relation, Sex
from app.errors import InputError
from app.services.base import agents
from app.services.base.store import Actor, Store
from app.services.care import policy_review
from app.services.care.policy_review import PolicyReview, write_review
from app.services.needs import analyses, interviews
from app.services.needs.interviews import AnswerRow
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import BeneficiaryRow, CoverRow, PolicyDraft
from app.services.rules.care.policy_review import Position, ReviewNote, Term, premiums
from app.services.rules.needs.affordability import years_to_pay
from app.services.rules.people.beneficiaries import BeneficiaryDoubt
from app.services.tables.amounts import in_wan, short_yuan
from app.services.tables.paper import Bars, Bullets, Heading, Paper, Remark, Table, Text, write_word
from tests.conftest import PASSWORD
from tests.services import selling_family

YUAN, WAN = 100, 10_000 * 100
TODAY = date(2026, 11, 24)
BOTH = pytest.mark.parametrize("language", list(Language))


@pytest.fixture
def home(store: Store, actor: Actor) -> str:
    draft = HouseholdDraft(
        MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1989, 5, 2), income=180_000 * YUAN),
        (
            MemberDraft("李强", Relation.SPOUSE, Sex.MALE, date(1987, 8, 12), income=240_000 * YUAN),
            MemberDraft("李小雨", Relation.CHILD, Sex.FEMALE, date(2020, 3, 9)),
        ),
    )
    return customers.add(store, actor, draft).id


def person(store: Store, home: str, name: str) -> str:
    return next(member.id for member in customers.household(store, home).members if member.name == name)


def insure(store: Store, actor: Actor, home: str) -> None:
    wang, li, child = (person(store, home, name) for name in ("王芳", "李强", "李小雨"))
    illness = (CoverRow("critical_illness", 50 * WAN), CoverRow("death", 50 * WAN))
    for draft in (
        PolicyDraft(wang, "终身重疾", illness, "甲公司", "A-1", starts_on=date(2019, 3, 15), premium=1_238_000,
                    pay_years=20),
        PolicyDraft(wang, "百万医疗", (CoverRow("medical", 200 * WAN),), "乙公司", "B-1", starts_on=date(2026, 6, 1),
                    ends_on=date(2027, 6, 1), premium=41_200),
        PolicyDraft(li, "定期寿险", (CoverRow("death", 100 * WAN),), "甲公司", "A-2", starts_on=date(2020, 12, 10),
                    ends_on=date(2030, 12, 10), premium=186_000, pay_years=10),
        PolicyDraft(li, "单位团险", (CoverRow("death", 20 * WAN), CoverRow("medical", 5 * WAN)), premium=99_900,
                    employer_group=True),
        PolicyDraft(child, "教育金", (CoverRow("education", 10 * WAN),), "甲公司", "A-3", starts_on=date(2021, 1, 8),
                    ends_on=date(2042, 1, 8), premium=1_000_000, pay_years=3),
        PolicyDraft(child, "旧重疾", (CoverRow("critical_illness", 30 * WAN),), starts_on=date(2020, 1, 8),
                    premium=98_000, pay_years=20, status=PolicyStatus.LAPSED, lapsed_on=date(2026, 2, 1)),
    ):  # fmt: skip
        policies.add(store, actor, home, draft)


def analyse(store: Store, actor: Actor, home: str, *more: AnswerRow) -> None:
    interview = interviews.start(store, actor, home)
    interviews.save_answers(
        store, actor, interview.id,
        [AnswerRow("consent", "", True), AnswerRow("expenses", "", 160_000 * YUAN),
         AnswerRow("budget", "", 12_000 * YUAN), *more],
    )  # fmt: skip
    interviews.confirm(store, actor, interview.id)


def lines(review: PolicyReview) -> dict[tuple[str, str], Position]:
    names = {one.id: one.name for one in review.people}
    return {(names[one.member], one.event): one for one in review.positions}


def said(paper: Paper) -> Iterator[str]:
    yield paper.title
    yield paper.subtitle
    yield from paper.running
    for label, value in paper.facts:
        yield label
        yield value
    for block in paper.blocks:
        if isinstance(block, Heading | Text | Remark):
            yield block.text
        elif isinstance(block, Bullets):
            yield from block.items
        elif isinstance(block, Table):
            yield from (column.title for column in block.columns)
            yield from (cell for row in block.rows for cell in row)
        elif isinstance(block, Bars):
            yield from (text for bar in block.bars for text in (bar.label, bar.figure))


# -- the figures -------------------------------------------------------------------------------------------------------
def test_have_is_what_policies_in_force_pay_and_need_what_the_worksheet_wants(
    store: Store, actor: Actor, home: str
) -> None:
    insure(store, actor, home)
    analyse(store, actor, home)
    review = policy_review.read_review(store, home)
    found = lines(review)
    assert found["王芳", "death"].have == 50 * WAN
    assert found["李强", "death"].have == 120 * WAN
    assert found["李强", "death"].group == 20 * WAN
    assert found["李强", "accident"].have == 120 * WAN  # life cover pays when death is by accident
    assert found["李小雨", "education"].have == 10 * WAN
    assert found["李小雨", "critical_illness"].have == 0  # the only one has lapsed
    frozen = analyses.before(store, home, None)
    assert frozen is not None
    names = {one.id: one.name for one in review.people}
    for need in frozen.result["needs"]:  # recounted from what the analysis wrote, line by line
        sheet = need["worksheet"]["lines"]
        plus = sum(line["value"] for line in sheet if line["sign"] == "+")
        other = sum(line["value"] for line in sheet if line["sign"] == "-" and not line["label"].startswith("cover"))
        one = found[names[need["member"]], need["event"]]
        if one.unknown:
            assert (one.need, one.gap) == (None, None)
            continue
        assert one.need == pytest.approx(max(0, plus - other) * YUAN, abs=YUAN)
        assert one.gap == pytest.approx(need["gap"] * YUAN, abs=YUAN), need["key"]  # nothing changed since


def test_a_policy_added_since_closes_its_gap_and_one_that_ends_opens_it(store: Store, actor: Actor, home: str) -> None:
    analyse(store, actor, home)
    before = lines(policy_review.read_review(store, home))["王芳", "critical_illness"]
    wang = person(store, home, "王芳")
    draft = PolicyDraft(wang, "重疾", (CoverRow("critical_illness", 20 * WAN),), starts_on=TODAY)
    row = policies.add(store, actor, home, draft)
    after = lines(policy_review.read_review(store, home))["王芳", "critical_illness"]
    assert (after.need, after.have) == (before.need, 20 * WAN)
    assert after.gap == (before.gap or 0) - 20 * WAN
    ended = policies.draft_of(row)
    over = PolicyDraft(ended.member_id, ended.product_name, ended.covers, status=PolicyStatus.ENDED)
    policies.update(store, actor, row.id, over, row.version)
    again = lines(policy_review.read_review(store, home))["王芳", "critical_illness"]
    assert again.gap == before.gap


def test_cover_told_without_a_policy_counts_until_the_policy_is_found(store: Store, actor: Actor, home: str) -> None:
    wang = person(store, home, "王芳")
    analyse(store, actor, home, AnswerRow("cover_critical_illness", wang, 30 * WAN))
    review = policy_review.read_review(store, home)
    one = lines(review)["王芳", "critical_illness"]
    assert (one.have, one.told) == (0, 30 * WAN)
    assert [f.values["amount"] for f in review.findings if f.note == ReviewNote.TOLD] == [30 * WAN]
    policies.add(store, actor, home, PolicyDraft(wang, "重疾", (CoverRow("critical_illness", 20 * WAN),)))
    found = lines(policy_review.read_review(store, home))["王芳", "critical_illness"]
    assert (found.have, found.told, found.gap) == (20 * WAN, 10 * WAN, one.gap)


def test_what_is_on_its_way_stands_by_itself_and_is_not_missing(store: Store, actor: Actor) -> None:
    row = selling_family.accepted(store, actor)
    review = policy_review.read_review(store, row.household_id)
    coming = [one for one in review.positions if one.coming]
    assert coming
    for one in coming:
        if one.event != Event.MEDICAL and one.need is not None:
            assert one.gap == max(0, one.need - one.have - one.coming)


def test_without_an_analysis_nothing_is_called_needed(store: Store, actor: Actor, home: str) -> None:
    insure(store, actor, home)
    review = policy_review.read_review(store, home)
    assert review.analysed_on is None
    assert {one.need for one in review.positions} == {None}
    assert {one.gap for one in review.positions} == {None}


# -- premiums to come --------------------------------------------------------------------------------------------------
def test_the_premiums_of_a_year_are_those_still_to_pay(store: Store, actor: Actor, home: str) -> None:
    insure(store, actor, home)
    review = policy_review.read_review(store, home)
    told = [(due.on, due.premium, due.renewal) for due in review.dues]
    assert told == [(date(2026, 12, 10), 186_000, False), (date(2027, 3, 15), 1_238_000, False),
                    (date(2027, 6, 1), 41_200, True)]  # fmt: skip
    assert review.yearly == 186_000 + 1_238_000 + 41_200  # neither the employer's nor what is paid up or lapsed


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(
    starts=DAYS,
    term=st.one_of(st.none(), st.integers(1, 40)),
    pays=st.one_of(st.none(), st.integers(0, 30)),
    on=DAYS,
    span=st.integers(0, 800),
)
def test_premiums_are_those_of_a_plain_walk_through_the_years(
    starts: date, term: int | None, pays: int | None, on: date, span: int
) -> None:
    def later(day: date, years: int) -> date:
        return date(day.year + years, 3, 1) if (day.month, day.day) == (2, 29) and (day.year + years) % 4 else (
            day.replace(year=day.year + years)
        )  # fmt: skip

    ends, last = None if term is None else later(starts, term), on + timedelta(days=span)
    found = premiums([Term("p", starts, ends, pays, 100)], on, last)
    renewed = term == 1 and pays in (None, 1)
    plain = []
    for year in range(90):
        day = later(starts, year)
        paying = renewed or pays is None or year < pays
        covered = ends is None or day < ends or renewed
        if on <= day <= last and paying and covered:
            plain.append((day, year + 1))
    assert [(due.on, due.year) for due in found] == plain
    if ends is None and on <= starts and span >= 365 * 2:
        assert years_to_pay(starts, ends, pays, on) == (None if pays is None else max(0, pays) if pays > 1 else 0)


# -- what is to be seen to ---------------------------------------------------------------------------------------------
def test_what_is_missing_or_ends_is_named(store: Store, actor: Actor, home: str) -> None:
    insure(store, actor, home)
    analyse(store, actor, home)
    review = policy_review.read_review(store, home)
    names = {policy.id: policy.product_name for policy in review.policies} | {p.id: p.name for p in review.people}
    told = {(one.note, names[one.subject]) for one in review.findings}
    assert (ReviewNote.LAPSED, "旧重疾") in told
    assert (ReviewNote.UNKNOWN, "旧重疾") in told
    assert (ReviewNote.UNKNOWN, "单位团险") in told
    assert (ReviewNote.ENDS, "定期寿险") in told
    assert (ReviewNote.ENDS, "百万医疗") not in told  # it is renewed year by year
    assert (ReviewNote.GROUP, "李强") in told
    assert (ReviewNote.UNKNOWN, "终身重疾") not in told
    pensions = {hint.member: hint.values["saved"] for hint in review.hints if hint.code == "private_pension"}
    assert {names[member]: saved for member, saved in pensions.items()} == {"王芳": 1_200, "李强": 2_400}
    assert any("个人养老金" in text for text in said(write_review(review, Language.ZH)))


def test_beneficiaries_stand_on_the_paper_and_what_is_doubtful_is_asked(store: Store, actor: Actor, home: str) -> None:
    wang, li, child = (person(store, home, name) for name in ("王芳", "李强", "李小雨"))
    life = (CoverRow("death", 50 * WAN),)
    named = (BeneficiaryRow("李小雨", BeneficiaryRelation.CHILD, member_id=child),)
    main = policies.add(store, actor, home, PolicyDraft(wang, "终身寿", life, payer_id=li, beneficiaries=named))
    rider = PolicyDraft(wang, "附加重疾", (CoverRow("critical_illness", WAN),), kind=ProductKind.RIDER, main_id=main.id)
    policies.add(store, actor, home, rider)
    policies.add(store, actor, home, PolicyDraft(li, "定期寿", life))
    policies.add(store, actor, home, PolicyDraft(li, "百万医疗", (CoverRow("medical", 200 * WAN),)))
    review = policy_review.read_review(store, home)
    told = {policy.product_name: [one.doubt for one in review.doubts.get(policy.id, ())] for policy in review.policies}
    assert told == {"终身寿": [BeneficiaryDoubt.MINOR], "定期寿": [BeneficiaryDoubt.MISSING], "附加重疾": [],
                    "百万医疗": []}  # fmt: skip
    paper = write_review(review, Language.ZH)
    text = "\n".join(said(paper))
    assert "受益人：李小雨 100%" in text
    assert "投保人：李强" in text
    assert "未满 18 岁" in text
    table = next(block for block in paper.blocks if isinstance(block, Table) and len(block.columns) == 5)
    names = [row[1].split("\n")[0] for row in table.rows]
    assert names.index("附加重疾") == names.index("终身寿") + 1


# -- the paper ---------------------------------------------------------------------------------------------------------
@BOTH
def test_the_paper_says_it_all_and_nothing_a_family_should_not_read(
    store: Store, actor: Actor, home: str, language: Language, tmp_path: Path
) -> None:
    profile = agents.profile(store)
    agents.change_profile(store, actor, type(profile)(profile.code, "李敏", "L-998", profile.grade, ""))
    insure(store, actor, home)
    analyse(store, actor, home)
    paper = write_review(policy_review.read_review(store, home), language)
    words = list(said(paper))
    text = "\n".join(words)
    assert "L-998" in text
    assert "甲公司" in text
    assert "1,465,200" not in text
    assert "14,652" in text  # what twelve months cost, in yuan
    assert not re.search(r"N\d{5}|C\d{5}|\b(draft|草稿|None|未填写)\b|\{|\}", text)
    if language == Language.EN:
        assert not re.search(
            "[一-鿿]",
            re.sub("王芳|李强|李小雨|李敏|甲公司|乙公司|终身重疾|百万医疗|定期寿险|单位团险|教育金|旧重疾", "", text),
        )
    write_word(paper, tmp_path / "review.docx")
    again = docx.Document(str(tmp_path / "review.docx"))
    cells = {cell.text for table in again.tables for row in table.rows for cell in row.cells}
    assert any("终身重疾" in cell for cell in cells)


@BOTH
def test_a_family_without_anything_still_gets_a_paper(store: Store, home: str, language: Language) -> None:
    paper = write_review(policy_review.read_review(store, home), language)
    assert any(isinstance(block, Remark) for block in paper.blocks)
    assert not [block for block in paper.blocks if isinstance(block, Bars)]


def test_amounts_in_wan_say_little_as_little() -> None:
    assert in_wan(1_433_700 * YUAN) == "143.4"
    assert in_wan(500_000 * YUAN) == "50"
    assert in_wan(800 * YUAN) == "0.08"
    assert in_wan(10_000_000 * YUAN) == "1,000"
    assert short_yuan(8_000 * YUAN, Language.ZH) == "8,000元"
    assert short_yuan(1_433_700 * YUAN, Language.EN) == "¥1.43M"
    assert short_yuan(2_000_000 * YUAN, Language.EN) == "¥2M"


# -- command line ------------------------------------------------------------------------------------------------------
def test_the_command_line_writes_it_and_names_what_is_wrong(
    store: Store, actor: Actor, home: str, store_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    insure(store, actor, home)
    code = customers.row(store, home).code
    with pytest.raises(InputError) as refused:
        policy_review.review_of_code(store, "C-9999")
    assert refused.value.problems[0].code == "unknown_customer"
    store.close()
    secret = tmp_path / "password.txt"
    secret.write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(secret))
    out = tmp_path / "检视.docx"
    usual = ["export", "policy-review", "--store", str(store_file), "--out", str(out), "--language", "en"]
    assert main(usual) == 2
    assert "--household" in capsys.readouterr().err
    assert main([*usual, "--household", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err
    assert not out.exists()
    assert main([*usual, "--household", code, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 6
    assert out.exists()
