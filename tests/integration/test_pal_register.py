"""The Chambers' real register, put unchanged into the inbox: its published counts, province by province."""

import csv
import shutil
from pathlib import Path

import pytest
from pal_home import PROJECT, ask, ask_value, copy_home, run_pal
from python_calamine import CalamineWorkbook

REAL = PROJECT.parent / "shared" / "real"
CSV = REAL / "registro_reti_soggetto_lombardia_2023-03.csv"
WORKBOOK = REAL / "01_infocamere_contratti_di_rete_2019-05-03.xlsx"
LOMBARDY = ("BG", "BS", "CO", "CR", "LC", "LO", "MB", "MI", "MN", "PV", "SO", "VA")


def land_real(home: Path, file: Path) -> None:
    """Put one of the real files into the register's inbox and refresh; it must land without a problem."""
    inbox = home / "inbox" / "registro"
    inbox.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, inbox)
    run_pal(home, "refresh")
    assert [path for path in inbox.rglob("*") if path.is_file()] == []


@pytest.fixture(scope="module")
def register_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the register of March 2023 alone."""
    home = tmp_path_factory.mktemp("register") / "home"
    land_real(home, CSV)
    return home


@pytest.fixture(scope="module")
def both_home(register_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the workbook of 2019 landed after it."""
    home = copy_home(register_home, tmp_path_factory.mktemp("both") / "home")
    land_real(home, WORKBOOK)
    return home


def published_table() -> dict[str, tuple[int, int]]:
    """Networks and firms by province ("region": all), counted by others: the page beside the files."""
    table = {}
    for line in (REAL / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split("|")]
        if len(cells) == 3 and cells[1].isdigit() and cells[2].isdigit():
            table[cells[0].split(" ")[0]] = int(cells[1]), int(cells[2])
    assert set(table) == {*LOMBARDY, "region"}
    return table


def delivered_rows() -> list[dict[str, str]]:
    with CSV.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.parametrize(("place", "code"), [(0, "register_networks"), (1, "register_firms")])
def test_every_province_has_the_published_count(place: int, code: str, register_home: Path) -> None:
    records = ask(register_home, "kpi", code, "--by", "province")
    counted = {record["province_code"]: record["value"] for record in records}
    published = published_table()
    assert {province: counted[province] for province in LOMBARDY} == {
        province: published[province][place] for province in LOMBARDY
    }
    assert counted[None] == published["region"][place]
    assert records[-1]["province_code"] is None


def test_networks_in_several_provinces_are_counted(register_home: Path) -> None:
    assert ask_value(register_home, "register_networks_interprovincial") == 85


def test_na_is_naples(register_home: Path) -> None:
    members = {row["C.F. impresa *"] for row in delivered_rows() if row["PV impresa"] == "NA"}
    assert members
    assert ask_value(register_home, "register_firms", "--province", "NA") == len(members)
    [name] = ask(register_home, "sql", "select province_name from dim_provinces where province_code = 'NA'")
    assert name["province_name"] == "Napoli"


def test_every_row_of_the_register_is_taken(register_home: Path) -> None:
    rows = delivered_rows()
    members = {(row["C.F. contratto"], row["C.F. impresa *"]) for row in rows}
    [delivery] = ask(register_home, "deliveries")
    assert delivery["status"] == "landed"
    assert delivery["record_type"] == "register_members"
    assert (delivery["received"], delivery["accepted"]) == (len(rows), len(members))
    assert delivery["rejected"] == delivery["ignored"] == 0


def test_the_register_counts_for_no_partner_and_no_other_kpi(register_home: Path) -> None:
    by_partner = ask(register_home, "kpi", "register_networks", "--by", "partner")
    assert {record["value"] for record in by_partner if record["partner_code"]} == {0}
    assert "registro" not in {record["partner_code"] for record in by_partner}
    others = [one for one in ask(register_home, "kpi") if not one["kpi_code"].startswith("register_")]
    assert {record["value"] for record in others} <= {0, None}


def test_the_workbook_lands_beside_it(both_home: Path) -> None:
    deliveries = ask(both_home, "deliveries")
    assert {row["file_name"]: row["status"] for row in deliveries} == {
        CSV.name: "landed",
        WORKBOOK.name: "landed",
    }
    [workbook] = [row for row in deliveries if row["file_name"] == WORKBOOK.name]
    assert workbook["received"] == 199 * 2 + 5
    assert workbook["rejected"] == 0
    assert ask_value(both_home, "register_networks", "--until", "2019-05-03")


def test_a_network_of_both_files_counts_once(both_home: Path) -> None:
    headings, *rows = CalamineWorkbook.from_path(WORKBOOK).get_sheet_by_name("Sogg. Giu.").to_python()
    place = headings.index("C.F. contratto")
    of_workbook, of_csv = (
        {str(row[place]) for row in rows},
        {row["C.F. contratto"] for row in delivered_rows()},
    )
    assert of_workbook & of_csv
    query = """
        select count(distinct network_id) as networks, count(distinct network_codice_fiscale) as codes
        from private_network_mentions where network_codice_fiscale is not null
        """
    [counted] = ask(both_home, "sql", "--private", query)
    assert counted["networks"] == counted["codes"] == len(of_workbook | of_csv)


def test_two_sheets_of_the_workbook_name_one_network(both_home: Path) -> None:
    query = "select network_name from dim_networks where network_name ilike '%{}%'"
    for name in ("mecnet", "netmec"):
        assert len(ask(both_home, "sql", query.format(name))) == 1
