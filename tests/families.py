"""Ten families of different kind (all made up), as an agent would write them down: people, answers, policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.enums import Event, Relation, Sex
from app.services.base.store import Actor, Store
from app.services.needs import interviews
from app.services.needs.interviews import AnswerRow
from app.services.people import customers, policies
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.services.people.policies import CoverRow, PolicyDraft

DAY = date(2026, 11, 24)
YUAN = 100
NO_MONEY = ("retirement_age", "parents_years", "mortgage_years", "medical_renewal", "mortgage_repayment", "worry",
            "worry_words", "expectations", "dream", "decider", "risk", "health", "count_home", "public_benefits",
            "expenses_include", "mortgage_rate")  # fmt: skip


@dataclass(frozen=True)
class Someone:
    """``said`` by question, money in yuan."""

    name: str
    relation: Relation
    sex: Sex
    born: date
    said: Mapping[str, Any] = field(default_factory=dict)
    held: tuple[PolicyDraft, ...] = ()  # ``member_id`` is filled in
    job: int = 1


@dataclass(frozen=True)
class Home:
    """``said`` by question of the family, money in yuan."""

    key: str
    people: tuple[Someone, ...]
    said: Mapping[str, Any]
    template: str = "family"
    city: str = ""


def me(name: str, sex: Sex, born: date, held: tuple[PolicyDraft, ...] = (), job: int = 1, **said: Any) -> Someone:
    return Someone(name, Relation.SELF, sex, born, said, held, job)


def partner(name: str, sex: Sex, born: date, held: tuple[PolicyDraft, ...] = (), job: int = 1, **said: Any) -> Someone:
    return Someone(name, Relation.SPOUSE, sex, born, said, held, job)


def child(name: str, sex: Sex, born: date, **said: Any) -> Someone:
    return Someone(name, Relation.CHILD, sex, born, said)


def held(product: str, insurer: str, premium: int, pay_years: int, since: date, until: date | None = None,
         **covers: int) -> PolicyDraft:  # fmt: skip
    rows = tuple(CoverRow(Event(event), amount * YUAN) for event, amount in covers.items())
    return PolicyDraft("", product, rows, insurer, f"N{since:%y%m%d}", starts_on=since, ends_on=until,
                       premium=premium * YUAN, pay_years=pay_years)  # fmt: skip


F, M = Sex.FEMALE, Sex.MALE
HOMES = (
    Home("young single", (me("周宁", F, date(2000, 6, 1), income=96_000),), {
        "expenses": 60_000, "deposits": 40_000, "mortgage": 0, "other_debts": 0, "parents_support": 12_000,
        "parents_years": 25, "budget": 4_000, "worry": "critical_illness",
        "worry_words": "一个人在外地，最怕生病没人照顾，还花爸妈的养老钱。"}),
    Home("couple with mortgage", (
        me("陈峰", M, date(1992, 3, 10), income=200_000), partner("林悦", F, date(1994, 9, 5), income=150_000)), {
        "expenses": 120_000, "deposits": 150_000, "mortgage": 1_500_000, "mortgage_years": 25, "mortgage_rate": 350,
        "mortgage_repayment": "annuity", "instalments": 90_000, "other_debts": 0, "budget": 15_000, "worry": "death",
        "worry_words": "房贷两个人一起还，少一个人就断供。"}),
    Home("single mother", (
        me("吴敏", F, date(1988, 2, 14), income=120_000), child("吴桐", F, date(2018, 5, 20))), {
        "expenses": 84_000, "deposits": 100_000, "mortgage": 0, "other_debts": 20_000, "budget": 9_000,
        "worry": "death", "worry_words": "我要是不在了，孩子跟着外婆，钱从哪来？"}),
    Home("three children and parents", (
        me("刘洋", M, date(1985, 7, 7), income=300_000), partner("何静", F, date(1987, 11, 30), income=120_000),
        child("刘一", M, date(2012, 4, 4)), child("刘二", F, date(2015, 8, 8)), child("刘三", M, date(2021, 1, 15))), {
        "expenses": 180_000, "deposits": 250_000, "mortgage": 800_000, "mortgage_years": 15, "mortgage_rate": 360,
        "mortgage_repayment": "principal", "other_debts": 0, "parents_support": 36_000, "parents_years": 15,
        "budget": 24_000, "worry": "death", "worry_words": "上有老下有小，一家七口就靠我们两个。"}),
    Home("entrepreneur with loans", (
        me("赵刚", M, date(1980, 12, 12), income=600_000, held=(
            held("定期寿险", "甲人寿", 3_200, 20, date(2019, 5, 1), date(2039, 5, 1), death=1_000_000),)),
        partner("孙丽", F, date(1983, 3, 3), income=100_000), child("赵天", M, date(2010, 10, 10))), {
        "expenses": 300_000, "deposits": 500_000, "mortgage": 1_000_000, "other_debts": 3_000_000, "budget": 60_000,
        "worry": "death", "worry_words": "公司的贷款是我个人担保的。", "legacy": 1_000_000}),
    Home("retired couple", (
        me("郑国", M, date(1956, 5, 5), income=0), partner("冯兰", F, date(1960, 8, 18), income=0)), {
        "expenses": 84_000, "deposits": 800_000, "mortgage": 0, "other_debts": 0, "retirement_month": 7_000,
        "state_pension_month": 8_500, "budget": 12_000, "worry": "medical",
        "worry_words": "孩子都在外地，怕老了动不了拖累他们。"}),
    Home("sixty and still earning", (
        me("钱伟", M, date(1966, 10, 1), income=180_000, retirement_age=65),
        partner("许红", F, date(1969, 1, 20), income=0)), {
        "expenses": 96_000, "deposits": 600_000, "mortgage": 0, "other_debts": 0, "retirement_month": 8_000,
        "state_pension_month": 7_000, "budget": 15_000, "worry": "retirement",
        "worry_words": "想再干几年，别等退了休才发现钱不够。"}),
    Home("non-earning spouse", (
        me("高明", M, date(1987, 6, 16), income=260_000),
        partner("罗娟", F, date(1990, 2, 2), income=0, held=(
            held("防癌险", "乙健康", 900, 10, date(2021, 3, 1), date(2051, 3, 1), critical_illness=100_000),)),
        child("高乐", F, date(2019, 9, 9))), {
        "expenses": 132_000, "deposits": 180_000, "mortgage": 600_000, "other_debts": 0, "budget": 18_000,
        "worry": "death", "worry_words": "我太太在家带孩子，我一倒全家都倒。"}),
    Home("high earner with annuities", (
        me("唐宇", M, date(1978, 1, 1), income=1_200_000, enterprise_pension_month=3_000, held=(
            held("年金保险", "丙人寿", 100_000, 10, date(2018, 1, 1), retirement=1_500_000),)),
        partner("宋佳", F, date(1980, 4, 4), income=300_000), child("唐可", F, date(2009, 2, 28),
                                                                 education_savings=200_000)), {
        "expenses": 480_000, "deposits": 3_000_000, "mortgage": 0, "other_debts": 0, "retirement_month": 40_000,
        "state_pension_month": 12_000, "retirement_funds": 1_000_000, "budget": 150_000, "worry": "retirement",
        "worry_words": "退休后不想降低生活水平。", "risk": None}),
    Home("patient with illness", (
        me("韩雪", F, date(1984, 4, 25), income=144_000, health="甲状腺结节 TI-RADS 3 类，2024 年体检发现，每年复查。"),
        partner("曹磊", M, date(1982, 12, 1), income=156_000), child("曹心", F, date(2014, 6, 30))), {
        "expenses": 120_000, "deposits": 120_000, "mortgage": 400_000, "other_debts": 0, "budget": 12_000,
        "worry": "critical_illness", "worry_words": "查出结节以后一直没睡好，还能不能买保险？"}),
)  # fmt: skip


def build(store: Store, actor: Actor, home: Home) -> str:
    """The family on record, its policies, and a confirmed interview; returns the household's id."""
    drafts = [MemberDraft(one.name, one.relation, one.sex, one.born, occupation_class=one.job) for one in home.people]
    id = customers.add(store, actor, HouseholdDraft(drafts[0], tuple(drafts[1:]))).id
    customers.update_contact(store, actor, id, ContactDraft(city=home.city))
    members = customers.household(store, id).members
    answers = [AnswerRow("consent", "", True)]
    answers += [answer(question, "", value) for question, value in home.said.items() if value is not None]
    for member, one in zip(members, home.people, strict=True):
        answers += [answer(question, member.id, value) for question, value in one.said.items()]
        for draft in one.held:
            policies.add(store, actor, id, replace(draft, member_id=member.id))
    interview = interviews.start(store, actor, id)
    interviews.save_answers(store, actor, interview.id, answers)
    interviews.confirm(store, actor, interview.id)
    return id


def answer(question: str, member: str, value: Any) -> AnswerRow:
    money = question not in NO_MONEY
    return AnswerRow(question, member, value * YUAN if money and isinstance(value, int) else value)
