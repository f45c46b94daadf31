"""One's own card: a code for the camera, the line to paste, the six words to read aloud."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.services.base.post import cards, identity, mailbox, peers, spoken
from app.ui.base.desk import Desk
from app.ui.base.saving import ask_where
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label, MessageBox

SIDE = 230  # pixels


class CardDialog(Dialog):
    """Sent by chat, as a file, or held in front of a phone. Its words are read aloud to whoever takes it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(self.tr("My team card"))
        self.setMinimumWidth(640)
        self.notice = Notice(desk.language)
        self.text = cards.text_of(desk.store, desk.actor)
        picture = QPixmap()
        picture.loadFromData(cards.qr(self.text, "png"))
        code = Label()
        code.setPixmap(picture.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio))
        code.setAccessibleName(self.tr("My card as a QR code"))
        line = QPlainTextEdit(self.text)
        line.setReadOnly(True)
        line.setAccessibleName(self.tr("My card as a line of text"))
        own = identity.own(desk.store, desk.actor).public
        self.words = Label("   ".join(spoken.words(own, desk.language)))
        self.words.setProperty("kind", "title")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        ask = Label(self.tr("Read these six words aloud when you are asked: face to face, or on the phone."))
        ask.setWordWrap(True)
        about = Label(
            self.tr("Send the card by chat or as a file. It holds no secret: whoever has it can write to you, "
                    "and nothing is believed before the words were compared.")
        )  # fmt: skip
        about.setProperty("kind", "muted")
        about.setWordWrap(True)
        side = QVBoxLayout()
        for widget in (about, line, ask, self.words):
            side.addWidget(widget)
        middle = QHBoxLayout()
        middle.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        middle.addLayout(side, 1)
        copy, save = QPushButton(self.tr("Copy the line")), QPushButton(self.tr("Save as a file…"))
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.text))
        save.clicked.connect(self.save)
        renew = QPushButton(self.tr("New keys…"))
        renew.setToolTip(self.tr("When a computer with your data was lost, or somebody knew your password"))
        renew.clicked.connect(self.renew)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addLayout(middle, 1)
        layout.addLayout(self.lay_foot(None, copy, save, renew))

    def typed(self) -> bool:
        return False

    def renew(self) -> None:
        """After it was said what follows: nobody believes us before the words were compared again."""
        box = MessageBox(self)
        box.setText(self.tr("Make new keys? Your card is another one from then on."))
        text = self.tr("Everybody you exchange with has to take it and compare the six words again.")
        box.setInformativeText(text)
        yes = box.addButton(self.tr("Make new keys"), MessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Cancel"), MessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is yes:
            with self.notice.guard():
                peers.renew(self._desk.store, self._desk.actor)
                self.accept()
        box.deleteLater()

    def save(self) -> None:
        own = identity.own(self._desk.store, self._desk.actor)
        proposed = mailbox.name_of(own, self._desk.actor.code, cards.ENDING)
        kinds = f"{self.tr('Card')} (*{cards.ENDING});;{self.tr('QR code')} (*.png *.svg)"
        chosen = ask_where(self, self._desk.preferences, self.tr("Save my card"), proposed, kinds)
        if chosen is not None:
            with self.notice.guard():
                cards.write_file(self._desk.store, self._desk.actor, chosen[0])
                self.notice.show_done(self.tr("Saved: {path}").format(path=chosen[0]))
