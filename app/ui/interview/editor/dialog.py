"""Interview templates in the window: sections, questions and their words are changed and kept as a new version."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.errors import NeedfolioError, Problem
from app.services.base.file_names import default_name
from app.services.base.files import exported
from app.services.needs.interviews.template_files import read_document, read_template
from app.services.needs.interviews.template_keeping import Offered, free_code, offered, save, withdraw
from app.services.needs.interviews.template_writing import write_document
from app.services.needs.interviews.templates import pick
from app.ui.base.desk import Desk
from app.ui.base.saving import ask_where
from app.ui.interview.editor.draft import Draft
from app.ui.interview.editor.faults import place_of
from app.ui.interview.editor.outline import Outline, Path
from app.ui.interview.editor.parts import QuestionForm, SectionForm, TemplateForm
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import MessageBox

WIDTH, HEIGHT = 1120, 680


class TemplateEditor(Dialog):
    """One template at a time. What is typed is checked as a whole when saved, and each fault named at its place."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.draft = Draft({"sections": []})
        self._offers: list[Offered] = []
        self._problems: list[Problem] = []
        self.form: TemplateForm | SectionForm | QuestionForm | None = None
        self.setWindowTitle(self.tr("Interview templates"))
        self.resize(min(WIDTH, parent.window().width() - 40), min(HEIGHT, parent.window().height() - 40))
        self.notice = Notice(desk.language)
        self.which = ComboBox()
        self.which.setAccessibleName(self.tr("Template"))
        self.which.activated.connect(self._choose)
        self.outline = Outline(desk.language)
        self.outline.chosen.connect(self._show_part)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.faults = QListWidget()
        self.faults.setAccessibleName(self.tr("Faults"))
        self.faults.setMaximumHeight(110)
        self.faults.setWordWrap(True)
        self.faults.hide()
        self.faults.currentRowChanged.connect(self._go_to_fault)
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self._load()

    # -- which ----------------------------------------------------------------------------------------------
    def _load(self, code: str | None = None) -> None:
        self._offers = offered(self._desk.store)
        self.which.clear()
        for offer in self._offers:
            template = offer.template
            own = self.tr("your version {version}") if offer.own else self.tr("version {version}")
            name = pick(template.name, self._desk.language)
            self.which.addItem(f"{name}   ({own.format(version=template.version)})", template.code)
        self.which.setCurrentIndex(max(0, self.which.findData(code)))
        self._open(self._offers[self.which.currentIndex()])

    def _open(self, offer: Offered) -> None:
        self.draft = Draft(write_document(offer.template))
        self.buttons["withdraw"].setEnabled(offer.own)
        self.buttons["withdraw"].setText(
            self.tr("Use the shipped one") if offer.shipped else self.tr("Offer it no longer")
        )
        self._show_all(())

    def _choose(self, index: int) -> None:
        if self._may_drop():
            self._open(self._offers[index])
        else:
            self.which.setCurrentIndex(self.which.findData(self.draft.opened_as))

    def copy(self) -> None:
        """A template of one's own that starts as this one."""
        self.draft.document["code"] = free_code(self._desk.store, self.draft.opened_as)
        self.draft.document["version"] = 1
        self.draft.changed = True
        self._show_all(())

    def withdraw(self) -> None:
        with_code = self.draft.opened_as
        with self._guard():
            withdraw(self._desk.store, self._desk.actor, with_code)
            self._load(with_code)

    def save(self) -> bool:
        """Keep it as the next version; what is wrong is listed instead, each at its place."""
        with self._guard():
            kept = save(self._desk.store, self._desk.actor, self.draft.document)
            self._show_faults([])
            self._load(kept.code)
            said = self.tr("Kept as version {version}. Interviews held before keep theirs.")
            self.notice.show_done(said.format(version=kept.version))
        return not self.faults.count()

    def ask_import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Import a template"), "", "JSON (*.json)")
        if path:
            self.import_file(FilePath(path))

    def import_file(self, path: FilePath) -> None:
        """A broken file is refused with the place of each fault; nothing of it is shown."""
        with self.notice.guard():
            self.draft = Draft(write_document(read_template(path)))
            self.draft.changed = True
            self._show_all(())

    def ask_export(self) -> None:
        name = default_name("interview", ".json", self._desk.language, template=self.draft.document["code"])
        title = self.tr("Export the template")
        if chosen := ask_where(self, self._desk.preferences, title, name, "JSON (*.json)"):
            with self._guard():
                self.export_file(chosen[0])

    def export_file(self, path: FilePath) -> None:
        """Raises InputError for a template that is not sound."""
        document = write_document(read_document(self.draft.document))
        with exported(path, ".json") as temporary:
            temporary.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    # -- parts ----------------------------------------------------------------------------------------------
    def act(self, change: Callable[[Path], Path]) -> None:
        """Change the structure at the current part and show where that leads."""
        self._show_all(change(self.outline.path))

    def _show_all(self, path: Path) -> None:
        self.outline.show_document(self.draft.document, path)
        self._show_part(self.outline.path)

    def _show_part(self, path: Path) -> None:
        self.form = self._form_for(path)
        self.form.fill(self.draft.part(path))
        self.form.edited.connect(lambda _: self._edited(path))
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch()  # what room is left is below, not between
        self.area.setWidget(held)
        for name in ("up", "down", "remove"):
            self.buttons[name].setEnabled(bool(path))
        self._mark(path)

    def _form_for(self, path: Path) -> TemplateForm | SectionForm | QuestionForm:
        if len(path) == 2:
            return QuestionForm(self._desk.language, self.draft.before(path))
        return SectionForm(self._desk.language) if path else TemplateForm(self._desk.language)

    def _edited(self, path: Path) -> None:
        assert self.form is not None
        part = self.form.part()
        self.draft.put(path, part)
        self.outline.rename(path, part[("name", "title", "text")[len(path)]])

    # -- faults ---------------------------------------------------------------------------------------------
    def _show_faults(self, problems: list[Problem]) -> None:
        self._problems = problems
        self.faults.blockSignals(True)
        self.faults.clear()
        for problem in problems:
            self.faults.addItem(f"{self._where(place_of(problem)[0])} · {words.explain(problem, self._desk.language)}")
        self.faults.blockSignals(False)
        self.faults.setVisible(bool(problems))
        if problems:
            said = self.tr("{count} faults: nothing was kept. Click one to go there.", n=len(problems))
            self.notice.show_problem(said.format(count=len(problems)))
            self.faults.setCurrentRow(0)

    def _go_to_fault(self, row: int) -> None:
        if 0 <= row < len(self._problems):
            self._show_all(place_of(self._problems[row])[0])

    def _mark(self, path: Path) -> None:
        """The faults of the part shown, beside their fields."""
        assert self.form is not None
        here = [Problem(p.code, p.place, p.values) for p in self._problems if place_of(p)[0] == path]
        self.form.show_problems([_at(p) for p in here])

    def _where(self, path: Path) -> str:
        if not path:
            return self.tr("Template")
        if len(path) == 1:
            return self.tr("Section {section}").format(section=path[0] + 1)
        return self.tr("Section {section}, question {question}").format(section=path[0] + 1, question=path[1] + 1)

    # -- the window -----------------------------------------------------------------------------------------
    def typed(self) -> bool:
        return self.draft.changed

    def _may_drop(self) -> bool:
        if not self.draft.changed:
            return True
        box = MessageBox(self)
        box.setText(self.tr("The changes are not saved."))
        drop = box.addButton(self.tr("Drop the changes"), MessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Go on editing"), MessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is drop:
            self.draft.changed = False
        return not self.draft.changed

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """Faults are listed, each at its place in the template."""
        try:
            yield
        except NeedfolioError as error:
            self._show_faults(list(error.problems))

    def _button(self, name: str, text: str, act: Callable[[], Any], kind: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setProperty("kind", kind)
        button.clicked.connect(lambda: act())
        self.buttons[name] = button
        return button

    def _lay_out(self) -> None:
        head, parts = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.which, 1)
        head.addWidget(self._button("copy", self.tr("Copy"), self.copy))
        head.addWidget(self._button("withdraw", self.tr("Use the shipped one"), self.withdraw))
        head.addWidget(self._button("import", self.tr("Import") + " …", self.ask_import))
        head.addWidget(self._button("export", self.tr("Export") + " …", self.ask_export))
        acts: tuple[tuple[str, str, Callable[[Path], Path]], ...] = (
            ("section", "＋ " + self.tr("Section"), lambda path: self.draft.add_section(path)),
            ("question", "＋ " + self.tr("Question"), lambda path: self.draft.add_question(path)),
            ("up", "↑", lambda path: self.draft.move(path, -1)),
            ("down", "↓", lambda path: self.draft.move(path, 1)),
            ("remove", self.tr("Remove"), lambda path: self.draft.remove(path)),
        )
        for name, text, change in acts:
            parts.addWidget(self._button(name, text, partial(self.act, change)))
        self.buttons["up"].setAccessibleName(self.tr("Move up"))
        self.buttons["down"].setAccessibleName(self.tr("Move down"))
        save = self._button("save", self.tr("Save as a new version"), self.save)
        foot = self.lay_foot(save, away=self.tr("Close"), leave=self.leave)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.outline, 1)
        column.addLayout(parts)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(self.area)
        both.setSizes([400, 680])
        both.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addLayout(head)
        layout.addWidget(both, 1)
        layout.addWidget(self.faults)
        layout.addLayout(foot)


def _at(problem: Problem) -> Problem:
    from app.ui.widgets.forms.fields import at_field

    return at_field(problem, place_of(problem)[1])
