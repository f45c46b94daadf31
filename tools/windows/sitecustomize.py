"""What Windows' Python lacks under Wine; laid into its site-packages, never into what is shipped."""

import contextlib
import os

if platform := os.environ.get("WINDOWS_QT_PLATFORM"):  # Wine keeps QT_* of the Unix side to itself
    os.environ.setdefault("QT_QPA_PLATFORM", platform)
with contextlib.suppress(ImportError, AttributeError):  # Wine 8 has no CopyFile2; shutil then copies in its own way
    import _winapi

    del _winapi.CopyFile2  # type: ignore[attr-defined]
