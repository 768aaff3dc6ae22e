"""The verdict: how many targets are in line, and which."""

from dataclasses import replace

import streamlit as st

from dashboard import terms, text
from dashboard.data.evidence import Rows
from dashboard.parts.cards import show_line
from dashboard.parts.pace import find_paces
from dashboard.targets import Pace, Standing, describe_pace
from dashboard.view import View


def show_verdict(view: View) -> None:
    """`In linea: 6 obiettivi su 9`, of those confirmed; how many others wait to be."""
    paces = find_paces(view)
    judged = [pace for pace in paces.values() if pace.target.is_confirmed]
    in_line = sum(pace.is_in_line for pace in judged)
    waiting = len(paces) - len(judged)
    if not paces:
        st.subheader(text.NO_TARGET, anchor=False)
        if view.filters.since is not None and view.filters.since > view.start:
            st.caption(text.VERDICT_WINDOW)
        return
    goals = "obiettivo" if in_line == 1 else "obiettivi"
    words = (
        text.VERDICT.format(in_line=in_line, goals=goals, judged=len(judged)) if judged else text.VERDICT_NONE
    )
    colour = "green" if judged and in_line == len(judged) else "orange" if judged else "gray"
    more = f" :gray[· {text.VERDICT_TO_CONFIRM.format(count=waiting)}]" if waiting else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(f":{colour}[{words}]{more}", anchor=False, width="content")
        with st.popover(text.WHICH, icon=":material/target:", type="tertiary"):
            show_judged(view, paces)


def show_judged(view: View, paces: dict[str, Pace]) -> None:
    """The targets behind the verdict, the worst first: how each stands, its sentence, its value's rows."""
    measured = replace(view.filters, since=view.start, until=view.measured_on)

    def order(code: str) -> tuple[bool, int]:
        target, standing = paces[code].target, paces[code].standing
        return not target.is_confirmed, -list(Standing).index(standing)

    for code in sorted(paces, key=order):
        kpi, pace = view.kpis[code], paces[code]
        standing, words = text.CONFIRM, f"Obiettivo {kpi.show_target(pace.target.value)}"
        if pace.target.is_confirmed:
            standing, words = terms.STANDINGS[pace.standing.value], describe_pace(pace, kpi)
        rows = Rows(code, measured)
        show_line(f"{kpi.label} ({standing})", kpi.show(pace.value), rows, None, words, "verdetto")
