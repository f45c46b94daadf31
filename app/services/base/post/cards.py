"""A card: one line of text that says who somebody is and with which keys, signed with one of them.

It is sent as a file, shown as a QR code or pasted. Whoever takes it compares its six words aloud: only then is it
believed to be who it says.
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from pathlib import Path

from app.errors import Place, bad_input
from app.services.base import agents
from app.services.base.file_faults import reason_of
from app.services.base.files import exported
from app.services.base.post import identity
from app.services.base.post.identity import Identity, Public
from app.services.base.store import Actor, Store

HEAD, ENDING, PURPOSE = "NFP1-", ".nfcard", b"needfolio post card 1"
KEYS, SIGNATURE = 64, 64
LONGEST = 4_000  # characters of a card's line
LONGEST_NAME, LONGEST_CODE = 120, 40


@dataclass(frozen=True, slots=True)
class Card:
    """``leads``: who shows it says that he leads a team."""

    public: Public
    code: str
    name: str
    team: str
    leads: bool


def own(store: Store, actor: Actor) -> Card:
    """This store's."""
    profile = agents.profile(store)
    public = identity.own(store, actor).public
    return Card(public, profile.code, profile.name, profile.team, agents.leads_a_team(store))


def text_of(store: Store, actor: Actor) -> str:
    """This store's card as its line."""
    return written(own(store, actor), identity.own(store, actor))


def written(card: Card, by: Identity) -> str:
    """The line of a card."""
    about = "\x1f".join(("1" if card.leads else "0", card.code, card.name, card.team)).encode()
    content = card.public.sign + card.public.seal + about
    return HEAD + base64.urlsafe_b64encode(by.sign(PURPOSE, content) + content).decode().rstrip("=")


def read(text: str) -> Card:
    """The card of a line, wherever it was broken on its way. Raises InputError ``post_card``."""
    plain = "".join(text.split()).strip('"“”')
    fault = bad_input("post_card", Place(field="card"))
    if not plain.startswith(HEAD) or len(plain) > LONGEST:
        raise fault
    body = plain.removeprefix(HEAD)
    try:
        raw = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        signature, content = raw[:SIGNATURE], raw[SIGNATURE:]
        leads, code, name, team = content[KEYS:].decode().split("\x1f")
    except ValueError:
        raise fault from None
    public = Public(content[:32], content[32:KEYS])
    sound = code.strip() and len(code) <= LONGEST_CODE and max(len(name), len(team)) <= LONGEST_NAME
    if not sound or leads not in ("0", "1") or not (code + name + team).isprintable():
        raise fault
    if not identity.verified(public.sign, PURPOSE, content, signature):
        raise fault
    return Card(public, code, name, team, leads == "1")


def read_file(path: Path) -> Card:
    """Raises InputError ``cannot_read``, ``post_card``."""
    try:
        with path.open("rb") as file:
            return read(file.read(LONGEST + 1).decode("utf-8-sig"))
    except OSError as error:
        raise bad_input("cannot_read", Place(file=path.name), reason=reason_of(error)) from error
    except UnicodeDecodeError:
        raise bad_input("post_card", Place(file=path.name)) from None


def write_file(store: Store, actor: Actor, path: Path) -> None:
    """The card as a file; where its name ends in ``.png`` or ``.svg``, as a QR code. Raises InputError as
    :func:`exported`."""
    text = text_of(store, actor)
    with exported(path, ENDING, ".txt", ".png", ".svg") as temporary:
        kind = path.suffix.lower().removeprefix(".")
        temporary.write_bytes(qr(text, kind) if kind in ("png", "svg") else (text + "\n").encode())


def qr(text: str, kind: str = "svg", scale: int = 5) -> bytes:
    """A picture of the line for the camera of a phone."""
    import segno

    picture = io.BytesIO()
    segno.make(text, error="l", micro=False).save(picture, kind=kind, scale=scale, border=4)
    return picture.getvalue()
