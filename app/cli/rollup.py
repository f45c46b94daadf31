"""``rollup DIR --out FILE.xlsx``: many agents' weekly files into one checked team workbook."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from app.cli.call import Call, Commands, Reply
from app.errors import Place, bad_input
from app.services.base.file_names import check_target


def register(commands: Commands) -> None:
    parser = commands.add("rollup", run)
    parser.add_argument("folder", type=Path, metavar="DIR", help=commands.say("cli.rollup.folder"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=commands.say("cli.export.out"))
    parser.add_argument("--week", metavar="2026-W47", help=commands.say("cli.rollup.week"))
    parser.add_argument("--due", metavar="2026-11-23T12:00", help=commands.say("cli.rollup.due"))
    parser.add_argument("--agents", type=Path, metavar="FILE", help=commands.say("cli.rollup.agents"))
    parser.add_argument("--who", action="append", default=[], metavar="FILE=CODE", help=commands.say("cli.rollup.who"))
    parser.add_argument("--replace", action="store_true", help=commands.say("cli.rollup.replace"))
    parser.add_argument("--template", type=Path, metavar="FILE", help=commands.say("cli.export.template"))


def run(call: Call) -> Reply:
    """Findings are no errors: exit 0 whatever was found. ``--store`` adds its agents and keeps the result there."""
    from app.services.rules.base import weeks
    from app.services.team import rollup
    from app.services.team.rollup import adding, folder, identity, keeping
    from app.services.team.rollup.findings import grave_of
    from app.services.team.weekly import template

    args = call.args
    check_target(args.out, (".xlsx",))
    week = weeks.parse(args.week) if args.week else None
    due = _due(args.due)
    listed = folder.agents_of(args.agents) if args.agents else {}
    known = folder.Known(listed, bool(listed), decided=identity.Decided(files=_who(args.who)))
    layout = template.read(args.template) if args.template else None
    if args.store is None:
        rolled = rollup.roll_up(
            args.folder, args.out, language=call.language, week=week, due=due, known=known, layout=layout, step=_step
        )
    else:
        with call.store() as store:
            rolled = adding.roll_up_and_keep(
                store, keeping.actor_of(store), args.folder, language=call.language, week=week, out=args.out,
                alone=args.replace, known=known, due=due, layout=layout, step=_step,
            ).rolled  # fmt: skip
    document = rolled.document(call.language)
    line = call.say(
        "cli.rollup.done", week=document["week"], agents=document["agents"], missing=len(document["missing"]),
        late=len(document["late"]), grave=grave_of(rolled.findings),
        findings=len(rolled.findings), path=str(args.out),
    )  # fmt: skip
    marks = [
        f"{'▲' if one.grave else '△'} {' '.join(_where(one.agent, one.file))}: {one.text(call.language)}"
        for one in rolled.findings
    ]
    return Reply(document, [*marks, line])


def _who(given: list[str]) -> dict[str, str]:
    """File name → the code of the agent whose file it is."""
    found = {}
    for text in given:
        file, sign, code = text.rpartition("=")
        if not (file and sign and code):
            raise bad_input("not_who", Place(field="who"), text=text)
        found[file] = code
    return found


def _where(*parts: str) -> list[str]:
    return [part for part in parts if part] or ["—"]


def _due(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        raise bad_input("not_a_time", Place(field="due"), text=text) from None


def _step(done: int, total: int) -> None:
    """A line that rewrites itself, for a person at a terminal only."""
    if sys.stderr.isatty():
        print(f"\r{done}/{total}", end="\r", file=sys.stderr, flush=True)
