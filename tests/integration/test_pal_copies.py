"""What a desk tells twice, or otherwise than PAL counts: copied sheets and files, heads counted, percentages."""

from pathlib import Path

import pytest
import xlsxwriter
from pal_home import ask, ask_value, deliver, run_pal

VISITS = "Data contatto;Tipo contatto;Ragione sociale;Comune;Provincia"
SERVICES = "Data servizio;Tipo servizio;Ragione sociale;Comune;Provincia;Ore"
PRESENCES = "Codice evento;Titolo evento;Data evento;Ragione sociale;Comune;Presenti"
RULES = ("row_repeated", "told_by_two_partners", "earlier_version_again", "presence_on_two_days")


def _visits(first: int, last: int) -> list[str]:
    return [f"{day:02d}/06/2012;visita;Ditta {day} S.r.l.;Lecco;LC" for day in range(first, last)]


def _services(partner: str) -> list[str]:
    return [f"{day:02d}/06/2012;consulenza legale;Ditta {partner} S.r.l.;Monza;MB;2" for day in range(1, 6)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("copies") / "home"
    deliver(home, "lecco", "visite.csv", VISITS, _visits(1, 11))
    # Three of ten were made together; nine of ten are somebody else's file.
    deliver(home, "como", "visite.csv", VISITS, _visits(8, 18))
    deliver(home, "pavia", "visite.csv", VISITS, [*_visits(1, 10), *_visits(28, 29)])
    deliver(home, "acf", "servizi.csv", SERVICES, [*_services("Acf"), *_services("Acf")])
    folder = home / "inbox" / "monza_brianza"
    folder.mkdir(parents=True)
    rows = [line.split(";") for line in [SERVICES, *_services("Monza")]]
    changed = [*rows[:-1], [*rows[-1][:-1], "3"]]
    with xlsxwriter.Workbook(folder / "servizi.xlsx") as book:
        for name, cells in (
            ("Servizi", rows),
            ("Servizi (2)", [rows[0], *reversed(rows[1:])]),
            ("Altri", changed),
        ):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(cells):
                sheet.write_row(number, 0, row)
    came = {"Alfa": 2, "Beta": 0, "Gamma": 1, "Delta": "0,0"}
    for day in (10, 17):  # the event was moved, and the list sent again under another name
        rows = [f"E1;Fare rete;{day}/05/2012;{name} S.r.l.;Milano;{heads}" for name, heads in came.items()]
        deliver(home, "polimi_tto", f"presenti_{day}.csv", PRESENCES, rows)
    events = [
        "E2;Annullato - Fare rete;05/06/2012;0",
        "E3;Fare rete;06/06/2012;rinviato",
        "E4;Annulli;07/06/2012;2",
    ]
    deliver(home, "acf", "eventi.csv", "Codice evento;Titolo evento;Data evento;Presenti", events)
    # What gives money back, told by its kind or its number; the second as it should be.
    notes = [
        "100;F 1;Fattura",
        "40;F 2;Nota di credito",
        "-30;NC 3;Nota di credito",
        "20;N.C. 4;",
        "5;NCS 5;",
    ]
    rows = [f"05/06/2012;Consulenze;Studio Verdi S.r.l.;{one}" for one in notes]
    expenses = "Data spesa;Categoria di spesa;Fornitore;Importo sostenuto;N. documento;Tipo di documento"
    deliver(home, "polimi_tto", "spese.csv", expenses, rows)
    shares = ["LC;60%", "CO;60", "MI;0,625"]
    rows = [f"reached_to_assisted_share;30/06/2013;{share};sì" for share in shares]
    deliver(home, "assolombarda", "obiettivi.csv", "KPI;Entro il;Provincia;Valore;Confermato", rows)
    coded = f"Codice servizio;{SERVICES}"
    for month, hours in enumerate(("2", "3", "2,0"), start=7):
        deliver(home, "alto_milanese", f"s{month}.csv", coded, [f"S1;{_services('Alto')[0][:-1]}{hours}"])
        run_pal(home, "ingest", "--received-at", f"2012-{month:02d}-01T09:00")
    run_pal(home, "refresh")
    return home


def test_a_table_that_stands_twice_in_a_file_is_read_once_and_told(home: Path) -> None:
    told = next(one["told"] for one in ask(home, "deliveries") if one["file_name"].endswith("servizi.xlsx"))
    assert "«Servizi (2)» uguale a «Servizi» (5 righe): letta una volta sola" in told
    assert ask_value(home, "service_hours", "--partner", "monza_brianza") == 10 + 11


def test_a_credit_note_that_adds_to_what_was_spent_is_told(home: Path) -> None:
    told = [
        (one["cell"], one["value"])
        for one in ask(home, "issues")
        if one["rule_code"] == "credit_not_negative"
    ]
    assert sorted(told) == [("D3", "40"), ("D5", "20")]
    assert ask_value(home, "expenses_incurred_eur", "--partner", "polimi_tto") == 100 + 40 - 30 + 20 + 5


def test_an_event_whose_title_or_heads_undo_it_is_told(home: Path) -> None:
    assert {one["cell"] for one in ask(home, "issues") if one["rule_code"] == "event_undone"} == {"B2", "B3"}


def test_rows_that_may_be_copies_count_and_are_told(home: Path) -> None:
    told = [
        (one["delivery_id"][:-6], one["rule_code"])
        for one in ask(home, "issues")
        if one["rule_code"] in RULES
    ]
    assert {one: told.count(one) for one in told} == {
        ("acf", "row_repeated"): 5,
        # Four of the sheet that was changed.
        ("monza_brianza", "row_repeated"): 4,
        ("pavia", "told_by_two_partners"): 9,
        ("alto_milanese", "earlier_version_again"): 1,
        ("polimi_tto", "presence_on_two_days"): 2,
    }
    assert ask_value(home, "service_hours", "--partner", "acf") == 20
    assert ask_value(home, "service_hours", "--partner", "alto_milanese") == 2


def test_how_many_came_says_whether_anybody_did(home: Path) -> None:
    assert ask_value(home, "firms_reached", "--partner", "polimi_tto") == 2


def test_a_share_is_read_as_the_percentage_that_it_is(home: Path) -> None:
    told = ask(home, "sql", "select province_code, value from fct_targets where province_code is not null")
    assert {one["province_code"]: one["value"] for one in told} == {"LC": 0.6, "CO": 0.6, "MI": 0.625}
