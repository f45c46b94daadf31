"""How the frozen facts of a proposal are said in one language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app import words
from app.enums import Event, Language
from app.services.offers.catalogue.wording import say_pay, say_term
from app.services.offers.combinations import why_words
from app.services.offers.proposals.rows import NotAsked
from app.services.rules.base.payouts import is_paid_out
from app.services.tables.amounts import short_yuan, yuan


def left(need: Mapping[str, Any]) -> int:
    """What a plan leaves open of a frozen need, fen: of what was asked for; once that was the whole gap."""
    return max(0, asked(need) - int(need["cover"]))


def asked(need: Mapping[str, Any]) -> int:
    """What of a frozen need a plan was asked for, fen; once that was the whole gap."""
    return int(need.get("asked", need["gap"]))


def have(need: Mapping[str, Any]) -> int:
    """What is there of a frozen need or accepted and on its way, fen: policies linked to it, and the cover its
    analysis took off."""
    return sum(int(need.get(part, 0)) for part in ("in_force", "on_its_way", "elsewhere"))


def needed(need: Mapping[str, Any]) -> int:
    """What a frozen need wants in all, fen: less what there is, it is what was asked for."""
    return int(need["gap"]) + int(need.get("elsewhere", 0))


def over_budget(facts: Mapping[str, Any], premium: int) -> int:
    """By how much a frozen plan of ``premium`` costs more a year than the budget that was named, fen."""
    budget = facts.get("budget")
    return 0 if budget is None else max(0, premium - paid_at_once(facts) - int(budget))


def paid_at_once(facts: Mapping[str, Any]) -> int:
    """What of a frozen plan is paid once and never again, fen."""
    return sum(item["premium"] for item in facts["items"] if item["long"] and item["years"] == 1)


def answered(need: Mapping[str, Any]) -> float:
    """How much of what was asked for a plan answers, 0 to 1."""
    return 1 - left(need) / asked(need) if asked(need) else 1.0


WAN = 1_000_000  # fen in ten thousand yuan


class Speaker:
    """Words ``paper.<code>`` of a proposal, and its people, products, needs and amounts by their keys."""

    def __init__(self, facts: Mapping[str, Any], language: Language) -> None:
        self.language = language
        self._facts = facts
        self._people = {person["id"]: person["name"] for person in facts["people"]}
        events = {event for item in facts["items"] for event, _ in item["amounts"]}
        self.insurance = not events or bool(events & set(Event))
        """Goods come in units and carry no words about insurance."""

    def say(self, code: str, **values: Any) -> str:
        """A sentence of the vocabulary, filled."""
        return words.say(code, self.language, **values)

    def person(self, member_id: str) -> str:
        """A member by name; "—" for one who was not frozen."""
        return str(self._people.get(member_id, "—"))

    def product(self, code: str) -> str:
        """The name a product had."""
        product = self._facts["products"][code]
        return str(product["name_zh"] if self.language == Language.ZH else product["name_en"])

    def need(self, need: Mapping[str, Any]) -> str:
        """Who, against what."""
        return f"{self.person(need['member'])} · {self.event(need['event'])}"

    def event(self, event: str) -> str:
        """An event's word; one of a goods catalogue stands as it is."""
        return words.say(f"event.{event}", self.language) if words.known(f"event.{event}") else event

    def why(self, need: Mapping[str, Any]) -> str:
        """Why a need stays open; "" where nobody kept it."""
        code = need["why"]
        return code and why_words(code, need.get("missing", ()), self.language, goods=not self.insurance)

    def why_settled(self, need: Mapping[str, Any]) -> str:
        """Why a plan does not answer a need; what the customer gave as reasons stays with the agent."""
        if need["why"] != NotAsked.DECLINED:
            return self.say(f"not_asked.{need['why']}")
        until = need.get("until")
        return self.say("paper.declined_until", day=until) if until else self.say("paper.declined")

    def money(self, fen: int, *, cents: bool = False) -> str:
        """Fen as yuan with the unit; ``cents`` keeps two decimals."""
        return self.say("paper.yuan", amount=yuan(fen, cents=cents))

    def short(self, fen: int) -> str:
        """Large sums in ten thousands, as they are spoken of; goods by the piece."""
        return (
            self.say("paper.wan", amount=f"{fen / WAN:,.2f}".rstrip("0").rstrip("."))
            if (self.insurance and self.language == Language.ZH and fen >= WAN)
            else (self.money(fen) if self.insurance else yuan(fen))
        )

    def amount(self, fen: int, event: str) -> str:
        """Cover against an insured event is money; what goods give is units, kept as 1 yuan each."""
        return self.money(fen) if event in set(Event) else yuan(fen)

    def sum(self, item: Mapping[str, Any]) -> str:
        """What an item insures for, yuan; of a waiver what it waives each year; of an annuity that it is paid out."""
        if self._facts["products"][item["product"]]["kind"] == "waiver":
            return self.say("paper.waived", amount=yuan(item["sum"], cents=True))
        if is_paid_out(event for event, _ in item["amounts"]):
            return self.say("paper.paid_out", amount=yuan(item["sum"]))
        return yuan(item["sum"])

    def sum_short(self, item: Mapping[str, Any]) -> str:
        """The same where a line is short."""
        if self._facts["products"][item["product"]]["kind"] == "waiver":
            return self.say("paper.phone.waived")
        amount = short_yuan(item["sum"], self.language) if self.insurance else yuan(item["sum"])
        paid_out = is_paid_out(event for event, _ in item["amounts"])
        return self.say("paper.paid_out", amount=amount) if paid_out else amount

    def pays(self, item: Mapping[str, Any]) -> str:
        """For how many years an item is paid."""
        years = self._facts["products"][item["product"]]["pay_years"]
        return say_pay(years, self.language, once=item["long"] or not self.insurance)

    def lasts(self, item: Mapping[str, Any]) -> str:
        """How long an item lasts."""
        return say_term(self._facts["products"][item["product"]]["term"], self.language)
