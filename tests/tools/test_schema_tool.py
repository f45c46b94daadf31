"""dev.py schema: the first migration is written from the models, and a check tells when it no longer is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.models import Base
from tools import schema
from tools.report import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / schema.FOLDER, tmp_path / schema.FOLDER, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_first_schema_is_as_the_models_have_it() -> None:
    assert list(schema.faults(ROOT)) == []


def test_what_differs_is_told_and_written_anew(checkout: Path) -> None:
    folder = checkout / schema.FOLDER
    kept = (folder / schema.KEPT).read_text(encoding="utf-8")
    households = folder / "people_households.py"
    households.write_text(households.read_text(encoding="utf-8").replace('"city"', '"town"'), encoding="utf-8")
    (folder / "offers_products.py").unlink()
    (folder / "of_old.py").write_text("", encoding="utf-8")
    told = [fault.split(" ")[0].rsplit("/", 1)[1] for fault in schema.faults(checkout)]
    assert told == ["of_old.py", "offers_products.py", "people_households.py"]
    schema.write(checkout)
    assert list(schema.faults(checkout)) == []
    assert not (folder / "of_old.py").exists()
    assert (folder / schema.KEPT).read_text(encoding="utf-8") == kept


def test_every_table_of_the_models_is_written() -> None:
    written = "".join(schema.files().values())
    assert all(f'    "{name}",\n    SCHEMA,' in written for name in Base.metadata.tables)


def test_a_type_without_a_word_is_refused_by_name() -> None:
    table = sa.Table("odd", sa.MetaData(), sa.Column("at", sa.Time()))
    with pytest.raises(TypeError, match=r"odd\.at"):
        schema.table_text(table)
