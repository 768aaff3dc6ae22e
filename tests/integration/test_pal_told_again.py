"""A column that was added later or left out: the same contact or service counts once, and what it said stays said."""

from pathlib import Path

import pytest
from pal_home import ask, ask_value, deliver, run_pal

CODED = (
    "Codice contatto;Data contatto;Tipo contatto;Codice impresa;Ragione sociale;Comune;Provincia;Argomento"
)
UNCODED = CODED.partition(";")[2]
ALFA = "03/05/2012;visita aziendale;A1;Alfa S.r.l.;Lecco;LC"
BETA = "04/05/2012;visita aziendale;A2;Beta S.r.l.;Lecco;LC"
SERVICE_CODED = (
    "Codice servizio;Data servizio;Tipo servizio;Codice impresa;Ragione sociale;Comune;Provincia;Ore"
)
SERVICE_UNCODED = SERVICE_CODED.partition(";")[2]
SERVICE = "05/06/2012;consulenza legale;A1;Alfa S.r.l.;Lecco;LC;2"

# Partner: the header and rows of each delivery in turn, the KPI looked at, and what is right.
LISTS = {
    "lecco": (  # left out later
        [(CODED, [f"C1;{ALFA};rete", f"C2;{BETA};rete"]), (UNCODED, [f"{ALFA};rete", f"{BETA};rete"])],
        "contacts_held",
        2,
    ),
    "como": (  # added later
        [(UNCODED, [f"{ALFA};rete", f"{BETA};rete"]), (CODED, [f"C1;{ALFA};rete", f"C2;{BETA};rete"])],
        "contacts_held",
        2,
    ),
    "pavia": (  # there, left out, there again; the second time told in other words
        [
            (CODED, [f"C1;{ALFA};rete"]),
            (UNCODED, [f"{ALFA};rete d'impresa"]),
            (CODED, [f"C1;{ALFA};rete", f"C2;{BETA};rete"]),
        ],
        "contacts_held",
        2,
    ),
    "monza_brianza": (  # two of one firm, day and kind stay two
        [
            (CODED, [f"C1;{ALFA};rete", f"C2;{ALFA};fiera"]),
            (UNCODED, [f"{ALFA};rete", f"{ALFA};fiera", f"{BETA};rete"]),
        ],
        "contacts_held",
        3,
    ),
    "alto_milanese": (  # in one delivery a row without code is another one
        [(CODED, [f"C1;{ALFA};rete", f";{ALFA};fiera"])],
        "contacts_held",
        2,
    ),
    "assolombarda": (  # the firm by code, by name, by number; two of one name are two
        [
            (
                "Data contatto;Tipo contatto;Codice impresa;Ragione sociale;Comune;Provincia",
                [ALFA, BETA, "05/05/2012;visita aziendale;A3;Gamma S.r.l.;Lecco;LC"],
            ),
            (
                "Data contatto;Tipo contatto;Ragione sociale;Comune;Provincia",
                [
                    "03/05/2012;visita aziendale;Alfa S.r.l.;Lecco;LC",
                    "04/05/2012;visita aziendale;Beta S.r.l.;Lecco;LC",
                    "05/05/2012;visita aziendale;Gamma S.r.l.;Lecco;LC",
                    "05/05/2012;visita aziendale;Gamma S.r.l.;Como;CO",
                ],
            ),
            (
                "Data contatto;Tipo contatto;Ragione sociale;Partita IVA;Comune;Provincia",
                [
                    "03/05/2012;visita aziendale;Alfa S.r.l.;00743110157;Lecco;LC",
                    "04/05/2012;visita aziendale;Beta S.r.l.;01234567897;Lecco;LC",
                    "05/05/2012;visita aziendale;Gamma S.r.l.;09876543217;Lecco;LC",
                    "05/05/2012;visita aziendale;Gamma S.r.l.;12345670017;Como;CO",
                ],
            ),
        ],
        "contacts_held",
        4,
    ),
    "acf": (
        [(SERVICE_CODED, [f"S1;{SERVICE}", f"S2;{SERVICE}"]), (SERVICE_UNCODED, [SERVICE, SERVICE])],
        "services_delivered",
        2,
    ),
    "polimi_tto": (  # two services: a code added later, and a network by name and then by code
        [
            (SERVICE_UNCODED, [SERVICE]),
            (SERVICE_CODED, [f"S1;{SERVICE}"]),
            (
                "Data servizio;Tipo servizio;Codice rete;Nome rete;Ore",
                [
                    "06/06/2012;consulenza legale;;Rete Prova;3",
                    "07/06/2012;consulenza legale;R9;Rete Prova;3",
                ],
            ),
            ("Data servizio;Tipo servizio;Codice rete;Ore", ["06/06/2012;consulenza legale;R9;3"]),
        ],
        "services_delivered",
        3,
    ),
}

SERVICES = "Data servizio;Tipo servizio;Ragione sociale;Comune;Provincia;Ore"
ADVICE = "05/06/2012;consulenza legale;Zeta S.r.l.;Lecco;LC"
EXPENSES = "Data;Categoria;Fornitore;N. documento;Importo;Importo pagato"
INVOICE = "05/06/2012;personale;Studio Uno S.r.l.;7/2012"
VISITS = "Data contatto;Tipo contatto;Ragione sociale;Comune;Provincia"
VISIT = "05/06/2012;visita aziendale;Zeta S.r.l.;Lecco;LC"
MEMBERS = "Codice rete;Nome rete;Ragione sociale;Comune;Provincia;Data adesione;Ruolo"

# The same of lists that lack a column of the one before: what the column said stays, and is told.
LEFT_OUT = {
    "lecco": (
        [
            (SERVICES, [f"{ADVICE};2"]),
            (SERVICES[:-4], [ADVICE, "06/06" + ADVICE[5:]]),
            (SERVICES[:-4], [ADVICE]),
        ],
        "service_hours",
        2,
        "hours",
    ),
    "monza_brianza": (  # a cell that is there and empty says nothing any more
        [(SERVICES, [f"{ADVICE};2"]), (SERVICES, [f"{ADVICE};"]), (SERVICES[:-4], [ADVICE])],
        "service_hours",
        0,
        None,
    ),
    "como": (
        [(EXPENSES, [f"{INVOICE};100,00;80,00"]), (EXPENSES[:-15], [f"{INVOICE};90,00"])],
        "expenses_paid_eur",
        80,
        "paid_eur",
    ),
    "acf": (
        [(VISITS + ";Esito", [f"{VISIT};annullata"]), (VISITS + ";Argomento", [f"{VISIT};rete"])],
        "contacts_held",
        0,
        "outcome",
    ),
    "alto_milanese": (
        [
            (
                "Codice rete;Nome rete;Data firma",
                ["R1;Rete Prova;01/02/2012"],
            ),
            (
                MEMBERS + ";Data recesso",
                [
                    "R1;Rete Prova;Zeta S.r.l.;Lecco;LC;01/02/2012;mandatario;",
                    "R1;Rete Prova;Eta S.r.l.;Lecco;LC;01/02/2012;retista;01/06/2012",
                ],
            ),
            (
                MEMBERS,
                [
                    "R1;Rete Prova;Zeta S.r.l.;Lecco;LC;01/02/2012;retista",
                    "R1;Rete Prova;Eta S.r.l.;Lecco;LC;01/02/2012;retista",
                ],
            ),
        ],
        "network_memberships",
        1,
        "left_date",
    ),
    "polimi_tto": (
        [
            ("Codice evento;Titolo;Data evento;Comune", ["E1;Reti;05/06/2012;Lecco"]),
            ("Codice evento;Titolo;Data evento", ["E1;Reti e imprese;05/06/2012"]),
        ],
        "events_held --province LC",
        1,
        "municipality",
    ),
}

DOCUMENTED = "Data;Categoria;Fornitore;N. documento;Attività;Importo"

# What makes the key is a column that one list has and another lacks: the same row, by what it says, else in order.
KEYS_LEFT_OUT = {
    "lecco": (  # without activity a line is its document's, whatever amount it corrects
        [
            (
                DOCUMENTED,
                [
                    "05/06/2012;viaggi;Studio Lecco S.r.l.;7/2012;Fiera;100",
                    "06/06/2012;viaggi;Studio Due S.r.l.;8;Desk;50",
                ],
            ),
            (
                DOCUMENTED.replace(";Attività", ""),
                [
                    "05/06/2012;viaggi;Studio Lecco S.r.l.;7/2012;90",
                    "06/06/2012;viaggi;Studio Due S.r.l.;8;50",
                ],
            ),
        ],
        "expenses_incurred_eur",
        140,
    ),
    "como": (
        [
            (DOCUMENTED, ["05/06/2012;viaggi;Studio Como S.r.l.;7/2012;Fiera;100"]),
            (DOCUMENTED.replace(";N. documento", ""), ["05/06/2012;viaggi;Studio Como S.r.l.;Fiera;100"]),
        ],
        "expenses_incurred_eur",
        190,  # beside 90 of personnel
    ),
    "pavia": (  # two of one day and amount stay two
        [
            (
                DOCUMENTED,
                [
                    "05/06/2012;viaggi;Studio Uno S.r.l.;7;Fiera;100",
                    "05/06/2012;viaggi;Studio Due S.r.l.;8;Fiera;100",
                ],
            ),
            ("Data;Categoria;Importo", ["05/06/2012;viaggi;100", "05/06/2012;viaggi;100"]),
        ],
        "expenses_incurred_eur",
        200,
    ),
    "monza_brianza": (  # columns added later
        [
            ("Data;Categoria;Importo", ["05/06/2012;viaggi;100", "05/06/2012;viaggi;70"]),
            (
                DOCUMENTED,
                [
                    "05/06/2012;viaggi;Studio Monza S.r.l.;7;Fiera;100",
                    "05/06/2012;viaggi;Studio Due S.r.l.;8;Fiera;70",
                ],
            ),
        ],
        "expenses_incurred_eur",
        170,
    ),
    "assolombarda": (  # a firm's place left out, and the row that says the same goes before the first
        [
            (SERVICE_CODED, [f"S1;{SERVICE[:-1]}2", f"S2;{SERVICE[:-1]}3"]),
            (SERVICE_UNCODED, [f"{SERVICE[:-1]}3"]),
            (
                "Data servizio;Tipo servizio;Ragione sociale;Ore",
                ["05/06/2012;consulenza legale;Alfa S.r.l.;2"],
            ),
        ],
        "service_hours",
        5,
    ),
}

# The version that counts of budgets and of a target, where a list has no column for its day.
VERSIONS = {
    "lecco": [
        ("Categoria;Budget;Data versione", ["personale;1000;01/01/2012"]),
        ("Categoria;Budget", ["personale;1200"]),
        ("KPI;Valore;Entro il", ["firms_reached;120;31/12/2013"]),
    ],
    "como": [
        ("Categoria;Budget", ["personale;1000"]),
        ("Categoria;Budget;Data versione", ["personale;1300;01/06/2012"]),
        ("Categoria;Budget;Data versione", ["personale;1100;01/01/2012"]),
    ],
    "assolombarda": [("KPI;Valore;Entro il;Data versione", ["firms_reached;100;31/12/2013;01/01/2012"])],
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All partners' deliveries, one after the other."""
    home = tmp_path_factory.mktemp("codes") / "home"
    for number in range(max(len(deliveries) for deliveries, *_ in LISTS.values())):
        for name, lists in (("elenco", LISTS), ("altro", LEFT_OUT), ("chiave", KEYS_LEFT_OUT)):
            for partner, (deliveries, *_) in lists.items():
                if number < len(deliveries):
                    deliver(home, partner, f"{name}_{number}.csv", *deliveries[number])
        for partner, versions in VERSIONS.items():
            if number < len(versions):
                deliver(home, partner, f"versione_{number}.csv", *versions[number])
        run_pal(home, "ingest", "--received-at", f"2012-{7 + number:02d}-01T09:00")
    run_pal(home, "refresh")
    return home


@pytest.mark.parametrize("partner", LISTS)
def test_what_has_a_code_in_one_delivery_and_none_in_another_counts_once(home: Path, partner: str) -> None:
    _, code, right = LISTS[partner]
    assert ask_value(home, code, "--partner", partner) == right


@pytest.mark.parametrize("partner", LEFT_OUT)
def test_what_a_list_no_longer_has_a_column_for_stays_said(home: Path, partner: str) -> None:
    _, question, right, _ = LEFT_OUT[partner]
    assert ask_value(home, *question.split(), "--partner", partner) == right


@pytest.mark.parametrize("partner", KEYS_LEFT_OUT)
def test_a_row_whose_list_lacks_a_column_of_its_key_counts_once(home: Path, partner: str) -> None:
    _, code, right = KEYS_LEFT_OUT[partner]
    assert ask_value(home, code, "--partner", partner) == right


def test_a_column_that_was_left_out_is_told(home: Path) -> None:
    told = {
        (one["delivery_id"].split("-")[0], one["field"])
        for one in ask(home, "issues")
        if one["rule_code"] == "column_left_out"
    }
    assert ("monza_brianza", "hours") not in told
    assert told >= {(partner, field) for partner, (*_, field) in LEFT_OUT.items() if field}


def test_a_version_without_its_day_is_the_one_after_those_that_had_come(home: Path) -> None:
    told = ask(
        home,
        "sql",
        "select partner_code as of, budget_eur::int as value from fct_budgets where is_current union "
        "select kpi_code, value::int from fct_targets where is_current and period_end = '2013-12-31'",
    )
    assert {(one["of"], one["value"]) for one in told} == {
        ("lecco", 1200),
        ("como", 1300),
        ("firms_reached", 120),
    }
