"""Inspection of files that nobody on this project wrote, and of some made up like them."""

from pathlib import Path

import made_up_register
import pytest
from files_of_others import REAL
from made_up_files import MADE_UP

from ingest.inspection import Inspection, inspect


@pytest.mark.real_files
@pytest.mark.parametrize(
    ("prefix", "header_row", "rows"),
    [
        ("02_", 2, 7535),
        ("06_", 1, 19),
        ("07_", 1, 36),
        ("11_", 2, 195),
        ("12_", 1, 198),
        ("benchmark_", 1, 68),
    ],
)
def test_files_of_others_are_read_and_refused_clearly(prefix: str, header_row: int, rows: int) -> None:
    (path,) = REAL.glob(f"{prefix}*")
    assert_refused(inspect(path, None, None), header_row, rows)


@pytest.mark.parametrize(
    ("name", "header_row", "rows"),
    [
        ("rating.xlsx", 2, 3),
        ("progetti.ods", 1, 2),
        ("importazioni.csv", 1, 3),
        ("popolazione.csv", 2, 2),
        ("certificazioni.csv", 1, 2),
        ("conteggi.csv", 1, 2),
    ],
)
def test_files_like_those_of_others_are_too(name: str, header_row: int, rows: int, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(MADE_UP[name]())
    assert_refused(inspect(path, None, None), header_row, rows)


def assert_refused(inspection: Inspection, header_row: int, rows: int) -> None:
    """The file's one sheet is read to the end, and carries nothing known."""
    assert "nessun tipo di record riconosciuto" in (inspection.refusal or "")
    (sheet,) = inspection.sheets
    assert (sheet.header_row, sheet.row_count, sheet.record_types) == (header_row, rows, ())


@pytest.mark.real_files
def test_the_workbook_of_the_register() -> None:
    (path,) = REAL.glob("01_*")
    assert_register(inspect(path, "registro", None), (199, 199, 5))


def test_a_workbook_like_that_of_the_register(tmp_path: Path) -> None:
    path = tmp_path / "contratti.xlsx"
    path.write_bytes(made_up_register.workbook())
    assert_register(inspect(path, "registro", None), (4, 5, 5))


def assert_register(inspection: Inspection, rows: tuple[int, int, int]) -> None:
    """Three sheets are known, each with its own meaning of PV."""
    assert inspection.refusal is None
    found = [(one.name, one.header_row, one.record_types, one.row_count) for one in inspection.sheets]
    assert found == [
        ("Riepilogo", None, (), 0),
        ("Elenco", 1, ("register_members",), rows[0]),
        ("Sogg. Giu.", 1, ("register_members",), rows[1]),
        ("NuovoElenco", 1, ("register_members",), rows[2]),
    ]
    fields = {heading.heading: heading.fields for heading in inspection.sheets[2].headings}
    assert fields["PV"] == (("register_members", "network_province"),)
    assert fields["PV impresa"] == (("register_members", "province"),)


def test_unknown_headings_come_with_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "lecco" / "a.csv"
    path.parent.mkdir()
    path.write_text("Ragione sociale;Comune;Fatturatto;Telefono\nRossi;Lecco;1;2\n")
    inspection = inspect(path, None, None)
    assert inspection.partner == "lecco"
    unknown = [one for one in inspection.sheets[0].headings if not one.is_known]
    assert [(one.column_index, one.heading) for one in unknown] == [(3, "Fatturatto")]
    assert "Fatturato" in unknown[0].nearest
    assert inspection.sheets[0].headings[3].fields == ()
