"""The networks under the filters, as a table."""

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.data.asking import records
from dashboard.data.evidence import Rows
from dashboard.data.networks import load_networks
from dashboard.parts.blocks import Table, show_table
from dashboard.view import View
from publication.vocabularies import words_of


def show_network_list(view: View, nothing: str) -> None:
    """Name, form, dates, members, provinces, what it counts as; a cell opens its rows in that KPI."""
    networks = load_networks(view.publication, view.filters)
    if networks.empty:
        st.info(nothing, icon=":material/info:")
        return
    rows = records(networks)

    def describe(row: dict[str, object]) -> str:
        if row["is_formed"]:
            return "costituita"
        if row["is_strengthened"]:
            return "rafforzata"
        return "attiva" if pd.notna(row["signed_date"]) else "in incubazione"  # type: ignore[call-overload]

    frame = pd.DataFrame(
        {
            "Rete": networks["network_name"],
            "Conta come": [describe(row) for row in rows],
            "Forma": networks["legal_kind"].map(words_of("legal_kind")),
            "Apertura": pd.to_datetime(networks["opened_date"]),
            "Firma": pd.to_datetime(networks["signed_date"]),
            "Scioglimento": pd.to_datetime(networks["dissolved_date"]),
            "Aderenti": networks["member_count"].astype("Int64"),
            "Province": networks["provinces"].fillna(text.UNKNOWN_PROVINCE),
            "A registro": networks["is_in_register"].map({True: "sì", False: "no"}),
        }
    )
    codes = {
        "costituita": "networks_formed",
        "rafforzata": "networks_strengthened",
        "attiva": "networks_active",
        "in incubazione": "networks_in_incubation",
    }

    def open_cell(row: int, _: str) -> Rows:
        name, kind = frame["Rete"].iloc[row], frame["Conta come"].iloc[row]
        return Rows(codes[kind], view.filters, "network", rows[row]["network_id"], words=name)

    show_table(view, "reti", Table(frame, {}, open_cell, "Rete"))
