"""Every figure of an edition, from the macros: in the period, from the project's start, and its target."""

from dataclasses import dataclass
from datetime import date

import duckdb

from ingest.literals import sql_literal

TABLE = "edition_values"
_SPLITS = ("province", "partner", "month", "level")
_KEYS = ("kpi_code", *(f"{split}_code" if split in ("province", "partner") else split for split in _SPLITS))


@dataclass(frozen=True)
class Window:
    """The edition's days, ends included, and the project's first day, from which figures accumulate."""

    since: date
    until: date
    project_start: date


def values_query(window: Window) -> str:
    """SQL that gives the figures in an open publication or edition, in a fixed order.

    Columns: kpi_code, province_code, partner_code, month, level (all null: the total; else one of them is
    given), in_period, cumulative, target, target_date, target_is_confirmed. A target is the next one due.
    """
    until = sql_literal(window.until)
    return f"""
        with in_period as ({_cells(window.since, window.until)}),
        cumulative as ({_cells(min(window.project_start, window.since), window.until)}),
        targets as (
            select
                kpi_code,
                province_code,
                partner_code,
                value::double as target,
                period_end as target_date,
                is_confirmed as target_is_confirmed
            from fct_targets
            where is_current
            qualify row_number() over (
                partition by kpi_code, province_code, partner_code
                order by period_end < {until}, abs(period_end - {until})
            ) = 1
        ),
        figures as (
            select
                {", ".join(f"coalesce(in_period.{key}, cumulative.{key}) as {key}" for key in _KEYS)},
                in_period.value as in_period,
                cumulative.value as cumulative
            from in_period
            full join cumulative on in_period.cell_key = cumulative.cell_key
        )
        select figures.*, targets.* exclude (kpi_code, province_code, partner_code)
        from figures
        left join targets
            on figures.kpi_code = targets.kpi_code
            and figures.province_code is not distinct from targets.province_code
            and figures.partner_code is not distinct from targets.partner_code
            and coalesce(figures.month, figures.level) is null
        order by {", ".join(f"figures.{key}" for key in _KEYS)}
        """


def write_values(connection: duckdb.DuckDBPyConnection, window: Window, table: str) -> None:
    """Compute the figures into a table of the connection."""
    connection.execute(f"create or replace temp table {table} as {values_query(window)}")


def _cells(since: date, until: date) -> str:
    """The value of every KPI in every cell of every split, with `cell_key` naming the cell."""
    days = f"since := {sql_literal(since)}, until := {sql_literal(until)}"
    parts = [f"select kpi_code, null as split, null as cell, value from kpi_cells({days})"]
    parts += [
        f"select kpi_code, '{split}' as split, cell, value from kpi_cells({days}, split := '{split}')"
        for split in _SPLITS
    ]
    named = ", ".join(
        f"case when split = '{split}' then cell end as {key}"
        for split, key in zip(_SPLITS, _KEYS[1:], strict=True)
    )
    return f"""
        select kpi_code, {named}, value, concat_ws('|', kpi_code, split, cell) as cell_key
        from ({" union all ".join(parts)})
        """
