"""What replaces what, and what did not happen: the values of files as hurried desks send them (`corrections`)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from corrections import send_all
from made_once import make_once
from pal_home import ask

from publication.reader import Publication, open_published
from storage.home import Home


@pytest.fixture(scope="module")
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_once(request, tmp_path_factory, "corrections", send_all)


@pytest.fixture(scope="module")
def published(home: Path) -> Iterator[Publication]:
    with open_published(Home(home)) as publication:
        yield publication


@pytest.mark.parametrize(
    ("code", "partner", "value"),
    [
        # 77/12 is 900, not 1.900; line 200 became 250; 9/2012 stands under two categories; the unknown category is
        # mended.
        ("expenses_incurred_eur", "lecco", 900 + 100 + 250 + 300 + 300 + 40),
        # The same documents in other words; of one name two suppliers.
        ("expenses_incurred_eur", "acf", 150 + 90 + 10 + 20),
        # Numbered anew in February: four contacts, of three firms, though the list was sorted anew.
        ("contacts_held", "como", 4),
        ("firms_assisted", "como", 3),
        # 2 and 3 hours, then 5 in place of 3; twice 4 hours; what was called off is none.
        ("service_hours", "pavia", 2 + 5 + 4 + 4),
        ("services_delivered", "pavia", 4),
        # Two visits of a day with other hours, equal ones as one, the unknown kind mended, the put off not held.
        ("contacts_held", "pavia", 5),
        ("firms_assisted", "pavia", 3),
        # The visit to a firm that left the list; one presence told twice; an empty tick is an absence.
        ("contacts_held", "acf", 4),
        ("firms_reached", "acf", 4),
        # Called off behind the kind, or as a state; who puts off the signature was met; half past midnight in Italy.
        ("contacts_held", "assolombarda", 4),
        ("firms_assisted", "assolombarda", 3),
        # Two firms of one code; who names neither is rejected.
        ("firms_assisted", "monza_brianza", 2),
        # The same bytes once more, when the day of the visit has come.
        ("contacts_held", "monza_brianza", 3),
        # Who joined on a day that cannot be read is no founder.
        ("networks_formed", "alto_milanese", 1),
        ("networks_formed_interprovincial", "alto_milanese", 0),
    ],
)
def test_the_value_is_the_right_one(published: Publication, code: str, partner: str, value: int) -> None:
    rows = published.query(
        "select value from kpi(code := $code, partner := $partner)", {"code": code, "partner": partner}
    )
    [(found,)] = rows.rows
    assert found == value


def issues(home: Path, *rules: str) -> set[tuple[str, str, str]]:
    """Of these rules: file's partner, rule, value."""
    return {
        (row["delivery_id"].split("-")[0], row["rule_code"], row["value"])
        for row in ask(home, "issues")
        if row["rule_code"] in rules
    }


def test_what_could_be_wrong_in_silence_is_told(home: Path) -> None:
    assert issues(home, "document_changed", "expense_claimed_twice", "outcome_unknown") == {
        ("lecco", "document_changed", "9/2012"),
        ("lecco", "expense_claimed_twice", "9/2012"),
        ("lecco", "expense_claimed_twice", "FATT. 77-12"),
        ("assolombarda", "expense_claimed_twice", "77/12"),
        ("pavia", "outcome_unknown", "bizzarro"),
    }
    assert issues(home, "code_reused") == {
        *(("como", "code_reused", code) for code in ("1", "2", "3")),
        ("monza_brianza", "code_reused", "7"),
    }


def test_the_run_says_it_too(home: Path) -> None:
    told = (home / "told.txt").read_text(encoding="utf-8")
    assert "«febbraio.csv», 2 righe: Lo stesso codice indica ora un’altra cosa" in told
    assert "«spese_corrette.csv», 1 riga: Un documento già rendicontato torna con un’altra categoria" in told


def test_a_place_in_the_column_of_names_stops_no_build(home: Path) -> None:
    found = [one for one in ask(home, "deliveries") if one["file_name"] == "imprese_scorrette.csv"]
    assert [(one["status"], one["accepted"]) for one in found] == [("landed", 3)]


def test_a_cell_that_is_no_number_is_told_and_stops_nobody(home: Path) -> None:
    assert ("pavia", "optional_number_unreadable", "3412345678") in issues(home, "optional_number_unreadable")
