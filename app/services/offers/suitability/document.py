"""The frozen file of an assessment in five parts: needs, risk, means, cover held, and what was found and advised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app import words
from app.enums import Language, Severity, Suitability
from app.services.offers.suitability.recording import RecordRow
from app.services.offers.suitability.wording import event_words, say_finding
from app.services.rules.offers.suitability import Finding
from app.services.tables.amounts import percent, yuan
from app.services.tables.paper import Align, Block, Bullets, Column, Heading, Paper, Remark, Table, Text


def write_file(record: RecordRow, language: Language) -> Paper:
    """The paper; nothing in it comes from after the assessment was made."""
    file = record.file
    parts = _Parts(record, language)
    say = parts.say
    licence = file["agent"]["licence"]
    shown = "paper.running" if licence else "paper.running_unlicensed"
    return Paper(
        language,
        say("suit.title", household=file["household"]),
        tuple(parts.blocks()),
        say("suit.subtitle", number=record.number),
        (
            (say("suit.made_on"), file["day"]),
            (say("suit.verdict"), words.of(record.verdict, language)),
            (words.say("paper.agent", language), file["agent"]["name"]),
            *([(words.say("paper.licence", language), licence)] if licence else []),
            (say("suit.grade"), file["agent"]["grade"]),
            (say("suit.channel"), words.of(record.draft.known.channel, language)),
        ),
        (
            words.say(shown, language, agent=file["agent"]["name"], licence=licence, day=file["day"]),
            *words.say("paper.not_the_insurer", language).splitlines(),
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Parts:
    record: RecordRow
    language: Language

    def say(self, code: str, **values: Any) -> str:
        return words.say(code, self.language, **values)

    @property
    def file(self) -> Mapping[str, Any]:
        return self.record.file

    def blocks(self) -> Iterator[Block]:
        yield from self._needs()
        yield from self._risk()
        yield from self._means()
        yield from self._held()
        yield from self._result()

    def _needs(self) -> Iterator[Block]:
        yield Heading(self.say("suit.part.needs"))
        rows = [
            (
                self._member(n["member"]),
                event_words(n["event"], self.language),
                yuan(n.get("asked", n["gap"])),
                yuan(n["cover"]),
            )
            for n in self.file["needs"]
        ]
        columns = (
            Column(self.say("suit.member"), 2),
            Column(self.say("suit.need"), 2),
            Column(self.say("suit.gap"), 2, Align.RIGHT),
            Column(self.say("suit.cover"), 2, Align.RIGHT),
        )
        yield Table(columns, rows)

    def _risk(self) -> Iterator[Block]:
        yield Heading(self.say("suit.part.risk"))
        risk = self.record.draft.known.risk
        yield Text(words.of(risk, self.language) if risk else self.say("suit.not_asked"))
        rows = [
            (self._product(code), product["grade"], self.say("suit.long" if self._long(code) else "suit.short"))
            for code, product in self.file["products"].items()
        ]
        columns = (
            Column(self.say("suit.product"), 4),
            Column(self.say("suit.product_grade"), 2),
            Column(self.say("suit.lasts"), 2),
        )
        yield Table(columns, rows)

    def _long(self, code: str) -> bool:
        return any(item["long"] for item in self.file["items"] if item["product"] == code)

    def _means(self) -> Iterator[Block]:
        yield Heading(self.say("suit.part.means"))
        file = self.file
        share = "—" if file["share"] is None else percent(file["share"])
        limits = file["thresholds"]
        rows = [
            (self.say("suit.income"), yuan(file["income"])),
            (self.say("suit.budget"), yuan(file["budget"])),
            (self.say("suit.premium"), yuan(file["premium"], cents=True)),
            (self.say("suit.paid_before"), yuan(file["paid_before"], cents=True)),
            (self.say("suit.share"), share),
            (self.say("suit.limits"), f"{percent(limits['warn_share'])} / {percent(limits['stop_share'])}"),
            *self._at_once(),
        ]
        yield Table(
            (Column(self.say("suit.figure"), 3), Column(self.say("suit.yuan"), 2, Align.RIGHT)), rows, frozenset({4})
        )

    def _at_once(self) -> Iterator[tuple[str, str]]:
        """Single premiums against the money at hand, where there are any."""
        single, liquid, limits = self.file.get("single", 0), self.file.get("liquid"), self.file["thresholds"]
        if single:
            yield self.say("suit.single"), yuan(single, cents=True)
            yield self.say("suit.liquid"), yuan(liquid)
            yield self.say("suit.single_share"), percent(single / liquid) if liquid else "—"
            yield self.say("suit.single_limits"), f"{percent(limits['single_warn'])} / {percent(limits['single_stop'])}"

    def _held(self) -> Iterator[Block]:
        yield Heading(self.say("suit.part.cover"))
        rows = [
            (
                self._member(member),
                event_words(event, self.language),
                yuan(amount),
                self.say("suit.group") if group else self.say("suit.own"),
            )
            for member, event, amount, group in self.file["held"]
            if amount
        ]
        if not rows:
            yield Text(self.say("suit.none_held"))
            return
        columns = (
            Column(self.say("suit.member"), 2),
            Column(self.say("suit.event"), 2),
            Column(self.say("suit.amount"), 2, Align.RIGHT),
            Column(self.say("suit.by"), 2, Align.CENTRE),
        )
        yield Table(columns, rows)

    def _result(self) -> Iterator[Block]:
        yield Heading(self.say("suit.part.result"))
        verdict = self.record.verdict
        yield Remark(self._advice(verdict), words.of(verdict, self.language))
        found = [Finding(code, Severity(severity), values) for code, severity, values in self.file["findings"]]
        names = {code: self._product(code) for code in self.file["products"]}
        if found:
            yield Bullets(
                [f"[{words.of(one.severity, self.language)}] {say_finding(one, names, self.language)}" for one in found]
            )
        draft = self.record.draft
        for title, text in (("suit.explanation", draft.explanation), ("suit.own_will", draft.own_will)):
            if text:
                yield Heading(self.say(title), 2)
                yield Text(text)
        if self.record.recording:
            number = draft.recording_number or self.say("suit.recording_open")
            yield Heading(self.say("suit.recording"), 2)
            yield Text(self.say("suit.recording_text", number=number))
        yield Text(self.say("suit.note"), muted=True)

    def _advice(self, verdict: Suitability) -> str:
        if verdict == Suitability.STOP:
            return self.say("suit.advice.stop")
        return self.say("suit.advice.care" if verdict == Suitability.CARE else "suit.advice.suitable")

    def _member(self, key: str) -> str:
        return str(next((person["name"] for person in self.file["people"] if person["id"] == key), "—"))

    def _product(self, code: str) -> str:
        product = self.file["products"][code]
        return str(product["name_zh"] if self.language == Language.ZH else product["name_en"])
