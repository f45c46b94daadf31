"""The assumptions as sliders: every move is told at once, a reset brings the set's own values back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.services.needs.analysis.saying import assumption_words, percent
from app.services.needs.assumption_sets import SetRow
from app.services.rules.needs.assumptions import NAMES, OFFERED, RETURNS, Assumptions, Spec, Unit
from app.ui.widgets.boxes import ComboBox, Slider
from app.ui.widgets.plain import Label, plain


class AssumptionRow:
    """One assumption: its words, its value, and what moves it."""

    def __init__(self, spec: Spec, language: Language) -> None:
        self.spec, self._language = spec, language
        title = words.say(f"assumption.{spec.name}", language)
        self.title = Label(title)
        self.title.setWordWrap(True)
        self.value = Label()
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.slider: Slider | None = None
        self.choice: ComboBox | None = None
        if spec.unit == Unit.CHOICE:
            self.choice = ComboBox()
            for number in range(int(spec.least), int(spec.most) + 1):
                self.choice.addItem(assumption_words(spec.name, Decimal(number), language), number)
            self.choice.setAccessibleName(title)
        else:
            self.slider = Slider(Qt.Orientation.Horizontal)
            self.slider.setRange(0, int((spec.most - spec.least) / spec.step))
            self.slider.setPageStep(2)
            self.slider.setAccessibleName(title)

    @property
    def mover(self) -> QWidget:
        mover = self.slider or self.choice
        assert mover is not None
        return mover

    def read(self) -> Decimal:
        if self.choice is not None:
            return Decimal(self.choice.currentData())
        assert self.slider is not None
        return self.spec.least + self.spec.step * self.slider.value()

    def show(self, value: Decimal, credited: Decimal, *, changed: bool) -> None:
        """Set everything without telling anybody; a value beyond the slider's range keeps its figure. A return above
        what guaranteed products are ``credited`` is marked."""
        with QSignalBlocker(self.mover):
            if self.choice is not None:
                self.choice.setCurrentIndex(self.choice.findData(int(value)))
            elif self.slider is not None:
                self.slider.setValue(round((value - self.spec.least) / self.spec.step))
        risky = self.spec.name in RETURNS and value > credited
        said = "" if self.choice is not None else assumption_words(self.spec.name, value, self._language)
        self.value.setText(f"{said} ⚠" if risky else said)
        self.value.setToolTip(
            plain(words.say("assumption.risky", self._language, most=percent(credited)) if risky else "")
        )
        kind = "heading" if changed else ""
        for label in (self.title, self.value):
            if label.property("kind") != kind:
                label.setProperty("kind", kind)
                label.style().unpolish(label)
                label.style().polish(label)


class AssumptionPanel(QWidget):
    """Signals only; the window computes and saves. ``moved`` carries what now differs from the set."""

    moved = Signal(object)  # dict of changes
    chosen = Signal(str)  # the id of a set
    keep = Signal()
    prefer = Signal()
    drop = Signal()  # the chosen set is to go from the list
    statutes = Signal()  # the statutory and market data are asked for

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._base: Assumptions | None = None
        self._credited = Decimal(0)
        self._values: dict[str, Decimal] = {}
        self.sets = ComboBox()
        self.sets.setAccessibleName(self.tr("Set of assumptions"))
        self.sets.activated.connect(lambda: self.chosen.emit(self.sets.currentData()))
        self.reset = QPushButton(self.tr("Reset"))
        self.reset.clicked.connect(lambda: self._tell({}))
        self.save = QPushButton(self.tr("Save as a set…"))
        self.save.clicked.connect(self.keep)
        self.default = QPushButton(self.tr("Use for new interviews"))
        self.default.setProperty("kind", "link")
        self.default.clicked.connect(self.prefer)
        self.remove = QPushButton(self.tr("Retire this set"))
        self.remove.setProperty("kind", "link")
        self.remove.clicked.connect(self.drop)
        self.data = QPushButton(self.tr("Statutory and market data…"))
        self.data.setProperty("kind", "link")
        self.data.clicked.connect(self.statutes)
        self.rows = {spec.name: AssumptionRow(spec, language) for spec in OFFERED}
        for row in self.rows.values():
            if row.slider is not None:
                row.slider.valueChanged.connect(lambda _, row=row: self._moved(row))
            elif row.choice is not None:
                row.choice.activated.connect(lambda _, row=row: self._moved(row))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._groups())
        self._lay_out()

    def show_sets(self, sets: Sequence[SetRow], name: str, edition: int) -> None:
        """The sets to choose from; the one in use is named even when a newer edition has taken its place."""
        self.sets.clear()
        for row in sets:
            self.sets.addItem(self._title(row.name, row.edition, shipped=row.shipped), row.id)
        at = next((n for n, row in enumerate(sets) if (row.name, row.edition) == (name, edition)), None)
        if at is None:
            self.sets.setPlaceholderText(self._title(name, edition, shipped=False))
        self.sets.setCurrentIndex(-1 if at is None else at)
        current = None if at is None else sets[at]
        self.default.setVisible(current is not None and not current.default)
        self.remove.setVisible(current is not None and not current.shipped)

    def show_values(self, base: Assumptions, changes: Mapping[str, Any], credited: Decimal) -> None:
        """``base`` is the set; ``changes`` what differs from it for this family; ``credited`` what guaranteed products
        may credit at most."""
        self._base, self._credited = base, credited
        self._values = {name: getattr(base, name) for name in NAMES}
        self._values |= {name: Decimal(str(value)) for name, value in changes.items()}
        for name, row in self.rows.items():
            row.show(self._values[name], credited, changed=self._values[name] != getattr(base, name))
        self.reset.setEnabled(bool(self.changes()))

    def set_locked(self, locked: bool) -> None:
        """A confirmed analysis keeps its assumptions."""
        for row in self.rows.values():
            row.mover.setEnabled(not locked)
        for widget in (self.sets, self.reset):
            widget.setEnabled(not locked)

    def changes(self) -> dict[str, Any]:
        base = self._base
        return {name: value for name, value in self._values.items() if base and value != getattr(base, name)}

    def _moved(self, row: AssumptionRow) -> None:
        self._tell({**self.changes(), row.spec.name: row.read()})

    def _tell(self, changes: dict[str, Any]) -> None:
        assert self._base is not None
        self.show_values(self._base, changes, self._credited)
        self.moved.emit(self.changes())

    def _title(self, name: str, edition: int, *, shipped: bool) -> str:
        shown = words.say("assumption_set.default", self._language) if shipped else name
        return words.say("record.edition", self._language, name=shown, version=edition)

    def _groups(self) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 10, 0)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        group = ""
        for spec in OFFERED:
            row = self.rows[spec.name]
            if spec.group != group:
                group = spec.group
                head = Label(words.say(f"assumption_group.{group}", self._language))
                head.setProperty("kind", "muted")
                head.setContentsMargins(0, 10, 0, 2)
                grid.addWidget(head, grid.rowCount(), 0, 1, 2)
            at = grid.rowCount()
            grid.addWidget(row.title, at, 0)
            grid.addWidget(row.value, at, 1)
            grid.addWidget(row.mover, at + 1, 0, 1, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        return inside

    def _lay_out(self) -> None:
        title = Label(self.tr("Assumptions"))
        title.setProperty("kind", "heading")
        foot = QHBoxLayout()
        foot.addWidget(self.reset)
        foot.addStretch()
        foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(title)
        layout.addWidget(self.sets)
        links = QHBoxLayout()
        links.addWidget(self.default)
        links.addWidget(self.remove)
        links.addStretch()
        layout.addLayout(links)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.data, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(foot)
