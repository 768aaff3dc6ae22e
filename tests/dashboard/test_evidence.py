"""The rows that a number opens are those that it counted: whole KPIs, and every part that a view shows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.data.asking import Filters, records
from dashboard.data.evidence import Rows, count_evidence, load_all_evidence
from dashboard.data.firms import load_meetings
from dashboard.data.networks import load_networks, load_pairs
from dashboard.data.registry import load_kpis, project_dates
from dashboard.data.services import load_satisfaction, load_service_matrix
from dashboard.data.values import Split, load_split, load_value
from warehouse.reader import Publication, open_published
from warehouse.settings import Home


@pytest.fixture
def sample(sample_home: Path) -> Iterator[Publication]:
    """The sample's publication."""
    with open_published(Home(sample_home)) as opened:
        yield opened


@pytest.fixture
def project(sample: Publication) -> Filters:
    """The project's dates and no other filter."""
    return Filters(*project_dates(sample))


def count(sample: Publication, rows: Rows) -> float:
    """Subjects, or the amount of a sum, in the rows that a number opens."""
    counts = count_evidence(sample, rows)
    if counts.empty:
        return 0.0
    assert counts["evidence_rows"].sum() == len(load_all_evidence(sample, rows))
    is_sum = load_kpis(sample)[rows.code].way == "sum"
    return float(counts["amount" if is_sum else "subjects"].iloc[0])


def test_every_kpi_opens_to_what_it_counted(sample: Publication, project: Filters) -> None:
    for filters in (project, replace(project, partner="lecco"), replace(project, province="LC")):
        for code, kpi in load_kpis(sample).items():
            if kpi.way != "ratio":
                value = load_value(sample, code, filters)
                assert count(sample, Rows(code, filters)) == pytest.approx(value or 0.0), (code, filters)


@pytest.mark.parametrize("code", ["firms_reached", "firms_in_networks"])
def test_every_size_class_opens_to_its_firms(sample: Publication, project: Filters, code: str) -> None:
    cells = load_split(sample, Split.SIZE, code, project)
    assert sum(value or 0 for value in cells.values()) == load_value(sample, code, project)
    for size, value in cells.items():
        assert count(sample, Rows(code, project, "size", size)) == value


def test_every_meeting_opens_to_its_firms(sample: Publication, project: Filters) -> None:
    for row in records(load_meetings(sample, project)):
        own = replace(project, province=row["province_code"])
        met = load_value(sample, "firms_active", own) or 0
        assert row["own_alone"] + row["own_shared"] + row["others_alone"] == met
        by_it = load_value(sample, "firms_active", replace(project, partner=row["partner_code"])) or 0
        assert row["own_alone"] + row["own_shared"] + row["elsewhere"] == by_it
        for kind in ("own_alone", "own_shared", "others_alone", "elsewhere"):
            assert count(sample, Rows("firms_active", project, kind, row["partner_code"])) == row[kind]


def test_every_cell_of_the_service_matrix_opens_to_its_services(
    sample: Publication, project: Filters
) -> None:
    cells = records(load_service_matrix(sample, project))
    assert len(cells) > 20
    for cell in cells:
        service = cell["service_code"] if isinstance(cell["service_code"], str) else ""
        rows = Rows("services_delivered", project, "service", cell["partner_code"], service)
        assert count(sample, rows) == cell["services"]


def test_every_pair_of_provinces_opens_to_its_networks(sample: Publication, project: Filters) -> None:
    pairs = records(load_pairs(sample, project))
    assert any(pair["first"] != pair["second"] for pair in pairs)
    for pair in pairs:
        rows = Rows("networks_formed_interprovincial", project, "pair", pair["first"], pair["second"])
        assert count(sample, rows) == pair["networks"]


def test_satisfaction_opens_to_the_services_with_an_answer(sample: Publication, project: Filters) -> None:
    for row in records(load_satisfaction(sample, project)):
        partner = row["partner_code"] if isinstance(row["partner_code"], str) else ""
        rows = Rows("services_delivered", project, "satisfaction", partner)
        assert count(sample, rows) == row["answers"]


def test_the_list_of_networks_has_those_that_the_kpis_count(sample: Publication, project: Filters) -> None:
    networks = load_networks(sample, project)
    for code, column in (("networks_formed", "is_formed"), ("networks_strengthened", "is_strengthened")):
        assert networks[column].sum() == load_value(sample, code, project)
    one = networks.loc[networks["is_formed"], "network_id"].iloc[0]
    assert count(sample, Rows("networks_formed", project, "network", one)) == 1
