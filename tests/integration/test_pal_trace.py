"""`kpi_trace`: every number's delivered rows, each once, with the subject, the provinces counted and the place."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pal_home import ask
from story import Story

from publication.reader import Publication, open_published
from storage.home import Home

FILTERS = (
    "",
    "province := 'SO'",
    "partner := 'lecco'",
    "sector := '25'",
    "province := 'LC', since := date '2012-04-01', until := date '2013-02-28'",
)
NETWORKS = "networks_opened networks_formed networks_strengthened networks_in_incubation networks_active"


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Iterator[Publication]:
    """What the sample's refresh published."""
    with open_published(Home(sample_home)) as opened:
        yield opened


def assert_traced(publication: Publication, filters: str) -> int:
    """Every KPI is what its traced rows come to, each of them once and with its place; how many there are."""
    registry = {row["kpi_code"]: row for row in publication.rows("from dim_kpis where way <> 'ratio'")}
    values = dict(publication.query(f"from kpi({filters})").rows)
    listed = 0
    for row in publication.rows(
        f"""
        select kpi_code, count(*) as rows, count(distinct (subject_id, record_id)) as once,
            count(distinct subject_id)::double as subjects, sum(amount)::double as amount,
            bool_and(file_name is not null and row_number > 0 and delivery_id is not null) as is_placed,
            bool_and(network_id is null or firm_id is not null or members is not null or province_code = '??')
                as is_told
        from kpi_trace({filters}) group by kpi_code
        """
    ):
        kpi = registry.pop(row["kpi_code"])
        assert row["rows"] == row["once"], row
        assert row["is_placed"], row
        assert row["is_told"], row
        figure = row["amount"] if kpi["way"] == "sum" else row["subjects"]
        assert figure == pytest.approx(values[row["kpi_code"]]), (row, filters)
        listed += row["rows"]
    assert not any(values[code] for code in registry)
    return listed


@pytest.mark.parametrize("filters", FILTERS)
def test_the_traced_rows_of_the_sample_come_to_every_kpi(sample: Publication, filters: str) -> None:
    assert assert_traced(sample, filters) > 10


def test_the_traced_rows_of_a_small_history_come_to_every_kpi(story: Story) -> None:
    for chapter in story.chapters:
        for filters in ("", "province := 'LC'", "partner := 'lecco'"):
            assert assert_traced(chapter.publication, filters) > 0


def test_a_network_of_two_provinces_stands_once_for_each_delivered_row(sample_home: Path) -> None:
    everywhere = ask(sample_home, "trace", "networks_formed")
    [network, *_] = [row for row in everywhere if "(MI)" in row["members"] and "(SO)" in row["members"]]
    rows = [row for row in everywhere if row["subject_id"] == network["subject_id"]]
    assert len({row["record_id"] for row in rows}) == len(rows)
    assert {row["province_code"] for row in rows} == {"MI SO"}
    [there] = [
        row
        for row in ask(sample_home, "trace", "networks_formed", "--province", "SO")
        if row["record_id"] == network["record_id"]
    ]
    assert there == network | {"province_code": "SO"}


def test_members_are_those_of_the_day(sample: Publication) -> None:
    seats = dict(sample.query("select firm_id, province_code from dim_firms").rows)
    signed = dict(sample.query("select network_id, signed_date from dim_networks").rows)
    spells: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sample.rows("from bridge_network_members"):
        spells[row["network_id"]].append(row)
    joined_later = 0
    for until in (date(2012, 3, 31), date(2012, 12, 31), date(2013, 6, 30)):
        for row in sample.rows(f"from kpi_trace(code := 'networks_active', until := date '{until}')"):
            told = set((row["member_ids"] or "").split())
            present = {
                one["firm_id"]
                for one in spells[row["network_id"]]
                if (
                    one["joined_date"] is None
                    or one["joined_date"] <= max(until, signed[row["network_id"]])
                    or one["joined_date"] <= signed[row["network_id"]]
                )
                and (one["left_date"] is None or one["left_date"] > until)
            }
            assert told == present, (row["subject_name"], until)
            assert row["members"].count("(") == len(told)
            lombard = {seats[firm] for firm in told}
            assert set(row["province_code"].split()) <= lombard
            joined_later += len({one["firm_id"] for one in spells[row["network_id"]]}) > len(told)
    assert joined_later > 0


def test_every_row_and_what_ended_are_to_be_had(sample: Publication) -> None:
    [(counted, every)] = sample.query(
        """
        select count(*) filter (which = 'counted'), count(*) filter (which = 'every') from (
            select 'counted' as which from kpi_trace(code := 'firms_reached')
            union all
            select 'every' from kpi_trace(code := 'firms_reached', which := 'every')
        )
        """
    ).rows
    assert every == sample.values("select count(*) from kpi_rows(code := 'firms_reached')")[0]
    assert every > counted
    ended = "kpi_trace(code := 'networks_active', which := 'ended')"
    gone = "select count(*) from dim_networks where dissolved_date between date '2012-01-01' and date '2013-06-30'"
    asked = f"select count(distinct subject_id) from {ended} inner join dim_networks using (network_id)"
    assert sample.values(f"{asked} where ended_on = dissolved_date and is_reported") == sample.values(
        f"{gone} and is_reported and signed_date < dissolved_date"
    )


def test_no_evidence_of_networks_keeps_one_row_of_a_subject(sample: Publication) -> None:
    assert not sample.values(
        "select kpi_code from dim_kpis where way = 'first' and subject_type not in ('firm', 'membership')"
    ), "kpi_trace would leave it out"
