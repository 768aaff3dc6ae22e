"""Whatever value is written into SQL comes back as it was."""

from datetime import date, datetime
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.literals import rows_query, sql_literal, sql_row


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_text_comes_back(text: str) -> None:
    assert duckdb.execute(f"select {sql_literal(text)}").fetchall() == [(text,)]


@pytest.mark.parametrize(
    "value",
    [None, True, False, 0, -7, date(2012, 2, 29), datetime.fromisoformat("2012-02-29 23:59:01.000005")],
)
def test_other_values_come_back(value: int | date | None) -> None:
    assert duckdb.execute(f"select {sql_literal(value)}").fetchall() == [(value,)]


def test_row_keeps_its_order() -> None:
    assert duckdb.execute(f"from (values {sql_row(['a', None, 3])})").fetchall() == [("a", None, 3)]


def test_rows_are_one_text_and_keep_their_types() -> None:
    columns = {"name": "varchar", "weight": "decimal(9, 2)", "number": "bigint", "is_same": "boolean"}
    rows = [("l'\"{è}\n", Decimal("-3.10"), 2, True), (None, None, None, None)]
    assert duckdb.sql(rows_query(columns, rows)).fetchall() == rows
    empty = duckdb.sql(rows_query(columns, []))
    assert (empty.fetchall(), empty.columns) == ([], list(columns))
    assert [str(kind) for kind in empty.types] == ["VARCHAR", "DECIMAL(9,2)", "BIGINT", "BOOLEAN"]
