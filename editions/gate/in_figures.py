"""What a sealing is checked for in its figures: what fell, what is far from the usual, what is only declared."""

from collections.abc import Iterator
from typing import Any

from editions.gate.arithmetic import find_broken_identities
from editions.gate.finding import Finding, Grounds
from editions.sealed import open_edition
from editions.values import TABLE, edition_window
from publication.figures import format_number, format_share, with_article
from storage.literals import sql_literal

DECLARED_SHARE = 0.5
_TOTAL = "province_code is null and partner_code is null and month is null and level is null"


def find_fallen_figures(grounds: Grounds) -> Iterator[Finding]:
    """Figures lower than the edition before said, on the same day."""
    if grounds.previous is None:
        return
    window = edition_window(grounds.previous)
    with open_edition(grounds.previous) as before:
        sealed = dict(before.query(f"select kpi_code, cumulative from {TABLE} where {_TOTAL}").rows)
    now = dict(
        grounds.publication.query(
            f"""
            select kpi_code, value
            from kpi(since := {sql_literal(window.project_start)}, until := {sql_literal(window.until)})
            """
        ).rows
    )
    for code, label, way in grounds.publication.query(
        "select kpi_code, kpi_label, way from dim_kpis order by sort_order"
    ).rows:
        was, is_now = sealed.get(code), now.get(code)
        if way != "ratio" and was is not None and is_now is not None and is_now < was:
            message = (
                f"{label}: {_number(was)} nell’edizione {grounds.previous.name}, oggi {_number(is_now)} "
                "alla stessa data: il confronto con quell’edizione dice perché."
            )
            yield Finding("figure_fell", code, message)


def find_outliers(grounds: Grounds) -> Iterator[Finding]:
    """Months of the period far from the median of the months before it, where there are six or more."""
    first_month = f"{grounds.window.since:%Y-%m}"
    for label, month, value, usual in grounds.publication.query(
        f"""
        with months as (
            select kpi_code, month, cumulative as value from {TABLE} where month is not null
        ),
        history as (
            select kpi_code, median(value) as usual, greatest(mad(value), 1) as spread
            from months where month < '{first_month}'
            group by kpi_code having count(*) >= 6 and median(value) > 0
        )
        select kpi_label, month, value, usual
        from months inner join history using (kpi_code) inner join dim_kpis using (kpi_code)
        where way in ('first', 'distinct', 'sum') and month >= '{first_month}'
            and abs(value - usual) > greatest(6 * spread, usual / 2)
        order by sort_order, month
        """
    ).rows:
        message = f"{label}: {_number(value)} nel mese {month}, di solito circa {_number(usual)}."
        yield Finding("outlier", f"{label} {month}", message)


def find_declared_shares(grounds: Grounds) -> Iterator[Finding]:
    """KPIs of which more than half is only declared."""
    for code, label, declared, value in grounds.publication.query(
        f"""
        select kpi_code, kpi_label, levels.in_period, totals.in_period
        from {TABLE} as levels
        inner join (select kpi_code, in_period from {TABLE} where {_TOTAL}) as totals using (kpi_code)
        inner join dim_kpis using (kpi_code)
        where levels.level = 'declared' and totals.in_period > 0 and way <> 'ratio' and not is_register
            and levels.in_period / totals.in_period > {DECLARED_SHARE}
        order by sort_order
        """
    ).rows:
        share = format_share(declared / value)
        message = (
            f"{label}: {with_article(share)} del periodo ({_number(declared)} su {_number(value)}) "
            "è solo dichiarato."
        )
        yield Finding("declared_share", code, message)


def find_broken_arithmetic(grounds: Grounds) -> Iterator[Finding]:
    """Figures that do not add up."""
    for subject, message in find_broken_identities(grounds.publication):
        yield Finding("arithmetic_identity", subject, message)


def _number(value: Any) -> str:
    return format_number(value, 2).removesuffix(",00")
