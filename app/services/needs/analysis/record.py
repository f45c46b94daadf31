"""The record of an analysis 需求分析记录 as a paper: figures first, every worksheet in the annex."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app import words
from app.enums import Language
from app.services.needs.analysis.inputs import Inputs, shipped_basis
from app.services.needs.analysis.saying import (
    assumption_words,
    cautions_on_paper,
    explain_line,
    lasting,
    missing_words,
    percent,
    scenario_words,
)
from app.services.rules.needs.affordability import affordability
from app.services.rules.needs.assumptions import SPECS
from app.services.rules.needs.gaps import Bound, NeedResult, NeedState
from app.services.rules.needs.life_stages import stage_of
from app.services.rules.needs.scenarios import Outcome, play, scenarios
from app.services.rules.needs.worksheets import Result, Worksheet
from app.services.tables.paper import (
    Align,
    Bar,
    Bars,
    Block,
    Bullets,
    Column,
    Figure,
    Heading,
    NewPage,
    Paper,
    Remark,
    Table,
    Text,
)

ONE_PAGE = 16  # rows of members, needs and bars that stand on the first page together


@dataclass(frozen=True, slots=True)
class About:
    """Who and what a record is of. ``names`` are the members' by key; ``confirmed_on`` None while under way."""

    household: str
    names: Mapping[str, str]
    agent: str
    licence: str
    template: str
    confirmed_on: date | None


def analysis_record(
    inputs: Inputs, needs: Sequence[NeedResult], about: About, language: Language, figures: Sequence[Figure] = ()
) -> Paper:
    """The whole paper; ``figures`` are charts drawn by the window."""
    writer = _Writer(inputs, needs, about, language)
    return Paper(
        language,
        words.say("record.title", language),
        tuple(writer.blocks(figures)),
        words.say("record.family", language, name=about.household),
        writer.facts(),
        writer.running(),
    )


class _Writer:
    def __init__(self, inputs: Inputs, needs: Sequence[NeedResult], about: About, language: Language) -> None:
        self._inputs, self._needs, self._about, self._language = inputs, needs, about, language
        self._case, self._a = inputs.case, inputs.assumptions

    def _say(self, code: str, **values: object) -> str:
        return words.say(code, self._language, **values)

    def _heading(self, code: str) -> Heading:
        return Heading(self._say(code))

    def _column(self, code: str, width: float, *, number: bool = False) -> Column:
        return Column(self._say(f"column.{code}"), width, Align.RIGHT if number else Align.LEFT)

    def facts(self) -> tuple[tuple[str, str], ...]:
        about, basis = self._about, self._inputs.basis
        confirmed = about.confirmed_on
        state = "record.draft" if confirmed is None else "record.confirmed"
        day = "" if confirmed is None else confirmed.isoformat()
        return (
            (self._say("record.date"), self._inputs.as_of.isoformat()),
            (self._say("record.state"), self._say(state, day=day)),
            (self._say("record.agent"), about.agent),
            (self._say("record.licence"), about.licence or "—"),
            (self._say("record.template"), about.template),
            (self._say("record.stage"), self._say(f"life_stage.{stage_of(self._case.members).value}")),
            (self._say("record.set"), self._say("record.edition", name=self._set_name(), version=basis.version)),
            (self._say("record.formula"), self._inputs.formula_version),
        )

    def running(self) -> tuple[str, ...]:
        about, day = self._about, self._inputs.as_of.isoformat()
        licence = f"{self._say('record.licence')} {about.licence or '—'}"
        notice = f"{self._say('record.notice')} {self._say('record.private')}"
        return f"{about.agent} · {licence} · {day}", notice

    def blocks(self, figures: Sequence[Figure]) -> Iterator[Block]:
        yield self._heading("record.members")
        yield self._members()
        yield self._heading("record.needs")
        yield Text(self._say("record.needs_intro"), muted=True)
        yield self._table_of_needs()
        if len(self._case.members) + 2 * len(self._needs) > ONE_PAGE:
            yield NewPage()  # bars are looked at together: never begun at the foot of a page
        yield Bars(tuple(self._bar(need) for need in self._needs))
        yield from self._cautions()
        yield self._heading("record.scenarios")
        yield Text(self._say("record.scenarios_intro"), muted=True)
        yield self._scenarios()
        yield self._heading("record.premiums")
        yield self._premiums()
        yield from figures
        yield self._heading("record.assumptions")
        yield Text(self._say("record.assumptions_intro"), muted=True)
        yield self._assumptions()
        yield NewPage()
        yield self._heading("record.annex")
        for need in self._needs:
            yield from self._worksheets(need)
        yield Remark(self._say("worksheet.note"))

    def _members(self) -> Table:
        rows = [
            (
                self._name(member.key),
                self._say(f"relation.{member.relation.value}"),
                str(member.age),
                self._say("record.untold") if member.income is None else _money(member.income),
            )
            for member in self._case.members
        ]
        columns = (
            self._column("member", 2), self._column("relation", 2), self._column("age", 1, number=True),
            self._column("income", 2, number=True),
        )  # fmt: skip
        return Table(columns, rows)

    def _table_of_needs(self) -> Table:
        rows = [
            (
                self._name(need.member),
                self._say(f"event.{need.event}"),
                _cents(need.result.need),
                _cents(need.result.resources),
                self._gap(need),
            )
            for need in self._needs
        ]
        columns = (
            self._column("member", 2), self._column("need_kind", 2), self._column("need", 2, number=True),
            self._column("have", 2, number=True), self._column("gap", 2.6, number=True),
        )  # fmt: skip
        return Table(columns, rows)

    def _gap(self, need: NeedResult) -> str:
        if need.state == NeedState.UNKNOWN:
            return missing_words(need, self._about.names, self._language)
        amount = _cents(need.result.gap)  # as in the annex: the table adds up
        return amount if need.bound == Bound.EXACT else f"{self._say(f'bound.{need.bound.value}')} {amount}"

    def _bar(self, need: NeedResult) -> Bar:
        whole = need.result.need
        if need.state == NeedState.UNKNOWN:
            return Bar(f"{self._name(need.member)} · {self._say(f'event.{need.event}')}", 0.0, self._gap(need))
        share = float(min(Decimal(1), need.result.resources / whole)) if whole else 1.0
        figure = self._gap(need) if need.state == NeedState.OPEN else self._say("need.covered")
        return Bar(f"{self._name(need.member)} · {self._say(f'event.{need.event}')}", share, figure)

    def _cautions(self) -> Iterator[Block]:
        yield self._heading("record.cautions")
        said = cautions_on_paper(self._inputs.cautions(), self._about.names, self._language)
        yield Bullets(said) if said else Text(self._say("record.no_cautions"))

    def _scenarios(self) -> Table:
        outcomes = [play(self._case, self._a, one, self._inputs.formula_version) for one in scenarios(self._case)]
        columns = (
            self._column("scenario", 3), self._column("gaps", 2, number=True), self._column("balance", 2, number=True),
            self._column("months", 2, number=True),
        )  # fmt: skip
        return Table(columns, [self._outcome(outcome) for outcome in outcomes])

    def _outcome(self, outcome: Outcome) -> tuple[str, ...]:
        months = outcome.months
        return (
            scenario_words(outcome.scenario, self._about.names, self._language),
            _money(outcome.gap),
            _money(outcome.balance),
            "—" if months is None else lasting(months, self._language),
        )

    def _premiums(self) -> Text:
        burden = affordability(self._case, self._a)
        return Text(
            self._say(
                "record.premiums_text",
                paid=_money(burden.paid),
                income=_money(burden.income),
                ratio="—" if burden.ratio is None else percent(burden.ratio),
                burden=self._say(f"burden.{burden.burden.value}"),
                warn=_money(burden.warn_at),
                stop=_money(burden.stop_at),
            )
        )

    def _assumptions(self) -> Table:
        cells = []
        for spec in SPECS:
            mark = " ＊" if spec.name in self._inputs.changes else ""
            value = assumption_words(spec.name, getattr(self._a, spec.name), self._language)
            cells.append((self._say(f"assumption.{spec.name}") + mark, value))
        half = (len(cells) + 1) // 2
        left, right = cells[:half], [*cells[half:], *[("", "")] * (2 * half - len(cells))]
        columns = (
            self._column("assumption", 3), self._column("value", 1.2, number=True),
            self._column("assumption", 3), self._column("value", 1.2, number=True),
        )  # fmt: skip
        return Table(columns, [(*one, *other) for one, other in zip(left, right, strict=True)])

    def _worksheets(self, need: NeedResult) -> Iterator[Block]:
        title = f"{self._name(need.member)} · {self._say(f'event.{need.event}')}"
        for sheet, result in ((need.sheet, need.result), *need.others):
            code = f"sheet.{sheet.name}"
            several = f" – {self._say(code)}" if need.others and words.known(code) else ""
            yield Heading(title + several, 2)
            if words.known(f"method.{sheet.name}"):
                yield Text(self._say(f"method.{sheet.name}"), muted=True)
            yield self._worksheet(sheet, result)
            if result.payment:
                yield Text(self._say("record.saving", amount=_money(result.payment)), muted=True)

    def _worksheet(self, sheet: Worksheet, result: Result) -> Table:
        rows = []
        for line, value in zip(sheet.lines, result.values, strict=True):
            sign = "＋" if line.sign > 0 else "－"
            mark = f"（{self._say(f'mark.{line.mark}')}）" if line.mark else ""
            how = explain_line(line, sheet.valued_at, self._language)
            rows.append((f"{sign} {self._say(f'line.{line.label}')}{mark}", how, _cents(value)))
        last = ("worksheet.gap", result.gap) if result.surplus == 0 else ("worksheet.surplus", result.surplus)
        for code, amount in (("worksheet.need", result.need), ("worksheet.resources", result.resources), last):
            rows.append((self._say(code), "", _cents(amount)))
        columns = self._column("line", 3), self._column("how", 4), self._column("amount", 1.6, number=True)
        return Table(columns, rows, frozenset({len(rows) - 1}))

    def _name(self, key: str) -> str:
        return self._about.names.get(key, key)

    def _set_name(self) -> str:
        basis = self._inputs.basis
        return self._say("assumption_set.default") if basis.name == shipped_basis().name else basis.name


def _money(amount: Decimal) -> str:
    return f"{amount:,.0f}"


def _cents(amount: Decimal) -> str:
    return f"{amount:,.2f}"
