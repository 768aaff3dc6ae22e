"""Files that nobody wrote for this program, real and made up: `pal inspect` says what it sees, no more."""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import made_up_register
import pytest
from files_of_others import REAL
from made_up_files import MADE_UP
from pal_home import FAILED, Record, answer, ask, deliver, run_pal

REAL_UNKNOWN = {
    "02_agcm_rating_legalita_2020-03-27.xlsx": 2,
    "06_progetti_pnrr_sicilia.ods": 1,
    "07_ministero_importazioni_animali_2025.csv": 1,
    "11_istat_posas_riga_titolo_2025.csv": 2,
    "12_accredia_pipe_2020.csv": 1,
    "benchmark_reti_lombardia_2012_2019.csv": 1,
}
"""Files that carry nothing known, and the row in which their headings stand."""
MADE_UP_UNKNOWN = {name: 2 if name in ("rating.xlsx", "popolazione.csv") else 1 for name in MADE_UP}
UNKNOWN = REAL_UNKNOWN | MADE_UP_UNKNOWN
REAL_TEXTS = {
    "07_ministero_importazioni_animali_2025.csv": ("cp1252", ";"),
    "11_istat_posas_riga_titolo_2025.csv": ("utf-8-sig", ";"),
    "12_accredia_pipe_2020.csv": ("utf-8", "|"),
    "benchmark_reti_lombardia_2012_2019.csv": ("utf-8-sig", ","),
    "registro_reti_soggetto_lombardia_2023-03.csv": ("utf-8-sig", ";"),
}
MADE_UP_TEXTS = {
    "importazioni.csv": ("cp1252", ";"),
    "popolazione.csv": ("utf-8-sig", ";"),
    "certificazioni.csv": ("utf-8", "|"),
    "conteggi.csv": ("utf-8-sig", ","),
    "estratto.csv": ("utf-8-sig", ";"),
}
TEXTS = REAL_TEXTS | MADE_UP_TEXTS
WORKBOOK = "01_infocamere_contratti_di_rete_2019-05-03.xlsx"
OURS = {
    **MADE_UP,
    "contratti.xlsx": made_up_register.workbook,
    "estratto.csv": made_up_register.extract,
}


def marked(names: Iterable[str]) -> list[Any]:
    """Names of files as parameters; those that are not ours may not be there, and are like ones of ours."""
    others = [pytest.mark.real_files, pytest.mark.thorough]
    return [name if name in OURS else pytest.param(name, marks=others) for name in names]


def found(tmp_path: Path, name: str) -> Path:
    """Where a file is; ours is written first."""
    if name not in OURS:
        return REAL / name
    path = tmp_path / "files" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(OURS[name]())
    return path


@cache
def inspect(name: str, *options: str) -> list[Record]:
    """What `pal inspect` tells of a file; the home, which does not exist, must not come into being."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        records = ask(home, "inspect", str(found(Path(folder), name)), *options)
        assert not home.exists()
    assert {record["file_name"] for record in records} == {name}
    return records


@pytest.mark.parametrize("name", marked({**UNKNOWN, **TEXTS, WORKBOOK: 0, "contratti.xlsx": 0}))
def test_every_file_is_read_and_judged(name: str, tmp_path: Path) -> None:
    path = found(tmp_path, name)
    before = path.read_bytes()
    records = inspect(name)
    told = answer(tmp_path / "home", "inspect", str(path)).splitlines()
    headed = {(record["sheet"], record["header_row"], record["row_count"]) for record in records}
    for sheet, header_row, row_count in headed:
        line = f"Foglio «{sheet}»" if sheet else "Foglio unico"
        said = (
            f": intestazioni alla riga {header_row}; righe {row_count} " if header_row else ": nessuna riga"
        )
        assert any(one.startswith(line + said) for one in told)
    assert told[-1].startswith(f"{path.name}: Sarebbe ")
    assert path.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} <= {"files"}


@pytest.mark.parametrize("name", marked(UNKNOWN))
def test_files_of_others_are_refused_with_a_reason(name: str) -> None:
    records = inspect(name)
    assert {record["header_row"] for record in records} == {UNKNOWN[name]}
    assert all(record["heading"] is not None for record in records)
    [reason] = {record["refusal"] for record in records}
    assert "nessun tipo di record riconosciuto" in reason
    assert f"riga {UNKNOWN[name]}" in reason
    assert reason.isprintable()


@pytest.mark.parametrize("name", marked(TEXTS))
def test_headings_and_rows_are_those_of_the_file(name: str, tmp_path: Path) -> None:
    encoding, separator = TEXTS[name]
    with found(tmp_path, name).open(encoding=encoding, newline="") as file:
        lines = list(csv.reader(file, delimiter=separator))
    place = UNKNOWN.get(name, 1) - 1
    records = inspect(name)
    assert {record["row_count"] for record in records} == {len(lines) - place - 1}
    headings = {record["column_index"]: record["heading"].strip() for record in records}
    assert [headings[column] for column in sorted(headings)] == [one.strip() for one in lines[place] if one]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("contratti.xlsx", (4, 5, 5)),
        pytest.param(WORKBOOK, (199, 199, 5), marks=[pytest.mark.real_files, pytest.mark.thorough]),
    ],
)
def test_the_registers_workbook_is_known_sheet_by_sheet(name: str, rows: tuple[int, int, int]) -> None:
    records = inspect(name, "--partner", "registro")
    assert {(one["sheet"], one["row_count"], one["record_types"]) for one in records} == {
        ("Riepilogo", 0, ""),
        ("Elenco", rows[0], "register_members"),
        ("Sogg. Giu.", rows[1], "register_members"),
        ("NuovoElenco", rows[2], "register_members"),
    }
    provinces = {(one["sheet"], one["heading"]) for one in records if one["field"] == "province"}
    assert ("Elenco", "PV") in provinces
    assert ("Sogg. Giu.", "PV impresa") in provinces
    assert {one["refusal"] for one in records} == {None}


def test_the_real_command_inspects_before_anything_exists(tmp_path: Path) -> None:
    told = run_pal(tmp_path / "home", "inspect", str(found(tmp_path, "certificazioni.csv")))
    assert "Sarebbe rifiutato" in told.stdout
    assert [one.name for one in tmp_path.iterdir()] == ["files"]


@pytest.mark.parametrize(
    "text",
    [
        "heading,field,campo\nDitta,company_name,x\n",
        "heading,field,date\nDitta,company_name,ieri\n",
        "heading,field\nDitta,nothing\n",
    ],
)
def test_inspect_and_refresh_judge_local_headings_alike(text: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    path = found(tmp_path, "certificazioni.csv")
    deliver(home, "lecco", "imprese.csv", "Ragione sociale;Comune", ["Verdi srl;Lecco"])
    (home / "decisions").mkdir()
    (home / "decisions" / "headings.csv").write_text(text, encoding="utf-8")
    inspected = run_pal(home, "inspect", str(path), status=FAILED)
    refreshed = run_pal(home, "refresh", status=FAILED)
    assert inspected.stderr == refreshed.stderr
    assert "decisions/headings.csv, riga" in inspected.stderr
    assert [one.name for one in (home / "inbox" / "lecco").iterdir()] == ["imprese.csv"]
