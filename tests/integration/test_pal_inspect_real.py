"""Real files that nobody wrote for this program: `pal inspect` reads each, says what it sees, no more."""

import csv
from pathlib import Path

import pytest
from pal_home import PROJECT, Record, answer, ask, run_pal

REAL = PROJECT.parent / "shared" / "real"
FILES = sorted(path for path in REAL.iterdir() if path.suffix != ".md")
UNKNOWN = {
    "02_agcm_rating_legalita_2020-03-27.xlsx": 2,
    "06_progetti_pnrr_sicilia.ods": 1,
    "07_ministero_importazioni_animali_2025.csv": 1,
    "11_istat_posas_riga_titolo_2025.csv": 2,
    "12_accredia_pipe_2020.csv": 1,
    "benchmark_reti_lombardia_2012_2019.csv": 1,
}
"""Files that carry nothing known, and the row in which their headings stand."""
TEXTS = {
    "07_ministero_importazioni_animali_2025.csv": ("cp1252", ";"),
    "11_istat_posas_riga_titolo_2025.csv": ("utf-8-sig", ";"),
    "12_accredia_pipe_2020.csv": ("utf-8", "|"),
    "benchmark_reti_lombardia_2012_2019.csv": ("utf-8-sig", ","),
    "registro_reti_soggetto_lombardia_2023-03.csv": ("utf-8-sig", ";"),
}


def inspect(tmp_path: Path, name: str, *options: str) -> list[Record]:
    """What `pal inspect` tells of a file; the home, which does not exist, must not come into being."""
    home = tmp_path / "home"
    records = ask(home, "inspect", str(REAL / name), *options)
    assert not home.exists()
    assert {record["file_name"] for record in records} == {name}
    return records


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_read_and_judged(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    records = inspect(tmp_path, path.name)
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
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", UNKNOWN)
def test_files_of_others_are_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    records = inspect(tmp_path, name)
    assert {record["header_row"] for record in records} == {UNKNOWN[name]}
    assert all(record["heading"] is not None for record in records)
    [reason] = {record["refusal"] for record in records}
    assert "nessun tipo di record riconosciuto" in reason
    assert f"riga {UNKNOWN[name]}" in reason
    assert reason.isprintable()


@pytest.mark.parametrize("name", TEXTS)
def test_headings_and_rows_are_those_of_the_file(name: str, tmp_path: Path) -> None:
    encoding, separator = TEXTS[name]
    with (REAL / name).open(encoding=encoding, newline="") as file:
        lines = list(csv.reader(file, delimiter=separator))
    place = UNKNOWN.get(name, 1) - 1
    records = inspect(tmp_path, name)
    assert {record["row_count"] for record in records} == {len(lines) - place - 1}
    headings = {record["column_index"]: record["heading"].strip() for record in records}
    assert [headings[column] for column in sorted(headings)] == [one.strip() for one in lines[place] if one]


def test_the_registers_workbook_is_known_sheet_by_sheet(tmp_path: Path) -> None:
    name = "01_infocamere_contratti_di_rete_2019-05-03.xlsx"
    records = inspect(tmp_path, name, "--partner", "registro")
    assert {(one["sheet"], one["row_count"], one["record_types"]) for one in records} == {
        ("Riepilogo", 0, ""),
        ("Elenco", 199, "register_members"),
        ("Sogg. Giu.", 199, "register_members"),
        ("NuovoElenco", 5, "register_members"),
    }
    provinces = {(one["sheet"], one["heading"]) for one in records if one["field"] == "province"}
    assert ("Elenco", "PV") in provinces
    assert ("Sogg. Giu.", "PV impresa") in provinces
    assert {one["refusal"] for one in records} == {None}


def test_the_real_command_inspects_before_anything_exists(tmp_path: Path) -> None:
    told = run_pal(tmp_path / "home", "inspect", str(REAL / "12_accredia_pipe_2020.csv"))
    assert "Sarebbe rifiutato" in told.stdout
    assert list(tmp_path.iterdir()) == []
