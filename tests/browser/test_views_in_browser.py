"""The views as a person sees them in a browser: from number to rows, from link to figures, to files."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Download, Locator, Page, Position
from visiting import Visit, serve

from dashboard import text
from dashboard.data.asking import Filters
from dashboard.data.registry import load_kpis, project_dates
from dashboard.data.values import load_value
from dashboard.formats import format_number
from publication.kpis import list_headlines
from publication.reader import Publication, open_published
from storage.home import Home

LECCO = "?partner=lecco&provincia=LC&periodo=2012"


@pytest.fixture(scope="module")
def publication(sample_home: Path) -> Iterator[Publication]:
    """What the pages are drawn from."""
    with open_published(Home(sample_home)) as opened:
        yield opened


@pytest.fixture(scope="module")
def empty_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The served dashboard of a home where nothing was published."""
    with serve(tmp_path_factory.mktemp("empty")) as served:
        yield served


@pytest.fixture(scope="module")
def reported_address(reported_home: Path) -> Iterator[str]:
    """The served dashboard of a home with an edition."""
    with serve(reported_home) as served:
        yield served


def ask_value(publication: Publication, code: str, **filters: str | date) -> float:
    """A KPI over the project, from the macro itself."""
    start, end = project_dates(publication)
    chosen: dict[str, str | date | None] = {"since": start, "until": end, **filters}
    return load_value(publication, code, Filters(**chosen)) or 0.0  # type: ignore[arg-type]


def card_values(page: Page) -> dict[str, str]:
    """The cards as they are read."""
    labels = page.get_by_test_id("stMetricLabel").all_inner_texts()
    values = page.get_by_test_id("stMetricValue").all_inner_texts()
    return dict(zip((label.strip() for label in labels), (value.strip() for value in values), strict=True))


def choose(page: Page, label: str, option: str) -> None:
    """Pick an option of a list of choices."""
    page.get_by_label(label, exact=True).first.click()
    page.get_by_role("option", name=option, exact=True).click()


def open_rows(seen: Visit, button: Locator) -> Locator:
    """Press a button that opens rows; the window."""
    button.click()
    window = seen.page.get_by_role("dialog")
    window.get_by_test_id("stDataFrame").wait_for()
    seen.settle()
    return window


def close(seen: Visit, window: Locator) -> None:
    """Leave an opened window."""
    seen.settle()
    seen.page.keyboard.press("Escape")
    window.wait_for(state="hidden")


def save(page: Page, button: Locator) -> Download:
    """Press a download; the file."""
    with page.expect_download() as download:
        button.click()
    return download.value


def read_workbook(download: Download) -> Worksheet:
    """The data of a downloaded workbook."""
    return openpyxl.load_workbook(io.BytesIO(Path(download.path()).read_bytes()))["Dati"]


@pytest.mark.parametrize("path", ["", pytest.param("reti", marks=pytest.mark.thorough)])
def test_a_view_before_the_first_publication_says_what_to_do(
    visitor: Visit, empty_address: str, path: str
) -> None:
    page = visitor.open(f"{empty_address}/{path}")
    assert "pal refresh" in page.get_by_test_id("stAlert").inner_text()
    assert page.get_by_test_id("stException").count() == 0


def test_cards_and_map_have_the_macros_figures_and_follow_the_link(
    visitor: Visit, address: str, publication: Publication
) -> None:
    page = visitor.open(address)
    kpis = load_kpis(publication)
    expected = {
        kpis[code].label: format_number(ask_value(publication, code)) for code in list_headlines(kpis)
    }
    assert card_values(page) == expected
    shown = page.locator("[data-testid=stPlotlyChart] .textpoint text")
    shown.nth(11).wait_for()
    codes = publication.values("select province_code from dim_provinces where is_lombardy")
    assert {re.sub(r"\s", "", content) for content in shown.all_text_contents()} == {
        f"{code}{format_number(ask_value(publication, 'firms_reached', province=code))}" for code in codes
    }
    choose(page, text.PARTNER, "Confindustria Lecco")
    visitor.settle()
    lecco = format_number(ask_value(publication, "firms_reached", partner="lecco"))
    assert card_values(page)["Imprese raggiunte"] == lecco
    assert "partner=" in page.url
    chosen = card_values(page)
    assert card_values(visitor.open(page.url)) == chosen


def test_filters_stay_when_the_view_changes(visitor: Visit, address: str) -> None:
    page = visitor.open(f"{address}/{LECCO}")
    words = page.get_by_text("LC · Lecco · Confindustria Lecco")
    words.wait_for()
    page.get_by_role("link", name=text.NETWORKS, exact=True).click()
    page.get_by_role("heading", name=text.NETWORKS, level=1).wait_for()
    visitor.settle()
    assert page.get_by_text("Dal 1º gennaio 2012 al 31 dicembre 2012 · LC · Lecco").count() == 1
    assert "partner=" in page.url
    assert "provincia=" in page.url


def test_a_card_opens_to_its_rows_and_to_all_of_them_in_files(
    visitor: Visit, address: str, publication: Publication
) -> None:
    page = visitor.open(address)
    window = open_rows(visitor, page.get_by_role("button", name=f"{text.ROWS} Imprese raggiunte").first)
    value = ask_value(publication, "firms_reached")
    assert f"Imprese raggiunte: {format_number(value)}" in window.inner_text()
    assert f"{format_number(value)} righe per {format_number(value)} imprese" in window.inner_text()
    csv_file = save(page, window.get_by_role("button", name="CSV"))
    content = Path(csv_file.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == value
    assert {"File", "Foglio", "Riga"} <= set(rows[0])
    workbook = save(page, window.get_by_role("button", name="XLSX"))
    assert workbook.suggested_filename == "firms_reached_righe.xlsx"
    sheet = read_workbook(workbook)
    assert sheet.max_row == value + 1
    assert [cell.value for cell in sheet[1]] == list(rows[0])


def test_a_province_opens_to_its_rows_wherever_in_it_one_clicks(
    visitor: Visit, address: str, publication: Publication
) -> None:
    page = visitor.open(f"{address}/province")
    lecco = page.locator("[data-testid=stPlotlyChart] .textpoint text", has_text="LC").first
    lecco.scroll_into_view_if_needed()
    visitor.settle()
    box = lecco.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    window = page.get_by_role("dialog")
    window.get_by_test_id("stDataFrame").wait_for()
    assert "LC · Lecco" in window.inner_text()
    value = format_number(ask_value(publication, "firms_reached", province="LC"))
    assert f"Imprese raggiunte: {value}" in window.inner_text()
    close(visitor, window)
    map_box = page.get_by_test_id("stPlotlyChart").first.bounding_box()
    assert map_box is not None
    for across, down, province in ((0.25, 0.75, "PV · Pavia"), (0.55, 0.22, "SO · Sondrio")):
        page.mouse.click(map_box["x"] + map_box["width"] * across, map_box["y"] + map_box["height"] * down)
        window.get_by_text(province).first.wait_for()
        close(visitor, window)


@pytest.mark.thorough
def test_a_bar_opens_to_its_rows(visitor: Visit, address: str, publication: Publication) -> None:
    page = visitor.open(f"{address}/imprese")
    bar = page.locator("[data-testid=stPlotlyChart] .bars .point path").nth(1)
    bar.click(force=True)
    window = page.get_by_role("dialog")
    window.get_by_test_id("stDataFrame").wait_for()
    value = format_number(ask_value(publication, "firms_assisted"))
    assert f"Imprese assistite: {value}" in window.inner_text()


@pytest.mark.thorough
def test_a_square_of_the_calendar_opens_its_facts(
    visitor: Visit, address: str, publication: Publication
) -> None:
    page = visitor.open(f"{address}/consegne")
    square = page.locator("[data-testid=stPlotlyChart] .scatterlayer .point").first
    square.scroll_into_view_if_needed()
    visitor.settle()
    square.click(force=True)
    window = page.get_by_role("dialog")
    window.get_by_test_id("stDataFrame").wait_for()
    told = re.search(r"Fatti di gennaio 2012, (.+): (\d+)", window.inner_text())
    assert told is not None
    [facts] = publication.values(
        f"""select fact_count from partner_months(since := date '2012-01-01', until := date '2012-01-31')
        inner join dim_partners using (partner_code) where partner_name = '{told[1]}'"""
    )
    assert int(told[2]) == facts > 0
    workbook = save(page, window.get_by_role("button", name="XLSX"))
    assert read_workbook(workbook).max_row == facts + 1


def test_a_chart_is_saved_as_png_and_its_table_as_workbook(visitor: Visit, address: str) -> None:
    page = visitor.open(f"{address}/imprese")
    image = save(page, page.locator(".modebar-btn").first)
    assert Path(image.path()).read_bytes().startswith(b"\x89PNG")
    page.get_by_text(text.TABLE, exact=True).first.click()
    visitor.settle()
    workbook = save(page, page.get_by_role("button", name="XLSX").first)
    rows = list(read_workbook(workbook).iter_rows(values_only=True))
    assert [row[0] for row in rows] == [
        "Passo",
        "Imprese raggiunte",
        "Imprese assistite",
        "Imprese assistite poi in rete",
    ]


def test_a_difference_from_an_edition_opens_the_subjects_behind_it(
    visitor: Visit, reported_address: str
) -> None:
    page = visitor.open(f"{reported_address}/edizioni")
    page.get_by_text("una cella apre i soggetti").wait_for()
    visitor.settle()
    report = save(page, page.get_by_role("button", name="Apri il PDF"))
    assert Path(report.path()).read_bytes().startswith(b"%PDF")
    compared = page.get_by_test_id("stDataFrame").last
    compared.scroll_into_view_if_needed()
    visitor.settle()
    box = compared.bounding_box()
    assert box is not None
    figure: Position = {"x": box["width"] / 2, "y": 52}
    compared.hover(position=figure)
    visitor.settle()
    compared.click(position=figure, delay=50)
    window = page.get_by_role("dialog")
    window.get_by_test_id("stDataFrame").wait_for()
    visitor.settle()
    assert "Imprese raggiunte: 2012 → oggi, Lombardia" in window.inner_text().replace("\u2060", "")
    sheet = read_workbook(save(page, window.get_by_role("button", name="XLSX")))
    subjects = {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert subjects == {"Latteria Orobica S.r.l.", "Segheria Valtellina S.r.l."}


def test_figures_take_the_colours_of_the_page_also_once_these_change(visitor: Visit, address: str) -> None:
    page = visitor.begin(scheme="dark").open(f"{address}/imprese")
    bar = page.locator("[data-testid=stPlotlyChart] .bars .point path").first
    dark, light = "rgb(61, 183, 154)", "rgb(10, 107, 96)"
    assert bar.evaluate("element => getComputedStyle(element).fill") == dark
    page.emulate_media(color_scheme="light")
    drawn = "bar => getComputedStyle(document.querySelector('.bars .point path')).fill"
    page.wait_for_function(f"() => ({drawn})() === '{light}'")


def test_a_heading_sorts_numbers_as_numbers_and_opens_nothing(visitor: Visit, address: str) -> None:
    page = visitor.open(f"{address}/province?indicatore=expenses_incurred_eur")
    page.get_by_text(text.TABLE).first.click()
    visitor.settle()
    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    visitor.settle()
    grid.hover(position={"x": 20, "y": 15})  # waits until it stands still
    box = grid.locator("canvas").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] - 80, box["y"] + 15)
    visitor.settle()
    assert page.get_by_role("dialog").count() == 0
    # The grid tells its cells to who hears them a moment after it has drawn them.
    page.wait_for_function(
        """(grid) => {
            const cells = [...grid.querySelectorAll("td[aria-colindex='3']")];
            const values = cells.map((cell) => Number(cell.innerText)).filter((value) => !Number.isNaN(value));
            return values.length > 1
                && values.every((value, place) => !place || values[place - 1] <= value);
        }""",
        arg=grid.element_handle(),
    )
    page.mouse.click(box["x"] + box["width"] - 80, box["y"] + 52)
    page.get_by_role("dialog").wait_for()
