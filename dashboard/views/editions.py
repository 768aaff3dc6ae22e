"""Edizioni: the sealed reports, their state, their files, two compared, what the checks say.

From here any view can be looked at as in an edition.
"""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.publication import AS_IN
from dashboard.view import View
from editions.checks import TITLES as CHECKS
from editions.comparing.listing import is_different, plain
from editions.comparing.opening import TODAY, open_comparison
from editions.folder import REPORT, Edition, find_edition, list_editions
from editions.manifest import file_hash
from editions.report.figures import write_day
from editions.report.words import CAUSES, EFFECTS
from editions.states import history
from warehouse.publications import current_build_id
from warehouse.settings import Home

NONE_YET = (
    "Non ci sono ancora edizioni sigillate. Dopo `pal edition check`, si sigilla con "
    "`pal edition seal ID --since … --until … --title … --by …`."
)
LOOK_AS_IN = "Guarda tutte le viste come in questa edizione"
FILES = {
    "report.pdf": ("Apri il PDF", "application/pdf"),
    "report.xlsx": ("Scarica il foglio", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "report.json": ("Scarica il JSON", "application/json"),
}
STATES = {
    "sigillata": ":material/lock: sigillata",
    "inviata": ":material/send: inviata",
    "integrazioni_richieste": ":material/help: integrazioni richieste",
    "approvata": ":material/check_circle: approvata",
}


def draw(_view: View) -> None:
    """The list, then the chosen edition, then the comparison; the view's filters change nothing here."""
    home = Home.from_environment()
    found = list_editions(home)
    if not found:
        st.info(NONE_YET, icon=":material/info:")
        return
    st.dataframe(list_rows(home, found), hide_index=True, width="stretch")
    names = [one.name for one in reversed(found)]
    chosen = st.selectbox("Edizione", names, key="edizione_scelta", bind="query-params")
    edition = find_edition(home, chosen or names[0])
    show_edition(home, edition)
    show_comparison(home, edition, names)


def show_edition(home: Home, edition: Edition) -> None:
    """One edition: its states, its files, what the checks found."""
    facts = edition.facts
    st.header(facts["title"], anchor=False)
    steps = history(home, edition)
    st.markdown(
        f"{STATES[steps[-1]['state']]} · dal {write_day(facts['since'])} al {write_day(facts['until'])}"
    )
    columns = st.columns(len(FILES))
    for column, (name, (label, mime)) in zip(columns, FILES.items(), strict=True):
        path = edition.folder / REPORT / name
        file_name = f"PAL-{edition.name}{path.suffix}"
        with column:
            st.download_button(label, path.read_bytes(), file_name, mime, key=name, width="stretch")
    if st.session_state.get(AS_IN) != edition.name and st.button(LOOK_AS_IN, icon=":material/history:"):
        st.session_state[AS_IN] = edition.name
        st.rerun()
    with st.expander("Stati"):
        st.dataframe(state_rows(steps), hide_index=True, width="stretch")
    with st.expander(f"Controlli prima della sigillatura ({len(facts['checks'])})"):
        if facts["checks"]:
            st.dataframe(check_rows(edition), hide_index=True, width="stretch")
        else:
            st.write("Nessun blocco e nessun avviso.")


def show_comparison(home: Home, edition: Edition, names: list[str]) -> None:
    """The chosen edition beside another one, or beside today."""
    st.header("Confronto", anchor=False)
    others = [TODAY, *(name for name in names if name != edition.name)]
    other = st.selectbox("Confronta con", others, key="confronta_con", bind="query-params") or TODAY
    rows = compare_rows(str(home.root), edition.name, other, _mark(home, edition, other))
    if rows.empty:
        st.write("Nessun valore è cambiato.")
        return
    st.caption(
        "Valori cumulati alle date dell'edizione. Ogni soggetto entrato o uscito ha una causa sola, "
        "e le cause sommano alla differenza."
    )
    st.dataframe(rows, hide_index=True, width="stretch")


def list_rows(home: Home, found: list[Edition]) -> pd.DataFrame:
    """A line per edition, the newest first."""
    return pd.DataFrame(
        [
            {
                "Edizione": one.name,
                "Titolo": one.facts["title"],
                "Dal": write_day(one.facts["since"]),
                "Al": write_day(one.facts["until"]),
                "Sigillata da": one.facts["sealed_by"],
                "Il": write_day(one.facts["sealed_at"]),
                "Stato": history(home, one)[-1]["state"].replace("_", " "),
            }
            for one in reversed(found)
        ]
    )


def state_rows(steps: list[dict[str, str]]) -> pd.DataFrame:
    """A line per state, with who and when."""
    headings = {
        "state": "Stato",
        "author": "Chi",
        "date": "Quando",
        "protocol": "Protocollo",
        "reason": "Perché",
    }
    return pd.DataFrame([{title: step.get(name, "") for name, title in headings.items()} for step in steps])


def check_rows(edition: Edition) -> pd.DataFrame:
    """A line per finding, blocks first."""
    waived = {row["check"]: row["author"] for row in edition.facts["waivers"]}
    return pd.DataFrame(
        [
            {
                "Effetto": EFFECTS[one["effect"]],
                "Controllo": CHECKS.get(one["check"], one["check"]),
                "Che cosa": one["message"],
                "Ne risponde": waived.get(one["check"], ""),
            }
            for one in edition.facts["checks"]
        ]
    )


@st.cache_data(max_entries=20, show_spinner="Confronto in corso…")
def compare_rows(root: str, first: str, second: str, mark: str) -> pd.DataFrame:
    """The totals that differ, with what each cause adds; `mark` is in the cache's key: another build,
    other rows."""
    rows: list[dict[str, Any]] = []
    with open_comparison(Home(Path(root)), first, second) as comparison:
        labels = comparison.kpis()
        for one in comparison.differences():
            if one.measure == "cumulative" and one.split == "total" and is_different(one):
                values = {"Allora": one.value_a, "Ora": one.value_b, "Differenza": one.difference}
                rows.append(
                    {"Indicatore": labels.get(one.kpi_code, one.kpi_code)}
                    | {name: None if value is None else plain(value) for name, value in values.items()}
                    | {
                        title: plain(one.causes[cause]) if cause in one.causes else 0
                        for cause, title in CAUSES.items()
                    }
                )
    return pd.DataFrame(rows)


def _mark(home: Home, edition: Edition, other: str) -> str:
    """What the comparison depends on: the two sides' contents."""
    second = (
        current_build_id(home)
        if other == TODAY
        else file_hash(find_edition(home, other).folder / "manifest.json")
    )
    return f"{file_hash(edition.folder / 'manifest.json')} {second}"
