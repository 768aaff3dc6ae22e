"""Money, hours, networks and audits that cannot be: told with their value, in the run, the brief and the check."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_once import make_once
from pal_home import DONE, PROBLEMS, ask, ask_value, copy_home, decide, deliver, run_pal

from publication.reader import Publication, open_published
from storage.home import Home

BUDGETS = "Categoria di spesa;Preventivo;Data versione"
EXPENSES = (
    "Data;Categoria di spesa;Importo sostenuto;Importo pagato;Importo rendicontato;Importo ammesso;"
    "Fornitore;N. documento"
)
SERVICES = "Codice servizio;Data servizio;Tipo servizio;Codice impresa;Ore"
CONTACTS = "Codice contatto;Data contatto;Tipo contatto;Codice impresa;Ore"
FIRMS = "Codice impresa;Ragione sociale;Comune;Provincia"
NETWORKS = "Codice rete;Nome rete;Data avvio;Data firma;Codice impresa;Data adesione;Data recesso"
TASKS = (
    "over_budget", "claimed_beyond_paid", "admitted_beyond_claimed", "hours_out_of_day", "network_of_one",
    "audit_failed",
)  # fmt: skip


def _tell(home: Path) -> None:
    deliver(home, "lecco", "imprese.csv", FIRMS, [
        *(f"{one};Ditta {one} srl;Lecco;LC" for one in range(1, 5)), "5;Ditta 5 srl;Milano;MI"
    ])  # fmt: skip
    deliver(
        home, "lecco", "preventivo.csv", BUDGETS, ["Consulenze;1.000,00;01/01/2012", "Eventi;500;01/01/2012"]
    )
    expenses = [
        "01/02/2012;Consulenze;600,00;600;600;600;Uno srl;1",
        "01/03/2012;Consulenze;600,00;600;600;600;Due srl;2",
        "01/04/2012;Eventi;500,00;400;500;500;Tre srl;3",
        "02/04/2012;Viaggi;50,00;50;40;45;Sei srl;4",
    ]
    deliver(home, "lecco", "spese.csv", EXPENSES, expenses)
    deliver(home, "como", "spese.csv", EXPENSES, ["01/04/2012;Eventi;900,00;;900;;Tre srl;9"])
    deliver(
        home, "lecco", "servizi.csv", SERVICES, ["S1;05/03/2012;Brevetti;1;-2", "S2;06/03/2012;Brevetti;2;24"]
    )
    visits = ["C1;05/03/2012;Visita;3;30", "C2;06/03/2012;Visita;4;2"]
    deliver(home, "lecco", "contatti.csv", CONTACTS, visits)
    networks = [
        "R1;Rete Sola;10/01/2012;10/02/2012;1;;",
        "R2;Rete Due;10/01/2012;10/02/2012;1;;",
        "R2;Rete Due;10/01/2012;10/02/2012;2;;",
        "R3;Rete Lasciata;10/01/2012;10/02/2012;1;;",
        "R3;Rete Lasciata;10/01/2012;10/02/2012;2;;10/05/2012",
        "R4;Rete Idea;10/01/2012;;1;;",
        *(f"R5;Rete Servita;;10/06/2012;{one};;" for one in (1, 2, 5)),
    ]
    deliver(home, "lecco", "reti.csv", NETWORKS, networks)
    of_networks = "Codice servizio;Data servizio;Tipo servizio;Codice rete"
    deliver(home, "lecco", "servizi_rete.csv", of_networks, ["S3;05/06/2012;Consulenza legale;R5"])
    run_pal(home, "refresh")
    decide(home, "checks", "record_id,result", [f"{one},Non riscontrato" for one in _missed(home)])
    run_pal(home, "refresh")


def _missed(home: Path) -> list[str]:
    """A visit, the only work for Rete Servita, and its member in Milano."""
    return [
        next(one["record_id"] for one in ask(home, "trace", code) if one[column] == value)
        for code, column, value in (
            ("contacts_held", "happened_on", "2012-03-06"),
            ("services_delivered", "happened_on", "2012-06-05"),
            ("network_memberships", "subject_name", "Rete Servita / Ditta 5 srl"),
        )
    ]


@pytest.fixture(scope="module")
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_once(request, tmp_path_factory, "what_cannot_be", _tell)


@pytest.fixture(scope="module")
def published(home: Path) -> Iterator[Publication]:
    with open_published(Home(home)) as publication:
        yield publication


def test_each_is_told_on_its_row(home: Path) -> None:
    files = {one["delivery_id"]: one["file_name"] for one in ask(home, "deliveries")}
    told = sorted(
        (one["rule_code"], files[one["delivery_id"]], one["row_number"], one["value"])
        for one in ask(home, "issues")
        if one["rule_code"] in TASKS
    )
    assert told == [
        ("admitted_beyond_claimed", "spese.csv", 5, "45,00 > 40,00"),
        ("audit_failed", "contatti.csv", 3, "Anna, 2013-07-10: visto con il partner"),
        ("audit_failed", "reti.csv", 10, "Anna, 2013-07-10: visto con il partner"),
        ("audit_failed", "servizi_rete.csv", 2, "Anna, 2013-07-10: visto con il partner"),
        ("claimed_beyond_paid", "spese.csv", 4, "500,00 > 400,00"),
        ("hours_out_of_day", "contatti.csv", 2, "30"),
        ("hours_out_of_day", "servizi.csv", 2, "-2"),
        ("network_of_one", "reti.csv", 2, "Rete Sola"),
        ("network_of_one", "reti.csv", 5, "Rete Lasciata"),
        ("over_budget", "spese.csv", 3, "1200,00 > 1000,00"),
        # Nothing was budgeted for it, by a partner that has a budget.
        ("over_budget", "spese.csv", 5, "50,00 > 0,00"),
    ]


def test_the_brief_and_the_check_say_it(home: Path) -> None:
    brief = run_pal(home, "brief").stdout
    days = ("--since", "2012-01-01", "--until", "2012-12-31")
    check = run_pal(home, "edition", "check", "prova", *days, status=PROBLEMS).stdout.splitlines()
    assert {rule for rule in TASKS for line in check if f" {rule} " in line} == set(TASKS)
    for message in ("Spesa oltre il preventivo", "Rete sottoscritta con un solo aderente", "Ore negative"):
        assert message in brief
    assert len([line for line in check if line.split()[:2] == ["blocco", "network_of_one"]]) == 2
    why = ("--by", "Anna", "--why", "gli altri aderenti arrivano")
    for waived in ("network_of_one", "partner_not_confirmed", "narrative_missing"):
        run_pal(home, "edition", "waive", "prova", waived, *why)
    run_pal(home, "edition", "check", "prova", *days, status=DONE)


def test_what_an_audit_did_not_find_counts_by_decision_only(home: Path, tmp_path: Path) -> None:
    assert ask_value(home, "contacts_held") == 1
    assert ask_value(home, "firms_assisted") == 3
    # It is no work of PAL's and no membership either: the network is not formed, nor in its province.
    assert _served(home) == []
    assert "formed_without_earlier_work" in {one["rule_code"] for one in ask(home, "issues")}
    copy = copy_home(home, tmp_path / "home")
    missed = [
        f"{one['delivery_id']}/1/{one['row_number']}"
        for one in ask(copy, "issues")
        if one["rule_code"] == "audit_failed"
    ]
    decided = [f"{one},{result}" for one in missed for result in ("non_riscontrato", "conta")]
    decide(copy, "checks", "record_id,result", decided)
    run_pal(copy, "refresh")
    assert ask_value(copy, "contacts_held") == 2
    levels = {one["level"]: one["value"] for one in ask(copy, "kpi", "contacts_held", "--by", "level")}
    assert (levels["declared"], levels["verified"]) == (2, 0)
    assert _served(copy) == ["LC MI"]


def _served(home: Path) -> list[str]:
    """Where Rete Servita counts as formed."""
    formed = ask(home, "trace", "networks_formed")
    return [one["province_code"] for one in formed if one["subject_name"] == "Rete Servita"]
