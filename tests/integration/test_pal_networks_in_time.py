"""Networks that dissolve and are signed again, members that leave: one home, each partner a case of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from made_once import make_once
from pal_home import ask, deliver, run_pal

from publication.reader import Publication, open_published
from storage.home import Home

NETWORKS = "Codice rete;Nome rete;Data avvio;Data firma;Data scioglimento"
NAMED = "Nome rete;Data avvio;Data firma;Data scioglimento"
MEMBERS = "Codice rete;Codice impresa;Data adesione;Data recesso"
NAMED_MEMBERS = "Nome rete;Codice impresa;Data adesione;Data recesso"
TOGETHER = "Codice rete;Nome rete;Data avvio;Data firma;Data scioglimento;Codice impresa;Data adesione"
FIRMS = "Codice impresa;Ragione sociale;Comune;Provincia"

Sent = tuple[str, str, str, list[str]]

# Told by code, a life a file; members without dates in both.
BY_CODE: list[list[Sent]] = [
    [
        ("lecco", "reti.csv", NETWORKS, ["R1;Rete Alfa;;10/01/2010;15/03/2012"]),
        ("lecco", "aderenti.csv", MEMBERS, ["R1;1;;", "R1;2;;"]),
    ],
    [
        ("lecco", "reti_nuove.csv", NETWORKS, ["R1;Rete Alfa;01/06/2012;20/09/2012;"]),
        ("lecco", "aderenti_nuovi.csv", MEMBERS, ["R1;1;;", "R1;2;;", "R1;3;20/09/2012;"]),
    ],
]
# Told by name alone, the later life first, dissolution without signing; members by their dates.
BY_NAME: list[list[Sent]] = [
    [
        ("como", "reti.csv", NAMED, ["Rete Beta;;10/01/2010;", "Rete Gamma;;10/01/2010;"]),
        ("como", "aderenti.csv", NAMED_MEMBERS, ["Rete Beta;1;10/01/2010;", "Rete Beta;2;;"]),
    ],
    [("como", "sciolte.csv", NAMED, ["RETE BETA;;;15/03/2012"])],
    [
        ("como", "rifirmate.csv", NAMED, ["Rete Beta;01/05/2012;20/09/2012;", "Rete Gamma;;10/02/2010;"]),
        ("como", "aderenti2.csv", NAMED_MEMBERS, ["Rete Beta;1;20/09/2012;", "Rete Beta;3;20/09/2012;"]),
    ],
]
# Both lives in one sheet with their members.
IN_ONE: list[list[Sent]] = [
    [
        ("pavia", "reti.csv", TOGETHER, [
            "R1;Rete Delta;;10/01/2010;15/03/2012;1;", "R1;Rete Delta;;10/01/2010;15/03/2012;2;",
            "R1;Rete Delta;02/05/2012;20/09/2012;;1;", "R1;Rete Delta;02/05/2012;20/09/2012;;2;",
        ]),
    ],
]  # fmt: skip
# A dissolution that was a mistake, a day that is corrected, dates out of order: one network each.
ONE_EACH: list[list[Sent]] = [
    [
        ("monza_brianza", "reti.csv", NETWORKS, [
            "R1;Rete Uno;;10/01/2010;15/03/2012", "R2;Rete Due;;10/01/2012;", "R3;Rete Tre;;20/09/2012;15/03/2012",
            "R4;Rete Quattro;01/01/2012;10/05/2012;",
        ]),
        ("monza_brianza", "aderenti.csv", MEMBERS, [
            "R1;1;;", "R1;2;;", "R2;1;;", "R2;2;;", "R3;1;;", "R3;2;;", "R4;1;;", "R4;2;;",
        ]),
    ],
    [
        ("monza_brianza", "reti2.csv", NETWORKS, [
            "R1;Rete Uno;;10/01/2010;15/12/2012", "R2;Rete Due;;10/02/2012;", "R4;Rete Quattro;;;01/02/2012",
        ])
    ],
    [("monza_brianza", "reti3.csv", NETWORKS, ["R1;Rete Uno;;20/09/2012;"])],
]  # fmt: skip
# Leavings: without the joining date, a few days off, of a founder, in the same file; and a second joining after one.
LEAVINGS: list[list[Sent]] = [
    [
        ("acf", "reti.csv", NETWORKS, ["R1;Rete Acf;01/01/2012;01/03/2012;"]),
        ("acf", "aderenti.csv", MEMBERS, [
            "R1;1;02/04/2012;", "R1;2;02/04/2012;", "R1;3;;", "R1;4;02/04/2012;", "R1;4;;30/11/2012",
            "R1;5;02/04/2012;", "R1;6;;", "R1;7;;",
        ]),
    ],
    [
        ("acf", "recessi.csv", MEMBERS, [
            "R1;1;;30/11/2012", "R1;2;05/04/2012;30/11/2012", "R1;3;;30/11/2012", "R1;5;02/04/2012;30/11/2012",
        ])
    ],
    [("acf", "rientri.csv", MEMBERS, ["R1;5;10/01/2013;"])],
    [("acf", "recessi2.csv", MEMBERS, ["R1;6;01/02/2012;30/11/2012"])],
]  # fmt: skip
LISTED = ("lecco", "como", "pavia", "monza_brianza", "acf")


def _tell(home: Path) -> None:
    for partner in LISTED:
        rows = [f"{one};Ditta {partner} {one} srl;Lecco;LC" for one in range(1, 8)]
        deliver(home, partner, "imprese.csv", FIRMS, rows)
    rounds = max(len(case) for case in (BY_CODE, BY_NAME, IN_ONE, ONE_EACH, LEAVINGS))
    for number in range(rounds):
        for case in (BY_CODE, BY_NAME, IN_ONE, ONE_EACH, LEAVINGS):
            for partner, name, header, rows in case[number] if number < len(case) else ():
                deliver(home, partner, name, header, rows)
        run_pal(home, "ingest", "--received-at", f"2013-07-0{number + 1}")
    run_pal(home, "build")
    run_pal(home, "publish")


@pytest.fixture(scope="module")
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_once(request, tmp_path_factory, "networks_in_time", _tell)


@pytest.fixture(scope="module")
def published(home: Path) -> Iterator[Publication]:
    with open_published(Home(home)) as publication:
        yield publication


def value(published: Publication, code: str, partner: str, until: str = "2013-06-30") -> float:
    [(found,)] = published.query(
        "select value from kpi(code := $code, partner := $partner, until := $until::date)",
        {"code": code, "partner": partner, "until": until},
    ).rows
    return float(found)


@pytest.mark.parametrize(
    ("code", "partner", "until", "expected"),
    [
        *(("networks_formed", partner, "2013-06-30", 1) for partner in ("lecco", "como", "pavia")),
        *(("networks_active", partner, "2012-02-28", 1) for partner in ("lecco", "pavia")),
        *(("networks_active", partner, "2012-05-31", 0) for partner in ("lecco", "pavia")),
        *(("networks_active", partner, "2012-12-31", 1) for partner in ("lecco", "pavia")),
        # Gamma is there too, its signing corrected.
        ("networks_active", "como", "2012-02-28", 2),
        ("networks_active", "como", "2012-05-31", 1),
        ("networks_active", "como", "2012-12-31", 2),
        ("network_memberships", "lecco", "2012-02-28", 2),
        ("network_memberships", "lecco", "2012-12-31", 3),
        ("network_memberships", "como", "2012-02-28", 2),
        ("network_memberships", "como", "2012-12-31", 2),
        ("network_memberships", "pavia", "2012-02-28", 2),
        ("network_memberships", "pavia", "2012-12-31", 2),
        # Uno and Due; Tre and Quattro are dissolved before they are signed.
        ("networks_active", "monza_brianza", "2012-11-30", 2),
        ("networks_active", "monza_brianza", "2012-02-28", 1),
        # 1, 2, 3, 4 and 6 left, 5 came again, 7 stays.
        ("network_memberships", "acf", "2012-04-30", 7),
        ("network_memberships", "acf", "2012-12-31", 1),
        ("network_memberships", "acf", "2013-01-31", 2),
    ],
)
def test_the_value_is_the_right_one(
    published: Publication, code: str, partner: str, until: str, expected: int
) -> None:
    assert value(published, code, partner, until) == expected


def test_each_member_is_in_the_network_of_its_days(published: Publication) -> None:
    rows = published.query(
        """
        select dim_networks.signed_date::varchar, count(distinct firm_id)
        from bridge_network_members inner join dim_networks using (network_id)
        where partner_code = 'como' and network_name ilike '%beta' group by 1 order by 1
        """
    ).rows
    assert list(rows) == [("2010-01-10", 2), ("2012-09-20", 2)]


def test_what_was_read_otherwise_than_told_is_told(home: Path) -> None:
    files = {one["delivery_id"]: one["file_name"] for one in ask(home, "deliveries")}
    told = {
        (one["rule_code"], files[one["delivery_id"]], one["value"])
        for one in ask(home, "issues")
        if one["rule_code"] in ("network_signed_again", "joining_date_off", "dates_out_of_order")
    }
    assert told == {
        ("network_signed_again", "reti_nuove.csv", "20/09/2012"),
        ("network_signed_again", "rifirmate.csv", "20/09/2012"),
        ("network_signed_again", "reti.csv", "20/09/2012"),
        ("joining_date_off", "recessi.csv", "05/04/2012"),
        ("dates_out_of_order", "reti.csv", "15/03/2012"),
        ("dates_out_of_order", "reti2.csv", "01/02/2012"),
    }
