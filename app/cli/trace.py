"""``trace``: coverage, findings and suspects of a matrix, each count with its list."""

from __future__ import annotations

from typing import Any

from app import words
from app.cli.call import Call, Commands, Reply
from app.enums import Coverage


def register(commands: Commands) -> None:
    parser = commands.add("trace", run)
    parser.add_argument("--matrix", metavar="NAME", help=commands.say("cli.import.matrix"))


def run(call: Call) -> Reply:
    """Reads only; what it finds is no fault of the input, so the exit code is 0."""
    from app.services.base.founding import ALL_CUSTOMERS
    from app.services.matrix import report

    with call.store() as store:
        found = report.state(store, store.today(), call.args.matrix or ALL_CUSTOMERS)
    document = report.document(found, call.language)
    return Reply(document, list(_lines(call, document)))


def _lines(call: Call, document: dict[str, Any]) -> list[str]:
    """For a person: each heading with its number, below it what is counted."""
    lines = [call.say("cli.trace.needs", matrix=document["matrix"], count=document["needs"])]
    for part, title in (("coverage", "cli.trace.coverage"), ("in_force", "cli.trace.in_force")):
        lines.append(call.say(title))
        for state in Coverage:
            block = document[part][state]
            lines += _block(words.of(state, call.language), block, [need["need"] for need in block["list"]])
    if any(block["count"] for block in document["verification"].values()):
        lines.append(call.say("cli.trace.verification"))
        for result, block in document["verification"].items():
            lines += _block(call.say(f"verified.{result}"), block, [need["need"] for need in block["list"]])
    lines.append(call.say("cli.trace.findings"))
    for kind, block in document["findings"].items():
        texts = [f"{item['text']} {item['household']}".strip() for item in block["list"]]
        lines += _block(call.say(f"finding.{kind}"), block, texts)
    suspects = document["suspects"]
    texts = [f"{one['source']['text'] or one['source']['id']} → {_field(call, one)}" for one in suspects["list"]]
    return lines + _block(call.say("cli.trace.suspects"), suspects, texts, indent="")


def _field(call: Call, suspect: dict[str, Any]) -> str:
    kind = call.say(f"node_kind.{suspect['target']['kind']}")
    fields = dict.fromkeys(call.say(f"trace_field.{change['field']}") for change in suspect["changed"])
    return f"{kind}: {', '.join(fields)}"


def _block(title: str, block: dict[str, Any], texts: list[str], indent: str = "  ") -> list[str]:
    head = f"{indent}{title}: {block['count']}"
    return [head, *(f"{indent}  {text}" for text in texts)]
