"""Che cosa è cambiato: since a day, apart new activity, data that came late and corrections, in sentences."""

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.address import choose_one
from dashboard.data.asking import question_behind
from dashboard.data.changes import (
    Change,
    changes_question,
    end_of,
    load_changes,
    load_delivery_days,
    load_replaced,
)
from dashboard.data.evidence import SHOWN_ROWS, Rows
from dashboard.data.registry import load_partners
from dashboard.formats import format_long_date, format_number
from dashboard.parts.blocks import Table, show_table
from dashboard.parts.evidence import name_button, want_rows
from dashboard.parts.sql_link import link_sql
from dashboard.parts.tables import offer_files, show_plain_table
from dashboard.view import View
from publication.kpis import list_followed
from publication.vocabularies import words_of

LISTED_DAYS = 12
SENTENCES = 6
NEW, LATE = "Attività nuova", "Arrivato tardi"
PARTS = {"new": NEW, "late": LATE}  # of an indicator's evidence, and the columns that count them


def show_changes(view: View) -> None:
    """The choice of the day, the three kinds of change, and the sums as a table."""
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.header(text.CHANGED, anchor=False, width="content")
        day = choose_day(view)
    changes = [change for change in load_changes(view.publication, view.filters, day) if change.moved]
    replaced = load_replaced(view.publication, day, view.filters.partner)
    if not changes and replaced.empty:
        last = next(iter(load_delivery_days(view.publication)), None)
        words = text.NOTHING_CHANGED_HERE if last is not None and last > day else text.NOTHING_CHANGED
        told = words.format(day=format_long_date(day), last=format_long_date(last) if last else text.MISSING)
        st.info(told, icon=":material/info:")
        return
    columns = st.columns(3)
    with columns[0], st.container(border=True, height="stretch"):
        st.subheader(text.NEW_ACTIVITY, anchor=False)
        show_sentences(view, [(change, change.new) for change in changes], text.NO_NEW, "new", day)
    with columns[1], st.container(border=True, height="stretch"):
        st.subheader(text.LATE_DATA, anchor=False)
        show_sentences(view, [(change, change.late) for change in changes], text.NO_LATE, "late", day)
    with columns[2], st.container(border=True, height="stretch"):
        st.subheader(text.CORRECTIONS, anchor=False)
        show_corrections(view, changes, replaced)
    show_sums(view, changes, day)


def choose_day(view: View) -> date:
    """A week ago, or the day before any day on which deliveries came; first what something came after."""
    week_ago = view.build_day - timedelta(7)
    received_days = load_delivery_days(view.publication)[:LISTED_DAYS]
    days = {}
    if not received_days or received_days[0] > week_ago:
        days[f"{week_ago}"] = text.A_WEEK_AGO.format(day=format_long_date(week_ago))
    for received in received_days:
        words = text.BEFORE_DELIVERIES.format(day=format_long_date(received))
        days.setdefault(f"{received - timedelta(1)}", words)
    return date.fromisoformat(choose_one(text.SINCE, "dal", days, next(iter(days)), width=380))


def show_sentences(view: View, parts: list[tuple[Change, float]], nothing: str, part: str, day: date) -> None:
    """`Imprese raggiunte: +15, da 270 a 291`, the headlines first; each opens the rows of what moved."""
    kpis = view.kpis
    moved = [(change, part) for change, part in parts if part and change.code in kpis]
    if not moved:
        st.caption(nothing)
    headline = {code: place for place, code in enumerate(list_followed(view.kpis))}
    for change, number in sorted(moved, key=lambda one: headline.get(one[0].code, len(headline)))[:SENTENCES]:
        kpi = kpis[change.code]
        with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="small"):
            st.markdown(
                f"{kpi.label}: **{kpi.show_change(number)}**, "
                f"da {kpi.show(change.before)} a {kpi.show(change.now)}"
            )
            st.button(
                name_button(text.ROWS, f"{kpi.label}, {PARTS[part].lower()}"),
                key=f"{part}_{text.ROWS}_{change.code}",
                icon=":material/table_rows:",
                type="tertiary",
                on_click=want_rows,
                args=(open_part(view, change, part, day),),
            )
    if len(moved) > SENTENCES:
        rest = len(moved) - SENTENCES
        others = "un altro indicatore" if rest == 1 else f"altri {rest} indicatori"
        st.caption(f"E {others}, nella tabella qui sotto.")


def open_part(view: View, change: Change, part: str, day: date) -> Rows:
    """The rows of what is new, or came late, since a day."""
    words = f"{PARTS[part].lower()}, dopo il {format_long_date(day)}"
    return Rows(change.code, view.filters, part, end_of(day).isoformat(sep=" "), words=words)


def show_corrections(view: View, changes: Iterable[Change], replaced: pd.DataFrame) -> None:
    """How many rows were replaced or taken away since, which they were, and what that did to the figures."""
    if replaced.empty:
        st.caption(text.NO_CORRECTIONS)
    else:
        gone = int(replaced["is_gone"].sum())
        st.markdown(
            f"**{format_number(len(replaced) - gone)}** righe sostituite da versioni nuove, "
            f"**{format_number(gone)}** tolte o annullate."
        )
        with st.popover(text.OPEN_ROWS, icon=":material/table_rows:", type="tertiary"):
            show_replaced(view, replaced)
    for change in changes:
        if change.corrected and change.published is not None and change.code in view.kpis:
            kpi = view.kpis[change.code]
            st.markdown(
                f"{kpi.label}: **{kpi.show_change(change.corrected)}**, pubblicato allora "
                f"{kpi.show(change.published)}"
            )


def show_replaced(view: View, replaced: pd.DataFrame) -> None:
    """The rows that no longer count, and what stands in their place."""
    names = {code: partner.name for code, partner in load_partners(view.publication).items()}
    frame = pd.DataFrame(
        {
            "Partner": replaced["partner_code"].map(names),
            "Tipo": replaced["record_type"].map(words_of("record_type")),
            "File": replaced["file_name"],
            "Foglio": replaced["sheet"],
            "Riga": replaced["row_number"].astype("Int64"),
            "Che cosa": replaced["is_gone"].map({True: "tolta", False: "sostituita"}),
            "Dal file": replaced["new_file_name"],
            "Dalla riga": replaced["new_row_number"].astype("Int64"),
            "Il": pd.to_datetime(replaced["settled_at"]).dt.normalize(),
        }
    )
    show_plain_table("righe_sostituite", frame.head(SHOWN_ROWS))
    if len(frame) > SHOWN_ROWS:
        shown, total = format_number(SHOWN_ROWS), format_number(len(frame))
        st.caption(text.FIRST_ROWS.format(shown=shown, total=total))
    with st.container(horizontal=True):
        offer_files("righe_sostituite", lambda: frame, [view.words], "correzioni")
        link_sql(question_behind(replaced))


def show_sums(view: View, changes: list[Change], day: date) -> None:
    """Every KPI that moved: what was known, what came late, what is new, and today's value; they add up."""
    known = [change for change in changes if change.code in view.kpis]
    frame = pd.DataFrame(
        {
            text.INDICATOR: [view.kpis[change.code].label for change in known],
            "Pubblicato allora": [change.published for change in known],
            "Correzioni": [change.corrected for change in known],
            "Noto allora": [change.before for change in known],
            LATE: [change.late for change in known],
            NEW: [change.new for change in known],
            "Oggi": [change.now for change in known],
        }
    ).astype({"Pubblicato allora": float, "Correzioni": float})
    was_kept = frame["Pubblicato allora"].notna().any()
    if not was_kept:
        frame = frame.drop(columns=["Pubblicato allora", "Correzioni"])

    def open_cell(row: int, column: str) -> Rows:
        part = next((part for part, heading in PARTS.items() if heading == column), None)
        return open_part(view, known[row], part, day) if part else Rows(known[row].code, view.filters)

    with st.expander(text.TABLE, icon=":material/table:"):
        sql = changes_question(view.filters, day)
        table = Table(frame, {}, open_cell, text.INDICATOR, sql=sql)
        show_table(view, "cambiamenti", table, [text.CHANGE_NOTE])
        st.caption(text.CHANGE_NOTE)
        st.caption(text.CHANGE_PUBLISHED if was_kept else text.CHANGE_NOT_PUBLISHED)
