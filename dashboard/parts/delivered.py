"""The window of delivered rows behind a number that no KPI counts."""

import pandas as pd
import streamlit as st

from dashboard import terms, text
from dashboard.as_text import as_text
from dashboard.data.delivered import (
    Delivered,
    count_delivered,
    load_all_delivered,
    load_delivered,
)
from dashboard.data.evidence import SHOWN_ROWS
from dashboard.data.registry import load_partners, load_rules
from dashboard.formats import format_number
from dashboard.parts.tables import offer_files, show_plain_table
from dashboard.view import View
from publication.reader import Publication


def show_delivered(view: View, rows: Delivered) -> None:
    """The figure, its rows, and all of them as a file."""
    publication = view.publication
    figure, shown = count_delivered(publication, rows), load_delivered(publication, rows)
    if shown.empty:
        st.info(text.NO_ROWS, icon=":material/info:")
        return
    st.markdown(f"**{as_text(rows.title)}: {format_number(figure)}**")
    if rows.kind == "counted":
        st.caption(text.COUNTED_BY_FILE)
    show_plain_table("consegnate", name_delivered(publication, shown))
    if len(shown) == SHOWN_ROWS:
        st.caption(text.FIRST_ROWS.format(shown=format_number(SHOWN_ROWS), total=format_number(figure)))
    with st.container(horizontal=True):
        offer_files(
            f"{rows.kind}_righe",
            lambda: name_delivered(publication, load_all_delivered(publication, rows)),
            about=[rows.title, f"Costruzione {publication.build_id}"],
            place="consegnate",
        )


def name_delivered(publication: Publication, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows under Italian headings, codes as words, without columns that are all empty."""
    partners = {code: one.name for code, one in load_partners(publication).items()}
    rules = load_rules(publication)
    named = rows.assign(
        words=[
            terms.KIND_NAMES.get(kind, {}).get(words, words)
            for kind, words in zip(rows["record_type"], rows["words"], strict=True)
        ],
        record_type=rows["record_type"].map(terms.RECORD_TYPES),
        happened_on=pd.to_datetime(rows["happened_on"]),
        received_at=pd.to_datetime(rows["received_at"]).dt.normalize(),
        field=rows["field"].map(lambda field: terms.FIELDS.get(field, field)),
        rule_codes=[
            " ".join(rules.get(code, code) for code in codes.split()) if isinstance(codes, str) else ""
            for codes in rows["rule_codes"]
        ],
        partner_code=rows["partner_code"].map({**partners, terms.REGISTER: terms.REGISTER_NAME}),
        row_number=rows["row_number"].astype("Int64"),
        settled_row=rows["settled_row"].astype("Int64"),
    )
    filled = [column for column in named if named[column].replace("", None).notna().any()]
    return named[filled].rename(columns=terms.DELIVERED_COLUMNS)
