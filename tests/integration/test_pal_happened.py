"""Whether it happened, and whether there is anybody: ticks and signatures beside contacts, words that name nobody."""

from pathlib import Path

import pytest
from made_once import make_once
from pal_home import PROBLEMS, Record, ask, ask_value, deliver, run_pal

VISITS = "Data contatto;Tipo contatto;Ragione sociale;Comune;Provincia"
EVENT = "Codice evento;Titolo evento;Data evento;Ragione sociale;Comune"
NOBODY = (
    "Varie", "prova", "TEST", "ditta nuova", "Nuova impresa", "da definire", "Azienda da definire", "(nuova)", "Altro",
    "Impresa di prova",
)  # fmt: skip
SOMEBODY = ("Nuova Impresa Edile Srl", "Prova Srl", "Test Lab", "Varie Tessuti Snc", "Altromercato")


def _tell(home: Path) -> None:
    ticks = ("sì", "no", "", "X", "NO ", "da fare", "sì")
    done = [f"{day:02d}/06/2012;visita;Fatta {day} Srl;Lecco;LC;{tick}" for day, tick in enumerate(ticks, 1)]
    deliver(home, "lecco", "visite.csv", f"{VISITS};Fatto", done)
    ticked = [
        f"{day:02d}/06/2012;visita;Spunta {day} Srl;Como;CO;{'x' if day % 2 else ''}" for day in range(1, 7)
    ]
    deliver(home, "como", "visite.csv", f"{VISITS};Effettuata", ticked)
    # Who signed was there, whatever the signature reads; nobody has signed the second list.
    signed = {"Uno": "M. Rossi", "Due": "", "Tre": "firmato", "Quattro": "assente", "Cinque": ""}
    rows = [
        f"E1;Fare rete;10/05/2012;{name} Srl;Pavia;{sign}"
        for name, sign in signed.items()
        if sign != "assente"
    ]
    deliver(home, "pavia", "presenti.csv", f"{EVENT};Firma", rows)
    rows = [f"E2;Fare rete;11/05/2012;{name} Spa;Milano;" for name in signed]
    deliver(home, "assolombarda", "presenti.csv", f"{EVENT};Firma", rows)
    doubts = ["01/06/2012;visita?;Dubbia Srl;Monza;MB", "02/06/2012;visita;Certa Srl;Monza;MB"]
    deliver(home, "monza_brianza", "visite.csv", VISITS, doubts)
    named = [
        f"{day:02d}/06/2012;visita;{name};Legnano;MI" for day, name in enumerate((*NOBODY, *SOMEBODY), 1)
    ]
    deliver(home, "alto_milanese", "visite.csv", VISITS, named)
    said = ("ok ma rinviata", "chiusi per ferie", "positivo", "non erogata", "ok, ma rinviata la firma")
    rows = [f"{day:02d}/09/2012;visita;Esito {day} Srl;Milano;MI;{what}" for day, what in enumerate(said, 1)]
    deliver(home, "polimi_tto", "visite.csv", f"{VISITS};Esito", rows)
    about = ("annullata", "incontro rinviato", "bandi rinviati", "contratto non firmato")
    rows = [f"{day:02d}/10/2012;visita;Tema {day} Srl;Rho;MI;{what}" for day, what in enumerate(about, 1)]
    deliver(home, "acf", "visite.csv", f"{VISITS};Argomento", rows)
    asked = ("concluso", "richiesto", "non erogato")
    rows = [
        f"{day:02d}/09/2012;consulenza legale;Serve {day} Srl;Milano;{what}"
        for day, what in enumerate(asked, 1)
    ]
    deliver(
        home, "polimi_tto", "servizi.csv", "Data servizio;Tipo servizio;Ragione sociale;Comune;Stato", rows
    )
    called = [
        f"{day:02d}/09/2012;telefonata;Chiama {day} Srl;Como;CO;{what}"
        for day, what in ((1, "sì"), (2, "no"))
    ]
    deliver(home, "como", "telefonate.csv", f"{VISITS};Contattata", called)
    events = [
        "T1;Fare rete (rinviato);05/09/2012",
        "T2;Fare rete 5 - ANNULLATO;06/09/2012",
        "T3;Fare rete;07/09/2012",
    ]
    deliver(home, "polimi_tto", "eventi.csv", "Codice evento;Titolo evento;Data evento", events)
    expenses = [
        "05/06/2012;Consulenze;Rossi Srl;100,00;1",
        "05/06/2012;Consulenze;Totale fornitore;100,00;",
        "30/06/2012;Consulenze;Bianchi Srl;50,00;2",
        "30/06/2012;Consulenze;TOTALE MESE;150,00;",
        "30/06/2012;;Subtotale;150,00;",
    ]
    deliver(
        home,
        "acf",
        "spese.csv",
        "Data spesa;Categoria di spesa;Fornitore;Importo sostenuto;N. documento",
        expenses,
    )
    networks = ["R1;Rete Contata;10/01/2012;10/03/2012;5"]
    deliver(home, "acf", "reti.csv", "Codice rete;Nome rete;Data avvio;Data firma;N. imprese", networks)
    run_pal(home, "refresh", status=PROBLEMS)


@pytest.fixture(scope="module")
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_once(request, tmp_path_factory, "happened", _tell)


@pytest.fixture(scope="module")
def issues(home: Path) -> list[Record]:
    return ask(home, "issues")


def _told(issues: list[Record], partner: str, rule: str) -> list[str]:
    cells = {
        one["cell"] for one in issues if one["rule_code"] == rule and one["delivery_id"].startswith(partner)
    }
    return sorted(cells, key=lambda cell: (len(cell), cell))


def test_a_yes_or_no_beside_a_visit_says_whether_it_was_made(home: Path, issues: list[Record]) -> None:
    assert ask_value(home, "contacts_held", "--partner", "lecco") == 4
    # An empty cell beside a no says neither: it counts, and is told.
    assert _told(issues, "lecco", "outcome_unknown") == ["F4"]


def test_an_empty_cell_among_ticks_is_a_no(home: Path, issues: list[Record]) -> None:
    assert ask_value(home, "contacts_held", "--partner", "como") == 3 + 1
    assert _told(issues, "como", "outcome_unknown") == []


def test_who_did_not_sign_was_not_there(home: Path, issues: list[Record]) -> None:
    assert ask_value(home, "firms_reached", "--partner", "pavia") == 2
    assert _told(issues, "pavia", "outcome_unknown") == []
    # Where nobody has signed all count, told.
    assert ask_value(home, "firms_reached", "--partner", "assolombarda") == 5
    assert _told(issues, "assolombarda", "outcome_unknown") == [f"F{row}" for row in range(2, 7)]


def test_a_question_mark_beside_a_kind_is_told(home: Path, issues: list[Record]) -> None:
    assert ask_value(home, "contacts_held", "--partner", "monza_brianza") == 2
    assert _told(issues, "monza_brianza", "value_doubted") == ["B2"]


def test_what_names_nobody_is_no_firm(home: Path, issues: list[Record]) -> None:
    assert ask_value(home, "firms_reached", "--partner", "alto_milanese") == len(SOMEBODY)
    assert _told(issues, "alto_milanese", "required_missing") == [
        f"C{row}" for row in range(2, 2 + len(NOBODY))
    ]


def test_a_total_of_a_supplier_or_month_is_no_expense(home: Path) -> None:
    assert ask_value(home, "expenses_incurred_eur", "--partner", "acf") == 150


def test_a_signed_network_of_which_only_the_number_of_members_is_told_is_told(
    home: Path, issues: list[Record]
) -> None:
    assert ask_value(home, "networks_formed") == 1
    assert _told(issues, "acf", "network_without_members") == ["A2"]


def test_what_was_put_off_or_asked_for_is_not_taken_for_done_in_silence(
    home: Path, issues: list[Record]
) -> None:
    told = {one["delivered"] for one in issues if one["rule_code"] == "outcome_unknown"}
    assert told >= {"ok ma rinviata", "richiesto"}
    assert not told & {
        "positivo",
        "concluso",
        "non erogato",
        "non erogata",
        "chiusi per ferie",
        "ok, ma rinviata la firma",
    }
    assert ask_value(home, "contacts_held", "--partner", "polimi_tto") == 3
    assert ask_value(home, "services_delivered", "--partner", "polimi_tto") == 2
    assert _told(issues, "acf", "outcome_unknown") == ["F2", "F3"]
    undone = {one["delivered"] for one in issues if one["rule_code"] == "event_undone"}
    assert undone == {"Fare rete (rinviato)", "Fare rete 5 - ANNULLATO"}
