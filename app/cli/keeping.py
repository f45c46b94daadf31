"""``check``, ``backup`` and ``restore``: verify a store, copy it, bring a copy back."""

from __future__ import annotations

from pathlib import Path

from app import words
from app.cli.call import Call, Commands, Reply
from app.errors import StoreError
from app.services.base import backup, ladder, restoring
from app.services.needs import analyses


def register(commands: Commands) -> None:
    commands.add("check", run_check)
    parser = commands.add("backup", run_backup)
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help=commands.say("cli.backup.to"))
    parser = commands.add("restore", run_restore)
    parser.add_argument("file", type=Path, metavar="FILE", help=commands.say("cli.restore.file"))
    parser.add_argument("--dry-run", action="store_true", help=commands.say("cli.restore.dry_run"))


def run_check(call: Call) -> Reply:
    try:
        with call.store() as store:
            faults = store.faults()
            counts = {} if faults else backup.counts(store)
            known = ladder.state(store)
            proof = None if faults else analyses.prove(store)
    except StoreError as error:
        missing = [problem for problem in error.problems if problem.code in ("steps_missing", "history_differs")]
        if not missing:
            raise
        return Reply({"sound": False, "missing_steps": missing[0].values["count"]}, problems=error.problems)
    last, drill = known.last and known.last.at, known.drill and known.drill.at
    document = {
        "sound": not faults,
        "faults": [str(one) for one in faults],
        "rows": counts,
        "missing_steps": 0,
        "steps": known.steps,
    }
    if proof is not None:
        told = {"same": proof.same, "differing": list(proof.differing), "without_inputs": proof.without_inputs}
        document["analyses"] = told
    document |= {"last_backup": last and last.isoformat(), "last_drill": drill and drill.isoformat()}
    if faults:
        said = [words.of(one, call.language) for one in faults]
        return Reply(document, [call.say("cli.check.unsound"), *said], code=2)
    never = call.say("cli.check.never")
    when = {"last": f"{last:%Y-%m-%d %H:%M}" if last else never, "drill": f"{drill:%Y-%m-%d}" if drill else never}
    lines = [call.say("cli.check.sound", rows=sum(counts.values())), call.say("cli.check.backups", **when)]
    if proof is not None and (proof.same or proof.differing):
        lines.append(call.say("cli.check.analyses", same=proof.same, total=proof.same + len(proof.differing)))
    return Reply(document, lines)


def run_backup(call: Call) -> Reply:
    with call.store() as store:
        path = backup.back_up(store, call.args.to)
    return Reply({"backup": str(path)}, [call.say("cli.backup.done", path=path)])


def run_restore(call: Call) -> Reply:
    if call.args.dry_run:
        return _look_inside(call)
    kept = restoring.restore(call.args.file, call.store_path, restoring.by_password(call.password()))
    document = {"store": str(call.store_path), "kept": str(kept) if kept else None}
    lines = [call.say("cli.restore.done", path=call.store_path)]
    return Reply(document, lines + ([call.say("cli.restore.kept", path=kept)] if kept else []))


def _look_inside(call: Call) -> Reply:
    """What is in a copy, checked as before a restore; nothing is changed."""
    seen = restoring.preview(call.args.file, restoring.by_password(call.password()))
    last = seen.last_at.isoformat() if seen.last_at else None
    document = {"copy": str(seen.path), "agent": seen.agent, "steps": seen.steps, "last_saved": last} | seen.counts
    return Reply(document, [call.say("cli.restore.inside", agent=seen.agent, last=last, **seen.counts)])
