"""Reports of the user's own: made, kept by name, exported."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.errors import NeedfolioError, bad_input
from app.services.front import reports
from app.services.front.reports import ReportRow, Result
from app.services.front.reports.fields import Line
from app.services.rules.figures.reports import Report
from app.ui.base.desk import Desk
from app.ui.base.saving import ask_where
from app.ui.base.task_runner import Task
from app.ui.progress.reports.answering import AnswerView
from app.ui.progress.reports.behind import BehindDialog, open_record
from app.ui.progress.reports.builder import Builder
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.checks_field import ChecksField
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Notice

SOON = 250  # milliseconds after the last change
LAST = "report_last"
KINDS = "Excel (*.xlsx);;CSV (*.csv)"
LEFT = 330


class ReportsDialog(Dialog):
    """What is asked for is counted at once, beside the window; what was asked last is there the next time."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(self.tr("Reports of your own"))
        self.resize(1010, 680)
        self.notice = Notice(desk.language)
        with desk.store.read() as session:
            lists = reports.offered(session)
        self.builder = Builder(desk.language, lists)
        self.answer = AnswerView(desk.language)
        self.choice = ComboBox()
        self.choice.setAccessibleName(self.tr("Reports kept and ready-made"))
        self.choice.activated.connect(self._choose)
        self._task: Task | None = None
        self._again = QTimer(self, interval=SOON, singleShot=True)
        self._again.timeout.connect(self.run)
        self.builder.edited.connect(self._again.start)
        self.builder.columns_asked.connect(self.choose_columns)
        self.answer.behind.connect(self.show_behind)
        self.answer.record.connect(self.open_line)
        self.answer.stopped.connect(self.stop)
        self._lay_out()
        self._fill(None)
        self.builder.show_report(self._last())
        self.run()

    def typed(self) -> bool:
        """Nothing is lost: what was asked last is remembered."""
        return False

    def done(self, result: int) -> None:
        self.stop()
        self.desk.preferences.set_text(LAST, json.dumps(self.builder.report().document()))
        super().done(result)

    # -- making ---------------------------------------------------------------------------------------------
    def run(self) -> None:
        """Count what is asked for now; what was being counted before is given up."""
        self._again.stop()
        self.stop()
        store, report = self.desk.store, self.builder.report()
        self.answer.show_busy(0)

        def done(result: Result) -> None:
            if task is self._task:
                self._task = None
                self.answer.show_result(result, self._name())
                self.export_button.setEnabled(True)

        def failed(error: NeedfolioError | None) -> None:
            if task is self._task:
                self._task = None
                self.answer.show_idle()
                self.notice.show_error(error)

        task = self.desk.tasks.run(
            self.tr("Counting a report"), lambda running: reports.run(store, report, running.step), done, failed
        )
        self._task = task
        task.progress.moved.connect(lambda count, _total: self.answer.show_busy(count) if task is self._task else None)

    def stop(self) -> None:
        if self._task is not None:
            self._task.progress.cancel()
            self._task = None
            self.answer.show_idle(self.tr("Stopped."))

    def choose_columns(self) -> None:
        source, language = self.builder.source, self.desk.language
        form = Form(language)
        choices = [(field.key, field.title(language)) for field in source.fields]
        form.add("columns", self.tr("Columns"), ChecksField(choices, lines=14))
        form.set_values({"columns": self.builder.columns})

        def keep(values: Mapping[str, Any]) -> None:
            self.builder.set_columns(values["columns"])

        FormDialog(self, self.tr("Columns of the rows"), form, keep, width=640).exec()

    # -- looking behind -------------------------------------------------------------------------------------
    def show_behind(self, lines: list[Line], title: str) -> None:
        assert self.answer.result is not None
        dialog = BehindDialog(self.desk, self.answer.result, lines, title, self)
        dialog.exec()
        if dialog.went:
            self.accept()

    def open_line(self, line: Line) -> None:
        """The window goes to the record; the report is there again when it is opened the next time."""
        assert self.answer.result is not None
        if open_record(self.desk, self.answer.result.source.record, line):
            self.accept()

    # -- keeping --------------------------------------------------------------------------------------------
    def save(self) -> None:
        """Under the name it has, or under a new one."""
        row = self._kept()
        if row is None:
            self.save_as()
            return
        with self.notice.guard():
            reports.save(self.desk.store, self.desk.actor, row.name, self.builder.report(), row.id)
            self._fill(row.id)
            self.notice.show_done(self.tr("“{name}” is kept.").format(name=row.name))

    def save_as(self) -> None:
        form = Form(self.desk.language)
        form.add("name", self.tr("Name of the report"), TextField())
        saved: list[ReportRow] = []

        def keep(values: Mapping[str, Any]) -> None:
            saved.append(reports.save(self.desk.store, self.desk.actor, values["name"], self.builder.report()))

        FormDialog(self, self.tr("Keep the report"), form, keep).exec()
        if saved:
            self._fill(saved[0].id)
            self.notice.show_done(self.tr("“{name}” is kept.").format(name=saved[0].name))

    def remove(self) -> None:
        row = self._kept()
        if row is None:
            return
        with self.notice.guard():
            reports.remove(self.desk.store, self.desk.actor, row.id)
            self._fill(None)
            self.desk.hub.offer_undo(self.tr("Report “{name}” removed").format(name=row.name))
            self.notice.show_done(self.tr("“{name}” is removed; Ctrl+Z in the window brings it back.").format(
                name=row.name))  # fmt: skip

    def ask_export(self) -> None:
        name = self._name() or self.windowTitle()
        if chosen := ask_where(self, self.desk.preferences, self.tr("Export the report"), f"{name}.xlsx", KINDS):
            self.export(chosen[0])

    def export(self, path: Path) -> None:
        """Write what is shown, on a worker."""
        result, name, language = self.answer.result, self._name(), self.desk.language
        if result is None:
            return
        found = result
        self.desk.tasks.run(
            self.tr("Writing the report"),
            lambda _running: reports.write(found, path, name, language),
            lambda _rows: self.notice.show_done(self.tr("Saved: {path}").format(path=path)),
            self.notice.show_error,
        )

    # -- inside ---------------------------------------------------------------------------------------------
    def _choose(self) -> None:
        row = self.choice.currentData()
        self._enable()
        if row is None:
            self.builder.show_report(Report(self.builder.source.key))
        elif row.report is None:
            self.notice.show_error(bad_input("report_unreadable"))
            return
        else:
            self.builder.show_report(row.report)
        self.run()

    def _fill(self, chosen: str | None) -> None:
        self.choice.clear()
        self.choice.addItem(self.tr("New report"), None)
        groups = (reports.reports(self.desk.store), reports.ready(self.desk.language))
        for rows in groups:
            if rows:
                self.choice.insertSeparator(self.choice.count())
            for row in rows:
                self.choice.addItem(row.name, row)
                if row.id == chosen:
                    self.choice.setCurrentIndex(self.choice.count() - 1)
        self._enable()

    def _enable(self) -> None:
        self.remove_button.setEnabled(self._kept() is not None)

    def _kept(self) -> ReportRow | None:
        """The one chosen, if it is one of the store's."""
        row = self.choice.currentData()
        return row if isinstance(row, ReportRow) and not row.id.startswith("ready.") else None

    def _name(self) -> str:
        row = self.choice.currentData()
        return row.name if isinstance(row, ReportRow) else ""

    def _last(self) -> Report:
        """What was asked last; the customers where that cannot be read."""
        report = reports.of_text(self.desk.preferences.text(LAST))
        known = report is not None and self.builder.source_box.findData(report.source) >= 0
        return report if report is not None and known else Report("customers")

    def _lay_out(self) -> None:
        self.save_button = QPushButton(self.tr("Keep"))
        self.save_as_button = QPushButton(self.tr("Keep as…"))
        self.remove_button = QPushButton(self.tr("Remove"))
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setEnabled(False)
        head = QHBoxLayout()
        head.addWidget(self.choice, 1)
        for button, act in ((self.save_button, self.save), (self.save_as_button, self.save_as),
                            (self.remove_button, self.remove), (self.export_button, self.ask_export)):  # fmt: skip
            button.clicked.connect(lambda _checked=False, act=act: act())
            button.setAutoDefault(False)
            head.addWidget(button)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self.builder)
        area.setFixedWidth(LEFT)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        halves = QHBoxLayout()
        halves.addWidget(area)
        halves.addWidget(self.answer, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addLayout(head)
        layout.addLayout(halves, 1)
        layout.addLayout(self.lay_foot(None))
