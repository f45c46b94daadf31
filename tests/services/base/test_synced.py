"""No store is worked with where a cloud service carries its files; a copy may go there."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.main import main
from app.errors import StoreError
from app.services.base import backup, founding
from app.services.base.store import Store
from tests.conftest import CHEAP, PASSWORD

FOLDERS = ["OneDrive", "OneDrive - 平安保险", "Dropbox", "我的坚果云", "BaiduSyncdisk", "WPS云盘", "iCloudDrive"]


@pytest.mark.parametrize("name", FOLDERS)
def test_no_store_is_founded_there_and_nothing_is_made(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(StoreError) as caught:
        founding.found(tmp_path / name / "资料" / "needfolio.db", PASSWORD, cost=CHEAP)
    assert caught.value.problems[0].code == "store_synced"
    assert caught.value.problems[0].values["path"] == str((tmp_path / name).resolve())
    assert list((tmp_path / name).iterdir()) == []


def test_a_store_that_was_put_there_is_not_opened(
    store_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Windows says which folder is OneDrive's, whatever it is called; a link to it leads there as well."""
    secret = tmp_path / "password.txt"
    secret.write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(secret))
    monkeypatch.setenv("OneDriveCommercial", str(store_file.parent))
    before = sorted(store_file.parent.iterdir())
    for language, word in (("zh", "自动同步"), ("en", "synchronised by OneDrive")):
        assert main(["check", "--store", str(store_file), "--language", language]) == 2
        told = capsys.readouterr()
        assert word in told.err
        assert str(store_file.parent) in told.err
    assert sorted(store_file.parent.iterdir()) == before


@pytest.mark.parametrize("mark", [".stfolder", ".dropbox.cache"])
def test_a_mark_of_a_service_is_seen_above(store_file: Path, mark: str) -> None:
    (store_file.parent / mark).mkdir()
    with pytest.raises(StoreError, match="store_synced"):
        Store.open(store_file, PASSWORD)


def test_names_that_only_look_alike_and_copies_are_taken(store: Store, tmp_path: Path) -> None:
    own = tmp_path / "OneDriver 2"
    own.mkdir()
    founding.found(own / "needfolio.db", PASSWORD, cost=CHEAP).close()
    cloud = tmp_path / "OneDrive"
    cloud.mkdir()
    assert backup.back_up(store, cloud).exists()
