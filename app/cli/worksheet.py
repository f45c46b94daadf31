"""``worksheet FILE.json``: evaluate worksheets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.cli.call import Call, Commands, Reply
from app.services.needs.worksheets import evaluate_document
from app.services.tables.documents import read_json


def register(commands: Commands) -> None:
    parser = commands.add("worksheet", run)
    parser.add_argument("file", type=Path, metavar="FILE.json", help=commands.say("cli.worksheet.file"))


def run(call: Call) -> Reply:
    document = evaluate_document(read_json(call.args.file), call.args.file.name)
    return Reply(document, [line for sheet in document["worksheets"] for line in _lines(call, sheet)])


def _lines(call: Call, sheet: dict[str, Any]) -> list[str]:
    lines = [sheet["name"]]
    lines += [f"  {line['label']}: {line['value']:,.2f}" for line in sheet["lines"]]
    lines += [
        f"  {call.say(f'worksheet.{name}')}: {sheet[name]:,.2f}" for name in ("need", "resources", "gap", "surplus")
    ]
    if sheet["payment"] is not None:
        lines.append(f"  {call.say('worksheet.payment')}: {sheet['payment']:,.2f}")
    return lines
