"""Folders that a cloud service keeps in step: no place for the file somebody works with.

Such a service copies one file of a store and not the other, puts an older one over a newer, or holds one while it is
written. A second place for backups is another matter: those are finished files. OneDrive says where its folders are
(``OneDrive…`` in the environment); of the others the names and marks of their folders are known.
"""

from __future__ import annotations

import os
from pathlib import Path

from app.errors import Problem, StoreError

TOLD = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
NAMES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "iclouddrive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nutstore": "坚果云 Nutstore",
    "nutstore files": "坚果云 Nutstore",
    "我的坚果云": "坚果云 Nutstore",
    "baidusyncdisk": "百度网盘 Baidu",
    "wpsdrive": "WPS 云盘 WPS Cloud",
    "wps云盘": "WPS 云盘 WPS Cloud",
}
BUSINESS = "onedrive - "  # and the name of the company
MARKS = {".dropbox.cache": "Dropbox", ".stfolder": "Syncthing", ".tmp.drivedownload": "Google Drive"}


def refuse_synced(store: Path) -> None:
    """Raises StoreError ``store_synced`` with the service and its folder, where one keeps the place of ``store`` in
    step."""
    for folder in store.parents:
        if service := _service(folder):
            raise StoreError(Problem("store_synced", values={"path": str(folder), "service": service}))


def _service(folder: Path) -> str:
    name = folder.name.casefold()
    if name in NAMES:
        return NAMES[name]
    if name.startswith(BUSINESS) or any(_same(folder, os.environ.get(variable, "")) for variable in TOLD):
        return NAMES["onedrive"]
    return next((service for mark, service in MARKS.items() if (folder / mark).exists()), "")


def _same(folder: Path, told: str) -> bool:
    return bool(told) and os.path.normcase(folder) == os.path.normcase(Path(told).resolve())
