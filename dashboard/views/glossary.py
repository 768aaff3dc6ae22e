"""Glossario: what each KPI counts, by which rule, from which models, and what is still to be confirmed."""

import streamlit as st

from dashboard import text
from dashboard.address import type_words
from dashboard.data.evidence import Rows
from dashboard.data.registry import load_lineage
from dashboard.data.values import load_values
from dashboard.models_page import link_models
from dashboard.parts.evidence import add_rows_button
from dashboard.view import View
from publication.kpis import Kpi
from publication.vocabularies import terms_of, words_of


def draw(view: View) -> None:
    """A card for each KPI that the search finds, two abreast."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = type_words(text.GLOSSARY_SEARCH, "voce", width=420).lower()
        link_models()
    found = [
        kpi for kpi in view.kpis.values() if search in f"{kpi.label} {kpi.code} {kpi.definition}".lower()
    ]
    if not found:
        st.info(text.NOT_FOUND, icon=":material/info:")
    for pair in (found[start : start + 2] for start in range(0, len(found), 2)):
        for column, kpi in zip(st.columns(2), pair, strict=False):
            with column, st.container(border=True, height="stretch"):
                show_kpi(view, kpi)


def show_kpi(view: View, kpi: Kpi) -> None:
    """In plain words first, then the rule, then the models."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(kpi.label, anchor=False, width="content")
        if not kpi.is_confirmed:
            st.badge("da confermare", color="orange")
    st.markdown(kpi.definition)
    st.caption(f"{terms_of('way')[kpi.way].sentence} {kpi.counting_note}")
    parts = [view.kpis[code].label for code in (kpi.numerator, kpi.denominator) if code in view.kpis]
    if len(parts) == 2:
        st.caption(f"Numeratore: {parts[0]}. Denominatore: {parts[1]}.")
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        value = load_values(view.publication, view.filters).get(kpi.code)
        st.markdown(
            f"**{kpi.show(value)}** :gray[{kpi.unit if kpi.unit not in ('%', '€') else ''}] `{kpi.code}`"
        )
        add_rows_button(Rows(kpi.code, view.filters), kpi.label, place="glossario")
    with st.expander(text.MODELS_BEHIND, icon=":material/account_tree:"):
        show_models(view, kpi)


def show_models(view: View, kpi: Kpi) -> None:
    """The models by layer, from the KPI's own back to the delivered rows; of a ratio, of both parts."""
    for code in filter(None, (kpi.numerator, kpi.denominator)) if kpi.way == "ratio" else (kpi.code,):
        lineage = load_lineage(view.publication, code)
        layers = [
            f"**{name}**: {', '.join(lineage[layer])}"
            for layer, name in words_of("layer").items()
            if layer in lineage
        ]
        st.caption("  \n".join(layers))
