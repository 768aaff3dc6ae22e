"""From a number to its rows: the window that lists what a KPI counted, from the macro that counted it."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.as_text import as_text
from dashboard.data.asking import as_float, records
from dashboard.data.delivered import Delivered
from dashboard.data.evidence import SHOWN_ROWS, Rows, count_evidence, load_all_evidence, load_evidence
from dashboard.data.registry import load_kpis, load_partners
from dashboard.data.values import load_value
from dashboard.filters import describe_filters, name_province
from dashboard.formats import format_number
from dashboard.parts.delivered import show_delivered
from dashboard.parts.edition_comparison import Moved, show_moved
from dashboard.parts.sql_link import link_sql
from dashboard.parts.tables import offer_files, show_plain_table
from dashboard.parts.window_address import put_window, take_window
from dashboard.view import View
from publication.reader import Publication
from publication.vocabularies import terms_of, words_of

Opens = Rows | Delivered | Moved
open_window = partial(st.dialog, width="large", icon=":material/table_rows:", on_dismiss="rerun")
_WANTED, _OPENED, _OPEN = "rows_wanted", "rows_opened", "rows_open"


def want_rows(rows: Opens) -> None:
    """Ask for rows; the page opens them when it is drawn, and lets the same mark be chosen again."""
    st.session_state[_WANTED] = rows
    st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1


def keep_window() -> None:
    """Ask again for the rows that are open: the page is only drawn anew, nobody closed them."""
    st.session_state[_WANTED] = st.session_state.get(_OPEN)


def selectable_key(name: str) -> str:
    """A key for something that a click selects: a new one once rows were opened, so that it is unselected."""
    return f"{name}_{st.session_state.get(_OPENED, 0)}"


def name_button(words: str, of: str) -> str:
    """A button's words and, for who hears them, of what it is: the page draws a button's emphasis unseen."""
    return f"{words} *{of}*"


def add_rows_button(rows: Rows | Delivered, of: str, place: str = "card") -> None:
    """The one affordance for opening a number; `of` names it."""
    st.button(
        name_button(text.ROWS, of),
        key=f"{place}_{text.ROWS}_{rows.code if isinstance(rows, Rows) else rows.kind}",
        icon=":material/table_rows:",
        type="tertiary",
        on_click=want_rows,
        args=(rows,),
    )


def open_wanted_rows(view: View) -> None:
    """Open the window if a number was asked for since the page was last drawn, or by the address."""
    wanted: Opens | None = st.session_state.pop(_WANTED, None) or take_window(view)
    st.session_state[_OPEN] = wanted
    if isinstance(wanted, Rows | Delivered):
        put_window(view, wanted)
    if isinstance(wanted, Rows):
        open_window(view.kpis[wanted.code].label)(show_rows)(view, wanted)
    elif isinstance(wanted, Moved):
        open_window(as_text(wanted.title))(show_moved)(wanted, view.kpis)
    elif wanted is not None:
        open_window(as_text(wanted.title))(show_delivered)(view, wanted)


def show_rows(view: View, rows: Rows) -> None:
    """The window's content: the value, what it is made of, its rows, and all of them as a file."""
    publication, kpi = view.publication, view.kpis[rows.code]
    words = " · ".join(filter(None, (describe_filters(publication, rows.filters), rows.words)))
    st.caption(as_text(words))
    counts = count_evidence(publication, rows)
    value = find_value(view, rows, counts)
    st.markdown(f"**{kpi.label}: {kpi.show(value)}**  \n{describe_counts(publication, counts)}")
    st.caption(kpi.definition)
    link_sql(rows.as_sql())
    if counts.empty:
        st.info(text.NO_ROWS, icon=":material/info:")
        return
    shown = name_columns(publication, load_evidence(publication, rows))
    show_plain_table("righe", shown, EVIDENCE_WIDTHS)
    total = int(counts["evidence_rows"].sum())
    if total > SHOWN_ROWS:
        st.caption(text.FIRST_ROWS.format(shown=format_number(SHOWN_ROWS), total=format_number(total)))
    offer_files(
        f"{rows.code}_righe",
        lambda: name_columns(publication, load_all_evidence(publication, rows)),
        about=[kpi.label, words, kpi.definition, f"Costruzione {publication.build_id}"],
        place="righe",
    )


COLUMNS = {
    "part": "Parte",
    "subject": "Soggetto",
    "network": "Rete",
    "firm": "Impresa",
    "members": "Aderenti del giorno",
    "province": "Provincia",
    "partner": "Partner",
    "happened_on": "Data",
    "ended_on": "Fine",
    "amount": "Importo",
    "level": "Prova",
    "file_name": "File",
    "sheet": "Foglio",
    "row_number": "Riga",
}
EVIDENCE_WIDTHS = {COLUMNS["members"]: 260, COLUMNS["row_number"]: 60}


def find_value(view: View, rows: Rows, counts: pd.DataFrame) -> float | None:
    """The KPI's value; of a part of its rows, the subjects in it, or their amount."""
    if rows.part == "everything":
        return load_value(view.publication, rows.code, rows.filters)
    if counts.empty:
        return 0.0
    is_sum = view.kpis[rows.code].way == "sum"
    return as_float(counts["amount" if is_sum else "subjects"].iloc[0])


def describe_counts(publication: Publication, counts: pd.DataFrame) -> str:
    """`124 righe per 83 imprese`; a ratio has one such sentence for each of its two parts."""
    kpis = load_kpis(publication)
    sentences = []
    for part in records(counts):
        kpi = kpis[part["kpi_code"]]
        rows = int(part["evidence_rows"])
        sentence = f"{format_number(rows)} {'riga' if rows == 1 else 'righe'}"
        if kpi.way == "sum":
            sentence += f", in somma {kpi.show(as_float(part['amount']))}"
        else:
            subjects = int(part["subjects"])
            sentence += (
                f" per {format_number(subjects)} {terms_of('subject_type')[kpi.subject_type].of(subjects)}"
            )
        sentences.append(f"{kpi.label}: {sentence}" if len(counts) > 1 else sentence)
    return "  \n".join(sentences)


def name_columns(publication: Publication, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `kpi_trace` under Italian headings, names beside codes, without columns that are all empty."""
    names = {code: partner.name for code, partner in load_partners(publication).items()}
    provinces = {
        codes: ", ".join(name_province(publication, code) for code in codes.split())
        for codes in rows["province_code"].unique()
    }
    # Of a firm, network or membership firm and network say it all.
    is_told = rows["subject_type"].isin(["firm", "network", "membership", "contact", "service", "expense"])
    named = pd.DataFrame(
        {
            "subject": rows["subject_name"].where(~is_told),
            "network": rows["network_name"],
            "firm": rows["firm_name"],
            "members": rows["members"],
            "province": rows["province_code"].map(provinces),
            "happened_on": pd.to_datetime(rows["happened_on"]),
            "ended_on": pd.to_datetime(rows["ended_on"]),
            "amount": rows["amount"].astype(float),
            "level": rows["evidence_level"].map(words_of("evidence_level")),
            "file_name": rows["file_name"].fillna(rows["record_id"]),
            "sheet": rows["sheet"],
            "row_number": rows["row_number"].astype("Int64"),
            "partner": rows["partner_code"].map({**names, **words_of("sender")}),
        }
    )  # fmt: skip
    if rows["kpi_code"].nunique() > 1:
        labels = {code: kpi.label for code, kpi in load_kpis(publication).items()}
        named.insert(0, "part", rows["kpi_code"].map(labels))
    filled = [column for column in named if named[column].replace("", None).notna().any()]
    return named[filled].rename(columns=COLUMNS)
