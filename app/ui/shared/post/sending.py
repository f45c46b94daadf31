"""What goes out: to whom, of which kinds, with a message; how many parts each has and what is new stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.enums import PeerRole
from app.errors import Place, bad_input
from app.services.base.post import messages
from app.services.base.post.peers import Peer
from app.services.front import post
from app.ui.base.desk import Desk
from app.ui.widgets.forms.checks_field import ChecksField
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import NotesField, TextField
from app.ui.widgets.forms.form import Form
from app.words import say


class SendDialog(FormDialog):
    """``sent`` is to how many something goes; the folder is written by whoever opened it. What did not change since it
    was sent last is not ticked."""

    def __init__(self, desk: Desk, parent: QWidget, peers: Sequence[Peer], chosen: Peer | None = None) -> None:
        self._desk, self._peers = desk, {one.id: one for one in peers}
        self.sent = 0
        form = Form(desk.language)
        super().__init__(parent, self.tr("Send"), form, self._keep, width=640)
        out = post.outgoing(desk.store, peers)
        form.add("to", self.tr("For whom"), ChecksField([(one.id, one.name or one.code) for one in peers], lines=4))
        counts: dict[str, int] = {}
        new: set[str] = set()
        for one in out:
            new |= set(one.new)
            for kind, count in one.parts.items():
                counts[kind] = max(counts.get(kind, 0), count)
        choices = [(kind, self._said(kind, count, kind in new)) for kind, count in counts.items()]
        hint = self.tr(
            "Each sees what it would change before it is taken. ● marks what changed since it was last sent."
        )
        form.add("kinds", self.tr("What"), ChecksField(choices), hint if choices else "")
        form.add("text", self.tr("Message"), NotesField())
        form.add("about", self.tr("About"), TextField(), self.tr("For example an action; may stay empty."))
        self.button.setText(self.tr("Send"))
        form.set_values({"to": [chosen.id] if chosen else list(self._peers), "kinds": sorted(new)})

    def _said(self, kind: str, count: int, new: bool) -> str:
        return f"{'● ' if new else ''}{say(f'post_kind.{kind}', self._desk.language)} ({count})"

    def _keep(self, values: Mapping[str, Any]) -> None:
        whom = [self._peers[id] for id in values["to"]]
        if not whom:
            raise bad_input("required", Place(field="to"))
        text = (values["text"] or "").strip()
        letters = [messages.written(text, values["about"] or "")] if text else []
        if not letters and not values["kinds"]:
            raise bad_input("required", Place(field="text"))
        self.sent = post.send(self._desk.store, self._desk.actor, whom, values["kinds"], letters, again=True)


def can_send(peers: Sequence[Peer]) -> list[Peer]:
    """Those things go to by themselves first, then colleagues."""
    return sorted(peers, key=lambda one: (one.role is PeerRole.COLLEAGUE, one.code))


def folder_of(text: str) -> Path | None:
    """A folder as it is typed; None for an empty line."""
    return Path(text.strip()).expanduser() if text.strip() else None
