"""The firms reached as a list with a search."""

from unicodedata import combining, normalize

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.address import type_words
from dashboard.data.asking import as_code, question_behind
from dashboard.data.evidence import SHOWN_ROWS, Rows
from dashboard.data.firms import count_firms, load_firms
from dashboard.data.values import load_value
from dashboard.filters import name_province, name_sector
from dashboard.formats import format_number
from dashboard.parts.evidence import selectable_key, want_rows
from dashboard.parts.nothing import tell_nothing
from dashboard.parts.sql_link import link_sql
from dashboard.parts.tables import offer_files, show_plain_table
from dashboard.view import View
from publication.vocabularies import titles_of

REACHED = "firms_reached"
LIST_WIDTHS = {"Impresa": 250, "Settore": 310}  # pixels: all columns of a desk's window, in few lines
LIST_KPIS = {
    "Assistita il": "firms_assisted",
    "Reti": "network_memberships",
}  # what a cell opens, else reached


def show_list(view: View) -> None:
    """The firms reached, searched by name, comune or code; the files have them all."""
    search = type_words(text.SEARCH, "cerca", width=420)
    needle = plain(search) or None
    total = count_found(view, needle)
    if not total:
        if needle:
            st.info(text.NOT_FOUND, icon=":material/info:")
        else:
            tell_nothing(view)
        return
    firms = load_firms(view.publication, view.filters, needle, SHOWN_ROWS)

    def open_cell(row: int, column: str) -> None:
        words = ", ".join(
            filter(None, (as_code(firms[name].iloc[row]) for name in ("firm_name", "municipality_name")))
        )
        code = LIST_KPIS.get(column, REACHED)
        want_rows(Rows(code, view.filters, "firm", str(firms["firm_id"].iloc[row]), words=words))

    words = f"{format_number(total)} {'impresa' if total == 1 else 'imprese'}"
    if total > SHOWN_ROWS:
        words = text.FIRST_ROWS.format(shown=format_number(SHOWN_ROWS), total=format_number(total))
    st.caption(words)
    shown = name_firms(view, firms)
    show_plain_table(
        selectable_key("elenco_imprese"), shown, LIST_WIDTHS, pinned="Impresa", on_cell=open_cell
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(text.CHOOSE_CELL, width="content")
        offer_files(
            "imprese",
            lambda: name_firms(view, load_firms(view.publication, view.filters, needle, total)),
            [text.FIRM_LIST, view.words, *([f"{text.SEARCH}: {search}"] if search else [])],
            "elenco",
        )
        link_sql(question_behind(firms))


def count_found(view: View, needle: str | None) -> int:
    """How many firms the list has: all that are reached, or those that the search finds."""
    if needle is None:
        return int(load_value(view.publication, REACHED, view.filters) or 0)
    return count_firms(view.publication, view.filters, needle)


def plain(search: str) -> str:
    """What is typed, as the list is searched: small letters without accents."""
    letters = normalize("NFD", search.strip().lower())
    return "".join(letter for letter in letters if not combining(letter))


def name_firms(view: View, firms: pd.DataFrame) -> pd.DataFrame:
    """The list under Italian headings; what a natural person is called is not published."""
    provinces = {code: name_province(view.publication, code) for code in firms["province_code"].unique()}
    sectors = {
        code: name_sector(view.publication, code) for code in firms["sector_code"].fillna("??").unique()
    }
    return pd.DataFrame(
        {
            "Impresa": firms["firm_name"],
            "Comune": firms["municipality_name"],
            "Provincia": firms["province_code"].map(provinces),
            "Classe": firms["size_class"].fillna("??").map(titles_of("size_class")),
            "Codice fiscale": firms["codice_fiscale"],
            "Raggiunta il": pd.to_datetime(firms["reached_on"]),
            "Assistita il": pd.to_datetime(firms["assisted_on"]),
            "Reti": firms["networks"].astype("Int64"),
            "Settore": firms["sector_code"].fillna("??").map(sectors),
        }
    )
