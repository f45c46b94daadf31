"""The charts of an analysis as pictures for its record: light, whatever the theme."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from app import words
from app.enums import Event, Language
from app.services.rules.needs.gaps.cover import cliffs, cover_years
from app.services.rules.needs.life_money import life_money
from app.services.tables.paper import Figure
from app.ui.base import theme
from app.ui.interview.analysis.charts import Words, draw_cover, draw_life
from app.ui.interview.analysis.view import View
from app.ui.widgets.chart import dress, use_font

SIZE, DPI = (8.0, 3.4), 170


def chart_figures(view: View, chart_words: Words, language: Language) -> Sequence[Figure]:
    """The money of the life, and the death cover of everybody who loses some of it."""
    colours, a = theme.LIGHT, view.assumptions
    if not view.case.members:
        return ()
    first = view.case.members[0]
    named = replace(chart_words, age_of=chart_words.age_of.format(name=view.names.get(first.key, first.key)))
    years = life_money(view.case, a)
    drawn = [
        Figure(
            picture(lambda axes: draw_life(axes, years, a.premium_warn, named, colours, language)),
            words.say("record.life", language),
        )
    ]
    for need in view.needs:
        if need.event != Event.DEATH:
            continue
        member = next(m for m in view.case.members if m.key == need.member)
        span = max(5, int(a.life_expectancy) - member.age)
        falls = list(cliffs(member, need.event, span, a))
        if not falls:
            continue
        cover = cover_years(member, need.event, span, a)
        name = view.names.get(member.key, member.key)
        said = replace(chart_words, age_of=chart_words.age_of.format(name=name))
        wanted = need.result.net + cover[0]

        def draw(axes: Any, m: Any = member, c: Any = cover, w: Any = wanted, f: Any = falls, s: Any = said) -> None:
            draw_cover(axes, m, c, w, f, s, colours, language)

        drawn.append(Figure(picture(draw), f"{words.say('record.cover', language)} · {view.title(need, language)}"))
    return drawn


def picture(draw: Callable[[Any], None]) -> bytes:
    """A PNG of what ``draw`` does on axes in the paper's colours."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Drawing

    use_font()
    drawing = Drawing(figsize=SIZE, dpi=DPI, layout="constrained")
    canvas = FigureCanvasAgg(drawing)
    axes = drawing.add_subplot()
    dress(drawing, axes, theme.LIGHT)
    draw(axes)
    file = io.BytesIO()
    canvas.print_png(file)  # type: ignore[no-untyped-call]
    return file.getvalue()
