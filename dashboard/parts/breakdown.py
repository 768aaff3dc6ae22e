"""One KPI broken down by something: a bar for each part, its table and files, and the rows behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard import text
from dashboard.charts.bars import Bar, draw_bars
from dashboard.data.evidence import Rows
from dashboard.data.registry import load_desk_partners, load_desks
from dashboard.data.values import Split, load_split, split_question
from dashboard.parts.blocks import Table, show_block
from dashboard.view import View
from publication.kpis import Kpi


@dataclass(frozen=True)
class Part:
    """One part of a KPI, its `cell` of the split; `is_context` where it is not what the reader asked about."""

    name: str
    cell: str
    value: float
    rows: Rows
    is_context: bool = False


def show_breakdown(
    view: View,
    key: str,
    kpi: Kpi,
    by: str,
    parts: Sequence[Part],
    split: Split,
    notes: Sequence[str] = (),
    drawn: int | None = None,
) -> None:
    """The first `drawn` parts (None: all) of a split as bars in the order given; all in the table, headed
    `by`."""
    cells = None if view.before is None else load_split(view.publication, split, kpi.code, view.before)
    bars = [
        Bar(
            part.name,
            part.value,
            kpi.show(part.value),
            view.palette.context if part.is_context else view.palette.done,
            before=None if cells is None else cells.get(part.cell) or 0.0,
            before_shown="" if cells is None else kpi.show(cells.get(part.cell) or 0.0),
        )
        for part in parts
    ]
    opens = [part.rows for part in parts]
    earlier = view.all_before(opens)
    frame = pd.DataFrame({by: [part.name for part in parts], kpi.label: [part.value for part in parts]})
    if cells is not None:
        frame[text.COMPARED] = [bar.before for bar in bars]
        notes = [*notes, text.COMPARED_NOTE]
    drawn = len(parts) if drawn is None else drawn
    show_block(
        view,
        key,
        draw_bars(bars[:drawn], view.palette),
        f"{kpi.label} per {by.lower()}: " + ", ".join(f"{bar.label} {bar.shown}" for bar in bars[:drawn]),
        Table(
            frame,
            {kpi.label: kpi.show, text.COMPARED: kpi.show},
            lambda row, column: (earlier if column == text.COMPARED else opens)[row],
            sql=split_question(split, (kpi.code,), view.filters),
        ),
        [*opens[:drawn], *earlier[:drawn]],
        notes,
    )


def list_desks(view: View, kpi: Kpi) -> list[Part]:
    """A KPI's parts by desk, most first; what no desk did is context. Without a value a desk is named where its
    partner is among those chosen."""
    names, partners = load_desks(view.publication), load_desk_partners(view.publication)
    values = load_split(view.publication, Split.DESK, kpi.code, view.filters)
    parts = []
    for value, code in sorted(((value or 0.0, code) for code, value in values.items()), reverse=True):
        name = names.get(code, text.NO_DESK)
        if value or (code in names and view.filters.has_partner(partners[code])):
            parts.append(
                Part(
                    name,
                    code,
                    value,
                    Rows(kpi.code, view.filters, "desk", code, words=name),
                    code not in names,
                )
            )
    return parts
