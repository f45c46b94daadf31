"""A contest's board as a paper: for the wall, and one page for the phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from app.enums import Language
from app.services.tables.paper import Align, Block, Column, Paper, Remark, Table, Text
from app.services.tables.sheets_out import OutSheet, write_tables
from app.services.team.contests.standing import Board, Standing, basis_shown, shown
from app.words import say

MARK = "★"


def write(board: Board, language: Language, *, codes: bool = False, sheet: str = "") -> Paper:
    """Names, or ``codes`` alone. ``sheet`` is the size on the wall, A4 or A3; "" for the phone."""
    contest, period = board.contest, board.period
    days = f"{contest.starts_on:%Y-%m-%d} – {contest.ends_on:%Y-%m-%d}"
    weeks = say("contest.weeks", language, first=period.first, last=period.last, count=board.asked)
    return Paper(
        language,
        contest.title,
        tuple(_blocks(board, language, codes)),
        say("contest.subtitle", language, kpi=board.definition.called(language), days=days),
        running=(weeks, board.definition.explained(language)),
        narrow=not sheet,
        wall=sheet,
    )


def _blocks(board: Board, language: Language, codes: bool) -> Iterator[Block]:
    if board.contest.prize:
        yield Remark(board.contest.prize, say("contest.prize", language))
    if board.ranked:
        yield _table(board, language, codes)
    else:
        yield Text(say("contest.nobody", language), muted=True)
    for why in ("no_report", "unknown", "few"):
        those = [called(one, codes) for one in board.apart if one.why == why]
        if those:
            yield Text(
                say(f"contest.apart.{why}", language, names=("、" if language == Language.ZH else ", ").join(those)),
                muted=True,
            )


def _table(board: Board, language: Language, codes: bool) -> Table:
    rate = bool(board.definition.denominator)
    columns = [
        Column(say("contest.rank", language), 1.2, Align.CENTRE),
        Column(say("contest.code" if codes else "contest.name", language), 2.6),
        Column(board.definition.called(language), 2.2, Align.RIGHT),
        *([Column(say("contest.basis", language), 1.8, Align.RIGHT)] if rate else []),
        Column(say("contest.reported", language), 1.4, Align.RIGHT),
    ]
    rows = [
        (
            rank_shown(one), called(one, codes), shown(board.definition, one.value),
            *([basis_shown(board.definition, one)] if rate else []), f"{len(one.weeks)} / {board.asked}",
        )
        for one in board.ranked
    ]  # fmt: skip
    return Table(columns, rows, frozenset(n for n, one in enumerate(board.ranked) if one.honoured))


def rank_shown(one: Standing) -> str:
    """With a star where it is honoured."""
    return f"{MARK} {one.rank}" if one.honoured else str(one.rank or "—")


def called(one: Standing, codes: bool) -> str:
    """The name, or the code."""
    return one.id if codes else one.name


def write_table(board: Board, language: Language, path: Path, *, codes: bool = False) -> None:
    """The same as a table, those without a rank below. Raises as :func:`exported`."""
    table = _table(board, language, codes)
    blank = [""] * (len(table.columns) - 3)
    apart = [("—", called(one, codes), say(f"contest.why.{one.why}", language), *blank) for one in board.apart]
    heads = [column.title for column in table.columns]
    name = say("contest.rank", language)
    write_tables(path, [OutSheet(name, heads, [*table.rows, *apart], [10, 18, 18, 14, 12][: len(heads)])])
