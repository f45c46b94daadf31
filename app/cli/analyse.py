"""``analyse CASE.json``: the needs of one household, with their worksheets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from app import words
from app.cli.call import Call, Commands, Reply
from app.services.needs.analysis import describe, read_case
from app.services.needs.analysis.saying import caution_words, missing_words, percent, scenario_words
from app.services.rules.needs.affordability import affordability
from app.services.rules.needs.gaps import Bound, NeedResult, NeedState
from app.services.rules.needs.life_stages import stage_of
from app.services.rules.needs.scenarios import play, scenarios
from app.services.tables.documents import read_json


def register(commands: Commands) -> None:
    parser = commands.add("analyse", run)
    parser.add_argument("file", type=Path, metavar="CASE.json", help=commands.say("cli.analyse.file"))


def run(call: Call) -> Reply:
    inputs = read_case(read_json(call.args.file), call.args.file.name, date.today())  # noqa: DTZ011 - the user's day
    needs = inputs.needs()
    case, a, language = inputs.case, inputs.assumptions, call.language
    names = {member.key: member.key for member in case.members}
    stage = words.say(f"life_stage.{stage_of(case.members).value}", language)
    lines = [
        call.say("cli.analyse.stage", stage=stage),
        call.say(
            "cli.analyse.assumptions", name=inputs.basis.name, version=inputs.basis.version,
            formula=inputs.formula_version,
        ),
    ]  # fmt: skip
    for need in needs:
        lines += _need(call, need)
    for scenario in scenarios(case):
        outcome = play(case, a, scenario, inputs.formula_version)
        gap = call.say("worksheet.gap")
        lines.append(f"{scenario_words(scenario, names, language)}: {gap} {outcome.gap:,.2f}")
    burden = affordability(case, a)
    ratio = "—" if burden.ratio is None else percent(burden.ratio)
    said = words.say(f"burden.{burden.burden.value}", language)
    lines.append(call.say("cli.analyse.premiums", premiums=f"{burden.paid:,.2f}", ratio=ratio, burden=said))
    lines += [f"! {caution_words(caution, names, language)}" for caution in inputs.cautions()]
    document: dict[str, Any] = describe(inputs, needs)
    return Reply(document, lines)


def _need(call: Call, need: NeedResult) -> Iterator[str]:
    language = call.language
    bound = "" if need.bound == Bound.EXACT else f" ({words.say(f'bound.{need.bound.value}', language)})"
    event = words.say(f"event.{need.event}", language)
    if need.state == NeedState.UNKNOWN:
        yield f"{need.member} {event}: {missing_words(need, {}, language)}"
    else:
        yield f"{need.member} {event}: {call.say('worksheet.gap')} {need.result.gap:,.2f}{bound}"
    for line, value in zip(need.sheet.lines, need.result.values, strict=True):
        sign = "+" if line.sign > 0 else "-"
        mark = f" ({words.say(f'mark.{line.mark}', language)})" if line.mark else ""
        yield f"    {sign} {words.say(f'line.{line.label}', language)}: {value:,.2f}{mark}"
