"""A KPI month by month, provisional months hatched."""

from dataclasses import replace

import pandas as pd

from dashboard.charts.bars import draw_columns
from dashboard.data.evidence import Rows
from dashboard.data.values import Split, load_months, split_question
from dashboard.filters import until_month
from dashboard.formats import format_month, read_month
from dashboard.parts.blocks import Table, show_block
from dashboard.view import View
from publication.kpis import Kpi


def show_months(view: View, kpi: Kpi, note: str = "") -> None:
    """The KPI as a column a month; each opens its rows."""
    values = load_months(view.publication, kpi.code, view.filters)
    months = [read_month(month) for month in values]
    shown = [kpi.show(value) for value in values.values()]
    opens = [Rows(kpi.code, until_month(view.filters, month)) for month in months]
    if kpi.way == "stock":
        opens = [Rows(kpi.code, replace(rows.filters, since=view.filters.since)) for rows in opens]
    frame = pd.DataFrame(
        {
            "Mese": [format_month(month) for month in months],
            kpi.label: list(values.values()),
            "Stato": ["provvisorio" if month in view.provisional else "" for month in months],
        }
    )
    alt = f"{kpi.label} per mese: " + ", ".join(
        f"{format_month(month)} {value}{' (provvisorio)' if month in view.provisional else ''}"
        for month, value in zip(months, shown, strict=True)
    )
    figure = draw_columns(
        months, [value or 0.0 for value in values.values()], shown, view.provisional, view.palette
    )
    sql = split_question(Split.MONTH, (kpi.code,), view.filters)
    table = Table(frame, {kpi.label: kpi.show}, lambda row, _: opens[row], sql=sql)
    notes = [f"{note} {kpi.counting_note}".strip()] if kpi.way != "first" or note else []
    show_block(view, f"{kpi.code}_per_mese", figure, alt, table, opens, notes)
