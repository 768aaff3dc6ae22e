"""The macros against a recount in plain Python, in windows and cells taken by chance; and what holds in every cell."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from recomputing import Question, Recount

from publication.reader import Publication, open_published
from storage.home import Home
from storage.literals import sql_literal

SPLITS = ("null", "'province'", "'partner'", "'month'", "'level'", "'sector'", "'desk'", "'size'")


@pytest.fixture(scope="module")
def publication(sample_home: Path) -> Iterator[Publication]:
    """What the sample's refresh published."""
    with open_published(Home(sample_home)) as opened:
        yield opened


def windows(seed: int, how_many: int) -> list[tuple[date, date]]:
    """Windows in and around the project."""
    chance = random.Random(seed)  # noqa: S311
    first, found = date(2011, 6, 1), []
    for _ in range(how_many):
        one, other = sorted(first + timedelta(days=chance.randrange(1000)) for _ in range(2))
        found.append((one, other))
    return found


def arguments(since: date, until: date, province: str | None = None, partner: str | None = None) -> str:
    """The macros' arguments."""
    given = {"since": since, "until": until, "province": province, "partner": partner}
    return ", ".join(f"{name} := {sql_literal(value)}" for name, value in given.items() if value is not None)


def test_every_kpi_is_recounted(publication: Publication) -> None:
    recount = Recount(publication)
    lacking = [
        code for code in recount.kpis if not all(part in recount.facts for part in recount.parts(code))
    ]
    assert not lacking, (
        f"{lacking}: nothing counts it a second time; yield its facts in tests/integration/recomputing.py"
    )


def test_a_recount_from_the_facts_gives_every_value(publication: Publication) -> None:
    chance = random.Random(20130630)  # noqa: S311
    provinces = [None, *publication.values("select province_code from dim_provinces where is_lombardy"), "??"]
    partners = [None, *publication.values("select partner_code from dim_partners")]
    recount = Recount(publication)
    unlike = []
    for since, until in windows(20130630, 50):
        province, partner = chance.choice(provinces), chance.choice(partners)
        asked = Question(since, until, province, partner)
        answer = publication.query(f"from kpi({arguments(since, until, province, partner)})").rows
        for code, value in answer:
            if not recount.counts(code):
                continue  # told by the test above
            again = recount.value(code, asked)
            if (value is None) is not (again is None) or (
                value is not None and abs(value - (again or 0)) > 1e-9
            ):
                unlike.append((code, asked, value, again))
    assert not unlike, unlike[:8]


def test_without_days_the_recount_is_of_the_project(publication: Publication) -> None:
    recount = Recount(publication)
    asked = Question(recount.start, recount.end, None, None)
    answer = {code: value for code, value in publication.query("from kpi()").rows if recount.counts(code)}
    assert answer == pytest.approx({code: recount.value(code, asked) for code in answer})
    months = publication.query(
        "select kpi_code, sum(value) from kpi_by_month() where month is not null group by 1"
    )
    of_months = dict(months.rows)
    for code, way in publication.query(
        "select kpi_code, way from dim_kpis where way in ('first', 'sum')"
    ).rows:
        if code not in answer:
            continue
        assert of_months[code] == pytest.approx(answer[code]), (code, way)
    assert of_months["networks_opened"] == answer["networks_opened"]


def test_no_share_is_above_one_in_any_cell(publication: Publication) -> None:
    shares = " ".join(publication.values("select kpi_code from dim_kpis where unit = '%'"))
    for since, until in windows(4, 5):
        for split in SPLITS:
            cells = f"kpi_cells(code := '{shares}', split := {split}, {arguments(since, until)})"
            assert list(publication.query(f"from {cells} where value > 1").rows) == [], (since, until, split)


def test_the_rows_of_a_conversion_are_of_firms_in_its_denominator(publication: Publication) -> None:
    recount = Recount(publication)
    for code in filter(recount.is_conversion, recount.kpis):
        went_on, reached = recount.parts(code)
        for since, until in windows(7, 4):
            days = arguments(since, until)
            query = f"select kpi_code, subject_id from kpi_evidence(code := '{code}', {days})"
            rows = list(publication.query(query).rows)
            base = {subject for kpi, subject in rows if kpi == reached}
            moved = {subject for kpi, subject in rows if kpi == went_on}
            assert moved <= base
            [value] = publication.values(f"select value from kpi(code := '{code}', {days})")
            assert value == (pytest.approx(len(moved) / len(base)) if base else None)
