"""Servizi e desk: which desk applies which service of the model, hours, satisfaction, events."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.charts.matrix import draw_matrix, shade_cells
from dashboard.data.asking import Filters, as_code, as_float, question_behind, records
from dashboard.data.evidence import Rows
from dashboard.data.registry import load_partners, load_services
from dashboard.data.services import load_events, load_satisfaction, load_service_matrix
from dashboard.data.values import Split
from dashboard.filters import name_province
from dashboard.formats import format_number
from dashboard.parts.blocks import Table, show_block, show_table
from dashboard.parts.breakdown import list_desks, show_breakdown
from dashboard.parts.cards import show_cards
from dashboard.parts.nothing import tell_nothing
from dashboard.parts.tables import is_on_telephone
from dashboard.view import View

CARDS = ("services_delivered", "service_hours", "model_services_in_use", "events_held")


def draw(view: View) -> None:
    """Cards, the matrix of the model, hours by desk, satisfaction, events."""
    show_cards(view, CARDS)
    st.header(text.MATRIX, anchor=False)
    show_matrix(view)
    left, right = st.columns(2, gap="large")
    with left:
        st.header(text.HOURS_BY_DESK, anchor=False)
        show_hours(view)
    with right:
        st.header(text.SATISFACTION, anchor=False)
        show_satisfaction(view)
    st.header(text.EVENTS, anchor=False)
    show_events(view)


def show_matrix(view: View) -> None:
    """Partners by services of the catalogue, base ones first; what is outside it has its own column."""
    partners = [
        partner for code, partner in load_partners(view.publication).items() if view.filters.has_partner(code)
    ]
    catalogue = records(load_services(view.publication))
    matrix = load_service_matrix(view.publication, view.filters)
    given = {
        (str(row["partner_code"]), as_code(row["service_code"]) or ""): float(row["services"])
        for row in records(matrix)
    }
    services = {row["service_code"]: f"{row['service_name']} ({row['service_level']})" for row in catalogue}
    if any(not service for _, service in given):
        services[""] = text.OUT_OF_CATALOGUE
    rows, columns, codes = [one.short_name for one in partners], list(services.values()), list(services)
    values = {
        (row, column): given.get((partner.code, code), 0.0)
        for row, partner in enumerate(partners)
        for column, code in enumerate(codes)
    }
    opens = {
        place: Rows(
            "services_delivered",
            view.filters,
            "service",
            partners[place[0]].code,
            codes[place[1]],
            f"{rows[place[0]]}, {columns[place[1]]}",
        )
        for place in values
    }
    frame = pd.DataFrame(
        [[values[row, column] for column in range(len(columns))] for row in range(len(rows))], columns=columns
    )
    frame.insert(0, text.PARTNER, [partner.name for partner in partners])
    used = sum(1 for value in values.values() if value)
    show_block(
        view,
        "servizi_per_partner",
        draw_matrix(
            rows, columns, shade_cells(rows, columns, values, view.palette), view.palette, is_on_telephone()
        ),
        f"{text.MATRIX}: {used} caselle usate su {len(values)}",
        Table(
            frame,
            {},
            lambda row, column: opens.get((row, columns.index(column))) if column in columns else None,
            text.PARTNER,
            sql=question_behind(matrix),
        ),
        list(opens.values()),
        [text.MATRIX_NOTE],
    )


def show_hours(view: View) -> None:
    """Hours of service by desk."""
    kpi = view.kpis["service_hours"]
    show_breakdown(view, "ore_per_desk", kpi, "Desk", list_desks(view, kpi), Split.DESK, [kpi.definition])


def show_satisfaction(view: View) -> None:
    """The mean satisfaction of each partner's services, with the number of answers beside it."""
    satisfaction = load_satisfaction(view.publication, view.filters)
    found = records(satisfaction)
    answered = [row for row in found if row["answers"]]
    if not answered:
        tell_nothing(view)
        return
    partners = load_partners(view.publication)
    everybody = text.ALL_PARTNERS if view.filters.partner is None else text.TOGETHER
    names = [
        partners[code].name if (code := as_code(row["partner_code"])) in partners else everybody
        for row in found
    ]
    frame = pd.DataFrame(
        {
            text.PARTNER: names,
            "Media": [as_float(row["mean"]) for row in found],
            "Risposte": [float(row["answers"]) for row in found],
            "Servizi": [float(row["services"]) for row in found],
            "Il più basso": [as_float(row["lowest"]) for row in found],
            "Il più alto": [as_float(row["highest"]) for row in found],
        }
    ).astype({"Media": float, "Il più basso": float, "Il più alto": float})

    def open_cell(row: int, column: str) -> Rows | None:
        code = as_code(found[row]["partner_code"]) or ""
        if column == "Servizi":
            return Rows("services_delivered", replace(view.filters, partner=code or view.filters.partner))
        return Rows(
            "services_delivered", view.filters, "satisfaction", code, words=f"con un voto, {names[row]}"
        )

    table = Table(
        frame,
        {"Media": lambda value: format_number(value, 1)},
        open_cell,
        text.PARTNER,
        sql=question_behind(satisfaction),
    )
    show_table(view, "soddisfazione", table, [text.SATISFACTION_NOTE])
    st.caption(text.SATISFACTION_NOTE)


def show_events(view: View) -> None:
    """The events held, newest first."""
    events = load_events(view.publication, view.filters)
    if events.empty:
        tell_nothing(view)
        return
    names = {code: partner.name for code, partner in load_partners(view.publication).items()}
    frame = pd.DataFrame(
        {
            "Data": pd.to_datetime(events["event_date"]),
            "Evento": events["title"],
            "Tipo": events["event_kind"].str.capitalize(),
            "Comune": events["municipality_name"],
            "Provincia": [name_province(view.publication, code) for code in events["province_code"]],
            "Presenti dichiarati": events["attendees"].astype("Int64"),
            "Imprese raggiunte lì": events["firms"].astype("Int64"),
            "Partner": [", ".join(names[code] for code in codes.split()) for codes in events["partners"]],
        }
    )

    def open_cell(row: int, column: str) -> Rows:
        event, title = str(events["event_id"].iloc[row]), str(events["title"].iloc[row])
        if column == "Imprese raggiunte lì":
            return Rows("firms_active", Filters(), "event", event, words=title)
        return Rows("events_held", view.filters, "subject", event, words=title)

    show_table(view, "eventi", Table(frame, {}, open_cell, "Evento", sql=question_behind(events)))
