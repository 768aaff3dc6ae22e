"""The window of delivered rows behind a number that no KPI counts."""

import pandas as pd
import streamlit as st

from dashboard import text
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
from dashboard.parts.sql_link import link_sql
from dashboard.parts.tables import offer_files, show_plain_table
from dashboard.view import View
from publication.reader import Publication
from publication.vocabularies import words_of

KINDS = {
    "contacts": "contact_kind",
    "services": "service_kind",
    "expenses": "category",
    "budgets": "category",
    "network_events": "network_event_kind",
    "network_members": "member_role",
}
"""The vocabulary of what describes a delivered row, by its record type; else it is shown as delivered."""
COLUMNS = {
    "record_type": "Che cos’è", "happened_on": "Data", "firm_name": "Impresa", "network_name": "Rete",
    "words": "Descrizione", "amount": "Quanto", "rule_codes": "Perché", "field": "Campo",
    "partner_code": "Partner", "received_at": "Ricevuta", "file_name": "File", "sheet": "Foglio",
    "row_number": "Riga", "settled_file": "Sostituita da", "settled_row": "Sua riga",
}  # fmt: skip


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
        link_sql(rows.as_sql())


def name_delivered(publication: Publication, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows under Italian headings, codes as words, without columns that are all empty."""
    partners = {code: one.name for code, one in load_partners(publication).items()}
    rules, fields = load_rules(publication), words_of("field")
    named = rows.assign(
        words=[
            words_of(KINDS[kind]).get(words, words) if kind in KINDS else words
            for kind, words in zip(rows["record_type"], rows["words"], strict=True)
        ],
        record_type=rows["record_type"].map(words_of("record_type")),
        happened_on=pd.to_datetime(rows["happened_on"]),
        received_at=pd.to_datetime(rows["received_at"]).dt.normalize(),
        field=rows["field"].map(lambda field: fields.get(field, field)),
        rule_codes=[
            " ".join(rules.get(code, code) for code in codes.split()) if isinstance(codes, str) else ""
            for codes in rows["rule_codes"]
        ],
        partner_code=rows["partner_code"].map({**partners, **words_of("sender")}),
        row_number=rows["row_number"].astype("Int64"),
        settled_row=rows["settled_row"].astype("Int64"),
    )
    filled = [column for column in named if named[column].replace("", None).notna().any()]
    return named[filled].rename(columns=COLUMNS)
