"""Bad input: each file gets one clear Italian line, nothing of it lands, and the others land."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
import xlwt

from ingest.archive import Archive
from ingest.inspection import inspect
from ingest.landing import Landed, land
from ingest.limits import Limits
from ingest.receiving import receive_inbox
from ingest.record_types import RECORD_TYPES

GOOD = "Codice;Ragione sociale;Comune\n1;Rossi Srl;Lecco\n"
LIMITS = Limits(file_bytes=2_000_000, unpacked_bytes=3_000_000)


def xlsx(rows: list[list[object]]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return out.getvalue()


def lying_bomb() -> bytes:
    """A zip whose directory declares ten bytes where ten million unpack."""
    bomb = bytearray(zipped({"xl/worksheets/sheet1.xml": b"0" * 10_000_000}))
    true = struct.pack("<I", 10_000_000)
    while (place := bomb.find(true)) >= 0:
        bomb[place : place + 4] = struct.pack("<I", 10)
    return bytes(bomb)


def far_cell() -> bytes:
    sheet = (
        b'<worksheet><sheetData><row r="1048576"><c r="AAA1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    return zipped({"xl/worksheets/sheet1.xml": sheet})


def protected_xls() -> bytes:
    """An XLS whose second record is turned into FILEPASS, as in an encrypted one."""
    book = xlwt.Workbook()
    book.add_sheet("Dati").write(0, 0, "Ragione sociale")
    out = BytesIO()
    book.save(out)
    data = bytearray(out.getvalue())
    start = data.find(struct.pack("<HH", 0x0809, 16)) + 20
    data[start : start + 2] = struct.pack("<H", 0x2F)
    return bytes(data)


def damaged(data: bytes) -> bytes:
    middle = data.find(b"xl/worksheets/sheet1.xml") + 60
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


WIDE = ";".join(f"Colonna {number}" for number in range(10_000)) + "\n" + ";" * 9_999 + "\n"
SHEET = [["Ragione sociale", "Comune"], ["Rossi Srl", "Lecco"], ["Bianchi Srl", "Como"]]
BAD = [
    ("vuoto.csv", b"", "vuoto"),
    ("righe vuote.csv", b"\n\n;;\n", "vuoto"),
    ("vuoto.xlsx", xlsx([]), "vuoto"),
    ("troncato.xlsx", xlsx(SHEET)[:-300], "danneggiato"),
    ("rovinato.xlsx", damaged(xlsx(SHEET)), "danneggiato"),
    ("rotto.xlsx", b"\x01\x02\x03" + GOOD.encode(), "danneggiato"),
    (
        "protetto.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    ("protetto.xls", protected_xls(), "password"),
    ("bomba.xlsx", zipped({"xl/worksheets/sheet1.xml": b"0" * 4_000_000}), "decompresso"),
    ("bomba bugiarda.xlsx", lying_bomb(), "decompresso"),
    ("cella lontana.xlsx", far_cell(), "cancellare le celle lontane"),
    ("nullo.csv", GOOD.encode() + b"2;Bian\0chi;Como\n", "byte nulli"),
    ("largo.csv", WIDE.encode(), "10000 colonne"),
    ("largo.xlsx", xlsx([[f"c{number}" for number in range(10_000)], ["x"]]), "la cella ALM1 è compilata"),
    ("grande.csv", GOOD.encode() * 60_000, "supera"),
    ("doppie.xlsx", xlsx([[*SHEET[0], "Comune"], [*SHEET[1], "Como"]]), "più volte (colonne 2 e 3)"),
    ("numeri.csv", b"1;2;3\n4;5;6\n", "intestazione"),
    ("altro.csv", b"Pippo;Pluto\na;b\n", "nessun tipo di record"),
    ("quasi.csv", b"Ragione sociale;Codice fiscale\na;b\n", "manca il comune o la provincia"),
    ("solo testata.csv", b"Ragione sociale;Comune\n", "nessuna riga"),
    ("pagina.xls", b"<html><p>Ragione sociale</p></html>", "pagina web"),
    ("foto.jpg", b"\xff\xd8\xff", "immagine"),
    ("virgolette.csv", GOOD.encode() + b'2;"Bianchi;Como\n3;Verdi;Como\n', "virgolette"),
    ("=cmd().csv", GOOD.encode(), "formula"),
    ("a\nb.csv", GOOD.encode(), "nome del file"),
    ("..\\..\\x.csv", GOOD.encode(), "percorso"),
]


def receive_and_land(home: Path, con: duckdb.DuckDBPyConnection) -> list[Landed]:
    archive = Archive(home / "archive")
    receive_inbox(home / "inbox", archive)
    return land(con, archive, None, limits=LIMITS)


def test_each_bad_file_is_refused_alone(tmp_path: Path) -> None:
    folder = tmp_path / "inbox" / "lecco"
    folder.mkdir(parents=True)
    for name, data, _ in BAD:
        (folder / name).write_bytes(data)
    (folder / "buono.csv").write_text(GOOD)
    con = duckdb.connect()
    landed = receive_and_land(tmp_path, con)
    reasons = {one.delivery.original_name: one.reason for one in landed}
    for name, _, said in BAD:
        reason = reasons[name]
        assert reason is not None, name
        assert said in reason, (name, reason)
        assert reason.isprintable(), name
    assert reasons["buono.csv"] is None
    assert list(folder.iterdir()) == []
    for table in ("sheets", "headings", *RECORD_TYPES):
        assert {row[0] for row in con.execute(f"select delivery_id from raw.{table}").fetchall()} <= {
            one.delivery.delivery_id for one in landed if one.status == "landed"
        }
    assert con.execute("select count(*) from raw.deliveries where status = 'refused'").fetchone() == (
        len(BAD),
    )
    assert land(con, Archive(tmp_path / "archive"), None, limits=LIMITS) == []


@pytest.mark.parametrize(("name", "data", "said"), BAD[:-1], ids=[name for name, _, _ in BAD[:-1]])
def test_inspection_gives_the_same_reason(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert said in (inspect(path, "lecco", None, LIMITS).refusal or "")


def test_unknown_folders_links_and_pipes(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    (inbox / "pippo").mkdir(parents=True)
    (inbox / "lecco").mkdir()
    secret = tmp_path / "secret.csv"
    secret.write_text(GOOD)
    (inbox / "pippo" / "x.csv").write_text(GOOD)
    (inbox / "sciolto.csv").write_text(GOOD)
    (inbox / "lecco" / "link.csv").symlink_to(secret)
    (inbox / "lecco" / "cartella").symlink_to(tmp_path)
    landed = receive_and_land(tmp_path, duckdb.connect())
    found = {one.delivery.delivery_id: (one.delivery.file_name, one.status) for one in landed}
    assert found == {
        "lecco-00001": ("cartella", "refused"),
        "lecco-00002": ("link.csv", "refused"),
        "sconosciuto-00003": ("pippo/x.csv", "refused"),
        "sconosciuto-00004": ("sciolto.csv", "refused"),
    }
    reasons = [one.reason or "" for one in landed]
    assert "collegamento" in reasons[0]
    assert "la cartella «pippo» non è di un partner" in reasons[2]
    assert "non è in una cartella" in reasons[3]
    assert secret.exists()
    archived = [path.read_bytes() for path in (tmp_path / "archive" / "files").glob("*/*")]
    assert archived.count(GOOD.encode()) == 1


def test_a_sheet_of_another_sender_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "inbox" / "registro"
    folder.mkdir(parents=True)
    (folder / "imprese.csv").write_text(GOOD)
    (landed,) = receive_and_land(tmp_path, duckdb.connect())
    assert "da «registro» si accetta solo il registro" in (landed.reason or "")
