"""Names are text on a terminal and in what commands write: nothing moves the cursor, nothing is a formula."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import duckdb
import pypdfium2
import pytest
from hostile_lists import decide_in_hostile_words, give_hostile_names, names
from pal_home import COMMANDS, WRONG_USE, answer, copy_home, environment, run_pal

from publication.files import current_build_id, private_file, published_file
from publication.unchanged import close_published
from storage.home import Home

QUESTIONS = (
    ("deliveries",),
    ("issues",),
    ("review",),
    ("edition", "list"),
    ("trace", "firms_reached", "--private"),
    ("trace", "firms_reached", "--private", "--mentions", "--province", "LC"),
    ("trace", "firms_reached", "--province", "LC"),
    ("trace", "networks_formed"),
    ("trace", "contacts_held", "--province", "LC"),
    ("sql", 'select firm_name, firm_name as "=1+1" from dim_firms'),
    ("sql", "select network_name, [network_name] as list, {'a': network_name} as pair from dim_networks"),
    ("sql", "select title, event_kind, event_code from fct_events"),
    ("sql", "select activity, cut_reason, document_number from fct_expenses"),
    ("sql", "select contact_code, event_code from fct_contacts limit 500"),
    ("sql", "select told, reason from dim_deliveries"),
    ("sql", "select purpose from dim_networks"),
)


@pytest.fixture(scope="module")
def hostile_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, every name in its publication and its twin hostile, and what people decided."""
    home = Home(copy_home(sample_home, tmp_path_factory.mktemp("hostile") / "home"))
    assert decide_in_hostile_words(home.decisions) > 3 * len(names())
    build = current_build_id(home) or ""
    for path in (published_file(home, build), private_file(home, build)):
        path.chmod(0o644)
        with duckdb.connect(path) as connection:
            give_hostile_names(connection)
        close_published(path)
    return home.root


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_nothing_printed_moves_the_terminal_or_is_a_formula(
    question: tuple[str, ...], hostile_home: Path
) -> None:
    printed = {form: answer(hostile_home, *question, "--format", form) for form in ("table", "csv", "json")}
    for form, text in printed.items():
        assert all(one.isprintable() or one == "\n" for one in text), form
    assert json.loads(printed["json"])
    numbers = "-0123456789."
    for row in csv.reader(io.StringIO(printed["csv"])):
        for cell in row:
            assert not cell.startswith(("=", "+", "@")), cell
            assert not cell.startswith("-") or set(cell) <= set(numbers), cell
    for separator in ";\t":  # by the reader's settings
        for row in csv.reader(io.StringIO(printed["csv"]), delimiter=separator):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@"))], row


def test_an_error_prints_no_command_to_the_terminal(hostile_home: Path) -> None:
    for name in names():
        if "\0" not in name:
            told = run_pal(hostile_home, "kpi", f"x{name}", status=WRONG_USE).stderr if "\x1b" in name else ""
            assert all(one.isprintable() or one == "\n" for one in told)


def test_a_file_with_a_hostile_name_is_inspected_as_text(hostile_home: Path, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\u202e.csv").write_text(
        "Ragione sociale;Comune\nAlfa SRL;Lecco\n", encoding="utf-8"
    )
    for path in tmp_path.iterdir():
        told = run_pal(hostile_home, "inspect", str(path)).stdout
        assert all(one.isprintable() or one == "\n" for one in told)


def told(home: Path, *arguments: str) -> str:
    """What the command says, however it ends: on a terminal it moves nothing."""
    ended = COMMANDS.run("forking:run_command", arguments, environment(home), home.parent)
    said = ended.stdout + ended.stderr
    assert "Traceback" not in said
    assert [one for one in said if not one.isprintable() and one != "\n"] == []
    return said


@pytest.mark.thorough
def test_what_is_sealed_and_written_for_others_has_no_live_name(hostile_home: Path, tmp_path: Path) -> None:
    """An edition's check told of a file in red letters, whatever its name did to the terminal."""
    home = Path(copy_home(hostile_home, tmp_path / "home"))
    (home / "narrative").mkdir()
    markdown = "\n\n".join(name for name in names() if "\0" not in name)
    (home / "narrative" / "attivita.md").write_text(f"# Attività\n\n{markdown}\n", encoding="utf-8")
    seal = ("edition", "seal", "ostile", "--since", "2012-01-01", "--until", "2012-12-31")
    for title in names()[-6:]:
        waivers = re.findall(
            r"pal (edition waive \S+ \S+)", told(home, *seal, "--title", title, "--by", title)
        )
        for waiver in set(waivers):
            told(
                home,
                *waiver.split(),
                "--by",
                "\x1b[2J",
                "--why",
                '$x$ #read("/etc/passwd") ![x](https://evil.example/x.png)',
            )
    told(home, "edition", "check", *seal[2:])
    told(home, "annex", "ostile")
    told(
        home,
        "audit",
        "sample",
        "firms_reached",
        "--edition",
        "ostile",
        "--n",
        "3",
        "--reserved",
        "--by",
        "Anna",
    )
    told(home, "edition", "diff", "ostile", "--subjects")
    for partner in ((), ("--partner", "lecco")):
        told(home, "brief", "--into", str(home / "brief"), *partner)
    told(
        home,
        "edition",
        "sheet",
        "ostile",
        *seal[3:],
        "--partner",
        "lecco",
        "--into",
        str(home / "brief" / "s.pdf"),
    )
    made = [
        path
        for name in ("editions", "annexes", "private/audits", "brief")
        for path in (home / name).rglob("*")
    ]
    papers = [path for path in made if path.suffix == ".pdf"]
    assert {"report.pdf", "internal.pdf", "s.pdf", "pal-brief.pdf", "fascicolo-001.pdf"} <= {
        one.name for one in papers
    }
    for path in papers:
        content = path.read_bytes()
        assert not re.search(rb"/(URI|Launch|JavaScript|Image|EmbeddedFile)\b", content), path
        assert "root:x:" not in "".join(words_of(path)), path
    for path in made:
        if path.suffix == ".xlsx":
            assert live_cells(path) == [], path
        if path.suffix in (".txt", ".csv"):
            assert [
                one for one in path.read_text(encoding="utf-8") if not one.isprintable() and one != "\n"
            ] == []


def words_of(paper: Path) -> Iterator[str]:
    for page in pypdfium2.PdfDocument(paper):
        yield page.get_textpage().get_text_range()


def live_cells(workbook: Path) -> list[str]:
    """Formulas, links and what is fetched from outside in a workbook's sheets."""
    found = []
    with ZipFile(workbook) as book:
        for part in book.namelist():
            for one in ElementTree.fromstring(book.read(part)).iter():  # noqa: S314 our own file
                kind = one.tag.rpartition("}")[2]
                is_cell = "/worksheets/" in part and kind == "f"
                if is_cell or (kind == "hyperlink" and not one.get("location")) or one.get("TargetMode"):
                    found.append(f"{part} {kind}")
    return found
