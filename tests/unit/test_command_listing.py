"""Listings: numbers are numbers, dates ISO, and nothing is left out."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest

from command import edition, edition_prepare, inspecting, kpi, mentions, reading, review, trace
from command.listing import Listing, write_listing
from command.options import Format
from command.plain import plain_value
from command.saying import say
from command.tables import heading_of
from editions.comparing import flat_rows
from identity import evaluation
from warehouse import journal, outcomes


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (24.0, 24),
        (0.5, 0.5),
        (Decimal("12.50"), 12.5),
        (Decimal("12.00"), 12),
        (float("nan"), None),
        (date(2013, 6, 30), "2013-06-30"),
        (True, True),
        (None, None),
        ([1.0, date(2013, 6, 30)], [1, "2013-06-30"]),
    ],
)
def test_values_are_plain(value: object, plain: object) -> None:
    assert plain_value(value) == plain
    assert type(plain_value(value)) is type(plain)


def test_json_is_an_array_of_flat_objects(capsys: pytest.CaptureFixture[str]) -> None:
    write_listing(Listing(["a", "a", "b"], [(1, 2, None), ("è", 3.5, 4.0)]), Format.JSON)
    assert json.loads(capsys.readouterr().out) == [
        {"a": 1, "a_1": 2, "b": None},
        {"a": "è", "a_1": 3.5, "b": 4},
    ]


def test_json_without_rows_is_an_empty_array(capsys: pytest.CaptureFixture[str]) -> None:
    write_listing(Listing(["a"], []), Format.JSON)
    assert json.loads(capsys.readouterr().out) == []


def test_csv_has_a_header_and_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    write_listing(Listing(["a", "b"], [("x\ny", None), (1.0, False)]), Format.CSV)
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [
        ["a", "b"],
        ["x\ny", ""],
        ["1", "false"],
    ]


def test_a_table_in_a_pipe_cuts_nothing_and_shows_no_control_characters(
    capsys: pytest.CaptureFixture[str],
) -> None:
    long = "parola " * 100
    write_listing(Listing(["message", "value"], [(long, 1.5), ("[bold]\x1b[31m", 2)]), Format.TABLE)
    out = capsys.readouterr().out
    assert long.strip() in out
    assert "1,5" in out
    assert "[bold] [31m" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("is_error", [False, True])
def test_a_line_shows_no_control_characters(capsys: pytest.CaptureFixture[str], is_error: bool) -> None:
    """`pal edition seal` told of a file whose name cleared the screen."""
    say("File \x1b[2J\u202egnp.exe\r\x9b31m:\nuna riga", err=is_error)
    assert "".join(capsys.readouterr()) == "File  [2J gnp.exe  31m:\nuna riga\n"


def test_a_table_as_asked_keeps_names_and_codes(capsys: pytest.CaptureFixture[str]) -> None:
    for as_asked, words in ((False, ["provincia", "rifiutata"]), (True, ["province_code", "refused"])):
        write_listing(
            Listing(["province_code", "status"], [("LC", "refused")], as_asked=as_asked), Format.TABLE
        )
        heading, _, row = capsys.readouterr().out.strip().splitlines()
        assert [heading.split()[0], row.split()[-1]] == words


def test_a_table_has_its_days_as_italians_write_them_and_what_partners_wrote_as_they_wrote_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    moment = "2026-11-28T03:15:26+00:00"
    columns = ["happened_on", "sealed_at", "since", "heading"]
    row = (date(2025, 3, 31), moment, "2012-01-01", "2025-03-31")
    write_listing(Listing(columns, [row]), Format.TABLE)
    [*_, shown] = capsys.readouterr().out.strip().splitlines()
    assert [cell.strip() for cell in shown.split("   ") if cell.strip()] == [
        "31/03/2025", "28/11/2026 alle 04:15", "01/01/2012", "2025-03-31",
    ]  # fmt: skip
    write_listing(Listing(columns, [row], as_asked=True), Format.TABLE)
    assert capsys.readouterr().out.split()[-4:] == ["2025-03-31", moment, "2012-01-01", "2025-03-31"]


LISTED = {
    column
    for module in (
        edition, edition_prepare, inspecting, kpi, mentions, reading, review, trace, flat_rows, evaluation, journal,
        outcomes,
    )
    for name, columns in vars(module).items()
    if name.endswith("COLUMNS") or (module is mentions and name == "_PRIVATE")
    for column in columns
    if isinstance(column, str)
}  # fmt: skip


def test_a_table_has_an_italian_heading_for_every_column_that_a_command_lists(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert len(LISTED) > 80
    assert [column for column in sorted(LISTED) if heading_of(column) == column] == []
    write_listing(Listing(["name_b", "weight"], [("Alfa", 1.0)]), Format.TABLE)
    assert "nome (il secondo)" in capsys.readouterr().out
