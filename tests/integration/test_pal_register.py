"""The Chambers' register, the real one and one made up like it, unchanged in the inbox.

Its counts are known, province by province.
"""

import csv
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import made_up_register
import pytest
from files_of_others import REAL
from pal_home import ask, ask_value, copy_home, run_pal
from python_calamine import CalamineWorkbook

REAL_CSV = REAL / "registro_reti_soggetto_lombardia_2023-03.csv"
REAL_WORKBOOK = REAL / "01_infocamere_contratti_di_rete_2019-05-03.xlsx"
LOMBARDY = ("BG", "BS", "CO", "CR", "LC", "LO", "MB", "MI", "MN", "PV", "SO", "VA")
# Long after the project's last day, which is what a KPI is measured on where none is said.
DAY = ("--until", "2023-03-31")
BOTH = ["made_up", pytest.param("real", marks=[pytest.mark.real_files, pytest.mark.thorough])]

Counts = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Register:
    """A home in which the register landed, its files, and what they must give."""

    home: Path
    extract: Path
    counts: Counts
    interprovincial: int
    workbook: Path
    workbook_rows: int
    several_sheets: tuple[str, str]


def land_register(home: Path, *files: Path) -> None:
    """Put files into the register's inbox and refresh; they must land without a problem."""
    inbox = home / "inbox" / "registro"
    inbox.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copy(file, inbox)
    run_pal(home, "refresh")
    assert [path for path in inbox.rglob("*") if path.is_file()] == []


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """A home with a small register made up by us, extract and workbook landed together."""
    folder = tmp_path_factory.mktemp("made_up")
    extract, workbook = folder / "estratto.csv", folder / "contratti.xlsx"
    extract.write_bytes(made_up_register.extract())
    workbook.write_bytes(made_up_register.workbook())
    land_register(folder / "home", extract, workbook)
    return Register(
        folder / "home",
        extract,
        made_up_register.COUNTS,
        made_up_register.INTERPROVINCIAL,
        workbook,
        made_up_register.WORKBOOK_ROWS,
        made_up_register.SEVERAL_SHEETS,
    )


@pytest.fixture(scope="module")
def real_extract(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """A home with the real register of March 2023 alone."""
    home = tmp_path_factory.mktemp("register") / "home"
    land_register(home, REAL_CSV)
    return Register(home, REAL_CSV, published_table(), 85, REAL_WORKBOOK, 199 * 2 + 5, ("mecnet", "netmec"))


@pytest.fixture(scope="module")
def real_both(real_extract: Register, tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The same with the real workbook of 2019 landed after it."""
    home = copy_home(real_extract.home, tmp_path_factory.mktemp("both") / "home")
    land_register(home, REAL_WORKBOOK)
    return replace(real_extract, home=home)


@pytest.fixture(scope="module", params=BOTH)
def register(request: pytest.FixtureRequest) -> Register:
    """The register whose counts are known."""
    found: Register = request.getfixturevalue("made_up" if request.param == "made_up" else "real_extract")
    return found


@pytest.fixture(scope="module", params=BOTH)
def both(request: pytest.FixtureRequest) -> Register:
    """The register with its workbook landed beside its extract."""
    found: Register = request.getfixturevalue("made_up" if request.param == "made_up" else "real_both")
    return found


def published_table() -> Counts:
    """Networks and firms by province ("region": all), counted by others: the page beside the files."""
    table = {}
    for line in (REAL / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split("|")]
        if len(cells) == 3 and cells[1].isdigit() and cells[2].isdigit():
            table[cells[0].split(" ")[0]] = int(cells[1]), int(cells[2])
    assert set(table) == {*LOMBARDY, "region"}
    return table


def delivered_rows(register: Register) -> list[dict[str, str]]:
    with register.extract.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.parametrize(("place", "code"), [(0, "register_networks"), (1, "register_firms")])
def test_every_province_has_the_published_count(place: int, code: str, register: Register) -> None:
    records = ask(register.home, "kpi", code, "--by", "province", *DAY)
    counted = {record["province_code"]: record["value"] for record in records}
    published = {province: counts[place] for province, counts in register.counts.items()}
    assert {province: counted[province] for province in LOMBARDY} == {
        province: published.get(province, 0) for province in LOMBARDY
    }
    assert counted[None] == published["region"]
    assert records[-1]["province_code"] is None


def test_networks_in_several_provinces_are_counted(register: Register) -> None:
    assert ask_value(register.home, "register_networks_interprovincial", *DAY) == register.interprovincial


def test_na_is_naples(register: Register) -> None:
    members = {row["C.F. impresa *"] for row in delivered_rows(register) if row["PV impresa"] == "NA"}
    assert members
    assert ask_value(register.home, "register_firms", "--province", "NA", *DAY) == len(members)
    [name] = ask(register.home, "sql", "select province_name from dim_provinces where province_code = 'NA'")
    assert name["province_name"] == "Napoli"


def test_every_row_of_the_register_is_taken(register: Register) -> None:
    rows = delivered_rows(register)
    members = {(row["C.F. contratto"], row["C.F. impresa *"]) for row in rows}
    [delivery] = [
        one for one in ask(register.home, "deliveries") if one["file_name"] == register.extract.name
    ]
    assert delivery["status"] == "landed"
    assert delivery["record_type"] == "register_members"
    assert (delivery["received"], delivery["accepted"]) == (len(rows), len(members))
    assert delivery["rejected"] == delivery["ignored"] == 0


def test_the_register_counts_for_no_partner_and_no_other_kpi(register: Register) -> None:
    by_partner = ask(register.home, "kpi", "register_networks", "--by", "partner", *DAY)
    assert {record["value"] for record in by_partner if record["partner_code"]} == {0}
    assert "registro" not in {record["partner_code"] for record in by_partner}
    own = {one["kpi_code"] for one in ask(register.home, "sql", "from dim_kpis where is_register")}
    others = [one for one in ask(register.home, "kpi", *DAY) if one["kpi_code"] not in own]
    assert {record["value"] for record in others} <= {0, None}


def test_the_workbook_lands_beside_it(both: Register) -> None:
    deliveries = ask(both.home, "deliveries")
    assert {row["file_name"]: row["status"] for row in deliveries} == {
        both.extract.name: "landed",
        both.workbook.name: "landed",
    }
    [workbook] = [row for row in deliveries if row["file_name"] == both.workbook.name]
    assert workbook["received"] == both.workbook_rows
    assert workbook["rejected"] == 0
    assert ask_value(both.home, "register_networks", "--until", "2019-05-03")


def test_a_network_of_both_files_counts_once(both: Register) -> None:
    headings, *rows = CalamineWorkbook.from_path(both.workbook).get_sheet_by_name("Sogg. Giu.").to_python()
    place = headings.index("C.F. contratto")
    of_workbook, of_csv = (
        {str(row[place]) for row in rows},
        {row["C.F. contratto"] for row in delivered_rows(both)},
    )
    assert of_workbook & of_csv
    query = """
        select count(distinct network_id) as networks, count(distinct network_codice_fiscale) as codes
        from private_network_mentions where network_codice_fiscale is not null
        """
    [counted] = ask(both.home, "sql", "--private", query)
    assert counted["networks"] == counted["codes"] == len(of_workbook | of_csv)


def test_two_sheets_of_the_workbook_name_one_network(both: Register) -> None:
    query = "select network_name from dim_networks where network_name ilike '%{}%'"
    for name in both.several_sheets:
        assert len(ask(both.home, "sql", query.format(name))) == 1
