"""One network: its members on the map, what happened to it on a time line, and where each line comes from."""

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.address import choose_one
from dashboard.as_text import as_text
from dashboard.charts.lines import Fact, draw_time_line
from dashboard.charts.provinces import draw_province_map, load_areas
from dashboard.data.asking import as_code, as_day, question_behind, records
from dashboard.data.delivered import Delivered
from dashboard.data.networks import load_member_places, load_members, load_network_facts, load_networks
from dashboard.data.registry import load_partners
from dashboard.filters import name_province
from dashboard.formats import format_date, format_number
from dashboard.parts.blocks import Table, show_block, show_chart, show_table
from dashboard.view import View
from publication.vocabularies import titles_of, words_of

NOTHING = "nessuna"


def show_one_network(view: View) -> None:
    """The choice of a network, kept in the address, and all that is known of it."""
    networks = {row["network_id"]: row for row in records(load_networks(view.publication, view.filters))}
    names = {
        code: f"{row['network_name'] or text.ONE_NETWORK} ({code[:5]})" for code, row in networks.items()
    }
    nothing = {NOTHING: text.NO_NETWORK_CHOSEN}
    network = networks.get(choose_one(text.CHOOSE_NETWORK, "rete", nothing | names, NOTHING, width=420))
    if network is None:
        return
    st.caption(as_text(describe(network)))
    members = load_members(view.publication, network["network_id"])
    left, right = st.columns([2, 3], gap="large")
    with left:
        show_members_map(view, network["network_id"])
    with right:
        show_facts(view, network["network_id"])
    st.subheader(text.MEMBERS, anchor=False)
    show_members(view, members)


def describe(network: dict[str, object]) -> str:
    """Form, dates and register in one line."""
    days = {
        name: as_day(network[key])
        for name, key in (
            ("aperta", "opened_date"),
            ("firmata", "signed_date"),
            ("sciolta", "dissolved_date"),
        )
    }
    words = [words_of("legal_kind").get(str(network["legal_kind"]), "forma non nota")]
    words += [f"{name} il {format_date(day)}" for name, day in days.items() if day]
    words.append("preesistente" if network["existed_before"] is True else "")
    words.append("nel registro delle imprese" if network["is_in_register"] is True else "non nel registro")
    return " · ".join(filter(None, words))


def show_members_map(view: View, network_id: str) -> None:
    """Members who have not left, by province; those that the map cannot show are said."""
    places = load_member_places(view.publication, network_id)
    counts = dict(zip(places["province_code"], places["members"], strict=True))
    lombard = {area.code: float(counts[area.code]) for area in load_areas() if area.code in counts}
    shown = {code: format_number(value) for code, value in lombard.items()}
    alt = f"{text.MEMBERS} per provincia: " + ", ".join(f"{code} {value}" for code, value in shown.items())
    opens = [
        Delivered(
            "members",
            f"{text.MEMBERS}, {area.name}",
            a=network_id,
            b=area.code,
        )
        for area in load_areas()
    ]
    show_chart(
        view,
        "aderenti_per_provincia",
        draw_province_map(lombard, shown, "aderenti", view.palette),
        alt,
        opens,
        question_behind(places),
    )
    others = {code: count for code, count in counts.items() if code not in lombard}
    if others:
        words = ", ".join(
            f"{name_province(view.publication, str(code))} {count}" for code, count in others.items()
        )
        st.caption(text.MEMBERS_OUTSIDE.format(members=words))


def show_facts(view: View, network_id: str) -> None:
    """Acts, adhesions, services and changes on a time line, each with its source."""
    facts = load_network_facts(view.publication, network_id)
    rows = records(facts)
    lanes_of = titles_of("network_act") | titles_of("network_event_kind")
    services = words_of("service_kind")
    marks = []
    for row in rows:
        day, detail = as_day(row["happened_on"]), as_code(row["detail"])
        kind = lanes_of.get(row["kind"], lanes_of["other"])
        detail = services.get(detail or "", detail)
        if day is not None:
            marks.append(Fact(day, kind, f"{kind}{f': {detail}' if detail else ''}"))
    names = {code: partner.short_name for code, partner in load_partners(view.publication).items()}
    frame = pd.DataFrame(
        {
            "Data": pd.to_datetime(facts["happened_on"]),
            "Fatto": [mark.words for mark in marks],
            "Partner": facts["partner_code"].map({**names, **words_of("sender")}),
            "File": facts["file_name"],
            "Riga": facts["row_number"].astype("Int64"),
        }
    )
    present = {mark.lane for mark in marks}
    lanes = [lane for lane in dict.fromkeys(lanes_of.values()) if lane in present]
    alt = f"{text.FACTS}: " + ", ".join(f"{format_date(mark.day)} {mark.words}" for mark in marks)
    show_block(
        view,
        "fatti_della_rete",
        draw_time_line(marks, lanes, view.palette),
        alt,
        Table(frame, sql=question_behind(facts)),
    )


def show_members(view: View, members: pd.DataFrame) -> None:
    """The delivered memberships, each with its file and row."""
    names = {code: partner.short_name for code, partner in load_partners(view.publication).items()}
    frame = pd.DataFrame(
        {
            "Impresa": members["firm_name"],
            "Provincia": [name_province(view.publication, code) for code in members["province_code"]],
            "Ruolo": members["member_role"].map(words_of("member_role")),
            "Adesione": pd.to_datetime(members["joined_date"]),
            "Recesso": pd.to_datetime(members["left_date"]),
            "Prova": members["evidence_level"].map(words_of("evidence_level")),
            "Partner": members["partner_code"].map(names),
            "File": members["file_name"],
            "Riga": members["row_number"].astype("Int64"),
        }
    )
    show_table(view, "aderenti", Table(frame, pinned="Impresa", sql=question_behind(members)))
