"""The dashboard looked at as in an edition shows the report's figures: every KPI, in all, by province, by partner."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import streamlit as st

from dashboard.current import open_as_in
from dashboard.data.asking import Filters
from dashboard.data.values import Split, load_splits, load_values
from editions.folder import Edition
from editions.report.sealed_figures import Sealed
from publication.kpis import Kpi
from storage.home import Home


@pytest.fixture
def sealed(sealed_home: Home, second: Edition) -> Iterator[Sealed]:
    """The edition of the second half of 2012, opened as the dashboard opens it."""
    yield Sealed(second, open_as_in(sealed_home.root, second.name))
    st.cache_data.clear()
    st.cache_resource.clear()


def told(sealed: Sealed, measure: str, split: str, cell: str | None) -> dict[str, str]:
    """How the report writes every KPI of a cell."""
    return {code: sealed.figure(kpi, measure, split, cell).text for code, kpi in sealed.kpis.items()}


def shown(kpis: dict[str, Kpi], values: dict[str, float | None]) -> dict[str, str]:
    """How a card of the dashboard writes them; what a KPI that counts does not have is 0."""
    return {
        code: kpi.show(values.get(code) if kpi.way == "ratio" else values.get(code) or 0.0)
        for code, kpi in kpis.items()
    }


@pytest.mark.parametrize("measure", ["in_period", "cumulative"])
def test_every_kpi_is_the_reports_figure_whichever_way_it_is_asked(sealed: Sealed, measure: str) -> None:
    since = sealed.since if measure == "in_period" else sealed.start
    filters, codes = Filters(since, sealed.until), tuple(sealed.kpis)
    assert shown(sealed.kpis, load_values(sealed.publication, filters)) == told(
        sealed, measure, "total", None
    )
    for split, column, cells in (
        (Split.PROVINCE, "province_code", sealed.provinces),
        (Split.PARTNER, "partner_code", sealed.partners),
    ):
        split_into = load_splits(sealed.publication, split, codes, filters)
        for cell in cells:
            expected = told(sealed, measure, column, cell)
            assert shown(sealed.kpis, {code: split_into[code].get(cell) for code in codes}) == expected, cell
            if cell != "??":
                chosen = replace(filters, **{split.value: cell})
                assert shown(sealed.kpis, load_values(sealed.publication, chosen)) == expected, cell
