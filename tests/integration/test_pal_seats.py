"""Where a firm's seat is, and when: seats that move, branches, municipalities that changed province, the register."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_once import make_once
from pal_home import ask, copy_home, decide, deliver, run_pal

from dashboard.data.asking import Filters
from dashboard.data.networks import load_networks
from publication.reader import Publication, open_published
from storage.home import Home

FIRMS = "Codice impresa;Ragione sociale;Codice fiscale;Comune;Provincia;Sede dal"
CONTACTS = "Codice contatto;Data contatto;Tipo contatto;Codice impresa"
NETWORKS = "Codice rete;Nome rete;Data avvio;Data firma;Codice impresa"
EVENTS = "Codice evento;Titolo evento;Data evento;Comune"
REGISTER = "Denominazione contratto;Data atto;Numero repertorio;C.F.;Denominazione impresa;Comune;PV"


def _tell(home: Path) -> None:
    firms = [
        "1;Ferma srl;;Pavia;PV;",
        "2;Mossa srl;;Milano;MI;",
        "3;Datata srl;;Como;CO;",
        "4;Registrata srl;00743110157;Milano;MI;",
        "5;Sbagliata srl;;Milano;MI;",
        "6;Orobica srl;;Torre de' Busi;LC;",
        "7;Bergamasca srl;;Torre de' Busi;;",
        "8;Comunale srl;;Milano;;",
        "9;Bormina srl;;Bormio;SO;",
        "10;Valtellinese srl;;Tirano;SO;",
    ]
    deliver(home, "pavia", "imprese.csv", FIRMS, firms)
    networks = [f"R1;Rete Po;01/02/2012;10/05/2012;{one}" for one in (1, 2)]
    networks += [f"R2;Rete Spluga;01/02/2012;10/06/2012;{one}" for one in (5, 9, 10)]
    deliver(home, "pavia", "reti.csv", NETWORKS, networks)
    visits = [f"A{one};01/06/2012;Visita;{one}" for one in range(1, 9)]
    deliver(home, "pavia", "contatti.csv", CONTACTS, visits)
    events = ["E1;Valle;01/06/2012;Torre de' Busi", "E2;Valle due;02/06/2012;Torre de' Busi (BG)"]
    deliver(home, "pavia", "eventi.csv", EVENTS, events)
    # One codice fiscale: head office first, then its branches, with codes and without.
    coded = [
        "H;Filiali srl;00905811006;Milano;MI;", "B1;Filiali srl;00905811006;Lecco;LC;",
        "B2;Filiali srl unità locale;00905811006;Como;CO;",
    ]  # fmt: skip
    deliver(home, "lecco", "imprese.csv", FIRMS, coded)
    plain = ["Ramificata srl filiale di Lecco;00488410010;Lecco;LC", "Ramificata srl;00488410010;Monza;MB"]
    plain.append("Ramificata srl;00488410010;Como;CO")
    # One number, copied from the row above; a number that is nobody's.
    plain += [
        "Gemella srl;00803410133;Como;CO",
        "Sorella srl;00803410133;Como;CO",
        "Copiata srl;00803410133;Lecco;LC",
    ]
    plain += [f"{name} srl;12345678903;Como;CO" for name in ("Segnaposto", "Qualunque")]
    deliver(home, "como", "imprese.csv", "Ragione sociale;Codice fiscale;Comune;Provincia", plain)
    deliver(home, "acf", "imprese.csv", FIRMS, ["1;Contesa srl;06655971007;Lecco;LC;"])
    deliver(home, "monza_brianza", "imprese.csv", FIRMS, ["1;Contesa srl;06655971007;Lecco;LC;"])
    run_pal(home, "ingest", "--received-at", "2012-07-01")
    moved = ["2;Mossa srl;;Pavia;PV;", "3;Datata srl;;Lecco;LC;01/03/2012", "4;Registrata srl;;Pavia;PV;"]
    moved.append("8;Comunale srl;;Pavia;PV;")
    deliver(home, "pavia", "imprese_nuove.csv", FIRMS, moved)
    register = ["Rete Adda;10/05/2012;77/12;00743110157;Registrata srl;Lodi;LO"]
    register.append("Rete Adda;10/05/2012;77/12;12345670017;Altra srl;Lecco;LC")
    deliver(home, "registro", "registro.csv", REGISTER, register)
    deliver(home, "monza_brianza", "imprese_nuove.csv", FIRMS, ["1;Contesa srl;06655971007;Monza;MB;"])
    run_pal(home, "ingest", "--received-at", "2013-01-10")
    deliver(
        home, "pavia", "contatti_2013.csv", CONTACTS, [f"C{one};20/01/2013;Visita;{one}" for one in (2, 4, 5)]
    )
    register[0] = register[0].replace("Lodi;LO", "Pavia;PV")
    deliver(home, "registro", "registro_nuovo.csv", REGISTER, register)
    deliver(
        home,
        "acf",
        "imprese_di_nuovo.csv",
        FIRMS,
        ["1;Contesa srl;06655971007;Lecco;LC;", "2;Comunale srl;;Milano;;"],
    )
    run_pal(home, "ingest", "--received-at", "2013-02-10")
    run_pal(home, "build")
    run_pal(home, "publish")


@pytest.fixture(scope="module")
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_once(request, tmp_path_factory, "seats", _tell)


@pytest.fixture(scope="module")
def published(home: Path) -> Iterator[Publication]:
    with open_published(Home(home)) as publication:
        yield publication


def places(published: Publication, code: str, until: str = "2013-06-30") -> dict[str, int]:
    """By province what pavia has, where it has any."""
    rows = published.query(
        "select province_code, value::integer from kpi_by_province(code := $code, partner := 'pavia',"
        " until := $until::date) where value > 0 and province_code is not null",
        {"code": code, "until": until},
    ).rows
    return dict(rows)


def test_a_fact_keeps_the_seat_of_its_day(published: Publication) -> None:
    # Torre de' Busi was in LC; Datata says since when it is in Lecco; the register knows
    # Registrata from its delivery on.
    assert places(published, "contacts_held") == {"PV": 2, "MI": 5, "LC": 3, "LO": 1}
    # Counted once, where its seat was when it was first reached.
    assert places(published, "firms_reached") == {"PV": 1, "MI": 4, "LC": 3}
    assert places(published, "events_held") == {"LC": 2}


def test_a_network_keeps_the_provinces_of_its_signing(published: Publication) -> None:
    assert places(published, "networks_formed_interprovincial") == {"PV": 1, "MI": 2, "SO": 1}
    assert places(published, "network_memberships", "2012-12-31") == {"PV": 1, "MI": 2, "SO": 2}
    assert places(published, "network_memberships") == {"PV": 2, "MI": 1, "SO": 2}
    seats = (
        "select province_code from bridge_network_members inner join dim_networks using (network_id)"
        " where network_name = 'Rete Po' order by 1"
    )
    assert published.values(seats) == ["MI", "PV"]


def test_a_network_of_the_register_is_where_its_members_were_on_the_day(published: Publication) -> None:
    for until, expected in (
        ("2012-12-31", {"LC", "MI"}),
        ("2013-01-31", {"LC", "LO"}),
        ("2013-06-30", {"LC", "PV"}),
    ):
        for code in ("register_networks", "register_networks_interprovincial", "register_firms"):
            found = published.query(
                "select province_code from kpi_by_province(code := $code, until := $until::date)"
                " where value = 1 and province_code is not null",
                {"code": code, "until": until},
            ).rows
            assert {province for (province,) in found} == expected, (code, until)
    [members] = published.values(
        "select members from kpi_trace(code := 'register_networks', until := date '2012-12-31')"
        " where network_name = 'Rete Adda' limit 1"
    )
    assert members == "Altra srl (LC), Registrata srl (MI)"


def test_a_row_of_a_network_names_it_once_with_its_members_of_the_day(published: Publication) -> None:
    for province, counted in ((None, "MI SO"), ("SO", "SO"), ("MI", "MI")):
        [row] = published.rows(
            "from kpi_trace(code := 'networks_formed', province := $province::varchar)"
            " where network_name = 'Rete Spluga'",
            {"province": province},
        )
        assert (row["province_code"], row["firm_name"]) == (counted, None)
        assert row["members"] == "Bormina srl (SO), Sbagliata srl (MI), Valtellinese srl (SO)"
    listed = load_networks(published, Filters())
    assert dict(zip(listed["network_name"], listed["provinces"], strict=True))["Rete Spluga"] == "MI, SO"


def test_the_seat_is_not_simply_the_last_delivered(home: Path, published: Publication) -> None:
    seats = dict(published.query("select firm_name, province_code from dim_firms").rows)
    assert seats["Mossa srl"] == "PV"
    named = {name: seats[name] for name in seats if name.startswith(("Filiali", "Ramificata", "Contesa"))}
    assert sorted(named.values()) == ["MB", "MB", "MI"]
    files = {one["delivery_id"]: one["partner_code"] for one in ask(home, "deliveries")}
    told = sorted(
        (files[one["delivery_id"]], one["row_number"], one["value"])
        for one in ask(home, "issues")
        if one["rule_code"] == "seats_contradict"
    )
    assert told == [
        ("acf", 2, "LC / MB"),
        ("como", 2, "LC / MB"),
        ("como", 4, "CO / MB"),
        ("lecco", 3, "LC / MI"),
        ("lecco", 4, "CO / MI"),
    ]


def test_branches_are_in_the_review(home: Path) -> None:
    asked = [one for one in ask(home, "review") if "sedi" in one["reason"].lower()]
    assert {one["reason"] for one in asked} == {
        "Sedi diverse per la stessa impresa: sede legale e filiali, o due imprese."
    }
    assert {frozenset((one["province_code_a"], one["province_code_b"])) for one in asked} >= {
        frozenset(("MI", "LC")),
        frozenset(("MB", "CO")),
    }


def test_a_number_of_several_names_of_one_list_loses_none_of_them(home: Path, published: Publication) -> None:
    names = "Gemella srl", "Sorella srl", "Copiata srl", "Segnaposto srl", "Qualunque srl"
    found = published.query("select firm_name, count(*) from dim_firms group by all").rows
    assert {name: count for name, count in found if name in names} == dict.fromkeys(names, 1)
    told = {one["rule_code"] for one in ask(home, "issues") if one["value"] in ("00803410133", "12345678903")}
    assert told == {"identifier_on_many_names", "identifier_of_nobody"}


def test_who_moved_and_stands_elsewhere_where_it_was_is_in_the_review(home: Path) -> None:
    asked = [one["reason"] for one in ask(home, "review") if one["name_a"] == one["name_b"] == "Comunale srl"]
    assert asked == ["Nome e comune, o il numero, sono quelli di prima: si è trasferita, o sono due imprese."]


def test_a_person_changes_the_past_and_tells_two_firms_apart(home: Path, tmp_path: Path) -> None:
    copy = copy_home(home, tmp_path / "home")
    columns = "partner,record_type,key,field,old_value,new_value"
    decide(
        copy,
        "corrections",
        columns,
        ["pavia,firms,5,province,MI,SO", "pavia,firms,5,municipality,Milano,Sondrio"],
    )
    [pair] = [one for one in ask(copy, "review") if (one["name_a"] or "").startswith("Ramificata")]
    assert (pair["province_code_a"], pair["province_code_b"]) == ("CO", "MB")
    run_pal(copy, "review", "different", pair["a"], pair["b"], "--by", "Anna", "--why", "due imprese")
    run_pal(copy, "build")
    run_pal(copy, "publish")
    with open_published(Home(copy)) as corrected:
        seats = corrected.query("select firm_name, province_code from dim_firms").rows
        assert sorted(place for name, place in seats if name.startswith("Ramificata")) == ["CO", "MB"]
        assert places(corrected, "firms_reached") == {"PV": 1, "MI": 3, "SO": 1, "LC": 3}
        [count] = corrected.values("select count(*) from fct_corrected_rows")
    assert count == 2
