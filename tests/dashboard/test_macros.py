"""What a macro may be asked: codes in every form of the same thing, and an error, never 0, for what is not."""

from pathlib import Path

import duckdb
import pytest
from made_publication import publish

from publication.reader import Publication

HOSTILE = Path(__file__).parents[1] / "hostile" / "questions.txt"
LINES = [line for line in HOSTILE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
WORDS = "macro, parameter, meaning_it, example"


@pytest.mark.parametrize("line", LINES)
def test_a_question_that_cannot_be_meant_is_an_error_that_names_what_is_allowed(
    publication: Publication, line: str
) -> None:
    word, _, sql = line.partition(" ")
    with pytest.raises(duckdb.InvalidInputException, match=word):
        list(publication.query(sql).rows)


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("code := 'firms_reached networks_formed'", "code := ['networks_formed', 'FIRMS_REACHED']"),
        ("code := 'firms_reached networks_formed'", "code := 'Firms_Reached, networks_formed'"),
        ("province := 'LC'", "province := 'lc '"),
        ("partner := 'lecco'", "partner := 'Lecco'"),
        ("sector := '25'", "sector := 25"),
        ("province := 'LC CO'", "province := ['co', 'LC']"),
        ("partner := 'lecco como'", "partner := 'Como, Lecco'"),
        ("sector := '25 ??'", "sector := ['??', '25']"),
    ],
)
def test_a_code_is_meant_in_any_form(publication: Publication, one: str, same: str) -> None:
    values = list(publication.query(f"from kpi({one})").rows)
    assert any(value for _, value in values)
    assert list(publication.query(f"from kpi({same})").rows) == values


@pytest.mark.parametrize("filters", ["province := 'LC CO'", "partner := 'lecco como'"])
def test_of_several_codes_a_subject_that_has_two_counts_once(publication: Publication, filters: str) -> None:
    name, several = filters.split(" := ")
    for code in ("networks_formed", "firms_reached"):
        each = [
            set(
                publication.values(
                    f"select counted_id from kpi_subjects(code := '{code}', {name} := '{one}')"
                )
            )
            for one in several.strip("'").split()
        ]
        [value] = publication.values(f"select value from kpi(code := '{code}', {filters})")
        assert value == len(set.union(*each)) > max(map(len, each))


def test_a_first_row_says_so_and_all_rows_are_to_be_had(publication: Publication) -> None:
    window = "code := 'firms_reached', since := '2012-06-01', until := '2012-12-31'"
    [(value,)] = publication.query(f"select value from kpi({window})").rows
    [first] = publication.query(f"select count(*), bool_and(is_first) from kpi_evidence({window})").rows
    assert first == (value, True)
    counted = "count(*) filter (is_counted), count(*), min(happened_on) >= date '2012-06-01'"
    [(counting, every, inside)] = publication.query(f"select {counted} from kpi_rows({window})").rows
    assert counting == value
    assert every > value
    assert inside
    assert publication.values("select distinct is_first from kpi_evidence(code := 'events_held')") == [False]


def test_a_macro_of_another_file_does_not_answer_from_this_one(tmp_path: Path) -> None:
    older, newer = publish(tmp_path / "a", build="a"), publish(tmp_path / "b", build="b", rows=500)
    with duckdb.connect(older, read_only=True) as connection:
        connection.execute(f"attach '{newer}' as other (read_only)")
        for macro in ("kpi", "kpi_by_province", "kpi_by_size", "kpi_evidence", "kpi_rows", "partner_months"):
            with pytest.raises(duckdb.InvalidInputException, match="costruzione b"):
                connection.execute(f"from other.{macro}()").fetchall()
        mine = connection.execute("from kpi()").fetchall()
        connection.execute("use other")
        assert connection.execute("from kpi()").fetchall() != mine


def test_every_macro_and_parameter_is_explained_in_the_file(publication: Publication) -> None:
    documented = """select function_name, unnest(parameters) from duckdb_functions()
        where function_type = 'table_macro' and comment is not null and function_name not like 'duckdb%'"""
    wanted = set(publication.query(documented).rows)
    assert {macro for macro, _ in wanted} >= {"kpi", "kpi_by_size", "kpi_rows", "partner_months"}
    found = {row[:2]: row[2:] for row in publication.query(f"select {WORDS} from macro_parameters").rows}
    assert wanted - set(found) <= {("kpi_cells", "asked_build")}
    assert all(meaning and example for meaning, example in found.values())


def test_ready_made_views_count_what_kpis_count(publication: Publication) -> None:
    reached = "select count(distinct firm_id) from firm_partners where first_reached_on is not null"
    everywhere = "select count(distinct subject_id) from fct_kpi_evidence where kpi_code = 'firms_reached'"
    assert publication.values(reached) == publication.values(everywhere)
    members = "select count(distinct (network_id, firm_id)) from network_firms"
    everywhere = (
        "select count(distinct subject_id) from fct_kpi_evidence where kpi_code = 'network_memberships'"
    )
    assert publication.values(members) == publication.values(everywhere)
    outcomes = "select sum(row_count) from delivery_outcomes where outcome = 'rejected'"
    assert publication.values(outcomes) == publication.values(
        "select sum(rejected) from fct_delivery_outcomes"
    )
