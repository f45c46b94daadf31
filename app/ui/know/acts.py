"""What can be done with a card: made, edited, approved, looked up in its versions, deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from app.enums import CardState
from app.services.knowledge import cards
from app.services.knowledge.cards import CardRow
from app.ui.know.form import card_form, draft_of, values_of
from app.ui.know.versions import CardVersionsDialog
from app.ui.shared.page import Page
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.forms.dialog import FormDialog


class CardActs(QWidget):
    """A row of buttons over the card ``current`` gives; ``done`` is told the id of what was changed."""

    def __init__(self, page: Page, current: Callable[[], CardRow | None], done: Callable[[str], None]) -> None:
        super().__init__()
        self._page, self._current, self._done = page, current, done
        self.desk = page.desk
        self.add = self._button(self.tr("New card…"), self.make)
        self.add.setProperty("kind", "primary")
        self.edit = self._button(self.tr("Edit…"), self.change)
        self.approve = self._button(self.tr("Approve"), self.let_be_shown)
        self.approve.setToolTip(self.tr("From now on it is shown beside the work"))
        self.withdraw = self._button(self.tr("Take back the approval"), self.take_back)
        self.past = self._button(self.tr("Versions…"), self.show_versions)
        self.gone = self._button(self.tr("Delete"), self.remove)
        row = FlowLayout()
        self.setLayout(row)
        for button in (self.add, self.edit, self.approve, self.withdraw, self.past, self.gone):
            row.addWidget(button)

    def show_for(self, card: CardRow | None) -> None:
        """The buttons that make sense for this card."""
        approved = card is not None and card.state == CardState.APPROVED
        for button in (self.edit, self.approve, self.past, self.gone):
            button.setEnabled(card is not None)
        self.approve.setVisible(not approved)
        self.withdraw.setVisible(approved)

    def make(self) -> None:
        """A form for a new card."""
        self._ask(None)

    def change(self) -> None:
        """The form of the card at hand; what it was is kept as a version."""
        if (card := self._current()) is not None:
            self._ask(card)

    def let_be_shown(self) -> None:
        """Approve the card at hand."""
        if (card := self._current()) is not None:
            with self._page.guard():
                self._done(cards.approve(self.desk.store, self.desk.actor, card.id).id)

    def take_back(self) -> None:
        """The card at hand is a draft again."""
        if (card := self._current()) is not None:
            with self._page.guard():
                self._done(cards.withdraw(self.desk.store, self.desk.actor, card.id).id)

    def show_versions(self) -> None:
        """What the card at hand was before."""
        if (card := self._current()) is None:
            return
        with self._page.guard():
            dialog = CardVersionsDialog(self.desk, card, self._page)
            if dialog.exec() and dialog.restored is not None:
                self._done(dialog.restored.id)

    def remove(self) -> None:
        """Delete the card at hand; undo brings it back with its versions."""
        if (card := self._current()) is not None:
            with self._page.guard():
                cards.remove(self.desk.store, self.desk.actor, card.id)
                said = self.tr("{name} is deleted.").format(name=card.name(self.desk.language))
                self.desk.hub.offer_undo(said)

    def _ask(self, card: CardRow | None) -> None:
        form = card_form(self.desk)
        form.set_values(values_of(card))

        def save(values: Mapping[str, Any]) -> None:
            draft, approved = draft_of(values), bool(values["approved"])
            store, actor = self.desk.store, self.desk.actor
            if card is None:
                row = cards.add(store, actor, draft, approved=approved)
            else:
                row = cards.edit(store, actor, card.id, draft, card.edition, approved=approved)
            self._done(row.id)

        title = self.tr("New card") if card is None else card.name(self.desk.language)
        FormDialog(self._page, title, form, save, width=860).exec()

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda: act())
        return button
