"""A KPI month by month, provisional months hatched."""

from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard import text
from dashboard.as_text import as_text
from dashboard.charts.bars import draw_columns
from dashboard.data.asking import Filters
from dashboard.data.evidence import Rows
from dashboard.data.values import Split, load_months, split_question
from dashboard.filters import until_month
from dashboard.formats import format_date, format_month, read_month
from dashboard.parts.blocks import Table, show_block
from dashboard.view import View
from decisions.notes import Note
from publication.kpis import Kpi


def show_months(view: View, kpi: Kpi, note: str = "") -> None:
    """The KPI as a column a month; each opens its rows."""
    values = load_months(view.publication, kpi.code, view.filters)
    months = [read_month(month) for month in values]
    shown = [kpi.show(value) for value in values.values()]
    opens = [open_month(kpi, view.filters, month) for month in months]
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
    notes = [f"{note} {kpi.counting_note}".strip()] if kpi.way != "first" or note else []
    before = {} if view.before is None else load_months(view.publication, kpi.code, view.before)
    if view.before is not None:
        earlier = list(before.items())[: len(months)] + [None] * (len(months) - len(before))
        frame["Mese a confronto"] = [format_month(read_month(one[0])) if one else "" for one in earlier]
        frame[text.COMPARED] = pd.array([one[1] if one else None for one in earlier], dtype="Float64")
        notes.append(text.COMPARED_NOTE)
    by_month = view.notes_on(kpi.code)
    noted = {place: by_month[month] for place, month in enumerate(months) if month in by_month}
    if noted:
        frame["Nota"] = [noted[place].words if place in noted else "" for place in range(len(months))]
        notes += [describe_note(one) for one in noted.values()]
    opens_before = [open_month(kpi, view.before, read_month(month)) for month in before if view.before]
    figure = draw_columns(
        months,
        [value or 0.0 for value in values.values()],
        shown,
        view.provisional,
        view.palette,
        before=[
            (value or 0.0, f"<b>{format_month(read_month(month))}</b>, a confronto<br>{kpi.show(value)}")
            for month, value in before.items()
        ],
        notes={place: one.words for place, one in noted.items()},
    )

    def open_cell(row: int, column: str) -> Rows | None:
        if column not in (text.COMPARED, "Mese a confronto"):
            return opens[row]
        return opens_before[row] if row < len(opens_before) else None

    sql = split_question(Split.MONTH, (kpi.code,), view.filters)
    table = Table(frame, {kpi.label: kpi.show, text.COMPARED: kpi.show}, open_cell, sql=sql)
    show_block(
        view, f"{kpi.code}_per_mese", figure, alt, table, [*opens, *opens_before[: len(months)]], notes
    )


def describe_note(note: Note) -> str:
    """`✎ maggio 2012: fiera di maggio (Anna Bianchi, 03/06/2012)`."""
    signed = f"{note.author}, {format_date(note.date)}"
    return as_text(f"✎ {format_month(note.month)}: {note.words} ({signed})")


def open_month(kpi: Kpi, filters: Filters, month: date) -> Rows:
    """The rows of a month; of a stock what stands at its end."""
    rows = Rows(kpi.code, until_month(filters, month))
    if kpi.way == "stock":
        return replace(rows, filters=replace(rows.filters, since=filters.since))
    return rows
