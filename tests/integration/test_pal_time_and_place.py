"""What was before the project, what is news of which day, and where things are: one home, one refresh."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_once import make_once
from pal_home import ask, ask_value, deliver, run_pal

from publication.reader import Publication, open_published
from storage.home import Home

FIRMS = "Codice impresa;Ragione sociale;Partita IVA;Comune;Provincia"
CONTACTS = "Codice contatto;Data contatto;Tipo contatto;Codice impresa"
EVENTS = "Codice evento;Titolo evento;Data evento;Comune"
SIGNED = "Codice rete;Nome rete;Data sottoscrizione"
JOINED = "Codice rete;Nome rete;Ragione sociale;Comune;Provincia;Data adesione"
PLACES = {
    "P1": (";Livo (CO);", "CO"),
    "P2": (";Merate - LC;", "LC"),
    "P3": (";MERATE (Lecco);", "LC"),
    "P4": (";Merate LC;", "LC"),
    "P5": (";Livo;", "??"),
    "P6": (";RIVA DEL PO;", "FE"),
    "A1": (";Lugano;", "EE"),
    "A2": (";Chiasso;Svizzera", "EE"),
    "A3": (";Bad Hersfeld;EE", "EE"),
    "A4": ("DE136695976;Bad Hersfeld;", "EE"),
    "A5": (";Germania;", "EE"),
    "A6": ("CHE-116.281.710;Bellavista;", "EE"),
    "M1": ("DE136695976;Milano;", "MI"),
}
WRITTEN = {
    "Lugano (CH)": "EE",
    "Lugano - Svizzera": "EE",
    "SVIZZERA - LUGANO": "EE",
    "Bucarest;RO": "EE",
    "Rovigo;RO": "RO",
    "Chieti;CH": "CH",
    "Nizza Monferrato;AT": "AT",
    "Praga;Rep. Ceca": "EE",
    "Londra;U.K.": "EE",
    "LECCO (LC) - ITALIA": "LC",
    "Varese (VA) Italy": "VA",
    "Livo (CO), Italia": "CO",
    "Peglio (prov. di Como)": "CO",
    "Samolaco prov. Sondrio": "SO",
    "Comune di Merate": "LC",
    "Lecco - Fraz. Maggianico": "LC",
    "Sala Conferenze, Lecco": "LC",
    "Castellanza;Varese - VA": "VA",
    "Lecco;LC - Lombardia": "LC",
    "SAN GIULIANO MILANES": "MI",
    "Lecco - Como": "??",
}
"""Municipality, and province behind a `;`, as people write them: which province it is."""
"""By firm's code: number, municipality and province as delivered, and the province that it has."""


def _tell(home: Path) -> None:
    deliver(
        home,
        "como",
        "imprese.csv",
        FIRMS,
        [f"{code};Ditta {code} srl;{place}" for code, (place, _) in PLACES.items()],
    )
    written = [f"W{number};Scritta {number} srl;;{place}" for number, place in enumerate(WRITTEN)]
    deliver(home, "acf", "imprese.csv", FIRMS, written)
    visits = [f"V{code};05/03/2012;Visita;{code}" for code in PLACES if code != "M1"]
    deliver(
        home,
        "como",
        "contatti.csv",
        CONTACTS,
        ["C0;15/12/2011;Visita;M1", "C1;10/05/2012;Telefonata;M1", *visits],
    )
    events = [
        "E1;Fare rete;03/04/2012;Livo (CO)",
        "E2;Credito;04/04/2012;Merate - LC",
        "E3;Estero;05/04/2012;Lugano",
    ]
    deliver(home, "como", "eventi.csv", EVENTS, [*events, "E4;Brevetti;06/04/2012;Livo"])
    # Nothing tells of a firm when the network was signed.
    deliver(home, "lecco", "reti.csv", SIGNED, ["R1;Rete Uno;30/04/2013"])
    deliver(home, "lecco", "aderenti.csv", JOINED, ["R1;Rete Uno;Alfa srl;Lecco;LC;15/05/2013"])
    run_pal(home, "refresh")


@pytest.fixture(scope="module")
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_once(request, tmp_path_factory, "time_and_place", _tell)


@pytest.fixture(scope="module")
def publication(home: Path) -> Iterator[Publication]:
    with open_published(Home(home)) as opened:
        yield opened


def test_a_place_is_read_with_what_is_behind_it_and_abroad_is_abroad(publication: Publication) -> None:
    found = dict(publication.query("select firm_name, province_code from dim_firms").rows)
    assert [found.pop(f"Scritta {number} srl") for number in range(len(WRITTEN))] == list(WRITTEN.values())
    expected = {f"Ditta {code} srl": province for code, (_, province) in PLACES.items()}
    assert found == expected | {"Alfa srl": "LC"}
    events = dict(publication.query("select event_code, province_code from fct_events").rows)
    assert events == {"E1": "CO", "E2": "LC", "E3": "EE", "E4": "??"}


def test_abroad_is_listed_and_in_no_total(home: Path) -> None:
    by_province = {
        one["province_code"]: one["value"] for one in ask(home, "kpi", "contacts_held", "--by", "province")
    }
    assert by_province["EE"] == 6
    # Como, three times Merate, Livo without a province, Milano's call: Riva del Po and the six abroad are not Lombard.
    assert by_province[None] == 6


def test_a_municipality_that_two_provinces_have_is_told(home: Path) -> None:
    told = [(one["value"]) for one in ask(home, "issues") if one["rule_code"] == "municipality_ambiguous"]
    assert told == ["Livo", "Livo"]


def test_what_was_before_the_project_does_not_decide_what_is_first(home: Path) -> None:
    assert ask_value(home, "firms_reached", "--province", "MI") == 1
    assert (
        ask_value(home, "firms_reached", "--province", "MI", "--since", "2011-01-01", "--until", "2012-04-30")
        == 0
    )
    assert ask_value(home, "firms_assisted", "--province", "MI") == 0


def test_a_signing_and_a_joining_are_news_of_their_day(home: Path) -> None:
    """Though neither is a fact that a complete list covers."""
    told = {one["file_name"]: one["data_through"] for one in ask(home, "sql", "from dim_deliveries")}
    assert (told["reti.csv"], told["aderenti.csv"]) == ("2013-04-30", "2013-05-15")
