"""Changing the password, the recovery key shown once, and getting in by it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QTextDocument
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.errors import NeedfolioError, Place, bad_input
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label

Recover = Callable[[str, str], None]


class SecretField(TextField):
    """What is typed is not shown, and taken as it is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> str:
        return self.line.text()


class ChangePassword(FormDialog):
    """The old one, and the new one twice."""

    keeps_draft = False

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        form = Form(desk.language)
        super().__init__(parent, self.tr("Change the password"), form, self._keep, width=520)
        form.add("old", self.tr("Password until now"), SecretField())
        rule = self.tr("At least 12 characters, or four words with blanks between them.")
        form.add("new", self.tr("New password"), SecretField(), rule)
        said = self.tr("Backups made until now still open with the old one.")
        form.add("again", self.tr("New password again"), SecretField(), said)

    def _keep(self, values: Mapping[str, Any]) -> None:
        from app.services.base import access

        _same(values)
        access.change_password(self._desk.store, self._desk.actor, values["old"], values["new"])


class RecoverDialog(FormDialog):
    """Before the store is open: the recovery key, and a new password twice."""

    keeps_draft = False

    def __init__(self, language: Language, parent: QWidget, recover: Recover) -> None:
        form = Form(language)

        def save(values: Mapping[str, Any]) -> None:
            _same(values)
            recover(values["recovery"], values["new"])

        super().__init__(parent, self.tr("A new password by the recovery key"), form, save, width=600)
        hint = self.tr(
            "Eight groups of four and a last letter, as you wrote them down; capitals and dashes do not matter."
        )
        form.add("recovery", self.tr("Recovery key"), TextField(), hint)
        rule = self.tr("At least 12 characters, or four words with blanks between them.")
        form.add("new", self.tr("New password"), SecretField(), rule)
        form.add("again", self.tr("New password again"), SecretField())


class RecoveryKeyDialog(Dialog):
    """The key is shown once; it holds only when a group of it was typed back from the paper."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        from app.services.base import access

        super().__init__(parent)
        self._desk = desk
        self.text = access.new_recovery_key()
        self.group = secrets.randbelow(8)
        self.setWindowTitle(self.tr("Recovery key"))
        self.setMinimumWidth(600)
        told = Label(
            self.tr(
                "If you ever forget the password, this key is the only other way to your data. Write it down or print "
                "it and lock it away, not beside the computer. It is shown only now; an earlier one opens nothing."
            )
        )
        told.setWordWrap(True)
        groups = self.text.split("-")
        self.shown = Label("\n".join("  -  ".join(groups[start : start + 3]) for start in (0, 3, 6)))
        face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        face.setPointSize(18)
        self.shown.setFont(face)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.shown.setAccessibleName(self.tr("Recovery key"))
        ask = Label(self.tr("Look at your paper: what is group {number}?").format(number=self.group + 1))
        self.typed_back = QLineEdit()
        self.typed_back.setAccessibleName(ask.text())
        self.wrong = Label()
        self.wrong.setProperty("kind", "wrong")
        self.wrong.setWordWrap(True)
        printing = QPushButton(self.tr("Print…"))
        printing.clicked.connect(self.print)
        keep = QPushButton(self.tr("I have it on paper"))
        keep.clicked.connect(self.keep)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        for widget in (told, self.shown, ask, self.typed_back, self.wrong):
            layout.addWidget(widget)
        layout.addLayout(self.lay_foot(keep, printing, away=self.tr("Not now")))

    def keep(self) -> None:
        from app.services.base import access

        with self._desk.hub.act():
            try:
                access.keep_recovery_key(
                    self._desk.store, self._desk.actor, self.text, self.group, self.typed_back.text()
                )
            except NeedfolioError as error:
                self.wrong.setText("\n".join(words.explain_all(error, self._desk.language)))
                return
        self._desk.hub.tell(self.tr("The recovery key holds. Keep the paper safe."))
        self.accept()

    def typed(self) -> bool:
        return False  # leaving keeps the key there was

    def print(self) -> None:
        """On a printer the user chooses; nothing of it is written to a file of ours."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            paper = QTextDocument()
            paper.setPlainText(
                f"Needfolio 需合 – {self.windowTitle()}\n\n{self.shown.text()}\n\n{self._desk.actor.name}"
            )
            paper.print_(printer)
        dialog.deleteLater()


def _same(values: Mapping[str, Any]) -> None:
    if values["new"] != values["again"]:
        raise bad_input("passwords_differ", Place(field="again"))
