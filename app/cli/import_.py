"""``import KIND FILE``: rows into the store, every one of them accounted for."""

from __future__ import annotations

import argparse
from pathlib import Path

from app import words
from app.cli.call import Call, Commands, Reply
from app.errors import bad_input
from app.services.front import imports
from app.services.tables.reports import Ignored, ImportReport

MATRIX = "matrix"
MOST_TOLD = 50


def register(commands: Commands) -> None:
    parser = commands.add("import", run)
    parser.add_argument("kind", choices=list(imports.KINDS), help=commands.say("cli.import.kind"))
    parser.add_argument("file", type=Path, metavar="FILE", help=commands.say("cli.import.file"))
    parser.add_argument("--dry-run", action="store_true", help=commands.say("cli.import.dry_run"))
    parser.add_argument(
        "--map", type=_pair, nargs="+", action="extend", default=[], metavar="FIELD=HEADER",
        help=commands.say("cli.import.map"),
    )  # fmt: skip
    parser.add_argument("--rest", action="store_true", help=commands.say("cli.import.rest"))
    parser.add_argument("--encoding", default="", metavar="NAME", help=commands.say("cli.import.encoding"))
    parser.add_argument("--sheet", metavar="NAME", help=commands.say("cli.import.sheet"))
    parser.add_argument("--matrix", metavar="NAME", help=commands.say("cli.import.matrix"))


def _pair(text: str) -> tuple[str, str]:
    field, sign, header = text.partition("=")
    if not (sign and field.strip() and header.strip()):
        raise argparse.ArgumentTypeError(text)
    return field.strip(), header.strip()


def run(call: Call) -> Reply:
    """Good rows are written in one unit of work; rejected ones are named on standard error and the exit code is 2."""
    from app.services.base import agents, backup

    args = call.args
    if args.matrix is not None and args.kind != MATRIX:
        raise bad_input("option_not_for", option="--matrix", kind=args.kind, wanted=MATRIX)
    with call.store() as store:
        if not args.dry_run:
            backup.before(store, "import")
        report = imports.entry(args.kind).import_file(
            store,
            agents.me(store),
            args.file,
            dry_run=args.dry_run,
            mapping=dict(args.map),
            sheet=args.sheet,
            matrix=args.matrix,
            encoding=args.encoding,
            rest=args.rest,
        )
    return Reply(report.document(call.language), _lines(call, report), problems=report.problems)


def _lines(call: Call, report: ImportReport) -> list[str]:
    """The numbers, then what the window tells as well: what was come upon, the rows left out and why."""
    lines = [call.say("cli.import.dry_run_done")] if report.dry_run else []
    counts = {name: getattr(report, name) for name in ("read", "added", "updated", "unchanged")}
    left = {"rejected": len(report.rejected), "ignored": len(report.ignored)}
    lines.append(call.say("cli.import.done", **counts, **left))
    lines += [words.explain(problem, call.language) for problem in report.warnings]
    if report.absent:
        lines.append(call.say("cli.import.absent", count=len(report.absent), numbers="、".join(report.absent[:50])))
    left_out = [_left_out(call, one) for one in report.ignored[:MOST_TOLD]]
    if len(report.ignored) > MOST_TOLD:
        left_out.append("…")
    if report.rest:
        left_out.append(call.say("cli.import.rest_offered", count=report.rest))
    if strange := next((problem for problem in report.problems if problem.code == "not_a_choice"), None):
        left_out.append(call.say("cli.import.map_offered", text=strange.values["text"]))
    return lines + left_out


def _left_out(call: Call, one: Ignored) -> str:
    reason = call.say(f"ignored.{one.reason}")
    if one.sheet:
        return call.say("cli.import.ignored_in", sheet=one.sheet, row=one.row, reason=reason)
    return call.say("cli.import.ignored", row=one.row, reason=reason)
