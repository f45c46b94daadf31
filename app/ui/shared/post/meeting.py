"""Somebody's card is taken: who it is to us, and the six words compared aloud."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QWidget

from app.enums import PeerRole
from app.errors import InputError, Place, bad_input
from app.services.base import agents
from app.services.base.post import cards, peers, spoken
from app.services.base.post.peers import Peer
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label


class MeetDialog(FormDialog):
    """``text`` is a card that is known already, from the folder or of somebody who was only met."""

    keeps_draft = False

    def __init__(self, desk: Desk, parent: QWidget, text: str = "") -> None:
        self._desk = desk
        self.peer: Peer | None = None
        form = Form(desk.language)
        super().__init__(parent, self.tr("Take a card"), form, self._keep, width=640)
        hint = self.tr("The line you were sent, or choose the file.")
        self._card = form.add("card", self.tr("Card"), TextField(), hint)
        form.add("role", self.tr("Who is it?"), ChoiceField(labels.choices(PeerRole, desk.language)))
        self.who = Label()
        self.who.setWordWrap(True)
        self.words = Label()
        self.words.setProperty("kind", "title")
        self.words.setWordWrap(True)
        self.same = QCheckBox(self.tr("I was read exactly these six words"))
        for place, widget in enumerate((self.who, self.words, self.same), self.column.indexOf(form) + 1):
            self.column.insertWidget(place, widget)
        self.setTabOrder(form.fields["role"].editor, self.same)
        choose = QPushButton(self.tr("Choose the file…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        self.foot_line.insertWidget(0, choose)
        leads = agents.leads_a_team(desk.store)
        form.set_values({"card": text, "role": (PeerRole.AGENT if leads else PeerRole.LEAD).value})
        form.edited.connect(lambda _: self._speak())
        self._speak()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Card"), "", f"*{cards.ENDING} *.txt")
        if name:
            with self.form.guard():
                card = Path(name)
                cards.read_file(card)
                self._card.set_value(card.read_text(encoding="utf-8-sig").strip())
                self._speak()

    def _speak(self) -> None:
        """Whose card it is, and the words it should have."""
        try:
            card = cards.read(self._card.value() or "")
        except InputError:
            self.who.clear()
            self.words.clear()
            self.same.setVisible(False)
            return
        name = " ".join(filter(None, (card.code, card.name, card.team)))
        ask = self.tr("The card of {name}. Call, or ask face to face: which six words stand on your own card?")
        self.who.setText(ask.format(name=name))
        self.words.setText("   ".join(spoken.words(card.public, self._desk.language)))
        self.same.setVisible(True)

    def _keep(self, values: Mapping[str, Any]) -> None:
        """Without the tick the card waits in the list."""
        if not values["card"]:
            raise bad_input("required", Place(field="card"))
        store, actor = self._desk.store, self._desk.actor
        self.peer = peers.meet(store, actor, cards.read(values["card"]), PeerRole(values["role"]))
        if self.same.isChecked():
            self.peer = peers.pin(store, actor, self.peer.id)
