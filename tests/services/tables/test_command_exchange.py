"""``import`` and ``export`` on the command line: nothing unaccounted for, nothing changed by a round trip."""

from __future__ import annotations

import csv
import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.cli.main import main
from app.enums import Language
from app.services.base import agents
from app.services.base.store import Actor, Store
from app.services.base.store.keys import keyslot_path
from app.services.front import demo
from app.services.people import customers, segments
from app.services.people.customers import CustomerFilter
from app.services.rules.base import weeks
from app.words import say
from tests.conftest import PASSWORD

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def filled_store_file(empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "needfolio.db"
    shutil.copyfile(empty_store_file, path)
    shutil.copyfile(keyslot_path(empty_store_file), keyslot_path(path))
    store = Store.open(path, PASSWORD)
    demo.sample_family(store)
    demo.populate(store, customers=25, weeks=4, seed=3)
    store.close()
    return path


@pytest.fixture
def filled(filled_store_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "needfolio.db"
    shutil.copyfile(filled_store_file, path)
    shutil.copyfile(keyslot_path(filled_store_file), keyslot_path(path))
    secret = tmp_path / "password.txt"
    secret.write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(secret))
    return path


def call(capsys: Capture, *arguments: str) -> tuple[int, Any, list[str]]:
    code = main([*arguments, "--json"])
    out = capsys.readouterr()
    return code, json.loads(out.out) if out.out else None, out.err.splitlines()


def accounted(report: dict[str, Any]) -> int:
    lists = len(report["rejected"]) + len(report["ignored"])
    return int(report["added"] + report["updated"] + report["unchanged"] + lists)


@pytest.mark.parametrize(("kind", "ending"), [("customers", "csv"), ("customers", "xlsx"), ("catalogue", "xlsx"),
                                              ("matrix", "xlsx"), ("matrix", "csv")])  # fmt: skip
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_exported_comes_back_as_no_change(
    filled: Path, tmp_path: Path, capsys: Capture, kind: str, ending: str, language: str
) -> None:
    file = tmp_path / f"{kind}.{ending}"
    store = ("--store", str(filled), "--language", language)
    code, written, _ = call(capsys, "export", kind, *store, "--out", str(file))
    assert code == 0
    assert written["rows"] > 0
    code, report, errors = call(capsys, "import", kind, str(file), *store)
    assert (code, errors) == (0, [])
    assert report["read"] == report["unchanged"] == written["rows"]


def test_bad_rows_are_named_and_the_good_ones_written(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "名单.csv"
    file.write_text(
        "姓名,手机,年收入\n赵一,138 0013 8001,20万\n钱二,abc,10000\n孙三,13800138003,很多\n合计,,\n", encoding="gb18030"
    )
    code, report, errors = call(capsys, "import", "customers", str(file), "--store", str(filled), "--language", "en")
    assert code == 2
    assert report["read"] == accounted(report) == 4
    assert (report["added"], len(report["rejected"]), len(report["ignored"])) == (1, 2, 1)
    assert [(one["row"], one["column"]) for one in report["rejected"]] == [(3, "手机"), (4, "年收入")]
    assert [line.split(":")[0] for line in errors] == ["error", "error"]
    assert all("名单.csv" in line and "row" in line for line in errors)
    store = Store.open(filled, PASSWORD)
    assert [row.name for row in customers.search(store, "赵一")] == ["赵一"]
    assert customers.search(store, "钱二") == []
    store.close()


def test_a_dry_run_writes_nothing(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "list.csv"
    file.write_text("姓名\n赵一\n", encoding="utf-8")
    before = filled.read_bytes()
    code, report, _ = call(capsys, "import", "customers", str(file), "--store", str(filled), "--dry-run")
    assert (code, report["added"], report["dry_run"]) == (0, 1, True)
    assert filled.read_bytes() == before


def test_a_mapping_names_columns_of_other_words(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Wie heißt er,Ruf\n赵一,13800138001\n", encoding="utf-8")
    given = ("--map", "name=Wie heißt er", "phone=Ruf", "--store", str(filled))
    code, report, _ = call(capsys, "import", "customers", str(file), *given)
    assert (code, report["added"]) == (0, 1)
    code, report, errors = call(capsys, "import", "customers", str(file), "--map", "nonsense", "--store", str(filled))
    assert (code, report) == (2, None)
    assert len(errors) == 1
    code, report, errors = call(
        capsys, "import", "customers", str(file), "--map", "name=Nobody", "--store", str(filled)
    )
    assert (code, report) == (2, None)
    assert "Nobody" in errors[0]


def test_an_unknown_word_of_a_list_says_how_to_map_it(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "team.csv"
    file.write_text("ID,Status,Description\nR1,Active,one\n", encoding="utf-8")
    given = ["import", "matrix", str(file), "--matrix", "team", "--store", str(filled), "--dry-run", "--language", "en"]
    assert main(given) == 2
    assert "--map FIELD:Active=" in capsys.readouterr().out
    assert main([*given, "--map", "status:Active=In progress"]) == 0
    assert "--map" not in capsys.readouterr().out


def test_one_cell_edited_in_excel_is_one_need_updated(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "matrix.xlsx"
    call(capsys, "export", "matrix", "--store", str(filled), "--out", str(file))
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    at = next(cell.column for cell in sheet[1] if cell.value == "备注")
    sheet.cell(3, at).value = "客户要等年终奖"
    book.save(file)
    code, report, _ = call(capsys, "import", "matrix", str(file), "--store", str(filled))
    assert (code, report["updated"], report["rejected"]) == (0, 1, [])
    assert report["unchanged"] == report["read"] - 1


def test_a_broken_catalogue_row_leaves_its_product_out_whole(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "catalogue.xlsx"
    call(capsys, "export", "catalogue", "--store", str(filled), "--out", str(file))
    book = openpyxl.load_workbook(file)
    book["products"]["A2"].value = "NEW1"
    rates = book["rates"]
    for row in rates.iter_rows(min_row=2):
        if row[0].value == "T20":
            row[0].value = "NEW1"
            row[4].value = "teuer"
            place = row[0].row
            break
    book.save(file)
    code, report, errors = call(capsys, "import", "catalogue", str(file), "--store", str(filled))
    assert code == 2
    assert report["read"] == accounted(report)
    assert report["rejected"][0]["row"] == place
    assert "rates" in errors[0]
    assert str(place) in errors[0]
    code, _, _ = call(capsys, "export", "catalogue", "--store", str(filled), "--out", str(file))
    codes = [row[0].value for row in openpyxl.load_workbook(file)["products"].iter_rows(min_row=2)]
    assert "T20" in codes
    assert "NEW1" not in codes


def test_a_week_gone_by_is_the_same_by_command(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    """Families archived today were there last week."""
    with closing(Store.open(filled, PASSWORD)) as store:
        week, me = weeks.week_of(store.today()).plus(-1), Actor(agents.me(store).code, "")
    given = ("export", "weekly", "--store", str(filled), "--week", str(week), "--agent", me.code)
    files = [tmp_path / "before.xlsx", tmp_path / "after.xlsx"]
    assert call(capsys, *given, "--out", str(files[0]))[0] == 0
    with closing(Store.open(filled, PASSWORD)) as store:
        for home in customers.page(store, limit=10):
            customers.archive(store, me, home.id)
    assert call(capsys, *given, "--out", str(files[1]))[0] == 0
    before, after = (
        {one.title: list(one.values) for one in openpyxl.load_workbook(file).worksheets if one.title != "_control"}
        for file in files
    )
    plan = say("weekly.sheet.plan", Language.ZH)
    assert before.pop(plan) is not None and after.pop(plan) is not None
    assert after == before


def test_the_weekly_workbook_by_one_command(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "week.xlsx"
    given = ("export", "weekly", "--store", str(filled), "--out", str(file))
    code, written, _ = call(capsys, *given, "--week", "2026-W47", "--agent", "A001", "--language", "en")
    assert code == 0
    visible = [sheet.title for sheet in openpyxl.load_workbook(file).worksheets if sheet.sheet_state == "visible"]
    assert len(visible) == 10
    assert written["sheets"]["activities"] >= 0
    for wrong in (("--week", "2026-W60"), ("--agent", "nobody")):
        code, written, errors = call(capsys, *given, *wrong)
        assert (code, written) == (2, None)
        assert len(errors) == 1
    code, _, errors = call(capsys, "export", "weekly", "--store", str(filled), "--out", str(tmp_path / "week.csv"))
    assert code == 2
    assert len(errors) == 1


def test_no_file_is_left_where_none_can_be_written(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "missing" / "list.xlsx"
    code, _, errors = call(capsys, "export", "customers", "--store", str(filled), "--out", str(target))
    assert code == 2
    assert str(target) in errors[0]
    assert not target.parent.exists()


def test_phones_leave_the_store_masked(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "list.csv"
    call(capsys, "export", "customers", "--store", str(filled), "--out", str(file))
    rows = list(csv.DictReader(file.open(encoding="utf-8-sig", newline="")))
    store = Store.open(filled, PASSWORD)
    phones = {row.phone for row in customers.page(store, limit=100) if row.phone}
    assert agents.me(store).code == "A001"
    store.close()
    assert phones
    assert not phones & {value for row in rows for value in row.values()}


def test_a_matrix_for_other_tools_and_cards_for_the_phone(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    store = ("--store", str(filled))
    for name, given in (("a.csv", ("--format", "jira")), ("b.csv", ("--format", "redmine")), ("c.reqif", ())):
        file = tmp_path / name
        code, written, _ = call(capsys, "export", "matrix", *store, "--out", str(file), *given)
        assert (code, written["rows"] > 0) == (0, True)
        code, report, errors = call(capsys, "import", "matrix", str(file), *store)
        assert (code, errors, report["unchanged"]) == (0, [], written["rows"])
    code, written, _ = call(capsys, "export", "customers", *store, "--out", str(tmp_path / "a.vcf"))
    assert (tmp_path / "a.vcf").read_text(encoding="utf-8").count("BEGIN:VCARD") == written["rows"]


def test_a_newer_table_into_a_named_matrix(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    file, store = tmp_path / "需求.csv", ("--store", str(filled), "--matrix", "一期")
    file.write_text("Nr;Was;Stand\nR1;one;○\nR2;two;△\n", encoding="utf-8")
    given = ("--map", "number=Nr", "description=Was", "status=Stand")
    code, report, _ = call(capsys, "import", "matrix", str(file), *store, *given, "--dry-run")
    assert (code, report["added"]) == (0, 2)
    code, report, _ = call(capsys, "import", "matrix", str(file), *store, *given)
    assert (code, report["added"], report["absent"]) == (0, 2, [])
    file.write_text("Nr;Was;Stand\nR2;two;○\n", encoding="utf-8")
    code, report, _ = call(capsys, "import", "matrix", str(file), *store, *given)
    assert (code, report["updated"], report["absent"]) == (0, 1, ["R1"])
    assert main(["import", "matrix", str(file), *store, *given, "--language", "en"]) == 0
    assert "R1" in capsys.readouterr().out


def test_an_import_is_preceded_by_a_copy_that_opens(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "a.csv"
    file.write_text("姓名\n赵一\n", encoding="utf-8")
    for _ in range(7):
        call(capsys, "import", "customers", str(file), "--store", str(filled))
    copies = sorted((tmp_path / "backups").glob("*-before-import-*.db"))
    assert len(copies) == 5
    Store.open(copies[0], PASSWORD).close()


def test_the_calendar_is_exported_and_a_wrong_agent_refused(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    import icalendar

    out, store = tmp_path / "days.ics", ("--store", str(filled))
    code, reply, _ = call(capsys, "export", "calendar", "--out", str(out), *store)
    events = icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert (code, reply["rows"]) == (0, len(events))
    assert events
    code, _, problems = call(capsys, "export", "calendar", "--agent", "X9", "--out", str(tmp_path / "no.ics"), *store)
    assert (code, len(problems)) == (2, 1)
    assert not (tmp_path / "no.ics").exists()
    assert call(capsys, "export", "calendar", "--week", "2026-W99", "--out", str(out), *store)[0] == 2


def test_a_saved_view_is_exported_by_its_name(filled: Path, tmp_path: Path, capsys: Capture) -> None:
    store = Store.open(filled, PASSWORD)
    segments.save(store, agents.me(store), "王家", CustomerFilter(text="王芳"))
    store.close()
    target = ("--store", str(filled), "--out", str(tmp_path / "w.csv"))
    code, report, _ = call(capsys, "export", "customers", "--segment", "王家", *target)
    assert (code, report["rows"]) == (0, 1)
    assert "王芳" in (tmp_path / "w.csv").read_text("utf-8-sig")
    (tmp_path / "w.csv").unlink()
    code, _, said = call(capsys, "export", "customers", "--segment", "nobody", *target)
    assert code == 2
    assert "nobody" in said[0] and "王家" in said[0]
    assert not (tmp_path / "w.csv").exists()
