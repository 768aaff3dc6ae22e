"""Every figure of an edition, from the macros: in the period, from the project's start, and its target."""

from dataclasses import dataclass
from datetime import date

import duckdb

from editions.folder import Edition
from storage.literals import sql_literal

TABLE = "edition_values"
SPLITS = ("total", "province", "partner", "month", "level")
_CELLS = (
    ("province", "province_code"),
    ("partner", "partner_code"),
    ("month", "month"),
    ("level", "level"),
)
_KEYS = ("kpi_code", *(key for _, key in _CELLS))


@dataclass(frozen=True)
class Window:
    """The edition's days, ends included, and the project's first day, from which figures accumulate."""

    since: date
    until: date
    project_start: date


def edition_window(edition: Edition) -> Window:
    """The days of an edition's figures."""
    facts = edition.facts
    return Window(*(date.fromisoformat(facts[key]) for key in ("since", "until", "project_start")))


def write_values(connection: duckdb.DuckDBPyConnection, window: Window, table: str) -> None:
    """Compute the figures of an open publication or edition into a table of its connection, in a fixed order.

    Columns: kpi_code, province_code, partner_code, month, level (all null: the total; else one of them is
    given), in_period, cumulative, target, target_date, target_is_confirmed, target_measured_on, target_value,
    target_share, target_standing.
    """
    connection.execute("create or replace temp table figures as " + cells_query(window, "total"))
    for split in SPLITS[1:]:  # one after the other: each needs the memory for itself
        connection.execute("insert into figures " + cells_query(window, split))
    connection.execute(
        f"""
        create or replace temp table {table} as
        with targets as ({targets_query(connection, window)})
        select figures.*, targets.* exclude (kpi_code, province_code, partner_code)
        from figures
        left join targets
            on figures.kpi_code = targets.kpi_code
            and figures.province_code is not distinct from targets.province_code
            and figures.partner_code is not distinct from targets.partner_code
            and coalesce(figures.month, figures.level) is null
        order by {", ".join(f"figures.{key}" for key in _KEYS)}
        """
    )


def targets_query(connection: duckdb.DuckDBPyConnection, window: Window) -> str:
    """SQL for the target to look at of each KPI, province and partner, measured by the macro `kpi_targets`.

    Editions sealed before there was that macro have the next target due, not measured: so it is found again.
    """
    until = sql_literal(window.until)
    shown = "target, period_end as target_date, is_confirmed as target_is_confirmed"
    if connection.execute("from duckdb_functions() where function_name = 'kpi_targets'").fetchall():
        return f"""
            select kpi_code, province_code, partner_code, {shown}, measured_on as target_measured_on,
                value as target_value, share as target_share, standing as target_standing
            from kpi_targets(until := {until}) where is_next"""
    return f"""
        select kpi_code, province_code, partner_code, {shown}
        from (select * exclude (value), value::double as target from fct_targets)
        where is_current
        qualify row_number() over (
            partition by kpi_code, province_code, partner_code
            order by period_end < {until}, abs(period_end - {until})
        ) = 1"""


def cells_query(window: Window, split: str) -> str:
    """SQL for the value of every KPI in every cell of a split: the five keys, in_period, cumulative.

    One pass over the evidence gives both values; by level it takes two, for a subject's level is the highest
    of the window's own rows.
    """
    start, since, until = (
        sql_literal(day) for day in (min(window.project_start, window.since), window.since, window.until)
    )
    named = "null" if split == "total" else sql_literal(split)
    in_period = "recent_value"
    cells = f"from kpi_cells(since := {start}, recent := {since}, until := {until}, split := {named})"
    if split == "month":
        in_period = f"case when cell >= strftime({since}, '%Y-%m') then recent_value end"
    elif split == "level":
        cells += f"""
            inner join (
                select kpi_code, cell, value as recent
                from kpi_cells(since := {since}, until := {until}, split := {named})
            ) using (kpi_code, cell)"""
        in_period = "recent"
    keys = ", ".join(f"{'cell' if split == name else 'null'}::varchar as {key}" for name, key in _CELLS)
    return f"select kpi_code, {keys}, {in_period} as in_period, value as cumulative {cells}"
