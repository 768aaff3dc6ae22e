"""Tables as they stand in a sheet: groups, several tables, sums and hints, headings."""

import pytest
from as_sent import CONTACTS, EXPENSES, FIRM, FIRMS, OTHER, sheets, text
from landing_home import LandingHome

MEMBERS = {
    "each network named once, left of its members": (
        ["Nome rete", "Ragione sociale", "Comune"],
        ["R1", "R1", "R2"],
    ),
    "a list of firms, a few of which are in a network": (
        ["Ragione sociale", "Comune", "Nome rete"],
        ["R1", None, "R2"],
    ),
}


@pytest.mark.parametrize(("headings", "networks"), MEMBERS.values(), ids=MEMBERS)
def test_a_member_without_network_is_of_the_one_above_only_where_nobody_would_read_otherwise(
    landing_home: LandingHome, headings: list[str], networks: list[str | None]
) -> None:
    rows = [("R1", "Uno Srl", "Lecco"), ("", "Due Srl", "Como"), ("R2", "Tre Srl", "Como")]
    order = ["Nome rete", "Ragione sociale", "Comune"]
    landing_home.land_one(
        "a.csv", text(headings, *([row[order.index(one)] for one in headings] for row in rows))
    )
    assert landing_home.data("network_members", "network_name") == [(network,) for network in networks]


PRESENCES = ["Data evento", "Codice evento", "Titolo evento", "Ragione sociale", "Comune"]


VISITS = ["Data contatto", "Tipo contatto", "Ragione sociale", "Comune"]


DAYS = {
    "all of the event on the first row": (
        [PRESENCES, ["14/05/2012", "E1", "Reti", "Uno Srl", "Lecco"], ["", "", "", "Due Srl", "Como"]],
        ["14/05/2012"] * 2,
    ),
    "two events, the code on each row": (
        [
            PRESENCES,
            ["14/05/2012", "E1", "Reti", "Uno Srl", "Lecco"],
            ["", "E1", "Reti", "Due Srl", "Como"],
            ["15/05/2012", "E2", "Credito", "Uno Srl", "Lecco"],
            ["", "E2", "Credito", "Due Srl", "Como"],
        ],
        ["14/05/2012"] * 2 + ["15/05/2012"] * 2,
    ),
    "events without a code": (
        [VISITS, ["16/05/2012", "Seminario", "Uno Srl", "Lecco"], ["", "", "Due Srl", "Como"]],
        ["16/05/2012"] * 2,
    ),
    "visits, one without its day": (
        [VISITS, ["16/05/2012", "Visita", "Uno Srl", "Lecco"], ["", "Visita", "Due Srl", "Como"]],
        ["16/05/2012", None],
    ),
    "presences, one without its day": (
        [PRESENCES, *[[f"{day}/05/2012", f"E{day}", "Reti", "Uno Srl", "Lecco"] for day in (11, 12, 13)],
         ["", "E13", "Reti", "Due Srl", "Como"]],
        ["11/05/2012", "12/05/2012", "13/05/2012", None],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "days"), DAYS.values(), ids=DAYS)
def test_a_presence_without_day_is_of_the_day_above_where_that_is_a_heading(
    landing_home: LandingHome, rows: list[list[str]], days: list[str | None]
) -> None:
    landed = landing_home.land_one("a.csv", text(*rows))
    assert landing_home.data("contacts", "contact_date") == [(day,) for day in days]
    assert ("letta con la data" in (landed.told or "") or "lette con la data" in (landed.told or "")) == (
        None not in days
    )


@pytest.mark.parametrize("surname", [["Cognome"], []])
def test_a_name_beside_who_was_there_is_no_title(landing_home: LandingHome, surname: list[str]) -> None:
    headings = ["Codice evento", "Data evento", "Nome", *surname, "Azienda", "Comune", "Presente"]
    row = ["E1", "05/06/2012", "Ugo", *["Neri" for _ in surname], "Uno Srl", "Lecco", "x"]
    landed = landing_home.land_one("a.csv", text(headings, row))
    assert landed.record_types == ("contacts", "firms")
    people = ["Codice rete", "Codice impresa", "Nome", "Cognome"]
    landed = landing_home.land_one("b.csv", text(people, ["R1", "A-1", "Ugo", "Neri"]))
    assert landed.record_types == ("network_members",)
    landed = landing_home.land_one(
        "c.csv", text(["Codice evento", "Nome", "Data"], ["E1", "Reti", "05/06/2012"])
    )
    assert landed.record_types == ("events",)


def test_a_narrow_table_above_a_wide_one_is_read_too(landing_home: LandingHome) -> None:
    wide = ["Codice contatto", "Ragione sociale", "Comune", "Data contatto", "Tipo contatto", "Ore", "Esito"]
    above = [["Ragione sociale", "Comune"], ["Uno Srl", "Lecco"], ["Due Srl", "Como"], []]
    below = [wide, ["1", "Uno Srl", "Lecco", "01/03/2012", "visita", "1", "svolta"], []]
    landing_home.land_one(
        "a.csv", text(*above, *below, EXPENSES, ["10/05/2012", "Personale", "100", "F srl", "1"])
    )
    assert [name for (name,) in landing_home.data("firms", "company_name")][:2] == ["Uno Srl", "Due Srl"]
    assert landing_home.data("contacts", "contact_date") == [("01/03/2012",)]
    assert landing_home.data("expenses", "incurred_eur") == [("100",)]


def test_a_bare_code_means_what_the_codes_below_it_are(landing_home: LandingHome) -> None:
    members = [["Codice rete", "Codice", "Ruolo"], ["R1", "A-1", "capofila"], ["R1", "A-2", "aderente"]]
    networks = [["Codice rete", "Nome rete"], ["R1", "Rete Prova"]]
    landing_home.land_one(
        "a.xlsx", sheets(("Imprese", [FIRMS, FIRM, OTHER]), ("Reti", networks), ("Aderenti", members))
    )
    assert landing_home.data("network_members", "network_code", "partner_firm_code") == [
        ("R1", "A-1"),
        ("R1", "A-2"),
    ]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_tables_below_and_beside_each_other_land_both(landing_home: LandingHome, form: str) -> None:
    below = [FIRMS, FIRM, [], ["CONTATTI"], CONTACTS, ["A-1", "01/05/2012", "visita", "2"]]
    beside = [[*FIRMS, "", *FIRMS], [*FIRM, "", *OTHER]]
    for name, rows in (("below", below), ("beside", beside)):
        data = sheets(("Foglio1", [list(row) for row in rows])) if form == "xlsx" else text(*rows)
        landing_home.put(f"{name}.{form}", data)
    assert [one.status for one in landing_home.land()] == ["landed", "landed"]
    assert landing_home.data("contacts", "partner_firm_code", "contact_date") == [("A-1", "01/05/2012")]
    assert sorted(landing_home.data("firms", "partner_firm_code")) == [("A-1",), ("A-1",), ("A-2",)]
    assert landing_home.rows("contacts", "hours")[0][0] == 6


NO_DATA = {
    "carried over": ";A riportare;1.500,00;;",
    "a sum alone": ";;1.750,00;;",
    "a mean": "Media;;583,33;;",
    "a balance": "Saldo al 30/06/2012;;1.750,00;;",
    "place and day": "Lecco, 30 giugno 2012;;;;",
    "who signs": "Il Direttore;;;;",
    "a signature": "(firma);;;;",
    "a page": "Pag. 2;;;;",
    "a total with its day": "30/06/2012;Totale;1.750,00;;",
    "a grand total": "Gran totale;;1.750,00;;",
    "a total in short": "TOT. giugno;;1.750,00;;",
}


@pytest.mark.parametrize("line", NO_DATA.values(), ids=NO_DATA)
def test_sums_and_signatures_are_no_expenses(landing_home: LandingHome, line: str) -> None:
    spent = "02/05/2012;Personale;1.000,00;Forn;1\n"
    landing_home.land_one("a.csv", text(EXPENSES) + spent + line + "\n" + spent)
    assert len(landing_home.data("expenses", "incurred_eur")) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Es.: A001;Rossi Mario Srl;01234567897;Milano;MI",
        "A001;Rossi Mario Srl (ESEMPIO);01234567897;Milano;MI",
        "obbligatorio;obbligatorio;11 cifre;obbligatorio;sigla",
        "(interno);;;;sigla",
    ],
)
def test_examples_and_hints_are_no_firms(landing_home: LandingHome, line: str) -> None:
    landing_home.land_one("a.csv", text(FIRMS) + line + "\n" + text(FIRM))
    assert landing_home.data("firms", "company_name") == [("Prova Uno Srl",)]


HEADINGS = ("1) Ragione sociale*", "Comune (sede legale)", "N.ro P.IVA/VAT", "Prov. [sigla]")


def test_headings_with_numbers_hints_and_second_names_are_read(landing_home: LandingHome) -> None:
    landing_home.land_one("a.csv", text(list(HEADINGS), ["Prova Srl", "Lecco", "01234567897", "LC"]))
    assert landing_home.data("firms", "company_name", "municipality", "partita_iva", "province") == [
        ("Prova Srl", "Lecco", "01234567897", "LC")
    ]


def test_a_vague_heading_means_what_the_partners_lists_show(landing_home: LandingHome) -> None:
    landing_home.put("a.csv", text(["Codice", "Ragione sociale", "Comune"], ["A-1", "Prova Srl", "Lecco"]))
    landing_home.put(
        "b.csv",
        text(["Codice rete", "Codice", "Ruolo", "Data adesione"], ["R1", "A-1", "capofila", "01/02/2012"]),
    )
    landing_home.put(
        "b.csv", text(["Codice rete", "Codice", "Data adesione"], ["R1", "A-1", "01/02/2012"]), "como"
    )
    assert [one.status for one in landing_home.land()] == ["refused", "landed", "landed"]
    assert landing_home.data("network_members", "network_code", "partner_firm_code") == [("R1", "A-1")]


def test_headings_once_more_in_another_language_are_no_second_table(landing_home: LandingHome) -> None:
    data = text(
        ["Data servizio", "Tipo servizio", "Codice impresa", "Comune", "Ore", "Valore"],
        ["Date", "Kind", "Code", "City", "Hours", "Value"],
        ["10/04/2012", "scouting", "A1", "Milano", "2", "100"],
    )
    landing_home.land_one("a.csv", data)
    assert landing_home.data("services", "service_date", "partner_firm_code", "hours") == [
        ("10/04/2012", "A1", "2")
    ]
