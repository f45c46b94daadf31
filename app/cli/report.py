"""``report list`` and ``report run NAME``: reports kept in the window, for scripts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.cli.call import Call, Commands, Reply
from app.errors import Place, bad_input
from app.services.base.file_names import check_target
from app.services.base.store import Store

LIST, RUN = "list", "run"


def register(commands: Commands) -> None:
    parser = commands.add("report", run)
    parser.add_argument("act", choices=(LIST, RUN), help=commands.say("cli.report.act"))
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help=commands.say("cli.report.name"))
    parser.add_argument("--out", type=Path, metavar="FILE", help=commands.say("cli.report.out"))


def run(call: Call) -> Reply:
    """Nothing is changed; where a file goes is looked at before anybody is asked for a password."""
    from app.services.front import reports

    if call.args.out is not None:
        check_target(call.args.out, reports.ENDINGS)
    if call.args.act == RUN and not call.args.name.strip():
        raise bad_input("required", Place(field="NAME"))
    with call.store() as store:
        return _list(call, store) if call.args.act == LIST else _run(call, store)


def _list(call: Call, store: Store) -> Reply:
    from app.services.front import reports

    kept, ready = reports.reports(store), reports.ready(call.language)
    document = {"kept": [row.name for row in kept], "ready": [row.name for row in ready]}
    lines = [call.say("cli.report.kept"), *(f"  {row.name}" for row in kept)] if kept else []
    return Reply(document, [*lines, call.say("cli.report.ready"), *(f"  {row.name}" for row in ready)])


def _run(call: Call, store: Store) -> Reply:
    from app.services.front import reports
    from app.services.front.reports.out import table

    row = reports.by_name(store, call.args.name)
    assert row.report is not None
    result = reports.run(store, row.report)
    if call.args.out is not None:
        reports.write(result, call.args.out, row.name, call.language)
    heads, rows = table(result, call.language)
    done = call.say("cli.report.done", count=len(result.lines), read=result.read)
    document: dict[str, Any] = {
        "report": row.name, "read": result.read, "rows": len(result.lines), "heads": heads,
        "table": [[_plain(value) for value in line] for line in rows],
    }  # fmt: skip
    if call.args.out is not None:
        saved = call.say("cli.export.done", path=str(call.args.out), rows=len(rows))
        return Reply(document | {"file": str(call.args.out)}, [done, saved])
    return Reply(document, ["\t".join(heads), *("\t".join(map(_text, line)) for line in rows), done])


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(round(value, 6))
    return value.isoformat() if isinstance(value, date) else value


def _text(value: Any) -> str:
    return "" if value is None else str(_plain(value))
