"""How the room of a table is shared among its columns: nothing is cut while another column has room to spare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

MOST = 360
"""No text, however long, asks for more; the rest of it is in the row's own pane or its tool tip."""


def shared(
    wanted: Mapping[int, int], needed: Mapping[int, int], room: int, takers: Sequence[int], fixed: frozenset[int]
) -> dict[int, int]:
    """The width of each column, in pixels.

    ``wanted`` is what a column is usually given and ``needed`` what its title and the words in it ask for. Where the
    room is short, columns that need less than they are given give it up; then those that need more get it; what is
    left is for the ``takers``. Columns the user sized by hand, ``fixed``, stay as they are.
    """
    widths = dict(wanted)
    ask = {number: min(needed.get(number, width), MOST) for number, width in wanted.items() if number not in fixed}
    short = {number: ask[number] - width for number, width in wanted.items() if ask.get(number, width) > width}
    spare = {number: width - ask[number] for number, width in wanted.items() if ask.get(number, width) < width}
    over = sum(widths.values()) + sum(short.values()) - room
    if over > 0:
        _give(widths, spare, over, -1)
    left = max(0, room - sum(widths.values()))
    _give(widths, short, left, 1)
    left = room - sum(widths.values())
    if left > 0 and takers:
        for number in takers:
            widths[number] += left // len(takers)
    return widths


def squeezed(widths: Mapping[int, int], least: Mapping[int, int], room: int) -> dict[int, int]:
    """Those that have a ``least`` width go down towards it until all are within the room."""
    after = dict(widths)
    over = sum(after.values()) - room
    if over > 0:
        _give(after, {number: max(0, after[number] - width) for number, width in least.items()}, over, -1)
    return after


def _give(widths: dict[int, int], parts: Mapping[int, int], room: int, sign: int) -> None:
    """Of each its part, or as much of it as there is room for; rounding never makes the whole wider."""
    whole = sum(parts.values())
    share = min(1.0, room / whole) if whole else 0.0
    for number, part in parts.items():
        widths[number] += floor(sign * part * share)
