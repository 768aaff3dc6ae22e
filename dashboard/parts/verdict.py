"""The verdict: how many targets are in line, and which."""

import streamlit as st

from dashboard import text
from dashboard.formats import format_long_date, join_words
from dashboard.parts.cards import show_line
from dashboard.theme import Palette
from dashboard.view import View
from publication.targets import (
    Target,
    count_verdict,
    describe_pace,
    describe_standing,
    describe_unjudged,
    describe_verdict,
)

WORST_FIRST = ("missed", "behind", "on_path", "reached", None)


def show_verdict(view: View) -> None:
    """`In linea: 6 obiettivi su 9`, of those confirmed; how many others wait to be."""
    targets = view.next_targets
    if not targets:
        st.subheader(text.NO_TARGET, anchor=False)
        return
    verdict = count_verdict(targets.values())
    judged, unjudged = verdict.judged, describe_unjudged(verdict)
    colour = "green" if judged and verdict.in_line == judged else "orange" if judged else "gray"
    more = f" :gray[· {unjudged}]" if unjudged else ""
    late = [
        f"{view.kpis[one.kpi_code].label.lower()} ({view.kpis[one.kpi_code].show(one.value)} su "
        f"{view.kpis[one.kpi_code].show_target(one.target)})"
        for one in targets.values()
        if one.standing in ("behind", "missed")
    ]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="verdetto"):
        st.subheader(f":{colour}[{describe_verdict(verdict)}]{more}", anchor=False, width="content")
        measured = sorted({one.measured_on for one in targets.values() if one.measured_on})
        if judged and measured:
            words = text.MEASURED if view.is_from_start else text.MEASURED_FROM_START
            st.caption(words.format(day=format_long_date(measured[-1])), width="content")
        if late:
            st.markdown(text.LATE_TARGETS.format(targets=join_words(late)), width="content")
        with st.popover(text.WHICH, icon=":material/target:", type="tertiary"):
            show_judged(view, targets)


def show_judged(view: View, targets: dict[str, Target]) -> None:
    """The targets behind the verdict, the worst first: how each stands, its sentence, its value's rows."""
    for target in sorted(targets.values(), key=lambda one: WORST_FIRST.index(one.standing)):
        kpi = view.kpis[target.kpi_code]
        words = f"Obiettivo {kpi.show_target(target.target)}"
        if target.is_confirmed:
            words = describe_pace(target, kpi)
        label = f"{kpi.label} ({describe_standing(target)})"
        show_line(label, kpi.show(view.value_of(target)), view.rows_of(target), None, words, "verdetto")


def pick_colour(target: Target, palette: Palette) -> str:
    """Green for done or on its path, amber behind, red missed; grey where nothing is judged."""
    colours = {
        "reached": palette.done,
        "on_path": palette.done,
        "behind": palette.behind,
        "missed": palette.act,
    }
    return palette.context if target.standing is None else colours[target.standing]
