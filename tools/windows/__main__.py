"""``python3 dev.py windows test`` runs the part of the tests that Windows answers otherwise, and the self-test;
``test --all`` or ``test PATH …`` other tests; ``build`` freezes the program and tries it; ``python …`` is Windows'
Python.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tools.windows import freezing, recipe, wine
from tools.windows.short import SHORT


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py windows", description=__doc__)
    parser.add_argument("what", choices=("test", "build", "python"))
    parser.add_argument("--all", action="store_true", help="every test: about half an hour on two cores")
    parser.add_argument("--if-possible", action="store_true", help="where there is no Wine: say so, and that is all")
    args, rest = parser.parse_known_args(arguments)
    if not _prepared(lenient=args.if_possible):
        return 0
    if args.what == "python":
        return wine.python(*rest)
    if args.what == "build":
        return freezing.build()
    return _test([] if args.all else rest or list(SHORT))


def _prepared(*, lenient: bool) -> bool:
    try:
        recipe.prepare()
    except SystemExit as error:
        if not lenient:
            raise
        wine.say(
            f"{error if isinstance(error.code, str) else ''}\n*** NOT TRIED ON WINDOWS: this machine has no Wine ***"
        )
        return False
    return True


def _test(chosen: Sequence[str]) -> int:
    """Files stay on one worker, as in ``dev.py test``; what Wine lacks is skipped and said (:mod:`lacks`)."""
    wine.say("— self-test")
    if wine.python("-m", "app", "--self-test"):
        return 1
    wine.say("— tests")
    pytest = ("-m", "pytest", "-n", "2", "--dist", "loadfile", "-p", "no:cacheprovider", "-p", "tools.windows.lacks")
    return wine.python(*pytest, *chosen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
