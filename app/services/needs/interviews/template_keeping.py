"""Which templates there are, and the versions interviews were held with, kept in the store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import bad_input
from app.models import Interview, InterviewTemplate
from app.services.base.store import Actor, Store, WriteSession
from app.services.needs.interviews.template_files import load, read_document, shipped
from app.services.needs.interviews.template_writing import write_document
from app.services.needs.interviews.templates import Template

FULL = "family"


@dataclass(frozen=True, slots=True)
class Offered:
    """A template to start an interview with; ``own`` was made or changed by the user."""

    template: Template
    own: bool
    shipped: bool


def offered(store: Store) -> list[Offered]:
    """The newest version of each template, the shipped ones first."""
    with store.read() as session:
        own = {row.code: read_document(row.content) for row in _own(session)}
    codes = shipped()
    found = [Offered(own.get(code) or load(code), code in own, True) for code in codes]
    return found + [Offered(template, True, False) for code, template in sorted(own.items()) if code not in codes]


def current(session: Session, code: str) -> Template:
    """The version a new interview is held with. Raises InputError ``template_unknown``."""
    row = next((row for row in _own(session) if row.code == code), None)
    if row is not None:
        return read_document(row.content)
    if code not in shipped():
        raise bad_input("template_unknown", text=code)
    return load(code)


def held_with(session: Session, interview: Interview) -> Template:
    """The template an interview was begun with, in the version it had then."""
    query = select(InterviewTemplate).where(
        InterviewTemplate.code == interview.template, InterviewTemplate.number == interview.template_version
    )
    row = session.scalars(query).first()
    return load(interview.template, interview.template_version) if row is None else _parsed(row.id, row.content)


def keep_version(session: WriteSession, template: Template) -> None:
    """An interview begins with it: from now on the store has this version, whatever a later program ships."""
    query = select(InterviewTemplate.id).where(
        InterviewTemplate.code == template.code, InterviewTemplate.number == template.version
    )
    if session.scalar(query) is None:
        session.add(_row(template, own=False))


def save(store: Store, actor: Actor, document: Any) -> Template:
    """Keep an edited template as the next version of its code. Raises InputError with the place of each fault."""
    template = read_document(document)
    with store.write(actor, "template.save") as session:
        kept = keep_own(session, template)
        session.note(code=kept.code, version=kept.version)
        return kept


def keep_own(session: WriteSession, template: Template) -> Template:
    """The next version of its code, within a unit of work."""
    highest = select(func.max(InterviewTemplate.number)).where(InterviewTemplate.code == template.code)
    known = session.scalar(highest) or 0
    ours = load(template.code).version if template.code in shipped() else 0
    kept = replace(template, version=max(known, ours) + 1)
    session.add(_row(kept, own=True))
    return kept


def own(session: Session) -> dict[str, Template]:
    """Those that were made or changed here and are offered, by code, the newest version of each."""
    return {row.code: read_document(row.content) for row in _own(session)}


def withdraw(store: Store, actor: Actor, code: str) -> None:
    """No new interview starts with the user's own versions: a shipped template is the shipped one again, another one is
    no longer offered. Interviews held with them keep them."""
    with store.write(actor, "template.withdraw") as session:
        rows = _own(session, code)
        if not rows:
            raise bad_input("template_unknown", text=code)
        for row in rows:
            row.archived = True
        session.note(code=code)


def free_code(store: Store, code: str) -> str:
    """``code`` or, when it is taken, the code with a number behind it: for a copy."""
    with store.read() as session:
        taken = set(session.scalars(select(InterviewTemplate.code))) | set(shipped())
    found, number = code, 2
    while found in taken:
        found, number = f"{code[:36]}_{number}", number + 1
    return found


def _own(session: Session, code: str | None = None) -> list[InterviewTemplate]:
    """Offered rows, the newest of each code first."""
    query = select(InterviewTemplate).where(InterviewTemplate.own, InterviewTemplate.archived.is_(False))
    if code is not None:
        query = query.where(InterviewTemplate.code == code)
    newest: dict[str, InterviewTemplate] = {}
    rows = session.scalars(query.order_by(InterviewTemplate.number.desc())).all()
    if code is not None:
        return list(rows)
    for row in rows:
        newest.setdefault(row.code, row)
    return list(newest.values())


_PARSED: dict[str, Template] = {}


def _parsed(id: str, content: Any) -> Template:
    """A kept version never changes: it is read once."""
    if id not in _PARSED:
        _PARSED[id] = read_document(content)
    return _PARSED[id]


def _row(template: Template, *, own: bool) -> InterviewTemplate:
    return InterviewTemplate(code=template.code, number=template.version, own=own, content=write_document(template))
