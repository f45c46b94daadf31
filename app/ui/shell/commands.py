"""What the search box can do: an act with its words, found by any of them in either language, or by pinyin initials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from app.ui.base.translator import in_both


@dataclass(frozen=True, slots=True)
class Command:
    """``words`` are shown; ``more`` are further words it is found by, such as what stands in the dialog it opens."""

    words: str
    act: Callable[[], object]
    more: tuple[str, ...] = ()


def matching(commands: Iterable[Command], typed: str) -> list[Command]:
    """Those that have every word typed, the ones that begin with the first of them on top; all of them for nothing."""
    from app.services.rules.base import names

    wanted = names.search_words(typed)
    found = [command for command in commands if all(word in _told(command) for word in wanted)]
    return sorted(found, key=lambda command: not (wanted and f"|{wanted[0]}" in _told(command)))


def _told(command: Command) -> str:
    return "|".join(_spelled(words) for words in (command.words, *command.more))


@cache
def _spelled(words: str) -> str:
    """In both languages, and each run of Chinese by its pinyin and its initials."""
    from app.services.rules.base import names

    told: list[str] = []
    for said in dict.fromkeys(in_both(words)):
        told += [names.fold(said), *_spellings(said)]
    return "|" + "|".join(dict.fromkeys(told))


def _spellings(said: str) -> Sequence[str]:
    from app.services.rules.base import names

    chinese = "".join(letter for letter in said if "\u4e00" <= letter <= "\u9fff")
    return names.spellings(chinese)[1:] if chinese else ()
