"""Each rule broken once, by files as desks send them: what is told names the desk's own heading and cell, what stands
there as delivered, what was expected, an example and the consequence. A rule that nothing here breaks fails."""

import csv
from pathlib import Path

import pytest
from made_once import make_once
from pal_home import DONE, PROBLEMS, PROJECT, Record, answer, ask, decide, deliver, run_pal

from ingest.archive import Archive

FIRMS = (
    "Codice impresa;Ragione sociale;Comune;Provincia;Codice fiscale;Partita IVA;Dipendenti;Tipo soggetto;Sede dal"
    ";Annullato"
)
CONTACTS = "Codice contatto;Data contatto;Tipo contatto;Codice impresa;Ore;Esito;Desk;Codice evento"
SERVICES = "Data servizio;Tipo servizio;Ragione sociale;Codice rete;Comune;Ore"
NETWORKS = "Codice rete;Nome rete;Stato;Data avvio;Data firma;Data scioglimento"
MEMBERS = "Codice rete;Codice impresa;Data adesione;Data recesso"
EXPENSES = (
    "Data;Categoria di spesa;Importo sostenuto;Importo pagato;Importo rendicontato;Importo ammesso;Fornitore;"
    "N. documento;Tipo di documento"
)
OF_DECISIONS = {
    "correction_unmatched", "decision_unmatched", "identity_decision_unmatched", "identity_decision_contradicted",
}  # fmt: skip
"""What concerns no delivered row, but a line of `decisions/`."""
OF_SHEETS = {"not_read", "read_otherwise"}
"""What concerns a sheet or its columns: told in words that name them."""
OF_ROWS = {
    "row_shifted", "earlier_version_again", "row_repeated", "told_by_two_partners", "missing_in_newer",
    "audit_failed",
}  # fmt: skip
"""What concerns a whole row: all of its cells. So does what lacks a column, which the next ones may."""
WITHOUT_COLUMN = {"column_left_out", "identifier_missing"}
HIDDEN = "123\u200b45678901"


def _firms() -> list[str]:
    return [
        f"1;Uno Srl;Lecco;LC;;{HIDDEN};;;;",
        "2;Due Srl;Lecco;LC;;01234567897;;;;",
        "3;Tre Srl;idem;;00743110157;;12 circa (forse);;;",
        "4;Quattro Srl;Atlantide;ZZ;743110157;;;;;",
        "5;Cinque Srl;Livo;;;;dodici;astronave;31/02/2012;",
        "6;Sei Srl;Merate;MI;;;;;01/01/2099;",
        "7;Comune di Lecco;Lecco;LC;;;;;;",
        "8;Otto Srl;Lecco;LC;;;;;;forse",
        "9;Nove; Srl;Lecco;LC;;;;;;",
        "10;Rossi Srl, Bianchi Srl;Lecco;LC;;;;;;",
        *(f"{one} Srl;Lecco;LC;;00488410010;;;;" for one in ("11;Alfa", "12;Beta", "13;Gamma")),
        "14;Seduta Srl;Lecco;LC;;07643520567;;;;",
        "15;Seduta Srl;Milano;MI;;07643520567;;;;",
        *(f"{20 + place};Ditta {place} Srl;Lecco;LC;;;;;;" for place in range(9)),
        *(f";Biblioteca comunale Srl;{place};;;;;;;" for place in _municipalities(205)),
    ]  # fmt: skip


def _municipalities(count: int) -> list[str]:
    with (PROJECT / "data" / "reference" / "municipalities.csv").open(encoding="utf-8") as table:
        rows = list(csv.reader(table))[1:]
    names = [row[1] for row in rows]
    return [row[1] for row in rows if names.count(row[1]) == 1 and not row[4]][:count]


def _break_all(home: Path) -> None:
    deliver(home, "lecco", "imprese.csv", FIRMS, _firms())
    deliver(home, "lecco", "contatti.csv", CONTACTS, [
        "C1;31/02/2012;visita;20;1;;;",
        "C2;01/01/2099;visita;20;1;;;",
        "C3;05/06/1912;visita;20;1;;;",
        "C4;05/06/2010;visita;20;1;;;",
        "C5;05/06/2012;visita;999;1;;;",
        "C6;06/06/2012;visita;20;30;boh;Desk di Marte;",
        "C7;07/06/2012;;21;#N/D;;;EV9",
        "C11;;visita;21;;;;",
        "C8;08/06/2012;visita;21;1;;;",
        "C8;09/07/2012;visita;22;1;;;",
        "C9;10/06/2012;visita?;23;1;;;",
        "D1;10/05/2012;evento;24;;;;EV1",
    ])  # fmt: skip
    deliver(home, "lecco", "eventi.csv", "Codice evento;Titolo evento;Data evento", [
        "EV1;Annullato - Fare rete;10/05/2012",
    ])  # fmt: skip
    deliver(home, "lecco", "servizi.csv", SERVICES, [
        "05/06/2012;consulenza legale;Ditta 1 Srl;;Lecco;2",
        "05/06/2012;consulenza legale;Ditta 1 Srl;;Lecco;2",
        "06/06/2012;consulenza legale;Nessuna Srl;;Como;2",
        "07/06/2012;consulenza legale;;RX;;2",
    ])  # fmt: skip
    deliver(home, "lecco", "reti.csv", NETWORKS, [
        "R1;Rete Sola;costituita;;10/02/2012;",
        "R5;Rete Vuota;costituita;10/01/2012;10/02/2012;",
        "R2;Rete Storta;costituita;10/05/2012;10/04/2012;",
        "R3;Rete Vecchia;idea;;10/02/2010;",
        "R4;Rete Due Vite;costituita;10/01/2012;10/02/2012;10/05/2012",
    ])  # fmt: skip
    members = [
        "R1;20;;",
        "R2;21;;",
        "R2;22;;",
        "R3;23;;",
        "R3;24;01/06/2012;",
        "R4;25;10/02/2012;",
        "R4;26;;",
    ]
    deliver(home, "lecco", "aderenti.csv", MEMBERS, [*members, "RX;20;;"])
    deliver(home, "lecco", "spese.csv", EXPENSES, [
        "05/06/2012;Consulenze;molto;;;;Studio Uno Srl;1;",
        "05/06/2012;Consulenze;900,00;400;500;600;Studio Due Srl;2;",
        "06/06/2012;Consulenze;50,00;50;50;;Studio Tre Srl;3;Nota di credito",
        "07/06/2012;Consulenze;70,00;70;70;;Studio Quattro Srl;4;",
        "08/06/2012;Eventi;70,00;70;70;;Studio Quattro Srl;4;",
    ])  # fmt: skip
    deliver(
        home,
        "lecco",
        "preventivo.csv",
        "Categoria di spesa;Preventivo;Data versione",
        ["Consulenze;100;01/01/2012"],
    )
    for partner, day, status in (("como", "2013-01-01", PROBLEMS), ("pavia", "2013-02-01", DONE)):
        rows = [f"{day:02d}/06/2012;visita;Visitata {day} Srl;Lecco;LC" for day in range(1, 5)]
        deliver(
            home, partner, "visite.csv", "Data contatto;Tipo contatto;Ragione sociale;Comune;Provincia", rows
        )
        run_pal(home, "ingest", "--received-at", f"{day}T09:00", status=status)
    deliver(home, "lecco", "contatti.csv", "Codice contatto;Data contatto;Tipo contatto;Codice impresa;Codice evento", [
        "C10;12/06/2012;visita;23;",
        "C6;06/06/2012;visita;20;",
        "D2;17/05/2012;evento;24;EV1",
    ])  # fmt: skip
    deliver(home, "lecco", "aderenti_2.csv", MEMBERS, ["R4;25;15/02/2012;"])
    deliver(home, "lecco", "reti_2.csv", NETWORKS, ["R4;Rete Due Vite;costituita;;10/10/2012;"])
    deliver(home, "lecco", "spese_2.csv", EXPENSES, ["05/06/2012;Eventi;900,00;900;900;;Studio Due Srl;2;"])
    deliver(
        home,
        "lecco",
        "altre.csv",
        "Codice impresa;Ragione sociale;Comune;Nr dip.;ATECO",
        ["30;Trenta Srl;Lecco;12;meccanica"],
    )
    visits = "Data contatto;Tipo contatto;Codice impresa;Note"
    deliver(home, "lecco", "con_note.csv", visits, ["15/06/2012;visita;25;annullata"])
    run_pal(home, "ingest", "--received-at", "2013-03-01T09:00", status=PROBLEMS)
    coded = "Codice servizio;Data servizio;Tipo servizio;Codice impresa;Ore"
    for month, hours in enumerate(("2", "3", "2"), start=4):
        deliver(home, "lecco", f"s{month}.csv", coded, [
            f"S1;05/06/2012;consulenza legale;27;{hours}", "S2;06/06/2012;consulenza legale;888;1",
        ])  # fmt: skip
        run_pal(home, "ingest", "--received-at", f"2013-{month:02d}-01T09:00")
    run_pal(home, "refresh", status=PROBLEMS)
    held = ask(home, "trace", "contacts_held")
    checked = next(one["record_id"] for one in held if one["happened_on"] == "2012-06-10")
    decide(home, "checks", "record_id,result", [f"{checked},Non riscontrato"])
    decide(
        home,
        "corrections",
        "partner,record_type,key,field,old_value,new_value",
        ["lecco,contacts,C77,hours,1,2"],
    )
    decide(home, "deliveries", "delivery_id,decision", ["lecco-99999,withdraw"])
    pairs = ("20,lecco:21,same", "21,lecco:22,same", "20,lecco:22,different", "20,lecco:777,same")
    decide(home, "firms", "a,b,decision", [f"lecco:{pair}" for pair in pairs])
    run_pal(home, "refresh")


@pytest.fixture(scope="module")
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_once(request, tmp_path_factory, "every_rule", _break_all)


@pytest.fixture(scope="module")
def issues(home: Path) -> list[Record]:
    return ask(home, "issues")


def test_every_rule_is_broken_here(issues: list[Record]) -> None:
    with (PROJECT / "dbt_project" / "seeds" / "rules.csv").open(encoding="utf-8") as table:
        rules = {row["rule_code"] for row in csv.DictReader(table)}
    assert {one["rule_code"] for one in issues} == rules


def test_each_says_what_was_expected_and_what_it_does_to_the_figures(issues: list[Record]) -> None:
    for one in issues:
        assert all((one["message"], one["consequence"], one["example"])), one["rule_code"]
        assert "decisions/" not in one["message"] or one["rule_code"] in OF_DECISIONS, one["rule_code"]


def test_each_names_heading_and_cell_and_what_stands_there(home: Path, issues: list[Record]) -> None:
    for one in issues:
        rule = one["rule_code"]
        if rule in OF_DECISIONS | OF_SHEETS:
            assert one["value"], one
            assert "«" in one["value"] or rule in OF_DECISIONS, one
            continue
        table = _table(home, one["delivery_id"])
        cells = table[one["row_number"] - 1]
        first, _, last = one["cell"].partition(":")
        if last:
            assert rule in OF_ROWS | WITHOUT_COLUMN, one
            assert one["heading"] is None, one
            assert (first, last) == (f"A{one['row_number']}", f"{chr(64 + len(table[0]))}{one['row_number']}")
            assert set(one["delivered"].split(" | ")) <= set(cells), one
        else:
            assert rule not in OF_ROWS, one
            place = ord(first[0]) - 65
            assert first == f"{first[0]}{one['row_number']}"
            assert one["heading"] == table[0][place], one
            assert one["delivered"] == (cells[place] or None), one


def test_a_screen_shows_what_nobody_sees(home: Path) -> None:
    shown = answer(home, "issues", "--rule", "check_digit_wrong")
    assert "«123\\u200b45678901»" in shown
    assert "cella vuota" in answer(home, "issues", "--rule", "required_missing")
    assert "«600» (600,00 > 500,00)" in answer(home, "issues", "--rule", "admitted_beyond_claimed")


def test_before_it_is_sent_each_is_told_as_after(home: Path, issues: list[Record], tmp_path: Path) -> None:
    file = tmp_path / "imprese.csv"
    file.write_text("".join(f"{line}\n" for line in (FIRMS, *_firms())), encoding="utf-8")
    told = ask(home, "inspect", str(file), "--partner", "lecco", "--rows")
    [delivery] = {one["delivery_id"] for one in issues if one["rule_code"] == "check_digit_wrong"}
    same = ("rule_code", "heading", "cell", "delivered", "message", "consequence", "example")
    before = {tuple(one[name] for name in same) for one in told}
    after = {tuple(one[name] for name in same) for one in issues if one["delivery_id"] == delivery}
    assert len(before) > 100
    assert before <= after


def _table(home: Path, delivery: str) -> list[list[str]]:
    """The cells of a delivered file, line by line."""
    archive = Archive(home / "archive")
    [found] = [one for one in archive.deliveries() if one.delivery_id == delivery]
    return [line.split(";") for line in archive.path(found.sha256).read_text(encoding="utf-8").splitlines()]
