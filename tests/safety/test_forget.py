"""A person asks to be forgotten: found wherever PAL keeps them, taken out, and no figure changes."""

import json
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook
from pal_home import WRONG_USE, ask, decide, run_pal, settle

from ingest.archive import Archive
from ingest.value_kinds import has_check_digit
from publication.files import current_build_id, private_file
from storage.errors import WrongUse
from storage.home import Home
from warehouse.forgetting.files import replace_in_file
from warehouse.forgetting.forget import find
from warehouse.forgetting.marks import make_marks

NAME, CODE, NUMBER = "Niccolò Dell'Orto", "DLLNCL60A01F205M", "00743110157"
PERSON = (NAME, CODE, NUMBER, "niccolo@orto.example", "347 5550123")
CONTACTS = "Codice contatto;Data contatto;Tipo contatto;Ragione sociale;Codice fiscale;Comune;Provincia;Note"
ROWS = (
    f"1;03/05/2012;Visita;{NAME};{CODE};Lecco;LC;sentito al 3475550123",
    "2;04/05/2012;Visita;Officine Prova S.r.l.;00743110157;Lecco;LC;",
    f"3;05/05/2012;Visita;DELL’ORTO  NICCOLÒ;{CODE.lower()};Lecco;LC;",
)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_in_a_text_of_any_encoding_only_the_person_changes(encoding: str) -> None:
    text = "\r\n".join((CONTACTS, *ROWS, "4;;;Gino Dell'Orto;;;;non è lui"))
    data, count, _ = replace_in_file(text.encode(encoding), make_marks(PERSON))
    assert count == 6
    left = data.decode(encoding)
    assert "Gino Dell'Orto" in left
    assert "Officine Prova S.r.l." in left
    assert len(left) == len(text)
    for trace in ("niccol", CODE.lower(), NUMBER, "5550123"):
        assert trace not in left.lower()


def test_the_stand_in_is_one_everywhere_and_keeps_its_form() -> None:
    marks = make_marks(PERSON)
    text = f"{NAME}|{NAME.upper()}|Dell'Orto Niccolò|{CODE}|{NUMBER}"
    one, upper, turned, code, number = replace_in_file(text.encode(), marks)[0].decode().split("|")
    assert one.upper() == upper
    given, family, last = re.split("[ ']", upper)
    assert turned.upper() == f"{family}'{last} {given}"
    assert re.fullmatch(r"[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z]", code)
    assert has_check_digit(number)
    assert number[7:10] == NUMBER[7:10]


WRITTEN = (
    ("niccolo@orto.example", "scrivere a niccolo@orto.example", "orto.example"),
    ("niccolo+prova@orto.example", "NICCOLO+PROVA@orto.example", "PROVA"),
    (CODE, "c.f. DLL NCL 60A01 F205M", "60A01"),
    (CODE, "c.f. dll-ncl-60.a.01-f205m", "60.a.01"),
    ("347 5550123", "tel. (347) 55.50.123", "55.50.123"),
    ("347 5550123", "wa.me/393475550123", "5550123"),
    ("+39 347 5550123", "tel. 347 5550123", "5550123"),
    ("0039-0341-223344", "0341/22 33 44", "22 33 44"),
    ("IT60X0542811101000000123456", "IT60 X054 2811 1010 0000 0123 456", "0542"),
    ("Niccolò Verdi", "NICCOLO VERDI", "VERDI"),
    ("Niccolò Verdi", "Verdi Niccolo'", "Verdi"),
    ("Niccolo Verdi", "verdi, niccolò", "verdi"),
    ("Mario Verdi", "contattiVerdi/VerdiMario", "VerdiMario"),
    ("Mario De' Paolis", "(DE PAOLIS, MARIO)", "PAOLIS"),
)


@pytest.mark.parametrize(("asked", "text", "trace"), WRITTEN)
def test_a_mark_is_found_however_it_is_written(asked: str, text: str, trace: str) -> None:
    """In bytes of each encoding and in a database: what was not found was told as «in nulla»."""
    marks = make_marks([asked])
    for encoding in ("utf-8", "cp1252", "utf-16"):
        data, count, _ = replace_in_file(f"{text};{text}".encode(encoding), marks)
        assert count == 2, encoding
        assert trace not in data.decode(encoding)
    for pattern, stand_in in marks[0].replacements:
        text = str(
            duckdb.execute("select regexp_replace($1, $2, $3, 'g')", [text, pattern, stand_in]).fetchall()
        )
    assert trace not in text


def test_another_request_has_other_stand_ins() -> None:
    drawn = {replace_in_file(NAME.encode(), make_marks([NAME]))[0] for _ in range(5)}
    assert len(drawn) == 5


def test_zipped_and_binary_files_too() -> None:
    book = Workbook()
    book.active.append([NAME, int(NUMBER), "x" * 5])
    inner = BytesIO()
    book.save(inner)
    outer = BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("a.xlsx", inner.getvalue())
    data, count, _ = replace_in_file(outer.getvalue(), make_marks(["Niccolò Dell'Orto", "743110157"]))
    assert count == 2
    assert zipfile.ZipFile(BytesIO(zipfile.ZipFile(BytesIO(data)).read("a.xlsx"))).testzip() is None
    old = (
        b"\xd0\xcf\x11\xe0"
        + b"\x0a\x00\x00"
        + NAME.encode("cp1252")
        + b"A\x00\x01"
        + NAME.encode("utf-16-le")
    )
    mended, count, _ = replace_in_file(old, make_marks([NAME]))
    assert (count, len(mended)) == (2, len(old))


def zipped() -> bytearray:
    """An archive with the person in its first member, and a second of 2,000 bytes packed."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", f"{NAME}\n" * 3)
        archive.writestr("b.csv", "".join(sha256(b"%d" % one).hexdigest() for one in range(30)))
    return bytearray(packed.getvalue())


def damage(data: bytearray) -> None:
    start = data.index(b"b.csv") + 60
    data[start : start + 20] = b"\xff" * 20


def cut(data: bytearray) -> None:
    del data[-60:]


def lock(data: bytearray) -> None:
    data[data.rindex(b"PK\x03\x04") + 6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1


def pack_otherwise(data: bytearray) -> None:
    data[data.rindex(b"PK\x03\x04") + 8] = 99
    data[data.rindex(b"PK\x01\x02") + 10] = 99


def say_that_it_is_huge(data: bytearray) -> None:
    start = data.rindex(b"PK\x01\x02") + 24
    data[start : start + 4] = struct.pack("<I", 0xFFFFFFF0)


@pytest.mark.parametrize("harm", [damage, cut, lock, pack_otherwise, say_that_it_is_huge])
def test_what_cannot_be_read_whole_is_left_and_told(
    harm: Callable[[bytearray], None], tmp_path: Path
) -> None:
    """A damaged file in the archive ended every request; of one with a password all was taken as read."""
    data = zipped()
    harm(data)
    home = Home(tmp_path)
    archive = Archive(home.archive)
    stored = archive.store_bytes(BytesIO(data))
    archive.add_delivery(1, "lecco", "a.zip", stored, datetime(2012, 5, 3, tzinfo=UTC), is_regular=True)
    looked = replace_in_file(bytes(data), make_marks([NAME]))
    assert (looked.data, looked.is_whole) == (bytes(data), False)
    [place] = find(home, make_marks([NAME]))
    assert (place.kind, place.name) == (
        "consegna che non si legge tutta (da guardare)",
        "lecco-00001 «a.zip»",
    )
    assert place.count == (0 if harm is cut else 3)


def test_files_that_others_put_into_the_home_are_told(tmp_path: Path) -> None:
    home = Home(tmp_path)
    (tmp_path / "prove").mkdir()
    (tmp_path / "prove" / "elenco.csv").write_text(NAME, encoding="utf-8")
    (tmp_path / "appunti.txt").write_text(CODE, encoding="utf-8")
    (tmp_path / "annexes").mkdir()
    (tmp_path / "annexes" / f"per {NAME}.txt").write_text("allegato", encoding="utf-8")
    # A lake's catalogue and a shared folder's copy: their values are packed, and no reader of bytes finds them.
    with duckdb.connect(tmp_path / "prove" / "lago.ducklake") as con:
        con.execute("create table events as select 'Serata con ' || ? as title from range(5000)", [NAME])
    found = {(place.kind, place.name) for place in find(home, make_marks(PERSON))}
    assert found == {
        ("altro file", "appunti.txt"),
        ("altro file", "prove/elenco.csv"),
        ("altro file", "prove/lago.ducklake"),
        ("altro file", f"annexes/per {NAME}.txt"),
    }


@pytest.mark.parametrize("text", ["Rossi", "12345", "ab", "Anna B"])
def test_what_would_find_others_is_refused(text: str) -> None:
    with pytest.raises(WrongUse, match="troppo poco"):
        make_marks([text])


@pytest.fixture(scope="module")
def forgotten(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, list[dict[str, object]]]:
    """A home from which the person was taken out, and its KPIs before."""
    home = Home(tmp_path_factory.mktemp("forgotten") / "home")
    inbox = home.inbox / "lecco"
    inbox.mkdir(parents=True)
    (inbox / f"contatti {NAME}.csv").write_text("\n".join((CONTACTS, *ROWS)), encoding="cp1252")
    book = Workbook()
    for row in (CONTACTS, ROWS[0].replace("03/05/2012", "03/06/2012")):
        book.active.append(row.split(";"))
    book.save(inbox / "giugno.xlsx")
    settle(home.inbox)
    run_pal(home.root, "refresh", status=0)
    decide(home.root, "checks", "record_id,result", [f"lecco-00001/1/2,{NAME}"])
    for path in (
        home.questions / "sua.sql",
        home.questions / "niccolo_dell_orto.sql",
        home.narrative / f"{NAME}" / "partner" / "lecco.md",
        home.narrative / "2012-S1" / "partner" / "lecco.md",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"-- titolo: {NAME}\nselect 1\n", encoding="utf-8")
    before = ask(home.root, "kpi")
    places = run_pal(home.root, "forget", *PERSON).stdout
    assert places.count("lecco-0000") == 2
    assert "private/pal-" in places
    assert "checks.csv" in places
    assert "questions/sua.sql" in places
    assert "questions/niccolo_dell_orto.sql" in places
    assert "narrative/2012-S1/partner/lecco.md" in places
    told = run_pal(
        home.root, "forget", *PERSON, "--by", "Anna Bianchi", "--why", "richiesta del 3 maggio"
    ).stdout
    assert "Tolta da 2 consegne" in told
    return home, before


def test_no_figure_changes(forgotten: tuple[Home, list[dict[str, object]]]) -> None:
    home, before = forgotten
    assert {row["value"] for row in before if row["kpi_code"] == "firms_reached"} == {2}
    assert ask(home.root, "kpi") == before


def test_no_byte_that_is_kept_tells_of_the_person(forgotten: tuple[Home, list[dict[str, object]]]) -> None:
    home, _ = forgotten
    marks = make_marks(PERSON)
    for path in sorted(
        one for one in home.root.rglob("*") if one.is_file() and home.temporary not in one.parents
    ):
        assert replace_in_file(path.read_bytes(), marks)[1] == 0, path
        assert not any(mark.is_in(path.as_posix()) for mark in marks)
    assert len(list(home.questions.iterdir())) == 2
    assert len(list(home.narrative.iterdir())) == 2
    twin = private_file(home, current_build_id(home) or "")
    with duckdb.connect(twin, read_only=True) as con:
        for (table,) in con.execute("select table_name from duckdb_tables()").fetchall():
            rows = str(con.execute(f'from "{table}"').fetchall())
            assert not any(mark.is_in(rows) for mark in marks), table
    assert run_pal(home.root, "forget", *PERSON).stdout == "Non sta in nulla di ciò che PAL conserva.\n"


def test_the_request_is_written_down_without_its_person(
    forgotten: tuple[Home, list[dict[str, object]]],
) -> None:
    home, _ = forgotten
    written = (home.decisions / "erasures.csv").read_text(encoding="utf-8")
    assert "lecco-00001 lecco-00002,Anna Bianchi" in written
    told = run_pal(home.root, "forget", NAME, "--by", "Anna", "--why", f"lo chiede {NAME}", status=WRONG_USE)
    assert "non dire lì di chi si tratta" in told.stderr


def test_the_same_bytes_delivered_again_do_not_bring_them_back(
    forgotten: tuple[Home, list[dict[str, object]]],
) -> None:
    home, _ = forgotten
    [record] = [
        json.loads(path.read_bytes())
        for path in (home.archive / "deliveries").glob("*.json")
        if b"giugno" not in path.read_bytes()
    ]
    again = home.inbox / "lecco" / record["file_name"]
    again.write_text("\n".join((CONTACTS, *ROWS)), encoding="cp1252")
    settle(home.inbox)
    assert "Niente di nuovo" in run_pal(home.root, "refresh").stdout
    assert not again.exists()
    [former] = record["former_sha256"]
    assert not (home.archive / "files" / former[:2] / former).exists()
