"""``python -m app COMMAND``: parse, run, print. Exit 0 done, 2 the input or usage is wrong, 1 our own fault."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from app import paths, words
from app.cli import (
    analyse,
    approvals,
    combine,
    commission,
    contest,
    demo,
    export,
    import_,
    keeping,
    password,
    post,
    report,
    rollup,
    trace,
    usage,
    worksheet,
)
from app.cli.call import Call, Commands, Reply
from app.enums import Language
from app.errors import NeedfolioError, Problem
from app.log import LOGGER, start_log

FAMILIES = (
    demo, worksheet, analyse, combine, import_, export, trace, report, commission, rollup, approvals, keeping,
    password, post, contest,
)  # fmt: skip
DONE, OUR_FAULT, BAD_INPUT = 0, 1, 2


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise usage.refused(message, self.prog)


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code. Never raises for bad input."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    language = chosen_language(arguments)
    try:
        args = build_parser(language).parse_args(arguments)
        reply: Reply = args.run(Call(args, language))
    except NeedfolioError as error:
        return _refuse(error.problems, language)
    except KeyboardInterrupt:
        return BAD_INPUT
    except Exception:
        return _our_fault(language)
    _print(reply, as_json=args.json)
    return _refuse(reply.problems, language) if reply.problems else reply.code


def chosen_language(arguments: list[str]) -> Language:
    """``--language``, else NEEDFOLIO_LANGUAGE, else Chinese; read before the parser, whose help it decides."""
    scout = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    scout.add_argument("--language", default=os.environ.get("NEEDFOLIO_LANGUAGE", Language.ZH))
    try:
        wanted = str(scout.parse_known_args(arguments)[0].language)
    except argparse.ArgumentError:
        wanted = Language.ZH
    return Language.EN if wanted.lower().startswith("en") else Language.ZH


def build_parser(language: Language) -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--store", type=Path, metavar="FILE", help=words.say("cli.store", language))
    common.add_argument("--json", action="store_true", help=words.say("cli.json", language))
    common.add_argument("--language", choices=list(Language), help=words.say("cli.language", language))
    parser = Parser(prog=paths.program(), description=words.say("cli.about", language))
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND", dest="command", parser_class=Parser)
    commands = Commands(subparsers, common, language)
    for family in FAMILIES:
        family.register(commands)
    return parser


def _print(reply: Reply, *, as_json: bool) -> None:
    text = json.dumps(reply.document, ensure_ascii=False, indent=1) if as_json else "\n".join(reply.lines)
    if not text:
        return
    try:
        print(text, flush=True)
    except BrokenPipeError:  # whoever read has read enough, as head does
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - so that the exit stays silent


def _refuse(problems: Iterable[Problem], language: Language) -> int:
    for problem in problems:
        print(f"error: {words.explain(problem, language)}", file=sys.stderr)
    return BAD_INPUT


def _our_fault(language: Language) -> int:
    log: Any = paths.user_data_folder()
    try:
        start_log(log)
    except OSError:
        log = "-"
    LOGGER.exception("a command failed")
    print(f"error: {words.say('error.unexpected', language, log=log)}", file=sys.stderr)
    return OUR_FAULT
