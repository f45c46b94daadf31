"""The window's sentences: found in the code; their Chinese in ``resources/i18n/window``, a file for each room."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools import alphabets
from tools.report import counted, placeholders
from tools.tr_calls import UI, sentences_in

SHELL, SHARED = "shell", "shared"  # the rooms of modules in no folder, and of what several rooms say
TERM = 2  # words: a term may mean different things in different places, a longer sentence may not
FORMS = '"中文" or, where it counts, ["中文", "English for one"]'
MEND = "run: python3 dev.py i18n"

Meanings = Mapping[str, set[str]]
"""What the vocabulary says: English → its Chinese, more than one where the English is ambiguous."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English sentence of the code: the rooms that say it, and whether it counts (``tr("…", n=…)``)."""

    rooms: frozenset[str]
    counts: frozenset[bool]

    @property
    def home(self) -> str:
        return next(iter(self.rooms)) if len(self.rooms) == 1 else SHARED

    @property
    def is_counted(self) -> bool:
        return True in self.counts


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file gives for a sentence: its Chinese; of one that counts, also its English for one."""

    room: str
    chinese: str
    one: str | None = None

    @property
    def said(self) -> Any:
        return self.chinese if self.one is None else [self.chinese, self.one]


def folder(root: Path) -> Path:
    return root / "resources" / "i18n" / "window"


def collect(root: Path) -> dict[str, Sentence]:
    rooms: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, set[bool]] = defaultdict(set)
    for said in sentences_in(root):
        rooms[said.english].add(_room(Path(said.place.rpartition(":")[0]).relative_to(UI).parts))
        counts[said.english].add(said.counts)
    return {english: Sentence(frozenset(rooms[english]), frozenset(counts[english])) for english in rooms}


def read(root: Path) -> tuple[dict[str, Entry], list[str]]:
    """English → the first entry of all files, and what is wrong with the files themselves."""
    entries: dict[str, Entry] = {}
    faults = []
    for file in sorted(folder(root).glob("*.json")):
        try:
            pairs = json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=list)
        except ValueError as error:
            faults.append(f"{file.name}: no JSON: {error}")
            continue
        for english, said in pairs:
            entry = _entry(file.stem, said)
            if entry is None:
                faults.append(f"{file.name}: {english!r} must be {FORMS}")
                continue
            first = entries.setdefault(english, entry)
            if first.said != entry.said:
                faults.append(f"{file.name}: {english!r} is {entry.said!r}, but {first.said!r} in {first.room}.json")
            elif first is not entry:
                faults.append(f"{file.name}: {english!r} stands in {first.room}.json too; {MEND}")
    return entries, faults


def update(root: Path, meanings: Meanings) -> list[str]:
    """Write every file anew: new sentences with empty Chinese, none that is unused, each in its room. What two files
    say differently is for a person to settle: then nothing is written, and the faults are returned.
    """
    entries, faults = read(root)
    unsettled = [fault for fault in faults if MEND not in fault]
    if not unsettled:
        pages = _pages(collect(root), entries, meanings)
        for file in folder(root).glob("*.json"):
            if file.stem not in pages:
                file.unlink()
        for room, page in pages.items():
            (folder(root) / f"{room}.json").write_text(_text(page), encoding="utf-8", newline="\n")
    return unsettled


def faults(root: Path, meanings: Meanings) -> Iterator[str]:
    entries, found_in_files = read(root)
    yield from found_in_files
    found = collect(root)
    for english, sentence in found.items():
        entry = entries.get(english)
        if entry is not None or not _is_said(english, sentence, meanings):
            yield from (f"{sentence.home}.json: {english!r}: {fault}" for fault in _faults_of(english, sentence, entry))
        if entry is not None:
            yield from _doubled(english, sentence, entry, meanings)
    for english in entries.keys() - found.keys():
        yield f"{entries[english].room}.json: {english!r} is not in the code any more; {MEND}"
    for room, page in _pages(found, entries, meanings).items():
        file = folder(root) / f"{room}.json"
        if not file.exists() or file.read_text(encoding="utf-8") != _text(page):
            yield f"{file.name}: not in order: its sentences are others, or stand elsewhere; {MEND}"


def _room(parts: tuple[str, ...]) -> str:
    """The folder a module stands in; below ``shared/``, whose folders are rooms of their own, the one there."""
    folders = parts[1:-1] if parts[0] == SHARED and len(parts) > 2 else parts[:-1]
    return folders[0] if folders else SHELL


def _entry(room: str, said: Any) -> Entry | None:
    match said:
        case str():
            return Entry(room, said)
        case [str() as chinese, str() as one]:
            return Entry(room, chinese, one)
    return None


def _is_said(english: str, sentence: Sentence, meanings: Meanings) -> bool:
    """The vocabulary says it, with one meaning: the window takes it from there."""
    return not sentence.is_counted and len(meanings.get(english, ())) == 1


def _faults_of(english: str, sentence: Sentence, entry: Entry | None) -> Iterator[str]:
    yield from alphabets.faults_in_english(english)
    if entry is None or not entry.chinese.strip():
        yield f"no Chinese; {MEND}, then write it there"
        return
    yield from alphabets.faults_in_chinese(entry.chinese)
    if placeholders(english) != placeholders(entry.chinese):
        yield f"other placeholders in the Chinese: {entry.chinese!r}"
    if len(sentence.counts) == 2:
        yield "some calls of tr() give the number it counts, others do not"
    elif sentence.is_counted and not (entry.one or "").strip():
        yield 'it counts, and needs its English for one: ["中文", "English for one"]'
    elif not sentence.is_counted and (of := counted(english)):
        yield f"{of!r} may be one: give tr() the number, n=…"
    elif not sentence.is_counted and entry.one is not None:
        yield "it has a form for one, but tr() is not given the number: tr(…, n=…)"
    if entry.one and not placeholders(entry.one) <= placeholders(english):
        yield f"other placeholders in the form for one: {entry.one!r}"
    yield from alphabets.faults_in_english(entry.one or "")


def _doubled(english: str, sentence: Sentence, entry: Entry, meanings: Meanings) -> Iterator[str]:
    """A sentence has one home: the vocabulary, where it says the same; and never two wordings."""
    said = meanings.get(english, set())
    if entry.chinese in said and _is_said(english, sentence, meanings):
        yield f"{entry.room}.json: {english!r} stands in the vocabulary too (resources/i18n/words); {MEND}"
    elif said and entry.chinese not in said and len(english.split()) > TERM:
        yield f"{entry.room}.json: {english!r} is {entry.chinese!r} here, but the vocabulary says {' or '.join(said)!r}"


def _pages(
    found: Mapping[str, Sentence], entries: Mapping[str, Entry], meanings: Meanings
) -> dict[str, dict[str, Any]]:
    """What each file should hold: sentences in the order of the alphabet, where two people add in different lines."""
    pages: dict[str, dict[str, Any]] = defaultdict(dict)
    for english in sorted(found, key=lambda english: (english.casefold(), english)):
        sentence, entry = found[english], entries.get(english)
        if _is_said(english, sentence, meanings) and (entry is None or entry.chinese in {"", *meanings[english]}):
            continue
        entry = entry or Entry(sentence.home, "")
        pages[sentence.home][english] = [entry.chinese, entry.one or ""] if sentence.is_counted else entry.chinese
    return pages


def _text(page: Mapping[str, Any]) -> str:
    """One line for each sentence, also where it has two forms."""
    lines = (f"  {_json(english)}: {_json(said)}" for english, said in page.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
