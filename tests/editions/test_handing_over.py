"""What leaves the house from a sealed edition: forms, control files, the brief."""

import csv
import re
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from pal_home import PROBLEMS, WRONG_USE, ask_value, copy_home, run_pal
from reading_pdfs import empty_share
from thorough import some_of

from decisions.reading import read_decisions, read_rows
from editions.audit.cases import draw_sample, record_result
from editions.brief.money import read_categories
from editions.brief.page import make_brief
from editions.folder import Edition
from editions.report.sealed_figures import Sealed
from editions.sealed import open_edition
from publication.figures import format_value
from publication.reader import open_published
from storage.errors import WrongUse
from storage.home import Home

MOST_EMPTY = 0.3  # of a page of a control file
MAPPING = (
    "target;kpi_code;province;partner;column\n"
    "{{raggiunte}};firms_reached;;;in_period\n"
    "{{raggiunte_lc}};firms_reached;LC;;cumulative\n"
    "{{spese}};expenses_claimed_eur;;lecco;in_period\n"
    "{{obiettivo}};contacts_held;;;target\n"
    "Dati!C5;networks_formed;;;cumulative\n"
)


@pytest.fixture
def home(sealed_home: Home, tmp_path: Path) -> Home:
    """A home of one's own with two sealed editions."""
    return Home(copy_home(sealed_home.root, tmp_path / "home"))


def sealed_value(
    edition: Edition, code: str, measure: str, split: str = "total", cell: str | None = None
) -> float:
    """A sealed figure."""
    with open_edition(edition) as publication:
        value: float = Sealed(edition, publication).figures[code, split, cell][measure]
        return value


def test_a_workbook_form_is_filled_and_keeps_its_looks(
    sealed_home: Home, second: Edition, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Dati"
    sheet["A1"], sheet["B1"] = "{{title}}", "dal {{since}} al {{until}}"
    sheet["C3"], sheet["C4"], sheet["C6"] = (
        "{{ raggiunte }}",
        "LC: {{raggiunte_lc}}; {{spese}}",
        "{{obiettivo}}",
    )
    sheet["C7"] = "{{che cos'è}}"
    sheet["C3"].font = openpyxl.styles.Font(bold=True)
    sheet["C3"].number_format = "#,##0"
    template = tmp_path / "modulo.xlsx"
    book.save(template)
    template.with_suffix(".csv").write_text(MAPPING, encoding="utf-8")
    ended = run_pal(sealed_home.root, "edition", "fill", "2012-S2", str(template), status=PROBLEMS)
    assert "{{che cos'è}}" in ended.stderr
    assert "{{obiettivo}}" in ended.stderr
    filled = openpyxl.load_workbook(tmp_path / "modulo-2012-S2.xlsx")["Dati"]
    assert filled["A1"].value == "Secondo semestre 2012"
    assert filled["B1"].value == "dal 01/07/2012 al 31/12/2012"
    assert filled["C3"].value == sealed_value(second, "firms_reached", "in_period")
    assert (filled["C3"].font.bold, filled["C3"].number_format) == (True, "#,##0")
    reached = sealed_value(second, "firms_reached", "cumulative", "province_code", "LC")
    assert filled["C4"].value.startswith(f"LC: {reached:.0f}; ")
    assert filled["C5"].value == sealed_value(second, "networks_formed", "cumulative")


def test_a_document_form_is_filled_where_word_cuts_placeholders(
    sealed_home: Home, second: Edition, tmp_path: Path
) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Imprese: ")
    paragraph.add_run("{{rag")
    paragraph.add_run("giunte}}").bold = True
    document.add_table(1, 1).cell(0, 0).text = "A Lecco {{raggiunte_lc}}"
    document.sections[0].footer.paragraphs[0].text = "{{edition}}"
    template, mapping, target = tmp_path / "m.docx", tmp_path / "mappa.csv", tmp_path / "fatto.docx"
    document.save(str(template))
    mapping.write_text(MAPPING.replace("Dati!C5;networks_formed;;;cumulative\n", ""), encoding="utf-8")
    arguments = ("fill", "2012-S2", str(template), "--mapping", str(mapping), "--into", str(target))
    run_pal(sealed_home.root, "edition", *arguments, status=PROBLEMS)
    filled = docx.Document(str(target))
    assert filled.paragraphs[0].text == f"Imprese: {sealed_value(second, 'firms_reached', 'in_period'):.0f}"
    reached = sealed_value(second, "firms_reached", "cumulative", "province_code", "LC")
    assert filled.tables[0].cell(0, 0).text == f"A Lecco {reached:.0f}"
    assert filled.sections[0].footer.paragraphs[0].text == "2012-S2"


@pytest.mark.parametrize(
    "line",
    [
        "{{x}};boh;;;in_period",
        "{{x}};firms_reached;XX;;in_period",
        "{{x}};firms_reached;;;ieri",
        "{{x}};firms_reached;LC;lecco;in_period",
    ],
)
def test_a_wrong_mapping_is_told_with_its_line(sealed_home: Home, tmp_path: Path, line: str) -> None:
    template = tmp_path / "m.xlsx"
    openpyxl.Workbook().save(template)
    template.with_suffix(".csv").write_text(
        f"target;kpi_code;province;partner;column\n{line}\n", encoding="utf-8"
    )
    ended = run_pal(sealed_home.root, "edition", "fill", "2012-S2", str(template), status=WRONG_USE)
    assert "m.csv, riga 2" in ended.stderr


def test_the_same_seed_draws_the_same_cases(home: Home, second: Edition) -> None:
    one = draw_sample(home, second, "firms_reached", 5, 7, None)
    two = draw_sample(home, second, "firms_reached", 5, 7, None)
    other = draw_sample(home, second, "firms_reached", 5, 8, None)
    assert one.subjects == two.subjects != other.subjects
    assert one.population == sealed_value(second, "firms_reached", "in_period")
    rows = list(csv.DictReader((one.folder / "campione.csv").open(encoding="utf-8")))
    assert [row["subject_id"] for row in rows] == one.subjects
    text = "".join(
        page.get_textpage().get_text_bounded()
        for page in pypdfium2.PdfDocument(one.folder / "fascicolo-001.pdf")
    )
    assert {path.stat().st_mode & 0o077 for path in one.folder.glob("*.pdf")} == {0}
    *_, last = pypdfium2.PdfDocument(one.folder / "fascicolo-001.pdf")
    printed = last.get_textpage()
    place, length = printed.search("Chi controlla", match_case=True).get_next()
    assert one.subjects[0] in printed.get_text_bounded(), "the box for the outcome says what it is about"
    assert printed.get_charbox(place + length - 1)[1] < last.get_height() / 4, "lines for notes fill the page"
    assert one.subjects[0] in text
    with open_edition(second) as publication:
        partners = publication.values("select partner_code from dim_partners")
    for told in texts(one.folder):
        assert not re.search(rf"\b[A-Z]{{2}} (?:{'|'.join(partners)}) ", told), (
            "a partner is named, not coded"
        )
        assert not re.search(r"\b(?:invoice|attendance_sheet|assistance_form)\b", told)
    assert len(re.findall(rf"\({one.subjects[0]}\): \w", " ".join(text.split()))) == 1


def test_the_case_of_a_network_has_its_members_of_the_day_also_where_an_older_program_sealed(
    home: Home, second: Edition, copied: Edition
) -> None:
    (copied.folder / "macros" / "060_trace.sql").unlink()
    (copied.folder / "data" / "bridge_network_presences.parquet").unlink()
    told = []
    for edition in (second, copied):
        case = draw_sample(home, edition, "networks_formed", 3, 3, None)
        for path in case.folder.glob("*.pdf"):
            assert max(empty_share(page) for page in pypdfium2.PdfDocument(path)) < MOST_EMPTY, path
        pages = pypdfium2.PdfDocument(case.folder / "fascicolo-001.pdf")
        text = "".join(page.get_textpage().get_text_bounded() for page in pages)
        told.append(" ".join(text.split("Aderenti di quel giorno")[1].split("Atto")[0].split()))
    assert told[0] == told[1]
    with open_edition(second) as publication:
        [members] = publication.values(
            "select distinct members from kpi_trace(code := 'networks_formed', until := date '2012-12-31')"
            f" where subject_id = '{case.subjects[0]}'"
        )
    assert "".join(members.split()) in "".join(told[0].split())
    assert "Esito del controllo" in text


def test_what_was_checked_is_written_and_becomes_verified(home: Home, second: Edition) -> None:
    sample = draw_sample(home, second, "firms_reached", 2, 1, None)
    rows = record_result(
        home, second, "firms_reached", sample.subjects[0], "riscontrato", "Ugo", "foglio presenze"
    )
    record_result(
        home, second, "firms_reached", sample.subjects[1], "non_riscontrato", "Ugo", "manca il foglio"
    )
    assert [row["result"] for row in read_rows(home.decisions, "audits")] == [
        "riscontrato",
        "non_riscontrato",
    ]
    checks = read_decisions(home.decisions).rows["checks"]
    assert len([row for row in checks if row[1] == "riscontrato"]) == rows > 0
    with pytest.raises(WrongUse, match="non lo conta"):
        record_result(home, second, "firms_reached", "F0", "riscontrato", "Ugo", "")
    with pytest.raises(WrongUse, match="result"):
        record_result(home, second, "firms_reached", sample.subjects[0], "forse", "Ugo", "")


@pytest.mark.thorough
def test_names_of_natural_persons_only_reserved_and_logged(home: Home, second: Edition) -> None:
    with open_published(home, private=True) as twin:
        told = twin.rows("select firm_id, firm_name from private_firms where not is_company")
    of_persons, persons = {one["firm_id"] for one in told}, {one["firm_name"] for one in told}
    draws = ((seed, draw_sample(home, second, "firms_reached", 60, seed, None)) for seed in range(2, 40))
    seed, drawn = next(one for one in draws if of_persons.intersection(one[1].subjects))
    printed = texts(drawn.folder)
    assert printed
    assert not any(name in pdf for pdf in printed for name in persons)
    reserved = draw_sample(home, second, "firms_reached", 60, seed, "Carla")
    assert any(name in pdf for pdf in texts(reserved.folder) for name in persons)
    assert reserved.folder.is_relative_to(home.private)
    assert {path.stat().st_mode & 0o077 for path in reserved.folder.glob("*.pdf")} == {0}
    assert [row["author"] for row in read_rows(home.decisions, "disclosures")] == ["Carla"]


def texts(folder: Path) -> list[str]:
    """The text of each PDF, line breaks as blanks."""
    found = []
    for path in sorted(folder.glob("*.pdf")):
        pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]
        found.append(" ".join(" ".join(pages).split()))
    return found


@pytest.mark.parametrize("partner", some_of([None, "lecco"], ["lecco"]))
def test_the_brief_is_one_page_with_the_figures_of_pal_kpi(
    sealed_home: Home, tmp_path: Path, partner: str | None
) -> None:
    chosen = () if partner is None else ("--partner", partner)
    printed = run_pal(sealed_home.root, "brief", "--into", str(tmp_path), *chosen).stdout
    name = "pal-brief" if partner is None else f"pal-brief-{partner}"
    assert (tmp_path / f"{name}.txt").read_text(encoding="utf-8") == printed
    document = pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")
    assert len(document) == 1
    day, month, year = printed.partition("la situazione al ")[2].split()[0].split("/")
    until = f"{year}-{month}-{day}"
    reached = ask_value(sealed_home.root, "firms_reached", "--since", "2012-01-01", "--until", until, *chosen)
    assert f"Imprese raggiunte: {reached:.0f} (" in printed
    assert ("da confermare · agisce: capofila" in printed) == (partner is None)
    assert "pal " not in printed
    assert printed.count("Spese sostenute ") == 1
    page = document[0].get_textpage()
    for said in ("Chi agisce", "Spesa", "Imprese raggiunte per provincia", "ultimi dodici mesi"):
        assert said in page.get_text_bounded()
    assert f"{reached:.0f}" in page.get_text_bounded()
    boxes = [page.get_charbox(index) for index in range(page.count_chars())]
    assert min(bottom for _, bottom, _, top in boxes if bottom > 57 and top > bottom) < 842 * 0.25
    incurred = ask_value(
        sealed_home.root, "expenses_incurred_eur", "--since", "2012-01-01", "--until", until, *chosen
    )
    assert f"Spese sostenute {format_value(incurred, '€', 0)}" in printed
    with open_published(sealed_home) as publication:
        networks = [one.state for one in make_brief(publication, None, partner).networks]
        spent = read_categories(publication, date(2012, 1, 1), date.fromisoformat(until), "lecco")
    for code, said in (("networks_formed", "costituita"), ("networks_in_incubation", "in incubazione")):
        counted = ask_value(sealed_home.root, code, "--since", "2012-01-01", "--until", until, *chosen)
        assert sum(state.startswith(said) for state in networks) == counted
    if partner is not None:
        everybody = ask_value(sealed_home.root, "firms_reached", "--since", "2012-01-01", "--until", until)
        assert f"tutti i partner insieme: {everybody:.0f}." in printed or "Senza obiettivo" not in printed
        assert sum(one.incurred for one in spent) == pytest.approx(incurred)
