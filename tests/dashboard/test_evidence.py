"""The rows that a number opens are those that it counted: whole KPIs, and every part that a view shows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from thorough import every

from dashboard.data.asking import Filters, records
from dashboard.data.changes import end_of, load_changes
from dashboard.data.evidence import Rows, count_evidence, load_all_evidence
from dashboard.data.firms import load_firms, load_meetings
from dashboard.data.networks import load_life, load_networks, load_pairs
from dashboard.data.registry import load_kpis, project_dates
from dashboard.data.services import load_events, load_satisfaction, load_service_matrix
from dashboard.data.values import Split, load_split, load_value, load_values
from dashboard.formats import read_month
from dashboard.parts.evidence import name_columns
from dashboard.periods import last_day
from publication.reader import Publication, open_published
from storage.home import Home


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Iterator[Publication]:
    """The sample's publication."""
    with open_published(Home(sample_home)) as opened:
        yield opened


@pytest.fixture(scope="module")
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


@every(6)
def test_every_kpi_opens_to_what_it_counted(sample: Publication, project: Filters, step: int) -> None:
    codes = [code for code, kpi in load_kpis(sample).items() if kpi.way != "ratio"]
    of_lecco, in_lecco = replace(project, partner="lecco"), replace(project, province="LC")
    for filters, asked in ((project, codes), (of_lecco, codes[::step]), (in_lecco, codes[step // 2 :: step])):
        values = load_values(sample, filters)
        for code in asked:
            opened = count(sample, Rows(code, filters))
            assert opened == pytest.approx(values[code] or 0.0), (code, filters)


@pytest.mark.parametrize("code", ["firms_reached", "firms_in_networks"])
def test_every_size_class_opens_to_its_firms(sample: Publication, project: Filters, code: str) -> None:
    cells = load_split(sample, Split.SIZE, code, project)
    assert sum(value or 0 for value in cells.values()) == load_value(sample, code, project)
    for size, value in cells.items():
        assert count(sample, Rows(code, project, "size", size)) == value


@every(4)
def test_every_meeting_opens_to_its_firms(sample: Publication, project: Filters, step: int) -> None:
    for row in records(load_meetings(sample, project))[::step]:
        own = replace(project, province=row["province_code"])
        met = load_value(sample, "firms_active", own) or 0
        assert row["own_alone"] + row["own_shared"] + row["others_alone"] == met
        by_it = load_value(sample, "firms_active", replace(project, partner=row["partner_code"])) or 0
        assert row["own_alone"] + row["own_shared"] + row["elsewhere"] == by_it
        for kind in ("own_alone", "own_shared", "others_alone", "elsewhere"):
            assert count(sample, Rows("firms_active", project, kind, row["partner_code"])) == row[kind]


@every(6)
def test_every_cell_of_the_service_matrix_opens_to_its_services(
    sample: Publication, project: Filters, step: int
) -> None:
    cells = records(load_service_matrix(sample, project))
    assert len(cells) > 20
    for cell in cells[::step]:
        service = cell["service_code"] if isinstance(cell["service_code"], str) else ""
        rows = Rows("services_delivered", project, "service", cell["partner_code"], service)
        assert count(sample, rows) == cell["services"]


@every(4)
def test_every_pair_of_provinces_opens_to_its_networks(
    sample: Publication, project: Filters, step: int
) -> None:
    pairs = records(load_pairs(sample, project))
    assert any(pair["first"] != pair["second"] for pair in pairs)
    for pair in pairs[::step]:
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
    assert networks["provinces"].str.contains(", ").any()
    for network in records(networks)[::3]:
        rows = load_all_evidence(
            sample, Rows(network["counts_as"], project, "network", network["network_id"])
        )
        assert set(network["provinces"].split(", ")) == set(" ".join(rows["province_code"]).split())
    one = networks.loc[networks["is_formed"], "network_id"].iloc[0]
    assert count(sample, Rows("networks_formed", project, "network", one)) == 1


def test_every_desk_opens_to_its_rows_even_where_none_is_named(sample: Publication, project: Filters) -> None:
    for code in ("firms_active", "service_hours"):
        for desk, value in load_split(sample, Split.DESK, code, project).items():
            assert count(sample, Rows(code, project, "desk", desk)) == pytest.approx(value), (code, desk)


@every(6)
def test_every_event_opens_to_itself_and_to_the_firms_met_there(
    sample: Publication, project: Filters, step: int
) -> None:
    events = records(load_events(sample, project))
    assert any(event["firms"] for event in events)
    for event in events[::step]:
        assert count(sample, Rows("events_held", project, "subject", event["event_id"])) == 1
        assert count(sample, Rows("firms_active", Filters(), "event", event["event_id"])) == event["firms"]


@every(3)
def test_every_firm_of_the_list_opens_to_what_it_is_listed_for(
    sample: Publication, project: Filters, step: int
) -> None:
    for firm in records(load_firms(sample, project, None, 15))[::step]:
        assert count(sample, Rows("firms_reached", project, "firm", firm["firm_id"])) == 1
        assisted = count(sample, Rows("firms_assisted", project, "firm", firm["firm_id"]))
        assert bool(assisted) is bool(firm["assisted_on"] == firm["assisted_on"] and firm["assisted_on"])
        networks = load_all_evidence(sample, Rows("network_memberships", project, "firm", firm["firm_id"]))
        assert networks["network_name"].nunique() == firm["networks"]


@every(6)
def test_every_point_of_the_life_of_networks_opens_to_its_networks(
    sample: Publication, project: Filters, step: int
) -> None:
    life = records(load_life(sample, project))
    assert min(life[-1][line] for line in ("formed", "strengthened", "dissolved")) > 0
    for month in life[::-step]:
        until = replace(project, until=last_day(read_month(month["month"])))
        assert month["formed"] == count(sample, Rows("networks_formed", until)), month
        assert month["strengthened"] == count(sample, Rows("networks_strengthened", until)), month
        assert month["dissolved"] == count(sample, Rows("networks_active", until, "dissolved")), month
        assert month["in_incubation"] == load_value(sample, "networks_in_incubation", until), month


def test_the_networks_formed_open_by_how_they_stand(sample: Publication, project: Filters) -> None:
    formed = load_value(sample, "networks_formed", project) or 0
    registered = count(sample, Rows("networks_formed", project, "in_register"))
    alive = count(sample, Rows("networks_formed", project, "alive", "2013-06-30"))
    assert 0 < registered < formed
    assert 0 < alive <= formed
    assert count(sample, Rows("networks_formed", project, "alive", "1900-01-01")) == formed


@pytest.mark.parametrize(
    "day", [date(2012, 9, 30), pytest.param(date(2013, 3, 31), marks=pytest.mark.thorough)]
)
def test_what_changed_opens_to_what_is_new_and_to_what_came_late(publication: Publication, day: date) -> None:
    project = Filters(*project_dates(publication))
    changes = load_changes(publication, project, day)
    assert sum(change.late > 0 for change in changes) > 3
    for change in changes[::2]:
        for part, moved in (("new", change.new), ("late", change.late)):
            rows = Rows(change.code, project, part, end_of(day).isoformat(sep=" "))
            assert count(publication, rows) == pytest.approx(moved), (change.code, part)


def test_a_row_of_a_network_is_shown_once_with_its_members(sample: Publication, project: Filters) -> None:
    here = replace(project, province="SO")
    shown = name_columns(sample, load_all_evidence(sample, Rows("networks_formed", here)))
    assert not shown.duplicated(["Rete", "File", "Foglio", "Riga"]).any()
    assert "Impresa" not in shown
    assert set(shown["Provincia"]) == {"SO · Sondrio"}
    assert shown["Aderenti del giorno"].str.contains("(MI)", regex=False).any()
    everywhere = name_columns(sample, load_all_evidence(sample, Rows("networks_formed", project)))
    assert everywhere["Provincia"].str.contains("MI · Milano, SO · Sondrio", regex=False).any()
