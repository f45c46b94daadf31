"""Why the system would not read or write a file, in words of ours: its own are in one language only."""

from __future__ import annotations

import errno

from app.enums import FileFault

FAULTS = {
    errno.ENOSPC: FileFault.FULL,
    errno.EDQUOT: FileFault.FULL,
    errno.EFBIG: FileFault.TOO_LARGE,
    errno.EACCES: FileFault.DENIED,
    errno.EPERM: FileFault.DENIED,
    errno.EROFS: FileFault.READ_ONLY,
    errno.ENOENT: FileFault.MISSING,
    errno.ENOTDIR: FileFault.MISSING,
    errno.EISDIR: FileFault.FOLDER,
    errno.ENAMETOOLONG: FileFault.LONG_NAME,
    errno.EINVAL: FileFault.BAD_NAME,
    errno.EILSEQ: FileFault.BAD_NAME,
    errno.EBUSY: FileFault.BUSY,
    errno.ETXTBSY: FileFault.BUSY,
    errno.EIO: FileFault.BROKEN,
}
HELD = (32, 33)  # Windows: open in Excel, WPS or another program


def reason_of(error: OSError) -> FileFault | str:
    """Why the system refused, in words of both languages; its number where it is none of the usual reasons."""
    if getattr(error, "winerror", None) in HELD:
        return FileFault.BUSY
    return FAULTS.get(error.errno or 0) or (f"errno {error.errno}" if error.errno else FileFault.BROKEN)
