"""Landing: the same rows whatever the format, encoding or path by which raw was reached."""

import csv
import io
import re
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import made_up_register
import pytest
import xlsxwriter
from files_of_others import REAL
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from one_table import FILES

from ingest import delivery_landing, landing
from ingest.archive import Archive
from ingest.landing import land
from ingest.receiving import receive_inbox
from ingest.record_types import RECORD_TYPES

LANDED = [
    (4, "data", "A1", "Società «Perché» S.r.l.", "Lecco", "LC"),
    (5, "blank", None, None, None, None),
    (6, "data", "A2", "Più & C. Snc", "Napoli", "NA"),
    (7, "total", "TOTALE", "2", None, None),
    (8, "note", "Nota: dati provvisori", None, None, None),
]


class Home:
    """An inbox, an archive and a database."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.archive = Archive(root / "archive")
        self.con = duckdb.connect()

    def deliver(self, name: str, data: bytes, partner: str = "lecco") -> None:
        path = self.root / "inbox" / partner / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        receive_inbox(self.root / "inbox", self.archive)

    def firms(self) -> list[tuple[object, ...]]:
        shown = "row_number, row_kind, partner_firm_code, company_name, municipality, province"
        return self.con.execute(f"select {shown} from raw.firms order by delivery_id, row_number").fetchall()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def contents(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    tables = ["deliveries", "sheets", "headings", *RECORD_TYPES]
    return {name: sorted(con.execute(f"from raw.{name}").fetchall(), key=repr) for name in tables}


@pytest.mark.parametrize(("name", "data"), FILES, ids=[name for name, _ in FILES])
def test_every_format_lands_the_same_rows(home: Home, name: str, data: bytes) -> None:
    home.deliver(name, data)
    (landed,) = land(home.con, home.archive, None)
    assert (landed.status, landed.reason, landed.record_types) == ("landed", None, ("firms",))
    assert home.firms() == LANDED


def test_bytes_without_meaning_in_cp1252_do_not_stop_a_file(home: Home) -> None:
    home.deliver("a.csv", b"Ragione sociale;Comune\nL\x92Edile \x81;Lecc\xf2\n")
    land(home.con, home.archive, None)
    assert [row[3:5] for row in home.firms()] == [("L’Edile \x81", "Leccò")]


def test_ragged_rows_and_cells_beyond_the_header(home: Home) -> None:
    home.deliver(
        "a.csv", b"Codice;Ragione sociale;Comune\n1;Rossi\n2;Verdi;Como;;x;y\n\n3;Neri;Lodi;\n;;;solo\n"
    )
    land(home.con, home.archive, None)
    assert [row[:5] for row in home.firms()] == [
        (2, "data", "1", "Rossi", None),
        (3, "data", "2", "Verdi", "Como"),
        (4, "blank", None, None, None),
        (5, "data", "3", "Neri", "Lodi"),
        (6, "data", None, None, None),
    ]


def test_workbook_with_offset_dates_numbers_and_unknown_headings(home: Home) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, hours in (("Uno", 1.5), ("Due", 2.5)):
            sheet = book.add_worksheet(name)
            sheet.write_row(
                4, 2, ["Ragione sociale", "Comune", "CAP", "Data contatto", "Tipo", "Ore", "Colore"]
            )
            sheet.write_row(5, 2, ["Rossi Srl", "Lecco", 4020])
            sheet.write_datetime(5, 5, datetime(2012, 3, 4, tzinfo=UTC).replace(tzinfo=None), day)
            sheet.write_row(5, 6, ["visita", hours, "Altro"])
            sheet.write_row(6, 2, ["Verdi Srl", "Como", 22100])
    home.deliver("a.xlsx", out.getvalue())
    land(home.con, home.archive, None)
    shown = "sheet_index, row_number, company_name, municipality, contact_date, hours"
    assert home.con.execute(f"select {shown} from raw.contacts order by all").fetchall() == [
        (1, 6, "Rossi Srl", "Lecco", "2012-03-04", "1.5"),
        (1, 7, "Verdi Srl", "Como", None, None),
        (2, 6, "Rossi Srl", "Lecco", "2012-03-04", "2.5"),
        (2, 7, "Verdi Srl", "Como", None, None),
    ]
    assert home.con.execute("select distinct postal_code from raw.firms order by 1").fetchall() == [
        ("22100",),
        ("4020",),
    ]
    places = "heading in ('Comune', 'Colore') and sheet_index = 2"
    headings = f"select column_index, field from raw.headings where {places}"
    assert home.con.execute(f"{headings} and record_type = 'contacts' order by 1").fetchall() == [
        (4, "municipality"),
        (9, None),
    ]
    assert home.con.execute(
        "select sheet, header_row, record_type, is_main, row_count from raw.sheets"
    ).fetchall() == [
        ("Uno", 5, "contacts", True, 2),
        ("Uno", 5, "firms", False, 2),
        ("Due", 5, "contacts", True, 2),
        ("Due", 5, "firms", False, 2),
    ]


CELLS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\0")
    | st.sampled_from('";\n\r,\t| '),
    max_size=8,
).filter(lambda text: not re.search("[\u00c2-\u00f4][^\x00-\x7f]", text))
# Without what reads as text encoded twice: that is mended.


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8), end=st.sampled_from(["\n", "\r\n"]))
def test_cells_round_trip(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], end: str
) -> None:
    home = Home(tmp_path_factory.mktemp("home"))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(["Codice", "Ragione sociale", "Comune"])
    writer.writerows(("x", *row) for row in rows)
    home.deliver("a.csv", out.getvalue().encode("utf-8"))
    (landed,) = land(home.con, home.archive, None)
    assert landed.reason is None
    found = [(row[0], row[3], row[4]) for row in home.firms()]
    assert found == [(number, a or None, b or None) for number, (a, b) in enumerate(rows, start=2)]


@pytest.mark.real_files
def test_the_public_register(home: Home) -> None:
    for path in sorted([*REAL.glob("01_*"), *REAL.glob("registro_*")]):
        home.deliver(path.name, path.read_bytes(), "registro")
    assert_register_landed(home, [199, 199, 5], 2948, 266)


def test_a_register_made_up_like_the_public_one(home: Home) -> None:
    home.deliver("01.xlsx", made_up_register.workbook(), "registro")
    home.deliver("registro.csv", made_up_register.extract(), "registro")
    assert_register_landed(home, [4, 5, 5], 6, 3)


def assert_register_landed(home: Home, workbook_rows: list[int], extract_rows: int, networks: int) -> None:
    """The workbook's three sheets and then the extract are landed, row for row; NA is a province."""
    landed = land(home.con, home.archive, None)
    assert [one.record_types for one in landed] == [("register_members",)] * 2
    counted = (
        "select sheet_index, count(*) from raw.register_members where delivery_id = ? group by 1 order by 1"
    )
    assert home.con.execute(counted, ["registro-00001"]).fetchall() == list(
        zip((2, 3, 4), workbook_rows, strict=True)
    )
    assert home.con.execute(counted, ["registro-00002"]).fetchall() == [(1, extract_rows)]
    found = home.con.execute(
        """select count(distinct network_codice_fiscale), count(distinct codice_fiscale),
               count(*) filter (province = 'NA') > 0
           from raw.register_members where delivery_id = 'registro-00002' and row_kind = 'data'"""
    ).fetchone()
    extract = home.archive.deliveries()[-1]
    with home.archive.path(extract.sha256).open(encoding="utf-8-sig", newline="") as source:
        firms = {row["C.F. impresa *"] for row in csv.DictReader(source, delimiter=";")}
    assert found == (networks, len(firms), True)


HEADINGS = "heading,field,record_type,partner,rank,note,author,date,reason\n"


def test_headings_learnt_in_between_end_as_from_scratch(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    extra = home.root / "headings.csv"
    home.deliver("a.csv", b"Ditta cliente;Comune\nRossi;Lecco\n")
    home.deliver("b.csv", b"Ragione sociale;Comune;Borgo\nVerdi;Como;Brunate\n")
    home.deliver("c.csv", b"Codice rete;Nome rete\n1;Rete uno\n", "como")
    first = land(home.con, home.archive, extra)
    assert [one.status for one in first] == ["refused", "landed", "landed"]
    assert land(home.con, home.archive, extra) == []
    extra.write_text(
        f"{HEADINGS}Ditta cliente,company_name,,,,,,,\nBorgo,municipality,firms,,,,,,\n", "utf-8"
    )
    again = land(home.con, home.archive, extra)
    assert [one.delivery.file_name for one in again] == ["a.csv", "b.csv"]
    assert [row[4] for row in home.firms()] == ["Lecco", "Brunate"]
    fresh = duckdb.connect()
    land(fresh, home.archive, extra)
    assert contents(home.con) == contents(fresh)
    extra.unlink()
    land(home.con, home.archive, extra)
    early = duckdb.connect()
    land(early, home.archive, None)
    assert contents(home.con) == contents(early)
    monkeypatch.setattr(landing, "code_hash", lambda limits: "another")
    assert len(land(home.con, home.archive, None)) == 3


def test_only_what_was_received_by_then(home: Home) -> None:
    folder = home.root / "inbox" / "lecco"
    folder.mkdir(parents=True)
    for day in (1, 2):
        (folder / "a.csv").write_text(f"Ragione sociale;Comune\nRossi {day};Lecco\n")
        receive_inbox(home.root / "inbox", home.archive, datetime(2013, 1, day, 12, tzinfo=UTC))
    land(home.con, home.archive, None, datetime(2013, 1, 1, 23, tzinfo=UTC))
    assert [row[3] for row in home.firms()] == ["Rossi 1"]
    land(home.con, home.archive, None)
    assert [row[3] for row in home.firms()] == ["Rossi 1", "Rossi 2"]


def test_what_the_delivery_states(home: Home) -> None:
    home.deliver("contatti completo 2013-05.csv", b"Codice;Data;Tipo\n1;1/5/2013;visita\n")
    land(home.con, home.archive, None)
    shown = "delivery_id, arrival_order, partner_code, byte_count, status, reason, is_declared_complete"
    assert home.con.execute(f"select {shown}, stated_from, stated_until from raw.deliveries").fetchall() == [
        ("lecco-00001", 1, "lecco", 35, "landed", None, True, date(2013, 5, 1), date(2013, 5, 31))
    ]


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_failure_inside_the_transaction_leaves_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.deliver("a.csv", b"Ragione sociale;Comune\nRossi;Lecco\n")
    with monkeypatch.context() as patch:
        patch.setattr(delivery_landing, "insert_notes", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            land(home.con, home.archive, None)
    assert all(rows == [] for rows in contents(home.con).values())
    assert len(land(home.con, home.archive, None)) == 1
    assert len(home.firms()) == 1
