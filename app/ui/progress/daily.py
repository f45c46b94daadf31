"""The report of a day: as text to paste into a chat, and as a workbook."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.services.team import daily
from app.ui.base.desk import Desk
from app.ui.base.saving import EXCEL, ask_where
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label


class DailyDialog(Dialog):
    """Today's first; ‹ and › go to other days."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.day = desk, desk.today()
        self.setWindowTitle(self.tr("Daily report"))
        self.resize(560, 340)
        self.notice = Notice(desk.language)
        before, after = QPushButton("‹"), QPushButton("›")
        before.setAccessibleName(self.tr("The day before"))
        after.setAccessibleName(self.tr("The day after"))
        before.clicked.connect(lambda: self.shift(-1))
        after.clicked.connect(lambda: self.shift(1))
        self.title = Label()
        self.title.setProperty("kind", "heading")
        head = QHBoxLayout()
        for button in (before, after):
            button.setFixedWidth(36)
            button.setAutoDefault(False)
            head.addWidget(button)
        head.addWidget(self.title, 1)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.windowTitle())
        self.save_button = QPushButton(self.tr("Save as Excel…"))
        self.save_button.clicked.connect(self.ask_save)
        self.copy_button = QPushButton(self.tr("Copy the text"))
        self.copy_button.clicked.connect(self.copy)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addLayout(head)
        layout.addWidget(self.text, 1)
        layout.addLayout(self.lay_foot(self.copy_button, self.save_button, away=self.tr("Close")))
        self.shift(0)

    def shift(self, days: int) -> None:
        self.day += timedelta(days=days)
        with self.notice.guard():
            self.report = daily.daily(self.desk.store, self.desk.actor.code, self.day)
            self.title.setText(self.day.isoformat())
            self.text.setPlainText(daily.text(self.report, self.desk.language))

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.notice.show_done(self.tr("Copied."))

    def ask_save(self) -> None:
        name = f"{self.windowTitle()} {self.day.isoformat()}.xlsx"
        if chosen := ask_where(self, self.desk.preferences, self.windowTitle(), name, EXCEL):
            with self.notice.guard():
                daily.write(self.report, chosen[0], self.desk.language)
                self.notice.show_done(self.tr("Saved: {path}").format(path=chosen[0]))
