"""The `pal` command on a small real run: sample deliveries, the real dbt project, every listing."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from command import front_door
from command.inspecting import COLUMNS as INSPECT_COLUMNS
from command.kpi import COLUMNS as KPI_COLUMNS
from command.program import app
from command.reading import ISSUE_COLUMNS
from command.trace import COLUMNS as TRACE_COLUMNS
from warehouse.outcomes import COLUMNS as DELIVERY_COLUMNS

PROVINCES = ["BG", "BS", "CO", "CR", "LC", "LO", "MB", "MI", "MN", "PV", "SO", "VA"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one refresh done."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PAL_HOME", str(home))
        assert run_program("sample", "--at-once", "--firms", "60", "--seed", "3") == 0
        (home / "inbox" / "lecco" / "vuoto.csv").touch()
        assert run_program("refresh") == 3
        assert run_program("refresh") == 0
    return home


@pytest.fixture(autouse=True)
def environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAL_HOME", str(home))


def run_program(*arguments: str) -> int:
    return front_door.run_guarded(lambda: app(list(arguments), standalone_mode=False))


def ask_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run_program(*arguments, "--format", "json") == 0
    records: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return records


def _in_csv(value: Any) -> str:
    """A value of the JSON as the CSV writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


@pytest.mark.parametrize(
    ("arguments", "columns"),
    [
        (["kpi"], KPI_COLUMNS),
        (["kpi", "firms_reached", "--by", "province"], KPI_COLUMNS),
        (["trace", "networks_formed"], TRACE_COLUMNS),
        (["trace", "firms_reached", "--private"], TRACE_COLUMNS),
        (["deliveries"], DELIVERY_COLUMNS),
        (["issues"], ISSUE_COLUMNS),
    ],
)
def test_json_and_csv_tell_the_same_in_the_same_columns(
    arguments: list[str], columns: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    records = ask_json(capsys, *arguments)
    assert records
    assert all(tuple(record) == columns for record in records)
    assert run_program(*arguments, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [list(row.values()) for row in rows] == [
        [_in_csv(value) for value in record.values()] for record in records
    ]
    assert run_program(*arguments) == 0
    assert len(capsys.readouterr().out.splitlines()) > 2


def test_every_province_is_listed_and_the_total_row_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    records = ask_json(capsys, "kpi", "firms_reached", "--by", "province")
    listed = [record["province_code"] for record in records]
    assert listed[:12] == PROVINCES
    assert listed[-1] is None
    assert records[-1]["value"] == ask_json(capsys, "kpi", "firms_reached")[0]["value"]


def test_months_are_written_as_year_and_month(capsys: pytest.CaptureFixture[str]) -> None:
    months = [one["month"] for one in ask_json(capsys, "kpi", "contacts_held", "--by", "month")]
    assert months[0] == "2012-01"
    assert months[-2:] == ["2013-06", None]


def test_trace_lists_the_rows_behind_the_number(capsys: pytest.CaptureFixture[str]) -> None:
    filters = ("--province", "Lecco", "--since", "2012-02-01", "--until", "2013-01-31")
    for code in ("firms_reached", "contacts_held", "networks_active"):
        [kpi] = ask_json(capsys, "kpi", code, *filters)
        rows = ask_json(capsys, "trace", code, *filters)
        assert len({row["subject_id"] for row in rows}) == kpi["value"]
        assert all(row["file_name"] and row["row_number"] > 0 for row in rows)
        assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_only_the_private_trace_names_natural_persons(capsys: pytest.CaptureFixture[str]) -> None:
    public = ask_json(capsys, "trace", "firms_reached")
    private = ask_json(capsys, "trace", "firms_reached", "--private")
    hidden = {row["subject_id"] for row in public if row["subject_name"] == "impresa individuale"}
    named = {row["subject_id"]: row["subject_name"] for row in private}
    assert set(named) == {row["subject_id"] for row in public}
    assert "impresa individuale" not in {named[subject] for subject in hidden}


def test_every_delivery_adds_up_and_the_refused_one_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    rows = ask_json(capsys, "deliveries")
    for row in rows:
        parts = ("accepted", "rejected", "superseded", "duplicate", "ignored")
        assert row["received"] == sum(row[part] for part in parts)
    [refused] = [row for row in rows if row["status"] == "refused"]
    assert refused["file_name"] == "vuoto.csv"
    assert refused["reason"]


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (["kpi", "firms_reachd"], "firms_reached"),
        (["kpi", "--province", "Leco"], "LC"),
        (["kpi", "--partner", "asolombarda"], "assolombarda"),
        (["trace", "networks_form"], "networks_formed"),
        (["issues", "--delivery", "lecco-99999"], "lecco-"),
    ],
)
def test_an_unknown_code_names_the_nearest(
    arguments: list[str], nearest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_program(*arguments) == 2
    assert f"il più vicino è {nearest}" in capsys.readouterr().err


def test_wrong_dates_are_wrong_use() -> None:
    assert run_program("kpi", "--since", "31/05/2013") == 2
    assert run_program("kpi", "--since", "2013-05-31", "--until", "2013-05-30") == 2


def test_sql_answers_whole_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    rows = ask_json(capsys, "sql", "select range as n, 2.0 as two from range(20000)")
    assert len(rows) == 20_000
    assert rows[-1] == {"n": 19_999, "two": 2}
    for wrong in ("selec 1", "drop table meta", "copy meta to 'x.csv'", "from no_such_table"):
        assert run_program("sql", wrong) == 2
    assert run_program("sql", "-f", "no_such.sql") == 1
    assert "no_such.sql: il file non c’è" in capsys.readouterr().err
    assert (
        run_program(
            "sql", "--timeout", "0.2", "select count(*) from range(9e9::bigint) a(i) where hash(i) = 1"
        )
        == 1
    )


def test_sql_and_kpi_give_the_same_number(capsys: pytest.CaptureFixture[str]) -> None:
    [asked] = ask_json(capsys, "sql", "select value from kpi(code := 'firms_reached', province := 'LC')")
    [told] = ask_json(capsys, "kpi", "firms_reached", "--province", "LC")
    assert asked["value"] == told["value"]


def test_inspect_says_what_would_happen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "soci.csv"
    file.write_text("Elenco\nRagione sociale;Comune;Colore\nAlfa srl;Lecco;blu\n", encoding="utf-8")
    rows = ask_json(capsys, "inspect", str(file), "--partner", "lecco")
    assert all(tuple(row) == INSPECT_COLUMNS for row in rows)
    assert {row["field"] for row in rows} == {"company_name", "municipality", None}
    assert {row["refusal"] for row in rows} == {None}
    file.write_text("", encoding="utf-8")
    assert ask_json(capsys, "inspect", str(file))[0]["refusal"]
    assert run_program("inspect", str(file)) == 0
    assert "Sarebbe rifiutato" in capsys.readouterr().out


def test_sql_takes_files_and_parameters_and_writes_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "domanda.sql"
    file.write_text("select kpi_code, value from kpi(code := 'firms_reached', province := $province)")
    [asked] = ask_json(capsys, "sql", "-f", str(file), "--set", "province=lc")
    [told] = ask_json(capsys, "kpi", "firms_reached", "--province", "LC")
    assert asked["value"] == told["value"]
    for ending in ("xlsx", "parquet", "csv"):
        written = tmp_path / f"risposta.{ending}"
        assert run_program("sql", "-f", str(file), "--set", "province=LC", "-o", str(written)) == 0
        assert written.stat().st_size > 30
    [row] = duckdb.read_parquet(str(tmp_path / "risposta.parquet")).fetchall()
    assert row == ("firms_reached", told["value"])
    capsys.readouterr()
    assert run_program("sql", "--rows", "5", "from range(9)") == 0
    assert "tagliata alle prime 5 righe" in capsys.readouterr().err
    for wrong in (
        ["-o", str(tmp_path / "x.doc"), "select 1"],
        ["--set", "a", "select 1"],
        [],
    ):
        assert run_program("sql", *wrong) == 2
