"""Names are text on a terminal and in what commands write: nothing moves the cursor, nothing is a formula."""

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest
from hostile_lists import give_hostile_names, names
from pal_home import WRONG_USE, answer, copy_home, run_pal

from publication.files import current_build_id, private_file, published_file
from publication.unchanged import close_published
from storage.home import Home

QUESTIONS = (
    ("deliveries",),
    ("issues",),
    ("trace", "firms_reached", "--province", "LC"),
    ("trace", "networks_formed"),
    ("trace", "contacts_held", "--province", "LC"),
    ("sql", 'select firm_name, firm_name as "=1+1" from dim_firms'),
    ("sql", "select network_name, [network_name] as list, {'a': network_name} as pair from dim_networks"),
    ("sql", "select title, event_kind, event_code from fct_events"),
    ("sql", "select activity, cut_reason, document_number from fct_expenses"),
    ("sql", "select contact_code, event_code from fct_contacts limit 500"),
    ("sql", "select told, reason from dim_deliveries"),
    ("sql", "select purpose from dim_networks"),
)


@pytest.fixture(scope="module")
def hostile_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, every name in its publication and its twin hostile."""
    home = Home(copy_home(sample_home, tmp_path_factory.mktemp("hostile") / "home"))
    build = current_build_id(home) or ""
    for path in (published_file(home, build), private_file(home, build)):
        path.chmod(0o644)
        with duckdb.connect(path) as connection:
            give_hostile_names(connection)
        close_published(path)
    return home.root


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_nothing_printed_moves_the_terminal_or_is_a_formula(
    question: tuple[str, ...], hostile_home: Path
) -> None:
    printed = {form: answer(hostile_home, *question, "--format", form) for form in ("table", "csv", "json")}
    for form, text in printed.items():
        assert all(one.isprintable() or one == "\n" for one in text), form
    assert json.loads(printed["json"])
    numbers = "-0123456789."
    for row in csv.reader(io.StringIO(printed["csv"])):
        for cell in row:
            assert not cell.startswith(("=", "+", "@")), cell
            assert not cell.startswith("-") or set(cell) <= set(numbers), cell
    for separator in ";\t":  # by the reader's settings
        for row in csv.reader(io.StringIO(printed["csv"]), delimiter=separator):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@"))], row


def test_an_error_prints_no_command_to_the_terminal(hostile_home: Path) -> None:
    for name in names():
        if "\0" not in name:
            told = run_pal(hostile_home, "kpi", f"x{name}", status=WRONG_USE).stderr if "\x1b" in name else ""
            assert all(one.isprintable() or one == "\n" for one in told)


def test_a_file_with_a_hostile_name_is_inspected_as_text(hostile_home: Path, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\u202e.csv").write_text(
        "Ragione sociale;Comune\nAlfa SRL;Lecco\n", encoding="utf-8"
    )
    for path in tmp_path.iterdir():
        told = run_pal(hostile_home, "inspect", str(path)).stdout
        assert all(one.isprintable() or one == "\n" for one in told)
