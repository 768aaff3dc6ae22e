"""A decision written down: one more row, whatever form the file has, and nothing lost."""

import codecs
import csv
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.files import FILES
from decisions.reading import BadDecision, read_rows
from decisions.writing import append
from storage.errors import WrongUse

ROW = {"a": "lecco:LC-1", "b": "como:CO/2", "decision": "same"}
SIGNED = {"author": "A. Rossi", "date": date.today().isoformat(), "reason": "stesso indirizzo; in visura"}
FORMS = {
    "utf-8": (b"", "utf-8"),
    "utf-8 with mark": (codecs.BOM_UTF8, "utf-8"),
    "utf-16-le": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16-be": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "cp1252": (b"", "cp1252"),
}
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from("'=+-@\"\r\n;,\téèÃ©ŁŸ\ufeff "),
    max_size=12,
)


def decide(folder: Path, author: str = SIGNED["author"], reason: str = SIGNED["reason"]) -> Path:
    return append(folder, "firms", [ROW], author, reason)


def test_the_first_decision_makes_the_file_for_its_owner_alone(tmp_path: Path) -> None:
    path = decide(tmp_path / "decisions")
    assert read_rows(tmp_path / "decisions", "firms") == [ROW | SIGNED]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@settings(max_examples=60)
@given(
    form=st.sampled_from(sorted(FORMS)),
    separator=st.sampled_from([",", ";", "\t"]),
    end=st.sampled_from(["\n", "\r\n"]),
    has_end=st.booleans(),
    old=TEXTS,
    new=st.lists(TEXTS, min_size=1, max_size=3),
    why=TEXTS.filter(str.strip),
)
def test_what_is_written_is_read_and_what_was_there_stays(
    form: str, separator: str, end: str, has_end: bool, old: str, new: list[str], why: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("decisions")
    mark, encoding = FORMS[form]
    kept = old.encode(encoding, "ignore").decode(encoding).strip()
    header = ["reason", "edition", "check", "subject", "author", "date"]
    quoted = f'"{kept.replace(chr(34), chr(34) * 2)}"'
    lines = [separator.join(header), separator.join([quoted, "E", "c", "perché", "Zoè", "31/05/2013"])]
    if not kept:
        lines[1] = separator.join(["x", "E", "c", "perché", "Zoè", "31/05/2013"])
    path = folder / "waivers.csv"
    path.write_bytes(mark + (end.join(lines) + (end if has_end else "")).encode(encoding))
    before = read_rows(folder, "waivers")
    append(folder, "waivers", [{"edition": "E", "check": "c", "subject": text} for text in new], "Ada", why)
    rows = read_rows(folder, "waivers")
    assert rows[:1] == before
    assert [row["subject"] for row in rows[1:]] == [text.strip() for text in new]
    assert {row["reason"] for row in rows[1:]} == {why.strip()}


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
@pytest.mark.parametrize("form", FORMS)
def test_a_file_keeps_its_form(form: str, end: str, tmp_path: Path) -> None:
    mark, encoding = FORMS[form]
    path = tmp_path / "networks.csv"
    text = f"decision;a;b;date;author;reason{end or chr(10)}same;x;y;01/05/2013;B;perché sì{end}"
    path.write_bytes(mark + text.encode(encoding))
    path.chmod(0o640)
    append(tmp_path, "networks", [ROW], "Nicolò", SIGNED["reason"])
    content = path.read_bytes()
    line = f'same;lecco:LC-1;como:CO/2;{SIGNED["date"]};Nicolò;"{SIGNED["reason"]}"'
    ended = end or "\n"
    assert content == mark + (text.removesuffix(end) + ended + line + ended).encode(encoding)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_name_that_the_encoding_lacks_makes_the_file_utf8_as_excel_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "firms.csv"
    path.write_bytes("a;b;decision;author;date;reason\n1;2;same;Zoè;31/05/2013;così\n".encode("cp1252"))
    decide(tmp_path, "Łukasz Dvořák")
    assert path.read_bytes().startswith(codecs.BOM_UTF8)
    assert [row["author"] for row in read_rows(tmp_path, "firms")] == ["Zoè", "Łukasz Dvořák"]


def test_columns_that_a_file_left_out_are_added(tmp_path: Path) -> None:
    path = tmp_path / "headings.csv"
    path.write_text("field;heading\ncompany_name;Ditta\n", encoding="utf-8")
    append(tmp_path, "headings", [{"heading": "Azienda", "field": "company_name"}], "Ada", "dal partner")
    first, second = read_rows(tmp_path, "headings")
    assert (first["heading"], first["author"]) == ("Ditta", "")
    assert (second["heading"], second["author"], second["reason"]) == ("Azienda", "Ada", "dal partner")


def test_no_spreadsheet_runs_what_was_written(tmp_path: Path) -> None:
    decide(tmp_path, "=cmd|'/c calc'!A1", "@sum(1)")
    with (tmp_path / "firms.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["author"], row["reason"]) == ("'=cmd|'/c calc'!A1", "'@sum(1)")
    [row] = read_rows(tmp_path, "firms")
    assert (row["author"], row["reason"]) == ("=cmd|'/c calc'!A1", "@sum(1)")


@pytest.mark.parametrize(
    ("author", "reason"), [("", "x"), (" ", "x"), ("A", ""), ("A", "\n"), ("A\0", "x"), ("A", "\udce8")]
)
def test_nothing_is_written_without_who_and_why_in_text(author: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(WrongUse):
        decide(tmp_path / "decisions", author, reason)
    assert not (tmp_path / "decisions").exists()


def test_a_file_that_is_not_as_it_should_be_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "firms.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(BadDecision):
        decide(tmp_path)
    assert path.read_text(encoding="utf-8") == "a,b\n1,2\n"


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from decisions.writing import append
for number in range(10):
    append(Path(sys.argv[1]), "checks", [{"record_id": f"{sys.argv[2]}/{number}", "result": "ok"}], "A", "x")
"""
    writers = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "abcd"]
    assert [writer.wait() for writer in writers] == [0] * 4
    found = {row["record_id"] for row in read_rows(tmp_path, "checks")}
    assert found == {f"{name}/{number}" for name in "abcd" for number in range(10)}


def test_every_file_can_be_written(tmp_path: Path) -> None:
    for name, file in FILES.items():
        row = dict.fromkeys(file.own, "x") | {column: min(values) for column, values in file.allowed.items()}
        row |= dict.fromkeys(file.days, "2013-05-31")
        append(tmp_path, name, [row], "Ada", "prova")
        assert read_rows(tmp_path, name) == [row | {**SIGNED, "author": "Ada", "reason": "prova"}]
