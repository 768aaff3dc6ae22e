"""The dashboard's figures are those of `pal kpi`: all KPIs, provinces, partners, three periods."""

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from pal_home import ask
from thorough import some_of

from command.kpi import COLUMNS, read_values
from command.options import Filters as Asked
from command.options import Split as AskedSplit
from dashboard.data.asking import Filters
from dashboard.data.registry import load_kpis, load_partners, load_provinces
from dashboard.data.values import (
    Split,
    load_some_values,
    load_split,
    load_splits,
    load_value,
    load_values,
)
from publication.reader import Publication, open_published
from storage.home import Home

SOME = ("firms_reached", "interprovincial_share", "networks_in_incubation", "service_hours")


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Iterator[Publication]:
    """The sample's publication: what one test has asked of it, the next need not."""
    with open_published(Home(sample_home)) as opened:
        yield opened


def iso(day: date | None) -> str | None:
    """A day as it is typed."""
    return None if day is None else day.isoformat()


SPLITS = (AskedSplit.PROVINCE, AskedSplit.MONTH)
PERIODS = (
    (None, None),
    (date(2012, 1, 1), date(2013, 6, 30)),
    (date(2012, 7, 1), date(2012, 12, 31)),
)


@pytest.mark.parametrize(
    ("since", "until"), [PERIODS[0], *(pytest.param(*one, marks=pytest.mark.thorough) for one in PERIODS[1:])]
)
def test_every_kpi_in_every_province_and_of_every_partner(
    sample: Publication, since: date | None, until: date | None
) -> None:
    codes = set(load_kpis(sample))
    lombard = [one.code for one in load_provinces(sample).values() if one.is_lombardy]
    partners = list(load_partners(sample))
    assert codes
    assert partners
    assert len(lombard) == 12
    # Each province and each partner alone, and each province with one partner or another.
    provinces = (*lombard, "NA")
    pairs = zip(provinces, cycle(partners), strict=False)
    alone = [(None, None), *((one, None) for one in provinces), *((None, one) for one in partners)]
    for province, partner in (*alone, *pairs):
        asked = Asked(None, province, partner, None, None, iso(since), iso(until))
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in read_values(sample, asked, None)]
        shown = load_values(sample, Filters(since, until, province, partner))
        assert set(shown) == codes
        assert shown == {row["kpi_code"]: row["value"] for row in rows}, (province, partner)


@pytest.mark.parametrize("split", some_of(AskedSplit, SPLITS))
def test_every_split_is_the_commands(sample: Publication, split: AskedSplit) -> None:
    since, until = PERIODS[1]
    asked = Asked(None, None, None, None, None, iso(since), iso(until))
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in read_values(sample, asked, split)]
    column = "month" if split.value == "month" else split.value
    column = {"province": "province_code", "partner": "partner_code"}.get(column, column)
    for code in load_kpis(sample):
        shown = load_split(sample, Split(split.value), code, Filters(since, until))
        told = {row[column]: row["value"] for row in rows if row["kpi_code"] == code and row[column]}
        assert shown == told, code


@pytest.mark.parametrize("split", list(Split))
def test_several_kpis_in_one_question_are_those_asked_one_by_one(sample: Publication, split: Split) -> None:
    filters = Filters(*PERIODS[2], partner="lecco")
    one_by_one = {code: load_split(sample, split, code, filters) for code in SOME}
    assert load_splits(sample, split, SOME, filters) == one_by_one


def test_some_kpis_values_are_those_asked_one_by_one_and_with_all_others(sample_home: Path) -> None:
    filters = Filters(*PERIODS[2], partner="lecco")
    with open_published(Home(sample_home)) as publication:  # which answers nothing from all others' answer
        values = {code: load_value(publication, code, filters) for code in SOME}
        assert load_some_values(publication, SOME, filters) == values
        everything = load_values(publication, filters)
        assert values == {code: everything[code] for code in SOME}


def test_the_command_itself_says_the_same(sample: Publication, sample_home: Path) -> None:
    told = ask(sample_home, "kpi", "--province", "LC", "--partner", "lecco", "--since", "2012-07-01")
    shown = load_values(sample, Filters(since=date(2012, 7, 1), province="LC", partner="lecco"))
    assert shown == {row["kpi_code"]: row["value"] for row in told}
