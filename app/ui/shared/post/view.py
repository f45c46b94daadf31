"""The whole of the post: with whom at the left, what came at the right, what is done with all of it on top."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Arrival
from app.errors import NeedfolioError, Problem
from app.services.base.post import cards, mailbox, peers
from app.services.base.post.receiving import Came
from app.services.front import post_office
from app.services.front.post_office import Round
from app.ui.base.desk import Desk
from app.ui.shared.post.card import CardDialog
from app.ui.shared.post.inbox import InboxPane
from app.ui.shared.post.office import OfficeDialog
from app.ui.shared.post.people import PeoplePane
from app.ui.shared.post.sending import SendDialog, can_send
from app.ui.widgets.notice import Guard, Notice
from app.ui.widgets.plain import Label, plain
from app.ui.widgets.splitter import KeptSplitter

QUIET = (Arrival.NEW, Arrival.ALREADY, Arrival.OTHERS)


class PostView(QWidget):
    """Shown by :meth:`show_post`; whoever embeds it calls that again when the post changed."""

    def __init__(self, desk: Desk, guard: Guard, notice: Notice) -> None:
        super().__init__()
        self.desk, self._guard, self._notice = desk, guard, notice
        self.people = PeoplePane(desk, guard)
        self.people.changed.connect(self.show_post)
        self.inbox = InboxPane(desk, guard)
        self.inbox.changed.connect(self.show_post)
        self.place = Label()
        self.place.setProperty("kind", "muted")
        self.card = QPushButton(self.tr("My card…"))
        self.card.clicked.connect(lambda: CardDialog(desk, self).exec())
        self.office = QPushButton(self.tr("Folder and weekly report…"))
        self.office.clicked.connect(self.arrange)
        self.now = QPushButton(self.tr("Send and take now"))
        self.now.clicked.connect(self.go_round)
        self.open_file = QPushButton(self.tr("Open a package…"))
        self.open_file.clicked.connect(self.take_file)
        self.send = QPushButton(self.tr("Send…"))
        self.send.setProperty("kind", "primary")
        self.send.clicked.connect(self.ask_send)
        self.waiting = QPushButton()
        self.waiting.clicked.connect(self._meet_next)
        self._card_waiting = ""
        line = QHBoxLayout()
        line.addWidget(self.place, 1)
        for button in (self.waiting, self.card, self.office, self.open_file, self.now, self.send):
            line.addWidget(button)
        parts: list[QWidget] = [self.people, self.inbox]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(line)
        layout.addWidget(KeptSplitter(Qt.Orientation.Horizontal, desk.preferences, "post", parts, [32, 68]), 1)

    def show_post(self) -> None:
        office = post_office.of_store(self.desk.store)
        none = self.tr("No shared folder yet: packages go as files.")
        self.place.setText(str(office.folder) if office.folder else none)
        self.place.setToolTip(plain(self.place.text()))
        self.people.show_people()
        self.inbox.show_items()
        self.send.setEnabled(bool(peers.pinned(self.desk.store)))
        self.now.setEnabled(office.folder is not None)
        self._look_for_cards(office.folder)

    def arrange(self) -> None:
        if OfficeDialog(self.desk, self).exec():
            self.go_round()

    def ask_send(self) -> None:
        found = can_send(peers.pinned(self.desk.store))
        chosen = self.people.current()
        chosen = chosen if chosen is not None and chosen.id in {one.id for one in found} else None
        dialog = SendDialog(self.desk, self, found, chosen)
        if dialog.exec():
            self._deliver(dialog.sent)

    def take_file(self) -> None:
        """One that came by chat or on a stick."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a package"), "", f"*{mailbox.ENDING}")
        if name:
            with self._guard():
                came = mailbox.take(self.desk.store, self.desk.actor, Path(name))
                self._tell(Round(tuple(came)))
            self.show_post()

    def go_round(self) -> None:
        """The folder once, beside the window; what came, and what could not be taken, is said."""
        store, actor, language = self.desk.store, self.desk.actor, self.desk.language
        if post_office.of_store(store).folder is None:
            self.show_post()
            return
        self.now.setEnabled(False)
        self.desk.tasks.run(
            self.tr("Sending and taking"),
            lambda _progress: post_office.go_round(store, actor, language),
            self._went,
            self._failed,
        )

    def _went(self, found: Round) -> None:
        self.show_post()
        self._tell(found)

    def _failed(self, error: NeedfolioError | None) -> None:
        self.now.setEnabled(True)
        self._notice.show_error(error)

    def _tell(self, found: Round) -> None:
        bad = [problem_of(came) for came in found.came if came.arrival not in QUIET]
        problems = [*found.problems, *bad]
        if problems:
            self._notice.show_problem("\n".join(words.explain(one, self.desk.language) for one in problems[:5]))
            return
        count = sum(came.items for came in found.came)
        told = self.tr("{count} new things came.", n=count).format(count=count)
        self._notice.show_done(told if count else self.tr("Everything is sent; nothing new came."))

    def _deliver(self, people: int) -> None:
        """Into the shared folder, or into one that is chosen now."""
        folder = post_office.of_store(self.desk.store).folder
        if folder is None:
            name = QFileDialog.getExistingDirectory(self, self.tr("Where to put the package"))
            folder = Path(name) if name else None
        with self._guard():
            if folder is not None:
                written = mailbox.put(self.desk.store, self.desk.actor, folder)
                told = self.tr("Sent to {count} people: {path}", n=people)
                self._notice.show_done(told.format(count=people, path=written.path or folder))
        self.show_post()

    def _look_for_cards(self, folder: Path | None) -> None:
        """A card that lies in the folder and is not known here."""
        self._card_waiting = ""
        if folder is not None and folder.is_dir():
            known = {one.public.key for one in self.people.rows}
            own = cards.own(self.desk.store, self.desk.actor).public.key
            for path, card in mailbox.cards_in(folder):
                if card.public.key not in known | {own}:
                    try:
                        self._card_waiting = path.read_text(encoding="utf-8-sig").strip()
                    except OSError:
                        continue
                    self.waiting.setText(self.tr("A card of {name} lies here…").format(name=card.name or card.code))
                    break
        self.waiting.setVisible(bool(self._card_waiting))

    def _meet_next(self) -> None:
        self.people.meet(self._card_waiting)


def problem_of(came: Came) -> Problem:
    """Why a package was not taken."""
    values = {"name": came.name, "number": came.number, "wanted": came.wanted}
    return Problem(f"post_{came.arrival.value}", values=values)
