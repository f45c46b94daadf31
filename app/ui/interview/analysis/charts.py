"""What is drawn of an analysis. Words come with the drawing, and colours: a paper is light in the dark theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.enums import Language
from app.services.rules.needs.gaps import CaseMember, NeedState
from app.services.rules.needs.gaps.cover import Cliff
from app.services.rules.needs.life_money import LifeYear
from app.ui.base import formats
from app.ui.base.theme import Colours
from app.ui.interview.analysis.view import View, gap_words, in_wan

LABEL, TICK = 9, 9


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on axes and in legends, in one language."""

    unit: str
    have: str
    gap: str
    age_of: str
    cover: str
    need: str
    coming: str
    living: str
    education: str
    instalments: str
    premiums: str
    retirement: str
    year_unit: str
    warn_line: str
    falls: str


def draw_gaps(axes: Any, view: View, words: Words, colours: Colours, language: Language) -> None:
    """One bar for each need, grouped by person: what there is, and what is missing after it."""
    needs = [need for member in view.people() for need in view.of_person(member.key) if need in view.sums]
    places = range(len(needs))
    have = [in_wan(min(n.result.resources, n.result.need), language) for n in needs]
    gap = [in_wan(n.result.gap, language) if n.state == NeedState.OPEN else 0.0 for n in needs]
    axes.barh(places, have, color=colours.accent, height=0.6, label=words.have)
    axes.barh(places, gap, left=have, color=colours.warn, alpha=0.45, height=0.6, label=words.gap)
    most = max([h + g for h, g in zip(have, gap, strict=True)], default=1) or 1
    for place, need in zip(places, needs, strict=True):
        covered = need.state == NeedState.COVERED
        said = "✓" if covered else gap_words(need, view.names, language)
        axes.text(have[place] + gap[place] + most * 0.012, place, said, va="center", fontsize=LABEL,
                  color=colours.good if covered else colours.text)  # fmt: skip
    titles = [view.title(need, language) for need in needs]
    if [label.get_text() for label in axes.get_yticklabels()] != titles:  # while a slider moves they stay
        axes.set_yticks(list(places), titles, fontsize=TICK)
        axes.grid(True, axis="x", color=colours.line, linewidth=0.5)
        axes.grid(False, axis="y")
    axes.set_ylim(len(needs) - 0.4, -0.6)
    members = [need.member for need in needs]
    for place in range(1, len(needs)):
        if members[place] != members[place - 1]:
            axes.axhline(place - 0.5, color=colours.line, linewidth=0.8)
    axes.set_xlim(0, most * 1.16)
    axes.set_xlabel(words.unit)
    axes.xaxis.set_major_formatter(_thousands)
    _legend(axes, colours)


def draw_cover(
    axes: Any,
    member: CaseMember,
    cover: Sequence[Decimal],
    need: Decimal | None,
    falls: Sequence[Cliff],
    words: Words,
    colours: Colours,
    language: Language,
) -> None:
    """Cover of one person against one event by age, with each cliff named, and today's need as a line."""
    ages = [member.age + year for year in range(len(cover))]
    heights = [in_wan(amount, language) for amount in cover]
    axes.fill_between(ages, heights, step="post", color=colours.accent, alpha=0.25)
    axes.step(ages, heights, where="post", color=colours.accent, linewidth=2, label=words.cover)
    top = max([*heights, 1.0])
    if need is not None:
        line = in_wan(need, language)
        top = max(top, line)
        axes.axhline(line, color=colours.warn, linewidth=1.4, linestyle="--", label=words.need)
    for number, cliff in enumerate(falls):
        age = member.age + cliff.year
        axes.plot([age], [in_wan(cliff.before, language)], marker="v", color=colours.bad, markersize=8)
        fall = formats.short_money(int((cliff.before - cliff.after) * 100), language)
        said = words.falls.format(age=age, amount=fall, name=_short(cliff.name))
        right = age > ages[0] + 0.7 * (ages[-1] - ages[0])
        axes.annotate(
            said, (age, in_wan(cliff.before, language)), textcoords="offset points",
            xytext=(-8 if right else 8, 10 + 13 * (number % 2)), ha="right" if right else "left", fontsize=LABEL,
            color=colours.text,
        )  # fmt: skip
    axes.set_ylim(0, top * 1.3)
    axes.set_xlim(ages[0], ages[-1])
    axes.set_xlabel(words.age_of)
    axes.set_ylabel(words.unit)
    axes.yaxis.set_major_formatter(_thousands)
    _legend(axes, colours)


def draw_life(
    axes: Any, years: Sequence[LifeYear], warn: Decimal, words: Words, colours: Colours, language: Language
) -> None:
    """Each year's outgoings stacked, what comes in as a line above, and the line premiums should stay under."""
    ages = [year.age for year in years]
    parts = (
        (words.living, colours.accent, 0.75, [year.living for year in years]),
        (words.retirement, colours.calm, 0.55, [year.retirement for year in years]),
        (words.education, colours.good, 0.75, [year.education for year in years]),
        (words.instalments, colours.muted, 0.45, [year.instalments for year in years]),
        (words.premiums, colours.warn, 0.9, [year.premiums for year in years]),
    )
    edges = [ages[0] - 0.5, *(age + 0.5 for age in ages)]
    floor = [0.0] * len(years)
    for name, colour, strength, amounts in parts:
        heights = [in_wan(amount, language) for amount in amounts]
        if any(heights):
            top = [low + height for low, height in zip(floor, heights, strict=True)]
            axes.stairs(top, edges, baseline=floor, fill=True, color=colour, alpha=strength, label=name)
            floor = top
    coming = [in_wan(year.incoming, language) for year in years]
    axes.stairs(coming, edges, baseline=None, color=colours.text, linewidth=1.8, label=words.coming)
    limits = [in_wan(year.incoming * warn, language) for year in years]
    axes.stairs(limits, edges, baseline=None, color=colours.warn, linewidth=1.2, linestyle=":", label=words.warn_line)
    axes.set_ylim(0, max([*floor, *coming, 1.0]) * 1.25)
    axes.set_xlim(ages[0] - 0.6, ages[-1] + 0.6)
    axes.set_xlabel(words.age_of)
    axes.set_ylabel(words.year_unit)
    _legend(axes, colours, columns=4)


def _legend(axes: Any, colours: Colours, columns: int = 3) -> None:
    axes.legend(frameon=False, labelcolor=colours.text, fontsize=LABEL, loc="lower left", bbox_to_anchor=(0, 1.0),
                ncols=columns, borderaxespad=0.2, columnspacing=1.2, handlelength=1.4)  # fmt: skip


def _thousands(value: float, _: object) -> str:
    return f"{value:,.0f}"


def _short(name: str) -> str:
    return name if len(name) <= 14 else name[:13] + "…"
