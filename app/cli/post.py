"""``post card | renew | join | list | end | send | take | show | accept | refuse | weekly | round``: the team's post
without a window.

``send`` and ``take`` are made for schedulers: 0 when all is well, also with nothing to do; 2 when something lay there
that could not be taken, each with its sentence.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import words
from app.cli.call import Call, Commands, Reply
from app.cli.post_items import accept, refuse, show
from app.enums import Arrival, PeerRole
from app.errors import Place, Problem, bad_input
from app.services.base import agents
from app.services.base.post import cards, identity, mailbox, messages, peers, spoken
from app.services.base.post.receiving import Came
from app.services.base.store import Store
from app.services.front import post, post_office

SILENT = (Arrival.NEW, Arrival.ALREADY, Arrival.OTHERS)


def register(commands: Commands) -> None:
    say = commands.say
    parser = commands.add("post", run)
    parser.add_argument("way", choices=list(WAYS), metavar="|".join(WAYS), help=say("cli.post.way"))
    parser.add_argument("where", nargs="?", type=Path, metavar="FOLDER|FILE|ID", help=say("cli.post.where"))
    parser.add_argument("--as", dest="role", choices=[role.value for role in PeerRole], help=say("cli.post.as"))
    parser.add_argument("--words", default="", metavar="TEXT", help=say("cli.post.words"))
    parser.add_argument("--to", action="append", default=[], metavar="CODE", help=say("cli.post.to"))
    parser.add_argument("--kinds", default="", metavar="A,B", help=say("cli.post.kinds"))
    parser.add_argument("--message", default="", metavar="TEXT", help=say("cli.post.message"))
    parser.add_argument("--about", default="", metavar="TEXT", help=say("cli.post.about"))
    parser.add_argument("--again", action="store_true", help=say("cli.post.again"))
    parser.add_argument("--accept", action="store_true", help=say("cli.post.accept"))
    parser.add_argument("--theirs", action="append", default=[], metavar="KEY", help=say("cli.post.theirs"))
    parser.add_argument("--mine", action="store_true", help=say("cli.post.mine"))
    parser.add_argument("--week", default="", metavar="WEEK", help=say("cli.post.week"))
    parser.add_argument("--out", type=Path, metavar="FILE", help=say("cli.post.out"))


def run(call: Call) -> Reply:
    with call.store() as store:
        return WAYS[call.args.way](call, store)


def _card(call: Call, store: Store) -> Reply:
    actor = agents.me(store)
    text = cards.text_of(store, actor)
    if call.args.out:
        cards.write_file(store, actor, call.args.out)
    spoke = " ".join(spoken.words(identity.own(store, actor).public, call.language))
    return Reply({"card": text, "words": spoke}, [text, call.say("cli.post.spoken", words=spoke)])


def _renew(call: Call, store: Store) -> Reply:
    """New keys, and so a new card; the one before is worth nothing any more."""
    peers.renew(store, agents.me(store))
    return _card(call, store)


def _join(call: Call, store: Store) -> Reply:
    """Without the words the card is only met; with them, compared by whoever typed them."""
    if not call.args.role:
        raise bad_input("required", Place(field="--as"))
    actor = agents.me(store)
    peer = peers.meet(store, actor, cards.read_file(where(call)), PeerRole(call.args.role))
    theirs = peer.words(call.language)
    if given := call.args.words.split():
        if tuple(word.casefold() for word in given) != theirs:
            raise bad_input("post_words", Place(field="--words"), name=peer.name or peer.code)
        peer = peers.pin(store, actor, peer.id)
    document = {"code": peer.code, "name": peer.name, "state": peer.state.value, "words": " ".join(theirs)}
    line = call.say("cli.post.joined" if given else "cli.post.met", name=peer.name or peer.code)
    return Reply(document, [line] if given else [line, " ".join(theirs)])


def _list(call: Call, store: Store) -> Reply:
    found = peers.everyone(store)
    document = [
        {"code": one.code, "name": one.name, "role": one.role.value, "state": one.state.value, "sent": one.sent,
         "taken": one.taken, "on_their_way": one.open_packages, "key": one.public.key}
        for one in found
    ]  # fmt: skip
    lines = [
        f"{one.code} {one.name}  {words.of(one.role, call.language)}  {words.of(one.state, call.language)}"
        for one in found
    ]
    return Reply(document, lines or [call.say("cli.post.nobody")])


def _end(call: Call, store: Store) -> Reply:
    ended = [peers.named(peers.everyone(store), text) for text in call.args.to]
    if not ended:
        raise bad_input("required", Place(field="--to"))
    for one in ended:
        peers.end(store, agents.me(store), one.id)
    codes = [one.code for one in ended]
    return Reply({"ended": codes}, [call.say("cli.post.ended", names=", ".join(codes))])


def _send(call: Call, store: Store) -> Reply:
    """What changed for everybody, or for those of ``--to``, into the folder; and whatever somebody still lacks."""
    actor, folder = agents.me(store), where(call)
    mailbox.check(folder)
    known = peers.pinned(store)
    whom = [peers.named(known, text) for text in call.args.to] or known
    kinds = _kinds(call)
    letters = [messages.written(call.args.message, call.args.about)] if call.args.message else []
    count = post.send(store, actor, whom, kinds, letters, again=call.args.again) if whom else 0
    written = mailbox.put(store, actor, folder)
    document = {"people": count, "packages": written.packages, "file": str(written.path) if written.path else None}
    line = "cli.post.sent" if written.path else "cli.post.nothing"
    return Reply(document, [call.say(line, count=count, path=written.path)])


def _kinds(call: Call) -> list[str]:
    if not call.args.kinds:
        return list(post.KINDS)
    chosen = [text.strip() for text in call.args.kinds.split(",") if text.strip()]
    for one in chosen:
        if one not in post.KINDS:
            known = ", ".join(post.KINDS)
            raise bad_input("not_a_choice", Place(field="--kinds"), text=one, choices=known)
    return chosen


def _take(call: Call, store: Store) -> Reply:
    """Bring in what lies there; ``--accept`` takes what changes nothing of one's own."""
    came = mailbox.take(store, agents.me(store), where(call))
    document: dict[str, Any] = {"came": [_told(one) for one in came]}
    new = [one for one in came if one.arrival is Arrival.NEW]
    lines = [call.say("cli.post.came", name=one.name, number=one.number, items=one.items) for one in new]
    if call.args.accept:
        taken, left = accept(call, store)
        document |= {"taken": taken, "left": left}
        lines.append(call.say("cli.post.accepted", count=len(taken), left=len(left)))
    return Reply(document, lines or [call.say("cli.post.nothing_new")], problems=tuple(problems_of(came)))


def problems_of(came: list[Came]) -> list[Problem]:
    """A sentence for each package that was not taken."""
    return [
        Problem(f"post_{one.arrival.value}", Place(file=one.file or None),
                {"name": one.name, "number": one.number, "wanted": one.wanted})
        for one in came if one.arrival not in SILENT
    ]  # fmt: skip


def _told(one: Came) -> dict[str, Any]:
    return {"arrival": one.arrival.value, "from": one.name, "number": one.number, "items": one.items, "file": one.file}


def _weekly(call: Call, store: Store) -> Reply:
    """The week's workbook, written and in a package; into the folder at once where one is named."""
    actor = agents.me(store)
    week = post_office.week_named(call.args.week, store)
    path = post_office.report(store, actor, week, call.language, call.args.where)
    if call.args.where:
        mailbox.put(store, actor, call.args.where)
    return Reply({"week": str(week), "file": str(path)}, [call.say("cli.post.weekly", week=week, path=path)])


def _round(call: Call, store: Store) -> Reply:
    """One round of the folder that is set in the window, as the open program goes it."""
    found = post_office.go_round(store, agents.me(store), call.language)
    document = {
        "came": [_told(one) for one in found.came],
        "workbook": str(found.workbook) if found.workbook else None,
        "waiting": found.waiting,
    }
    problems = (*found.problems, *problems_of(list(found.came)))
    return Reply(document, [call.say("cli.post.round", count=found.waiting)], problems=problems)


def where(call: Call) -> Path:
    """The folder or file the way asks for. Raises InputError ``required``."""
    if call.args.where is None:
        raise bad_input("required", Place(field="FOLDER|FILE|ID"))
    path: Path = call.args.where
    return path


WAYS = {
    "card": _card, "renew": _renew, "join": _join,
    "list": _list, "end": _end, "send": _send, "take": _take, "show": show,
    "accept": lambda call, store: _accepted(call, store), "refuse": refuse, "weekly": _weekly, "round": _round,
}  # fmt: skip


def _accepted(call: Call, store: Store) -> Reply:
    taken, left = accept(call, store, str(call.args.where) if call.args.where else "")
    line = call.say("cli.post.accepted", count=len(taken), left=len(left))
    return Reply({"taken": taken, "left": left}, [line], code=2 if left and call.args.where else 0)
