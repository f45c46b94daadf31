"""All pairs of customers that look alike, the most alike first: merge them, or say that they are not the same."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app import words
from app.errors import NeedfolioError
from app.services.base import backup
from app.services.people import duplicates
from app.services.people.duplicates import MergeRow, Pair
from app.services.rules.base.masks import mask_phone
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.shared.duplicates.merge import MergeDialog
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


class DuplicatesDialog(Dialog):
    """Scans when it is shown; each step can be taken back at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(self.tr("Duplicates"))
        self.resize(980, 600)
        self.notice = Notice(desk.language)
        self.about = Label()
        self.about.setProperty("kind", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Pairs that look alike"))
        self.table.chosen.connect(self._show_buttons)
        self.table.opened.connect(lambda _: self.merge())
        self.merge_button = QPushButton(self.tr("Merge…"))
        self.merge_button.clicked.connect(self.merge)
        self.different_button = QPushButton(self.tr("Not the same person"))
        self.different_button.clicked.connect(self.say_different)
        self.past = RowTableModel(self._past_columns())
        self.past_table = TableView(self.past)
        self.past_table.setAccessibleName(self.tr("Merged before"))
        self.past_table.setMaximumHeight(150)
        self.past_table.chosen.connect(self._show_buttons)
        self.part_button = QPushButton(self.tr("Take the merge back"))
        self.part_button.clicked.connect(self.part)
        self._lay_out()
        self.scan()

    def scan(self) -> None:
        store = self.desk.store
        self.bar.show()
        self.about.setText(self.tr("Looking for people who are here twice …"))
        task = self.desk.tasks.run(
            self.tr("Looking for duplicates"),
            lambda progress: duplicates.scan(store, progress.step),
            self._show_pairs,
            self._failed,
        )
        task.progress.moved.connect(self._on_moved)
        self._task = task
        self._show_past()

    def merge(self) -> None:
        pair = self.table.current()
        if not isinstance(pair, Pair):
            return
        dialog = MergeDialog(self.desk, self, pair)
        if not dialog.exec():
            return
        with self.notice.guard():
            backup.before(self.desk.store, "merge")
            row, _ = duplicates.join(self.desk.store, self.desk.actor, dialog.kept, dialog.gone, dialog.choices)
            self._forget({dialog.gone})
            self.notice.show_done(self.tr("{name} is one customer now.").format(name=row.name))
            self._told()

    def say_different(self) -> None:
        pair = self.table.current()
        if isinstance(pair, Pair):
            store, actor = self.desk.store, self.desk.actor

            with self.notice.guard():
                duplicates.are_different(store, actor, pair.left.id, pair.right.id)
                self.model.set_rows([row for row in self._pairs() if row.id != pair.id])
                self._count()
                names = self.tr("{left} and {right} are not the same.").format(
                    left=pair.left.name, right=pair.right.name
                )
                self.notice.show_done(names)
                self.desk.hub.offer_undo(names)

    def part(self) -> None:
        row = self.past_table.current()
        if not isinstance(row, MergeRow):
            return
        with self.notice.guard():
            back = duplicates.part(self.desk.store, self.desk.actor, row.id)
            self.notice.show_done(self.tr("{name} is a customer again.").format(name=back.name))
            self._told()
            self.scan()

    def reject(self) -> None:
        self._task.progress.cancel()
        super().reject()

    def _told(self) -> None:
        self._show_past()

    def _forget(self, gone: set[str]) -> None:
        self.model.set_rows([pair for pair in self._pairs() if not {pair.left.id, pair.right.id} & gone])
        self._count()

    def _pairs(self) -> list[Any]:
        return [self.model.row(number) for number in range(self.model.rowCount())]

    def _show_pairs(self, pairs: list[Pair]) -> None:
        self.bar.hide()
        self.model.set_rows(pairs)
        if pairs:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._count()

    def _count(self) -> None:
        count = self.model.rowCount()
        text = self.tr("{count} pairs look alike. The score is 0 to 100.", n=count).format(count=count)
        self.about.setText(text if count else self.tr("Nobody is here twice, as far as can be seen."))
        self._show_buttons()

    def _show_past(self) -> None:
        rows = [row for row in duplicates.merges(self.desk.store) if not row.parted]
        self.past.set_rows(rows)
        for widget in (self.past_table, self.part_button, self._past_title):
            widget.setVisible(bool(rows))
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen = self.table.current() is not None
        self.merge_button.setEnabled(chosen)
        self.different_button.setEnabled(chosen)
        self.part_button.setEnabled(self.past_table.current() is not None)

    def _on_moved(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _failed(self, error: NeedfolioError | None) -> None:
        self.bar.hide()
        self.notice.show_error(error)

    def _columns(self) -> list[Column]:
        def who(side: str) -> Any:
            return lambda pair: f"{getattr(pair, side).name}  {getattr(pair, side).code}"

        def phone(side: str) -> Any:
            return lambda pair: mask_phone(getattr(pair, side).texts.get("phone", ""))

        def why(pair: Pair) -> str:
            language = self.desk.language
            return labels.listed((words.say(f"likeness.{reason}", language) for reason in pair.reasons), language)

        return [
            Column("score", self.tr("Score"), lambda pair: pair.score, number=True, width=60),
            Column("left", self.tr("One"), who("left"), width=170),
            Column("left_phone", self.tr("Phone"), phone("left"), width=120),
            Column("right", self.tr("The other"), who("right"), width=170),
            Column("right_phone", self.tr("Phone"), phone("right"), width=120),
            Column("why", self.tr("Reasons"), why, width=240),
        ]

    def _past_columns(self) -> list[Column]:
        return [
            Column(
                "at", self.tr("When"), lambda row: row.at.astimezone(), lambda at: f"{at:%Y-%m-%d %H:%M}", width=150
            ),
            Column("name", self.tr("Merged in"), lambda row: row.name, width=200),
        ]

    def _lay_out(self) -> None:
        buttons = self.lay_foot(self.merge_button, self.different_button, away=self.tr("Close"), leave=self.accept)
        self._past_title = Label(self.tr("Merged before"))
        self._past_title.setProperty("kind", "heading")
        past = QHBoxLayout()
        past.addWidget(self._past_title, 1)
        past.addWidget(self.part_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(self.about)
        layout.addWidget(self.bar)
        layout.addWidget(self.table, 1)
        layout.addLayout(past)
        layout.addWidget(self.past_table)
        layout.addLayout(buttons)
