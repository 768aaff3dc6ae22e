"""A column is read in one way, from what all of it says."""

import pytest
from as_sent import EXPENSES, FIRM, FIRMS, OTHER, text
from landing_home import LandingHome


def test_amounts_of_a_heading_in_thousands_or_millions_are_so(landing_home: LandingHome) -> None:
    amounts = {"1,5": "1500.00", "1.250": "1250000.00", "€ 2": "2000.00", "circa 3": "circa 3 migliaia"}
    heading = [*EXPENSES[:2], "Importo sostenuto (k€)"]
    landing_home.land_one(
        "a.csv", text(heading, *(["01/05/2012", "Personale", amount] for amount in amounts))
    )
    landing_home.land_one("b.csv", text([*FIRMS, "Fatturato (milioni di euro)"], [*FIRM, "1,5"]))
    assert landing_home.data("expenses", "incurred_eur") == [(amount,) for amount in amounts.values()]
    assert landing_home.data("firms", "turnover_eur") == [("1500000.00",)]


def test_hours_of_a_heading_in_minutes_are_minutes_and_days_are_not_read(landing_home: LandingHome) -> None:
    service = ["01/05/2012", "Scouting", "A-1"]
    headings = ["Data servizio", "Tipo servizio", "Codice impresa"]
    for unit in ("Durata (minuti)", "Durata (gg)", "Ore (min. 1)"):
        landing_home.land_one(f"{unit}.csv", text([*headings, unit], [*service, "90"], [*service, "1h30"]))
    read = ["90 min", "1h30", "90 giorni", "1h30", "90", "1h30"]
    assert landing_home.data("services", "hours") == [(one,) for one in read]


def test_units_below_the_headings_are_the_columns(landing_home: LandingHome) -> None:
    headings = ["Data servizio", "Tipo servizio", "Codice impresa", "Durata", "Valore"]
    hints = ["(gg/mm/aaaa)", "", "", "(min)", "migliaia €"]
    landing_home.land_one("a.csv", text(headings, hints, ["01/05/2012", "Scouting", "A-1", "90", "1,5"]))
    assert landing_home.data("services", "hours", "value_eur") == [("90 min", "1500.00")]


@pytest.mark.parametrize(
    ("hours", "is_told"),
    [(("2,30", "1,00"), True), (("1.15",), True), (("2,30", "1,75"), False), (("2,5", "1,50"), False)],
)
def test_hours_that_may_be_hours_and_minutes_are_told(
    landing_home: LandingHome, hours: tuple[str, ...], is_told: bool
) -> None:
    rows = [["10/04/2012", "scouting", "A1", "Milano", one] for one in hours]
    landed = landing_home.land_one(
        "a.csv", text(["Data servizio", "Tipo servizio", "Codice impresa", "Comune", "Ore"], *rows)
    )
    assert ("se sono ore e minuti" in (landed.told or "")) == is_told
    assert landing_home.data("services", "hours") == [(one,) for one in hours]


def test_telephones_are_no_identifiers_but_numbers_without_their_zeros_are(landing_home: LandingHome) -> None:
    headings = ["Ragione sociale", "Comune", "P.IVA"]
    telephones = ("02 12345678", "0341/223344", "+39 347 1234567", "3471234568", "")
    landed = landing_home.land_one(
        "a.csv", text(headings, *([f"Prova {tel} Srl", "Lecco", tel] for tel in telephones))
    )
    assert "numeri di telefono" in (landed.told or "")
    assert landing_home.data("firms", "partita_iva") == [(None,)] * len(telephones)
    numbers = ("0000000109", "3200970162", "743110157")
    landed = landing_home.land_one(
        "b.csv", text(headings, *([f"Prova {one} Srl", "Lecco", one] for one in numbers))
    )
    assert "numeri di telefono" not in (landed.told or "")
    assert landing_home.data("firms", "partita_iva")[len(telephones) :] == [(one,) for one in numbers]


def test_a_decimal_point_holds_for_the_whole_column(landing_home: LandingHome) -> None:
    rows = [["01/05/2012", "Personale", amount, "F", "1"] for amount in ("12.5", "1.250", "3,250")]
    landing_home.land_one("a.csv", text(EXPENSES, *rows))
    assert landing_home.data("expenses", "incurred_eur") == [("12.5",), ("1.2500",), ("3250",)]


def test_a_sector_that_became_a_day_is_a_sector_again(landing_home: LandingHome) -> None:
    landed = landing_home.land_one(
        "a.csv", text([*FIRMS, "Codice ATECO"], [*FIRM, "2013-11-25"], [*OTHER, "25-nov"])
    )
    assert landing_home.data("firms", "codice_ateco") == [("25.11",), ("25.11",)]
    assert "2 codici ATECO diventati date" in (landed.told or "")
