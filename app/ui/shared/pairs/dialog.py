"""The pairs of the store: a line for each, a switch for all, and what is sold together here to take over by a click."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.enums import Language
from app.errors import NeedfolioError, Problem
from app.services.offers.combinations.preferences import PairSetting, Preferences
from app.services.rules.offers.portfolio import Pair as SoldTogether
from app.ui.shared.pairs.line import Named, PairLine
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label

USUAL_BONUS = Fraction(1, 2)
SHOWN = 6
PLACE = re.compile(r"pairs\[(\d+)\]\.(\w+)")


class PairsDialog(Dialog):
    """``save`` keeps the preferences and may refuse them; ``sold`` are suggestions, the strongest first, ``few`` the
    sentence that they may be chance."""

    def __init__(
        self,
        parent: QWidget,
        language: Language,
        before: Preferences,
        products: Named,
        sold: Sequence[SoldTogether],
        few: str,
        save: Callable[[Preferences], object],
    ) -> None:
        super().__init__(parent)
        self._language, self._before, self._products, self._save = language, before, products, save
        self.setWindowTitle(self.tr("Products that belong together"))
        self.resize(860, 540)
        self.notice = Notice(language)
        self._titles = [self.tr("Counts"), self.tr("Product"), self.tr("Belongs to"), self.tr("Bonus")]
        self.lines: list[PairLine] = []
        self.suggestions: dict[QPushButton, SoldTogether] = {}
        self.counts = QCheckBox(self.tr("Count the bonus of pairs in every plan"))
        self.counts.setChecked(before.pairs_count)
        self.grid = QGridLayout()
        self._lay_out(sold, few)
        for pair in before.pairs:
            self.add(pair)
        self._offer()

    def add(self, pair: PairSetting) -> PairLine:
        button = QPushButton(self.tr("Remove"))
        button.setProperty("kind", "link")
        button.setAutoDefault(False)
        line = PairLine(self._products, self._titles, pair, button)
        button.clicked.connect(lambda: self.remove(line))
        row = self.grid.rowCount()
        for column, widget in enumerate(line.widgets):
            self.grid.addWidget(widget, row, column)
        self.lines.append(line)
        self._empty.hide()
        return line

    def remove(self, line: PairLine) -> None:
        self.lines.remove(line)
        for widget in line.widgets:
            self.grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._empty.setVisible(not self.lines)
        self._offer()

    def submit(self) -> None:
        for line in self.lines:
            line.mark("")
        try:
            pairs = tuple(line.pair(number) for number, line in enumerate(self.lines))
            self._save(replace(self._before, pairs=pairs, pairs_count=self.counts.isChecked()))
        except NeedfolioError as error:
            self.notice.show_problem("\n".join(self._told(problem) for problem in error.problems))
            return
        self.accept()

    def _told(self, problem: Problem) -> str:
        """The problem with its line, which is marked too."""
        text = words.say(f"error.{problem.code}", self._language, **problem.values)
        found = PLACE.match(problem.place.field or "")
        if found is None:
            return text
        number = int(found[1])
        self.lines[number].mark(found[2])
        return self.tr("Pair {number}: {text}").format(number=number + 1, text=text)

    def _add_new(self) -> None:
        line = self.add(PairSetting((), USUAL_BONUS))
        line.boxes[0].setFocus()

    def _take(self, pair: SoldTogether) -> None:
        self.add(PairSetting((pair.first, pair.second), USUAL_BONUS))
        self._offer()

    def _offer(self) -> None:
        """A suggestion is there until its pair is."""
        have = [{box.currentData() for box in line.boxes} for line in self.lines]
        for button, pair in self.suggestions.items():
            button.setEnabled({pair.first, pair.second} not in have)

    # -- laying out -----------------------------------------------------------------------------------------
    def _lay_out(self, sold: Sequence[SoldTogether], few: str) -> None:
        layout = QVBoxLayout(self)
        hint = self.tr(
            "A pair adds its bonus once for each person who has both products. It is shown apart and never counts as "
            "cover. A bonus of 1 weighs as much as a need of weight 1 wholly covered."
        )
        layout.addWidget(self.notice)
        layout.addWidget(_label(hint, "muted"))
        layout.addWidget(self.counts)
        layout.addWidget(self._table(), 1)
        if sold:
            layout.addWidget(_label(self.tr("Sold together here"), "heading"))
            if few:
                layout.addWidget(_label(few, "muted"))
            layout.addLayout(self._suggested(sold))
        layout.addLayout(self._buttons())

    def _table(self) -> QWidget:
        self.grid.setHorizontalSpacing(8)
        for column, stretch in enumerate((0, 1, 1, 0, 0)):
            self.grid.setColumnStretch(column, stretch)
        for column, title in enumerate(self._titles):
            self.grid.addWidget(_label(title, "muted"), 0, column)
        self._empty = _label(self.tr("No pair yet. Plans then look at cover and premium alone."), "muted")
        inside = QWidget()
        column_ = QVBoxLayout(inside)
        column_.addLayout(self.grid)
        column_.addWidget(self._empty)
        column_.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _suggested(self, sold: Sequence[SoldTogether]) -> QGridLayout:
        names = dict(self._products)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for row, pair in enumerate(sold[:SHOWN]):
            both = f"{names.get(pair.first, pair.first)} + {names.get(pair.second, pair.second)}"
            told = self.tr(
                "{together} of {households} families, {lift} times as often as by chance", n=pair.households
            ).format(together=pair.together, households=pair.households, lift=f"{float(pair.lift):.1f}")
            button = QPushButton(self.tr("Make a pair"))
            button.setAutoDefault(False)
            button.setAccessibleName(f"{button.text()}: {both}")
            button.clicked.connect(lambda _checked=False, pair=pair: self._take(pair))
            self.suggestions[button] = pair
            for column, widget in enumerate((_label(both, ""), _label(told, "muted"), button)):
                grid.addWidget(widget, row, column)
        return grid

    def _buttons(self) -> QHBoxLayout:
        self.more = QPushButton(self.tr("Add a pair"))
        self.more.clicked.connect(self._add_new)
        self.button = QPushButton(self.tr("Save"))
        self.button.clicked.connect(self.submit)
        return self.lay_foot(self.button, self.more)


def _label(text: str, kind: str) -> Label:
    label = Label(text)
    label.setProperty("kind", kind)
    label.setWordWrap(kind == "muted")
    return label
