"""The proposal on one page for the phone: her words and order, what she has, what is missing, the plan, the rest.

At most three screens of a usual phone (390 × 844), whatever the family: of each part what comes first to her, and how
many more stand in the whole paper. No numbers of ours, nothing that was not kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app import words
from app.enums import Language
from app.services.offers.proposals.herself import ranked
from app.services.offers.proposals.reading import ProposalDetail
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
from app.services.tables.amounts import in_wan, percent, short_yuan, yuan
from app.services.tables.paper import (
    Align,
    Block,
    Bullets,
    Column,
    Heading,
    Paper,
    Remark,
    Table,
    Text,
)

MOST_QUOTES, QUOTE = 2, 56  # signs of a quote; English takes twice as many
MOST_HELD, MOST_NEEDS, MOST_ITEMS, MOST_OPEN = 4, 7, 8, 4
PAUSES = "。！？；，,.!?; "
RULES = ("paper.phone.rule.choice", "paper.phone.rule.truth")


def write_phone(detail: ProposalDetail, language: Language) -> Paper:
    """The page; its foot says who made it, the licence, the day, and that contract terms rule."""
    speaker = Speaker(detail.facts, language)
    say, agent = speaker.say, detail.facts["agent"]
    day = detail.row.as_of.isoformat()
    who = [agent["name"], *([f"{say('paper.licence')} {agent['licence']}"] if agent["licence"] else []), day]
    return Paper(
        language,
        say("paper.title" if speaker.insurance else "paper.title_goods", household=detail.facts["household"]),
        tuple(_Page(detail, speaker).blocks()),
        say("paper.subtitle", plan=words.say(f"plan.{detail.row.plan_name}", language)),
        running=(
            " · ".join(who),
            *say("paper.not_the_insurer" if speaker.insurance else "paper.not_the_maker").splitlines()[:1],
        ),
        narrow=True,
    )


class _Page:
    """The parts in their order; one with nothing to say is left out."""

    def __init__(self, detail: ProposalDetail, speaker: Speaker) -> None:
        self.facts, self.speaker, self.premium = detail.facts, speaker, detail.row.premium
        self.needs = _in_her_order(detail.facts)

    def blocks(self) -> Iterator[Block]:
        """The parts."""
        yield from self._costs()
        yield from self._words()
        yield from self._held()
        yield from self._gaps()
        yield from self._plan()
        yield from self._open()
        yield Text("\n".join(self.speaker.say(code) for code in RULES if self.speaker.insurance), muted=True)

    def _costs(self) -> Iterator[Block]:
        say, money, once = self.speaker.say, self.speaker.money, paid_at_once(self.facts)
        budget, yearly = self.facts.get("budget"), self.premium - once
        costs = [say("paper.phone.yearly", premium=money(yearly, cents=True))] if yearly or not once else []
        if once:
            costs.append(say("paper.phone.once", premium=money(once, cents=True)))
        if budget is not None:
            costs.append(say("paper.phone.budget", budget=money(budget)))
        if more := over_budget(self.facts, self.premium):
            yield Remark(say("paper.over_budget", more=money(more)), say("paper.over_budget.title"))
        yield Text((" · " if self.speaker.language == Language.EN else "，").join(costs), strong=True)

    def _words(self) -> Iterator[Block]:
        say = self.speaker.say
        quotes = [brief(text.strip("“”\"'"), self.speaker.language) for text in self.facts.get("words", [])]
        if quotes:
            yield Heading(say("paper.phone.words"))
            yield Bullets([say("paper.quote", text=text) for text in quotes[:MOST_QUOTES]])

    def _held(self) -> Iterator[Block]:
        say, held = self.speaker.say, self.facts.get("held")
        if held is None or not self.speaker.insurance:
            return
        yield Heading(say("paper.held"))
        if not held:
            yield Text(say("paper.held_none"))
            return
        yield Bullets([self._policy(one) for one in held[:MOST_HELD]])
        yield from self._more(len(held) - MOST_HELD, "paper.phone.more_held")

    def _policy(self, one: Mapping[str, Any]) -> str:
        speaker = self.speaker
        covers = [f"{speaker.event(event)} {speaker.short(amount)}" for event, amount in one["covers"]]
        values = {"who": speaker.person(one["member"]), "product": one["product"]}
        told = speaker.say("paper.phone.policy", **values)
        return told + (speaker.say("paper.phone.policy_pays", covers=self._list(covers)) if covers else "")

    def _gaps(self) -> Iterator[Block]:
        """Needed, there and missing of each need, in her order; how much of it the plan answers."""
        say = self.speaker.say
        if not self.needs:
            return
        yield Heading(say("paper.phone.gaps" if self.speaker.insurance else "paper.first"))
        amounts = ("needed", "there", "missing", "answered")
        columns = (
            Column(say("paper.need"), 3.4),
            *(Column(say(f"paper.phone.{one}"), 1.6, Align.RIGHT) for one in amounts),
        )
        yield Table(columns, [self._gap(number, need) for number, need in enumerate(self.needs[:MOST_NEEDS], 1)])
        yield from self._more(len(self.needs) - MOST_NEEDS, "paper.phone.more_needs")

    def _gap(self, number: int, need: Mapping[str, Any]) -> tuple[str, ...]:
        figures = (needed(need), have(need), asked(need))
        name, amounts = f"{number}. {self.speaker.need(need)}", [self._figure(amount) for amount in figures]
        return name, *amounts, percent(round(answered(need), 2))

    def _figure(self, fen: int) -> str:
        if not fen:
            return "—"
        if not self.speaker.insurance:
            return yuan(fen)
        return in_wan(fen) if self.speaker.language == Language.ZH else short_yuan(fen, self.speaker.language)

    def _plan(self) -> Iterator[Block]:
        say, speaker = self.speaker.say, self.speaker
        items = sorted(self.facts["items"], key=lambda item: -item["premium"])
        yield Heading(say("paper.plan"))
        rows = [
            (f"{speaker.product(item['product'])}\n{self._terms(item)}", speaker.sum_short(item),
             yuan(item["premium"], cents=True))
            for item in items[:MOST_ITEMS]
        ]  # fmt: skip
        if rest := items[MOST_ITEMS:]:
            words_ = say("paper.phone.more_items", count=len(rest))
            rows.append((words_, "", yuan(sum(item["premium"] for item in rest), cents=True)))
        rows.append((say("paper.total"), "", yuan(self.premium, cents=True)))
        columns = (
            Column(say("paper.product"), 3.6),
            Column(say("paper.phone.sum" if speaker.insurance else "paper.count"), 1.6, Align.RIGHT),
            Column(say("paper.phone.premium" if speaker.insurance else "paper.price_yuan"), 2, Align.RIGHT),
        )
        yield Table(columns, rows, frozenset({len(rows) - 1}))

    def _terms(self, item: Mapping[str, Any]) -> str:
        speaker = self.speaker
        return " · ".join((speaker.person(item["insured"]), speaker.pays(item), speaker.lasts(item)))

    def _open(self) -> Iterator[Block]:
        say, speaker = self.speaker.say, self.speaker
        open_ = [need for need in self.needs if left(need)]
        yield Heading(say("paper.phone.open"))
        if not open_:
            yield Text(say("paper.open_none"))
            return
        yield Bullets(
            [
                say("paper.phone.open_line", need=speaker.need(need), amount=speaker.short(left(need)))
                + (say("paper.open_until", day=need["planned"]) if need.get("planned") else "")
                for need in open_[:MOST_OPEN]
            ]
        )
        yield from self._more(len(open_) - MOST_OPEN, "paper.phone.more_open")

    def _more(self, count: int, code: str) -> Iterator[Block]:
        if count > 0:
            yield Text(self.speaker.say(code, count=count), muted=True)

    def _list(self, parts: Sequence[str]) -> str:
        return self.speaker.say("held.comma").join(parts)


def _in_her_order(facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What she ranked, then the rest."""
    first = ranked(facts)
    return [*first, *(need for need in facts["needs"] if not need.get("rank"))]


def brief(text: str, language: Language) -> str:
    """A saying of at most two lines, ended at a pause."""
    most = QUOTE if language == Language.ZH or not text.isascii() else 2 * QUOTE
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    pause = max(text.rfind(sign, most // 2, most) for sign in PAUSES)
    return text[: pause if pause > 0 else most].rstrip(PAUSES) + "……"
