"""The sample's files: the same bytes each time, every partner's habits, every kind of trouble."""

import csv
import hashlib
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from sample import write_sample
from sample.habits import HABITS
from sample.model import PARTNERS

FIRMS, SEED = 300, 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sample")
    write_sample(made / "inbox", made / "truth", FIRMS, SEED)
    return made


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def rows_of(path: Path, encoding: str, separator: str) -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def test_the_same_arguments_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_sample(tmp_path / "inbox", tmp_path / "truth", FIRMS, SEED)
    assert digests(tmp_path) == digests(folder)


def test_another_seed_gives_other_files(folder: Path, tmp_path: Path) -> None:
    write_sample(tmp_path / "inbox", tmp_path / "truth", FIRMS, SEED + 1)
    assert digests(tmp_path)["truth/kpi.csv"] != digests(folder)["truth/kpi.csv"]


def test_a_handful_of_firms_is_enough(tmp_path: Path) -> None:
    write_sample(tmp_path / "inbox", tmp_path / "truth", 3, SEED)
    assert (tmp_path / "truth" / "kpi.csv").stat().st_size > 0


def test_every_partner_and_the_register_deliver(folder: Path) -> None:
    assert {path.name for path in (folder / "inbox").iterdir()} == {*PARTNERS, "registro"}
    assert all(any(path.iterdir()) for path in (folder / "inbox").iterdir())


def test_files_are_as_old_as_their_order(folder: Path) -> None:
    for partner in (folder / "inbox").iterdir():
        files = sorted(partner.iterdir())
        assert files == sorted(files, key=lambda path: path.stat().st_mtime)


def test_every_format_is_there(folder: Path) -> None:
    suffixes = {path.suffix for path in (folder / "inbox").rglob("*.*")}
    assert suffixes == {".csv", ".tsv", ".txt", ".xls", ".ods", ".xlsx"}
    assert (folder / "inbox/como/01_imprese.txt").read_bytes()[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert (folder / "inbox/acf/01_imprese.tsv").read_bytes()[:3] == b"\xef\xbb\xbf"
    (folder / "inbox/lecco/02_eventi.csv").read_text("cp1252")


def test_lecco_writes_italian_dates_and_numbers(folder: Path) -> None:
    rows = rows_of(folder / "inbox/lecco/08_spese.csv", "cp1252", ";")
    assert rows[-1]["Data spesa"] == "TOTALE"
    assert "." in rows[-1]["Importo sostenuto"]
    assert rows[0]["Data spesa"][2] == "/"


def test_alto_milanese_loses_zeros_in_xls(folder: Path) -> None:
    book = CalamineWorkbook.from_path(str(folder / "inbox/alto_milanese/01_aziende.xls"))
    table = book.get_sheet_by_name("Aziende").to_python()
    header = next(row for row in table if "P. Iva" in row)
    column = header.index("P. Iva")
    numbers = [row[column] for row in table[table.index(header) + 1 :] if row[column] != ""]
    assert all(isinstance(number, int | float) for number in numbers)
    assert any(isinstance(number, int | float) and number < 10**10 for number in numbers)


def test_assolombarda_has_merged_titles_it_prefixes_and_a_hidden_sheet(folder: Path) -> None:
    book = CalamineWorkbook.from_path(str(folder / "inbox/assolombarda/01_anagrafica_imprese.xlsx"))
    assert [str(sheet.visible) for sheet in book.sheets_metadata][1].endswith("Hidden")
    table = book.get_sheet_by_name("Anagrafica").to_python()
    assert table[0][0] == "PUNTO ALLEANZE LOMBARDIA"
    assert any(str(row[2]).startswith("IT") for row in table)
    assert str(table[-1][0]).startswith("Elaborazione")


def test_monza_mixes_dates_in_one_column(folder: Path) -> None:
    book = CalamineWorkbook.from_path(str(folder / "inbox/monza_brianza/01_pal_monza.xlsx"))
    table = book.get_sheet_by_name("Contatti").to_python()
    assert {type(row[2]).__name__ for row in table[1:]} == {"str", "date"}


def test_lecco_corrects_cancels_repeats_completes_and_errs(folder: Path) -> None:
    first, second, complete = (
        rows_of(folder / "inbox/lecco" / name, "cp1252", ";")
        for name in ("03_contatti.csv", "13_contatti_agg.csv", "21_contatti_2013-02_completo.csv")
    )
    by_code = {row["Codice contatto"]: row for row in first}
    again = [row for row in second if row["Codice contatto"] in by_code]
    contents = [{k: v for k, v in row.items() if k != "Storno"} for row in again]
    assert any(row == by_code[row["Codice contatto"]] for row in contents)
    assert any(row != by_code[row["Codice contatto"]] for row in contents)
    assert sum(row["Storno"] != "" for row in second) == 3
    assert any(row["Data incontro"] == "31/02/2013" for row in first)
    ghost = {code for code in by_code if code.endswith("-G1")}
    assert len(ghost) == 1
    assert not ghost & {row["Codice contatto"] for row in complete}


def test_labels_name_each_entry_once(folder: Path) -> None:
    rows = rows_of(folder / "truth" / "labels.csv", "utf-8", ",")
    entries = [(row["partner"], row["partner_firm_code"]) for row in rows]
    assert len(entries) == len(set(entries)) > FIRMS
    assert {row["partner"] for row in rows} == set(HABITS)


def test_large_worlds_are_plain_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sample.writing.BULK_FROM", 50)
    write_sample(tmp_path / "inbox", tmp_path / "truth", 120, SEED)
    for partner in PARTNERS:
        firms = rows_of(tmp_path / "inbox" / partner / "31_imprese.csv", "utf-8", ";")
        codes = {row["Codice impresa"] for row in firms}
        contacts = rows_of(tmp_path / "inbox" / partner / "32_contatti.csv", "utf-8", ";")
        assert {row["Codice impresa"] for row in contacts} <= codes
    small = tmp_path / "small"
    monkeypatch.undo()
    write_sample(small / "inbox", small / "truth", 120, SEED)
    assert (small / "truth/kpi.csv").read_bytes() == (tmp_path / "truth/kpi.csv").read_bytes()
