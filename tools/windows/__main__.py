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
    args, rest = parser.parse_known_args(arguments)
    recipe.prepare()
    if args.what == "python":
        return wine.python(*rest)
    if args.what == "build":
        return freezing.build()
    return _test([] if args.all else rest or list(SHORT))


def _test(chosen: Sequence[str]) -> int:
    """Files stay on one worker, as in ``dev.py test``."""
    wine.say("— self-test")
    if wine.python("-m", "app", "--self-test"):
        return 1
    wine.say("— tests")
    return wine.python("-m", "pytest", "-n", "2", "--dist", "loadfile", "-p", "no:cacheprovider", *chosen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
