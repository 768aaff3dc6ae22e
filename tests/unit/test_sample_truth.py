"""The sample's truth: every KPI has something to count, and its cells hold together as the rules say."""

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from sample import write_sample
from sample.truth import COUNTED, FIRST, KPI_CODES, RATIOS, STOCKS, SUMMED

PARTNERS = 8
LOMBARDY = {"BG", "BS", "CO", "CR", "LC", "LO", "MB", "MI", "MN", "PV", "SO", "VA"}
SPLITS = {"province": "province_code", "partner": "partner_code", "month": "month", "level": "level"}
Cells = dict[tuple[str, str], dict[str, str]]


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> Cells:
    """Values by KPI and split, by the value of the split; the total under `total`."""
    folder: Path = tmp_path_factory.mktemp("sample")
    write_sample(folder / "inbox", folder / "truth", 300, 20120101)
    found: Cells = defaultdict(dict)
    with (folder / "truth" / "kpi.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            split = next((name for name in (*SPLITS.values(), "sector") if row[name]), "total")
            found[row["kpi_code"], split][row.get(split, "")] = row["value"]
    return found


def total(cells: Cells, kpi: str) -> Decimal:
    return Decimal(cells[kpi, "total"][""])


@pytest.mark.parametrize("kpi", KPI_CODES)
def test_every_kpi_has_a_value(cells: Cells, kpi: str) -> None:
    assert total(cells, kpi) > 0


@pytest.mark.parametrize("kpi", KPI_CODES)
def test_provinces_partners_months_and_levels_are_always_listed(cells: Cells, kpi: str) -> None:
    assert set(cells[kpi, "province_code"]) >= LOMBARDY
    assert len(cells[kpi, "partner_code"]) == PARTNERS
    assert len(cells[kpi, "month"]) == 18
    assert set(cells[kpi, "level"]) == {"declared", "documented", "verified"}


@pytest.mark.parametrize("kpi", [*FIRST, "firms_active", "contacts_held", "events_held", "firms_in_networks"])
def test_what_has_one_seat_adds_up_over_provinces(cells: Cells, kpi: str) -> None:
    in_scope = {
        code: value for code, value in cells[kpi, "province_code"].items() if code in LOMBARDY | {"??"}
    }
    assert sum(map(Decimal, in_scope.values())) == total(cells, kpi)


@pytest.mark.parametrize("kpi", ["networks_formed", "networks_active", "register_networks"])
def test_networks_do_not_add_up_over_provinces(cells: Cells, kpi: str) -> None:
    assert sum(Decimal(cells[kpi, "province_code"][code]) for code in LOMBARDY) > total(cells, kpi)


@pytest.mark.parametrize("kpi", FIRST)
def test_first_times_add_up_over_months(cells: Cells, kpi: str) -> None:
    assert sum(map(Decimal, cells[kpi, "month"].values())) == total(cells, kpi)


@pytest.mark.parametrize("kpi", [*COUNTED, *SUMMED, *STOCKS])
def test_levels_add_up_to_the_total(cells: Cells, kpi: str) -> None:
    assert sum(map(Decimal, cells[kpi, "level"].values())) == total(cells, kpi)


@pytest.mark.parametrize("kpi", STOCKS)
def test_the_last_month_of_a_stock_is_its_total(cells: Cells, kpi: str) -> None:
    assert Decimal(cells[kpi, "month"]["2013-06"]) == total(cells, kpi)


@pytest.mark.parametrize("kpi", ["firms_reached", "networks_formed", "firms_in_networks"])
def test_partners_overlap(cells: Cells, kpi: str) -> None:
    assert sum(map(Decimal, cells[kpi, "partner_code"].values())) > total(cells, kpi)


@pytest.mark.parametrize("kpi", RATIOS)
def test_a_ratio_divides_the_same_cells(cells: Cells, kpi: str) -> None:
    numerator, denominator = RATIOS[kpi]
    for partner, value in cells[kpi, "partner_code"].items():
        below = Decimal(cells[denominator, "partner_code"][partner])
        above = Decimal(cells[numerator, "partner_code"][partner])
        assert (value == "") == (below == 0)
        assert below == 0 or float(value) == pytest.approx(float(above / below))


def test_cost_has_no_value_by_province_or_sector(cells: Cells) -> None:
    kpi = "cost_per_firm_assisted_eur"
    assert set(cells[kpi, "province_code"].values()) == {""}
    assert set(cells[kpi, "sector"].values()) == {""}
    assert cells[kpi, "month"]["2012-06"] != ""


def test_firms_outside_lombardy_are_listed_and_in_no_total(cells: Cells) -> None:
    provinces = cells["firms_reached", "province_code"]
    assert Decimal(provinces["NA"]) > 0
    assert Decimal(provinces["TO"]) > 0
    assert Decimal(provinces["??"]) > 0


def test_expenses_have_no_province_and_the_register_no_partner(cells: Cells) -> None:
    assert Decimal(cells["expenses_paid_eur", "province_code"]["??"]) == total(cells, "expenses_paid_eur")
    assert set(cells["register_firms", "partner_code"].values()) == {"0"}
