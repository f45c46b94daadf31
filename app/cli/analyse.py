"""``analyse CASE.json``: the needs of one household, with their worksheets."""

from __future__ import annotations

from pathlib import Path

from app import words
from app.cli.call import Call, Commands, Reply
from app.services.analysis import analyse_document
from app.services.documents import read_json


def register(commands: Commands) -> None:
    parser = commands.add("analyse", run)
    parser.add_argument("file", type=Path, metavar="CASE.json", help=commands.say("cli.analyse.file"))


def run(call: Call) -> Reply:
    document = analyse_document(read_json(call.args.file), call.args.file.name)
    lines = []
    for need in document["needs"]:
        event = words.say(f"event.{need['event']}", call.language)
        lines.append(f"{need['member']} {event}: {call.say('worksheet.gap')} {need['gap']:,.2f}")
        lines += [
            f"    {words.say('line.' + line['label'], call.language)}: {line['value']:,.2f}"
            for line in need["worksheet"]["lines"]
        ]
    return Reply(document, lines)
