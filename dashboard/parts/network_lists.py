"""The networks under the filters, as a table."""

import pandas as pd

from dashboard import text
from dashboard.data.asking import question_behind, records
from dashboard.data.evidence import Rows
from dashboard.data.networks import load_networks
from dashboard.parts.blocks import Table, show_table
from dashboard.parts.nothing import tell_nothing
from dashboard.view import View
from publication.vocabularies import words_of

COUNTED_AS = {
    "networks_formed": "costituita",
    "networks_strengthened": "rafforzata",
    "networks_active": "attiva",
    "networks_in_incubation": "in incubazione",
    "networks_opened": "aperta",
}


def show_network_list(view: View, nothing: str = text.NOTHING_HERE) -> None:
    """Name, form, dates, members, provinces, what it counts as; a cell opens its rows in that KPI."""
    networks = load_networks(view.publication, view.filters)
    if networks.empty:
        tell_nothing(view, nothing)
        return
    rows = records(networks)

    frame = pd.DataFrame(
        {
            "Rete": networks["network_name"],
            "Conta come": networks["counts_as"].map(COUNTED_AS),
            "Forma": networks["legal_kind"].map(words_of("legal_kind")),
            "Apertura": pd.to_datetime(networks["opened_date"]),
            "Firma": pd.to_datetime(networks["signed_date"]),
            "Scioglimento": pd.to_datetime(networks["dissolved_date"]),
            "Aderenti": networks["member_count"].astype("Int64"),
            "Province": networks["provinces"].str.replace("??", text.UNKNOWN_PROVINCE, regex=False),
            "A registro": networks["is_in_register"].map({True: "sì", False: "no"}),
        }
    )

    def open_cell(row: int, _: str) -> Rows:
        network = rows[row]
        return Rows(
            network["counts_as"],
            view.filters,
            "network",
            network["network_id"],
            words=network["network_name"],
        )

    show_table(view, "reti", Table(frame, {}, open_cell, "Rete", sql=question_behind(networks)))
