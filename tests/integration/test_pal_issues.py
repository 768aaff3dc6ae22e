"""`pal issues` on a screen: one line for each file, column and rule, with the first cell."""

from pathlib import Path

from pal_home import answer, ask

from publication.vocabularies import words_of


def test_equal_troubles_are_one_line_with_their_number(sample_home: Path) -> None:
    issues = ask(sample_home, "issues")
    places = {
        (one["delivery_id"], one["sheet"], one["heading"] or one["field"], one["rule_code"]) for one in issues
    }
    lines = [line for line in answer(sample_home, "issues").splitlines() if line.strip()]
    body = [line for line in lines if any(f" {one['delivery_id']} " in line for one in issues)]
    assert len(body) == len(places) < len(issues)


def test_each_issue_says_what_it_does_to_the_figures_and_how_it_should_be(sample_home: Path) -> None:
    issues = ask(sample_home, "issues")
    assert all(one["consequence"] and one["example"] for one in issues)
    rejected = {one["consequence"] for one in issues if one["severity"] == "reject"}
    assert rejected == {"La riga non conta."}


def test_no_column_is_named_in_another_way_than_people_do(sample_home: Path) -> None:
    fields = {one["field"] for one in ask(sample_home, "issues") if not one["heading"]}
    assert fields <= words_of("field").keys()


def test_a_firm_or_network_that_is_not_found_has_its_cell(sample_home: Path) -> None:
    named = [one for one in ask(sample_home, "issues") if one["field"] in ("firm", "network")]
    assert {one["rule_code"] for one in named} >= {"firm_not_found"}
    assert all(one["cell"] and one["heading"] for one in named)


def test_a_cell_is_named_as_a_spreadsheet_does(sample_home: Path) -> None:
    named = [one for one in ask(sample_home, "issues") if one["cell"]]
    assert named
    assert all(one["cell"].endswith(str(one["row_number"])) for one in named)
    assert all(one["cell"][0].isupper() for one in named)
    # What has no heading is of the whole row: all of its cells.
    assert all(bool(one["heading"]) != (":" in one["cell"]) for one in named)
