"""Rules broken and deliveries as tables; a cell opens the rows that it counts."""

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.data.asking import question_behind
from dashboard.data.delivered import Delivered
from dashboard.data.deliveries import OUTCOMES, load_deliveries, load_rules_broken
from dashboard.data.registry import load_partners
from dashboard.parts.blocks import Table, show_table
from dashboard.parts.nothing import tell_nothing
from dashboard.view import View
from publication.vocabularies import titles_of, words_of

WRONG, EFFECT, CONSEQUENCE = "Che cosa non va e come rimediare", "Effetto", "Che cosa ne è delle cifre"


def show_rules(view: View) -> None:
    """The rules broken, those that reject first, most often first."""
    rules = load_rules_broken(view.publication, view.filters.partner)
    if rules.empty:
        tell_nothing(view)
        return
    frame = pd.DataFrame(
        {
            WRONG: rules["message_it"],
            EFFECT: rules["severity"].map(words_of("severity")),
            CONSEQUENCE: rules["consequence_it"],
            "Righe": rules["rows"].astype("Int64"),
            "Consegne": rules["deliveries"].astype("Int64"),
        }
    )

    def open_cell(row: int, _: str) -> Delivered:
        rule = rules.iloc[row]
        return Delivered("rule", rule["message_it"], view.filters.partner, rule["rule_code"])

    show_table(
        view,
        "regole",
        Table(frame, {}, open_cell, None, {WRONG: 640, CONSEQUENCE: 420}, sql=question_behind(rules)),
        [text.RULES_NOTE],
    )
    st.caption(text.RULES_NOTE)


def open_outcome(outcome: str, title: str, partner: str | None, delivery: str = "") -> Delivered:
    """What a number of rows of an outcome opens: the rows, or how many in each file where they count."""
    kind = "counted" if outcome in ("accepted", "received") else "outcome"
    return Delivered(kind, title, partner, outcome, delivery)


def show_deliveries(view: View) -> None:
    """Every delivery, newest first: when, what, until which day, what became of its rows."""
    found = load_deliveries(view.publication, view.filters.partner)
    if found.empty:
        tell_nothing(view)
        return
    partners = {code: one.name for code, one in load_partners(view.publication).items()}

    record_types, outcomes = words_of("record_type"), titles_of("outcome", plural=True)

    def name_types(types: object) -> str:
        return ", ".join(record_types.get(one, one) for one in str(types).split(", ")) if types else ""

    frame = pd.DataFrame(
        {
            "Consegna": found["delivery_id"],
            text.PARTNER: found["partner_code"].map({**partners, **words_of("sender")}),
            "File": found["file_name"],
            "Ricevuta": pd.to_datetime(found["received_at"]).dt.normalize(),
            "Stato": found["status"].map(words_of("status")),
            # Its figures before its long words: those are seen without moving the table.
            text.RECEIVED: found["received"].astype("Int64"),
            **{outcomes[outcome]: found[outcome].astype("Int64") for outcome in OUTCOMES},
            "Fatti fino al": pd.to_datetime(found["data_through"]),
            "Contiene": [name_types(types) for types in found["record_types"].fillna("")],
            "Perché": found["reason"],
            "Non letto": found["told"],
        }
    )
    codes = {text.RECEIVED: "received"} | {outcomes[outcome]: outcome for outcome in OUTCOMES}

    def open_cell(row: int, column: str) -> Delivered:
        delivery, name = str(found["delivery_id"].iloc[row]), str(found["file_name"].iloc[row])
        title = f"{column if column in codes else text.RECEIVED}, «{name}»"
        return open_outcome(codes.get(column, "received"), title, None, delivery)

    show_table(view, "consegne", Table(frame, {}, open_cell, "Consegna", sql=question_behind(found)))
