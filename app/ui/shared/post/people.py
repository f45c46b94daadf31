"""With whom: their cards, how far they are known, what is on its way to them; and what can be done with one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.enums import PeerState
from app.services.base.post import peers
from app.services.base.post.peers import Peer
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.shared.post.meeting import MeetDialog
from app.ui.widgets.badge import Badge
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label, MessageBox
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

STATES = {PeerState.MET: ("△", "warn"), PeerState.PINNED: ("✓", "good"), PeerState.ENDED: ("×", "calm")}


class PeoplePane(QWidget):
    """``changed`` when somebody was met, compared or ended here."""

    changed = Signal()

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self._guard = desk, guard
        self.rows: list[Peer] = []
        title = Label(self.tr("With whom"))
        title.setProperty("kind", "heading")
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("With whom"))
        self.table.chosen.connect(lambda _row: self._enable())
        self.table.opened.connect(lambda _row: self.compare())
        self.empty = Label(self.tr("Nobody yet. Send your card to your lead or your agents, and take theirs."))
        self.empty.setProperty("kind", "muted")
        self.empty.setWordWrap(True)
        self.take = QPushButton(self.tr("Take a card…"))
        self.take.clicked.connect(lambda: self.meet())
        self.same = QPushButton(self.tr("Compare the words…"))
        self.same.clicked.connect(self.compare)
        self.stop = QPushButton(self.tr("End…"))
        self.stop.setToolTip(self.tr("Somebody left, or a computer was lost"))
        self.stop.clicked.connect(self.end)
        line = QHBoxLayout()
        for button in (self.take, self.same, self.stop):
            line.addWidget(button)
        line.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (title, self.empty, self.table):
            layout.addWidget(widget, 1 if widget is self.table else 0)
        layout.addLayout(line)

    def show_people(self) -> None:
        self.rows = peers.everyone(self.desk.store)
        chosen = self.table.current()
        self.model.set_rows(self.rows)
        self.empty.setVisible(not self.rows)
        if chosen is not None:
            self.table.select_id(chosen.id)
        self._enable()

    def current(self) -> Peer | None:
        found: Peer | None = self.table.current()
        return found

    def meet(self, text: str = "") -> None:
        dialog = MeetDialog(self.desk, self, text)
        if dialog.exec():
            self.changed.emit()

    def compare(self) -> None:
        """The words of somebody who was met, or once more of somebody who went back to an older copy."""
        peer = self.current()
        if peer is None or peer.state is PeerState.ENDED:
            return
        said = "   ".join(peer.words(self.desk.language))
        box = MessageBox(self)
        ask = self.tr("{name}: which six words stand on your own card?").format(name=peer.name or peer.code)
        box.setText(f"{ask}\n\n{said}")
        warn = self.tr("An earlier card of this code is ended by it: the old computer can send nothing more.")
        box.setInformativeText(warn if peer.replaces else "")
        yes = box.addButton(self.tr("They are the same"), MessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(self.tr("Not now"), MessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is yes:
            with self._guard():
                peers.pin(self.desk.store, self.desk.actor, peer.id)
            self.changed.emit()
        box.deleteLater()

    def end(self) -> None:
        peer = self.current()
        if peer is None:
            return
        box = MessageBox(self)
        box.setText(self.tr("Send nothing more to {name}, and take nothing more?").format(name=peer.name or peer.code))
        box.setInformativeText(self.tr("What came before stays. To begin again, compare a card anew."))
        yes = box.addButton(self.tr("End"), MessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Cancel"), MessageBox.ButtonRole.RejectRole))
        box.exec()
        if box.clickedButton() is yes:
            with self._guard():
                peers.end(self.desk.store, self.desk.actor, peer.id)
            self.changed.emit()
        box.deleteLater()

    def _enable(self) -> None:
        peer = self.current()
        live = peer is not None and peer.state is not PeerState.ENDED
        self.stop.setEnabled(live)
        self.same.setEnabled(live)

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def state(row: Peer) -> Badge:
            if row.went_back and row.state is PeerState.PINNED:
                return Badge("▲", self.tr("Went back: ask"), "bad")
            mark, tone = STATES[row.state]
            return Badge(mark, labels.of(row.state, language), tone)

        def why(row: Peer) -> str:
            if row.went_back:
                return self.tr("This store went back to an older copy, or somebody else has its keys. Ask on the "
                               "phone; compare the words again when all is well.")  # fmt: skip
            return labels.of(row.state, language)

        def on_way(row: Peer) -> str:
            return str(row.open_packages) if row.open_packages else ""

        def heard(row: Peer) -> str:
            return f"{row.heard_at.astimezone():%m-%d %H:%M}" if row.heard_at else ""

        return [
            Column("name", self.tr("Name"), lambda row: row.name or row.code, width=90, tip=lambda row: row.code),
            Column("role", self.tr("Role"), lambda row: labels.of(row.role, language), width=80),
            Column("state", self.tr("State"), lambda row: labels.of(row.state, language), width=130, badge=state,
                   tip=why),
            Column("way", self.tr("On the way"), on_way, number=True, width=70,
                   tip=lambda _row: self.tr("Packages that are not known to have come yet")),
            Column("heard", self.tr("Last heard"), heard, width=95),
        ]  # fmt: skip
