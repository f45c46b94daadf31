"""The tabs that are pictures: gaps, cover over the years, the money of a life."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.enums import Event, Language
from app.services.needs.analysis.saying import caution_words, percent
from app.services.rules.needs.affordability import Burden, affordability
from app.services.rules.needs.gaps.cover import cliffs, cover_years
from app.services.rules.needs.life_money import life_money
from app.ui.base import formats, labels, theme
from app.ui.interview.analysis.charts import Words, draw_cover, draw_gaps, draw_life
from app.ui.interview.analysis.view import View
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.chart import Chart
from app.ui.widgets.plain import Label

BAR = 26
COVERED = (Event.DEATH, Event.ACCIDENT, Event.CRITICAL_ILLNESS, Event.DISABILITY, Event.MEDICAL)


class Tab(QWidget):
    """Shows a view; told only when it can be seen. ``moving`` while a slider moves: the picture keeps its frame."""

    def show_view(self, view: View, *, moving: bool = False) -> None:
        raise NotImplementedError


class GapsTab(Tab):
    """Gap bars by person, the medical tier in words, and what must be said beside the figures."""

    explain = Signal(str)  # need key

    def __init__(self, language: Language, chart_words: Words) -> None:
        super().__init__()
        self._language, self._words = language, chart_words
        self.chart = Chart(self.tr("What each person needs and what is missing"))
        self.medical = _text("")
        self.notes = _text("muted")
        self.needs = ComboBox()
        self.needs.setAccessibleName(self.tr("Need"))
        self.how = QPushButton(self.tr("How it is computed"))
        self.how.clicked.connect(lambda: self.explain.emit(self.needs.currentData()))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addWidget(self.chart)
        column.addWidget(self.medical)
        line = QHBoxLayout()
        line.addWidget(self.needs)
        line.addWidget(self.how)
        line.addStretch()
        column.addLayout(line)
        column.addWidget(self.notes)
        column.addStretch()
        _only(self, _scrolled(inside))

    def show_view(self, view: View, *, moving: bool = False) -> None:
        self.chart.setFixedHeight(max(220, 90 + BAR * len(view.sums)))
        colours = theme.colours()
        show = self.chart.redraw if moving else self.chart.show_chart
        show(lambda axes: draw_gaps(axes, view, self._words, colours, self._language))
        said = [caution_words(c, view.names, self._language) for c in view.inputs.cautions()]
        self.notes.setText("\n".join(f"• {sentence}" for sentence in said))
        parts = []
        for need in view.needs:
            if need.event == Event.MEDICAL:
                answered = self.tr("✓ reached") if need.gap_fen == 0 else self.tr("✕ not reached")
                parts.append(f"{view.names.get(need.member, need.member)} {answered}")
        tier = formats.short_money(int(view.assumptions.medical_tier * 100), self._language)
        text = self.tr("Medical cover goes by tier ({tier} a year): {people}")
        self.medical.setText(text.format(tier=tier, people="  ·  ".join(parts)) if parts else "")
        if not moving:
            self._fill_needs(view)

    def _fill_needs(self, view: View) -> None:
        kept = self.needs.currentData()
        self.needs.clear()
        for need in view.ordered():
            self.needs.addItem(view.title(need, self._language), need.key)
        self.needs.setCurrentIndex(max(0, self.needs.findData(kept)))
        self.how.setEnabled(self.needs.count() > 0)


class CoverTab(Tab):
    """One person against one event: cover by age, its cliffs, and the need of today."""

    def __init__(self, language: Language, chart_words: Words) -> None:
        super().__init__()
        self._language, self._words = language, chart_words
        self._view: View | None = None
        self.people, self.events = ComboBox(), ComboBox()
        self.people.setAccessibleName(self.tr("Person"))
        self.events.setAccessibleName(self.tr("Event"))
        for event in COVERED:
            self.events.addItem(labels.event(event, language), event.value)
        for box in (self.people, self.events):
            box.activated.connect(lambda: self._draw())
        self.chart = Chart(self.tr("Cover over the years"), 320)
        self.falls = _text("")
        head = QHBoxLayout()
        head.addWidget(self.people)
        head.addWidget(self.events)
        head.addStretch()
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.chart, 1)
        layout.addWidget(self.falls)

    def show_view(self, view: View, *, moving: bool = False) -> None:
        self._view = view
        kept = self.people.currentData()
        self.people.clear()
        for member in view.people():
            self.people.addItem(view.names.get(member.key, member.key), member.key)
        self.people.setCurrentIndex(max(0, self.people.findData(kept)))
        self._draw(moving=moving)

    def _draw(self, *, moving: bool = False) -> None:
        view, key, event = self._view, self.people.currentData(), self.events.currentData()
        if view is None or key is None:
            return
        a = view.assumptions
        member = next(m for m in view.case.members if m.key == key)
        years = max(5, int(a.life_expectancy) - member.age)
        cover = cover_years(member, event, years, a)
        falls = list(cliffs(member, event, years, a))
        need = next((n for n in view.of_person(key) if n.event == event), None)
        wanted = None if need is None else need.result.net + cover[0]
        if need is not None and event == Event.MEDICAL:
            wanted = need.result.need
        colours, language = theme.colours(), self._language
        words = _named(self._words, view.names.get(key, key))
        show = self.chart.redraw if moving else self.chart.show_chart
        show(lambda axes: draw_cover(axes, member, cover, wanted, falls, words, colours, language))
        if not any(cover):
            said = self.tr("No cover against this event.")
        elif not falls:
            said = self.tr("As far as is known this cover has no end; where no policy stands behind it, look it up.")
        else:
            line = self.tr("At {age} the cover falls by {amount}: {name}.")
            said = "\n".join(
                line.format(
                    age=member.age + c.year, name=c.name,
                    amount=formats.short_money(int((c.before - c.after) * 100), language),
                )
                for c in falls
            )  # fmt: skip
        self.falls.setText(said)


class LifeTab(Tab):
    """What comes in and goes out each year of a life, and whether premiums can be borne."""

    def __init__(self, language: Language, chart_words: Words) -> None:
        super().__init__()
        self._language, self._words = language, chart_words
        self.chart = Chart(self.tr("Money over a life"), 340)
        self.burden = _text("")
        self.tight = _text("muted")
        layout = QVBoxLayout(self)
        layout.addWidget(self.chart, 1)
        layout.addWidget(self.burden)
        layout.addWidget(self.tight)

    def show_view(self, view: View, *, moving: bool = False) -> None:
        years = life_money(view.case, view.assumptions)
        first = view.case.members[0]
        words = _named(self._words, view.names.get(first.key, first.key))
        colours, warn = theme.colours(), view.assumptions.premium_warn
        show = self.chart.redraw if moving else self.chart.show_chart
        show(lambda axes: draw_life(axes, years, warn, words, colours, self._language))
        self.burden.setText(self._burden(view))
        short = [year.age for year in years if year.balance < 0]
        text = self.tr("In {count} of these years more goes out than comes in, the first at {age}.", n=len(short))
        self.tight.setText(text.format(count=len(short), age=short[0]) if short else "")

    def _burden(self, view: View) -> str:
        found = affordability(view.case, view.assumptions)
        a = view.assumptions
        if found.burden == Burden.UNKNOWN or found.ratio is None:
            return self.tr("Whether premiums can be borne cannot be told: no income is known.")
        mark = {Burden.BEARABLE: "✓", Burden.HEAVY: "⚠", Burden.TOO_HEAVY: "✕"}[found.burden]
        text = self.tr(
            "{mark} Premiums now {paid} a year, {ratio} of the income (warn at {warn}, stop at {stop}); "
            "{room} more a year stay below the warning line."
        )

        def money(amount: object) -> str:
            return formats.short_money(int(amount * 100), self._language)  # type: ignore[operator]

        return text.format(
            mark=mark, paid=money(found.paid), ratio=percent(found.ratio), warn=percent(a.premium_warn),
            stop=percent(a.premium_stop), room=money(found.room),
        )  # fmt: skip


def _named(words: Words, name: str) -> Words:
    return replace(words, age_of=words.age_of.format(name=name))


def _text(kind: str) -> Label:
    label = Label()
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


def _only(parent: QWidget, child: QWidget) -> None:
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(child)
