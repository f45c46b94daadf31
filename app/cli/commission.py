"""``commission``: what should have been paid against what was, by month and line by line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import words
from app.cli.call import Call, Commands, Reply
from app.errors import Place, bad_input
from app.services.base.file_names import check_target


def register(commands: Commands) -> None:
    parser = commands.add("commission", run)
    parser.add_argument("--month", metavar="2026-11", help=commands.say("cli.commission.month"))
    parser.add_argument("--out", type=Path, metavar="FILE", help=commands.say("cli.report.out"))


def run(call: Call) -> Reply:
    """Differences are no errors: exit 0 whatever was found."""
    from app.services.figures.commission import out
    from app.services.team import overrides

    args = call.args
    if args.out is not None:
        check_target(args.out, out.ENDINGS)
    with call.store() as store:
        standing = overrides.standing(store)
    months = [one for one in standing.months() if args.month in (None, f"{one.first:%Y-%m}")]
    if args.month and not months:
        raise bad_input("not_a_month", Place(field="--month"), text=args.month)
    rows = [row for row in standing.rows if row.compared.month in {one.first for one in months}]
    if args.out is not None:
        out.write(months, rows, args.out, call.language)
    lines = [
        call.say("cli.commission.line", month=f"{one.first:%Y-%m}", due=_yuan(one.due), received=_yuan(one.received),
                 difference=_yuan(one.difference), open=one.open)
        for one in months
    ]  # fmt: skip
    document = {"months": [_month(one) for one in months], "lines": [_line(call, row) for row in rows]}
    if args.out is not None:
        lines.append(call.say("cli.export.done", path=str(args.out), rows=len(rows)))
    return Reply(document, lines or [call.say("cli.commission.none")])


def _month(one: Any) -> dict[str, Any]:
    return {
        "month": f"{one.first:%Y-%m}", "due": one.due, "paid": one.received, "difference": one.difference,
        "lines": one.lines, "open": one.open,
    }  # fmt: skip


def _line(call: Call, row: Any) -> dict[str, Any]:
    one = row.compared
    return {
        "month": f"{one.month:%Y-%m}", "policy": row.number, "product": row.product,
        "year": one.place.year if one.place else None, "role": one.place.role.value if one.place else None,
        "due": one.due, "paid": one.received, "reason": one.reason.value, "words": words.of(one.reason, call.language),
    }  # fmt: skip


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"
