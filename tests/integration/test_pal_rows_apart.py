"""Rows told apart, corrections found: lists sorted anew, networks renamed, budgets in two rows, nobody's numbers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_once import make_once
from pal_home import ask, ask_value, decide, deliver, run_pal

from publication.reader import Publication, open_published
from storage.home import Home

FIRMS = "Codice impresa;Ragione sociale;Partita IVA;Comune;Provincia"
CONTACTS = "Data contatto;Tipo contatto;Codice impresa"
NETWORKS = "Codice rete;Nome rete;Data avvio;Data firma"
MEMBERS = "Codice rete;Codice impresa"
EXPENSES = "Data;Categoria di spesa;Importo sostenuto;Fornitore;N. documento;Attività"
PLACEHOLDER = "12345678903"


def _tell(home: Path) -> None:
    deliver(home, "como", "imprese.csv", FIRMS, ["1;Alfa srl;;Como;CO", "2;Beta srl;;Erba;CO"])
    deliver(home, "como", "contatti.csv", CONTACTS, ["10/01/2012;Visita;1"])
    firms = [
        f"{one};Ditta {word} srl;;Lecco;LC"
        for one, word in enumerate(("una", "due", "tre", "quater", "sei"), 1)
    ]
    deliver(home, "lecco", "imprese.csv", FIRMS, firms)
    networks = [
        f"R{one};Rete {name};10/01/2012;10/02/2012"
        for one, name in enumerate(("Alfa", "Beta", "Gamma", "Delta"), 1)
    ]
    deliver(home, "lecco", "reti.csv", NETWORKS, networks)
    deliver(home, "lecco", "aderenti.csv", MEMBERS, [
        "R1;1", "R1;2", "R1;3", "R2;1", "R2;2", "R3;1", "R3;4", "R3;5", "R4;1", "R4;2",
    ])  # fmt: skip
    expenses = [
        "05/03/2012;Consulenze;1.000,00;Studio Uno srl;77/12;Att 1",
        "05/03/2012;Consulenze;300,00;Studio Uno srl;77/12;Att 1",
        "06/03/2012;Viaggi;50,00;;;",
        "7 marzo 2012;Viaggi;1.060,00;Carta srl;9;",
    ]
    deliver(home, "pavia", "spese.csv", EXPENSES, expenses)
    budgets = ["Consulenze;1.000;01/01/2012", "Consulenze;500;01/01/2012", "Eventi;200;01/01/2012"]
    deliver(home, "pavia", "preventivo.csv", "Categoria di spesa;Preventivo;Data versione", budgets)
    for partner, name in (("acf", "Segnaposto uno srl"), ("monza_brianza", "Altra cosa srl")):
        deliver(home, partner, "imprese.csv", FIRMS, [f"1;{name};{PLACEHOLDER};Monza;MB"])
    deliver(home, "assolombarda", "imprese.csv", FIRMS, ["1;Fremd GmbH;DE136695976;Milano;MI"])
    run_pal(home, "ingest", "--received-at", "2012-07-01")
    deliver(home, "como", "imprese_riordinate.csv", FIRMS, ["1;Beta srl;;Erba;CO", "2;Alfa srl;;Como;CO"])
    deliver(home, "como", "contatti_di_nuovo.csv", CONTACTS, ["10/01/2012;Visita;1", "10/01/2012;Visita;2"])
    networks = ["R1;Lario Meccanica;10/01/2012;10/02/2012", "R2;Seta Viva;10/03/2012;10/04/2012"]
    networks += ["R3;Legno Vivo;10/01/2012;10/02/2012", "R4;Ticino Moda;10/03/2012;10/04/2012"]
    deliver(home, "lecco", "reti_nuove.csv", NETWORKS, networks)
    deliver(home, "lecco", "aderenti_nuovi.csv", MEMBERS, ["R1;1", "R1;2", "R1;3", "R2;4", "R2;5"])
    run_pal(home, "ingest", "--received-at", "2012-09-01")
    # Who is in the renamed ones comes a month later.
    deliver(home, "lecco", "aderenti_di_ottobre.csv", MEMBERS, ["R3;1", "R3;4", "R3;5", "R4;3", "R4;5"])
    run_pal(home, "ingest", "--received-at", "2012-10-01")
    columns = "partner,record_type,key,field,old_value,new_value"
    corrections = [
        'pavia,expenses,STUDIO UNO S.R.L.|77/12|2012|Consulenze|Att 1,incurred_eur,"1.000,00","900,00"',
        # As decisions named it before: by its day and amount.
        'pavia,expenses,"Studio Uno srl|77/12|05/03/2012|Consulenze|Att 1|300,00",activity,Att 1,Att 2',
        'pavia,expenses,"06/03/2012|Viaggi||50,00",incurred_eur,"50,00","40,00"',
        # Its day as it is read, its amount as it stands.
        'pavia,expenses,"Carta srl|9|2012-03-07|Viaggi||1.060,00",incurred_eur,"1.060,00","60,00"',
    ]
    decide(home, "corrections", columns, corrections, day="2012-10-01")
    run_pal(home, "build")
    run_pal(home, "publish")


@pytest.fixture(scope="module")
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_once(request, tmp_path_factory, "rows_apart", _tell)


@pytest.fixture(scope="module")
def published(home: Path) -> Iterator[Publication]:
    with open_published(Home(home)) as publication:
        yield publication


def test_a_contact_without_code_is_of_the_firm_that_its_code_meant(home: Path) -> None:
    assert ask_value(home, "contacts_held", "--partner", "como") == 2
    assert ask_value(home, "firms_assisted", "--partner", "como") == 2


def test_a_network_renamed_is_known_by_its_members(home: Path, published: Publication) -> None:
    names = published.values("select network_name from dim_networks order by 1")
    assert names == ["Lario Meccanica", "Legno Vivo", "Rete Beta", "Rete Delta", "Seta Viva", "Ticino Moda"]
    assert ask_value(home, "networks_formed", "--partner", "lecco") == 6
    reused = [one["value"] for one in ask(home, "issues") if one["rule_code"] == "code_reused"]
    assert {"R2", "R4"} <= set(reused)
    assert not {"R1", "R3"} & set(reused)


def test_corrections_name_an_expense_by_its_document(home: Path, published: Publication) -> None:
    rows = published.query("select incurred_eur::integer, activity from fct_expenses order by 1").rows
    assert list(rows) == [(40, None), (60, None), (300, "Att 2"), (900, "Att 1")]
    assert [one for one in ask(home, "issues") if one["rule_code"] == "correction_unmatched"] == []


def test_two_rows_of_a_budget_are_two(published: Publication) -> None:
    budgets = published.query(
        "select category, sum(budget_eur)::integer from fct_budgets where is_current group by all order by all"
    ).rows
    assert list(budgets) == [("consultancy", 1500), ("events", 200)]


def test_a_foreign_number_has_no_check_digit_and_a_placeholder_is_asked_about(home: Path) -> None:
    issues = {(one["rule_code"], one["value"]) for one in ask(home, "issues")}
    assert ("check_digit_wrong", "DE136695976") not in issues
    assert ("identifier_of_nobody", PLACEHOLDER) in issues
    assert [one["reason"] for one in ask(home, "review") if one["subject_type"] == "firm"] == [
        "Lo stesso numero, che non è di nessuno, sta con più imprese: non è stato usato."
    ]
