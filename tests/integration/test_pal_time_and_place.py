"""What was before the project, what is news of which day, and where things are: one home, one refresh."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_once import make_once
from pal_home import ask, ask_value, deliver, run_pal

from editions.brief.page import make_brief
from publication.reader import Publication, open_published
from storage.home import Home

FIRMS = "Codice impresa;Ragione sociale;Partita IVA;Comune;Provincia"
CONTACTS = "Codice contatto;Data contatto;Tipo contatto;Codice impresa"
EVENTS = "Codice evento;Titolo evento;Data evento;Comune"
OPENED = "Codice rete;Nome rete;Data apertura"
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
    "MONZA E BRIANZA": "MB",
    "Monza Brianza": "MB",
    "Provincia di Lecco": "LC",
    "Città metropolitana di Milano": "MI",
    "LC": "LC",
    "(LC)": "LC",
    "Lecco città": "LC",
    "Lecco centro": "LC",
    "Como capoluogo": "CO",
    "Milano (Italia)": "MI",
    "Milano - centro": "MI",
    "Milano Italy": "MI",
    "LECCO - LOMBARDIA": "LC",
    "Milano 20121": "MI",
    "Lecco 1": "LC",
    "Z.I. Merate": "LC",
    "fraz. Maggianico di Lecco": "LC",
    "Città di Castello": "PG",
    "Centro Valle Intelvi": "CO",
    "Centro": "??",
    "città": "??",
    "Lombardia": "??",
    "Italia": "??",
    "Brianza lecchese": "??",
    "Lecco e Como": "??",
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
        "E5;Bandi;07/04/2012;MONZA E BRIANZA",
        "E6;Fisco;08/04/2012;Lecco città",
        "E1;Fare rete;03/04/2012;Livo (CO)",
        "E2;Credito;04/04/2012;Merate - LC",
        "E3;Estero;05/04/2012;Lugano",
    ]
    deliver(home, "como", "eventi.csv", EVENTS, [*events, "E4;Brevetti;06/04/2012;Livo"])
    opened = ["R2;Rete Prima;31/12/2011", "R3;Rete Subito;01/01/2012", "R4;Rete Ultima;30/06/2013"]
    deliver(home, "pavia", "aperture.csv", OPENED, [*opened, "R5;Rete Tardi;01/07/2013"])
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
    assert events == {"E1": "CO", "E2": "LC", "E3": "EE", "E4": "??", "E5": "MB", "E6": "LC"}


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


def test_only_what_is_no_place_is_told_as_unknown(home: Path) -> None:
    rules = ("municipality_unknown", "province_unknown", "province_unlike_municipality")
    told = {one["value"] for one in ask(home, "issues") if one["rule_code"] in rules}
    unknown = {"Centro", "città", "Lombardia", "Italia", "Brianza lecchese", "Lecco e Como", "Lecco - Como"}
    assert told & set(WRITTEN) == unknown


def test_what_was_before_the_project_does_not_decide_what_is_first(home: Path) -> None:
    assert ask_value(home, "firms_reached", "--province", "MI") == 1
    assert (
        ask_value(home, "firms_reached", "--province", "MI", "--since", "2011-01-01", "--until", "2012-04-30")
        == 0
    )
    assert ask_value(home, "firms_assisted", "--province", "MI") == 0


def test_no_days_mean_the_projects_everywhere(home: Path, publication: Publication) -> None:
    """Of four networks two were opened from its first day to its last, these included."""
    assert ask_value(home, "networks_opened") == 2
    assert publication.values("select value from kpi('networks_opened')") == [2]
    months = publication.query("from kpi_by_month('networks_opened')").rows
    assert {month: value for _, month, value in months if value} == {None: 2, "2012-01": 1, "2013-06": 1}
    assert "valori dal 01/01/2012 al" in make_brief(publication, None, None).source


def test_a_signing_and_a_joining_are_news_of_their_day(home: Path) -> None:
    """Though neither is a fact that a complete list covers."""
    told = {one["file_name"]: one["data_through"] for one in ask(home, "sql", "from dim_deliveries")}
    assert (told["reti.csv"], told["aderenti.csv"]) == ("2013-04-30", "2013-05-15")
