"""Deliveries: complete, withdrawn, being written, with notes."""

import pytest
from as_sent import FIRM, FIRMS, OTHER, text
from landing_home import LandingHome

from ingest.file_names import is_declared_complete
from ingest.landing import land


@pytest.mark.parametrize(
    ("name", "is_complete"),
    [
        ("elenco_completo.csv", True),
        ("Imprese completa 2012.xlsx", True),
        ("modulo_non_completo.csv", False),
        ("quasi-completo.csv", False),
        ("elenco_non_ancora_completo.csv", False),
        ("incompleto.csv", False),
        ("completamento.csv", False),
    ],
)
def test_complete_is_what_says_just_that(name: str, is_complete: bool) -> None:
    assert is_declared_complete(name) == is_complete


def test_withdrawn_deliveries_are_not_read_and_come_back_when_they_are_not(landing_home: LandingHome) -> None:
    first = landing_home.land_one("a.csv", text(FIRMS, FIRM))
    withdrawn = {first.delivery.delivery_id}
    assert land(landing_home.con, landing_home.archive, None, withdrawn=withdrawn) == []
    assert landing_home.data("firms", "company_name") == []
    assert len(land(landing_home.con, landing_home.archive, None)) == 1
    assert landing_home.data("firms", "company_name") == [("Prova Uno Srl",)]


def test_a_file_that_somebody_is_writing_is_left_for_the_next_time(landing_home: LandingHome) -> None:
    landing_home.put("a.csv", text(FIRMS, FIRM))
    path = landing_home.root / "inbox" / "lecco" / "a.csv"
    with path.open("a") as writing:
        assert landing_home.land() == []
        writing.write(text(OTHER))
    assert path.exists()
    assert len(landing_home.land()) == 1
    assert len(landing_home.data("firms", "company_name")) == 2
    assert not path.exists()


def test_notes_go_with_their_delivery(landing_home: LandingHome) -> None:
    landing_home.land_one("a.csv", text([*FIRMS, "Umore"], [*FIRM, "buono"]))
    assert landing_home.con.execute("select count(*) from raw.notes").fetchone() == (1,)
    for path in (landing_home.root / "archive" / "deliveries").iterdir():
        path.unlink()
    assert land(landing_home.con, landing_home.archive, None) == []
    assert landing_home.con.execute("select count(*) from raw.notes").fetchone() == (0,)
