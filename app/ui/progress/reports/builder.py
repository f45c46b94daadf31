"""A report being asked for: the list, which rows of it, how they are grouped, what is added up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.services.front.reports import saying
from app.services.front.reports.fields import List
from app.services.rules.figures.reports import (
    NUMBERS,
    Group,
    Measure,
    Report,
    ReportHow,
    ReportStep,
    hows_of,
    steps_of,
)
from app.ui.progress.reports.conditions import Conditions
from app.ui.progress.reports.fields import choose, narrow, offer
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.plain import Label

GROUPS, MEASURES = 2, 3


class GroupLine(QWidget):
    """A field to group by and the step, or none."""

    edited = Signal()

    def __init__(self, name: str, language: Language) -> None:
        super().__init__()
        self._language = language
        self._source: List | None = None
        self.field, self.step = ComboBox(), ComboBox()
        self.field.setAccessibleName(name)
        self.step.setAccessibleName(self.tr("{what}: what is put together").format(what=name))
        narrow(self.field, self.step)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.field, 3)
        line.addWidget(self.step, 2)
        self.field.activated.connect(self._on_field)
        self.step.activated.connect(self.edited)

    def show_group(self, source: List, group: Group | None) -> None:
        self._source = source
        offer(self.field, self._language, source.fields, none="—")
        choose(self.field, group.field if group else "")
        self._offer_steps()
        if group is not None:
            choose(self.step, group.step.value)

    def group(self) -> Group | None:
        key = str(self.field.currentData() or "")
        return Group(key, ReportStep(self.step.currentData())) if key else None

    def _on_field(self) -> None:
        self._offer_steps()
        self.edited.emit()

    def _offer_steps(self) -> None:
        assert self._source is not None
        key = str(self.field.currentData() or "")
        steps = steps_of(self._source.by_key[key].kind) if key else ()
        self.step.clear()
        for step in steps:
            self.step.addItem(words.of(step, self._language), step.value)
        self.step.setVisible(len(steps) > 1)


class MeasureLine(QWidget):
    """A field and how it is added up; or the rows, counted."""

    edited = Signal()

    def __init__(self, name: str, language: Language, *, first: bool) -> None:
        super().__init__()
        self._language, self._first = language, first
        self._source: List | None = None
        self.field, self.how = ComboBox(), ComboBox()
        self.field.setAccessibleName(name)
        self.how.setAccessibleName(self.tr("{what}: how it is added up").format(what=name))
        narrow(self.field, self.how)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.field, 3)
        line.addWidget(self.how, 2)
        self.field.activated.connect(self._on_field)
        self.how.activated.connect(self.edited)

    def show_measure(self, source: List, measure: Measure | None) -> None:
        self._source = source
        numbers = [field for field in source.fields if field.kind in NUMBERS]
        rest = [field for field in source.fields if field.kind not in NUMBERS]
        offer(self.field, self._language, (*numbers, *rest), none="" if self._first else "—")
        self.field.insertItem(0 if self._first else 1, saying.title(Measure(), source, self._language), "*")
        if measure is None:
            choose(self.field, "*" if self._first else "")
        else:
            choose(self.field, measure.field or "*")
        self._offer_hows()
        if measure is not None:
            choose(self.how, measure.how.value)

    def measure(self) -> Measure | None:
        key = str(self.field.currentData() or "")
        if key in ("", "*"):
            return Measure() if key else None
        return Measure(ReportHow(self.how.currentData()), key)

    def _on_field(self) -> None:
        self._offer_hows()
        self.edited.emit()

    def _offer_hows(self) -> None:
        assert self._source is not None
        key = str(self.field.currentData() or "")
        hows: Sequence[ReportHow] = hows_of(self._source.by_key[key].kind) if key not in ("", "*") else ()
        self.how.clear()
        for how in hows:
            self.how.addItem(words.of(how, self._language), how.value)
        self.how.setVisible(bool(hows))


class Builder(QWidget):
    """``edited`` for every change of the user's."""

    edited = Signal()
    columns_asked = Signal()

    def __init__(self, language: Language, lists: Sequence[List]) -> None:
        super().__init__()
        self._lists = {one.key: one for one in lists}
        self._columns: tuple[str, ...] = ()
        self.source_box = ComboBox()
        self.source_box.setAccessibleName(self.tr("List taken"))
        for one in lists:
            self.source_box.addItem(words.say(f"report.list.{one.key}", language), one.key)
        narrow(self.source_box)
        self.source_box.activated.connect(self._on_source)
        self.conditions = Conditions(language)
        self.groups = [
            GroupLine(name, language) for name in (self.tr("Grouped by"), self.tr("Then by"))
        ]  # fmt: skip
        self.across = GroupLine(self.tr("Across"), language)
        self.measures = [
            MeasureLine(self.tr("Figure {number}").format(number=at + 1), language, first=not at)
            for at in range(MEASURES)
        ]
        self.columns_button = QPushButton(self.tr("Columns of the rows…"))
        self.columns_button.setAutoDefault(False)
        self.columns_button.clicked.connect(self.columns_asked)
        self.conditions.edited.connect(self.edited)
        for line in (*self.groups, self.across):
            line.edited.connect(self._on_edited)
        for measure in self.measures:
            measure.edited.connect(self._on_edited)
        self._lay_out()

    @property
    def source(self) -> List:
        """The list that is chosen."""
        return self._lists[str(self.source_box.currentData())]

    @property
    def columns(self) -> tuple[str, ...]:
        """Of the rows themselves; the usual ones until others are chosen."""
        return self._columns or self.source.usual

    def set_columns(self, columns: Sequence[str]) -> None:
        self._columns = tuple(columns)
        self.edited.emit()

    def report(self) -> Report:
        groups = tuple(group for line in self.groups if (group := line.group()) is not None)
        across = self.across.group()
        measures = tuple(measure for line in self.measures if (measure := line.measure()) is not None)
        return Report(self.source.key, self._columns, self.conditions.conditions(), groups, across, measures)

    def show_report(self, report: Report) -> None:
        """What it asks of fields that are there; a kept report may name one that went."""
        choose(self.source_box, report.source)
        source, known = self.source, self.source.by_key
        self._columns = tuple(key for key in report.columns if key in known)
        self.conditions.show_conditions(source, tuple(one for one in report.conditions if one.field in known))
        groups = [group for group in report.groups if group.field in known]
        for at, line in enumerate(self.groups):
            line.show_group(source, groups[at] if at < len(groups) else None)
        self.across.show_group(source, report.across if report.across and report.across.field in known else None)
        measures = [measure for measure in report.measures if not measure.field or measure.field in known]
        for at, measure_line in enumerate(self.measures):
            measure_line.show_measure(source, measures[at] if at < len(measures) else None)
        self._unfold()

    def _on_edited(self) -> None:
        self._unfold()
        self.edited.emit()

    def _unfold(self) -> None:
        """A further line is offered when the one before it says something."""
        chains: tuple[Sequence[GroupLine | MeasureLine], ...] = (self.groups, self.measures)
        for lines in chains:
            for before, line in pairwise(lines):
                line.setVisible(bool(before.field.currentData()) or bool(line.field.currentData()))

    def _on_source(self) -> None:
        self.show_report(Report(self.source.key))
        self.edited.emit()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setVerticalSpacing(4)
        by, sums = QVBoxLayout(), QVBoxLayout()
        for group in self.groups:
            by.addWidget(group)
        for line in self.measures:
            sums.addWidget(line)
        parts: list[tuple[str, QWidget | QVBoxLayout]] = [
            (self.tr("List taken"), self.source_box), (self.tr("Only those"), self.conditions),
            (self.tr("Grouped by"), by), (self.tr("Across"), self.across), (self.tr("Added up"), sums),
            ("", self.columns_button),
        ]  # fmt: skip
        for row, (name, part) in enumerate(parts):
            caption = Label(name)
            caption.setProperty("kind", "strong")
            caption.setVisible(bool(name))
            grid.addWidget(caption, 2 * row, 0)
            if isinstance(part, QWidget):
                grid.addWidget(part, 2 * row + 1, 0)
            else:
                grid.addLayout(part, 2 * row + 1, 0)
        grid.setRowStretch(2 * len(parts), 1)
