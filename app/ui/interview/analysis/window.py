"""The whole analysis of an interview in one window: assumptions at the left, what follows from them at the right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app import words
from app.services.base.file_names import default_name
from app.services.base.files import exported
from app.services.needs import analyses, analysis_records, assumption_sets, interviews, life_events
from app.services.needs.analysis import shipped_basis, write_case
from app.services.needs.analysis.inputs import Inputs, assumption_set
from app.services.needs.interviews import InterviewDetail
from app.services.needs.interviews.reading import inputs_of
from app.services.rules.needs.life_stages import stage_of
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.base.saving import ask_where
from app.ui.interview.analysis.charts import Words
from app.ui.interview.analysis.forms import ask_set
from app.ui.interview.analysis.panel import AssumptionPanel
from app.ui.interview.analysis.paper import chart_figures
from app.ui.interview.analysis.pictures import CoverTab, GapsTab, LifeTab, Tab
from app.ui.interview.analysis.tables import ChangesTab, ScenariosTab
from app.ui.interview.analysis.view import View
from app.ui.interview.meaning.worksheet import WorksheetDialog
from app.ui.shared.paper import PaperDialog
from app.ui.shared.statutory import StatuteList
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.life_event_form import ask_event
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label

WIDTH, HEIGHT = 1240, 720
SAVE_AFTER_MS = 500


class AnalysisWindow(Dialog):
    """Sliders redraw at once and are saved when they rest; a confirmed analysis is shown as it was frozen."""

    def __init__(self, parent: QWidget, desk: Desk, interview: InterviewDetail) -> None:
        super().__init__(parent)
        self.desk, self.interview = desk, interview
        self.setWindowTitle(self.tr("Needs analysis"))
        self.resize(min(WIDTH, parent.window().width() - 20), min(HEIGHT, parent.window().height() - 20))
        self.notice = Notice(desk.language)
        self.who, self.state = Label(), Label()
        self.who.setProperty("kind", "title")
        self.state.setProperty("kind", "muted")
        self.panel = AssumptionPanel(desk.language)
        self.panel.moved.connect(self._moved)
        self.panel.chosen.connect(self._choose_set)
        self.panel.keep.connect(self._keep_set)
        self.panel.prefer.connect(self._prefer_set)
        self.panel.drop.connect(self._drop_set)
        self.panel.statutes.connect(self._open_statutes)
        chart_words = self._chart_words()
        self.gaps = GapsTab(desk.language, chart_words)
        self.gaps.explain.connect(self.explain)
        self.cover = CoverTab(desk.language, chart_words)
        self.life = LifeTab(desk.language, chart_words)
        self.scenarios = ScenariosTab(desk.language)
        self.changes = ChangesTab(desk.language)
        self.changes.record.connect(self._record_event)
        self.changes.set_aside.connect(lambda id: self._event(life_events.set_aside, id))
        self.changes.take_back.connect(lambda id: self._event(life_events.take_back, id))
        self.tabs = QTabWidget()
        self._save_soon = QTimer(self, interval=SAVE_AFTER_MS, singleShot=True)
        self._save_soon.timeout.connect(self.save)
        self._lay_out()
        self._load()

    # -- loading --------------------------------------------------------------------------------------------
    def _load(self) -> None:
        interview, store = self.interview, self.desk.store
        needs, order = interviews.analyse_interview(interview)
        names = {person.id: person.name for person in interview.people}
        inputs = inputs_of(interview)
        frozen = analyses.of_interview(store, interview.id) if interview.confirmed else None
        if frozen is not None and frozen.document:
            inputs, names = frozen.inputs, {**names, **frozen.names}
            kept = {need["key"] for need in frozen.result["needs"]}
            needs = tuple(need for need in inputs.needs() if need.key in kept)
        elif frozen is not None:
            code, version = "error.inputs_not_kept", frozen.formula_version
            self.notice.show_problem(words.say(code, self.desk.language, version=version))
        self._is_frozen = frozen is not None and bool(frozen.document)
        self.view = View(inputs, names, tuple(order), needs)
        self._show_head(inputs)
        self._show_sets()
        self.panel.show_values(assumption_set({}, inputs.basis), inputs.changes, inputs.credited)
        self.panel.set_locked(interview.confirmed)
        self.changes.show_before(analyses.before(store, interview.household_id, interview.id))
        self._show_events()
        self._show()

    def _show_head(self, inputs: Inputs) -> None:
        language = self.desk.language
        self.who.setText(self.interview.people[0].name if self.interview.people else "")
        stage = words.say(f"life_stage.{stage_of(inputs.case.members).value}", language)
        first = words.say("held.comma", language).join(labels.event(e, language) for e in self.view.suggested_events())
        frozen = self.tr("frozen on {day}, formula {version}").format(
            day=inputs.as_of.isoformat(), version=inputs.formula_version
        )
        said = self.tr("{stage}: commonly first {events}; the customer's own order counts")
        parts = [said.format(stage=stage, events=first)] if first else [stage]
        self.state.setText("  ·  ".join([*parts, frozen] if self._is_frozen else parts))

    def _show(self, *, moving: bool = False) -> None:
        """Draw the tab that is seen; the others are drawn when they are."""
        tab = self.tabs.currentWidget()
        if isinstance(tab, Tab):
            tab.show_view(self.view, moving=moving)

    # -- assumptions ----------------------------------------------------------------------------------------
    def _moved(self, changes: Mapping[str, Any]) -> None:
        self.view = self.view.changed(changes)
        self._show(moving=True)
        self._save_soon.start()

    def save(self) -> None:
        """Keep the assumptions with the interview."""
        self._save_soon.stop()
        if self.interview.confirmed:
            return
        with self.notice.guard():
            changes = dict(self.view.inputs.changes)
            self.interview = interviews.change_assumptions(self.desk.store, self.desk.actor, self.interview.id, changes)

    def _choose_set(self, set_id: str) -> None:
        with self.notice.guard():
            assumption_sets.choose(self.desk.store, self.desk.actor, self.interview.id, set_id)
            self._save_soon.stop()
            self.interview = interviews.read(self.desk.store, self.interview.id)
            self._load()

    def _keep_set(self) -> None:
        a = self.view.assumptions
        values = {name: getattr(a, name) for name in shipped_basis().values}
        row = ask_set(self, self.desk, values, self.view.inputs.basis)
        if row is None:
            return
        if not self.interview.confirmed:
            self._choose_set(row.id)
        said = self.tr("Saved as {name}, edition {number}.")
        self.notice.show_done(said.format(name=row.name, number=row.edition))

    def _prefer_set(self) -> None:
        with self.notice.guard():
            assumption_sets.make_default(self.desk.store, self.desk.actor, self.panel.sets.currentData())
            self._show_sets()
            self.notice.show_done(self.tr("New interviews begin with this set."))

    def _drop_set(self) -> None:
        with self.notice.guard():
            assumption_sets.archive(self.desk.store, self.desk.actor, self.panel.sets.currentData())
            self._show_sets()
            self.notice.show_done(self.tr("No new interview begins with this set; what was computed with it stays."))

    def _show_sets(self) -> None:
        basis = self.view.inputs.basis
        self.panel.show_sets(assumption_sets.listing(self.desk.store), basis.name, basis.version)

    def _open_statutes(self) -> None:
        """What was changed there counts at once in a draft."""
        self.save()
        StatuteList(self.desk, self).exec()
        with self.notice.guard():
            self.interview = interviews.read(self.desk.store, self.interview.id)
            self._load()

    # -- what happened --------------------------------------------------------------------------------------
    def _show_events(self) -> None:
        self.changes.show_events(life_events.of_household(self.desk.store, self.interview.household_id))

    def _record_event(self) -> None:
        people = [(person.id, person.name) for person in self.interview.people]
        if ask_event(self, self.desk, self.interview.household_id, people):
            self._show_events()

    def _event(self, act: Any, event_id: str) -> None:
        with self.notice.guard():
            act(self.desk.store, self.desk.actor, event_id)
            self._show_events()

    # -- papers ---------------------------------------------------------------------------------------------
    def explain(self, key: str) -> None:
        need = next((need for need in self.view.needs if need.key == key), None)
        if need is not None:
            title = self.view.title(need, self.desk.language)
            WorksheetDialog(self, title, need, "", self.desk.language).exec()

    def print_record(self) -> None:
        """The record as a paper, shown before it is saved."""
        self.save()
        with self.notice.guard():
            figures = chart_figures(self.view, self._chart_words(), self.desk.language)
            paper = analysis_records.of_interview(self.desk.store, self.interview, self.desk.language, figures)
            name = f"{paper.title}-{self.who.text()}-{self.view.inputs.as_of.isoformat()}"
            PaperDialog(self, paper, name, self.desk.preferences).exec()

    def save_case(self) -> None:
        """The inputs as a case file: ``analyse`` gives the same numbers."""
        day = self.view.inputs.as_of.isoformat()
        name = default_name("case", ".json", self.desk.language, who=self.who.text(), day=day)
        chosen = ask_where(self, self.desk.preferences, self.tr("Save the case file"), name, "*.json")
        if chosen is None:
            return
        path = chosen[0]
        text = json.dumps(write_case(self.view.inputs), ensure_ascii=False, indent=1)
        with self.notice.guard():
            with exported(path, ".json") as part:
                part.write_text(text + "\n", encoding="utf-8")
            self.notice.show_done(self.tr("Saved: {path}").format(path=path))

    def done(self, result: int) -> None:
        """What still waits to be saved is saved."""
        if self._save_soon.isActive():
            self.save()
        super().done(result)

    def _chart_words(self) -> Words:
        return Words(
            unit=self.tr("thousand yuan"), have=self.tr("what there is"), gap=self.tr("what is missing"),
            age_of=self.tr("age of {name}"), cover=self.tr("cover"), need=self.tr("need of today"),
            coming=self.tr("what comes in"), living=self.tr("living and support of parents"),
            education=self.tr("education"), instalments=self.tr("instalments"), premiums=self.tr("premiums"),
            retirement=self.tr("spending in retirement"),
            year_unit=self.tr("thousand yuan a year, in today's prices"),
            warn_line=self.tr("premiums should stay below"), falls=self.tr("at {age}: −{amount} {name}"),
        )  # fmt: skip

    def _lay_out(self) -> None:
        for tab, title in (
            (self.gaps, self.tr("Gaps")),
            (self.cover, self.tr("Cover over the years")),
            (self.life, self.tr("Money over a life")),
            (self.scenarios, self.tr("If things change")),
            (self.changes, self.tr("What changed")),
        ):
            self.tabs.addTab(tab, title)
        self.tabs.currentChanged.connect(lambda _: self._show())
        self.paper = QPushButton(self.tr("Print the record…"))
        self.paper.clicked.connect(self.print_record)
        self.case = QPushButton(self.tr("Case file…"))
        self.case.clicked.connect(self.save_case)
        head = QHBoxLayout()
        head.addWidget(self.who)
        head.addWidget(self.state, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.panel)
        both.addWidget(self.tabs)
        both.setSizes([300, WIDTH - 300])
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.notice)
        layout.addWidget(both, 1)
        layout.addLayout(self.lay_foot(self.paper, self.case, away=self.tr("Close"), leave=self.accept))
