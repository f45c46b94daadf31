"""File → columns → preview → result. Reading, planning and writing run beside the window and can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.errors import InputError
from app.services.base.file_names import default_name
from app.services.front import imports
from app.services.tables.imports.batches import BatchRow
from app.services.tables.imports.job import ImportJob
from app.services.tables.imports.kinds import Kind
from app.services.tables.imports.plan import ImportPlan
from app.services.tables.imports.rejects import write_rejects
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import other_encoding, read_pasted
from app.ui.base.desk import Desk
from app.ui.base.saving import EXCEL, ask_where
from app.ui.base.task_runner import Progress
from app.ui.shared.imports.columns import ColumnsStep
from app.ui.shared.imports.frame import WizardFrame
from app.ui.shared.imports.preview import PreviewStep
from app.ui.shared.imports.result import ResultStep
from app.ui.shared.imports.source import SourceStep

FILE, COLUMNS, PREVIEW, RESULT = range(4)


@dataclass(frozen=True, slots=True)
class Look:
    """What one kind of import is called. ``kind`` makes it when the file is chosen; ``extra`` stands above the file;
    ``blank`` writes an empty template to fill in."""

    title: str
    about: str
    kind: Callable[[], Kind]
    key: str
    extra: QWidget | None = None
    blank: Callable[[Path], int] | None = None


class ImportWizard(WizardFrame):
    """Open it with :meth:`open`; :meth:`take_file` and :meth:`take_text` start with what was chosen elsewhere."""

    def __init__(self, desk: Desk, parent: QWidget | None, look: Look) -> None:
        names = (
            QCoreApplication.translate("ImportWizard", "File"),
            QCoreApplication.translate("ImportWizard", "Columns"),
            QCoreApplication.translate("ImportWizard", "Preview"),
            QCoreApplication.translate("ImportWizard", "Result"),
        )
        super().__init__(desk, parent, look.title, names)
        self._look = look
        self.job: ImportJob | None = None
        self.plan: ImportPlan | None = None
        self.report: ImportReport | None = None
        self._source: Path | str | None = None
        folder = desk.preferences.text("excel_folder", str(Path.home()))
        self.source = SourceStep(look.about, folder, look.extra, blank=look.blank is not None)
        self.columns = ColumnsStep(desk.language)
        self.preview = PreviewStep(desk.language)
        self.outcome = ResultStep(desk.language)
        for page in (self.source, self.columns, self.preview, self.outcome):
            self.stack.addWidget(page)
        self._connect()
        self.go(FILE)

    # -- what starts it -------------------------------------------------------------------------------------
    def take_file(self, path: Path) -> None:
        self.desk.preferences.set_text("excel_folder", str(path.parent))
        self._source = path
        self._read()

    def take_text(self, text: str) -> None:
        self._source = text
        self._read()

    def _read(self, encoding: str = "") -> None:
        with self.notice.guard():
            self._read_as(self._look.kind(), encoding)

    def _read_as(self, kind: Kind, encoding: str) -> None:
        source, store, name = self._source, self.desk.store, self.tr("Clipboard")

        def work(progress: Progress) -> ImportJob:
            def step() -> None:
                progress.step(0)

            if isinstance(source, str):
                return ImportJob.start(store, kind, read_pasted(source, name))
            assert source is not None
            try:
                book = kind.read(source, encoding, step)
            except InputError as error:
                other = other_encoding(error)
                if not other:
                    raise
                book = kind.read(source, other, step)  # the next page shows in which encoding, and lets choose
            return ImportJob.start(store, kind, book)

        self.work(self.tr("Reading the file"), work, self._show_columns)

    # -- the steps ------------------------------------------------------------------------------------------
    def _show_columns(self, job: ImportJob) -> None:
        self.job = job
        self.preview.set_kind(job.kind)
        self.columns.show_job(job)
        self.go(COLUMNS)

    def _change_job(self, change: Callable[[ImportJob], None]) -> None:
        if self.job is None:
            return
        with self.notice.guard():
            change(self.job)
            self.columns.show_job(self.job)
            self.show_buttons()

    def next(self) -> None:
        if self.stack.currentIndex() == COLUMNS:
            self._plan_again()
        else:
            self.accept()

    def back(self) -> None:
        self.go(max(FILE, self.stack.currentIndex() - 1))

    def _plan_again(self) -> None:
        job, store = self.job, self.desk.store
        if job is not None:
            self.work(self.tr("Comparing"), lambda progress: job.plan(store, progress.step), self._show_preview)

    def _show_preview(self, plan: ImportPlan) -> None:
        assert self.job is not None
        self.plan = plan
        self.preview.show_plan(self.job, plan)
        self.go(PREVIEW)

    def _on_cell(self, number: int, field: str, text: str) -> None:
        if self.job is not None:
            self.job.edits[number, field] = text
            self._plan_again()

    def _on_decision(self, number: int, decision: str) -> None:
        if self.job is not None:
            self.job.decisions.pop(number, None)
            if decision:
                self.job.decisions[number] = decision
            self._plan_again()

    def _write(self) -> None:
        job, store, actor = self.job, self.desk.store, self.desk.actor
        if job is not None:
            self.work(self._look.title, lambda progress: job.apply(store, actor, progress.step), self._show_result)

    def _show_result(self, report: ImportReport) -> None:
        self.report = report
        self.outcome.show_report(report)
        self.go(RESULT)

    def save_rejects(self) -> None:
        assert self.plan is not None
        name = default_name("rejected", ".xlsx", self.desk.language)
        title, kinds = self.tr("Save the rejected rows"), "Excel (*.xlsx);;CSV (*.csv)"
        chosen = ask_where(self, self.desk.preferences, title, name, kinds)
        if chosen is None:
            return
        with self.notice.guard():
            count = write_rejects(chosen[0], self.plan, self.desk.language)
            self.notice.show_done(self.tr("{count} rows saved: {path}", n=count).format(count=count, path=chosen[0]))

    def save_blank(self) -> None:
        """The empty template of this kind, to be filled in and dropped here."""
        assert self._look.blank is not None
        name = default_name(f"template_{self._look.key}", ".xlsx", self.desk.language)
        chosen = ask_where(self, self.desk.preferences, self.tr("Save the blank template"), name, EXCEL)
        if chosen is not None:
            with self.notice.guard():
                self._look.blank(chosen[0])
                self.notice.show_done(self.tr("Saved: {path}").format(path=chosen[0]))

    def undo(self) -> None:
        if self.report is not None and self.report.batch is not None:
            self._undo(self.report.batch, self.outcome.show_undone)

    def _undo_batch(self, row: BatchRow | None) -> None:
        if row is not None:
            self._undo(row.id, self._show_batches)

    def _undo(self, batch: str, done: Callable[[], None]) -> None:
        store, actor = self.desk.store, self.desk.actor

        def finished(count: int) -> None:
            done()
            self.notice.show_done(self.tr("Taken back: {count} records are as they were.", n=count).format(count=count))

        self.work(self.tr("Taking the import back"), lambda _progress: imports.undo(store, actor, batch), finished)

    # -- how it looks ---------------------------------------------------------------------------------------
    def go(self, step: int) -> None:
        super().go(step)
        if step == FILE:
            self._show_batches()

    def _show_batches(self) -> None:
        self.source.show_batches(imports.batches(self.desk.store, self._look.key))

    def show_buttons(self) -> None:
        super().show_buttons()
        step = self.stack.currentIndex()
        self.back_button.setVisible(step in (COLUMNS, PREVIEW))
        self.next_button.setVisible(step in (COLUMNS, RESULT))
        self.write_button.setVisible(step == PREVIEW)
        ready = not self.busy
        if step == COLUMNS:
            ready = ready and self.job is not None and not self.job.missing
            self.next_button.setText(self.tr("Next"))
        elif step == PREVIEW:
            report = self.plan.report(dry_run=False) if self.plan else None
            wanted = report.added + report.updated if report else 0
            self.write_button.setText(self.tr("Import {count} rows", n=wanted).format(count=f"{wanted:,}"))
            self.write_button.setEnabled(ready and wanted > 0)
        else:
            self.next_button.setText(self.tr("Done"))
        self.next_button.setEnabled(ready)
        self.ends_with(self.write_button if step == PREVIEW else self.next_button)

    def _connect(self) -> None:
        self.source.chosen.connect(self.take_file)
        self.source.pasted.connect(self.take_text)
        self.source.undo_wanted.connect(self._undo_batch)
        store = self.desk.store
        self.columns.sheet_chosen.connect(lambda name: self._change_job(lambda job: job.choose_sheet(store, name)))
        self.columns.header_chosen.connect(
            lambda at, levels: self._change_job(lambda job: job.choose_header(store, at, levels))
        )
        self.columns.encoding_chosen.connect(self._read)
        self.source.blank_wanted.connect(self.save_blank)
        self.columns.field_chosen.connect(lambda at, name: self._change_job(lambda job: job.set_field(at, name)))
        self.columns.word_chosen.connect(
            lambda name, word, meant: self._change_job(lambda job: job.set_word(name, word, meant))
        )
        self.preview.cell_edited.connect(self._on_cell)
        self.preview.decided.connect(self._on_decision)
        self.outcome.save_wanted.connect(self.save_rejects)
        self.outcome.undo_wanted.connect(self.undo)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.next)
        self.write_button.clicked.connect(self._write)
