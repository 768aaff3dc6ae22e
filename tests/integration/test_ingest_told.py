"""What is not read, or read in another way than it stands, is told in one line."""

import pytest
from as_sent import CONTACTS, EXPENSES, FIRM, FIRMS, OTHER, sheets, text
from landing_home import LandingHome

_EVENT = ["Codice evento", "Titolo evento", "Data evento", "Codice impresa"]
TOLD = {
    "a sheet that carries nothing": (
        "a.xlsx",
        sheets(
            ("Imprese", [FIRMS, FIRM]),
            ("Contatti", [["Codice impresa", "Quando", "Come"], ["A-1", "01/05/2012", "visita"]]),
        ),
        "letto 1 foglio su 2; non letto «Contatti» (1 riga): manca la data del contatto",
        True,
    ),
    "a column that may be wanted": (
        "a.csv",
        text([*FIRMS, "Nr dip."], [*FIRM, "12"]),
        "colonne non usate: «Nr dip.» (forse Dipendenti)",
        True,
    ),
    "a column known by its values": (
        "a.csv",
        text(["Ragione sociale", "Comune", "Registro"], ["Prova Srl", "Lecco", "01234567897"]),
        "«Registro» (forse Partita IVA)",
        True,
    ),
    "a column that nobody wants": ("a.csv", text([*FIRMS, "Umore"], [*FIRM, "buono"]), "«Umore»", False),
    "members in columns": (
        "a.csv",
        text(["Nome rete", "Impresa 1", "Impresa 2"], ["Rete Prova", "Uno Srl", "Due Srl"]),
        "«Impresa 1», «Impresa 2» non lette",
        True,
    ),
    "a day above a list": (
        "a.csv",
        text(["Seminario"], ["Data:", "12/03/2012"], [], FIRMS, FIRM),
        "«Data: 12/03/2012» sta sopra la tabella",
        True,
    ),
    "two days of a service": (
        "a.csv",
        text(
            ["Ragione sociale", "Comune", "Data inizio", "Data fine", "Tipo servizio"],
            ["Prova Srl", "Lecco", "01/03/2012", "30/03/2012", "Ricerca di partner"],
        ),
        "manca la data del servizio, forse «Data inizio», «Data fine»",
        True,
    ),
    "several firms in one cell": (
        "a.csv",
        text(FIRMS, ["A-1", "Uno Srl / Due Spa", *FIRM[2:]], OTHER),
        "più imprese in una cella (riga 2)",
        True,
    ),
    "firms without a legal form in one cell": (
        "a.csv",
        text(FIRMS, ["A-1", "Rossi Meccanica / Bianchi", *FIRM[2:]], OTHER),
        "forse più imprese in una cella, contate come una («Rossi Meccanica / Bianchi», riga 2)",
        True,
    ),
    "firms in a row in one cell": (
        "a.csv",
        text(FIRMS, ["A-1", "Uno Srl, Due Spa", *FIRM[2:]], OTHER),
        "più imprese in una cella (riga 2)",
        True,
    ),
    "letters that a program lost": (
        "a.csv",
        text(FIRMS, ["A-1", "Societ? Per? Srl", *FIRM[2:]], OTHER),
        "1 nome con «?» al posto di una lettera",
        True,
    ),
    "visits by month": (
        "a.csv",
        text([*FIRMS, "Gennaio 2012", "Febbraio 2012", "Marzo 2012"], [*FIRM, "1", "2", "1"]),
        "i mesi stanno in colonna («Gennaio 2012»",
        True,
    ),
    "members below their network": (
        "a.csv",
        text(
            ["Nome rete", "Ragione sociale", "Comune"],
            ["Rete Prova", "Uno Srl", "Lecco"],
            ["", "Due Srl", "Como"],
        ),
        "1 aderente senza rete sotto «Nome rete»: letti con la rete della riga sopra",
        False,
    ),
    "a separator within a text": (
        "a.csv",
        text(FIRMS, ["A-1", "Prova, Uno Srl", *FIRM[2:]], OTHER, OTHER, separator=","),
        "1 riga con più celle che intestazioni (riga 2)",
        True,
    ),
    "amounts that may be thousands": (
        "a.csv",
        text(EXPENSES, ["01/05/2012", "Personale", "12,345", "F", "1"]),
        "«12,345» letto con la virgola dei decimali",
        True,
    ),
    "one amount that may be thousands": (
        "a.csv",
        text(
            EXPENSES,
            ["01/05/2012", "Personale", "100,000", "F", "1"],
            ["02/05/2012", "Personale", "250,50", "F", "2"],
            ["03/05/2012", "Personale", "12.75", "F", "3"],
        ),
        "«100,000» letto con la virgola dei decimali",
        True,
    ),
    "an error of LibreOffice": ("a.csv", text(FIRMS, ["Err:508", *FIRM[1:]]), "A2 Err:508", True),
    "firms with a dash between them": (
        "a.csv",
        text(FIRMS, ["A-1", "Uno Meccanica Srl - Due Spa", *FIRM[2:]], OTHER),
        "più imprese in una cella (riga 2)",
        True,
    ),
    "a visit that a note undoes": (
        "a.csv",
        text([*CONTACTS, "Note"], ["A-1", "01/05/2012", "visita", "1", "ANNULLATA per neve"]),
        "colonna «Note» non letta: «ANNULLATA per neve» (1 riga) conta come avvenuto",
        True,
    ),
    "who enrolled": (
        "a.csv",
        text(
            ["Codice evento", "Data evento", "Ragione sociale", "Comune", "Iscritto"],
            ["E1", "01/05/2012", "Uno Srl", "Lecco", "X"],
        ),
        "chi è iscritto conta come presente",
        True,
    ),
    "amounts in thousands": (
        "a.csv",
        text([*EXPENSES[:2], "Importo sostenuto (migliaia di euro)"], ["01/05/2012", "Personale", "1,5"]),
        "«Importo sostenuto (migliaia di euro)» letta in migliaia di euro",
        False,
    ),
    "amounts in millions": (
        "a.csv",
        text([*FIRMS, "Fatturato 2011 (Mln €)"], [*FIRM, "1,5"]),
        "«Fatturato 2011 (Mln €)» letta in milioni di euro",
        False,
    ),
    "parts of persons": (
        "a.csv",
        text([*FIRMS, "Addetti"], [*FIRM, "12,5"], [*OTHER, "7"]),
        "colonna «Addetti»: «12,5» letto 12, si contano persone intere",
        False,
    ),
    "a row that a status undoes": (
        "a.csv",
        text(["Stato riga", *CONTACTS], ["da eliminare", "A-1", "01/05/2012", "visita", "1"]),
        "colonna «Stato riga» non letta: «da eliminare» (1 riga) conta come avvenuto",
        True,
    ),
    "an invoice that a note undoes": (
        "a.csv",
        text([*EXPENSES, "Note"], ["01/05/2012", "Personale", "10", "F", "1", "doppione, STORNARE"]),
        "colonna «Note» non letta: «doppione, STORNARE» (1 riga) conta lo stesso",
        True,
    ),
    "a member whom a note lets go": (
        "a.csv",
        text(["Nome rete", "Ragione sociale", "Comune", "Note"], ["Rete", "Uno Srl", "Como", "Recesso 3/12"]),
        "colonna «Note» non letta: «Recesso 3/12» (1 riga) conta come aderente",
        True,
    ),
    "a column that is of other sheets": (
        "a.csv",
        text(["Data servizio", "Tipo servizio", "Fornitore"], ["01/05/2012", "Scouting", "Uno Srl"]),
        "colonne non usate: «Fornitore» (forse Ragione sociale)",
        True,
    ),
    "who joined": (
        "a.csv",
        text(["Nome rete", "Ragione sociale", "Comune", "Ha aderito"], ["Rete", "Uno Srl", "Como", "no"]),
        "colonna «Ha aderito» non letta: «no» (1 riga) conta come aderente",
        True,
    ),
    "what was done, of services": (
        "a.csv",
        text(
            ["Ragione sociale", "Comune", "Data servizio", "Tipo servizio", "Eseguito"],
            ["Uno Srl", "Como", "01/05/2012", "Ricerca di partner", ""],
        ),
        "colonna «Eseguito» non letta: «vuota» (1 riga) conta come avvenuto",
        True,
    ),
    "amounts of another currency": (
        "a.csv",
        text([*EXPENSES, "Valuta"], ["01/05/2012", "Personale", "10", "F", "1", "CHF"]),
        "colonna «Valuta» non letta: «CHF» (1 riga) l’importo conta come euro",
        True,
    ),
    "a heading in another currency": (
        "a.csv",
        text([*EXPENSES[:2], "Importo sostenuto (USD)"], ["01/05/2012", "Personale", "10"]),
        "colonna «Importo sostenuto (USD)» non letta: importi in USD",
        True,
    ),
    "thousands above the table": (
        "a.csv",
        text(["Importi in migliaia di euro"], [], EXPENSES, ["01/05/2012", "Personale", "1,5", "F", "1"]),
        "«Importi in migliaia di euro» sta sopra la tabella: gli importi contano in euro",
        True,
    ),
    "several visits in a row": (
        "a.csv",
        text([*CONTACTS, "N. visite"], ["A-1", "01/05/2012", "visita", "1", "3"]),
        "colonna «N. visite» non letta: «3» (1 riga) conta una volta",
        True,
    ),
    "contacts in columns": (
        "a.csv",
        text([*FIRMS, "1° contatto", "2° contatto"], [*FIRM, "01/05/2012", "02/05/2012"]),
        "colonne «1° contatto», «2° contatto» non lette",
        True,
    ),
    "another partner's rows": (
        "a.csv",
        text([*CONTACTS, "Partner"], ["A-1", "01/05/2012", "visita", "1", "CONFINDUSTRIA COMO"]),
        "sotto «Partner» sta «CONFINDUSTRIA COMO»: le righe contano per chi le ha mandate",
        True,
    ),
    "an invoice that is not claimed": (
        "a.csv",
        text([*EXPENSES, "Note"], ["01/05/2012", "Consulenze", "100", "Rossi Srl", "1", "non ammessa"]),
        "colonna «Note» non letta: «non ammessa» (1 riga) conta lo stesso",
        True,
    ),
    "an expense that is not eligible": (
        "a.csv",
        text([*EXPENSES, "Rendicontabile"], ["01/05/2012", "Consulenze", "100", "Rossi Srl", "1", "NO"]),
        "colonna «Rendicontabile» non letta: «NO» (1 riga) conta lo stesso",
        True,
    ),
    "a network that is not signed": (
        "a.csv",
        text(["Nome rete", "Data firma", "Firmata"], ["Rete Prova", "01/05/2012", "no"]),
        "colonna «Firmata» non letta: «no» (1 riga) conta come dicono le date",
        True,
    ),
    "a member that went": (
        "a.csv",
        text(["Nome rete", "Codice impresa", "Note"], ["Rete Prova", "A-1", "ritirata"]),
        "colonna «Note» non letta: «ritirata» (1 riga) conta come aderente",
        True,
    ),
    "visits to be made": (
        "visite_da_fare.csv",
        text(CONTACTS, ["A-1", "01/05/2012", "visita", "1"]),
        "«visite_da_fare» si chiama così, ma 1 riga conta come le altre",
        True,
    ),
    "who was absent": (
        "a.xlsx",
        sheets(
            ("Presenti", [_EVENT, ["E1", "Fare rete", "01/05/2012", "A-1"]]),
            ("Assenti", [_EVENT, ["E1", "Fare rete", "01/05/2012", "A-2"]]),
        ),
        "«Assenti» si chiama così, ma 1 riga conta come le altre",
        True,
    ),
    "a day in the title of a sheet of signatures": (
        "a.csv",
        text(["Seminario Fare rete - Lecco, 12 marzo 2012"], [*FIRMS, "Firma"], [*FIRM, ""]),
        "«12 marzo 2012» sta sopra la tabella",
        True,
    ),
    "two firms joined": (
        "a.csv",
        text(FIRMS, ["A-1", "Rossi Srl & Bianchi Srl", *FIRM[2:]], OTHER),
        "più imprese in una cella (riga 2)",
        True,
    ),
    "a name cut by the separator in a row without its last cell": (
        "a.txt",
        text(
            ["Ragione sociale", "Comune", "Provincia"],
            ["Rossi", "Srl", "Lecco"],
            ["Uno Srl", "Lecco", "LC"],
            separator="\t",
        ),
        "1 riga con più celle che intestazioni (riga 2)",
        True,
    ),
    "an event that was put off": (
        "a.csv",
        text([*_EVENT[:3], "Stato"], ["E1", "Fare rete", "01/05/2012", "rinviato a giugno"]),
        "colonna «Stato» non letta: «rinviato a giugno» (1 riga) conta come tenuto",
        True,
    ),
    "who was marked absent": (
        "a.csv",
        text([*_EVENT, "Assente"], ["E1", "Fare rete", "01/05/2012", "A-1", "X"]),
        "colonna «Assente» non letta: «X» (1 riga) conta come avvenuto",
        True,
    ),
    "who did not come in": (
        "a.csv",
        text(
            [*_EVENT, "Ora ingresso"],
            ["E1", "Rete", "01/05/2012", "A-1", "9:05"],
            ["E1", "Rete", "01/05/2012", "A-2", ""],
        ),
        "colonna «Ora ingresso» non letta: «vuota» (1 riga) conta come avvenuto; scriverlo sotto Presente",
        True,
    ),
    "who has not confirmed": (
        "a.csv",
        text([*_EVENT, "Conferma"], ["E1", "Fare rete", "01/05/2012", "A-1", "no"]),
        "colonna «Conferma» non letta: «no» (1 riga) conta come avvenuto",
        True,
    ),
    "a visit to an empty house": (
        "a.csv",
        text([*CONTACTS, "Note"], ["A-1", "01/05/2012", "visita", "1", "titolare assente"]),
        "colonna «Note» non letta: «titolare assente» (1 riga) conta come avvenuto",
        True,
    ),
    "a firm and others": (
        "a.csv",
        text(FIRMS, ["A-1", "Uno Srl + altre 3", *FIRM[2:]], OTHER),
        "più imprese in una cella (riga 2)",
        True,
    ),
    "an error of Google": (
        "a.csv",
        text(CONTACTS, ["A-1", "#ERROR!", "visita", "Loading..."]),
        "B2 #ERROR!, D2 Loading...",
        True,
    ),
    "an error of Excel": ("a.csv", text(FIRMS, ["#N/D", *FIRM[1:]]), "A2 #N/D", True),
}


@pytest.mark.parametrize(("name", "data", "told", "is_loss"), TOLD.values(), ids=TOLD)
def test_what_is_not_read_is_told_in_one_line(
    landing_home: LandingHome, name: str, data: bytes | str, told: str, is_loss: bool
) -> None:
    landed = landing_home.land_one(name, data)
    assert landed.status == "landed", landed.reason
    assert told in (landed.told or "")
    assert landed.has_loss == is_loss
    assert landing_home.con.execute("select told, has_loss from raw.deliveries").fetchone() == (
        landed.told,
        is_loss,
    )


@pytest.mark.parametrize(
    "columns",
    [
        {"Note": "annuncio della fiera"},
        {"Note": "doppio appuntamento"},
        {"Note": "da sentire a giugno"},
        {"Conferma": "sì"},
        {"Valuta": "EUR"},
        {"N. visite": "1"},
        {"1° contatto": "Mario Rossi"},
        {"Partner": "Confindustria Lecco"},
    ],
)
def test_what_says_nothing_is_not_told(landing_home: LandingHome, columns: dict[str, str]) -> None:
    row = ["A-1", "01/05/2012", "visita", "1"]
    landed = landing_home.land_one("a.csv", text([*CONTACTS, *columns], [*row, *columns.values()]))
    assert "cont" not in (landed.told or "").replace("colonne non usate: «1° contatto»", "")


@pytest.mark.parametrize(
    "name",
    [
        "Uno Srl (già Due Spa)",
        "Uno Srl e C.",
        "Ricerca e Sviluppo Srl",
        "A/B Srl",
        "Uno Srl - società unipersonale",
        "Uno Meccanica Srl - Uno Srl",
        "Energia Cooperazione - Società coope",
        "Rossi Mario e altri Snc",
        "Alfa Srl & C. Snc di Rossi",
        "Rossi Spa & Figli Srl",
    ],
)
def test_one_firm_with_a_long_name_is_one(landing_home: LandingHome, name: str) -> None:
    landing_home.land_one("a.csv", text(FIRMS, ["A-1", name, *FIRM[2:]]))
    assert landing_home.data("firms", "company_name") == [(name,)]


def test_an_hour_of_coming_that_nobody_wrote_tells_of_nobody(landing_home: LandingHome) -> None:
    rows = [["E1", "Rete", "01/05/2012", firm, ""] for firm in ("A-1", "A-2")]
    assert landing_home.land_one("a.csv", text([*_EVENT, "Ora ingresso"], *rows)).told is None
