"""``python -m tools.i18n update | check``: the words of both languages, for dev.py."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tools import alphabets, enum_words, sentences, tr_calls, vocabulary
from tools.report import ROOT, report


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            words, _ = vocabulary.read(ROOT)
            return report(sentences.update(ROOT, vocabulary.meanings(words)) or all_faults(ROOT))
        case ["check"]:
            return report(all_faults(ROOT))
    print(__doc__)
    return 2


def all_faults(root: Path) -> Iterator[str]:
    words, faults = vocabulary.read(root)
    yield from faults
    yield from vocabulary.faults_in_use(root, words)
    enums = list(enum_words.families(root))
    yield from enum_words.faults(enums, words)
    yield from enum_words.stale(enums)
    yield from alphabets.faults_in_words(words)
    yield from alphabets.faults_in_data(root)
    yield from tr_calls.faults(root)
    yield from sentences.faults(root, vocabulary.meanings(words))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
