"""What came by post, on the command line: shown with what it would change, taken or refused."""

from __future__ import annotations

from typing import Any

from app import words
from app.cli.call import Call, Reply
from app.enums import Standing
from app.errors import InputError, Place, bad_input
from app.services.base import agents
from app.services.base.post import items
from app.services.base.post.items import ItemRow, Shown
from app.services.base.store import Store
from app.services.front import post


def show(call: Call, store: Store) -> Reply:
    """Everything that waits, or one thing by its number in the list, part by part."""
    found = [_shown(call, store, row) for row in _wanted(store, str(call.args.where or ""))]
    document = [_document(call, number, shown) for number, shown in enumerate(found, 1)]
    lines: list[str] = []
    for number, shown in enumerate(found, 1):
        lines += _lines(call, number, shown)
    return Reply(document, lines or [call.say("cli.post.nothing_waits")])


def accept(call: Call, store: Store, which: str = "") -> tuple[list[str], list[dict[str, Any]]]:
    """Take what waits; what needs a choice nobody made, or cannot be taken, is left. Returns both."""
    taken, left = [], []
    for row in _wanted(store, which):
        try:
            items.take(store, agents.me(store), row.id, post.kind_of, theirs=call.args.theirs, mine=call.args.mine)
        except InputError as error:
            if which:
                raise
            left.append({"kind": row.kind, "from": row.sender, "why": words.explain_all(error, call.language)})
        else:
            taken.append(row.kind)
    return taken, left


def refuse(call: Call, store: Store) -> Reply:
    which = str(call.args.where or "")
    if not which:
        raise bad_input("required", Place(field="FOLDER|FILE|ID"))
    for row in _wanted(store, which):
        items.refuse(store, agents.me(store), row.id)
    return Reply({"refused": which}, [call.say("cli.post.refused")])


def _wanted(store: Store, which: str) -> list[ItemRow]:
    """By the number in the list. Raises InputError ``post_no_item``."""
    rows = items.waiting(store)
    if not which:
        return rows
    if not which.isdigit() or not 1 <= int(which) <= len(rows):
        raise bad_input("post_no_item", text=which, count=len(rows))
    return [rows[int(which) - 1]]


def _shown(call: Call, store: Store, row: ItemRow) -> Shown:
    return items.shown(store, row.id, post.kind_of, call.language)


def _document(call: Call, number: int, shown: Shown) -> dict[str, Any]:
    row = shown.row
    parts = [
        {"key": part.key, "title": part.told.title, "standing": part.standing.value, "changes": list(part.told.lines)}
        for part in shown.parts
    ]
    why = words.explain(shown.problem, call.language) if shown.problem else None
    return {"number": number, "kind": row.kind, "from": row.sender, "parts": parts, "problem": why}


def _lines(call: Call, number: int, shown: Shown) -> list[str]:
    row = shown.row
    title = words.say(f"post_kind.{row.kind}", call.language) if words.known(f"post_kind.{row.kind}") else row.kind
    lines = [f"{number}. {title} · {row.sender} · {row.made_at.astimezone():%Y-%m-%d %H:%M}"]
    if shown.problem:
        lines.append(f"   {words.explain(shown.problem, call.language)}")
    same = sum(part.standing is Standing.SAME for part in shown.parts)
    for part in shown.parts:
        if part.standing is not Standing.SAME:
            lines.append(f"   {words.of(part.standing, call.language)}  {part.told.title}  [{part.key}]")
            lines += [f"      {line}" for line in part.told.lines]
    if same:
        lines.append(f"   {call.say('cli.post.same', count=same)}")
    return lines
