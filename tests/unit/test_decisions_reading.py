"""Decisions are read strictly, in every form that a spreadsheet saves: what is not as it should be is told."""

import codecs
from datetime import date
from itertools import product
from pathlib import Path

import duckdb
import pytest

from decisions.files import BUILDING, FILES
from decisions.loading import load_decisions
from decisions.reading import BadDecision, read_decisions, read_rows

FIRMS = "a,b,decision,author,date,reason\n"


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.csv").write_bytes(text.encode(encoding))


def test_absent_and_empty_files_have_no_rows(tmp_path: Path) -> None:
    write(tmp_path, "firms", "")
    write(tmp_path, "networks", " \r\n")
    decisions = read_decisions(tmp_path)
    assert set(decisions.rows) == set(BUILDING)
    assert not any(decisions.rows.values())
    assert read_rows(tmp_path / "none", "waivers") == []


def test_rows_are_text_in_the_order_of_the_table_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    write(tmp_path, "values", "Author,code,DATE,reason,spelling,field\nAda,,2013-05-31,visto,x,stage\n")
    rows = read_decisions(tmp_path).rows["values"]
    assert rows == [("stage", "x", None, "Ada", "2013-05-31", "visto")]


FORMS = [
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("cp1252", b""),
]


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_read_as_spreadsheets_save_it(name: str, tmp_path: Path) -> None:
    file = FILES[name]
    row = {column: f"perché {column}" for column in file.columns}
    row |= dict.fromkeys(("date", *file.days), "31/05/2013")
    row |= {column: min(values) for column, values in file.allowed.items()}
    expected = row | dict.fromkeys(("date", *file.days), "2013-05-31")
    for separator, end, (encoding, mark) in product(",;\t", ("\n", "\r\n"), FORMS):
        text = "".join(separator.join(line) + end for line in (file.columns, row.values()))
        blank = separator * 8 + end
        (tmp_path / f"{name}.csv").write_bytes(mark + (text + blank).encode(encoding))
        assert read_rows(tmp_path, name) == [expected], (separator, end, encoding, mark)


def test_a_line_added_in_another_encoding_keeps_its_accents(tmp_path: Path) -> None:
    lines = [
        FIRMS.encode(),
        "1,2,same,Nicolò,2013-05-31,perché\n".encode(),
        "3,4,same,Zoè,2013-05-31,così".encode("cp1252"),
    ]
    (tmp_path / "firms.csv").write_bytes(b"".join(lines))
    assert [row["author"] for row in read_rows(tmp_path, "firms")] == ["Nicolò", "Zoè"]


def test_line_breaks_and_separators_within_quotes_are_part_of_a_cell(tmp_path: Path) -> None:
    write(tmp_path, "firms", FIRMS + '1,2,same,"Rossi, Anna",2013-05-31,"prima riga\nseconda ""riga"""\n')
    [row] = read_rows(tmp_path, "firms")
    assert (row["author"], row["reason"]) == ("Rossi, Anna", 'prima riga\nseconda "riga"')


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("firms", "a,b,author,date,reason\n", r"decisions/firms.csv, riga 1: manca la colonna «decision»"),
        ("firms", "a,b,decision,author,date,reason,nota\n", "riga 1: colonna sconosciuta «nota»; le colonne"),
        ("firms", "a,a,b,decision,author,date,reason\n", "riga 1: colonna «a» ripetuta"),
        ("headings", "heading,field,campo\n", "riga 1: colonna sconosciuta «campo»"),
        ("firms", FIRMS + "1,2,maybe,A,2013-05-31,x\n", "riga 2: decision «maybe»"),
        ("firms", FIRMS + "1,2,same,A,31 maggio,x\n", "riga 2, colonna date: «31 maggio»"),
        ("firms", FIRMS + "1,2,same,A,20130531,x\n", "riga 2, colonna date: «20130531»"),
        ("firms", FIRMS + "1,2,same,A,30/02/2013,x\n", "riga 2, colonna date: «30/02/2013»"),
        ("headings", "heading,field,date\nDitta,company_name,ieri\n", "riga 2, colonna date: «ieri»"),
        ("edition_drafts", "edition,title,since,until,author,date,reason\nX,t,mai,2013-05-31,A,2013-05-31,x\n",
         "riga 2, colonna since: «mai»"),
        ("firms", FIRMS + "1,2,same,,2013-05-31,x\n", r"riga 2: manca chi ha deciso \(colonna author\)"),
        ("firms", FIRMS + "1,2,same,A,,x\n", r"riga 2: manca il giorno \(colonna date\)"),
        ("waivers", "edition,check,subject,author,date,reason\nX,y,,A,2013-05-31, \n",
         r"riga 2: manca il motivo \(colonna reason\)"),
        ("firms", FIRMS + "1,2,same,A\n", "riga 2: 4 valori invece di 6"),
        ("firms", FIRMS + "1,2,same,A,2013-05-31,x,y\n", "riga 2: 7 valori invece di 6"),
        ("firms", FIRMS + '1,2,same,A,2013-05-31,"x\ny"\n\n3,4,same,,2013-05-31,x\n', "riga 5: manca"),
        ("checks", 'record_id,result,author,date,reason\nx,"y,A,2013-05-31,\n', "riga 2: non si legge"),
        ("checks", "record_id,result,author,date,reason\n\0", "riga 2: non si legge come testo"),
    ],
)  # fmt: skip
def test_a_malformed_file_names_its_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    write(tmp_path / "decisions", name, text)
    with pytest.raises(BadDecision, match=said):
        read_rows(tmp_path / "decisions", name)


@pytest.mark.parametrize(
    "content", [b"a,b\n1,\x81\xe8\n", codecs.BOM_UTF16_LE + b"a\0,", codecs.BOM_UTF8 + b"\xff"]
)
def test_bytes_that_are_no_text_are_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "firms.csv").write_bytes(content)
    with pytest.raises(BadDecision, match="non si legge come testo"):
        read_rows(tmp_path, "firms")


def test_decisions_known_on_a_day_are_those_dated_by_it(tmp_path: Path) -> None:
    header = "field,spelling,code,author,date,reason\n"
    write(tmp_path, "values", header + "stage,a,idea,A,2013-05-31,x\nstage,b,idea,A,1/6/2013,x\n")
    known = read_decisions(tmp_path, known_on=date(2013, 5, 31)).rows["values"]
    assert [row[1] for row in known] == ["a"]


def test_headings_may_be_short_and_unsigned(tmp_path: Path) -> None:
    write(tmp_path, "headings", "heading,field\nDitta,company_name\n")
    rows = read_decisions(tmp_path, known_on=date(2000, 1, 1)).rows["headings"]
    assert rows == [("Ditta", "company_name", *[None] * 7)]


def test_loading_replaces_what_was_there_and_makes_every_table(tmp_path: Path) -> None:
    write(tmp_path, "checks", "record_id,result,author,date,reason\nx/1/2,ok,A,2013-05-31,dell'atto\n")
    with duckdb.connect() as con:
        load_decisions(con, read_decisions(tmp_path), "key")
        load_decisions(con, read_decisions(tmp_path), "key")
        found = con.execute("select record_id, author, reason from decisions.checks").fetchall()
        assert found == [("x/1/2", "A", "dell'atto")]
        assert con.execute("from decisions.id_key").fetchall() == [("key",)]
        for name in BUILDING:
            con.execute(f'from decisions."{name}"')
