"""The dashboard's figures are those of `pal kpi`: all KPIs, provinces, partners, three periods."""

from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from pal_home import ask

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
from publication.reader import open_published
from storage.home import Home


def iso(day: date | None) -> str | None:
    """A day as it is typed."""
    return None if day is None else day.isoformat()


PERIODS = (
    (None, None),
    (date(2012, 1, 1), date(2013, 6, 30)),
    (date(2012, 7, 1), date(2012, 12, 31)),
)


@pytest.mark.parametrize(
    ("since", "until"), [PERIODS[0], *(pytest.param(*one, marks=pytest.mark.thorough) for one in PERIODS[1:])]
)
def test_every_kpi_in_every_province_and_of_every_partner(
    sample_home: Path, since: date | None, until: date | None
) -> None:
    with open_published(Home(sample_home)) as publication:
        codes = set(load_kpis(publication))
        lombard = [one.code for one in load_provinces(publication).values() if one.is_lombardy]
        partners = list(load_partners(publication))
        assert codes
        assert partners
        assert len(lombard) == 12
        # Each province and each partner alone, and each province with one partner or another.
        provinces = (*lombard, "NA")
        pairs = zip(provinces, cycle(partners), strict=False)
        alone = [(None, None), *((one, None) for one in provinces), *((None, one) for one in partners)]
        for province, partner in (*alone, *pairs):
            asked = Asked(None, province, partner, None, None, iso(since), iso(until))
            rows = [dict(zip(COLUMNS, row, strict=True)) for row in read_values(publication, asked, None)]
            shown = load_values(publication, Filters(since, until, province, partner))
            assert set(shown) == codes
            assert shown == {row["kpi_code"]: row["value"] for row in rows}, (province, partner)


@pytest.mark.parametrize("split", list(AskedSplit))
def test_every_split_is_the_commands(sample_home: Path, split: AskedSplit) -> None:
    since, until = PERIODS[1]
    with open_published(Home(sample_home)) as publication:
        asked = Asked(None, None, None, None, None, iso(since), iso(until))
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in read_values(publication, asked, split)]
        column = "month" if split.value == "month" else split.value
        column = {"province": "province_code", "partner": "partner_code"}.get(column, column)
        for code in load_kpis(publication):
            shown = load_split(publication, Split(split.value), code, Filters(since, until))
            told = {row[column]: row["value"] for row in rows if row["kpi_code"] == code and row[column]}
            assert shown == told, code


@pytest.mark.parametrize("split", list(Split))
def test_several_kpis_in_one_question_are_those_asked_one_by_one(sample_home: Path, split: Split) -> None:
    filters = Filters(*PERIODS[2], partner="lecco")
    codes = ("firms_reached", "interprovincial_share", "networks_in_incubation", "service_hours")
    with open_published(Home(sample_home)) as publication:
        one_by_one = {code: load_split(publication, split, code, filters) for code in codes}
        assert load_splits(publication, split, codes, filters) == one_by_one
        values = {code: load_value(publication, code, filters) for code in codes}
        assert load_some_values(publication, codes, filters) == values
        everything = load_values(publication, filters)
        assert values == {code: everything[code] for code in codes}


def test_the_command_itself_says_the_same(sample_home: Path) -> None:
    told = ask(sample_home, "kpi", "--province", "LC", "--partner", "lecco", "--since", "2012-07-01")
    with open_published(Home(sample_home)) as publication:
        shown = load_values(publication, Filters(since=date(2012, 7, 1), province="LC", partner="lecco"))
    assert shown == {row["kpi_code"]: row["value"] for row in told}
