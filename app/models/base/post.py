"""The team's post: whom we write to, what we wrote, and what came."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, ID, NAME, Base, Row, link

DIGEST = String(64)


class PostPeer(Row, Base):
    """Somebody whose card was taken. ``sent`` and ``taken`` number the packages each way, with the digest of the last;
    ``acked`` is how far they said they came. ``steps`` and ``head`` are how far their store had come by its own word.
    """

    __tablename__ = "post_peer"

    key: Mapped[str] = mapped_column(ID, unique=True)  # names both public keys
    sign_key: Mapped[str] = mapped_column(DIGEST)
    seal_key: Mapped[str] = mapped_column(DIGEST)
    code: Mapped[str] = mapped_column(CODE)
    name: Mapped[str] = mapped_column(NAME, default="")
    team: Mapped[str] = mapped_column(NAME, default="")
    role: Mapped[str] = mapped_column(String(12))
    pinned_at: Mapped[datetime | None] = mapped_column(default=None)  # when the words were compared
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    sent: Mapped[int] = mapped_column(default=0)
    sent_digest: Mapped[str] = mapped_column(DIGEST, default="")
    acked: Mapped[int] = mapped_column(default=0)
    acked_digest: Mapped[str] = mapped_column(DIGEST, default="")
    said: Mapped[int] = mapped_column(default=0)  # what they said last of it, and whether it was seen to
    said_digest: Mapped[str] = mapped_column(DIGEST, default="")
    unsettled: Mapped[bool] = mapped_column(default=False)
    taken: Mapped[int] = mapped_column(default=0)
    taken_digest: Mapped[str] = mapped_column(DIGEST, default="")
    heard_at: Mapped[datetime | None] = mapped_column(default=None)
    steps: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(DIGEST, default="")
    went_back: Mapped[bool] = mapped_column(default=False)  # their store lacks steps it once had
    owes: Mapped[bool] = mapped_column(default=False)  # something came that they do not know yet we have
    lately: Mapped[dict[str, Any]] = mapped_column(default=dict)  # kind of item -> digest of what was sent last


class PostSent(Base):
    """A package we signed: kept until everybody it is for has it, so that it can be written again."""

    __tablename__ = "post_sent"

    digest: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    made_at: Mapped[datetime]
    kinds: Mapped[list[Any]]
    content: Mapped[bytes] = mapped_column(LargeBinary)  # signed and compressed; sealed anew for each file


class PostDelivery(Base):
    """A package on its way to one of those it is for, with its number there."""

    __tablename__ = "post_delivery"

    peer_id: Mapped[str] = mapped_column(ID, ForeignKey("post_peer.id", ondelete="RESTRICT"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(DIGEST, ForeignKey("post_sent.digest", ondelete="RESTRICT"), index=True)


class PostItem(Row, Base):
    """One thing a package brought: what it would change is shown before it is taken."""

    __tablename__ = "post_item"

    peer_id: Mapped[str] = link("post_peer.id")
    letter: Mapped[str] = mapped_column(CODE)  # its own name, kept when it is sent again in another package
    number: Mapped[int]  # of the package
    position: Mapped[int]
    made_at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(CODE)
    content: Mapped[dict[str, Any]]  # key of a part -> what it is
    state: Mapped[str] = mapped_column(String(12), index=True)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (Index("ix_post_item_place", "peer_id", "number", "position"),)


class PostPart(Base):
    """What both sides last had of a part: whoever differs from it has changed it since."""

    __tablename__ = "post_part"

    kind: Mapped[str] = mapped_column(CODE, primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    digest: Mapped[str] = mapped_column(DIGEST)
