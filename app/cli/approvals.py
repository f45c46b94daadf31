"""``approvals``: agents' orders that wait for the lead's word, the answers on their way, and taking them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.call import Call, Commands, Reply
from app.errors import Place, bad_input

if TYPE_CHECKING:
    from app.services.base.store import Store
    from app.services.team.approvals import RequestRow


def register(commands: Commands) -> None:
    parser = commands.add("approvals", run)
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("list", help=commands.say("cli.approvals.list"))
    for act in ("approve", "return"):
        one = acts.add_parser(act, help=commands.say(f"cli.approvals.{act}"))
        one.add_argument("agent", metavar="AGENT", help=commands.say("cli.approvals.agent"))
        one.add_argument("order", metavar="ORDER", help=commands.say("cli.approvals.order"))
        one.add_argument("--reason", default="", help=commands.say("cli.approvals.reason"))
    send = acts.add_parser("send", help=commands.say("cli.approvals.send"))
    send.add_argument("folder", type=Path, metavar="DIR", help=commands.say("cli.approvals.folder"))
    take = acts.add_parser("take", help=commands.say("cli.approvals.take"))
    take.add_argument("file", type=Path, metavar="FILE", help=commands.say("cli.approvals.file"))
    take.add_argument("--dry-run", action="store_true", help=commands.say("cli.import.dry_run"))


def run(call: Call) -> Reply:
    with call.store() as store:
        act: str = call.args.act
        if act == "list":
            return _list(call, store)
        if act == "send":
            return _send(call, store)
        if act == "take":
            return _take(call, store)
        return _decide(call, store)


def _list(call: Call, store: Store) -> Reply:
    from app.services.team import approvals

    rows = approvals.everything(store)
    lines = [
        f"{_mark(row)} {row.agent_code} {row.number} {row.household} {row.premium / 100:,.2f} "
        f"{call.say(f'approval_state.{row.state.value}')}"
        for row in rows
    ]
    waiting = sum(1 for row in rows if row.waits)
    return Reply({"waiting": waiting, "orders": [_document(row) for row in rows]},
                 [*lines, call.say("cli.approvals.waiting", count=waiting)])  # fmt: skip


def _mark(row: RequestRow) -> str:
    return "▲" if row.waits else "✓" if row.state == "approved" else "△"


def _document(row: RequestRow) -> dict[str, Any]:
    return {
        "agent": row.agent_code, "order": row.number, "revision": row.revision, "customer": row.household,
        "premium": row.premium / 100, "submitted_on": row.submitted_on.isoformat(), "state": row.state.value,
        "changes": None if row.changes is None else len(row.changes), "decided_by": row.decided_by,
        "reason": row.reason, "file": str(row.file),
    }  # fmt: skip


def _decide(call: Call, store: Store) -> Reply:
    from app.services.base import agents
    from app.services.team import approvals

    args = call.args
    found = [
        row for row in approvals.everything(store)
        if row.waits and row.agent_code == args.agent and row.number == args.order
    ]  # fmt: skip
    if not found:
        raise bad_input("approval_not_waiting", Place(field="order"), agent=args.agent, number=args.order)
    approved = args.act == "approve"
    approvals.decide(store, agents.me(store), found[0].id, approved=approved, reason=args.reason)
    state = "approved" if approved else "returned"
    line = call.say("cli.approvals.decided", number=args.order, state=call.say(f"approval_state.{state}"))
    return Reply({"agent": args.agent, "order": args.order, "state": state}, [line])


def _send(call: Call, store: Store) -> Reply:
    from app.services.base import agents
    from app.services.team.approvals import sending

    paths = sending.write_files(store, agents.me(store), call.args.folder, call.language)
    return Reply({"files": [str(path) for path in paths]},
                 [*map(str, paths), call.say("cli.approvals.sent", count=len(paths))])  # fmt: skip


def _take(call: Call, store: Store) -> Reply:
    """Exit 0 whatever the answers do: each is told with what became of it."""
    from app.services.base import agents
    from app.services.selling.orders import answers
    from app.services.team.approvals import sending

    given = sending.read_file(call.args.file)
    dry_run: bool = call.args.dry_run
    outcomes = answers.look(store, given) if dry_run else answers.take(store, agents.me(store), given)
    told = [
        {"order": one.answer.number, "approved": one.answer.approved, "says": one.says.value} for one in outcomes
    ]  # fmt: skip
    lines = [
        f"{one.answer.number} {call.say(f'approval_state.{one.answer.step.state.value}')}: "
        f"{call.say(f'answer_says.{one.says.value}')}"
        for one in outcomes
    ]
    applied = sum(1 for one in outcomes if one.says == answers.AnswerSays.APPLIES)
    done = call.say("cli.approvals.taken", count=applied)
    return Reply({"dry_run": dry_run, "answers": told}, [*lines, done])
