"""Da fare: partners that are late, deliveries that wait or were refused, rows rejected, rules, targets behind."""

from collections import Counter

import streamlit as st

from dashboard import text
from dashboard.data.asking import records
from dashboard.data.delivered import Delivered, count_delivered
from dashboard.data.deliveries import load_deliveries, load_rule_tasks
from dashboard.data.months import find_absent
from dashboard.data.registry import load_partners
from dashboard.formats import format_number, join_months
from dashboard.parts.evidence import add_rows_button
from dashboard.view import View
from publication.targets import describe_pace
from publication.vocabularies import titles_of, words_of


def show_todo(view: View) -> None:
    """What someone must act on, most pressing first."""
    st.subheader(text.TO_DO, anchor=False)
    tasks = list_tasks(view)
    for task in tasks:
        st.markdown(task)
    rejected = Delivered(
        "outcome", titles_of("outcome", plural=True)["rejected"], view.filters.partner, "rejected"
    )
    count = int(count_delivered(view.publication, rejected))
    if not tasks and not count:
        st.markdown(f":green[:material/check_circle: {text.NOTHING_TO_DO}]")
    if count:
        told = count_words(count, "riga respinta", "righe respinte")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f":red[:material/error:] {told}", width="content")
            add_rows_button(rejected, told, "respinte")


def list_tasks(view: View) -> list[str]:
    """Each task as a line."""
    tasks = list_missing(view)
    deliveries = records(load_deliveries(view.publication, view.filters.partner))
    names = load_partners(view.publication)
    for status, sign, words in (
        ("refused", ":red[:material/block:]", text.REFUSED),
        ("waiting", ":orange[:material/pause_circle:]", text.WAITING),
    ):
        counts = Counter(one["partner_code"] for one in deliveries if one["status"] == status)
        for code, count in counts.most_common():
            name = names[code].name if code in names else words_of("sender")["registro"]
            told = count_words(count, "consegna rifiutata", "consegne rifiutate")
            if status == "waiting":
                told = count_words(count, "consegna completa", "consegne complete")
            tasks.append(f"{sign} {words.format(partner=name, deliveries=told, view=text.DELIVERIES)}")
    return tasks + list_rules(view) + list_behind(view)


def list_rules(view: View) -> list[str]:
    """What the rules found that somebody has to act on: amounts, hours, networks of one, failed checks."""
    return [
        f":orange[:material/rule:] {one['message'].partition(':')[0]}: "
        f"{count_words(one['rows'], 'riga', 'righe')}, in *{text.DELIVERIES}*"
        for one in records(load_rule_tasks(view.publication, view.filters.partner))
    ]


def count_words(count: int, one: str, many: str) -> str:
    """`1 consegna`, `2 consegne`."""
    return f"{format_number(count)} {one if count == 1 else many}"


def list_missing(view: View) -> list[str]:
    """The partners that lack months whose term has passed."""
    overdue = [one for one in view.partner_months if one.state == "missing"]
    names = load_partners(view.publication)
    return [
        f":red[:material/schedule:] {names[code].name}: manca {join_months(months)}"
        for code, months in find_absent(overdue).items()
        if code in names and view.filters.has_partner(code)
    ]


def list_behind(view: View) -> list[str]:
    """The confirmed targets that are behind their path."""
    return [
        f":orange[:material/trending_down:] {view.kpis[code].label}. {describe_pace(target, view.kpis[code])}"
        for code, target in view.next_targets.items()
        if target.standing is not None and not target.is_in_line
    ]
