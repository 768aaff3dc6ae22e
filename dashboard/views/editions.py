"""Edizioni: the sealed reports, their state, their files, two compared, what the checks say.

From here any view can be looked at as in an edition.
"""

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.address import choose_one
from dashboard.as_text import as_text
from dashboard.current import AS_IN, look_as_in
from dashboard.data.registry import load_partners
from dashboard.filters import name_province
from dashboard.parts.blocks import Table, show_table
from dashboard.parts.edition_comparison import Moved, Pair, load_differences, name_differences, numbers_of
from dashboard.parts.tables import XLSX
from dashboard.periods import Period
from dashboard.view import View
from editions.comparing.pair import TODAY
from editions.drafts import open_drafts
from editions.folder import REPORT, Edition, find_edition, list_editions
from editions.gate.checks import sealed_findings
from editions.sealing.manifest import file_hash
from editions.states import DRAFT, history
from publication.figures import format_date
from publication.files import current_build_id
from publication.vocabularies import title_of
from storage.home import Home

PDF = "application/pdf"
FILES = {
    "report.pdf": ("Apri il PDF", "", PDF),
    "report.xlsx": ("Scarica il foglio", "", XLSX),
    "report.json": ("Scarica il JSON", "", "application/json"),
    "evidence.xlsx": ("Scarica le righe", "-righe", XLSX),
    "internal.pdf": ("Apri l’allegato interno", "-interno", PDF),
}
"""What the reader gets of an edition: how its button reads, what its name ends with."""
STATES = {
    "sigillata": ":material/lock: sigillata",
    "inviata": ":material/send: inviata",
    "integrazioni_richieste": ":material/help: integrazioni richieste",
    "approvata": ":material/check_circle: approvata",
}
MEASURES = ("cumulative", "in_period")


def draw(view: View) -> None:
    """The list, the chosen edition, the comparison; province and partner say what is compared."""
    home = Home.from_environment()
    found = list_editions(home)
    listed = list_rows(home, found)
    if listed.empty:
        st.info(text.NO_EDITION, icon=":material/info:")
        return
    show_table(view, "edizioni", Table(listed, pinned="Edizione"))
    if not found:
        st.info(text.ONLY_DRAFTS, icon=":material/info:")
        return
    names = [one.name for one in reversed(found)]
    chosen = choose_one("Edizione", "edizione", {name: name for name in names}, names[0], width=340)
    edition = find_edition(home, chosen)
    show_edition(view, home, edition)
    show_comparison(view, home, edition, names)


def show_edition(view: View, home: Home, edition: Edition) -> None:
    """One edition: its states, its files, what the checks found."""
    facts = edition.facts
    st.header(as_text(facts["title"]), anchor=False)
    steps = history(home, edition)
    st.markdown(
        f"{STATES[steps[-1]['state']]} · dal {format_date(facts['since'])} al {format_date(facts['until'])}"
    )
    with st.container(horizontal=True):
        for name, (label, ending, mime) in FILES.items():
            path = edition.folder / REPORT / name
            if path.is_file():  # an edition sealed before has fewer
                file_name = f"PAL-{edition.name}{ending}{path.suffix}"
                st.download_button(label, path.read_bytes, file_name, mime, key=name, on_click="ignore")
        if st.session_state.get(AS_IN) != edition.name:
            st.button(
                text.LOOK_AS_IN,
                icon=":material/history:",
                on_click=look_as_in,
                args=(edition, Period(view.start, view.end)),
            )
    with st.expander("Stati"):
        show_table(view, "stati", Table(state_rows(steps)))
    with st.expander(f"Controlli prima della sigillatura ({len(facts['checks'])})"):
        if facts["checks"]:
            show_table(view, "controlli", Table(check_rows(edition), widths={"Che cosa": 620}))
        else:
            st.write("Nessun blocco e nessun avviso.")


def show_comparison(view: View, home: Home, edition: Edition, names: list[str]) -> None:
    """The chosen edition beside another one or today: the total, or a province's or partner's own figures."""
    st.header("Confronto", anchor=False)
    left, right = st.columns(2)
    others = {name: name for name in (TODAY, *names) if name != edition.name}
    with left:
        other = choose_one("Confronta con", "con", others, TODAY, width=340)
    with right:
        measures = {code: title_of("measure", code) for code in MEASURES}
        measure = choose_one("Misura", "misura", measures, "cumulative", st.segmented_control)
    if len(view.filters.provinces) + len(view.filters.partners) > 1:
        st.info(text.ONE_CELL_ONLY, icon=":material/info:")
        return
    split, cell, where = name_cell(view)
    pair = Pair(home.root, edition.name, other, mark_contents(home, edition, other))
    found = load_differences(pair)
    rows = found[(found["measure"] == measure) & (found["split"] == split) & (found["cell"] == cell)]
    rows = rows[rows["kpi_code"].isin(list(view.kpis))].reset_index(drop=True)
    if rows.empty:
        st.write(text.NOTHING_DIFFERS)
        return

    def open_cell(row: int, _: str) -> Moved:
        kpi = view.kpis[rows["kpi_code"].iloc[row]]
        parts = (kpi.numerator, kpi.denominator) if kpi.way == "ratio" else (kpi.code,)
        codes = tuple(code for code in parts if code)
        return Moved(pair, codes, measure, split, cell, f"{kpi.label}: {edition.name} → {other}, {where}")

    notes = [text.COMPARED_EDITION.format(where=where)]
    st.caption(notes[0])
    named = name_differences(rows, view.kpis)
    table = Table(named, open_cell=open_cell, pinned=text.INDICATOR, figures=numbers_of(rows))
    show_table(view, "confronto", table, notes)


def name_cell(view: View) -> tuple[str, str, str]:
    """The cell that the filters choose in an edition: its split, its code, and how it reads."""
    if view.filters.province:
        return "province", view.filters.province, name_province(view.publication, view.filters.province)
    if view.filters.partner:
        return "partner", view.filters.partner, load_partners(view.publication)[view.filters.partner].name
    return "total", "", text.REGION


def list_rows(home: Home, found: list[Edition]) -> pd.DataFrame:
    """A line per edition, drafts first, then the newest."""
    drafts = [
        (one.row["edition"], one.title, one.since, one.until, DRAFT, one.row["author"], one.row["date"])
        for one in reversed(open_drafts(home))
    ]
    sealed = [
        (
            one.name,
            one.facts["title"],
            one.facts["since"],
            one.facts["until"],
            history(home, one)[-1]["state"].replace("_", " "),
            one.facts["sealed_by"],
            one.facts["sealed_at"],
        )
        for one in reversed(found)
    ]
    headings = ["Edizione", "Titolo", "Dal", "Al", "Stato", "Di", "Il"]
    rows = pd.DataFrame([*drafts, *sealed], columns=headings)
    rows["Il"] = rows["Il"].map(format_date)
    return rows.assign(Dal=rows["Dal"].map(pd.Timestamp), Al=rows["Al"].map(pd.Timestamp))


def state_rows(steps: list[dict[str, str]]) -> pd.DataFrame:
    """A line per state, with who and when."""
    headings = {
        "state": "Stato",
        "author": "Chi",
        "date": "Quando",
        "protocol": "Protocollo",
        "deadline": "Scadenza",
        "reason": "Perché",
    }
    return pd.DataFrame([{title: step.get(name, "") for name, title in headings.items()} for step in steps])


def check_rows(edition: Edition) -> pd.DataFrame:
    """A line per finding, blocks first."""
    return pd.DataFrame(
        [
            {
                "Effetto": title_of("effect", one.effect),
                "Controllo": title_of("check", one.check),
                "Che cosa": one.message,
                "Ne risponde": one.waiver["author"] if one.waiver else "",
            }
            for one in sealed_findings(edition.facts)
        ]
    )


def mark_contents(home: Home, edition: Edition, other: str) -> str:
    """What a comparison depends on: the two sides' contents."""
    second = (
        current_build_id(home)
        if other == TODAY
        else file_hash(find_edition(home, other).folder / "manifest.json")
    )
    return f"{file_hash(edition.folder / 'manifest.json')} {second}"
