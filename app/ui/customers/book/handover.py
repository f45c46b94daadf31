"""Handing over: the form of the giver, the list of hand-overs, packages and receipts taken in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from app.errors import NeedfolioError
from app.services.base.file_names import default_name
from app.services.base.post import peers
from app.services.people import customers, handover
from app.services.people.handover import HandoverRow, Taken
from app.services.people.handover.sealing import ENDING
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.base.saving import ask_where
from app.ui.widgets.badge import Badge
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, NotesField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.list_dialog import ListDialog
from app.ui.widgets.tables.table import Column

NAMED = 5


class PasswordField(TextField):
    def __init__(self) -> None:
        super().__init__()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> str:
        return self.line.text()


class GiveDialog(FormDialog):
    """Who gets them, how the customers agreed, and the password the two agents tell each other."""

    def __init__(self, desk: Desk, parent: QWidget, ids: Sequence[str]) -> None:
        self.desk, self._ids = desk, tuple(ids)
        form = Form(desk.language)
        cards = [(one.id, f"{one.name or one.code} {one.code}".strip()) for one in peers.pinned(desk.store)]
        self._peers = {one.id: one for one in peers.pinned(desk.store)}
        sealed = self.tr("Only this card opens it, and it is signed. Cards are exchanged in the team post.")
        form.add(
            "peer", self.tr("To the card of"), ChoiceField([("", self.tr("nobody: with a password")), *cards]), sealed
        )
        form.add("to", self.tr("To whom"), TextField(), self.tr("The name of the agent who takes them."))
        hint = self.tr("How and when the customer agreed that another agent gets these data.")
        form.add("consent", self.tr("Consent"), NotesField(), hint)
        told = self.tr("At least 12 characters or four words. Tell it by phone: it is in no file.")
        form.add("password", self.tr("Password of the package"), PasswordField(), told)
        form.edited.connect(lambda _: self._with_card())
        super().__init__(parent, self.tr("Hand over to another agent"), form, self._save, width=600)
        self.button.setText(self.tr("Save package…"))
        names = [customers.row(desk.store, id).name for id in self._ids[:NAMED]]
        more = self.tr(" and {count} more").format(count=len(ids) - NAMED) if len(ids) > NAMED else ""
        about = Label(
            self.tr(
                "{names}: family, interviews, needs, proposals, orders, policies and activities go into one encrypted "
                "file. Here they are marked as handed over and go to the recycle bin."
            ).format(names=labels.listed(names, desk.language) + more)
        )
        about.setWordWrap(True)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, about)

    def _with_card(self) -> None:
        """Who has a card needs no password, and has a name."""
        card = bool(self.form.fields["peer"].value())
        for name in ("to", "password"):
            self.form.fields[name].setEnabled(not card)

    def _save(self, values: Any) -> None:
        peer = self._peers.get(values["peer"])
        values = {**values, "peer": peer}
        if peer is not None:
            values |= {"to": peer.name or peer.code, "password": ""}
        name = default_name("handover", ENDING, self.desk.language, to=values["to"])
        chosen = ask_where(self, self.desk.preferences, self.tr("Save package"), name, f"Needfolio (*{ENDING})")
        if chosen is None:
            raise NeedfolioError(())  # the form stays open: nothing is wrong with it
        path = chosen[0]
        given = handover.give(self.desk.store, self.desk.actor, self._ids, path, **values)
        self.desk.choose_household(None)
        said = self.tr("{count} customers are in the package: {path}", n=len(given.households)).format(
            count=len(given.households), path=path
        )
        self.desk.hub.offer_undo(said)

    def _take_back(self, id: str) -> None:
        handover.take_back(self.desk.store, self.desk.actor, id)


class TakeDialog(FormDialog):
    """A package that was chosen, and its password; ``taken`` says what came."""

    def __init__(self, desk: Desk, parent: QWidget, path: Path) -> None:
        self.desk, self._path = desk, path
        self.taken: Taken | None = None
        form = Form(desk.language)
        form.add("password", self.tr("Password of the package"), PasswordField())
        super().__init__(parent, self.tr("Take customers over"), form, self._save)
        self.button.setText(self.tr("Take over"))

    def _save(self, values: Any) -> None:
        self.taken = handover.take(self.desk.store, self.desk.actor, self._path, values["password"])


class HandoversDialog(ListDialog):
    """Given and taken; a package or a receipt is opened from here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        about = self.tr(
            "Who takes a package over sends the receipt back: then it is certain that the customers arrived. A package "
            "nobody took can be taken back."
        )
        super().__init__(desk, parent, self.tr("Hand-overs"), about, self._columns(desk))
        self.resize(860, 460)
        self.take_button = self.add_button(self.tr("Open package…"), self.take)
        self.take_button.setProperty("kind", "primary")
        self.confirm_button = self.add_button(self.tr("Open receipt…"), self.confirm)
        self.receipt_button = self.add_button(self.tr("Save receipt…"), self.save_receipt)
        self.back_button = self.add_button(self.tr("Take it back"), self.take_back)
        self.table.chosen.connect(lambda _: self._show_buttons())
        self.reload()
        self._show_buttons()

    def rows(self) -> list[HandoverRow]:
        return handover.handovers(self.desk.store)

    def take(self) -> None:
        path = self._open_file(self.tr("Open package"), f"Needfolio (*{ENDING})")
        if not path:
            return
        if not handover.needs_password(Path(path)):
            with self.guard():
                self._took(handover.take(self.desk.store, self.desk.actor, Path(path)))
            return
        dialog = TakeDialog(self.desk, self, Path(path))
        if dialog.exec() != QDialog.DialogCode.Accepted or dialog.taken is None:
            return
        self._took(dialog.taken)

    def _took(self, taken: Taken) -> None:
        self.reload()
        self.table.select_id(taken.id)
        self.notice.show_done(self._said(taken))

    def confirm(self) -> None:
        path = self._open_file(self.tr("Open receipt"), "JSON (*.json)")
        if path:
            with self.guard():
                row = handover.confirm(self.desk.store, self.desk.actor, Path(path))
                self.reload()
                self.notice.show_done(self.tr("{other} has received the customers.").format(other=row.other))

    def save_receipt(self) -> None:
        row = self.table.current()
        if not isinstance(row, HandoverRow):
            return
        name = default_name("receipt", ".json", self.desk.language)
        if chosen := ask_where(self, self.desk.preferences, self.tr("Save receipt"), name, "JSON (*.json)"):
            path = chosen[0]
            with self.guard():
                handover.write_receipt(self.desk.store, row.id, self.desk.actor, path)
                self.notice.show_done(self.tr("The receipt is saved: {path}").format(path=path))

    def take_back(self) -> None:
        row = self.table.current()
        if isinstance(row, HandoverRow):
            with self.guard():
                count = handover.take_back(self.desk.store, self.desk.actor, row.id)
                self.reload()
                self.notice.show_done(self.tr("{count} customers are yours again.", n=count).format(count=count))

    def _said(self, taken: Taken) -> str:
        parts = [
            self.tr("From {giver}: {count} customers with {rows} records came.", n=len(taken.came)).format(
                giver=taken.giver, count=len(taken.came), rows=taken.rows
            )
        ]
        if taken.known:
            parts.append(
                self.tr("{count} were here already and stay as they are.", n=len(taken.known)).format(
                    count=len(taken.known)
                )
            )
        if taken.renumbered:
            parts.append(
                self.tr("{count} numbers were taken and got another.", n=len(taken.renumbered)).format(
                    count=len(taken.renumbered)
                )
            )
        parts.append(self.tr("Consent: {text}").format(text=taken.consent))
        return " ".join(parts)

    def _show_buttons(self) -> None:
        row = self.table.current()
        self.receipt_button.setEnabled(isinstance(row, HandoverRow) and not row.out)
        self.back_button.setEnabled(isinstance(row, HandoverRow) and row.out and row.received_at is None)

    def _open_file(self, title: str, kinds: str) -> str:
        path, _ = QFileDialog.getOpenFileName(self, title, self._folder(), kinds)
        return path

    def _folder(self) -> str:
        return self.desk.preferences.text("excel_folder", str(Path.home()))

    def _columns(self, desk: Desk) -> list[Column]:
        def day(at: datetime | None) -> str:
            return f"{at.astimezone():%Y-%m-%d %H:%M}" if at else "—"

        def way(row: HandoverRow) -> Badge:
            if not row.out:
                return Badge("⇦", self.tr("taken over"), "good")
            received = row.received_at is not None
            return Badge(
                "⇨", self.tr("received") if received else self.tr("no receipt yet"), "good" if received else "warn"
            )

        return [
            Column("at", self.tr("When"), lambda row: row.at, day, width=130),
            Column("way", self.tr("Status"), lambda row: row.out, width=130, badge=way),
            Column("other", self.tr("Other agent"), lambda row: row.other, width=120),
            Column("codes", self.tr("Customers"), lambda row: labels.listed(row.codes, desk.language), width=150),
            Column("rows", self.tr("Records"), lambda row: row.rows, number=True, width=80),
            Column("consent", self.tr("Consent"), lambda row: row.consent, width=170, tip=lambda row: row.consent),
        ]
