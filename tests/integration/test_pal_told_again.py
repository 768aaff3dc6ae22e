"""A column of codes, or of what names the firm, that was added later or left out: the same contact or service, once."""

from pathlib import Path

import pytest
from pal_home import ask_value, deliver, run_pal

CODED = (
    "Codice contatto;Data contatto;Tipo contatto;Codice impresa;Ragione sociale;Comune;Provincia;Argomento"
)
UNCODED = CODED.partition(";")[2]
ALFA = "03/05/2012;visita aziendale;A1;Alfa S.r.l.;Lecco;LC"
BETA = "04/05/2012;visita aziendale;A2;Beta S.r.l.;Lecco;LC"
SERVICE_CODED = (
    "Codice servizio;Data servizio;Tipo servizio;Codice impresa;Ragione sociale;Comune;Provincia;Ore"
)
SERVICE_UNCODED = SERVICE_CODED.partition(";")[2]
SERVICE = "05/06/2012;consulenza legale;A1;Alfa S.r.l.;Lecco;LC;2"

# Partner: the header and rows of each delivery in turn, the KPI looked at, and what is right.
LISTS = {
    "lecco": (  # left out later
        [(CODED, [f"C1;{ALFA};rete", f"C2;{BETA};rete"]), (UNCODED, [f"{ALFA};rete", f"{BETA};rete"])],
        "contacts_held",
        2,
    ),
    "como": (  # added later
        [(UNCODED, [f"{ALFA};rete", f"{BETA};rete"]), (CODED, [f"C1;{ALFA};rete", f"C2;{BETA};rete"])],
        "contacts_held",
        2,
    ),
    "pavia": (  # there, left out, there again; the second time told in other words
        [
            (CODED, [f"C1;{ALFA};rete"]),
            (UNCODED, [f"{ALFA};rete d'impresa"]),
            (CODED, [f"C1;{ALFA};rete", f"C2;{BETA};rete"]),
        ],
        "contacts_held",
        2,
    ),
    "monza_brianza": (  # two of one firm, day and kind stay two
        [
            (CODED, [f"C1;{ALFA};rete", f"C2;{ALFA};fiera"]),
            (UNCODED, [f"{ALFA};rete", f"{ALFA};fiera", f"{BETA};rete"]),
        ],
        "contacts_held",
        3,
    ),
    "alto_milanese": (  # in one delivery a row without code is another one
        [(CODED, [f"C1;{ALFA};rete", f";{ALFA};fiera"])],
        "contacts_held",
        2,
    ),
    "assolombarda": (  # the firm by code, by name, by number; two of one name are two
        [
            (
                "Data contatto;Tipo contatto;Codice impresa;Ragione sociale;Comune;Provincia",
                [ALFA, BETA, "05/05/2012;visita aziendale;A3;Gamma S.r.l.;Lecco;LC"],
            ),
            (
                "Data contatto;Tipo contatto;Ragione sociale;Comune;Provincia",
                [
                    "03/05/2012;visita aziendale;Alfa S.r.l.;Lecco;LC",
                    "04/05/2012;visita aziendale;Beta S.r.l.;Lecco;LC",
                    "05/05/2012;visita aziendale;Gamma S.r.l.;Lecco;LC",
                    "05/05/2012;visita aziendale;Gamma S.r.l.;Como;CO",
                ],
            ),
            (
                "Data contatto;Tipo contatto;Ragione sociale;Partita IVA;Comune;Provincia",
                [
                    "03/05/2012;visita aziendale;Alfa S.r.l.;00743110157;Lecco;LC",
                    "04/05/2012;visita aziendale;Beta S.r.l.;01234567897;Lecco;LC",
                    "05/05/2012;visita aziendale;Gamma S.r.l.;09876543217;Lecco;LC",
                    "05/05/2012;visita aziendale;Gamma S.r.l.;12345670017;Como;CO",
                ],
            ),
        ],
        "contacts_held",
        4,
    ),
    "acf": (
        [(SERVICE_CODED, [f"S1;{SERVICE}", f"S2;{SERVICE}"]), (SERVICE_UNCODED, [SERVICE, SERVICE])],
        "services_delivered",
        2,
    ),
    "polimi_tto": (  # two services: a code added later, and a network by name and then by code
        [
            (SERVICE_UNCODED, [SERVICE]),
            (SERVICE_CODED, [f"S1;{SERVICE}"]),
            (
                "Data servizio;Tipo servizio;Codice rete;Nome rete;Ore",
                [
                    "06/06/2012;consulenza legale;;Rete Prova;3",
                    "07/06/2012;consulenza legale;R9;Rete Prova;3",
                ],
            ),
            ("Data servizio;Tipo servizio;Codice rete;Ore", ["06/06/2012;consulenza legale;R9;3"]),
        ],
        "services_delivered",
        3,
    ),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All partners' deliveries, one after the other."""
    home = tmp_path_factory.mktemp("codes") / "home"
    for number in range(max(len(deliveries) for deliveries, *_ in LISTS.values())):
        for partner, (deliveries, _, _) in LISTS.items():
            if number < len(deliveries):
                deliver(home, partner, f"elenco_{number}.csv", *deliveries[number])
        run_pal(home, "ingest", "--received-at", f"2012-{7 + number:02d}-01T09:00")
    run_pal(home, "refresh")
    return home


@pytest.mark.parametrize("partner", LISTS)
def test_what_has_a_code_in_one_delivery_and_none_in_another_counts_once(home: Path, partner: str) -> None:
    _, code, right = LISTS[partner]
    assert ask_value(home, code, "--partner", partner) == right
