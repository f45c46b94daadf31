"""Very many needs are read beside the window without keeping it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

from app.ui.base.task_runner import Progress

Step = Callable[[int, int], None]


def reading(work: Callable[[Step], Any]) -> Callable[[Progress], Any]:
    """The work for a worker. Half a million rows set off a search for garbage through all of them, which keeps every
    thread for most of a second: there is none while they are read, and later ones leave out what was read."""

    def read(progress: Progress) -> Any:
        was = gc.isenabled()
        gc.disable()
        try:
            return work(progress.step)
        finally:
            gc.freeze()
            if was:
                gc.enable()

    return read
