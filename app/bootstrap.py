"""The composition root: decides between the window and the command line, and joins the parts."""

from __future__ import annotations


def main(arguments: list[str]) -> int:
    """``python -m app [--self-test] [--store FILE]`` is the window; anything else is a command."""
    if _wants_window(arguments):
        from app.ui.start import run

        return run(arguments)
    from app.cli.main import main as command_line

    return command_line(arguments)


def _wants_window(arguments: list[str]) -> bool:
    """The window takes options only; ``--help`` is the command line's, which tells of both."""
    options = {"--store", "--language"}
    rest = iter(arguments)
    for argument in rest:
        if argument in options:
            next(rest, None)
        elif argument in ("-h", "--help") or not argument.startswith("-"):
            return False
    return True
