"""PAL's networks beside the Chambers' register and counts that others published, each with its rule."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.data.asking import question_behind
from dashboard.data.evidence import Rows
from dashboard.data.networks import load_published_counts
from dashboard.data.values import load_some_values, values_question
from dashboard.parts.blocks import Table, show_table
from dashboard.view import View

COUNTED = {
    "networks_active": "Reti attive comunicate dai partner",
    "register_networks": "Reti nel registro con un aderente lombardo",
    "register_networks_interprovincial": "Reti nel registro con aderenti in due o più province lombarde",
}
FIRMS_IN = {"networks_active": "firms_in_networks", "register_networks": "register_firms"}
BY_PARTNERS = ("networks_active",)
RULE_WIDTH = 360  # pixels: beside it a source's address is whole


def show_register(view: View) -> None:
    """One row per count: territory, day, networks, firms, rule, source."""
    codes = (*COUNTED, *FIRMS_IN.values())
    own = load_some_values(view.publication, codes, view.filters)
    public = load_some_values(view.publication, codes, replace(view.filters, partner=None))
    day = pd.Timestamp(view.filters.until or view.build_day)
    rows: list[dict[str, object]] = []
    opens: list[Rows | None] = []
    for code, rule in COUNTED.items():
        values = own if code in BY_PARTNERS else public
        filters = view.filters if code in BY_PARTNERS else replace(view.filters, partner=None)
        rows.append(
            {
                "Territorio": ", ".join(view.filters.provinces) or text.REGION,
                "Al": day,
                "Reti": values.get(code),
                "Imprese": values.get(FIRMS_IN.get(code, "")),
                "Che cosa conta": rule,
                "Fonte": "PAL, consegne dei partner"
                if code in BY_PARTNERS
                else "PAL, file del registro consegnati",
            }
        )
        opens.append(Rows(code, filters))
    published = load_published_counts(view.publication)
    quoted = pd.DataFrame(
        {
            "Territorio": published["territory"],
            "Al": pd.to_datetime(published["counted_on"]),
            "Reti": published["networks"].astype(float),
            "Imprese": published["firms"].astype(float),
            "Che cosa conta": published["counting_rule_it"],
            "Fonte": published["source"],
        }
    )
    frame = pd.concat(
        [pd.DataFrame(rows).astype({"Reti": float, "Imprese": float}), quoted], ignore_index=True
    )

    sql = f"""({values_question(codes, view.filters)})
        union all by name ({values_question(codes, replace(view.filters, partner=None))})
        union all by name ({question_behind(published)})"""

    def open_cell(row: int, column: str) -> Rows | None:
        rows_of = opens[row] if row < len(opens) else None
        if rows_of is not None and column == "Imprese" and rows_of.code in FIRMS_IN:
            return replace(rows_of, code=FIRMS_IN[rows_of.code])
        return rows_of

    show_table(
        view,
        "registro_e_fonti",
        Table(frame, {}, open_cell, "Territorio", {"Che cosa conta": RULE_WIDTH}, sql=sql),
        [text.REGISTER_NOTE],
    )
    st.caption(text.REGISTER_NOTE)
