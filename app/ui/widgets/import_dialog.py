"""What an import would do, row by row, before anything is written; and the way from a file to its result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.errors import NeedfolioError, Place
from app.services.reports import ImportReport
from app.ui.desk import Desk
from app.ui.widgets.badge import Badge
from app.ui.widgets.table import Column, RowTableModel
from app.ui.widgets.table_view import TableView

KINDS = ("added", "updated", "rejected", "ignored")


@dataclass(frozen=True, slots=True)
class Naming:
    """How fields and their values are called: ``title(field, language)``, ``value(field, value, language)``."""

    title: Callable[[str, Language], str]
    value: Callable[[str, Any, Language], str]


@dataclass(frozen=True, slots=True)
class PreviewRow:
    id: str
    row: int
    kind: str
    name: str
    text: str


def preview_rows(report: ImportReport, language: Language, naming: Naming) -> list[PreviewRow]:
    """Every row of the file that is not simply unchanged, in the order of the file."""
    found: list[tuple[int, str, str, str]] = []
    for change in report.changes:
        parts = []
        for field, values in change.fields.items():
            old, new = (naming.value(field, value, language) for value in values)
            parts.append(f"{naming.title(field, language)}: {old} → {new}")
        found.append((change.row, "added" if change.added else "updated", change.name, "；".join(parts)))
    for problems in report.rejected:
        places = [replace(problem, place=Place(column=problem.place.column)) for problem in problems]
        found.append((problems[0].place.row or 0, "rejected", "", " ".join(words.explain(p, language) for p in places)))
    found += [(one.row, "ignored", "", words.say(f"ignored.{one.reason}", language)) for one in report.ignored]
    return [PreviewRow(str(place), *row) for place, row in enumerate(sorted(found))]


class ImportDialog(QDialog):
    """Counts that open their list, the rows below, and nothing written until Import is pressed."""

    def __init__(self, parent: QWidget, path: Path, report: ImportReport, language: Language, naming: Naming) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import {file}").format(file=path.name))
        self.resize(820, 520)
        self.report = report
        self._all = preview_rows(report, language, naming)
        self._chosen = ""
        self.counts: dict[str, QPushButton] = {}
        self.table = TableView(RowTableModel(self._columns()))
        self.table.setAccessibleName(self.tr("Rows of the file"))
        wanted = report.added + report.updated
        self.button = QPushButton(self.tr("Import {count} rows").format(count=wanted))
        self.button.setProperty("kind", "primary")
        self.button.setDefault(True)
        self.button.setEnabled(bool(wanted))
        self.button.clicked.connect(self.accept)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        note = QLabel(
            self.tr("Nothing is written yet. Rejected rows are left out; mend them in the file and import it again.")
            if report.rejected
            else self.tr("Nothing is written yet.")
        )
        note.setProperty("kind", "muted")
        note.setWordWrap(True)
        below = QHBoxLayout()
        below.addWidget(note, 1)
        below.addWidget(cancel)
        below.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.addLayout(self._heads())
        layout.addWidget(self.table, 1)
        layout.addLayout(below)
        self.choose("")

    def choose(self, kind: str) -> None:
        """Show one kind of rows; the same again shows all."""
        self._chosen = "" if kind == self._chosen else kind
        for code, button in self.counts.items():
            button.setChecked(code == self._chosen)
        self.table.rows.set_rows([row for row in self._all if self._chosen in ("", row.kind)])

    def _heads(self) -> QHBoxLayout:
        line = QHBoxLayout()
        read = QLabel(self.tr("{count} rows read").format(count=self.report.read))
        read.setProperty("kind", "heading")
        line.addWidget(read)
        line.addSpacing(8)
        for kind, count in zip(KINDS, self._numbers(), strict=True):
            button = QPushButton(f"{self._badge(kind).text} {count}")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda checked=False, kind=kind: self.choose(kind))
            self.counts[kind] = button
            line.addWidget(button)
        same = QLabel(self.tr("{count} unchanged").format(count=self.report.unchanged))
        same.setProperty("kind", "muted")
        line.addWidget(same)
        line.addStretch()
        return line

    def _numbers(self) -> tuple[int, ...]:
        report = self.report
        return report.added, report.updated, len(report.rejected), len(report.ignored)

    def _badge(self, kind: str) -> Badge:
        return {
            "added": Badge("＋", self.tr("added"), "good"),
            "updated": Badge("✎", self.tr("changed"), "accent"),
            "rejected": Badge("✕", self.tr("rejected"), "bad"),
            "ignored": Badge("–", self.tr("left out"), "calm"),
        }[kind]

    def _columns(self) -> list[Column]:
        return [
            Column("row", self.tr("Row"), lambda row: row.row, number=True, width=64),
            Column("kind", self.tr("What"), lambda row: row.kind, width=110, badge=lambda row: self._badge(row.kind)),
            Column("name", self.tr("Which"), lambda row: row.name, width=110),
            Column("text", self.tr("In detail"), lambda row: row.text, width=480, tip=lambda row: row.text),
        ]


def import_with_preview(
    desk: Desk,
    parent: QWidget,
    path: Path,
    work: Callable[..., ImportReport],
    naming: Naming,
    done: Callable[[ImportReport], None],
    failed: Callable[[NeedfolioError | None], None],
    title: str,
) -> None:
    """Try the import on a worker, show what it would do, and do it when agreed. ``work(store, actor, path,
    dry_run=…)`` is the service."""
    store, actor = desk.store, desk.actor

    def shown(report: ImportReport) -> None:
        if ImportDialog(parent, path, report, desk.language, naming).exec():
            desk.tasks.run(title, lambda progress: work(store, actor, path, dry_run=False), done, failed)

    desk.tasks.run(title, lambda progress: work(store, actor, path, dry_run=True), shown, failed)
