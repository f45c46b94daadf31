"""Answers on their way back: as values for whoever carries them, or as one file for each agent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.enums import Language
from app.errors import Place, bad_input
from app.models import ApprovalRequest
from app.services.base import file_names
from app.services.base.files import exported_together
from app.services.base.store import Actor, Store, WriteSession
from app.services.selling.orders.answers import Answer, from_document
from app.services.tables.documents import read_json
from app.services.team.approvals import requests
from app.services.team.approvals.requests import DECIDED, ApprovalState, RequestRow

FORMAT, FORMAT_VERSION = "needfolio-answers", 1
ENDINGS = (".json",)


def answers_for(store: Store, agent_code: str, *, unsent: bool = False) -> list[Answer]:
    """What was decided on the agent's orders, by order and version; ``unsent``: only what was not sent yet."""
    with store.read() as session:
        rows = requests.read(session, agent=agent_code)
    return [answer_of(row) for row in rows if row.state in DECIDED and not (unsent and row.sent_at)]


def mark_sent(store: Store, actor: Actor, answers: list[Answer]) -> None:
    """Remember that these went out."""
    with store.write(actor, "approval.sent") as session:
        session.note(answers=note_sent(session, answers))


def note_sent(session: WriteSession, answers: list[Answer]) -> int:
    """The same within a unit of work; how many went out for the first time. When one went is not said anew."""
    keys = {(one.store_id, one.order_id, one.revision) for one in answers}
    fresh = [
        one
        for one in session.scalars(select(ApprovalRequest).where(ApprovalRequest.sent_at.is_(None)))
        if (one.store_id, one.order_id, one.revision) in keys
    ]
    for one in fresh:
        one.sent_at = session.now
    return len(fresh)


def write_files(store: Store, actor: Actor, folder: Path, language: Language) -> list[Path]:
    """One file of answers for each agent that has one not sent yet, all or none of them; each has all that was decided
    for the agent, so that a file that got lost does no harm. Raises InputError as :func:`exported`."""
    with store.read() as session:
        rows = requests.read(session)
    codes = sorted({row.agent_code for row in rows if row.state in DECIDED and row.sent_at is None})
    if not codes:
        return []
    paths = {code: folder / default_name(code, store, language) for code in codes}
    sent: list[Answer] = []
    with exported_together(list(paths.values()), *ENDINGS) as temporaries:
        for (code, _), temporary in zip(paths.items(), temporaries, strict=True):
            answers = answers_for(store, code)
            sent += answers
            document = {
                "format": FORMAT,
                "format_version": FORMAT_VERSION,
                "answers": [one.document() for one in answers],
            }
            temporary.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    if sent:
        mark_sent(store, actor, sent)
    return list(paths.values())


def default_name(agent_code: str, store: Store, language: Language) -> str:
    """``审批答复-A002-2026-11-30.json``."""
    return file_names.default_name("approval_answers", ".json", language, agent=agent_code, day=store.today())


def read_file(path: Path) -> list[Answer]:
    """The answers of a file. Raises InputError ``answers_foreign`` for any other, and as
    :func:`read_json`."""
    place = Place(file=path.name)
    document: Any = read_json(path)
    own = isinstance(document, dict) and document.get("format") == FORMAT
    if not own or not isinstance(document.get("answers"), list):
        raise bad_input("answers_foreign", place)
    if document.get("format_version") != FORMAT_VERSION:
        raise bad_input("answers_version", place, version=str(document.get("format_version")), own=FORMAT_VERSION)
    try:
        return [from_document(one) for one in document["answers"]]
    except (ValueError, KeyError, TypeError):
        raise bad_input("answers_foreign", place) from None


def answer_of(row: RequestRow) -> Answer:
    """What the lead decided on a request, as it travels."""
    assert row.decided_on is not None
    return Answer(
        row.store_id, row.order_id, row.number, row.revision, row.state == ApprovalState.APPROVED, row.decided_by,
        row.decided_code, row.decided_on, row.reason,
    )  # fmt: skip
