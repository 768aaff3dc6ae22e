"""One KPI over Lombardy: the map, the ranking, and what adds up."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.address import choose_one
from dashboard.charts.bars import Bar, draw_bars
from dashboard.charts.provinces import draw_province_map, load_areas
from dashboard.data.asking import as_float
from dashboard.data.evidence import Rows
from dashboard.data.registry import load_provinces
from dashboard.data.values import Split, load_split, load_value, split_question, values_question
from dashboard.filters import name_province
from dashboard.parts.blocks import Table, show_block, show_chart
from dashboard.view import View
from publication.kpis import Kpi


@dataclass(frozen=True)
class Place:
    """A province's value of a KPI; `territory` is where it lies for PAL, or how it is known."""

    code: str | None
    name: str
    territory: str
    value: float | None


def choose_kpi(view: View, key: str = "indicatore", first: str = "firms_reached") -> Kpi:
    """Draw the choice of a KPI, kept in the address."""
    labels = {code: kpi.label for code, kpi in view.kpis.items()}
    default = first if first in labels else next(iter(labels))
    code = choose_one(text.INDICATOR, key, labels, default, width=300, label_visibility="collapsed")
    return view.kpis[code]


def list_places(view: View, kpi: Kpi) -> list[Place]:
    """Lombardy's own count, the twelve by value, "non nota", and what lies outside and is in no total."""
    everywhere = replace(view.filters, province=None)
    provinces = load_provinces(view.publication)
    places = [Place(None, text.REGION, "", load_value(view.publication, kpi.code, everywhere))]
    for code, value in load_split(view.publication, Split.PROVINCE, kpi.code, everywhere).items():
        province = provinces.get(code)
        if province is None:
            places.append(Place(code, text.UNKNOWN_PROVINCE, "", value))
        elif province.is_lombardy:
            where = text.IN_TERRITORY if province.is_pal_territory else text.OUT_OF_TERRITORY
            places.append(Place(code, name_province(view.publication, code), where, value))
        elif value:
            places.append(Place(code, name_province(view.publication, code), text.OUT_OF_REGION, value))
    lombard = (text.IN_TERRITORY, text.OUT_OF_TERRITORY)

    def order(place: Place) -> tuple[int, float, str]:
        group = 0 if place.code is None else 1 if place.territory in lombard else 3 if place.territory else 2
        return group, -(place.value or 0.0), place.name

    return sorted(places, key=order)


def places_question(view: View, kpi: Kpi) -> str:
    """The SQL for the KPI's value everywhere and in each province."""
    everywhere = replace(view.filters, province=None)
    split, total = (
        split_question(Split.PROVINCE, (kpi.code,), everywhere),
        values_question((kpi.code,), everywhere),
    )
    return f"({split})\nunion all by name ({total})"


def show_map(view: View, kpi: Kpi, places: list[Place], has_table: bool = True) -> None:
    """The map; a click on a province opens its rows. Its table below it, unless it stands beside the ranking."""
    values = {place.code: place.value for place in places if place.code is not None}
    shown = {place.code: kpi.show(place.value) for place in places if place.code is not None}
    if not any(values.get(area.code) for area in load_areas()):
        st.info(text.NO_PROVINCES, icon=":material/info:")
        return
    unit = "" if kpi.unit.startswith(("€", "%")) else kpi.unit
    figure = draw_province_map(values, shown, unit, view.palette, tuple(view.filters.provinces))
    opens = [Rows(kpi.code, replace(view.filters, province=area.code)) for area in load_areas()]
    key, alt = f"mappa_{kpi.code}", describe_places(kpi, places)
    if has_table:
        show_block(view, key, figure, alt, table_places(view, kpi, places), opens, [text.MAP_NOTE])
    else:
        show_chart(view, key, figure, alt, opens, places_question(view, kpi))
        st.caption(text.MAP_NOTE)


def show_ranking(view: View, kpi: Kpi, places: list[Place]) -> None:
    """The provinces by value as bars, PAL's territory apart; the table has the region's count too."""
    before = load_before(view, kpi)
    bars = [
        Bar(
            place.name,
            place.value or 0.0,
            kpi.show(place.value),
            view.palette.done if place.territory == text.IN_TERRITORY else view.palette.context,
            before=None if before is None else before.get(place.code) or 0.0,
            before_shown="" if before is None else kpi.show(before.get(place.code) or 0.0),
        )
        for place in places
        if place.code is not None
    ]
    opens = [open_place(view, kpi, place) for place in places]
    earlier = view.all_before(opens)
    show_block(
        view,
        f"{kpi.code}_per_provincia",
        draw_bars(bars, view.palette),
        describe_places(kpi, places),
        table_places(view, kpi, places),
        [*opens[1:], *earlier[1:]],
        [text.RANKING_NOTE + kpi.counting_note, *([] if before is None else [text.COMPARED_NOTE])],
    )


def load_before(view: View, kpi: Kpi) -> dict[str | None, float | None] | None:
    """The region's value and each province's over the second period; None where none was chosen."""
    if view.before is None:
        return None
    everywhere = replace(view.before, province=None)
    cells = load_split(view.publication, Split.PROVINCE, kpi.code, everywhere)
    total = load_value(view.publication, kpi.code, everywhere)
    return dict([(None, total), *cells.items()])


def table_places(view: View, kpi: Kpi, places: list[Place]) -> Table:
    """The places as a table, beside what they were over the second period."""
    before = load_before(view, kpi)
    opens = [open_place(view, kpi, place) for place in places]
    earlier = view.all_before(opens)
    listed = pd.DataFrame(
        {
            text.PROVINCE: [place.name for place in places],
            "Territorio": [place.territory for place in places],
            kpi.label: [as_float(place.value) for place in places],
        }
    )
    if before is not None:
        listed[text.COMPARED] = pd.array([before.get(place.code) for place in places], dtype="Float64")
    return Table(
        listed,
        {kpi.label: kpi.show, text.COMPARED: kpi.show},
        lambda row, column: (earlier if column == text.COMPARED else opens)[row],
        sql=places_question(view, kpi),
    )


def open_place(view: View, kpi: Kpi, place: Place) -> Rows:
    """The rows of a province; the region's are those without a province chosen."""
    return Rows(kpi.code, replace(view.filters, province=place.code))


def describe_places(kpi: Kpi, places: list[Place]) -> str:
    """The map in words, for who cannot see it."""
    names = [f"{place.name.replace(' · ', ' ')} {kpi.show(place.value)}" for place in places]
    return f"{kpi.label} per provincia: {', '.join(names)}"
