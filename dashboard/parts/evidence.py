"""From a number to its rows: the window that lists what a KPI counted, from the macro that counted it."""

from dataclasses import replace
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard import text
from dashboard.data import (
    SHOWN_ROWS,
    Filters,
    as_float,
    count_evidence,
    load_all_evidence,
    load_by_province,
    load_evidence,
    load_kpis,
    load_partners,
    load_provinces,
    load_values,
    records,
)
from dashboard.downloads import write_csv
from dashboard.formats import format_number
from warehouse.reader import Publication

ROWS_AT_ONCE = 10
TABLE_HEIGHT = 380  # pixels
_WANTED = "rows_wanted"


def want_rows(code: str, province: str | None = None) -> None:
    """Ask for the rows of a KPI (in one province); the page opens them when it is drawn."""
    st.session_state[_WANTED] = (code, province)


def add_rows_button(code: str, label: str = text.ROWS, place: str = "card") -> None:
    """The one affordance for opening a number."""
    st.button(
        label,
        key=f"{place}_{label}_{code}",
        icon=":material/table_rows:",
        type="tertiary",
        on_click=want_rows,
        args=(code,),
    )


def open_wanted_rows(publication: Publication, filters: Filters, words: str) -> None:
    """Open the window if a number was asked for since the page was last drawn."""
    wanted = st.session_state.pop(_WANTED, None)
    if wanted is not None:
        code, province = wanted
        window = st.dialog(load_kpis(publication)[code].label, width="large", icon=":material/table_rows:")
        window(show_rows)(publication, code, replace(filters, province=province), words)


def show_rows(publication: Publication, code: str, filters: Filters, words: str) -> None:
    """The window's content: the value, what it is made of, its rows, and all of them as a file."""
    kpi = load_kpis(publication)[code]
    where = "" if filters.province is None else f" · {name_province(publication, filters.province)}"
    st.caption(f"{words}{where}")
    counts = count_evidence(publication, code, filters)
    value = find_value(publication, code, filters)
    st.markdown(f"**{kpi.label}: {kpi.show(value)}**  \n{describe_counts(publication, counts)}")
    st.caption(kpi.definition)
    if counts.empty:
        st.info(text.NO_ROWS, icon=":material/info:")
        return
    rows = name_columns(publication, load_evidence(publication, code, filters))
    show_rows_table(rows)
    total = int(counts["evidence_rows"].sum())
    if total > SHOWN_ROWS:
        st.caption(
            f"Qui le prime {format_number(SHOWN_ROWS)} di {format_number(total)}: il file le ha tutte."
        )
    st.download_button(
        text.DOWNLOAD_ROWS,
        lambda: write_csv(name_columns(publication, load_all_evidence(publication, code, filters))),
        file_name=f"{code}{'_' + filters.province if filters.province else ''}_righe.csv".replace("?", "x"),
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def show_rows_table(rows: pd.DataFrame) -> None:
    """The rows as a table with Italian numbers; it grows with its rows up to a height."""
    columns = text.EVIDENCE_COLUMNS
    amount = columns["amount"]
    if amount in rows:
        rows = rows.assign(**{amount: [format_number(value, 2) for value in rows[amount]]})
    day = st.column_config.DateColumn(format="DD/MM/YYYY", width=90)
    configuration: dict[str, ColumnConfig] = {
        columns["network"]: st.column_config.TextColumn(width=180),
        columns["firm"]: st.column_config.TextColumn(width=190),
        columns["province"]: st.column_config.TextColumn(width=150),
        columns["happened_on"]: day,
        columns["ended_on"]: day,
        columns["amount"]: st.column_config.TextColumn(width=100, alignment="right"),
        columns["file_name"]: st.column_config.TextColumn(width=230),
        columns["row_number"]: st.column_config.NumberColumn(format="%d", width=60),
    }
    height: Literal["content"] | int = "content" if len(rows) <= ROWS_AT_ONCE else TABLE_HEIGHT
    st.dataframe(rows, hide_index=True, height=height, column_config=configuration)


def find_value(publication: Publication, code: str, filters: Filters) -> float | None:
    """The value that the page shows: for a province, its cell in the split by province."""
    if filters.province is None:
        return load_values(publication, filters).get(code)
    cells = load_by_province(publication, code, replace(filters, province=None))
    values = dict(zip(cells["province_code"], cells["value"], strict=True))
    return as_float(values.get(filters.province))


def describe_counts(publication: Publication, counts: pd.DataFrame) -> str:
    """`124 righe, 83 imprese diverse`; a ratio has one such sentence for each of its two parts."""
    kpis = load_kpis(publication)
    sentences = []
    for part in records(counts):
        kpi = kpis[part["kpi_code"]]
        rows = int(part["evidence_rows"])
        sentence = f"{format_number(rows)} {'riga' if rows == 1 else 'righe'}"
        if kpi.way == "sum":
            sentence += f", in somma {kpi.show(as_float(part['amount']))}"
        else:
            one, many = text.SUBJECTS.get(kpi.subject_type, ("soggetto", "soggetti"))
            subjects = int(part["subjects"])
            sentence += f" per {format_number(subjects)} {one if subjects == 1 else many}"
        sentences.append(f"{kpi.label}: {sentence}" if len(counts) > 1 else sentence)
    return "  \n".join(sentences)


def name_columns(publication: Publication, rows: pd.DataFrame) -> pd.DataFrame:
    """Evidence rows under Italian headings, names beside codes, without columns that are all empty."""
    partners = load_partners(publication)
    named = pd.DataFrame(
        {
            "subject": rows["subject_name"],
            "network": rows["network_name"],
            "firm": rows["firm_name"],
            "province": rows["province_code"].map(lambda code: name_province(publication, code)),
            "happened_on": pd.to_datetime(rows["happened_on"]),
            "ended_on": pd.to_datetime(rows["ended_on"]),
            "amount": rows["amount"].astype(float),
            "level": rows["evidence_level"].map(text.EVIDENCE_LEVELS),
            "file_name": rows["file_name"].fillna(rows["record_id"]),
            "sheet": rows["sheet"],
            "row_number": rows["row_number"].astype("Int64"),
            "partner": rows["partner_code"].map({**partners, text.REGISTER: text.REGISTER_NAME}),
        }
    )  # fmt: skip
    if rows["kpi_code"].nunique() > 1:
        labels = {code: kpi.label for code, kpi in load_kpis(publication).items()}
        named.insert(0, "part", rows["kpi_code"].map(labels))
    filled = named.columns[named.replace("", None).notna().any()]
    return named[filled].rename(columns={"part": text.PART, **text.EVIDENCE_COLUMNS})


def name_province(publication: Publication, code: str | None) -> str:
    """`LC · Lecco`, so that `NA` reads as Napoli; what is no province reads "Non nota"."""
    province = load_provinces(publication).get(code or "")
    return f"{province.code} · {province.name}" if province else text.UNKNOWN_PROVINCE
