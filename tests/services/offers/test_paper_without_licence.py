"""On the command line nobody is asked for a licence: a paper without one says so beside itself."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli.main import main
from app.services.base import agents
from app.services.base.store import Actor, Store
from app.services.offers import catalogue
from app.services.people import customers
from tests.conftest import PASSWORD
from tests.services.selling_family import analysed, family, proposed


def test_a_paper_without_a_licence_says_so(
    store: Store, actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue.load_sample(store, actor)
    home = family(store, actor)
    analysed(store, actor, home, no_debts=True)
    papers = (
        ["proposal", "--proposal", proposed(store, actor, home).number],
        ["policy-review", "--household", customers.household(store, home).row.code],
    )
    password, path = tmp_path / "password", store.path
    password.write_text(PASSWORD)
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(password))
    store.close()

    def export(kind: list[str], *more: str) -> tuple[str, str]:
        given = ["--store", str(path), "--out", str(tmp_path / "paper.html"), "--language", "zh", *more]
        assert main(["export", *kind, *given]) == 0
        said = capsys.readouterr()
        return said.out, said.err

    for kind in papers:
        assert "执业证号" in export(kind)[1]
        out, err = export(kind, "--json")
        assert json.loads(out)["notices"] == err.splitlines()
    again = Store.open(path, PASSWORD)
    agents.change_profile(again, actor, replace(agents.profile(again), licence="00001234"))
    again.close()
    for kind in papers:
        out, err = export(kind, "--json")
        assert err == "" and "notices" not in json.loads(out)
