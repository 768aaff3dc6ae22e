"""Inspection of real files that nobody on this project wrote."""

from pathlib import Path

import pytest

from ingest.inspection import inspect

REAL = Path(__file__).parents[2].parent / "shared" / "real"


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
    inspection = inspect(path, None, None)
    assert "nessun tipo di record riconosciuto" in (inspection.refusal or "")
    (sheet,) = inspection.sheets
    assert (sheet.header_row, sheet.row_count, sheet.record_types) == (header_row, rows, ())


def test_the_workbook_of_the_register() -> None:
    (path,) = REAL.glob("01_*")
    inspection = inspect(path, "registro", None)
    assert inspection.refusal is None
    found = [(one.name, one.header_row, one.record_types, one.row_count) for one in inspection.sheets]
    assert found == [
        ("Riepilogo", None, (), 0),
        ("Elenco", 1, ("register_members",), 199),
        ("Sogg. Giu.", 1, ("register_members",), 199),
        ("NuovoElenco", 1, ("register_members",), 5),
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
