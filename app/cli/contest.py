"""``contest``: the contests planned, and who stands where in one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.call import Call, Commands, Reply
from app.services.base.file_names import check_target

if TYPE_CHECKING:
    from app.services.base.store import Store
    from app.services.team.contests.standing import Board

PAPERS, TABLES = (".docx", ".html"), (".xlsx", ".csv")


def register(commands: Commands) -> None:
    acts = commands.add("contest", run).add_subparsers(dest="act", required=True)
    acts.add_parser("list", help=commands.say("cli.contest.list"))
    one = acts.add_parser("run", help=commands.say("cli.contest.run"))
    one.add_argument("name", metavar="NAME", help=commands.say("cli.contest.name"))
    one.add_argument("--out", type=Path, metavar="FILE", help=commands.say("cli.export.out"))
    one.add_argument("--codes", action="store_true", help=commands.say("cli.contest.codes"))


def run(call: Call) -> Reply:
    with call.store() as store:
        return _list(store) if call.args.act == "list" else _run(call, store)


def _list(store: Store) -> Reply:
    from app.services.team.contests import keeping

    if not keeping.switched_on(store):
        from app.errors import bad_input

        raise bad_input("contests_off")
    rows = keeping.listing(store)
    document = [
        {"name": row.title, "from": row.starts_on.isoformat(), "to": row.ends_on.isoformat(), "kpi": row.kpi,
         "places": row.places, "prize": row.prize, "agents": list(row.agents)}
        for row in rows
    ]  # fmt: skip
    return Reply({"contests": document}, [f"{row.starts_on} – {row.ends_on} {row.title}" for row in rows])


def _run(call: Call, store: Store) -> Reply:
    from app.services.tables.paper import write_web, write_word
    from app.services.team.contests import keeping, poster, standing

    out: Path | None = call.args.out
    codes: bool = call.args.codes
    if out is not None:
        check_target(out, (*TABLES, *PAPERS))
    board = standing.board(store, keeping.of_title(store, call.args.name))
    if out is not None and out.suffix.lower() in PAPERS:
        writer = write_word if out.suffix.lower() == ".docx" else write_web
        writer(poster.write(board, call.language, codes=codes, sheet="A4"), out)
    elif out is not None:
        poster.write_table(board, call.language, out, codes=codes)
    lines = [
        f"{poster.rank_shown(one)} {poster.called(one, codes)} {standing.shown(board.definition, one.value)} "
        f"{standing.basis_shown(board.definition, one)}".rstrip()
        for one in board.ranked
    ]
    lines += [f"— {poster.called(one, codes)} {call.say(f'contest.why.{one.why}')}" for one in board.apart]
    return Reply(_document(board, codes=codes), lines)


def _document(board: Board, *, codes: bool) -> dict[str, Any]:
    """Amounts in yuan; a rate as a share of 1."""
    from app.services.rules.measures.kpis import Unit

    by = 100 if board.definition.unit == Unit.MONEY else 1
    return {
        "contest": board.contest.title, "kpi": board.definition.code, "weeks": board.asked,
        "first_week": str(board.period.first), "last_week": str(board.period.last),
        "ranks": [
            {"rank": one.rank, "agent": one.id, **({} if codes else {"name": one.name}), "honoured": one.honoured,
             "value": float(one.value / by) if one.value is not None else None, "basis": one.basis,
             "reported": len(one.weeks)}
            for one in board.ranked
        ],
        "apart": [{"agent": one.id, **({} if codes else {"name": one.name}), "why": one.why} for one in board.apart],
    }  # fmt: skip
