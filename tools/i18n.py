"""``python -m tools.i18n update | check | release``: the translations, for dev.py."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app import enums
from tools import translations, vocabulary
from tools.report import ROOT, report


def main(arguments: list[str]) -> int:
    folder = translations.Folder(ROOT)
    match arguments:
        case ["update"]:
            translations.update(folder, folder.ts)
            translations.release(folder)
            return report(all_faults(folder))
        case ["release"]:
            translations.release(folder)
            return 0
        case ["check"]:
            return report(all_faults(folder))
    print(__doc__)
    return 2


def all_faults(folder: translations.Folder) -> Iterator[str]:
    words, faults = vocabulary.read(folder.root)
    yield from faults
    yield from vocabulary.faults_in_use(folder.root, words)
    yield from vocabulary.faults_in_enums(enums, words)
    yield from translations.faults_in_calls(folder.root)
    with tempfile.TemporaryDirectory() as place:
        fresh = Path(place) / folder.ts.name
        if folder.ts.exists():
            shutil.copyfile(folder.ts, fresh)
        translations.update(folder, fresh)
        yield from translations.faults(folder, fresh)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
