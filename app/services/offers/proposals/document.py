"""The proposal a family takes home: what it said, what the plan answers, what it costs, and what is not promised.

Everything comes from what was frozen with the proposal, so that the same paper can be printed years later. It ranks no
competitor, urges nobody, and ticks nothing in advance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app import words
from app.enums import Language, ProductKind
from app.services.offers.proposals.health_part import underwriting
from app.services.offers.proposals.herself import held, herself
from app.services.offers.proposals.money_parts import assumptions, not_guaranteed, premiums
from app.services.offers.proposals.reading import ProposalDetail
from app.services.offers.proposals.rows import NotAsked
from app.services.offers.proposals.speaking import (
    Speaker,
    answered,
    asked,
    have,
    left,
    needed,
    over_budget,
    paid_at_once,
)
from app.services.offers.proposals.years_words import annex
from app.services.tables.amounts import percent, yuan
from app.services.tables.paper import (
    Align,
    Bar,
    Bars,
    Block,
    Bullets,
    Column,
    Heading,
    NewPage,
    Paper,
    Remark,
    Table,
    Text,
)

RULE_CODES = (
    "paper.rule.terms", "paper.rule.own_choice", "paper.rule.remove", "paper.rule.cooling", "paper.rule.truth",
    "paper.rule.question",
)  # fmt: skip
ONE_PAGE = 16  # priorities and bars that stand on the first page together
GOODS_CODES = ("paper.rule.own_choice", "paper.rule.remove", "paper.rule.question")


def write_proposal(detail: ProposalDetail, language: Language) -> Paper:
    """The whole paper; every page carries who made it, the licence, the day, and that contract terms rule."""
    speaker = Speaker(detail.facts, language)
    say, agent = speaker.say, detail.facts["agent"]
    shown = "paper.running" if agent["licence"] else "paper.running_unlicensed"
    day = detail.row.as_of.isoformat()
    parts = _Parts(detail, speaker)
    return Paper(
        language,
        say("paper.title" if speaker.insurance else "paper.title_goods", household=detail.facts["household"]),
        tuple(parts.blocks()),
        say("paper.subtitle", plan=words.say(f"plan.{detail.row.plan_name}", language)),
        (
            (say("paper.priced_on"), day),
            (say("paper.agent"), agent["name"]),
            *([(say("paper.licence"), agent["licence"])] if agent["licence"] else []),
            *_costs(detail, speaker),
        ),
        (
            say(shown, agent=agent["name"], licence=agent["licence"], day=day),
            *say("paper.not_the_insurer" if speaker.insurance else "paper.not_the_maker").splitlines(),
        ),
    )


def _costs(detail: ProposalDetail, speaker: Speaker) -> Iterator[tuple[str, str]]:
    """What is to be paid every year, and what once."""
    once = paid_at_once(detail.facts)
    if once < detail.row.premium or not once:
        yield speaker.say("paper.premium_year"), speaker.money(detail.row.premium - once, cents=True)
    if once:
        yield speaker.say("paper.premium_once"), speaker.money(once, cents=True)


@dataclass(frozen=True, slots=True)
class _Parts:
    detail: ProposalDetail
    speaker: Speaker

    def blocks(self) -> Iterator[Block]:
        yield from herself(self.detail.facts, self.speaker)
        yield from self._over_budget()
        yield from held(self.detail.facts, self.speaker)
        if 2 * len(self.detail.facts["needs"]) > ONE_PAGE:
            yield NewPage()  # bars are looked at together: never begun at the foot of a page
        yield from self._glance()
        yield from self._family()
        yield from self._needs()
        yield from self._plan()
        yield from self._reasons()
        yield from underwriting(self.detail.facts, self.speaker)
        yield from self._changes()
        yield from self._open()
        yield from self._products()
        yield from premiums(self.detail.facts, self.speaker)
        yield from not_guaranteed(self.detail.facts, self.speaker)
        yield from assumptions(self.detail.facts, self.speaker)
        yield Heading(self.speaker.say("paper.rules"))
        yield Bullets([self.speaker.say(code) for code in self._rules()])
        yield from annex(self.detail.facts, self.speaker)

    def _rules(self) -> tuple[str, ...]:
        return RULE_CODES if self.speaker.insurance else GOODS_CODES

    def _over_budget(self) -> Iterator[Block]:
        say = self.speaker.say
        if over := over_budget(self.detail.facts, self.detail.row.premium):
            yield Remark(say("paper.over_budget", more=self.speaker.money(over)), say("paper.over_budget.title"))

    def _glance(self) -> Iterator[Block]:
        """In one look: how much of each need is answered, and for how much."""
        say = self.speaker.say
        yield Remark(say("paper.cover.text"), say("paper.cover.title"))
        yield Heading(say("paper.at_a_glance"), 2)
        yield self._bars()
        budget, once = self.detail.facts.get("budget"), paid_at_once(self.detail.facts)
        if budget is not None:
            yearly = self.speaker.money(self.detail.row.premium - once)
            yield Text(say("paper.budget", budget=self.speaker.money(budget), premium=yearly))
        if once:
            yield Text(say("paper.single", single=self.speaker.money(once)))
        yield Text(say("paper.bars_note"), muted=True)

    def _bars(self) -> Block:
        bars = []
        for need in self.detail.facts["needs"]:
            share = answered(need)
            gap = self.speaker.short(asked(need))
            figure = self.speaker.say("paper.bar", gap=gap, share=percent(round(share, 2)))
            bars.append(Bar(self.speaker.need(need), share, figure))
        return Bars(bars)

    def _family(self) -> Iterator[Block]:
        say, language = self.speaker.say, self.speaker.language
        yield Heading(say("paper.family"))
        rows = [
            (
                person["name"],
                words.say(f"relation.{person['relation']}", language),
                words.say(f"sex.{person['sex']}", language) if person["sex"] else "—",
                "—" if person["age"] is None else str(person["age"]),
            )
            for person in self.detail.facts["people"]
        ]
        columns = (
            Column(say("paper.name"), 3),
            Column(say("paper.relation"), 2),
            Column(say("paper.sex"), 1.5),
            Column(say("paper.age"), 1.5, Align.RIGHT),
        )
        yield Table(columns, rows)

    def _needs(self) -> Iterator[Block]:
        say, speaker = self.speaker.say, self.speaker
        yield Heading(say("paper.needs"))
        analysis = self.detail.facts.get("analysis")
        yield Text(say("paper.needs_text", day=analysis["as_of"]) if analysis else say("paper.needs_plain"))
        rows = [
            (
                speaker.need(need),
                speaker.short(needed(need)),
                speaker.short(have(need)) if have(need) else "—",
                *(speaker.short(amount) for amount in (asked(need), need["cover"], left(need))),
            )
            for need in self.detail.facts["needs"]
        ]
        columns = (
            Column(say("paper.need"), 2.6),
            Column(say("paper.needed"), 2, Align.RIGHT),
            Column(say("paper.have"), 2.2, Align.RIGHT),
            Column(say("paper.gap"), 2, Align.RIGHT),
            Column(say("paper.covered"), 2, Align.RIGHT),
            Column(say("paper.left"), 2, Align.RIGHT),
        )
        yield Table(columns, rows)
        yield from self._settled()

    def _settled(self) -> Iterator[Block]:
        """What the plan need not answer, and why: the family sees that nothing is sold to it again."""
        say, speaker = self.speaker.say, self.speaker
        settled = self.detail.facts.get("settled")
        if settled:
            yield Heading(say("paper.settled"), 2)
            yield Bullets(
                [
                    say("paper.settled_line" if need["why"] != NotAsked.MISSING else "paper.settled_unknown",
                        need=speaker.need(need), gap=speaker.amount(need["gap"], need["event"]),
                        why=speaker.why_settled(need))
                    for need in settled
                ]
            )  # fmt: skip

    def _plan(self) -> Iterator[Block]:
        say, speaker = self.speaker.say, self.speaker
        yield Heading(say("paper.plan"))
        items = self.detail.facts["items"]
        rows = [
            (
                speaker.product(item["product"]),
                speaker.person(item["insured"]),
                speaker.sum(item),
                speaker.pays(item),
                speaker.lasts(item),
                yuan(item["premium"], cents=True),
            )
            for item in items
        ]
        rows.append((say("paper.total"), "", "", "", "", yuan(self.detail.row.premium, cents=True)))
        columns = (
            Column(say("paper.product"), 4.6),
            Column(say("paper.insured" if speaker.insurance else "paper.for_whom"), 1.5),
            Column(say("paper.sum_yuan" if speaker.insurance else "paper.count"), 1.9, Align.RIGHT),
            Column(say("paper.pays"), 1.7, Align.CENTRE),
            Column(say("paper.lasts"), 1.7, Align.CENTRE),
            Column(say("paper.premium_yuan" if speaker.insurance else "paper.price_yuan"), 2, Align.RIGHT),
        )
        yield Table(columns, rows, frozenset({len(items)}))

    def _reasons(self) -> Iterator[Block]:
        """Item by item: which need it closes, and by how much."""
        say, speaker = self.speaker.say, self.speaker
        yield Heading(say("paper.what_for"))
        rows = [
            (speaker.product(item["product"]), speaker.person(item["insured"]), "\n".join(self._why(item)))
            for item in self.detail.facts["items"]
        ]
        who = say("paper.insured" if speaker.insurance else "paper.for_whom")
        yield Table((Column(say("paper.product"), 3.4), Column(who, 1.4), Column(say("paper.why"), 5.2)), rows)

    def _why(self, item: Mapping[str, Any]) -> list[str]:
        say = self.speaker.say
        lines = [self._answer(need, amount) for need, amount in item["answers"]]
        if not lines:
            kind = self.detail.facts["products"][item["product"]]["kind"]
            lines = [say("paper.waives" if kind == ProductKind.WAIVER else "paper.answers_none")]
        return lines

    def _changes(self) -> Iterator[Block]:
        """What was changed by hand in the plan as computed, and why."""
        changes = self.detail.facts.get("changes")
        if not changes:
            return
        say, speaker = self.speaker.say, self.speaker
        name = "name_zh" if speaker.language == Language.ZH else "name_en"
        yield Heading(say("paper.changes"))
        yield Bullets(
            [
                say(
                    "paper.change_line", what=words.say(f"change_of.{change['kind']}", speaker.language),
                    product=change[name], who=speaker.person(change["insured"]), reason=change["reason"],
                )
                for change in changes
            ]
        )  # fmt: skip

    def _products(self) -> Iterator[Block]:
        """What has to be known of each product, once, however many are insured with it."""
        say, speaker = self.speaker.say, self.speaker
        found = [(code, self._points(product)) for code, product in self.detail.facts["products"].items()]
        if not any(points for _, points in found):
            return
        yield Heading(say("paper.to_know"))
        for code, points in found:
            if points:
                yield Heading(speaker.product(code), 2)
                yield Bullets(points)

    def _points(self, product: Mapping[str, Any]) -> list[str]:
        say = self.speaker.say
        days = [say(f"paper.{key}", days=product[key]) for key in ("waiting_days", "cooling_off_days") if product[key]]
        glue = "" if self.speaker.language == Language.ZH else " "
        told = {key: self._fact(product["facts"], key) for key in ("features", "exclusions", "after_sale")}
        return ([glue.join(days)] if days else []) + [
            say(f"paper.fact.{key}", text=text) for key, text in told.items() if text
        ]

    def _fact(self, facts: Mapping[str, str], key: str) -> str:
        """In English where it was given, as :meth:`Product.fact` does."""
        said = facts.get(f"{key}_en", "") if self.speaker.language == Language.EN else ""
        return said or facts.get(key, "")

    def _answer(self, need_id: str, amount: int) -> str:
        speaker = self.speaker
        need = next((need for need in self.detail.facts["needs"] if need["id"] == need_id), None)
        if need is None:
            return speaker.say("paper.answers_none")
        share = percent(round(min(1.0, amount / need["gap"]), 2)) if need["gap"] else "100%"
        values: dict[str, Any] = {"need": speaker.need(need), "amount": speaker.amount(amount, need["event"])}
        return speaker.say("paper.answers", share=share, **values)

    def _open(self) -> Iterator[Block]:
        say, speaker = self.speaker.say, self.speaker
        yield Heading(say("paper.open"))
        open_ = [need for need in self.detail.facts["needs"] if left(need)]
        if not open_:
            yield Text(say("paper.open_none"))
            return
        yield Bullets(
            [
                say(
                    "paper.open_line" if need["why"] else "paper.open_line_plain", need=speaker.need(need),
                    amount=speaker.amount(left(need), need["event"]), why=speaker.why(need),
                )
                + (say("paper.open_until", day=need["planned"]) if need.get("planned") else "")
                for need in open_
            ]
        )  # fmt: skip
        yield Text(say("paper.open_note"), muted=True)
