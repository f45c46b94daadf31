"""Last step: what was done, the rows left out to be mended, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language, Verdict
from app.services.tables.reports import ImportReport
from app.ui.base import labels
from app.ui.shared.imports.preview import TONES
from app.ui.widgets.plain import Label


class ResultStep(QWidget):
    save_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.title = Label(kind="title", wrap=True)
        self.counts: dict[Verdict, Label] = {}
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setAccessibleName(self.tr("What is worth knowing"))
        self.save_button = QPushButton(self.tr("Save the rejected rows…"))
        self.save_button.setToolTip(self.tr("A file with the reason beside each row, to mend and import again"))
        self.save_button.clicked.connect(self.save_wanted)
        self.undo_button = QPushButton(self.tr("Undo this import"))
        self.undo_button.clicked.connect(self.undo_wanted)
        self._lay_out()

    def show_report(self, report: ImportReport) -> None:
        done = report.added + report.updated
        self.title.setText(
            self.tr("Done: {count} of {read} rows are in.", n=report.read).format(count=done, read=report.read)
            if done
            else self.tr("There was nothing to write: {read} rows read.", n=report.read).format(read=report.read)
        )
        numbers = (report.added, report.updated, report.unchanged, len(report.rejected), len(report.ignored))
        for verdict, number in zip(Verdict, numbers, strict=True):
            self.counts[verdict].setText(f"{number:,}")
        lines = [words.explain(problem, self._language) for problem in report.warnings]
        if report.absent:
            text = self.tr(
                "{count} are here and no longer in the file; nothing was deleted: {names}", n=len(report.absent)
            )
            lines.append(
                text.format(count=len(report.absent), names=labels.listed(report.absent[:100], self._language))
            )
        lines += [words.explain(problem, self._language) for problem in report.problems]
        self.told.setPlainText("\n".join(lines))
        self.told.setVisible(bool(lines))
        self.save_button.setVisible(bool(report.rejected))
        self.undo_button.setVisible(report.batch is not None)

    def show_undone(self) -> None:
        self.title.setText(self.tr("The import is undone: everything is as it was before."))
        self.undo_button.hide()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        line = QHBoxLayout(card)
        line.setContentsMargins(20, 14, 20, 14)
        for verdict in Verdict:
            number = Label("0", kind="number")
            name = Label(f"{TONES[verdict][0]} {words.of(verdict, self._language)}", kind="muted")
            column = QVBoxLayout()
            column.addWidget(number)
            column.addWidget(name)
            line.addLayout(column)
            line.addSpacing(26)
            self.counts[verdict] = number
        line.addStretch()
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.undo_button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.title)
        layout.addWidget(card)
        layout.addLayout(buttons)
        layout.addWidget(self.told, 1)
        layout.addStretch()
