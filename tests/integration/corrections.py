"""What hurried desks send: corrected expenses, codes used again, lists sorted anew; each with its right value."""

from pathlib import Path

from pal_home import DONE, PROBLEMS, deliver, run_pal

EXPENSES = (
    "Data;Categoria;Importo sostenuto;Importo rendicontato;Fornitore;CF fornitore;Numero documento;Attività"
)
CODED = "Codice contatto;Data contatto;Tipo contatto;Codice impresa"
CONTACTS = "Data contatto;Tipo contatto;Codice impresa;Ore;Esito"
SERVICES = "Data servizio;Tipo servizio;Codice impresa;Ore;Esito"
FIRMS = "Codice impresa;Ragione sociale;Comune;Provincia;Dipendenti"
NAMED = "Data contatto;Tipo contatto;Codice impresa;Ragione sociale"
PRESENCES = "Codice evento;Titolo evento;Data evento;Codice impresa;Presente"
MEMBERS = "Codice rete;Nome rete;Data apertura;Data firma;Codice impresa;Data adesione"
ACME = [
    f"A{number};Acme {name} srl;Milano;MI;" for number, name in enumerate(("uno", "due", "tre", "sei"), 1)
]

Sent = tuple[str, str, str, list[str]]

# A visit that is to come when it is sent first, and has been when the same file comes again.
AHEAD: Sent = ("monza_brianza", "contatti_futuri.csv", NAMED, ["20/04/2012;Visita;7;Monza uno srl"])

FIRST: list[Sent] = [
    AHEAD,
    ("lecco", "spese.csv", EXPENSES, [
        "05/03/2012;Consulenze;1.000,00;1.000,00;Studio Rossi srl;;77/12;Att 1",
        "06/03/2012;Consulenze;100,00;100,00;Carta srl;;5;A",
        "06/03/2012;Consulenze;200,00;200,00;Carta srl;;5;A",
        "06/03/2012;Eventi;300,00;300,00;Sala spa;;9/2012;A",
        "08/03/2012;Zibaldone;40,00;40,00;Penna srl;;11;A",
    ]),
    ("como", "imprese.csv", FIRMS, ["1;Alfa srl;Como;CO;", "2;Beta srl;Erba;CO;", "3;Delta srl;Cantù;CO;"]),
    ("como", "gennaio.csv", CODED, ["1;10/01/2012;Visita;1", "2;11/01/2012;Visita;2"]),
    ("pavia", "imprese.csv", FIRMS, [
        "F1;Pavese uno srl;Pavia;PV;3412345678", "F2;Pavese due srl;Voghera;PV;", "00700;Pavese tre srl;Pavia;PV;"
    ]),
    ("pavia", "servizi.csv", SERVICES, [
        "10/02/2012;Formazione;F1;2;", "10/02/2012;Formazione;F1;3;", "11/02/2012;Formazione;F2;4;",
        "11/02/2012;Formazione;F2;4;", "12/02/2012;Formazione;F2;7;annullato",
    ]),
    ("pavia", "contatti.csv", CONTACTS, [
        "10/02/2012;Visita;F1;1;", "10/02/2012;Visita;F1;2;", "12/02/2012;Zibaldone;F2;1;",
        "13/02/2012;Visita;700;1;", "13/02/2012;Visita;700;1;", "14/02/2012;Visita;F2;1;rinviata a marzo",
        "15/02/2012;Visita;F2;1;bizzarro",
    ]),
    ("acf", "imprese.csv", FIRMS, [*ACME, "A5;Acme otto srl;Milano;MI;"]),
    ("acf", "contatti.csv", CONTACTS, [
        "14/02/2012;Visita;A5;1;", "15/03/2012;Evento;A1;;", "16/03/2012;Evento;A2;;"
    ]),
    ("acf", "presenze.csv", PRESENCES, [
        "E1;Fare rete;15/03/2012;A1;X", "E1;Fare rete;15/03/2012;A3;", "E1;Fare rete;15/03/2012;A4;X"
    ]),
    ("acf", "spese.csv", EXPENSES, [
        "05/03/2012;Materiali;100,00;100,00;Rossi & C. S.n.c.;;7;A",
        "06/03/2012;Eventi;80,00;80,00;F.lli Bruni srl;;FT 9/12;A",
        "07/03/2012;Viaggi;10,00;10,00;Verdi srl;;3;A", "07/03/2012;Viaggi;20,00;20,00;Verdi snc;;3;A",
    ]),
    ("monza_brianza", "imprese.csv", FIRMS, ["7;Monza uno srl;Monza;MB;", "7;Brianza due spa;Lissone;MB;"]),
    ("monza_brianza", "contatti.csv", NAMED, [
        "14/02/2012;Visita;7;Monza uno srl", "14/02/2012;Visita;7;Brianza due spa", "15/02/2012;Visita;7;"
    ]),
    ("alto_milanese", "imprese.csv", FIRMS, [
        "1;Legnano uno srl;Legnano;MI;", "2;Legnano due srl;Legnano;MI;", "3;Varesina srl;Varese;VA;"
    ]),
    ("alto_milanese", "reti.csv", MEMBERS, [
        "R1;Rete Alto;10/01/2012;10/02/2012;1;", "R1;Rete Alto;10/01/2012;10/02/2012;2;",
        "R1;Rete Alto;10/01/2012;10/02/2012;3;gennaio 2013",
    ]),
    # Cells moved by one: a place, and a word of ours, where the name belongs.
    ("monza_brianza", "imprese_scorrette.csv", FIRMS, [
        "8;Monza;Monza;MB;", "9;Visita;Monza;MB;", "10;Lecco;Monza;MB;"
    ]),
    # What stands behind the kind says whether it took place, and so does a state.
    ("assolombarda", "contatti.csv", "Data contatto;Tipo contatto;Ragione sociale;Comune;Provincia;Stato", [
        "10/02/2012;Visita annullata;Kappa uno srl;Milano;MI;", "10/02/2012;Visita (rinviata);Kappa due srl;Milano;MI;",
        "10/02/2012;Visita;Kappa tre srl;Milano;MI;non effettuata", "10/02/2012;Visita;Kappa sei srl;Milano;MI;svolta",
        "10/02/2012;Visita;Kappa otto srl;Milano;MI;rinvia la firma", "10/02/2012;vis. az.;Kappa dieci srl;Milano;MI;",
        "2012-02-10T23:30:00Z;Visita;Kappa sei srl;Milano;MI;svolta",
    ]),
]  # fmt: skip
LATER: list[Sent] = [
    AHEAD,
    ("lecco", "spese_corrette.csv", EXPENSES, [
        "05/03/2012;Consulenze;900,00;900,00;STUDIO ROSSI S.R.L.;;Fatt. 77-12;Att 1",
        "07/03/2012;Consulenze;250,00;250,00;CARTA S.R.L.;;5;A",
        "06/03/2012;Consulenze;100,00;100,00;Carta srl;;5;A",
        "06/03/2012;Consulenze;300,00;300,00;Sala spa;;9/2012;A",
        "08/03/2012;Materiali;40,00;40,00;Penna srl;;11;A",
    ]),
    ("assolombarda", "spese.csv", EXPENSES, ["05/03/2012;Consulenze;900,00;900,00;Studio Rossi srl;;77/12;Att 1"]),
    ("como", "febbraio.csv", CODED, ["1;10/02/2012;Visita;2", "2;11/02/2012;Visita;3"]),
    ("como", "imprese.csv", FIRMS, ["1;Beta srl;Erba;CO;", "2;Delta srl;Cantù;CO;", "3;Alfa srl;Como;CO;"]),
    ("pavia", "servizi_bis.csv", SERVICES, ["10/02/2012;Formazione;F1;2;", "10/02/2012;Formazione;F1;5;"]),
    ("pavia", "contatti_bis.csv", CONTACTS, ["12/02/2012;Visita;F2;1;"]),
    ("acf", "spese_corrette.csv", EXPENSES, [
        "05/03/2012;Materiali;150,00;150,00;Rossi e C.;;0007/2012;A",
        "06/03/2012;Eventi;90,00;90,00;Fratelli Bruni S.r.l.;;fattura n. 9 del 06/03/2012;A",
    ]),
    ("acf", "imprese_completo.csv", FIRMS, ACME),
]  # fmt: skip


def send_all(home: Path) -> None:
    """Two rounds of files, and what is published of them."""
    for day, files in (("2012-04-10", FIRST), ("2012-05-10", LATER)):
        for partner, name, header, rows in files:
            deliver(home, partner, name, header, rows)
        run_pal(home, "ingest", "--received-at", day, status=DONE)
        built = run_pal(home, "build", status=PROBLEMS)
    (home / "told.txt").write_text(built.stdout + built.stderr, encoding="utf-8")
    run_pal(home, "publish")
