"""Message texts to copy: those that come with the program in both languages, and the agent's own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import paths, words
from app.enums import ActivityKind, ActivityStatus, Language, PolicyStatus, Sex
from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import Activity, Household, Member, MessageText, Policy
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft, ActivityRow
from app.services.rules.base import names
from app.services.rules.base.ages import anniversary
from app.services.rules.day import message_texts
from app.services.rules.day.message_texts import Filled

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""Python's own month names follow the machine's language, not the text's."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """``id`` is None for a text that comes with the program: it can be copied and not changed."""

    key: str
    name: str
    body: str
    id: str | None = None
    version: int = 0


def texts(store: Store, agent_code: str, language: Language) -> list[TextRow]:
    """The agent's own first, by name; then those that come with the program."""
    query = select(MessageText).where(MessageText.agent_code == agent_code).order_by(MessageText.name, MessageText.id)
    with store.read() as session:
        own = [TextRow(row.id, row.name, row.body, row.id, row.version) for row in session.scalars(query)]
    at = 0 if language == Language.ZH else 1
    return own + [TextRow(one["key"], one["name"][at], one["body"][at]) for one in shipped()]


def save(store: Store, actor: Actor, name: str, body: str, *, text_id: str | None = None, version: int = 0) -> TextRow:
    """A new text of the agent's own, or another wording of one. Raises InputError at ``name`` or ``body``."""
    problems = message_texts.problems(body)
    if not name.strip():
        problems.insert(0, Problem("required", Place(field="name")))
    if problems:
        raise InputError(problems)
    with store.write(actor, "message_text.save") as session:
        row = _own(session, actor, text_id, version) if text_id else MessageText(agent_code=actor.code)
        row.name, row.body = name.strip(), body.strip()
        session.add(row)
        session.flush()
        session.note(text=row.id)
        return TextRow(row.id, row.name, row.body, row.id, row.version)


def remove(store: Store, actor: Actor, text_id: str, version: int) -> None:
    """Only the agent's own; :func:`save` brings its words back under a new id."""
    with store.write(actor, "message_text.remove") as session:
        session.delete(_own(session, actor, text_id, version))
        session.note(text=text_id)


def written(store: Store, actor: Actor, body: str, household_id: str | None, language: Language, today: date) -> Filled:
    """The text filled for a family and its next appointment. Raises InputError as :func:`save`."""
    problems = message_texts.problems(body)
    if problems:
        raise InputError(problems)
    with store.read() as session:
        return message_texts.fill(body, values(session, actor, household_id, language, today))


def values(session: Session, actor: Actor, household_id: str | None, language: Language, today: date) -> dict[str, str]:
    """What the fields say: the next planned appointment gives date, time, place and event, the policy in force
    whose premium is due next its name and that day. What is not known is left out."""
    found = {"agent": actor.name}
    household = session.get(Household, household_id) if household_id else None
    if household is None:
        return found
    contact = session.get(Member, household.contact_id) if household.contact_id else None
    found |= {"name": household.name, "salutation": salutation(household.name, contact, language)}
    coming = select(Activity).where(
        Activity.household_id == household.id, Activity.status == ActivityStatus.PLANNED, Activity.on_date >= today
    )
    following = session.scalars(coming.order_by(Activity.on_date, Activity.at_minute, Activity.id).limit(1)).first()
    if following is not None:
        found |= _appointment(following, language)
    return found | _renewal(session, household.id, language, today)


def salutation(name: str, contact: Member | None, language: Language) -> str:
    """王女士, Ms Wang: by the surname and the sex; the name itself when the sex is not known."""
    clean = names.tidy(name)
    if contact is None or contact.sex is None or not clean or not names.is_han(clean[0]):
        return clean
    surname = clean[:2] if clean[:2] in names.SURNAMES and len(clean) > 2 else clean[0]
    female = contact.sex == Sex.FEMALE.value
    if language == Language.ZH:
        return surname + ("女士" if female else "先生")
    readings = names.readings(surname + "一")[0][:-1]
    return ("Ms " if female else "Mr ") + "".join(readings).capitalize()


def keep(store: Store, actor: Actor, household_id: str | None, text: str, now: datetime) -> ActivityRow:
    """Note that the message was sent, as an activity done now."""
    local = now.astimezone()
    draft = ActivityDraft(
        ActivityKind.MESSAGE, local.date(), ActivityStatus.DONE, household_id, local.hour * 60 + local.minute, text
    )
    return activities.add(store, actor, draft)


@cache
def shipped() -> tuple[dict[str, Any], ...]:
    """The texts that come with the program, as they stand in the file, in both languages."""
    document = json.loads(paths.resource("messages", "default.json").read_text(encoding="utf-8"))
    return tuple(document["texts"])


def _appointment(row: Activity, language: Language) -> dict[str, str]:
    minute = row.at_minute
    return {
        "date": _said(row.on_date, language),
        "weekday": words.say(f"weekday.{row.on_date.weekday()}", language),
        "time": "" if minute is None else f"{minute // 60}:{minute % 60:02d}",
        "place": row.place,
        "event": row.note if row.kind == ActivityKind.EVENT else "",
    }


def _renewal(session: Session, household_id: str, language: Language, today: date) -> dict[str, str]:
    """By the anniversaries of policies still being paid; one that is paid up gives only its name."""
    held = select(Policy.product_name, Policy.starts_on, Policy.pay_years).where(
        Policy.household_id == household_id, Policy.status == PolicyStatus.IN_FORCE.value
    )
    found = session.execute(held.order_by(Policy.starts_on, Policy.id)).all()
    coming = []
    for name, starts_on, pay_years in found:
        if starts_on is not None:
            years = max(1, today.year - starts_on.year + (anniversary(starts_on, today.year - starts_on.year) < today))
            if pay_years is None or years < pay_years:
                coming.append((anniversary(starts_on, years), name))
    if coming:
        day, name = min(coming)
        return {"policy": name, "due": _said(day, language)}
    return {"policy": found[0].product_name} if found else {}


def _said(day: date, language: Language) -> str:
    return f"{day.month}月{day.day}日" if language == Language.ZH else f"{day.day} {MONTHS[day.month - 1]}"


def _own(session: Session, actor: Actor, text_id: str, version: int) -> MessageText:
    row = session.get(MessageText, text_id)
    if row is None or row.agent_code != actor.code:
        raise bad_input("not_found")
    if row.version != version:
        raise ConflictError(Problem("changed_meanwhile"))
    return row
