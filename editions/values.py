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
        with figures as ({_cells(window)}),
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


def _cells(window: Window) -> str:
    """Both values of every KPI in every cell of every split: one pass over the evidence for each split.

    By level it takes two: a subject's level is the highest of the window's own rows.
    """
    start, since, until = (
        sql_literal(day) for day in (min(window.project_start, window.since), window.since, window.until)
    )
    both = f"since := {start}, recent := {since}, until := {until}"
    parts = [f"select kpi_code, null as split, null as cell, recent_value, value from kpi_cells({both})"]
    parts += [
        f"select kpi_code, '{split}', cell, recent_value, value from kpi_cells({both}, split := '{split}')"
        for split in ("province", "partner")
    ]
    parts.append(
        f"select kpi_code, 'month', cell, case when cell >= strftime({since}, '%Y-%m') then recent_value end,"
        f" value from kpi_cells({both}, split := 'month')"
    )
    by_level = "select * from kpi_cells(since := {}, until := {}, split := 'level')"
    parts.append(
        f"select kpi_code, 'level', cell, period.value, whole.value"
        f" from ({by_level.format(since, until)}) as period"
        f" inner join ({by_level.format(start, until)}) as whole using (kpi_code, cell)"
    )
    named = ", ".join(
        f"case when split = '{split}' then cell end as {key}"
        for split, key in zip(_SPLITS, _KEYS[1:], strict=True)
    )
    return f"""
        select kpi_code, {named}, recent_value as in_period, value as cumulative
        from ({" union all ".join(parts)})
        """
