"""The words of an analysis in one language: cautions, figures, scenarios, values of assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from app import words
from app.enums import Language
from app.services.rules.needs.assumptions import SPEC_OF, Unit
from app.services.rules.needs.cautions import Caution
from app.services.rules.needs.gaps import NeedResult
from app.services.rules.needs.scenarios import LOST, Scenario
from app.services.rules.needs.worksheets import Line

COVER = ".cover."
LONG = 360  # months: beyond it a figure says no more
ILLUSTRATIONS = ("city_medical", "city_care")  # cautions of figures that are no city's rules in force


def caution_words(caution: Caution, names: Mapping[str, str], language: Language) -> str:
    """One sentence to the agent; ``names`` are the members' names by key."""
    return _caution(f"caution.{caution.code}", caution, names, language)


def cautions_on_paper(cautions: Iterable[Caution], names: Mapping[str, str], language: Language) -> list[str]:
    """To the family: what the agent is to do stands in other words, figures that are illustrations do not stand."""
    found = []
    for caution in cautions:
        if caution.code not in ILLUSTRATIONS:
            code = f"caution_paper.{caution.code}"
            found.append(_caution(code if words.known(code) else f"caution.{caution.code}", caution, names, language))
    return found


def _caution(code: str, caution: Caution, names: Mapping[str, str], language: Language) -> str:
    values: dict[str, Any] = {name: _value(name, value, language) for name, value in caution.values.items()}
    if paths := caution.values.get("paths"):
        comma = words.say("held.comma", language)
        values["what"] = comma.join(figure_words(path, names, language) for path in paths)
    if events := caution.values.get("instead"):
        comma = words.say("held.comma", language)
        values["instead"] = comma.join(_within(words.say(f"event.{event}", language)) for event in events)
    if caution.code == "return_above_guaranteed":
        values["what"] = _within(words.say(f"assumption.{caution.values['name']}", language))
    if caution.member:
        values["who"] = names.get(caution.member, caution.member)
    return words.say(code, language, **values)


def figure_words(path: str, names: Mapping[str, str], language: Language) -> str:
    """债务余额, 李强的年收入, 李强的身故保额: a figure by its path in the case."""
    if COVER in path:
        member, event = path.split(COVER)
        what = words.say("figure.cover", language, event=_within(words.say(f"event.{event}", language)))
    else:
        member, _, name = path.rpartition(".")
        what = words.say(f"figure.{name}", language)
    return words.say("figure.of", language, who=names.get(member, member), what=what) if member else what


def missing_words(need: NeedResult, names: Mapping[str, str], language: Language) -> str:
    """资料不足：缺家庭年支出: in place of a gap, where a figure it rests on is not known. Without a name it is
    some line that was not told, and is marked in the worksheet."""
    if not need.missing:
        return words.say("need.unknown", language)
    what = words.say("held.comma", language).join(figure_words(path, names, language) for path in need.missing)
    return words.say("need.missing", language, what=what)


def scenario_words(scenario: Scenario, names: Mapping[str, str], language: Language) -> str:
    """What a scenario is called; ``names`` are of the members by key."""
    code = f"scenario.{scenario.key}"
    if scenario.key == LOST:
        return words.say(code, language, who=names.get(scenario.member, scenario.member))
    return words.say(code, language)


def assumption_words(name: str, value: Decimal, language: Language) -> str:
    """3.0%, 2.25%, 300,000, 60, 年末: the value of an assumption in its unit."""
    unit = SPEC_OF[name].unit
    if unit == Unit.CHOICE:
        return words.say(f"choice.{name}.{int(value)}", language)
    if unit in (Unit.RATE, Unit.SHARE):
        return percent(value)
    return f"{value:,.0f}"


def explain_line(line: Line, valued_at: int, language: Language) -> str:
    """每年 96,000 元，从今年起 17 年，每年上涨 2.5%，按年息 3.0% 折算到今天. Empty for a plain lump sum of today."""
    if line.count == 0 or line.amount == 0:
        return ""
    amount = f"{line.amount:,.0f}"
    now = line.first_at == 0
    parts = []
    if line.count is None:
        parts.append(words.say("flow.forever", language, amount=amount, years=line.first_at))
    elif line.count > 1:
        code = ("flow.yearly_now", "flow.yearly_next")[line.first_at] if line.first_at < 2 else "flow.yearly_later"
        parts.append(words.say(code, language, amount=amount, first=line.first_at, count=line.count))
    elif not now or (line.rate and valued_at):
        parts.append(words.say("flow.once_now" if now else "flow.once_later", language, amount=amount,
                               years=line.first_at))  # fmt: skip
    if line.growth:
        parts.append(words.say("flow.growth", language, rate=f"{line.growth:.1%}"))
    if line.rate and parts:
        code = "flow.to_today" if valued_at == 0 else "flow.to_then"
        parts.append(words.say(code, language, rate=f"{line.rate:.1%}", years=valued_at))
    return words.say("flow.comma", language).join(parts)


def lasting(months: Decimal, language: Language) -> str:
    """How long savings last, in words."""
    if months > LONG:
        return words.say("record.long", language, years=LONG // 12)
    return words.say("record.months", language, months=int(months))


def percent(value: Decimal) -> str:
    """As many decimals as it has, at least one: 3.0%, 2.25%."""
    text = f"{value * 100:.2f}"
    return (text.removesuffix("0")) + "%"


def _value(name: str, value: Any, language: Language) -> Any:
    if name in ("rate", "most", "ratio", "payout"):
        return percent(value)
    if name == "event":
        return _within(words.say(f"event.{value}", language))
    return f"{value:,.0f}" if isinstance(value, Decimal) else value


def _within(text: str) -> str:
    """Words that begin a label, inside a sentence."""
    return text[:1].lower() + text[1:]
