"""Decisions are read strictly: a file that is not as it should be names its line."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from decisions.reading import COLUMNS, BadDecision, load_decisions, read_decisions


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.csv").write_text(text, encoding=encoding)


def test_absent_files_have_no_rows(tmp_path: Path) -> None:
    decisions = read_decisions(tmp_path / "decisions")
    assert set(decisions.rows) == set(COLUMNS)
    assert not any(decisions.rows.values())


def test_rows_are_text_in_the_order_of_the_table_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    write(
        tmp_path,
        "deliveries",
        "decision,delivery_id,author,date,reason\nconfirm,lecco-00001,Ada,2013-05-31,\n",
    )
    rows = read_decisions(tmp_path).rows["deliveries"]
    assert rows == [("lecco-00001", "confirm", "Ada", "2013-05-31", None)]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("a;b;decision;author;date;reason\n1;2;same;Società;31/05/2013;x\n", "cp1252"),
        ("a;b;decision;author;date;reason\r\n1;2;same;Società;2013-05-31;x\r\n\r\n", "utf-8-sig"),
    ],
)
def test_what_an_italian_spreadsheet_saves_is_read(tmp_path: Path, text: str, encoding: str) -> None:
    write(tmp_path, "firms", text, encoding)
    assert read_decisions(tmp_path).rows["firms"] == [("1", "2", "same", "Società", "2013-05-31", "x")]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("firms", "a,b,author,date,reason\n", "decisions/firms.csv, riga 1"),
        ("firms", "a,b,decision,author,date,reason\n1,2,maybe,A,2013-05-31,\n", "riga 2: decisione «maybe»"),
        ("firms", "a,b,decision,author,date,reason\n1,2,same,A,31 maggio,\n", "riga 2: data «31 maggio»"),
        ("firms", "a,b,decision,author,date,reason\n1,2,same,A\n", "riga 2: 4 valori invece di 6"),
        ("checks", 'record_id,result,author,date,reason\nx,"y,A,2013-05-31,\n', "riga 2: CSV non leggibile"),
        ("checks", "record_id,result,author,date,reason\n\0", "non è un file di testo"),
    ],
)
def test_a_malformed_file_names_its_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    write(tmp_path, name, text)
    with pytest.raises(BadDecision, match=said):
        read_decisions(tmp_path)


def test_decisions_known_on_a_day_are_those_dated_by_it(tmp_path: Path) -> None:
    header = "field,spelling,code,author,date,reason\n"
    write(tmp_path, "values", header + "stage,a,idea,A,2013-05-31,\nstage,b,idea,A,2013-06-01,\n")
    known = read_decisions(tmp_path, known_on=date(2013, 5, 31)).rows["values"]
    assert [row[1] for row in known] == ["a"]


def test_headings_may_be_short_and_undated(tmp_path: Path) -> None:
    write(tmp_path, "headings", "heading,field\nDitta,company_name\n")
    rows = read_decisions(tmp_path, known_on=date(2000, 1, 1)).rows["headings"]
    assert rows == [("Ditta", "company_name", *[None] * 7)]


def test_loading_replaces_what_was_there_and_makes_every_table(tmp_path: Path) -> None:
    write(tmp_path, "checks", "record_id,result,author,date,reason\nx/1/2,ok,A,2013-05-31,\n")
    with duckdb.connect() as con:
        load_decisions(con, read_decisions(tmp_path), "key")
        load_decisions(con, read_decisions(tmp_path), "key")
        assert con.execute("select record_id, result from decisions.checks").fetchall() == [("x/1/2", "ok")]
        assert con.execute("from decisions.id_key").fetchall() == [("key",)]
        for name in COLUMNS:
            con.execute(f'from decisions."{name}"')
