"""The data dictionary: every table, view and column of the published file is explained, in Italian; also as XLSX."""

import re
from pathlib import Path

from pal_home import ask, run_pal
from python_calamine import CalamineWorkbook

ENGLISH = re.compile(r"\b(the|of|which|whether|where|row per|name of|day of|by whom)\b", re.IGNORECASE)


def test_all_that_is_published_is_explained_in_italian(sample_home: Path) -> None:
    entries = ask(sample_home, "sql", "from data_dictionary")
    listed = ask(
        sample_home,
        "sql",
        "select table_name, column_name from duckdb_columns() where not internal and schema_name = 'main'",
    )
    assert {(one["relation"], one["column_name"]) for one in entries} == {
        tuple(one.values()) for one in listed
    }
    assert {one["kind_it"] for one in entries} == {"tabella", "vista"}
    for one in entries:
        for told in (one["relation_meaning_it"], one["meaning_it"]):
            assert told, one
            assert not ENGLISH.search(told), one


def test_it_is_a_workbook_too(sample_home: Path, tmp_path: Path) -> None:
    run_pal(sample_home, "sql", "from data_dictionary", "-o", str(tmp_path / "dizionario.xlsx"))
    rows = CalamineWorkbook.from_path(str(tmp_path / "dizionario.xlsx")).get_sheet_by_index(0).to_python()
    assert len(rows) - 1 == len(ask(sample_home, "sql", "from data_dictionary"))
