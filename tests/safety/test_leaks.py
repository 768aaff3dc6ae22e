"""Nobody's name gets out: sixty made-up persons stand in every field of every record type, and no byte that is
published, sealed, logged or printed for others tells of one."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import duckdb
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_once import make_once
from odd_persons import BESIDE, CODES, COMPANIES, FIRMS, PLAIN_CODES, PLAIN_TEXTS, TEXTS, plant_odd_ones
from pal_home import COMMANDS, PROBLEMS, PROJECT, answer, ask, environment, run_pal
from planted import PERSONS, plant

from dashboard.data.questions import save_question
from publication.files import current_build_id, private_file, published_file
from publication.persons import known_persons
from storage.errors import WrongUse
from storage.home import Home
from storage.personal import PATTERN_OF_SQL, mask_personal
from warehouse.building.compiling import statements
from warehouse.settings import BuildSettings

_MARKS = sorted(
    {mark.lower() for person in PERSONS for mark in person.marks}
    | {mark.lower() for *_, mark in (*FIRMS, *TEXTS)}
    | {code.lower() for code in CODES}
)


def marks_in(text: str) -> list[str]:
    """The marks of persons that a text has, in whatever case; one look for each is faster than one pattern of all."""
    lowered = text.lower()
    return [mark for mark in _MARKS if mark in lowered]


@pytest.fixture(scope="session")
def planted_home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published home of nothing but persons."""

    def make(home: Path) -> None:
        assert plant(home) > 5_000
        plant_odd_ones(home)
        run_pal(home, "refresh", status=PROBLEMS)

    return make_once(request, tmp_path_factory, "planted", make)


def texts_of(path: Path) -> str:
    """All that a database holds as text, its comments too."""
    with duckdb.connect(path, read_only=True) as con:
        tables = [name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        return "\n".join(str(row) for table in tables for row in con.execute(f'from "{table}"').fetchall())


def test_the_twin_has_them_so_that_the_search_can_find(planted_home: Path) -> None:
    home = Home(planted_home)
    assert len(marks_in(texts_of(private_file(home, current_build_id(home) or "")))) > 60


def test_no_table_or_byte_published_tells_of_one(planted_home: Path) -> None:
    home = Home(planted_home)
    path = published_file(home, current_build_id(home) or "")
    assert marks_in(texts_of(path)) == []
    files = [file for file in home.published.rglob("*") if file.is_file()]
    assert any(file.suffix == ".parquet" for file in files)
    for file in files:
        assert marks_in(file.read_bytes().decode("latin-1")) == []
        assert marks_in(readable(file)) == []
        assert not marks_in(file.name)


@pytest.mark.parametrize(
    ("table", "column"),
    [("dim_firms", "firm_id"), ("fct_events", "title"), ("fct_kpi_evidence", "record_id")],
)
def test_a_person_in_any_mart_fails_the_build(
    planted_home: Path, tmp_path: Path, table: str, column: str
) -> None:
    """By the marks of a text, by what a person who works alone is called, and where else an id of ours stands."""
    home = Home(planted_home)
    path = shutil.copy(home.warehouse, tmp_path / "warehouse.duckdb")
    with duckdb.connect(path) as con:
        nodes = statements(con, home, BuildSettings(), lambda *_: None)
        [test] = [node for node in nodes if node.name == "assert_no_person_is_published"]
        alone = con.execute(
            """
            select firm_name from intermediate.int_firms_described
            where not is_company and subject_kind = 'impresa' order by all limit 1
            """
        ).fetchall()
        [(as_it_is, *_)] = con.execute(test.statements[-1]).fetchall()
        assert as_it_is == 0
        for person in [
            "RSSMRA80A01F205X",
            "f205 rssmra80a01f205x/1/2",
            "m.rossi@example.org",
            "tel. 339 1234567",
            *alone[0],
        ]:
            con.begin()
            con.execute(
                f"update marts.{table} set {column} = ? where rowid = (select min(rowid) from marts.{table})",
                [person],
            )
            [(found, *_)] = con.execute(test.statements[-1]).fetchall()
            con.rollback()
            assert found == 1, person


def test_what_only_looks_like_a_person_is_published(planted_home: Path) -> None:
    home = Home(planted_home)
    kept = {
        "select firm_name from dim_firms": {*COMPANIES, *BESIDE},
        "select title from fct_events": set(PLAIN_TEXTS),
        "select municipality_name from fct_events": set(PLAIN_TEXTS),
        "select activity from fct_expenses": set(PLAIN_TEXTS),
        "select cut_reason from fct_expenses": set(PLAIN_TEXTS),
        "select purpose from dim_networks": set(PLAIN_TEXTS),
        "select document_number from fct_expenses": set(PLAIN_CODES),
    }
    with duckdb.connect(published_file(home, current_build_id(home) or ""), read_only=True) as con:
        for query, texts in kept.items():
            assert texts - {text for (text,) in con.execute(query).fetchall()} == set(), query


def test_no_slip_leaves_a_delivery_out(planted_home: Path) -> None:
    """A firm without legal form that is called as a sheet, a company or a word of ours, or has a code's number."""
    assert {row["status"] for row in ask(planted_home, "deliveries") if row["file_name"] == "elenco.csv"} == {
        "landed"
    }


def test_no_log_tells_of_one(planted_home: Path) -> None:
    answer(planted_home, "sql", "select count(*) from fct_contacts")
    assert run_pal_any(planted_home, "sql", "select nessuna from fct_contacts")
    logs = list(Home(planted_home).logs.iterdir())
    assert logs
    for log in logs:
        assert marks_in(log.read_text(encoding="utf-8", errors="replace")) == []


@pytest.mark.parametrize(
    "question", [("deliveries",), ("kpi",), ("trace", "firms_reached"), ("trace", "events_held")]
)
def test_no_listing_of_the_publication_tells_of_one(question: tuple[str, ...], planted_home: Path) -> None:
    assert marks_in(answer(planted_home, *question, "--format", "csv")) == []


def test_no_brief_tells_of_one_as_pdf_or_as_text_for_a_mail(planted_home: Path, tmp_path: Path) -> None:
    for partner in ((), ("--partner", "lecco")):
        said = answer(planted_home, "brief", "--into", str(tmp_path), *partner)
        assert "Imprese raggiunte" in said
        assert marks_in(said) == []
    written = list(tmp_path.iterdir())
    assert sorted(path.suffix for path in written) == [".pdf", ".pdf", ".txt", ".txt"]
    for path in written:
        assert marks_in(readable(path)) == [], path


def test_what_people_write_names_nobody_who_is_known(planted_home: Path) -> None:
    """In any order and case, with or without accents; a firm, a place and a word of ours stay."""
    persons = known_persons(Home(planted_home))
    names = [person.marks[0] for person in PERSONS]
    for name in (*names, *(" ".join(reversed(name.split())).upper() for name in names)):
        said = persons.mask(f"Visita, con {name}; verbale 12/2012")
        assert said == "Visita, con ****************; verbale 12/2012"
        with pytest.raises(WrongUse, match="persona"):
            save_question(Home(planted_home), name, "", "", "select 1")
    for written in ("ZairaTrombadori", "trombadorizaira", "Z. Trombadori", "Trombadori Z"):
        assert persons.mask(f"Visita, con {written}") == "Visita, con ****************"
    for plain in (*COMPANIES, *PLAIN_TEXTS, "Confindustria Lecco"):
        assert persons.mask(plain) == plain


@pytest.mark.thorough
def test_no_edition_tells_of_one(planted_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(planted_home, home, symlinks=True)
    written = " ".join(PERSONS[7].marks)
    (home / "narrative").mkdir()
    (home / "narrative" / "attivita.md").write_text(f"# Chi chiamare\n\n{written}\n", encoding="utf-8")
    answer(home, "note", "firms_reached", "2012-05", f"Fiera {written}", "--by", "Anna", "--in-report")
    arguments = ("edition", "seal", "prova", "--since", "2012-01-01", "--until", "2012-12-31")
    for check in ("expense_claimed_twice", "partner_not_confirmed"):
        answer(home, "edition", "waive", "prova", check, "--by", "Anna Bianchi", "--why", f"prova {written}")
    for _ in range(5):
        ended = run_pal_any(home, *arguments, "--title", f"Prova {written}", "--by", "Anna Bianchi")
        # Of a check that finds hundreds, the whole of it.
        waivers = set(re.findall(r"pal (edition waive \S+ \S+)", ended))
        if not waivers:
            assert "Sigillata" in ended, ended
            break
        for waiver in waivers:
            answer(home, *waiver.split(), "--by", "Anna Bianchi", "--why", f"prova {written}")
    answer(home, "annex", "prova")
    answer(home, "audit", "sample", "firms_reached", "--edition", "prova", "--n", "8")
    answer(
        home, "edition", "sheet", "prova", "--since", "2012-01-01", "--until", "2012-12-31",
        "--partner", "lecco", "--into", str(home / "audits" / "scheda.pdf"),
    )  # fmt: skip
    folders = [home / name for name in ("editions", "annexes", "audits")]
    sealed = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert {"report.pdf", "internal.pdf", "evidence.xlsx", "scheda.pdf"} <= {path.name for path in sealed}
    for path in sealed:
        assert marks_in(readable(path)) == [], path


def run_pal_any(home: Path, *arguments: str) -> str:
    """The command's words, however it ends."""
    ended = COMMANDS.run("forking:run_command", arguments, environment(home), home.parent)
    return ended.stdout + ended.stderr


def readable(path: Path) -> str:
    """What a file says, unpacked."""
    if path.suffix == ".pdf":
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
    if path.suffix == ".parquet":
        return str(duckdb.sql(f"from read_parquet('{path}')").fetchall())
    try:
        with ZipFile(path) as packed:
            return "\n".join(
                packed.read(name).decode("utf-8", errors="replace") for name in packed.namelist()
            )
    except BadZipFile:
        return path.read_text(encoding="utf-8", errors="replace")


TELEPHONES = (
    "02 1234567", "02.1234567", "0341 223344", "0341.223344", "+39 02 123456", "0039 0212345", "003902 123456",
    "00390212345678", "003902123456", "347 1234567", "00393471234567",
)  # fmt: skip
NUMBERS = (
    "Me545480601975677",
    "Cabcdef1234567890",
    "00390200123",
    "00390640123",
    "12345670017",
    "1.234.567,00",
    "02.12.2012",
    "06.2012",
)
"""A firm's number may begin as a telephone's does that is written with its prefix, all in one."""


@pytest.mark.parametrize(("text", "is_masked"), [(one, one in TELEPHONES) for one in (*TELEPHONES, *NUMBERS)])
def test_a_telephone_is_masked_and_a_firms_number_is_not(text: str, is_masked: bool) -> None:
    assert (mask_personal(f"si veda {text}") != f"si veda {text}") is is_masked
    test_the_pattern_of_sql_is_that_of_python.hypothesis.inner_test(text)  # type: ignore[attr-defined]


def test_a_text_is_gone_through_once_however_long() -> None:
    """A question of one word held the dashboard for hours: a look of its own for each of its characters."""
    texts = [one * 50_000 for one in ("a", "a.", "a@", "3471234567.")] + ["a@" + "a" * 50_000]
    look = "import sys; from storage.personal import mask_personal; [mask_personal(one) for one in sys.stdin]"
    subprocess.run(
        [sys.executable, "-c", look], input="\n".join(texts), env=environment(PROJECT), timeout=60,
        text=True, check=True,
    )  # fmt: skip


def test_an_address_is_masked_whole_whatever_stands_before_it() -> None:
    for before in ("", "RSSMRA80A01F205X.", "347 1234567.", "tel.", "x" * 70):
        assert "@" not in mask_personal(f"{before}mario.rossi@example.org")


def pattern_of_the_macro() -> str:
    """What dbt writes into its statements."""
    import jinja2

    source = (PROJECT / "dbt_project" / "macros" / "personal.sql").read_text(encoding="utf-8")
    start = source.index("{% macro personal_pattern")
    macro = source[start : source.index("{%- endmacro %}", start)] + "{%- endmacro %}"
    return str(jinja2.Template(macro).module.personal_pattern())  # type: ignore[attr-defined]


def test_the_macro_has_the_pattern_of_python_to_the_letter() -> None:
    assert pattern_of_the_macro() == PATTERN_OF_SQL


@settings(max_examples=60)
@given(
    st.text("0123456789 ./-+@aAxXlL()", max_size=24)
    | st.sampled_from([*(text for text, _ in TEXTS), *PLAIN_TEXTS, *CODES, *PLAIN_CODES])
    | st.from_regex(r"[A-Z]{6}[0-9L]{2}[AT][0-9M]{2}[A-Z][0-9V]{3}[A-Z]", fullmatch=True)
)
def test_the_pattern_of_sql_is_that_of_python(text: str) -> None:
    pattern = pattern_of_the_macro()
    found = duckdb.execute(
        "select regexp_matches($text, $pattern)", {"text": text, "pattern": pattern}
    ).fetchone()
    assert found == (mask_personal(text) != text,)
