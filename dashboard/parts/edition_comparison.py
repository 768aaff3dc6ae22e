"""An edition beside another or today: figure by figure with each cause, and the subjects behind one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.data.asking import as_float
from dashboard.parts.tables import offer_files, show_plain_table
from editions.comparing.comparison import CAUSES
from editions.comparing.flat_rows import is_different, plain
from editions.comparing.pair import open_comparison
from publication.kpis import Kpi
from publication.vocabularies import titles_of, words_of
from storage.home import Home


@dataclass(frozen=True)
class Pair:
    """What is compared, by name; `mark` tells both contents apart from any others of these names."""

    root: Path
    first: str
    second: str
    mark: str


@dataclass(frozen=True)
class Moved:
    """The subjects behind one difference: of these KPIs (a ratio's are its two), in one measure and cell."""

    pair: Pair
    kpi_codes: tuple[str, ...]
    measure: str
    split: str
    cell: str
    title: str


@st.cache_data(max_entries=20, show_spinner="Confronto in corso…")
def load_differences(pair: Pair) -> pd.DataFrame:
    """The figures that differ: kpi_code, measure, split, cell, value_a, value_b, difference, the causes."""
    rows: list[dict[str, Any]] = []
    with open_comparison(Home(pair.root), pair.first, pair.second) as comparison:
        for one in filter(is_different, comparison.differences()):
            values = {"value_a": one.value_a, "value_b": one.value_b, "difference": one.difference}
            rows.append(
                dict(zip(("kpi_code", "measure", "split", "cell"), one.place, strict=True))
                | {name: None if value is None else plain(value) for name, value in values.items()}
                | {cause: plain(one.causes[cause]) if cause in one.causes else 0 for cause in CAUSES}
            )
    amounts = ["value_a", "value_b", "difference", *CAUSES]
    columns = ["kpi_code", "measure", "split", "cell", *amounts]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(amounts, float))


@st.cache_data(max_entries=20, show_spinner="Confronto in corso…")
def load_moved(moved: Moved) -> pd.DataFrame:
    """Who entered, left or changed: kpi_code, subject_name, counted_id, movement, contribution, cause."""
    columns = ["kpi_code", "subject_name", "counted_id", "movement", "contribution", "cause"]
    with open_comparison(Home(moved.pair.root), moved.pair.first, moved.pair.second) as comparison:
        rows = [
            [row[column] for column in columns]
            for code in moved.kpi_codes
            for row in comparison.subjects(code)
            if (row["measure"], row["split"], row["cell"]) == (moved.measure, moved.split, moved.cell)
        ]
    return pd.DataFrame(rows, columns=columns)


def name_differences(differences: pd.DataFrame, kpis: dict[str, Kpi]) -> pd.DataFrame:
    """The figures under Italian headings, each in its KPI's unit, as texts."""
    shown = [kpis[code] for code in differences["kpi_code"]]
    return pd.DataFrame(
        {
            text.INDICATOR: [kpi.label for kpi in shown],
            "Allora": [kpi.show(value) for kpi, value in zip(shown, differences["value_a"], strict=True)],
            "Ora": [kpi.show(value) for kpi, value in zip(shown, differences["value_b"], strict=True)],
            "Differenza": [
                text.MISSING if pd.isna(change) else kpi.show_change(change)
                for kpi, change in zip(shown, differences["difference"], strict=True)
            ],
            **{
                name: [
                    kpi.show_change(amount) if amount else ""
                    for kpi, amount in zip(shown, differences[cause], strict=True)
                ]
                for cause, name in titles_of("cause").items()
            },
        }
    )


def numbers_of(differences: pd.DataFrame) -> dict[str, list[float | None]]:
    """What the texts of name_differences stand for: shares are shown in points, amounts as they are."""
    columns = {"Allora": "value_a", "Ora": "value_b", "Differenza": "difference"}
    columns |= {name: cause for cause, name in titles_of("cause").items()}
    return {name: [as_float(value) for value in differences[column]] for name, column in columns.items()}


def show_moved(moved: Moved, kpis: dict[str, Kpi]) -> None:
    """The window's content: each subject with its one cause, and all of them as a file."""
    rows = load_moved(moved)
    if rows.empty:
        st.info(text.NO_ROWS, icon=":material/info:")
        return
    named = pd.DataFrame(
        {
            text.INDICATOR: [kpis[code].label for code in rows["kpi_code"]],
            "Soggetto": rows["subject_name"],
            "Codice": rows["counted_id"],
            "Movimento": rows["movement"].map(words_of("movement")),
            "Causa": rows["cause"].map(titles_of("cause")),
            "Differenza": rows["contribution"].astype(float),
        }
    )
    st.caption(text.ONE_CAUSE_EACH)
    show_plain_table("entrati_e_usciti", named, pinned="Soggetto")
    with st.container(horizontal=True):
        about = [moved.title, f"{moved.pair.first} → {moved.pair.second}"]
        offer_files("entrati_e_usciti", lambda: named, about, place="confronto")
