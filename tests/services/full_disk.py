"""A disk on which nothing has room."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import pytest


@contextmanager
def no_room() -> Iterator[None]:
    """Files of this process end after a few bytes, as on a full disk. Windows has no such limit: there the disk says so
    when a file is flushed."""
    if sys.platform == "win32":
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", _full)
            yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _full(_handle: int) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")
